# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ``*_stay*`` checks: what was well before the change is well after it.

Each reads its model into items with a rank (0 not well, 1 or more well, None
unknown); one engine compares them. New things are fine; a thing that was not
well before is nobody's promise.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .model import Finding, Look

Key = tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One thing that may be well: its title for people, the name patterns match, how it is."""

    key: Key
    title: str
    name: str
    rank: int | None
    shown: str
    uptime: float | None = None


@dataclass(frozen=True)
class Kind:
    """What the engine says about a kind of item."""

    noun: str
    well: str
    gone: str
    matches: Callable[[str, str], bool]


def matches_glob(name: str, pattern: str) -> bool:
    """Shell-style match of a name, regardless of case."""
    return fnmatchcase(name.lower(), pattern.lower())


def matches_network(name: str, pattern: str) -> bool:
    """Whether the prefix is the network of the pattern or lies inside it."""
    try:
        inner, outer = ipaddress.ip_network(name, strict=False), ipaddress.ip_network(pattern, strict=False)
    except ValueError:
        return False
    if isinstance(inner, ipaddress.IPv4Network):
        return isinstance(outer, ipaddress.IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, ipaddress.IPv6Network) and inner.subnet_of(outer)


INTERFACES = Kind("interfaces", "up", "not there", matches_glob)
SESSIONS = Kind("BGP sessions", "established", "not configured", matches_glob)
ADJACENCIES = Kind("OSPF neighbors", "adjacent", "not there", matches_glob)
NEIGHBORS = Kind("neighbors", "seen", "not seen", matches_glob)
ROUTES = Kind("routes", "present", "no route", matches_network)


def interfaces_stay_up(look: Look) -> Finding:
    """Every interface that was up is up; those administratively down before do not count."""
    before, after = look.pair("interfaces")
    return _stay(look, INTERFACES, _interfaces(before), _interfaces(after))


def bgp_sessions_stay_up(look: Look) -> Finding:
    """Every BGP session that was established is established."""
    before, after = look.pair("bgp_neighbors")
    return _stay(look, SESSIONS, _sessions(before), _sessions(after))


def ospf_neighbors_stay(look: Look) -> Finding:
    """Every OSPF neighbor that was FULL is FULL; one that was 2-WAY is 2-WAY or better."""
    before, after = look.pair("ospf_neighbors")
    return _stay(look, ADJACENCIES, _adjacencies(before), _adjacencies(after))


def neighbors_stay(look: Look) -> Finding:
    """Every neighbor that LLDP or CDP showed is shown on the same interface."""
    before, after = look.pair("neighbors")
    return _stay(look, NEIGHBORS, _neighbors(before), _neighbors(after))


def routes_stay(look: Look) -> Finding:
    """Every prefix that had an active path has one, in the same VRF; the path itself may differ."""
    before, after = look.pair("routes")
    wanted = {protocol.lower() for protocol in look.params.get("protocols") or ()}
    # The protocol chooses what to keep; a prefix that moved to another protocol still has its path.
    kept = (item for item in _routes(before, wanted))
    return _stay(look, ROUTES, kept, _routes(after, set()))


def _stay(look: Look, kind: Kind, before: Iterable[Item], after: Iterable[Item]) -> Finding:
    now = {item.key: item for item in after}
    promised = [item for item in before if _chosen(item, kind, look.params) and item.rank != 0]
    failures, unseen = [], []
    for item in promised:
        current = now.get(item.key)
        if item.rank is None:
            unseen.append(f"{item.title}: state before the change unknown")
        elif current is not None and current.rank is None:
            unseen.append(f"{item.title}: {item.shown} before, state now unknown")
        elif current is None or (current.rank or 0) < item.rank:
            failures.append(f"{item.title}: {item.shown} before, {current.shown if current else kind.gone} now")
    failures += _idle_patterns(look, kind, promised, now.values())
    kept = [now[item.key] for item in promised if item.key in now]
    uptimes = {item.title: item.uptime for item in kept if item.uptime is not None and item.rank}
    fine = f"{len(promised)} {kind.noun} {kind.well} before, {kind.well} now"
    return Finding(
        failures, unseen, fine if promised else f"no {kind.noun} {kind.well} before: nothing to keep", uptimes, kind.noun
    )


def _chosen(item: Item, kind: Kind, params: Mapping[str, Any]) -> bool:
    only, excluded = params.get("only"), params.get("except") or ()
    if any(kind.matches(item.name, pattern) for pattern in excluded):
        return False
    return not only or any(kind.matches(item.name, pattern) for pattern in only)


def _idle_patterns(look: Look, kind: Kind, promised: list[Item], now: Iterable[Item]) -> list[str]:
    # A misspelt name would keep nothing and pass; what the user names must exist.
    names = {item.name for item in promised} | {item.name for item in now if item.rank}
    idle = [only for only in look.params.get("only") or () if not any(kind.matches(name, only) for name in names)]
    return [f"{pattern}: no {kind.noun} {kind.well} before or now match it" for pattern in idle]


def _interfaces(model: Mapping[str, Any]) -> Iterator[Item]:
    for name, facts in model.items():
        enabled, up = facts.get("is_enabled"), facts.get("is_up")
        if enabled is False:
            yield Item((name,), f"interface {name}", name, 0, "administratively down")
        else:
            yield Item((name,), f"interface {name}", name, _rank(up), _word(up, "up", "down"))


def _sessions(model: Mapping[str, Any]) -> Iterator[Item]:
    for vrf, instance in model.items():
        for address, peer in (instance.get("peers") or {}).items():
            up, state = peer.get("is_up"), peer.get("state")
            down = "shut down" if peer.get("is_enabled") is False else "not established"
            shown = _word(up, "Established", f"{down} ({state})" if state else down)
            # NAPALM says -1 for a session that was never up.
            uptime = peer.get("uptime")
            since = float(uptime) if isinstance(uptime, (int, float)) and uptime >= 0 else None
            yield Item((vrf, address), f"BGP peer {address} (vrf {vrf})", address, _rank(up), shown, since)


def _adjacencies(model: Mapping[str, Any]) -> Iterator[Item]:
    for vrf, neighbors in model.items():
        for router_id, adjacencies in neighbors.items():
            for adjacency in adjacencies:
                interface, state = str(adjacency.get("interface")), adjacency.get("state")
                title = f"OSPF neighbor {router_id} on {interface} (vrf {vrf})"
                rank = _ospf_rank(adjacency.get("is_full"), state)
                yield Item((vrf, router_id, interface), title, router_id, rank, str(state or _word(rank, "FULL", "not full")))


def _ospf_rank(is_full: bool | None, state: str | None) -> int | None:
    if is_full:
        return 2
    word = "".join(letter for letter in str(state or "").upper() if letter.isalnum())
    if word.startswith("FULL"):
        return 2
    # Routers that are neither DR nor BDR rest at 2-WAY with each other.
    if word.startswith(("2WAY", "TWOWAY")):
        return 1
    return None if is_full is None and not word else 0


def _neighbors(model: Mapping[str, Any]) -> Iterator[Item]:
    for interface, entries in model.items():
        for entry in entries:
            host, port = str(entry.get("hostname")), str(entry.get("port"))
            # A neighbor seen by LLDP and by CDP is one neighbor, though they spell its name differently.
            yield Item(
                (interface, host.partition(".")[0].lower(), port.lower()), f"neighbor {host} {port} on {interface}", host, 1, "seen"
            )


def _routes(model: Mapping[str, Any], protocols: set[str]) -> Iterator[Item]:
    for prefix, paths in model.items():
        by_vrf: dict[str, list[Mapping[str, Any]]] = {}
        for path in paths:
            # An unknown activity counts as active: the device lists the path.
            if path.get("current_active") is not False and (not protocols or str(path.get("protocol")).lower() in protocols):
                by_vrf.setdefault(vrf_name(path.get("vrf")), []).append(path)
        for vrf, active in by_vrf.items():
            yield Item((vrf, prefix), f"route {prefix} (vrf {vrf})", prefix, 1, _path_text(active))


def _path_text(paths: list[Mapping[str, Any]]) -> str:
    hops = [str(path.get("next_hop") or path.get("outgoing_interface") or "") for path in paths]
    named = ", ".join(hop for hop in hops if hop)
    return f"{paths[0].get('protocol')} via {named}" if named else str(paths[0].get("protocol"))


def vrf_name(name: str | None) -> str:
    """One name for the global table, whatever the platform calls it."""
    return "global" if name in (None, "", "default", "global") else str(name)


def _rank(up: bool | None) -> int | None:
    return None if up is None else int(up)


def _word(up: int | bool | None, yes: str, no: str) -> str:
    return "unknown" if up is None else yes if up else no
