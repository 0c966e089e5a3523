# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, summary, vrf_name
from ..blocks import fields, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, integer, ip

PLATFORM = "cisco.ios.ios"


def _command_family(out: Output) -> str:
    found = re.search(r"show (?:ip )?bgp (ipv[46]|vpnv[46])", out.command, re.I)
    return found.group(1).lower() if found else "ipv4"


def _summary(out: Output) -> Fragment:
    model = summary(out.text, out.vrf, _command_family(out))
    return {vrf: instance for vrf, instance in model.items() if instance["peers"] or instance.get("router_id")}


_HEAD = re.compile(
    r"^\s*BGP neighbor is \*?(?P<peer>[\w:.]+),\s+(?:vrf (?P<vrf>\S+),\s+)?remote AS (?P<asn>[\d.]+\d|"
    r"\d)(?:,\s*local AS (?P<local>[\d.]+\d|\d))?",
    re.M,
)
_FIELDS = {
    "description": re.compile(r"^\s*Description: ?(.*)$", re.M),
    "remote_id": re.compile(r"remote router ID (\S+?),?\s*$", re.M),
    "state": re.compile(r"^\s*BGP state = (\w+)", re.M),
    "uptime": re.compile(r"^\s*BGP state = Established, up for (\S+)", re.M),
}
_FAMILY = re.compile(r"^\s*For address family: (.+?)\s*$", re.M)
_DENIED = re.compile(r"^\s*Local Policy Denied Prefixes:.*\n(?:^\s*\S[^:\n]*:.*\n)*?^\s*Total:\s+\d+\s+(\d+)", re.M)
_CURRENT = re.compile(r"^\s*Prefixes Current:\s+(\d+)\s+(\d+)", re.M)


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in sections(_HEAD, out.text):
        address = ip(head["peer"])
        if not address:
            continue
        vrf = vrf_name(head["vrf"] or out.vrf)
        peers = model.setdefault(vrf, {"peers": {}})["peers"]
        before = _FAMILY.findall(out.text, 0, head.start())
        current = family(before[-1]) if before and address not in peers else None
        peer = _neighbor(head, body, vrf, current)
        if address in peers:
            peers[address]["address_family"].update(
                {k: v for k, v in peer["address_family"].items() if any(x is not None for x in v.values())}
            )
        else:
            peers[address] = peer
    return model


def _neighbor(head: re.Match[str], body: str, vrf: str, outer: str | None) -> dict[str, Any]:
    found = fields(_FIELDS, body)
    if found["state"] is None:
        raise UnparsedError
    up = found["state"] == "Established"
    families: dict[str, Any] = {}
    for section, told in sections(_FAMILY, body):
        counts = _CURRENT.search(told)
        name = family(section.group(1))
        if counts or name == outer:
            # A VRF's routes are VPNv4 to IOS and plain IPv4 to the neighbour there.
            name = name.replace("vpnv", "ipv") if vrf != "global" else name
            accepted = int(counts.group(2)) if counts and up else None
            denied = _DENIED.search(told)
            families[name] = {
                "received_prefixes": accepted + int(denied.group(1)) if accepted is not None and denied else accepted,
                "accepted_prefixes": accepted,
                "sent_prefixes": int(counts.group(1)) if counts and up else None,
            }
    return {
        "remote_as": asn(head["asn"]),
        "local_as": asn(head["local"]) if head["local"] else None,
        "remote_id": known_router(found["remote_id"]),
        "is_up": up,
        "is_enabled": "Administratively shut down" not in body,
        "description": (found["description"] or "").strip(),
        "uptime": duration(found["uptime"]) if up and found["uptime"] else None,
        "address_family": families,
    }


_OSPF_ROW = re.compile(r"^\s*(\d+\.\d+\.\d+\.\d+)\s+(\d+)\s+([A-Z0-9]+)\s*/\s*\S+\s+\S+\s+(\d+\.\d+\.\d+\.\d+)\s+(\S+)\s*$", re.M)


def _ospf(out: Output) -> Fragment:
    """The table names neither VRF nor area: all adjacencies are under ``global``."""
    model: dict[str, list[Fragment]] = {}
    for router, priority, state, address, interface in _OSPF_ROW.findall(out.text):
        model.setdefault(router, []).append(
            {
                "address": address,
                "interface": long_name(interface, PLATFORM),
                "state": state,
                "is_full": state == "FULL",
                "priority": integer(priority),
            }
        )
    return {vrf_name(out.vrf): model} if model else {}


_ADJACENCY = re.compile(
    r"^\s*Neighbor (?P<router>\S+), interface address (?P<address>[\d.]+).*\n\s*In the area (?P<area>\S+) via "
    r"interface (?P<interface>\S+).*\n"
    r"\s*Neighbor priority is (?P<priority>\d+), State is (?P<state>\w+)",
    re.M,
)


def _ospf_detail(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for found in _ADJACENCY.finditer(out.text):
        model.setdefault(found["router"], []).append(
            {
                "address": found["address"],
                "interface": long_name(found["interface"], PLATFORM),
                "state": found["state"],
                "is_full": found["state"] == "FULL",
                "priority": int(found["priority"]),
                "area": found["area"],
            }
        )
    return {vrf_name(out.vrf): model} if model else {}


_FAMILIES = r"(?: (?:all|ipv[46](?: unicast)?|vpnv[46](?: unicast)?(?: all)?))*"
PARSERS = (
    text(
        "bgp_neighbors",
        rf"show (?:ip )?bgp{_FAMILIES} neighbors?(?: [\da-fA-F.:]+)?",
        _neighbors,
        empty=r"(?:For address family: [^\n]*\s*)*",
    ),
    text("bgp_neighbors", rf"show (?:ip )?bgp{_FAMILIES} summary", _summary, empty=r"(?:For address family: [^\n]*\s*)*"),
    text("ospf_neighbors", r"show ip ospf(?: \d+)? neighbor", _ospf, empty=r"(?:Neighbor ID\s+Pri.*)?"),
    text("ospf_neighbors", r"show ip ospf(?: \d+)? neighbor detail", _ospf_detail, empty=r""),
)
