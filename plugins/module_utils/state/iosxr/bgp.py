# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, summary, vrf_name
from ..blocks import fields, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, integer, ip

PLATFORM = "cisco.iosxr.iosxr"


def _family_of(command: str) -> str:
    found = re.search(r"\b(ipv[46]|vpnv[46]|l2vpn)\b", command, re.I)
    return found.group(1).lower() if found else "ipv4"


def _summary(out: Output) -> Fragment:
    model = summary(out.text, out.vrf, _family_of(out.command))
    return {vrf: instance for vrf, instance in model.items() if instance["peers"] or instance.get("router_id")}


_HEAD = re.compile(r"^\s*BGP neighbor is (?P<peer>[\da-fA-F.:]+)(?:%\S+)?(?:, vrf (?P<vrf>\S+))?", re.M)
_FIELDS = {
    "remote_as": re.compile(r"^\s*Remote AS ([\d.]+)", re.M),
    "local_as": re.compile(r"\blocal AS ([\d.]*\d)"),
    "description": re.compile(r"^\s*Description: ?(.*)$", re.M),
    "remote_id": re.compile(r"^\s*Remote router ID (\S+)", re.M),
    "state": re.compile(r"^\s*BGP state = (\w+)", re.M),
    "uptime": re.compile(r"^\s*BGP state = Established, up for (\S+)", re.M),
}
_FAMILY = re.compile(r"^\s*For Address Family: (.+?)\s*$", re.M)
_ACCEPTED = re.compile(r"^\s*(\d+) accepted prefixes", re.M)
_DENIED = re.compile(r"^\s*(?:Exact|Cumulative) no\. of prefixes denied ?: ?(\d+)", re.M)
_SENT = re.compile(r"^\s*Prefix advertised (\d+)(?:, suppressed \d+, withdrawn (\d+))?", re.M)


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in sections(_HEAD, out.text):
        address = ip(head["peer"])
        if address:
            peers = model.setdefault(vrf_name(head["vrf"] or out.vrf), {"peers": {}})["peers"]
            peers[address] = _neighbor(told)
    return model


def _neighbor(told: str) -> dict[str, Any]:
    found = fields(_FIELDS, told)
    if found["state"] is None or found["remote_as"] is None:
        raise UnparsedError
    up = found["state"] == "Established"
    return {
        "remote_as": asn(found["remote_as"]),
        "local_as": asn(found["local_as"]) if found["local_as"] else None,
        "remote_id": known_router(found["remote_id"]),
        "is_up": up,
        "is_enabled": "Administratively shut down" not in told and "Administrative shutdown" not in told.partition("Last reset")[0],
        "description": (found["description"] or "").strip(),
        "uptime": duration(found["uptime"]) if up and found["uptime"] else None,
        "address_family": {family(head.group(1)): _counts(part, up) for head, part in sections(_FAMILY, told)},
    }


def _counts(told: str, up: bool) -> dict[str, int | None]:
    """XR counts all it ever advertised, and what it withdrew: the difference is not what the neighbour has, so it is unknown."""
    accepted, denied, sent = _ACCEPTED.search(told), _DENIED.search(told), _SENT.search(told)
    known = int(accepted.group(1)) if accepted and up else None
    return {
        "received_prefixes": None if known is None else known + (int(denied.group(1)) if denied else 0),
        "accepted_prefixes": known,
        "sent_prefixes": int(sent.group(1)) if sent and up and sent.group(2) == "0" else None,
    }


_PROCESS = re.compile(r"^\s*Neighbors for OSPF(?: (?P<process>[^\s,]+))?(?:,\s*VRF (?P<vrf>\S+))?[ \t]*$", re.M)
_ROW = re.compile(
    r"^[ \t]*[*#]?(?P<router>\d+\.\d+\.\d+\.\d+)[*#]?\s+(?P<priority>\d+)\s+(?P<state>[A-Z0-9]+)\s*/\s*\S+\s+\S+\s+"
    r"(?P<address>\d+\.\d+\.\d+\.\d+)\s+"
    r"(?P<interface>[A-Za-z][\w-]* ?\d[\w/.]*)",
    re.M,
)


def _adjacency(row: re.Match[str], area: str | None = None) -> dict[str, Any]:
    return {
        "address": row["address"],
        "interface": long_name(row["interface"], PLATFORM),
        "state": row["state"].upper(),
        "is_full": row["state"].upper() == "FULL",
        "priority": integer(row["priority"]),
        "area": area,
    }


def _ospf(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in sections(_PROCESS, out.text):
        for row in _ROW.finditer(told):
            model.setdefault(vrf_name(head["vrf"] or out.vrf), {}).setdefault(row["router"], []).append(_adjacency(row))
    return model


_NEIGHBOR = re.compile(
    r"^\s*Neighbor (?P<router>\d+\.\d+\.\d+\.\d+), interface address (?P<address>[\d.]+)\s*\n\s*In the area (?P<area>\S+) via "
    r"interface (?P<interface>\S+).*\n\s*Neighbor priority is (?P<priority>\d+), State is (?P<state>\w+)",
    re.M,
)


def _ospf_detail(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in sections(_PROCESS, out.text):
        for row in _NEIGHBOR.finditer(told):
            model.setdefault(vrf_name(head["vrf"] or out.vrf), {}).setdefault(row["router"], []).append(
                _adjacency(row, row["area"])
            )
    return model


_FAMILIES = r"(?: (?:instance \S+|all|ipv[46]|vpnv[46]|unicast|labeled-unicast|l2vpn|evpn|sessions))*"
_EMPTY = r"(?:(?:Address Family: [^\n]*|-+|=+|BGP instance [^\n]*|VRF: [^\n]*)\s*)*"
PARSERS = (
    text("bgp_neighbors", rf"show (?:ip )?bgp{_FAMILIES} neighbors?(?: [\da-fA-F.:]+)?", _neighbors, empty=_EMPTY),
    text("bgp_neighbors", rf"show (?:ip )?bgp{_FAMILIES} summary", _summary, empty=_EMPTY),
    text("ospf_neighbors", r"show (?:ip )?ospf(?: \S+)? neighbor", _ospf, empty=r"(?:[*#] Indicates.*|Neighbors for OSPF.*)?"),
    text(
        "ospf_neighbors",
        r"show (?:ip )?ospf(?: \S+)? neighbor detail",
        _ospf_detail,
        empty=r"(?:[*#] Indicates.*|Neighbors for OSPF.*)?",
    ),
)
