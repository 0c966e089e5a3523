# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell SmartFabric OS10: the tables of its command line. Written after the vendor's user guide.

Interfaces are called as in commands: ``Eth 1/1/1`` and ``Ethernet 1/1/1`` are ``ethernet1/1/1``.
"""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import known_router, vrf_name
from ..members import members
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, ip, mac, megabits, prefix

_NAMES = {"eth": "ethernet", "po": "port-channel", "management": "mgmt", "vl": "vlan", "lo": "loopback"}
_NAME = r"(?P<name>[A-Za-z][A-Za-z-]*[ ]?\d[\d/:]*)"


def _plain(name: str) -> str:
    number = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-")
    stem = name.removesuffix(number).lower()
    return f"{_NAMES.get(stem, stem)}{number.lstrip()}"


_VERSION = {
    "os_version": re.compile(r"^OS Version:[ \t]*(\S+)", re.M),
    "model": re.compile(r"^System Type:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
    "uptime": re.compile(r"^Up Time:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
}


def _version(out: Output) -> Fragment:
    told = {name: found[1] for name, pattern in _VERSION.items() if (found := pattern.search(out.text))}
    if "os_version" not in told:
        raise UnparsedError
    return {"vendor": "Dell EMC", **told, "uptime": duration(told["uptime"]) if "uptime" in told else None}


_STATUS = re.compile(
    rf"^{_NAME}[ \t]+(?:(?P<description>\S[^\n]*?)[ \t]+)?(?P<state>up|down)(?:[ \t]+(?P<speed>\d+[MG]?)\b|[ \t]|$)", re.M
)


def _status(out: Output) -> Fragment:
    """The table tells the link only; who shut a port down it does not say."""
    model = {}
    for found in _STATUS.finditer(out.text):
        up, speed = found["state"] == "up", found["speed"] or ""
        model[_plain(found["name"])] = {
            "is_up": up,
            "description": found["description"] or "",
            "speed": megabits(speed, speed[-1]) if up and speed[-1:] in ("M", "G") else None,
        }
    if not model:
        raise UnparsedError
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": list(_status(out))}


_ADDRESS = re.compile(rf"^{_NAME}[ \t]+(?:(?P<ip>[\d.]+)/(?P<length>\d+)|unassigned)[ \t]+(?:YES|NO)\b", re.M)


def _addresses(out: Output) -> Fragment:
    lines = list(_ADDRESS.finditer(out.text))
    if not lines:
        raise UnparsedError
    return {
        _plain(found["name"]): {"ipv4": {found["ip"]: {"prefix_length": int(found["length"])}}}
        for found in lines
        if found["ip"] and ip(found["ip"])
    }


_MAC = re.compile(rf"^(?P<vlan>\d+)[ \t]+(?P<mac>[0-9a-f:]{{17}})[ \t]+(?P<type>\w+)[ \t]+{_NAME}", re.M)
_ARP = re.compile(rf"^(?P<ip>[\d.]+)[ \t]+(?P<mac>[0-9a-f:]{{17}})[ \t]+{_NAME}", re.M)


def _mac_table(out: Output) -> Fragment:
    return [
        {
            "mac": mac(found["mac"]),
            "interface": _plain(found["name"]),
            "vlan": int(found["vlan"]),
            "static": found["type"] != "dynamic",
            "active": True,
        }
        for found in _MAC.finditer(out.text)
    ]


def _arp(out: Output) -> Fragment:
    return [
        {"interface": _plain(found["name"]), "mac": mac(found["mac"]), "ip": ip(found["ip"]), "age": None}
        for found in _ARP.finditer(out.text)
        if ip(found["ip"])
    ]


_NEIGHBOR = re.compile(
    r"^(?P<local>[A-Za-z][\w/:-]*\d)[ \t]+(?P<between>\S[^\n]*?)[ \t]+(?P<chassis>[0-9a-f]{2}(?::[0-9a-f]{2}){5})[ \t]*$", re.M
)


def _neighbors(out: Output) -> Fragment:
    """Between the local port and the chassis: the neighbour's name and port, which may have single blanks in them."""
    model: dict[str, Any] = {}
    for found in _NEIGHBOR.finditer(out.text):
        cells = re.split(r"[ \t]{2,}", found["between"])
        if len(cells) > 1:
            entry = {
                "parent_interface": "",
                "remote_chassis_id": mac(found["chassis"]),
                "remote_system_name": "" if cells[0] == "Not Advertised" else cells[0],
                "remote_port": cells[1],
            }
            model.setdefault(_plain(found["local"]), []).append(entry)
    return model


_VLAN = re.compile(r"^[*@MRPC ]{0,4}[ \t]*(?P<id>\d+)[ \t]+(?P<state>Active|Inactive)\b(?P<rest>[^\n]*)$")
_MEMBERS = re.compile(r"(?:^|[ \t])(?P<kind>[AT])[ \t]+(?P<ports>(?:Eth|Po)[ ]?\d\S*)[ \t]*$")


def _vlans(out: Output) -> Fragment:
    """Tagged members stand in lines of their own below the untagged ones."""
    model: dict[str, Any] = {}
    here: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        head = _VLAN.match(line)
        rest = head["rest"] if head else line
        ports = _MEMBERS.search(rest)
        if head:
            name = rest[: ports.start()].strip() if ports else rest.strip()
            here = model.setdefault(head["id"], {"name": name or None, "interfaces": []})
        if here is not None and ports:
            here["interfaces"] += [_plain(port) for port in members(ports["ports"])]
    return model


_ROUTER = re.compile(r"BGP router identifier (?P<router>[\d.]+),? local AS number (?P<own>[\d.]+)", re.I)
_PEER = re.compile(
    r"^(?P<peer>[0-9A-Fa-f:.]+)[ \t]+(?P<asn>[\d.]+)[ \t]+\d+[ \t]+\d+[ \t]+(?P<time>\S+)[ \t]+(?P<state>\S+)[ \t]*$", re.M
)


def _bgp(out: Output) -> Fragment:
    """A number in the last column is that of the prefixes received."""
    head = _ROUTER.search(out.text)
    if not head:
        raise UnparsedError
    peers = {}
    for found in _PEER.finditer(out.text):
        if address := ip(found["peer"]):
            up = found["state"].isdigit()
            received = {"received_prefixes": int(found["state"])} if up else {}
            peers[address] = {
                "remote_as": asn(found["asn"]),
                "is_up": up,
                "is_enabled": "admin" not in found["state"].lower(),
                "uptime": duration(found["time"]) if up else None,
                "address_family": {"ipv6" if ":" in address else "ipv4": received} if up else {},
            }
    return {vrf_name(out.vrf): {"router_id": known_router(head["router"]), "local_as": asn(head["own"]), "peers": peers}}


_ROUTE = re.compile(
    r"^[ \t]*(?P<mark>[>*+]?)[ \t]*(?P<code>[CSBOIR])[ \t]+(?:(?:EX|IN|IA|E1|E2|N1|N2|L1|L2)[ \t]+)?(?P<net>[\d.]+/\d+)[ \t]+via "
    r"(?P<hop>\S+)(?:[ \t]+(?P<interface>[A-Za-z][\w/:-]*\d))?[ \t]+(?P<preference>\d+)/(?P<metric>\d+)",
    re.M,
)
_CODES = {"C": "connected", "S": "static", "B": "bgp", "O": "ospf", "I": "isis", "R": "rip"}


def _routes(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for found in _ROUTE.finditer(out.text):
        network, word = prefix(found["net"]), _CODES[found["code"]]
        if network:
            entry = {
                "protocol": word,
                "next_hop": "" if word == "connected" else ip(found["hop"]) or "",
                "outgoing_interface": _plain(found["interface"]) if found["interface"] else None,
                "preference": int(found["preference"]),
                "metric": int(found["metric"]),
                "current_active": found["mark"] != ">",
                "vrf": vrf_name(out.vrf),
            }
            model.setdefault(network, []).append(entry)
    return model


_GROUP = re.compile(
    r"^\d+[ \t]+(?P<name>port-channel\d+)[ \t]*\((?P<flags>\w+)\)[ \t]+\S+[ \t]+(?P<protocol>STATIC|DYNAMIC)(?P<rest>[^\n]*)$", re.M
)
_MEMBER = re.compile(r"(?P<port>\d[\d/:]*)\((?P<flags>\w+)\)")
_STATES = {"P": "bundled", "I": "individual", "D": "down"}


def _groups(out: Output) -> Fragment:
    model = {}
    for found in _GROUP.finditer(out.text):
        dynamic = found["protocol"] == "DYNAMIC"
        model[found["name"]] = {
            "is_up": "U" in found["flags"],
            "protocol": "lacp" if dynamic else "static",
            "mode": None if dynamic else "on",
            "members": {
                f"ethernet{port['port']}": {"bundled": "P" in port["flags"], "state": _STATES.get(port["flags"][:1])}
                for port in _MEMBER.finditer(found["rest"])
            },
        }
    return model


_EMPTY = r"[^\n]*(?:Address|VlanId|Loc PortID)[^\n]*\s*[-=\s]*"
PARSERS = (
    text("facts", r"show version", _version),
    text("facts", r"show interface status", _names),
    text("interfaces", r"show interface status", _status),
    text("interfaces_ip", r"show ip interface brief", _addresses, empty=r".*Interface Name\s+IP-Address.*"),
    text("mac_address_table", r"show mac address-table", _mac_table, empty=_EMPTY),
    text("arp_table", r"show ip arp", _arp, empty=_EMPTY),
    text("lldp_neighbors_detail", r"show lldp neighbors", _neighbors, empty=_EMPTY),
    text("vlans", r"show vlan", _vlans),
    text("bgp_neighbors", r"show (?:ip )?bgp(?: ipv[46] unicast)? summary", _bgp),
    text("routes", r"show ip route(?: .*)?", _routes),
    text("lacp", r"show port-channel summary", _groups, empty=r"(?:Flags|[^\n]*Group).*"),
)
