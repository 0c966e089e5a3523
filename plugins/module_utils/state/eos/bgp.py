# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, vrf_name
from ..blocks import fields, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import asn, duration, integer, ip

PLATFORM = "arista.eos.eos"


def _family_of(out: Output) -> str:
    found = re.search(r"\b(ipv6|evpn)\b", out.command)
    return {"ipv6": "ipv6", "evpn": "l2vpn evpn"}[found.group(1)] if found else "ipv4"


def _summary(out: Output) -> Fragment:
    """When a session came up is told as a time of day, not as a duration: the neighbour's own words have that."""
    model: dict[str, Any] = {}
    for name, item in out.data["vrfs"].items():
        peers = {}
        for address, peer in item.get("peers", {}).items():
            up = peer["peerState"].lower() == "established"
            peers[ip(address) or address] = {
                "remote_as": asn(peer.get("asn", "")),
                "is_up": up,
                "is_enabled": "admin" not in str(peer.get("peerStateIdleReason", "")).lower(),
                "description": peer.get("description"),
                "address_family": {
                    _family_of(out): {
                        "received_prefixes": peer.get("prefixReceived") if up else None,
                        "accepted_prefixes": peer.get("prefixAccepted") if up else None,
                    }
                },
            }
        model[vrf_name(name)] = {
            "router_id": known_router(item.get("routerId")),
            "local_as": asn(item.get("asn", "")),
            "peers": peers,
        }
    return model


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, item in out.data["vrfs"].items():
        instance = model.setdefault(vrf_name(name), {"router_id": None, "peers": {}})
        for peer in item.get("peerList", []):
            instance["router_id"] = instance["router_id"] or known_router(peer.get("localRouterId"))
            instance["local_as"] = instance.get("local_as") or asn(peer.get("localAsn", ""))
            instance["peers"][ip(peer["peerAddress"]) or peer["peerAddress"]] = _neighbor(peer)
    return model


def _neighbor(peer: dict[str, Any]) -> dict[str, Any]:
    up = peer["state"].lower() == "established"
    families = {}
    for name, sent, received in (("ipv4", "prefixesSent", "prefixesReceived"), ("ipv6", "v6PrefixesSent", "v6PrefixesReceived")):
        if up and sent in peer and (name == "ipv4" or peer[sent] or peer.get(received)):
            families[name] = {"received_prefixes": peer.get(received), "sent_prefixes": peer[sent]}
    return {
        "remote_as": asn(peer.get("asn", "")),
        "local_as": asn(peer.get("localAsn", "")),
        "remote_id": known_router(peer.get("routerId")),
        "is_up": up,
        "is_enabled": "admin" not in str(peer.get("idleReason", "")).lower(),
        "description": peer.get("description", ""),
        "uptime": integer(peer.get("establishedTime")) if up else None,
        "address_family": families,
    }


_HEAD = re.compile(r"^BGP neighbor is (?P<peer>[\w:.]+)(?:%\S+)?, remote AS (?P<asn>[\d.]*\d)", re.M)
_FIELDS = {
    "description": re.compile(r"^\s+Description: (.*)$", re.M),
    "remote_id": re.compile(r"remote router ID ([\d.]+)"),
    "vrf": re.compile(r"remote router ID \S+ VRF (\S+)"),
    "state": re.compile(r"^\s+BGP state is (\w+)", re.M),
    "reason": re.compile(r"^\s+BGP state is \w+(.*)$", re.M),
    "uptime": re.compile(r"^\s+BGP state is Established, up for\s+(\S+)", re.M),
    "local_as": re.compile(r"^\s*Local AS is (\S+?),", re.M),
    "local_id": re.compile(r"local router ID (\S+)"),
}
_PREFIXES = re.compile(r"^\s+(?P<family>IPv[46] Unicast):\s+(?P<sent>\d+)\s+(?P<received>\d+)", re.M)


def _neighbors_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in sections(_HEAD, out.text):
        address, found = ip(head["peer"]), fields(_FIELDS, body)
        if not address or not found["state"]:
            raise UnparsedError
        up = found["state"].lower() == "established"
        instance = model.setdefault(vrf_name(found["vrf"] or out.vrf), {"router_id": known_router(found["local_id"]), "peers": {}})
        counts = {m["family"]: (int(m["received"]), int(m["sent"])) for m in _PREFIXES.finditer(body)} if up else {}
        instance["peers"][address] = {
            "remote_as": asn(head["asn"]),
            "local_as": asn(found["local_as"] or ""),
            "remote_id": known_router(found["remote_id"]),
            "is_up": up,
            "is_enabled": "admin" not in (found["reason"] or "").lower(),
            "description": (found["description"] or "").strip(' "'),
            "uptime": duration(found["uptime"]) if up and found["uptime"] else None,
            "address_family": {
                family(n): {"received_prefixes": r, "sent_prefixes": s}
                for n, (r, s) in counts.items()
                if n == "IPv4 Unicast" or r or s
            },
        }
    return model


_VRF = re.compile(r"^BGP summary information for VRF (\S+)")
_ROUTER = re.compile(
    r"^Router identifier (\S+), local AS number ([\d.]*\d)|^BGP router identifier (\S+), local AS number ([\d.]*\d)"
)
# An optional description, the peer, version, AS, four counters, up/down, state, prefixes received and accepted.
_PEER = re.compile(
    r"^\s*(?:\S.*?\s)?(?P<peer>\d+\.\d+\.\d+\.\d+|[\da-fA-F]*:[\da-fA-F:]+\S*)\s+(?P<version>\d)\s+"
    r"(?P<asn>[\d.]*\d)\s+\d+\s+\d+\s+\d+\s+\d+\s+(?P<time>\S+)\s+"
    r"(?P<state>\d+|[A-Za-z]\w*(?:\([\w ]+\))?)(?:\s+(?P<received>\d+))?(?:\s+(?P<accepted>\d+))?"
)


def _summary_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    vrf = vrf_name(out.vrf)
    for line in out.text.split("\n"):
        if head := _VRF.match(line):
            vrf = vrf_name(head[1])
        elif router := _ROUTER.match(line):
            model[vrf] = {"router_id": known_router(router[1] or router[3]), "local_as": asn(router[2] or router[4]), "peers": {}}
        elif (found := _PEER.match(line)) and (address := ip(found["peer"])):
            up = found["state"].isdigit() or found["state"].lower().startswith("estab")
            received = found["state"] if found["state"].isdigit() else found["received"]
            model.setdefault(vrf, {"peers": {}})["peers"][address] = {
                "remote_as": asn(found["asn"]),
                "is_up": up,
                "is_enabled": "admin" not in found["state"].lower(),
                "uptime": duration(found["time"]) if up else None,
                "address_family": {
                    _family_of(out): {
                        "received_prefixes": integer(received) if up else None,
                        "accepted_prefixes": integer(found["accepted"]) if up else None,
                    }
                },
            }
    return model


def _ospf(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, item in out.data["vrfs"].items():
        neighbors = model.setdefault(vrf_name(name), {})
        for instance in item["instList"].values():
            for entry in instance.get("ospfNeighborEntries", []):
                state = entry["adjacencyState"].upper()
                neighbors.setdefault(entry["routerId"], []).append(
                    {
                        "address": entry.get("interfaceAddress"),
                        "interface": entry.get("interfaceName"),
                        "state": state,
                        "is_full": state == "FULL",
                        "priority": entry.get("priority"),
                        "area": entry.get("details", {}).get("areaId"),
                    }
                )
    return model


_OSPF_ROW = re.compile(
    r"^(?P<router>\d+\.\d+\.\d+\.\d+)\s+(?:\d+\s+)?(?P<vrf>\S+)\s+(?P<priority>\d+)\s+"
    r"(?P<state>[A-Z0-9]+)(?:/\s*\S+)?\s+\S+\s+(?P<address>\d+\.\d+\.\d+\.\d+)\s+(?P<interface>\S+)\s*$",
    re.M,
)


def _ospf_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for found in _OSPF_ROW.finditer(out.text):
        model.setdefault(vrf_name(found["vrf"]), {}).setdefault(found["router"], []).append(
            {
                "address": found["address"],
                "interface": long_name(found["interface"], PLATFORM),
                "state": found["state"],
                "is_full": found["state"] == "FULL",
                "priority": int(found["priority"]),
            }
        )
    return model


_BGP = r"show (?:ip |ipv6 )?bgp(?: evpn| ipv[46] unicast)?"
PARSERS = (
    structured("bgp_neighbors", rf"{_BGP} (?:neighbors|peers)(?: [\da-fA-F.:]+)?", _neighbors),
    text("bgp_neighbors", rf"{_BGP} (?:neighbors|peers)(?: [\da-fA-F.:]+)?", _neighbors_text, empty=r""),
    structured("bgp_neighbors", rf"{_BGP} summary", _summary),
    text("bgp_neighbors", rf"{_BGP} summary", _summary_text, empty=r""),
    structured("ospf_neighbors", r"show ip ospf neighbor(?: detail)?", _ospf),
    text("ospf_neighbors", r"show ip ospf neighbor", _ospf_text, empty=r"(?:Neighbor ID\s.*)?"),
)
