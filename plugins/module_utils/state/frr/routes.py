# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR: the routing table."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, prefix

# https://docs.frrouting.org/en/latest/zebra.html: the codes of 'show ip route'
_CODES = {
    "K": "kernel", "C": "connected", "L": "local", "S": "static", "R": "rip", "O": "ospf", "I": "isis", "B": "bgp",
    "E": "eigrp", "N": "nhrp", "T": "table", "v": "vnc", "V": "vnc", "A": "babel", "F": "pbr", "f": "openfabric",
    "D": "sharp", "t": "table-direct",
}  # fmt: skip


def _routes(out: Output) -> Fragment:
    """``{prefix: [route]}``, in newer releases under the VRF's name."""
    model: dict[str, list[dict[str, Any]]] = {}
    tables = {out.vrf: out.data} if all(isinstance(item, list) for item in out.data.values()) else out.data
    for vrf, table in tables.items():
        for destination, routes in table.items():
            network = prefix(destination)
            if not network:
                raise UnparsedError
            paths = [path for route in routes for path in _paths(route, vrf)]
            model[network] = model.get(network, []) + sorted(paths, key=lambda path: not path["current_active"])
    return model


def _paths(route: dict[str, Any], vrf: str | None) -> list[dict[str, Any]]:
    name = route.get("vrfName") or vrf
    shared = {
        "protocol": route["protocol"],
        "preference": route.get("distance", 0 if route["protocol"] in ("connected", "local") else None),
        "metric": route.get("metric"),
        "vrf": "global" if name in (None, "default") else name,
    }
    return [
        {
            **shared,
            "next_hop": ip(hop.get("ip", "")) or "",
            "outgoing_interface": hop.get("interfaceName") or ("Null0" if hop.get("blackhole") or hop.get("unreachable") else None),
            "current_active": bool(route.get("selected")) and bool(hop.get("active", True)),
        }
        for hop in route.get("nexthops") or [{}]
        if not hop.get("recursive") or not route.get("nexthops")
    ] or [{**shared, "next_hop": "", "outgoing_interface": None, "current_active": bool(route.get("selected"))}]


_LINE = re.compile(
    r"^(?P<code>[A-Za-z])(?P<flags>[>*qrbto ]{1,3})\s*(?P<net>\S+/\d+)?\s*(?:\[(?P<ad>\d+)/(?P<metric>\d+)\] "
    r")?(?P<rest>(?:via|is directly|unreachable|inactive).*)$"
)
_MORE = re.compile(r"^ [ *>]+\s+(?P<rest>(?:via|is directly|unreachable).*)$")
_VIA = re.compile(r"(?:via (?P<hop>[\da-fA-F.:]+)|is directly connected)(?:, (?P<interface>[^\s,(]+))?")
_VRF = re.compile(r"^VRF (\S+):$")


def _hop(rest: str) -> dict[str, Any]:
    found = _VIA.match(rest)
    if not found:
        return {"next_hop": "", "outgoing_interface": "Null0"}
    interface = found["interface"]
    return {"next_hop": ip(found["hop"] or "") or "", "outgoing_interface": None if interface in ("weight", None) else interface}


def _routes_text(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    vrf, last = out.vrf or "global", None
    for line in out.text.split("\n"):
        if head := _VRF.match(line):
            vrf = "global" if head[1] == "default" else head[1]
        elif (found := _LINE.match(line)) and found["net"]:
            protocol = _CODES.get(found["code"], found["code"])
            default = 0 if protocol in ("connected", "local") else None
            last = {
                "protocol": protocol,
                "preference": default if found["ad"] is None else integer(found["ad"]),
                "metric": integer(found["metric"]),
                "current_active": ">" in found["flags"],
                "vrf": vrf,
            }
            network = prefix(found["net"])
            if network:
                model.setdefault(network, []).append({**last, **_hop(found["rest"])})
        elif last is not None and network and (more := _MORE.match(line)):
            model[network].append({**last, **_hop(more["rest"])})
    return model


_COMMAND = r"show (?:ip|ipv6) route(?: all)?"
PARSERS = (
    structured("routes", _COMMAND, _routes),
    text("routes", _COMMAND, _routes_text, empty=r"(?:Codes: (?:(?!\n\n).)*)?"),
)
