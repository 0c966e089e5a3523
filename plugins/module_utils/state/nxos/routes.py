# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: the routing tables."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import vrf_name
from ..names import long_name
from ..registry import Fragment, NothingThereError, Output, UnparsedError, structured, text
from ..values import integer, ip, prefix
from .rows import body, required, rows, words

PLATFORM = "cisco.nxos.nxos"

_TABLE = re.compile(r'^\s*IP(?:v6)? Rout(?:e|ing) Table for VRF "(?P<vrf>[^"]+)"')
_NETWORK = re.compile(r"^\s*(?P<net>[\da-fA-F.:]+/\d+), ubest/mbest: ")
_PATH = re.compile(
    r"^\s+(?P<best>\*{0,2})via (?P<hop>[^,\s%]+)(?:%[^,\s]+)?,(?: (?P<interface>[A-Za-z][^,\s]*),)?"
    r" \[(?P<preference>\d+)/(?P<metric>\d+)\], [^,]*, (?P<protocol>[\w-]+)"
)
_WORDS = {"direct": "connected", "am": "adjacency", "hmm": "host-mobility"}


def _protocol(client: str) -> str:
    """``bgp-65001`` and ``ospf-1`` without the instance."""
    name = client.partition("-")[0].lower()
    return _WORDS.get(name, name)


def _path(hop: str, interface: str | None, told: dict[str, Any]) -> dict[str, Any]:
    """A next hop that is no address is an interface (``via Null0``)."""
    address = ip(hop)
    outgoing = interface or (None if address or not hop else hop)
    return {
        "next_hop": address or "",
        "outgoing_interface": long_name(outgoing, PLATFORM) if outgoing else None,
        **told,
    }


def _told(found: re.Match[str], vrf: str) -> dict[str, Any]:
    return {
        "protocol": _protocol(found["protocol"]),
        "preference": integer(found["preference"]),
        "metric": integer(found["metric"]),
        "current_active": bool(found["best"]),
        "vrf": vrf,
    }


def _routes(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    vrf, network, known = vrf_name(out.vrf), None, False
    for line in out.text.split("\n"):
        if table := _TABLE.match(line):
            vrf, network, known = vrf_name(table["vrf"]), None, True
        elif found := _NETWORK.match(line):
            network, known = prefix(found["net"]), True
        elif network and (found := _PATH.match(line)):
            model.setdefault(network, []).append(_path(found["hop"], found["interface"], _told(found, vrf)))
    if not model:
        raise NothingThereError if known else UnparsedError
    return model


def _routes_json(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    for table in required(body(out), "vrf"):
        vrf = vrf_name(words(table.get("vrf-name-out")))
        for family in rows(table, "addrf"):
            for route in rows(family, "prefix"):
                network = prefix(words(route.get("ipprefix")))
                if network:
                    model.setdefault(network, []).extend(_path_json(path, vrf) for path in rows(route, "path"))
    return model


def _path_json(path: dict[str, Any], vrf: str) -> dict[str, Any]:
    told = {
        "protocol": _protocol(words(path.get("clientname"))),
        "preference": integer(words(path.get("pref")) or None),
        "metric": integer(words(path.get("metric")) or None),
        "current_active": words(path.get("ubest")).lower() == "true",
        "vrf": vrf,
    }
    return _path(words(path.get("ipnexthop")).partition("%")[0], words(path.get("ifname")) or None, told)


_COMMAND = r"show (?:ip|ipv6) route(?: (?!summary)\S+){0,3}"
PARSERS = (text("routes", _COMMAND, _routes), structured("routes", _COMMAND, _routes_json))
