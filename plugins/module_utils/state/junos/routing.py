# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: routes, BGP and OSPF neighbours."""

from __future__ import annotations

from typing import Any

from ..bgp_words import family, known_router, vrf_name
from ..registry import Fragment, Output, structured
from ..values import asn, integer, ip, prefix
from .durations import ago
from .elements import leaf, top

_PROTOCOLS = {"direct": "connected", "is-is": "isis", "ospf3": "ospf", "aggregate": "aggregate"}


def _vrf_of_table(name: str) -> str:
    """``inet.0`` is the default instance's, ``red.inet6.0`` that of ``red``."""
    return "global" if name.startswith("inet") else name.partition(".inet")[0]


def _routes(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    for answer in top(out, "route-information"):
        for table in answer.get("route-table", []):
            name = str(leaf(table, "table-name"))
            if not name.endswith((".0", ".2")) or ".inet" not in f".{name}":
                continue
            for route in table.get("rt", []):
                shown, length = str(leaf(route, "rt-destination")).partition(",")[0], leaf(route, "rt-prefix-length")
                network = prefix(shown if "/" in shown or not length else f"{shown}/{length}")
                if network:
                    model.setdefault(network, []).extend(
                        path for entry in route.get("rt-entry", []) for path in _paths(entry, _vrf_of_table(name))
                    )
    return model


def _paths(entry: dict[str, Any], vrf: str) -> list[dict[str, Any]]:
    name = str(leaf(entry, "protocol-name") or "").lower()
    shared = {
        "protocol": _PROTOCOLS.get(name, name.partition("/")[0]),
        "preference": integer(leaf(entry, "preference")),
        "metric": integer(leaf(entry, "metric")),
        "current_active": "current-active" in entry or leaf(entry, "active-tag") == "*",
        "vrf": vrf,
    }
    return [
        {
            **shared,
            "next_hop": ip(str(leaf(hop, "to") or "")) or "",
            "outgoing_interface": leaf(hop, "via") or leaf(hop, "nh-local-interface"),
        }
        for hop in entry.get("nh") or [{}]
    ]


def _bgp(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for answer in top(out, "bgp-information"):
        for peer in answer.get("bgp-peer", []):
            address = ip(str(leaf(peer, "peer-address")).partition("+")[0])
            if not address:
                continue
            name = leaf(peer, "peer-cfg-rti")
            instance = model.setdefault(vrf_name(None if name == "master" else name), {"router_id": None, "peers": {}})
            instance["router_id"] = instance["router_id"] or known_router(leaf(peer, "local-id"))
            instance["peers"][address] = _peer(peer)
    return model


def _peer(peer: dict[str, Any]) -> dict[str, Any]:
    """Whether a session is shut down on purpose is not told."""
    up = leaf(peer, "peer-state") == "Established"
    families = {}
    for rib in peer.get("bgp-rib", []) if up else []:
        table = str(leaf(rib, "name"))
        families["ipv6" if "inet6" in table else "ipv4" if "inet." in table else family(table)] = {
            f"{ours}_prefixes": integer(leaf(rib, f"{theirs}-prefix-count")) if leaf(rib, f"{theirs}-prefix-count") else None
            for ours, theirs in (("received", "received"), ("accepted", "accepted"), ("sent", "advertised"))
        }
    elapsed = leaf(peer, "elapsed-time")
    return {
        "remote_as": asn(leaf(peer, "peer-as") or ""),
        "local_as": asn(leaf(peer, "local-as") or ""),
        "remote_id": known_router(leaf(peer, "peer-id")),
        "is_up": up,
        "is_enabled": None,
        "description": leaf(peer, "description") or "",
        "uptime": ago(elapsed) if up and elapsed else None,
        "address_family": families,
    }


def _ospf(out: Output) -> Fragment:
    neighbors: dict[str, list[Fragment]] = {}
    for answer in top(out, "ospf-neighbor-information"):
        for entry in answer.get("ospf-neighbor", []):
            state = str(leaf(entry, "ospf-neighbor-state")).upper()
            neighbors.setdefault(str(leaf(entry, "neighbor-id")), []).append(
                {
                    "address": leaf(entry, "neighbor-address"),
                    "interface": leaf(entry, "interface-name"),
                    "state": state,
                    "is_full": state == "FULL",
                    "priority": integer(leaf(entry, "neighbor-priority")),
                    "area": leaf(entry, "ospf-area"),
                }
            )
    return {"global": neighbors} if neighbors else {}


PARSERS = (
    structured("routes", r"show route(?: (?:active-path|extensive|detail|protocol \S+|table \S+))*", _routes),
    structured("bgp_neighbors", r"show bgp neighbor(?: \S+)?", _bgp),
    structured("ospf_neighbors", r"show (?:ospf|ospf3) neighbor(?: detail| extensive)?", _ospf),
)
