# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: the routing tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..bgp_words import vrf_name
from ..blocks import sections
from ..names import long_name
from ..registry import Fragment, NothingThereError, Output, UnparsedError, text
from ..values import integer, ip, prefix

PLATFORM = "cisco.iosxr.iosxr"

# The codes that ``show route`` explains in its own head.
_PROTOCOLS = {
    "C": "connected", "L": "local", "S": "static", "R": "rip", "B": "bgp", "D": "eigrp", "EX": "eigrp", "O": "ospf",
    "IA": "ospf", "N1": "ospf", "N2": "ospf", "E1": "ospf", "E2": "ospf", "E": "egp", "i": "isis", "L1": "isis", "L2": "isis",
    "ia": "isis", "su": "isis", "U": "subscriber", "o": "odr", "G": "dagr", "l": "lisp", "A": "access", "a": "application",
    "M": "mobile", "r": "rpl", "t": "te",
}  # fmt: skip
_VRF = re.compile(r"^\s*VRF: (?P<vrf>\S+)")
_ENTRY = re.compile(
    r"^\s{0,8}(?P<code>(?!via\b)[A-Za-z]{1,2}\d?)\*?(?: ?(?P<sub>EX|IA|N[12]|E[12]|L[12]|ia|su))?\*?\s+"
    r"(?P<net>[\da-fA-F]*[.:][\da-fA-F.:]*/\d+)(?P<rest>.*)$"
)
_LEGEND = re.compile(r"^\s*(?:Codes: |[A-Za-z0-9]+\s+- |Gateway of last resort)")
_PATH = re.compile(
    r"(?:\[(?P<preference>\d+)/(?P<metric>\d+)\]\s+)?"
    r"(?:via (?P<hop>[\da-fA-F.:]+)(?: \([^()]*\))*,|is (?P<direct>directly connected|a summary),)"
    r"\s*(?P<age>[\w:.]+)(?:,\s*(?P<interface>[A-Za-z][\w/.:-]*))?(?P<backup>\s*\(!\))?"
)


def _entries(out: Output) -> Iterator[tuple[str, re.Match[str], str]]:
    """(VRF, first line, everything about the route) of each route; XR breaks long rows."""
    vrf, here, held = vrf_name(out.vrf), None, ""
    for line in out.text.split("\n"):
        table, found = _VRF.match(line), _ENTRY.match(line)
        if (table or found or not line.strip() or _LEGEND.match(line)) and here:
            yield vrf, here, held
            here = None
        if table:
            vrf = vrf_name(table["vrf"])
        elif found and not _LEGEND.match(line):
            here, held = found, found["rest"]
        elif here:
            held += f" {line.strip()}"
    if here:
        yield vrf, here, held


def _table(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    for vrf, head, told in _entries(out):
        network = prefix(head["net"])
        protocol = _PROTOCOLS.get(head["code"], head["code"])
        if network:
            paths = [_path(found, protocol, vrf) for found in _PATH.finditer(told)]
            model.setdefault(network, []).extend(paths)
    return model


def _path(found: re.Match[str], protocol: str, vrf: str) -> dict[str, Any]:
    """``(!)`` marks a path that is used when the others fail."""
    known = 0 if protocol in ("connected", "local") else 1 if protocol == "static" else None
    return {
        "protocol": protocol,
        "next_hop": (ip(found["hop"]) or "") if found["hop"] else "",
        "outgoing_interface": long_name(found["interface"], PLATFORM) if found["interface"] else None,
        "preference": integer(found["preference"]) if found["preference"] else known,
        "metric": integer(found["metric"]) if found["metric"] else 0 if known is not None else None,
        "current_active": not found["backup"],
        "vrf": vrf,
    }


_HEAD = re.compile(r"^\s*Routing entry for (?P<net>\S+/\d+)", re.M)
_KNOWN = re.compile(r'^\s*Known via "(?P<protocol>[\w-]+)[^"]*", distance (?P<distance>\d+), metric (?P<metric>\d+)', re.M)
_BLOCK = re.compile(
    r"^\s+(?:(?P<hop>\d+\.\d+\.\d+\.\d+|[\da-fA-F]*:[\da-fA-F:.]+)(?: \([^()]*\))*(?:, from [\da-fA-F.:]+)?"
    r"(?:, via (?P<via>\S+?))?|"
    r"directly connected(?:, via (?P<direct>\S+?))?)(?P<more>,.*)?\s*$",
    re.M,
)


def _detail(out: Output) -> Fragment:
    """Routes told at length."""
    model: dict[str, list[dict[str, Any]]] = {}
    for head, told in sections(_HEAD, out.text):
        known, network = _KNOWN.search(told), prefix(head["net"])
        if not known or not network:
            raise UnparsedError
        for found in _BLOCK.finditer(told.partition("Routing Descriptor Blocks")[2]):
            interface = found["via"] or found["direct"]
            model.setdefault(network, []).append(
                {
                    "protocol": known["protocol"].lower(),
                    "next_hop": (ip(found["hop"]) or "") if found["hop"] else "",
                    "outgoing_interface": long_name(interface, PLATFORM) if interface else None,
                    "preference": int(known["distance"]),
                    "metric": int(known["metric"]),
                    "current_active": "Backup" not in (found["more"] or ""),
                    "vrf": vrf_name(out.vrf),
                }
            )
    return model


def _routes(out: Output) -> Fragment:
    if re.search(r"% (?:Sub)?[Nn]et(?:work)? not in table", out.text):
        raise NothingThereError
    return _detail(out) if _HEAD.search(out.text) else _table(out)


_EMPTY = r"(?:(?:VRF: \S+\s*)?(?:Codes: .*)?Gateway of last resort is not set.*|% No matching routes found)?"
PARSERS = (text("routes", r"show (?:ip )?route(?: (?!summary)\S+){0,4}", _routes, empty=_EMPTY),)
