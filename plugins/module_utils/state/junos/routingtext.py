# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos in text: routes, BGP and OSPF neighbours."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import family, known_router, vrf_name
from ..blocks import sections
from ..registry import Fragment, NothingThereError, Output, UnparsedError, structured, text
from ..values import asn, integer, ip, prefix
from .durations import ago
from .elements import leaf, top

_PROTOCOLS = {"direct": "connected", "is-is": "isis", "ospf3": "ospf", "access-internal": "access"}
_TABLE = re.compile(r"^\s*(?P<name>\S*inet6?\.\d+): \d+ destinations", re.M)
_OTHER = re.compile(r"^\s*\S+\.\d+: \d+ destinations", re.M)
_ROUTE = re.compile(r"^(?P<net>[\da-fA-F]*[.:][\da-fA-F.:]*/\d+)?(?P<rest>\s.*|$)")
_PATH = re.compile(r"(?P<mark>[*+-]?)\s*\[(?P<protocol>[\w-]+)/(?P<preference>\d+)(?:/[-\d]+)?\](?P<told>.*)$")
_METRIC = re.compile(r", metric (\d+)")
_HOP = re.compile(r"^\s+(?P<best>>)?\s*(?:to (?P<to>[\da-fA-F.:]+) )?(?:Local )?via (?P<via>[^\s,]+)")
_NO_HOP = re.compile(r"^\s+(?:Reject|Discard|Receive|MultiRecv)\b")


def vrf_of_table(name: str) -> str:
    """``inet.0`` is the default instance's, ``red.inet6.0`` that of ``red``."""
    return "global" if name.startswith("inet") else name.partition(".inet")[0]


def _routes(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    tables = sections(_OTHER, out.text)
    if not tables:
        raise UnparsedError
    for head, told in tables:
        name = head.group().split(":")[0].strip()
        if _TABLE.match(head.group()) and name.endswith((".0", ".2")):
            _read_table(model, told, vrf_of_table(name))
    if not model and not any(_TABLE.match(head.group()) for head, _told in tables):
        raise NothingThereError
    return model


def _read_table(model: dict[str, list[dict[str, Any]]], told: str, vrf: str) -> None:
    """A path is announced by ``[protocol/preference]``; its next hops are on the lines below."""
    network: str | None = None
    path: dict[str, Any] | None = None
    for line in told.split("\n"):
        route = _ROUTE.match(line)
        if route and route["net"]:
            network = prefix(route["net"])
        if network and (found := _PATH.search(line)):
            path = _path(found, vrf)
            model.setdefault(network, []).append(path)
        elif network and path and (hop := _HOP.match(line)):
            known = {"next_hop": (ip(hop["to"]) or "") if hop["to"] else "", "outgoing_interface": hop["via"]}
            if path["outgoing_interface"] is None:
                path.update(known)
            else:
                model[network].append({**path, **known})


def _path(found: re.Match[str], vrf: str) -> dict[str, Any]:
    name, metric = found["protocol"].lower(), _METRIC.search(found["told"])
    return {
        "protocol": _PROTOCOLS.get(name, name),
        "next_hop": "",
        "outgoing_interface": None,
        "preference": int(found["preference"]),
        "metric": int(metric.group(1)) if metric else None,
        "current_active": found["mark"] in ("*", "+"),
        "vrf": vrf,
    }


_PEER = re.compile(
    r"^\s*(?P<peer>[\da-fA-F]*[.:][\da-fA-F.:]+?)(?:\+\d+)?\s+(?P<asn>\d[\d.]*)\s+\d+\s+\d+\s+\d+\s+\d+\s+"
    r"(?P<time>(?:\d\S*d )?[\d:wdhms]+|Never)\s+"
    r"(?P<state>[A-Z]\w+|(?P<counts>\d+/\d+/\d+(?:/\d+)?))(?P<more>.*)$"
)
_RIB = re.compile(r"^\s+(?P<table>\S*(?:inet|vpn|evpn|iso|route)\S*): (?P<active>\d+)/(?P<received>\d+)/(?P<accepted>\d+)(?:/\d+)?")
_COUNTS = re.compile(r"^(?P<active>\d+)/(?P<received>\d+)/(?P<accepted>\d+)")


def _summary(out: Output) -> Fragment:
    """A peer is of the instance whose tables are listed below it; one that is down has none listed and counts as the main one's."""
    if not re.search(r"^\s*Peer +AS ", out.text, re.M):
        if re.search(r"Groups: 0 +Peers: 0", out.text) or "BGP is not running" in out.text:
            raise NothingThereError
        raise UnparsedError
    peers: list[tuple[str, dict[str, Any], list[str]]] = []
    held = ""
    for line in out.text.split("\n"):
        found = _PEER.match(f"{held} {line.strip()}" if held else line)
        held = line.strip() if not found and ip(line.strip().partition("+")[0]) else ""
        if found:
            peers.append(_summary_peer(found))
        elif peers and (rib := _RIB.match(line)):
            _name, peer, tables = peers[-1]
            tables.append(rib["table"])
            peer["address_family"][table_family(rib["table"])] = _counts(rib)
    model: dict[str, Any] = {}
    for address, peer, tables in peers:
        own = next((name for name in map(vrf_of_table, filter(lambda t: "inet" in t, tables)) if name != "bgp"), "global")
        model.setdefault(own, {"router_id": None, "peers": {}})["peers"][address] = peer
    return model


def _counts(found: re.Match[str]) -> dict[str, int]:
    return {"received_prefixes": int(found["received"]), "accepted_prefixes": int(found["accepted"])}


def _summary_peer(found: re.Match[str]) -> tuple[str, dict[str, Any], list[str]]:
    """Older releases print the counts of the first tables where newer ones say that the session is established."""
    up = found["state"].startswith("Establ") or bool(found["counts"])
    counts = _COUNTS.match(found["counts"]) if found["counts"] else None
    known = {
        "remote_as": asn(found["asn"]),
        "is_up": up,
        "uptime": ago(found["time"]) if up else None,
        "address_family": {"ipv4" if "." in found["peer"] else "ipv6": _counts(counts)} if counts else {},
    }
    return ip(found["peer"]) or found["peer"], known, []


def table_family(table: str) -> str:
    """``red.inet6.0`` as ``ipv6``, ``bgp.l3vpn.0`` as ``vpnv4``."""
    if "l3vpn" in table:
        return "vpnv6" if "inet6" in table else "vpnv4"
    return "ipv6" if "inet6" in table else "ipv4" if "inet." in table else family(table)


def _summary_json(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for answer in top(out, "bgp-information"):
        for peer in answer.get("bgp-peer", []):
            address = ip(str(leaf(peer, "peer-address")).partition("+")[0])
            if not address:
                continue
            up, ribs = leaf(peer, "peer-state") == "Established", peer.get("bgp-rib", [])
            tables = [str(leaf(rib, "name")) for rib in ribs]
            own = next((vrf_of_table(table) for table in tables if "inet" in table and not table.startswith("bgp.")), "global")
            model.setdefault(own, {"router_id": None, "peers": {}})["peers"][address] = {
                "remote_as": asn(leaf(peer, "peer-as") or ""),
                "is_up": up,
                "description": leaf(peer, "description") or "",
                "uptime": ago(leaf(peer, "elapsed-time") or "") if up else None,
                "address_family": {
                    table_family(str(leaf(rib, "name"))): {
                        f"{kind}_prefixes": integer(leaf(rib, f"{kind}-prefix-count"))
                        if leaf(rib, f"{kind}-prefix-count")
                        else None
                        for kind in ("received", "accepted")
                    }
                    for rib in (ribs if up else [])
                },
            }
    return model


_HEAD = re.compile(
    r"^\s*Peer: (?P<peer>[\da-fA-F.:]+)(?:\+\d+)?\s+AS (?P<asn>[\d.]+)\s+Local: (?P<local>\S+)\s+AS (?P<own>[\d.]+)", re.M
)
_INSTANCE = re.compile(r"Routing-Instance: (\S+)")
_STATE = re.compile(r"^\s*Type: \S+\s+State: (\w+)", re.M)
_ID = re.compile(r"^\s*Peer ID: (?P<peer>\S+)\s+Local ID: (?P<local>\S+)", re.M)
_DESCRIPTION = re.compile(r"^\s*Description: ?(.*)$", re.M)
_RIB_HEAD = re.compile(r"^\s*Table (?P<table>\S+)(?: Bit: \S+)?[ \t]*$", re.M)
_RIB_COUNT = re.compile(r"^\s*(?P<kind>Received|Accepted|Advertised) prefixes:\s+(?P<count>\d+)", re.M)


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in sections(_HEAD, out.text):
        address, state, ids = ip(head["peer"]), _STATE.search(told), _ID.search(told)
        if not address or not state:
            raise UnparsedError
        instance, description = _INSTANCE.search(told), _DESCRIPTION.search(told)
        name = instance.group(1) if instance else "master"
        own = model.setdefault(vrf_name(None if name == "master" else name), {"router_id": None, "peers": {}})
        own["router_id"] = own["router_id"] or (known_router(ids["local"]) if ids else None)
        up = state.group(1) == "Established"
        own["peers"][address] = {
            "remote_as": asn(head["asn"]),
            "local_as": asn(head["own"]),
            "remote_id": known_router(ids["peer"]) if ids else None,
            "is_up": up,
            "description": description.group(1).strip() if description else "",
            "address_family": {
                table_family(rib["table"]): _rib_counts(part) for rib, part in (sections(_RIB_HEAD, told) if up else [])
            },
        }
    return model


def _rib_counts(told: str) -> dict[str, int | None]:
    found = {row["kind"].lower(): int(row["count"]) for row in _RIB_COUNT.finditer(told)}
    return {
        "received_prefixes": found.get("received"),
        "accepted_prefixes": found.get("accepted"),
        "sent_prefixes": found.get("advertised"),
    }


_OSPF = re.compile(
    r"^[ \t]*(?P<address>\d+\.\d+\.\d+\.\d+|[\da-fA-F]*:[\da-fA-F:]+)\s+(?P<interface>\S+)\s+(?P<state>[A-Z]\w+)\s+"
    r"(?P<router>\d+\.\d+\.\d+\.\d+)\s+"
    r"(?P<priority>\d+)\s+\d+(?P<more>[^\n]*(?:\n[ \t]+(?:Area|Opt|Up|DR|BDR|adj)[^\n]*)*)",
    re.M,
)
_AREA = re.compile(r"\bArea ([\d.]+)")


def _ospf(out: Output) -> Fragment:
    neighbors: dict[str, list[Fragment]] = {}
    for row in _OSPF.finditer(out.text):
        area = _AREA.search(row["more"])
        neighbors.setdefault(row["router"], []).append(
            {
                "address": ip(row["address"]),
                "interface": row["interface"],
                "state": row["state"].upper(),
                "is_full": row["state"] == "Full",
                "priority": int(row["priority"]),
                "area": area.group(1) if area else None,
            }
        )
    return {"global": neighbors} if neighbors else {}


_NO_OSPF = r"(?:Address\s+Interface\s+State.*)?"
PARSERS = (
    text("routes", r"show route(?: (?!instance|summary|forwarding-table|extensive|detail)\S+)*", _routes, empty=r""),
    text("bgp_neighbors", r"show bgp neighbor(?: \S+)?", _neighbors, empty=r""),
    text("bgp_neighbors", r"show bgp summary(?: \S+)*", _summary),
    structured("bgp_neighbors", r"show bgp summary(?: \S+)*", _summary_json),
    text("ospf_neighbors", r"show (?:ospf|ospf3) neighbor(?: detail| extensive)?", _ospf, empty=_NO_OSPF),
)
