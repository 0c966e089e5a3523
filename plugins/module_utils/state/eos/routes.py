# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: the routing table."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import vrf_name
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, prefix

PLATFORM = "arista.eos.eos"

_WORDS = (
    ("ospf", "ospf"),
    ("bgp", "bgp"),
    ("isis", "isis"),
    ("rip", "rip"),
    ("static", "static"),
    ("connected", "connected"),
    ("kernel", "kernel"),
    ("local", "local"),
)


def _protocol(kind: str) -> str:
    """``eBGP``, ``ospfExternalType2`` as the protocol they are of."""
    lower = kind.lower()
    return next((name for word, name in _WORDS if word in lower), lower)


def _sorted(model: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Text and JSON list VRFs and paths in different orders; ours is one."""

    def order(path: dict[str, Any]) -> tuple[bool, str, str, str]:
        return (path["vrf"] != "global", path["vrf"], path["next_hop"], path["outgoing_interface"] or "")

    return {network: sorted(model[network], key=order) for network in sorted(model)}


def _routes(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    for vrf, table in out.data["vrfs"].items():
        for destination, route in table["routes"].items():
            network = prefix(destination)
            if not network:
                raise UnparsedError
            protocol = _protocol(route["routeType"])
            shared = {
                "protocol": protocol,
                "preference": route.get("preference", 0 if protocol == "connected" else None),
                "metric": route.get("metric", 0 if protocol == "connected" else None),
                "current_active": True,
                "vrf": vrf_name(vrf),
            }
            vias = route.get("vias") or [{"interface": "Null0"} if route.get("routeAction") == "drop" else {}]
            model.setdefault(network, []).extend(
                {**shared, "next_hop": ip(via.get("nexthopAddr", "")) or "", "outgoing_interface": via.get("interface")}
                for via in vias
            )
    return _sorted(model)


_VRF = re.compile(r"^\s*VRF(?: name)?: (\S+)")
_ENTRY = re.compile(
    r"^\s*(?P<code>[A-Z][A-Z0-9 ]{0,5}?)[ *%>#+]*\s+(?P<net>(?:\d+\.\d+\.\d+\.\d+|"
    r"[\da-fA-F]*:[\da-fA-F:.]*)/\d+)(?:\s+\[(?P<ad>\d+)(?:/(?P<metric>\d+))?\])?\s*(?P<rest>.*)$"
)
_MORE = re.compile(r"^\s+(?P<rest>(?:via|is directly connected).*)$")
_VIA = re.compile(r"via (?P<hop>\d+\.\d+\.\d+\.\d+|[\da-fA-F]*:[\da-fA-F:.]+)")
_OUT = re.compile(r"(?:,|connected,|via)\s+(?P<name>[A-Z][A-Za-z-]*\d[\w/.]*)")
_FIRST = {"C": "connected", "S": "static", "K": "kernel", "O": "ospf", "B": "bgp", "R": "rip", "I": "isis", "L": "local"}
_WHOLE = {
    "A B": "bgp",
    "A O": "ospf",
    "NG": "static",
    "DH": "dhcp",
    "V": "vxlan",
    "M": "martian",
    "DP": "policy",
    "G": "gribi",
    "RC": "route-cache",
    "O3": "ospf",
}


def _hop(rest: str) -> dict[str, Any]:
    hop, out = _VIA.search(rest), _OUT.search(rest)
    return {
        "next_hop": (ip(hop["hop"]) or "") if hop else "",
        "outgoing_interface": long_name(out["name"], PLATFORM) if out else None,
    }


def _routes_text(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    vrf, here, shared = vrf_name(out.vrf), None, {}
    for line in out.text.split("\n"):
        if head := _VRF.match(line):
            vrf, here = vrf_name(head[1]), None
        elif found := _ENTRY.match(line):
            code = " ".join(found["code"].split())
            protocol = _WHOLE.get(code) or _FIRST.get(code[:1], code.lower())
            known = 0 if protocol == "connected" else None
            shared = {
                "protocol": protocol,
                "preference": integer(found["ad"]) if found["ad"] else known,
                "metric": integer(found["metric"]) if found["metric"] else known,
                "current_active": True,
                "vrf": vrf,
            }
            here = prefix(found["net"])
            if here and found["rest"]:
                model.setdefault(here, []).append({**shared, **_hop(found["rest"])})
        elif here and (more := _MORE.match(line)):
            model.setdefault(here, []).append({**shared, **_hop(more["rest"])})
    return _sorted(model)


_COMMAND = r"show (?:ip|ipv6) route(?: [\da-fA-F.:]+(?:/\d+)?)?(?: detail)?"
PARSERS = (
    structured("routes", _COMMAND, _routes),
    text("routes", _COMMAND, _routes_text, empty=r".*Gateway of last resort.*|\s*VRF.*\s*Codes: .*|"),
)
