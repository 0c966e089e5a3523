# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR: BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, summary, vrf_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip

_INSTANCE = frozenset({"vrfId", "vrfName"})


def _vrf_of(name: str, instance: dict[str, Any]) -> str:
    return vrf_name(instance.get("vrfName") or name)


def _summary(out: Output) -> Fragment:
    """``{vrf: {family: {peers}}}``; of one VRF ``{family: {peers}}``; of one family ``{peers}``."""
    model: dict[str, Any] = {}
    data = out.data
    if "peers" in data:
        data = {"ipv4Unicast": data}
    if data and all(isinstance(item, dict) and ("peers" in item or not item) for item in data.values()):
        data = {out.vrf or "default": data}
    for name, families in data.items():
        for family_name, item in families.items():
            if not isinstance(item, dict):
                continue
            instance = model.setdefault(_vrf_of(name, item), {"peers": {}})
            instance.setdefault("router_id", known_router(item.get("routerId")))
            instance.setdefault("local_as", item.get("as"))
            for address, peer in item.get("peers", {}).items():
                _add_summary(instance["peers"], address, peer, family(family_name))
    return model


def _add_summary(peers: dict[str, Any], address: str, peer: dict[str, Any], family_name: str) -> None:
    up = peer["state"] == "Established"
    known = peers.setdefault(
        ip(address) or address,
        {
            "remote_as": peer.get("remoteAs"),
            "local_as": peer.get("localAs"),
            "is_up": up,
            "is_enabled": "Admin" not in peer["state"] and peer.get("peerState") != "Admin",
            "description": peer.get("desc", ""),
            "uptime": peer["peerUptimeMsec"] // 1000 if up and "peerUptimeMsec" in peer else None,
            "address_family": {},
        },
    )
    received = peer.get("pfxRcd", peer.get("prefixReceivedCount"))
    known["address_family"][family_name] = {
        "received_prefixes": received if up else None,
        "sent_prefixes": peer.get("pfxSnt") if up else None,
    }


def _neighbors(out: Output) -> Fragment:
    """``{vrf: {address: peer}}``, or ``{address: peer}`` of one VRF; interface peers are named by their interface."""
    data = out.data
    if any(isinstance(item, dict) and "remoteAs" in item for item in data.values()):
        data = {out.vrf or "default": data}
    model: dict[str, Any] = {}
    for name, peers in data.items():
        instance = model.setdefault(_vrf_of(name, peers), {"peers": {}})
        for address, peer in peers.items():
            if address not in _INSTANCE and isinstance(peer, dict):
                instance.setdefault("router_id", known_router(peer.get("localRouterId")))
                instance["peers"][ip(address) or address] = _neighbor(peer)
    return model


def _neighbor(peer: dict[str, Any]) -> dict[str, Any]:
    up = peer["bgpState"] == "Established"
    counts = {
        family(name): {
            "accepted_prefixes": item.get("acceptedPrefixCounter") if up else None,
            "sent_prefixes": item.get("sentPrefixCounter") if up else None,
        }
        for name, item in peer.get("addressFamilyInfo", {}).items()
    }
    return {
        "remote_as": peer.get("remoteAs"),
        "local_as": peer.get("localAs"),
        "remote_id": known_router(peer.get("remoteRouterId")),
        "is_up": up,
        "is_enabled": not peer.get("adminShutDown", False),
        "description": peer.get("nbrDesc", ""),
        "uptime": peer["bgpTimerUpMsec"] // 1000 if up and "bgpTimerUpMsec" in peer else None,
        "address_family": counts,
    }


def _summary_text(out: Output) -> Fragment:
    model = summary(out.text, out.vrf, "ipv4")
    if not model:
        raise UnparsedError
    return model


def _ospf(out: Output) -> Fragment:
    """``{vrf: {neighbors: {id: [..]}}}``; of one VRF ``{neighbors: ..}``; FRR 4 ``{id: [..]}``."""
    data = out.data
    if "neighbors" in data or all(isinstance(item, list) for item in data.values()):
        data = {out.vrf or "default": data}
    model: dict[str, Any] = {}
    for name, instance in data.items():
        neighbors = model.setdefault(_vrf_of(name, instance), {})
        for router, entries in instance.get("neighbors", instance).items():
            if isinstance(entries, list):
                neighbors[router] = [_adjacency(entry) for entry in entries]
    return model


def _adjacency(entry: dict[str, Any]) -> dict[str, Any]:
    state = str(entry.get("nbrState") or entry["state"]).partition("/")[0].upper()
    return {
        "address": entry.get("ifaceAddress", entry.get("address")),
        "interface": str(entry.get("ifaceName", "")).partition(":")[0] or None,
        "state": state,
        "is_full": state == "FULL",
        "priority": entry.get("nbrPriority", entry.get("priority")),
        "area": entry.get("areaId"),
    }


_OSPF_ROW = re.compile(r"^(\d+\.\d+\.\d+\.\d+)\s+(\d+)\s+([A-Za-z0-9-]+)/\S+\s+.*?(\d+\.\d+\.\d+\.\d+)\s+([^\s:]+):\S+", re.M)


def _ospf_text(out: Output) -> Fragment:
    neighbors: dict[str, list[Fragment]] = {}
    for found in _OSPF_ROW.finditer(out.text):
        router, priority, state, address, interface = found.groups()
        neighbors.setdefault(router, []).append(
            {
                "address": address,
                "interface": interface,
                "state": state.upper(),
                "is_full": state.upper() == "FULL",
                "priority": integer(priority),
            }
        )
    return {vrf_name(out.vrf): neighbors} if neighbors else {}


PARSERS = (
    structured("bgp_neighbors", r"show (?:ip |ipv6 )?bgp(?: all| \w+ unicast)? summary", _summary),
    structured("bgp_neighbors", r"show (?:ip |ipv6 )?bgp(?: all| \w+ unicast)? neighbors?", _neighbors),
    text("bgp_neighbors", r"show (?:ip |ipv6 )?bgp(?: all| \w+ unicast)? summary", _summary_text),
    structured("ospf_neighbors", r"show ip ospf neighbors?(?: all| detail)*", _ospf),
    text("ospf_neighbors", r"show ip ospf neighbors?(?: all)?", _ospf_text, empty=r"(?:Neighbor ID\s+Pri.*)?"),
)
