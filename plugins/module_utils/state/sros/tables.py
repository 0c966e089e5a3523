# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: the tables of classic and MD-CLI, and the MD-CLI's state as JSON."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, vrf_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, ip, mac, prefix

_VERSION = re.compile(r"^[ \t]*TiMOS-(?P<version>\S+) \S+ (?:Nokia|ALCATEL(?:-LUCENT)?) (?P<model>.+?) Copyright", re.M | re.I)
_ROUTER = re.compile(r"\((?:Router|Service): (?P<name>[^)]+)\)")
_UPTIME = re.compile(r"(\d+)([dhms])")
_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def _seconds(shown: str) -> int | None:
    """``00h05m09s``, ``12d03h04m``."""
    found = _UPTIME.findall(shown)
    return sum(int(count) * _SECONDS[unit] for count, unit in found) if found else None


def _instance(out: Output) -> str:
    found = _ROUTER.search(out.text)
    return vrf_name(None if not found or found["name"].lower() == "base" else found["name"])


def _version(out: Output) -> Fragment:
    found = _VERSION.search(out.text)
    if not found:
        raise UnparsedError
    return {"vendor": "Nokia", "os_version": found["version"], "model": found["model"]}


_SYSTEM = {
    "hostname": re.compile(r"^System Name\s*:\s*(\S+)", re.M),
    "os_version": re.compile(r"^System Version\s*:\s*(\S+)", re.M),
    "model": re.compile(r"^System Type\s*:\s*(\S.*?)\s*$", re.M),
    "uptime": re.compile(r"^System Up Time\s*:\s*(.+?)\s*(?:\(|$)", re.M),
}


def _information(out: Output) -> Fragment:
    found = {name: match[1] for name, pattern in _SYSTEM.items() if (match := pattern.search(out.text))}
    if "hostname" not in found and "os_version" not in found:
        raise UnparsedError
    clock = re.match(r"(\d+) days?, (\d+):(\d+):(\d+)", found.pop("uptime", ""))
    days, hours, minutes, seconds = map(int, clock.groups()) if clock else (0, 0, 0, 0)
    return {"vendor": "Nokia", **found, "uptime": ((days * 24 + hours) * 60 + minutes) * 60 + seconds if clock else None}


_INTERFACE = re.compile(
    r"^(?P<name>\S(?:[^\n]*?\S)?)[ \t]+(?P<admin>Up|Down)[ \t]+(?P<v4>Up|Down)(?:/(?P<v6>Up|Down))?[ \t]+"
    r"(?P<mode>\S+)[ \t]+(?P<port>\S+)[ \t]*$"
)
_ADDRESS = re.compile(r"^[ \t]+(?P<ip>[0-9A-Fa-f:.]+)/(?P<length>\d+)\b")


def _lines(out: Output) -> list[tuple[re.Match[str], list[re.Match[str]]]]:
    """Each interface's line with the lines of its addresses."""
    found: list[tuple[re.Match[str], list[re.Match[str]]]] = []
    for line in out.text.split("\n"):
        if head := _INTERFACE.match(line):
            found.append((head, []))
        elif found and (address := _ADDRESS.match(line)):
            found[-1][1].append(address)
    if not found:
        raise UnparsedError
    return found


def _interfaces(out: Output) -> Fragment:
    return {
        head["name"]: {"is_enabled": head["admin"] == "Up", "is_up": "Up" in (head["v4"], head["v6"])}
        for head, _unused in _lines(out)
    }


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, addresses in _lines(out):
        for found in addresses:
            if address := ip(found["ip"]):
                entry = {"prefix_length": int(found["length"])}
                model.setdefault(head["name"], {}).setdefault("ipv6" if ":" in address else "ipv4", {})[address] = entry
    return model


_ROUTE = re.compile(
    r"^(?P<net>[0-9A-Fa-f:.]+/\d+)(?:[ \t]*\[[^\]\n]*\])?[ \t]+(?P<type>Local|Remote|Blackh\w*|Indirect)[ \t]+"
    r"(?P<protocol>\S+)(?:[ \t]\S+?)?[ \t]+"
    r"(?P<age>\w+)[ \t]+(?P<pref>\d+)[ \t]*$"
)
_HOP = re.compile(r"^[ \t]+(?P<hop>\S+?)(?:[ \t]*\[[^\]\n]*\])?[ \t]+(?P<metric>\d+)[ \t]*$")
_PROTOCOLS = {
    "local": "connected",
    "ospf": "ospf",
    "ospf3": "ospf",
    "isis": "isis",
    "bgp": "bgp",
    "static": "static",
    "bgp_vpn": "bgp",
}


def _routes(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    here: re.Match[str] | None = None
    for line in out.text.split("\n"):
        head = _ROUTE.match(line)
        here = head or (here if line[:1].isspace() else None)
        hop = None if head else _HOP.match(line)
        if here is None or hop is None:
            continue
        network, address, word = prefix(here["net"]), ip(hop["hop"]), here["protocol"].lower()
        if network:
            entry = {
                "protocol": _PROTOCOLS.get(word, word),
                "next_hop": address or "",
                "outgoing_interface": None if address else hop["hop"],
                "preference": int(here["pref"]),
                "metric": int(hop["metric"]),
                "current_active": True,
                "vrf": _instance(out),
            }
            model.setdefault(network, []).append(entry)
    return model


_BGP = re.compile(r"BGP Router ID\s*:\s*(?P<router>\S+)\s+AS\s*:\s*(?P<asn>[\d.]+)\s+Local AS\s*:\s*(?P<local>[\d.]+)")
_PEER = re.compile(
    r"^[ \t]+(?P<asn>\d+)[ \t]+\d+[ \t]+\d+[ \t]+(?P<time>\S+)[ \t]+(?P<state>\S+)(?:[ \t]+\((?P<family>[^)\n]+)\))?"
)
_FAMILY = re.compile(r"^[ \t]+(?:\d+[ \t]+\d+[ \t]+)?(?P<state>\d+/\d+/\d+)[ \t]+\((?P<family>[^)\n]+)\)")


def _bgp(out: Output) -> Fragment:
    """A neighbour takes several lines: its address, perhaps a description, its figures, a line for each further family."""
    router = _BGP.search(out.text)
    if not router:
        raise UnparsedError
    peers: dict[str, Any] = {}
    waiting, described, here = None, "", None
    for line in out.text[router.end() :].split("\n"):
        address = ip(line.strip()) if line and not line[0].isspace() else None
        if address:
            waiting, described, here = address, "", None
        elif waiting and (found := _PEER.match(line)):
            here = peers[waiting] = _peer(found, described)
            waiting = None
        elif waiting and line.strip():
            described = line.strip()
        elif here is not None and (more := _FAMILY.match(line)):
            here["address_family"].update(_counts(more))
    instance = {"router_id": known_router(router["router"]), "local_as": asn(router["local"]), "peers": peers}
    return {_instance(out): instance}


def _counts(found: re.Match[str]) -> dict[str, Any]:
    received, accepted, sent = map(int, found["state"].split("/"))
    counts = {"received_prefixes": received, "accepted_prefixes": accepted, "sent_prefixes": sent}
    return {family(found["family"] or "IPv4"): counts}


def _peer(found: re.Match[str], described: str) -> dict[str, Any]:
    up = found["state"].count("/") == 2  # noqa: PLR2004 - received, active, sent: only a session that stands has them
    return {
        "remote_as": asn(found["asn"]),
        "is_up": up,
        "is_enabled": found["state"].lower() not in ("disabled", "shutdown"),
        "description": described,
        "uptime": _seconds(found["time"]) if up else None,
        "address_family": _counts(found) if up else {},
    }


_OSPF = re.compile(
    r"^(?P<interface>\S+)[ \t]+(?P<router>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<state>\w+)[ \t]+(?P<priority>\d+)[ \t]+\d+[ \t]+\d+", re.M
)


def _ospf(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for found in _OSPF.finditer(out.text):
        state = found["state"].upper()
        entry = {"interface": found["interface"], "state": state, "is_full": state == "FULL", "priority": int(found["priority"])}
        model.setdefault(found["router"], []).append(entry)
    return {_instance(out): model} if model else {}


_ARP = re.compile(
    r"^(?P<ip>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<mac>[0-9a-f:]{17})[ \t]+(?P<age>\S+)[ \t]+(?P<type>\S+)[ \t]+(?P<interface>\S+)",
    re.M | re.I,
)


def _arp(out: Output) -> Fragment:
    return [
        {"interface": found["interface"], "mac": mac(found["mac"]), "ip": ip(found["ip"]), "age": _seconds(found["age"])}
        for found in _ARP.finditer(out.text)
        if ip(found["ip"])
    ]


_FDB = re.compile(r"^(?P<service>\d+)[ \t]+(?P<mac>[0-9a-f:]{17})[ \t]+(?P<source>\S+)[ \t]+(?P<type>\S+)", re.M | re.I)


def _fdb(out: Output) -> Fragment:
    """An access point carries its VLAN after a colon: ``sap:1/1/c5/1:0``."""
    rows = []
    for found in _FDB.finditer(out.text):
        source, colon, tag = found["source"].rpartition(":")
        tagged = bool(colon) and found["source"].startswith("sap:") and tag.isdigit() and source != "sap"
        rows.append(
            {
                "mac": mac(found["mac"]),
                "interface": source if tagged else found["source"],
                "vlan": int(tag) if tagged else None,
                "static": found["type"].split("/")[0] in ("S", "C", "CS", "Static"),
                "active": None,
            }
        )
    return rows


_EMPTY = r".*No\. of (?:Entries|Routes|Neighbors|ARP Entries)\s*: 0.*"
_WHERE = r'(?: (?:"?Base"?|\d+|service-name \S+))?'
PARSERS = (
    text("facts", r"show version", _version),
    text("facts", r"show system information", _information),
    text("interfaces", rf"show router{_WHERE} interface", _interfaces),
    text("interfaces_ip", rf"show router{_WHERE} interface", _addresses, empty=r".*Interface Table.*"),
    text("routes", rf"show router{_WHERE} route-table(?: ipv[46])?(?: .*)?", _routes, empty=_EMPTY),
    text("bgp_neighbors", rf"show router{_WHERE} bgp summary(?: .*)?", _bgp),
    text("ospf_neighbors", rf"show router{_WHERE} ospf3?(?: \d+)? neighbor", _ospf, empty=_EMPTY),
    text("arp_table", rf"show router{_WHERE} arp", _arp, empty=_EMPTY),
    text("mac_address_table", r"show service fdb[ -]mac", _fdb, empty=_EMPTY),
)
