# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""BGP: sessions that follow the configuration of both ends, and the prefixes they carry."""

from __future__ import annotations

from dataclasses import dataclass

from .policy import passes
from .routing import offer
from .state import DeviceState, Route, Session
from .view import Network4, Peer

ROUNDS = 30


@dataclass(frozen=True)
class Path:
    """A prefix as a router has it. origin: '' when its own, else the peer it came from."""

    ases: tuple[int, ...]
    next_hop: str
    origin: str = ""
    internal: bool = False

    @property
    def rank(self) -> tuple[bool, int, bool, str]:
        """Lower is better: own, shorter, external before internal."""
        return (self.origin != "", len(self.ases), self.internal, self.origin)


def sessions(states: dict[str, DeviceState]) -> None:
    """Work out the state of every configured neighbour."""
    for state in states.values():
        process = state.view.bgp
        for peer in process.peers.values() if process else ():
            state.bgp[peer.address] = _session(states, state, peer)


def _session(states: dict[str, DeviceState], state: DeviceState, peer: Peer) -> Session:
    process = state.view.bgp
    internal = process is not None and peer.remote_as == process.number
    if not peer.enabled:
        return Session(peer, "Idle (Admin)", internal=internal)
    source = _source(state, peer, internal)
    if not source:
        return Session(peer, "Idle", internal=internal)
    found = Session(peer, "Active", source=source, internal=internal)
    for name, far in states.items():
        if far is not state and far.owns(peer.address) and _answers(state, far, source, peer):
            found.state, found.remote_name = "Established", name
            found.remote_id = far.router_id(far.view.bgp.router_id if far.view.bgp else "")
    return found


def _source(state: DeviceState, peer: Peer, internal: bool) -> str:
    """The address the session comes from; '' when the peer cannot be reached."""
    near = state.connected(peer.address)
    if near is None and not internal and not peer.multihop:
        return ""
    route = state.lookup(peer.address)
    if near is None and route is None:
        return ""
    if peer.source:
        port = state.view.ports.get(peer.source)
        return str(port.addresses[0].ip) if port and port.addresses and state.up[port.name] else ""
    if near:
        return str(near[1].ip)
    port = state.view.ports.get(route.interface) if route else None
    return str(port.addresses[0].ip) if port and port.addresses else ""


def _answers(state: DeviceState, far: DeviceState, source: str, peer: Peer) -> bool:
    """Whether the other end is configured for this session, and can reach back."""
    mine, theirs = state.view.bgp, far.view.bgp
    if mine is None or theirs is None or theirs.number != peer.remote_as or far.device.rebooting:
        return False
    back = theirs.peers.get(source)
    if back is None or not back.enabled or back.remote_as != mine.number:
        return False
    return _source(far, back, back.remote_as == theirs.number) == peer.address


def _own(state: DeviceState) -> dict[Network4, Path]:
    process = state.view.bgp
    if process is None:
        return {}
    wanted = [prefix for prefix in process.networks if prefix in state.routes]
    for prefix, route in state.routes.items():
        if (process.connected and route.protocol == "connected") or (process.static and route.protocol == "static"):
            wanted.append(prefix)
    return {prefix: Path((), "") for prefix in wanted}


def exchange(states: dict[str, DeviceState]) -> None:
    """Pass prefixes round until nothing changes, then install the best."""
    tables = {name: _own(state) for name, state in states.items()}
    heard: dict[tuple[str, str], dict[Network4, Path]] = {}
    for _ in range(ROUNDS):
        before = {name: dict(table) for name, table in tables.items()}
        for name, state in states.items():
            for session in state.bgp.values():
                if session.up and session.peer.active:
                    heard[name, session.peer.address] = _hear(states, state, session, before)
        for name, state in states.items():
            tables[name] = _choose(name, state, heard)
        if tables == before:
            break
    for name, state in states.items():
        _install(states, name, state, tables[name], heard)


def _hear(
    states: dict[str, DeviceState], state: DeviceState, session: Session, tables: dict[str, dict[Network4, Path]]
) -> dict[Network4, Path]:
    """What the peer of a session sends on it."""
    far = states[session.remote_name]
    there = far.bgp.get(session.source)
    if there is None or not there.peer.active or far.view.bgp is None or state.view.bgp is None:
        return {}
    found: dict[Network4, Path] = {}
    for prefix, path in tables[session.remote_name].items():
        if path.origin == session.source or (session.internal and path.internal and not there.peer.reflect):
            continue
        if not passes(far, there.peer.address, "out", prefix):
            continue
        ases = path.ases if session.internal else (far.view.bgp.number, *path.ases)
        if state.view.bgp.number in ases:
            continue
        keeps = session.internal and path.next_hop and not there.peer.next_hop_self
        found[prefix] = Path(ases, path.next_hop if keeps else session.peer.address, session.peer.address, session.internal)
    if there.peer.default_originate:
        default = Network4("0.0.0.0/0")
        ases = () if session.internal else (far.view.bgp.number,)
        found[default] = Path(ases, session.peer.address, session.peer.address, session.internal)
    return found


def _choose(name: str, state: DeviceState, heard: dict[tuple[str, str], dict[Network4, Path]]) -> dict[Network4, Path]:
    table = _own(state)
    for session in state.bgp.values():
        for prefix, path in heard.get((name, session.peer.address), {}).items() if session.up else ():
            if not passes(state, session.peer.address, "in", prefix) or not _resolves(state, path):
                continue
            if prefix not in table or path.rank < table[prefix].rank:
                table[prefix] = path
    return table


def _resolves(state: DeviceState, path: Path) -> bool:
    return state.connected(path.next_hop) is not None or state.lookup(path.next_hop) is not None


def _install(
    states: dict[str, DeviceState],
    name: str,
    state: DeviceState,
    table: dict[Network4, Path],
    heard: dict[tuple[str, str], dict[Network4, Path]],
) -> None:
    for session in state.bgp.values():
        arrived = heard.get((name, session.peer.address), {}) if session.up else {}
        session.received = list(arrived)
        session.accepted = [prefix for prefix in arrived if passes(state, session.peer.address, "in", prefix)]
        if session.up and (back := heard.get((session.remote_name, session.source))) is not None:
            session.sent = len(back)
    for prefix, path in table.items():
        if path.origin:
            near = state.connected(path.next_hop)
            route = None if near else state.lookup(path.next_hop)
            via = near[0].name if near else route.interface if route else ""
            preference = 200 if path.internal or state.device.spec.platform == "arista.eos.eos" else 20
            offer(state, Route(prefix, "ibgp" if path.internal else "ebgp", path.next_hop, via, preference, 0))
