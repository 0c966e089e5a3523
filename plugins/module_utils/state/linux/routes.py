# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux: the routing tables (``ip route``) and the neighbour tables (``ip neigh``, ``arp -a``)."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, mac, prefix

# What the kernel keeps for itself, and what only says that there is no way.
_OWN = frozenset({"local", "broadcast", "multicast", "anycast"})
_NOWHERE = frozenset({"blackhole", "unreachable", "prohibit", "throw"})
_DEAD = frozenset({"dead", "linkdown"})
_MAIN = frozenset({"main", "254"})


def _network(destination: str, command: str, hop: str = "") -> str | None:
    if destination == "default":
        return "::/0" if " -6 " in f" {command} " or ":" in hop else "0.0.0.0/0"
    return prefix(destination)


def _routes(out: Output) -> Fragment:
    """``{prefix: [route]}``; a table other than main is told as ``table <name>``, since only the links know its VRF."""
    if not isinstance(out.data, list):
        raise UnparsedError
    model: dict[str, list[dict[str, Any]]] = {}
    for entry in out.data:
        table = str(entry.get("table", "main"))
        if entry.get("type") in _OWN or table == "local":
            continue
        network = _network(entry["dst"], out.command, entry.get("gateway") or (entry.get("via") or {}).get("host", ""))
        if not network:
            raise UnparsedError
        hops = entry.get("nexthops") or [entry]
        nowhere = entry.get("type") in _NOWHERE
        for hop in hops:
            via = hop.get("gateway") or (hop.get("via") or {}).get("host", "")
            model.setdefault(network, []).append(
                {
                    "protocol": _protocol(entry.get("protocol"), via),
                    "next_hop": ip(via) or "",
                    "outgoing_interface": "Null0" if nowhere else hop.get("dev"),
                    "metric": entry.get("metric", 0),
                    "current_active": not _DEAD & {*entry.get("flags", []), *hop.get("flags", [])},
                    "vrf": "global" if table in _MAIN else f"table {table}",
                }
            )
    return _chosen(model)


def _protocol(name: object, via: str) -> str | None:
    if name == "kernel":
        return "kernel" if via else "connected"
    return "static" if name in ("boot", None) else str(name)


def _chosen(model: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Of several routes to a prefix in one table the kernel takes those with the least metric."""
    for routes in model.values():
        for vrf in {route["vrf"] for route in routes}:
            alive = [route["metric"] for route in routes if route["vrf"] == vrf and route["current_active"]]
            for route in routes:
                if route["vrf"] == vrf and alive and route["metric"] != min(alive):
                    route["current_active"] = False
        routes.sort(key=lambda route: not route["current_active"])
    return model


_LINE = re.compile(
    rf"^(?:(?P<type>{'|'.join(sorted(_NOWHERE | _OWN))}|unicast) )?(?P<dst>default|[\da-fA-F.:]+(?:/\d+)?)\b(?P<rest>.*)$"
)
_NEXT = re.compile(r"^\s+nexthop(?P<rest> .*)$")
_WORD = {
    name: re.compile(rf" {word} (\S+)")
    for name, word in (("via", r"via(?: inet6?)?"), ("dev", "dev"), ("proto", "proto"), ("metric", "metric"), ("table", "table"))
}


def _routes_text(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    waiting: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        head, more = _LINE.match(line), _NEXT.match(line)
        if more and waiting is not None:
            model.setdefault(waiting["network"], []).append(_hop(waiting["entry"], more["rest"]))
        elif head:
            words = {name: found.group(1) for name, pattern in _WORD.items() if (found := pattern.search(head["rest"]))}
            network = _network(head["dst"], out.command, words.get("via", ""))
            if head["type"] in _OWN or words.get("table") == "local" or not network:
                continue
            table = words.get("table", "main")
            entry = {
                "protocol": _protocol(words.get("proto"), words.get("via", "")),
                "metric": integer(words["metric"]) if "metric" in words else 0,
                "vrf": "global" if table in _MAIN else f"table {table}",
                "type": head["type"],
            }
            waiting = {"network": network, "entry": entry}
            if "via" in words or "dev" in words or head["type"] in _NOWHERE:
                model.setdefault(network, []).append(_hop(entry, head["rest"]))
        elif line.strip():
            raise UnparsedError
    return _chosen(model)


def _hop(entry: dict[str, Any], rest: str) -> dict[str, Any]:
    via, device = _WORD["via"].search(rest), _WORD["dev"].search(rest)
    nowhere = entry["type"] in _NOWHERE
    return {
        "protocol": entry["protocol"],
        "next_hop": (ip(via.group(1)) or "") if via else "",
        "outgoing_interface": "Null0" if nowhere else device.group(1) if device else None,
        "metric": entry["metric"],
        "current_active": not _DEAD & set(rest.split()),
        "vrf": entry["vrf"],
    }


# 10.0.0.9 dev eth1 lladdr 52:54:00:12:34:56 REACHABLE
_NEIGHBOR = re.compile(r"^(\S+) dev (\S+)(?: lladdr (\S+))?(?: router)?(?: proxy)? \S+ ?\S*$", re.M)
# gateway (10.0.0.1) at 52:54:00:12:34:56 [ether] on eth0
_ARP = re.compile(r"^\S+ \(([\d.]+)\) at (\S+)(?: \[\w+\])?(?: PERM)?(?: PUP)? +on (\S+)$", re.M)


def _neighbors_text(out: Output) -> Fragment:
    found = _NEIGHBOR.findall(out.text)
    if out.text and not found:
        raise UnparsedError
    return [
        {"interface": device, "mac": hardware, "ip": address}
        for raw, device, lladdr in found
        if (address := ip(raw)) and (hardware := mac(lladdr))
    ]


def _arp_text(out: Output) -> Fragment:
    found = _ARP.findall(out.text)
    if out.text and not found:
        raise UnparsedError
    return [
        {"interface": device, "mac": hardware, "ip": address}
        for raw, lladdr, device in found
        if (address := ip(raw)) and (hardware := mac(lladdr))
    ]


_ROUTE = r"ip (?:-j(?:son)? |-[46] |-d(?:etails)? )*r(?:oute)?(?: (?:show|list|ls))?(?: table \S+)?"
PARSERS = (
    structured("routes", _ROUTE, _routes),
    text("routes", _ROUTE, _routes_text, empty=r""),
    text("arp_table", r"ip (?:-4 )?n(?:eigh(?:bour)?)?(?: show)?", _neighbors_text, empty=r""),
    text("arp_table", r"arp -an?", _arp_text, empty=r""),
)
