# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, summary, vrf_name
from ..blocks import fields, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import asn, duration, integer, ip
from .rows import body, required, rows, seconds, words

PLATFORM = "cisco.nxos.nxos"


def _family_of(command: str) -> str:
    found = re.search(r"\b(ipv[46]|vpnv[46]|l2vpn)\b", command, re.I)
    return found.group(1).lower() if found else "ipv4"


def _summary(out: Output) -> Fragment:
    model = summary(out.text, out.vrf, _family_of(out.command))
    return {vrf: instance for vrf, instance in model.items() if instance["peers"] or instance.get("router_id")}


def _summary_json(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for vrf in required(body(out), "vrf"):
        instance = model.setdefault(vrf_name(words(vrf.get("vrf-name-out"))), {"peers": {}})
        instance["router_id"] = known_router(words(vrf.get("vrf-router-id")))
        instance["local_as"] = asn(words(vrf.get("vrf-local-as")))
        for af in rows(vrf, "af"):
            for saf in rows(af, "saf"):
                for row in rows(saf, "neighbor"):
                    _add(instance["peers"], row, family(words(saf.get("af-name")) or "ipv4"))
    return model


def _add(peers: dict[str, Any], row: dict[str, Any], family_name: str) -> None:
    address, state = ip(words(row.get("neighborid"))), words(row.get("state"))
    if not address:
        return
    up = state.lower() == "established" or state.isdigit()
    time = seconds(row.get("time", ""))
    peer = peers.setdefault(
        address,
        {
            "remote_as": asn(words(row.get("neighboras"))),
            "is_up": up,
            "is_enabled": "shut" not in state.lower() and "admin" not in state.lower(),
            "uptime": time if up else None,
            "address_family": {},
        },
    )
    count = words(row.get("prefixreceived"))
    peer["address_family"][family_name] = {"received_prefixes": int(count) if up and count.isdigit() else None}


_HEAD = re.compile(
    r"^\s*BGP neighbor is (?P<peer>[\w:.]+)(?:%\S+)?,\s+remote AS (?P<asn>[\d.]*\d)(?:,\s*local AS (?P<local>[\d.]*\d))?[^\n]*",
    re.M,
)
_FIELDS = {
    "description": re.compile(r"^\s*Description: ?(.*)$", re.M),
    "remote_id": re.compile(r"remote router ID (\S+?),?\s*$", re.M),
    "state": re.compile(r"^\s*BGP state = (\w+)", re.M),
    "uptime": re.compile(r"^\s*BGP state = Established, up for (\S+)", re.M),
    "vrf": re.compile(r"^\s*VRF (\S+?),?\s*$", re.M | re.I),
}
_FAMILY = re.compile(r"^\s*For address family: (.+?)\s*$", re.M)
_COUNTS = {
    "received_prefixes": re.compile(r"^\s*(\d+) received prefixes", re.M),
    "accepted_prefixes": re.compile(r"^\s*(\d+) accepted (?:prefixes|paths)", re.M),
    "sent_prefixes": re.compile(r"^\s*(\d+) sent (?:prefixes|paths)", re.M),
}


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in sections(_HEAD, out.text):
        address, found = ip(head["peer"]), fields(_FIELDS, told)
        if address:
            vrf = vrf_name(found["vrf"] or out.vrf)
            model.setdefault(vrf, {"peers": {}})["peers"][address] = _neighbor(head, told, found)
    return model


def _neighbor(head: re.Match[str], told: str, found: dict[str, str | None]) -> dict[str, Any]:
    if found["state"] is None:
        raise UnparsedError
    up = found["state"] == "Established"
    return {
        "remote_as": asn(head["asn"]),
        "local_as": asn(head["local"]) if head["local"] else None,
        "remote_id": known_router(found["remote_id"]),
        "is_up": up,
        "is_enabled": "dministratively" not in told and not found["state"].lower().startswith("shut"),
        "description": (found["description"] or "").strip(),
        "uptime": duration(found["uptime"]) if up and found["uptime"] else None,
        "address_family": {
            family(section.group(1)): {
                name: integer(count) if up and count else None for name, count in fields(_COUNTS, part).items()
            }
            for section, part in sections(_FAMILY, told)
        },
    }


_PROCESS = re.compile(r"^\s*OSPF(?:v3)? Process ID \S+ VRF (?P<vrf>\S+)", re.M)
_ROW = re.compile(
    r"^\s*(?P<router>\d+\.\d+\.\d+\.\d+)\s+(?P<priority>\d+)\s+(?P<state>[A-Z0-9-]+?)\s*/\s*\S+\s+\S+\s+"
    r"(?P<address>\d+\.\d+\.\d+\.\d+)\s+"
    r"(?P<interface>\S+)\s*$",
    re.M,
)


def _adjacency(router: str, address: str, interface: str, state: str, priority: object) -> tuple[str, dict[str, Any]]:
    known = {
        "address": ip(address) or address,
        "interface": long_name(interface, PLATFORM),
        "state": state.upper(),
        "is_full": state.upper() == "FULL",
        "priority": integer(priority) if priority is not None else None,
    }
    return router, known


def _by_vrf(found: list[tuple[str, tuple[str, dict[str, Any]]]]) -> Fragment:
    model: dict[str, Any] = {}
    for vrf, (router, known) in found:
        model.setdefault(vrf_name(vrf), {}).setdefault(router, []).append(known)
    return model


def _ospf(out: Output) -> Fragment:
    found = []
    heads = sections(_PROCESS, out.text)
    if not heads:
        raise UnparsedError
    for head, told in heads:
        for row in _ROW.finditer(told):
            adjacency = _adjacency(row["router"], row["address"], row["interface"], row["state"], row["priority"])
            found.append((head["vrf"], adjacency))
    return _by_vrf(found)


_NEIGHBOR = re.compile(r"^\s*Neighbor (?P<router>\d+\.\d+\.\d+\.\d+), interface address (?P<address>\S+)", re.M)
_PLACE = re.compile(r"Process ID \S+ VRF (?P<vrf>[^\s,]+), in area (?P<area>\S+) via interface (?P<interface>\S+)")
_STATE = re.compile(r"State is (\w+)")
_PRIORITY = re.compile(r"Neighbor priority is (\d+)")


def _ospf_detail(out: Output) -> Fragment:
    found = []
    for head, told in sections(_NEIGHBOR, out.text):
        place, state, priority = _PLACE.search(told), _STATE.search(told), _PRIORITY.search(told)
        if not place or not state:
            raise UnparsedError
        router, known = _adjacency(
            head["router"], head["address"], place["interface"], state.group(1), priority.group(1) if priority else None
        )
        found.append((place["vrf"], (router, {**known, "area": place["area"]})))
    return _by_vrf(found)


def _ospf_json(out: Output) -> Fragment:
    found = []
    for context in required(body(out), "ctx"):
        for row in rows(context, "nbr"):
            priority = words(row.get("priority")) or None
            router, known = _adjacency(
                words(row["rid"]), words(row.get("addr")), words(row.get("intf")), words(row.get("state")), priority
            )
            area = words(row.get("area"))
            found.append((words(context.get("cname")), (router, {**known, "area": area} if area else known)))
    return _by_vrf(found)


_FAMILIES = r"(?: (?:all|ipv[46]|vpnv[46]|unicast|l2vpn|evpn|labeled-unicast))*"
_EMPTY = r"(?:BGP summary information for VRF [^\n]*\s*)*"
PARSERS = (
    text("bgp_neighbors", rf"show (?:ip |ipv6 )?bgp{_FAMILIES} summary", _summary, empty=_EMPTY),
    structured("bgp_neighbors", rf"show (?:ip |ipv6 )?bgp{_FAMILIES} summary", _summary_json),
    text("bgp_neighbors", rf"show (?:ip |ipv6 )?bgp{_FAMILIES} neighbors?(?: [\da-fA-F.:]+)?", _neighbors, empty=r""),
    text("ospf_neighbors", r"show ip ospf(?: \S+)? neighbors?", _ospf, empty=r"(?:OSPF Process ID.*)?"),
    text("ospf_neighbors", r"show ip ospf(?: \S+)? neighbors? detail", _ospf_detail, empty=r""),
    structured("ospf_neighbors", r"show ip ospf(?: \S+)? neighbors?(?: detail)?", _ospf_json),
)
