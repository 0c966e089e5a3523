# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP: LLDP neighbours, BGP peers, routes, VLANs, time."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import known_router, vrf_name
from ..blocks import sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, integer, ip, mac, prefix

PLATFORM = "community.network.ce"

_LOCAL = re.compile(r"^[ \t]*(?P<name>[A-Za-z0-9][\w./-]*\d) has (?P<count>\d+) neighbors?\s*:?\s*$", re.M)
_NEIGHBOR = re.compile(r"^Neighbor index\s*:\s*\d+", re.M)


def _value(name: str, block: str) -> str:
    found = re.search(rf"^{name}[ \t]*:[ \t]*(\S.*)?$", block, re.M | re.I)
    value = (found[1] or "").strip() if found else ""
    return "" if value in ("--", "-", "NA") else value


def _detail(out: Output) -> Fragment:
    heads = sections(_LOCAL, out.text)
    if not heads:
        raise UnparsedError
    model: dict[str, Any] = {}
    for local, body in heads:
        for _unused, block in sections(_NEIGHBOR, body):
            chassis = _value("Chassis ID", block)
            entry = {
                "parent_interface": "",
                "remote_chassis_id": mac(chassis) or chassis,
                "remote_system_name": _value("System name", block),
                "remote_port": _value("Port ID", block),
                "remote_port_description": _value("Port description", block),
                "remote_system_description": _value("System description", block),
                "remote_system_capab": _value("System capabilities supported", block).lower().split(),
                "remote_system_enable_capab": _value("System capabilities enabled", block).lower().split(),
            }
            model.setdefault(long_name(local["name"], PLATFORM), []).append(entry)
    return model


_BRIEF = re.compile(
    r"^(?P<local>[A-Za-z0-9][\w./-]*\d)[ \t]+(?:(?P<first>\d+)[ \t]+(?P<port>\S+)[ \t]+(?P<name>\S+)|"
    r"(?P<name2>\S+)[ \t]+(?P<port2>\S+)[ \t]+(?P<last>\d+))[ \t]*$",
    re.M,
)


def _brief(out: Output) -> Fragment:
    """Two layouts: time to live before the neighbour's port, or after it."""
    model: dict[str, Any] = {}
    for found in _BRIEF.finditer(out.text):
        entry = {"hostname": found["name"] or found["name2"], "port": found["port"] or found["port2"]}
        model.setdefault(long_name(found["local"], PLATFORM), []).append(entry)
    return model


_ROUTER = re.compile(r"BGP local router ID\s*:\s*(\S+)", re.I)
_LOCAL_AS = re.compile(r"Local AS number\s*:\s*([\d.]+)", re.I)
_VPN = re.compile(r"VPN-Instance (?P<vpn>[^\s,:]+)[^\n]*?[Rr]outer ID (?P<router>\S+?):?\s*$", re.M)
_PEER = re.compile(
    r"^[ \t]*(?P<peer>[0-9A-Fa-f:.]+)[ \t]+\d[ \t]+(?P<asn>[\d.]+)[ \t]+\d+[ \t]+\d+[ \t]+\d+[ \t]+(?P<time>\S+)[ \t]+"
    r"(?P<state>Established|Idle\S*|Active|Connect|OpenSent|OpenConfirm|No neg)(?:\(\w+\))?[ \t]*(?P<count>\d*)",
    re.M | re.I,
)


def _bgp(out: Output) -> Fragment:
    router, own = _ROUTER.search(out.text), _LOCAL_AS.search(out.text)
    if not router:
        raise UnparsedError
    shared = {"local_as": asn(own[1]) if own else None}
    model: dict[str, Any] = {vrf_name(out.vrf): {"router_id": known_router(router[1]), "peers": {}, **shared}}
    first = _VPN.search(out.text)
    parts = [(None, out.text[: first.start()] if first else out.text), *sections(_VPN, out.text)]
    for head, body in parts:
        name = head["vpn"] if head else vrf_name(out.vrf)
        instance = model.setdefault(name, {"router_id": known_router(head["router"]) if head else None, "peers": {}, **shared})
        for found in _PEER.finditer(body):
            if address := ip(found["peer"]):
                instance["peers"][address] = _peer(found, address)
    return model


def _peer(found: re.Match[str], address: str) -> dict[str, Any]:
    up = found["state"].lower() == "established"
    hours = re.fullmatch(r"(\d+)h(\d+)m", found["time"])
    uptime = int(hours[1]) * 3600 + int(hours[2]) * 60 if hours else duration(found["time"])
    return {
        "remote_as": asn(found["asn"]),
        "is_up": up,
        "is_enabled": "admin" not in found["state"].lower(),
        "uptime": uptime if up else None,
        "address_family": {"ipv6" if ":" in address else "ipv4": {"received_prefixes": integer(found["count"])}}
        if up and found["count"]
        else {},
    }


_ROUTE = re.compile(
    r"^(?:[ \t]*(?P<net>\d+\.\d+\.\d+\.\d+/\d+)[ \t]+|[ \t]+)(?P<protocol>[A-Z]\w*)[ \t]+(?P<pref>\d+)[ \t]+(?P<cost>\d+)[ \t]+"
    r"(?:(?P<flags>[A-Z]{1,3})[ \t]+)?(?P<hop>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<interface>\S+)[ \t]*$"
)
_WORDS = {
    "direct": "connected",
    "ibgp": "bgp",
    "ebgp": "bgp",
    "o_ase": "ospf",
    "o_nssa": "ospf",
    "isis-l1": "isis",
    "isis-l2": "isis",
}


def _routes(out: Output) -> Fragment:
    """A second path of a route leaves the first column empty."""
    model: dict[str, Any] = {}
    network = None
    for line in out.text.split("\n"):
        found = _ROUTE.match(line)
        if not found:
            continue
        network = prefix(found["net"]) if found["net"] else network
        if network:
            word = found["protocol"].lower()
            entry = {
                "protocol": _WORDS.get(word, word),
                "next_hop": "" if word == "direct" else ip(found["hop"]) or "",
                "outgoing_interface": long_name(found["interface"], PLATFORM),
                "preference": int(found["pref"]),
                "metric": int(found["cost"]),
                "current_active": True,
                "vrf": vrf_name(out.vrf),
            }
            model.setdefault(network, []).append(entry)
    return model


def _clock(out: Output) -> Fragment:
    state = re.search(r"clock status:\s*(\w+)", out.text, re.I)
    if not state:
        raise UnparsedError
    stratum, reference = (
        re.search(r"clock stratum:\s*(\d+)", out.text, re.I),
        re.search(r"reference clock ID:\s*(\S+)", out.text, re.I),
    )
    return {
        "synchronised": state[1].lower() == "synchronized",
        "stratum": int(stratum[1]) if stratum else None,
        "reference": reference[1] if reference and reference[1].lower() != "none" else None,
    }


def _vlans(out: Output) -> Fragment:
    """``display vlan`` lists a VLAN's ports as ``UT:GE0/0/1(U)``, several lines long; a second table has the names."""
    model: dict[str, Any] = {}
    here: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        head = re.match(r"^(?P<id>\d{1,4})\s+(?P<type>common|super|sub|mux\S*|enable|disable)\b(?P<rest>.*)$", line)
        if head:
            here = model.setdefault(head["id"], {"name": None, "interfaces": []})
            words = head["rest"].split()
            if head["type"] in ("enable", "disable"):
                here["name"] = " ".join(words[3:]) if len(words) > 3 else None  # noqa: PLR2004 - MAC learning, broadcast, property
        elif not line.startswith((" ", "\t")):
            here = None
        if here is not None:
            here["interfaces"] += [long_name(port, PLATFORM) for port in re.findall(r"([A-Za-z0-9][\w./-]*\d)\([UD]\)", line)]
    return model


PARSERS = (
    text("lldp_neighbors_detail", r"display lldp neighbor(?: interface .*)?", _detail),
    text("lldp_neighbors", r"display lldp neighbor brief", _brief, empty=r"(?:Local Int[^\n]*\s*[-\s]*)?"),
    text("bgp_neighbors", r"display bgp (?:(?:all|vpnv4|ipv6|vpn-instance \S+|all-instance) )*peer", _bgp),
    text("routes", r"display ip routing-table(?: .*)?", _routes),
    text("vlans", r"display vlan", _vlans),
    text("ntp", r"display ntp(?:-service)? status", _clock),
)
