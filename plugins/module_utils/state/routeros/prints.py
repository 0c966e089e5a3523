# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS: ``print detail`` and ``print terse``, both lists of ``name=value``, one item a number."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import known_router, vrf_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, integer, ip, mac, number, prefix

_ITEM = re.compile(r"^[ \t]*(?P<number>\d+)[ \t]+(?P<flags>(?:[A-Za-z*+>]{1,8}[ \t]+){0,2})(?=;;;|[\w.-]+=|$)", re.M)
# A name and its equals sign; what stands in quotes is no name, whatever it looks like.
_NAME = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\S)(?P<name>[a-z][\w.-]*)=')
_COMMENT = re.compile(r";;; (.*)")


class _Item(dict[str, str]):
    """The fields of one item; its flags, and its comment."""

    def __init__(self, flags: str, body: str) -> None:
        starts = [found for found in _NAME.finditer(body) if found["name"]]
        ends = [found.start() for found in starts[1:]] + [len(body)]
        super().__init__(
            (found["name"], " ".join(body[found.end() : end].split()).strip('"')) for found, end in zip(starts, ends, strict=True)
        )
        self.flags = "".join(flags.split())
        comment = _COMMENT.search(body)
        self.comment = self.get("comment") or (comment[1].strip() if comment else "")


def items(out: Output, *wanted: str) -> list[_Item]:
    """The items of a list. Raises UnparsedError where none has all fields ``wanted``."""
    heads = list(_ITEM.finditer(out.text))
    ends = [head.start() for head in heads[1:]] + [len(out.text)]
    items = [_Item(head["flags"], out.text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    found = [item for item in items if all(name in item for name in wanted)]
    if not found:
        raise UnparsedError
    return found


def fields(out: Output) -> dict[str, str]:
    """``name: value`` lines, as ``/system resource print`` has them."""
    found = dict(re.findall(r"^[ \t]*([a-z][\w-]*):[ \t]*(\S.*?)[ \t]*$", out.text, re.M))
    if not found:
        raise UnparsedError
    return found


def _resource(out: Output) -> Fragment:
    told = fields(out)
    if "version" not in told:
        raise UnparsedError
    return {
        "vendor": "MikroTik",
        "os_version": told["version"].split()[0],
        "model": told.get("board-name"),
        "uptime": duration(told.get("uptime", "")),
    }


def _routerboard(out: Output) -> Fragment:
    told = fields(out)
    return {
        "vendor": "MikroTik",
        "serial_number": told.get("serial-number"),
        **({"model": told["model"]} if "model" in told else {}),
    }


def _identity(out: Output) -> Fragment:
    told = fields(out)
    if "name" not in told:
        raise UnparsedError
    return {"hostname": told["name"]}


def _health(out: Output) -> Fragment:
    told = fields(out)
    load = number(told.get("cpu-load", ""))
    if load is None:
        raise UnparsedError
    model: dict[str, Any] = {"cpu": {"0": {"%usage": load}}}
    total, free = (_bytes(told.get(name, "")) for name in ("total-memory", "free-memory"))
    if total is not None and free is not None:
        model["memory"] = {"available_ram": total, "used_ram": total - free}
    return model


def _bytes(shown: str) -> int | None:
    found = re.fullmatch(r"([\d.]+)([KMG])iB", shown)
    return int(float(found[1]) * 1024 ** ("KMG".index(found[2]) + 1)) if found else None


def _interfaces(out: Output) -> Fragment:
    return {
        item["name"]: {
            "is_up": "R" in item.flags,
            "is_enabled": "X" not in item.flags,
            "description": item.comment,
            "mac_address": mac(item.get("mac-address", "")),
            "mtu": integer(item.get("actual-mtu", item.get("mtu", ""))),
        }
        for item in items(out, "name")
    }


def _names(out: Output) -> Fragment:
    return {"interface_list": [item["name"] for item in items(out, "name")]}


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in items(out, "address", "interface"):
        address, _slash, length = item["address"].partition("/")
        if (found := ip(address)) and "X" not in item.flags and "I" not in item.flags:
            entry = {"prefix_length": integer(length)}
            model.setdefault(item.get("actual-interface", item["interface"]), {}).setdefault(
                "ipv6" if ":" in found else "ipv4", {}
            )[found] = entry
    return model


def _arp(out: Output) -> Fragment:
    return [
        {"interface": item.get("interface", ""), "mac": mac(item["mac-address"]), "ip": ip(item["address"]), "age": None}
        for item in items(out, "address")
        if "mac-address" in item and ip(item["address"])
    ]


_PROTOCOLS = {
    "C": "connected",
    "c": "connected",
    "S": "static",
    "s": "static",
    "b": "bgp",
    "o": "ospf",
    "r": "rip",
    "i": "isis",
    "d": "dhcp",
}


def _routes(out: Output) -> Fragment:
    """Flags: A active, D dynamic, then the letter of the protocol (a capital in version 6 for some of them)."""
    model: dict[str, Any] = {}
    for item in items(out, "dst-address"):
        network = prefix(item["dst-address"])
        if network is None:
            continue
        letters = [letter for letter in item.flags if letter in _PROTOCOLS]
        word = _PROTOCOLS[letters[0]] if letters else None if "D" in item.flags else "static"
        gateway, _percent, interface = item.get("immediate-gw", item.get("gateway", "")).partition("%")
        hop = ip(gateway)
        model.setdefault(network, []).append(
            {
                "protocol": word,
                "next_hop": hop if hop and word != "connected" else "",
                "outgoing_interface": interface or (gateway if gateway and not hop else None),
                "preference": integer(item.get("distance", "")),
                "metric": None,
                "current_active": "A" in item.flags,
                "vrf": vrf_name(
                    "" if item.get("routing-table", item.get("vrf-interface", "main")) == "main" else item.get("routing-table")
                ),
            }
        )
    return model


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in items(out, "interface"):
        chassis = item.get("mac-address", "")
        entry = {
            "parent_interface": "",
            "remote_chassis_id": mac(chassis) or chassis,
            "remote_system_name": item.get("identity", ""),
            "remote_port": item.get("interface-name", ""),
            "remote_port_description": "",
            "remote_system_description": item.get("system-description", item.get("platform", "")),
            "remote_system_capab": [word for word in item.get("system-caps", "").split(",") if word],
            "remote_system_enable_capab": [word for word in item.get("system-caps-enabled", "").split(",") if word],
        }
        model.setdefault(item["interface"].partition(",")[0], []).append(entry)
    return model


def _bgp(out: Output) -> Fragment:
    """Sessions (version 7: ``remote.address=``) or peers (version 6: ``remote-address=``)."""
    peers: dict[str, Any] = {}
    for item in items(out):
        address = ip(item.get("remote.address", item.get("remote-address", "")).partition("/")[0])
        if address:
            up = "E" in item.flags or item.get("state") == "established" or item.get("established") == "yes"
            peers[address] = {
                "remote_as": asn(item.get("remote.as", item.get("remote-as", ""))),
                "local_as": asn(item.get("local.as", "")),
                "remote_id": known_router(item.get("remote.id", item.get("remote-id", ""))),
                "is_up": up,
                "is_enabled": "X" not in item.flags,
                "description": item.comment,
                "uptime": duration(item["uptime"]) if up and "uptime" in item else None,
                "address_family": {"ipv4": {"received_prefixes": integer(item["prefix-count"])}}
                if up and "prefix-count" in item
                else {},
            }
    return {"global": {"router_id": None, "peers": peers}} if peers else {}


def _ospf(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in items(out, "router-id", "state"):
        state = item["state"].upper()
        entry = {
            "address": item.get("address"),
            "interface": item.get("interface", item.get("address", "").partition("%")[2]) or None,
            "state": state,
            "is_full": state == "FULL",
            "priority": integer(item.get("priority", "")),
            "area": item.get("area"),
        }
        model.setdefault(item["router-id"], []).append(entry)
    return {"global": model}


FORM = r"(?: (?:detail|terse|without-paging|all))*"
NONE = r"(?:Flags:[^=]*)?"
PARSERS = (
    text("facts", r"/?system resource print", _resource),
    text("facts", r"/?system routerboard print", _routerboard),
    text("facts", r"/?system identity print", _identity),
    text("facts", rf"/?interface print{FORM}", _names),
    text("environment", r"/?system resource print", _health),
    text("interfaces", rf"/?interface print{FORM}", _interfaces),
    text("interfaces_ip", rf"/?ip(?:v6)? address print{FORM}", _addresses),
    text("arp_table", rf"/?ip arp print{FORM}", _arp, empty=NONE),
    text("routes", rf"/?ip(?:v6)? route print{FORM}", _routes),
    text("lldp_neighbors_detail", rf"/?ip neighbor print{FORM}", _neighbors),
    text("bgp_neighbors", rf"/?routing bgp (?:session|peer) print(?: status)?{FORM}", _bgp),
    text("ospf_neighbors", rf"/?routing ospf neighbor print{FORM}", _ospf),
)
