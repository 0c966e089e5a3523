# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OSPF: who is adjacent to whom, and the shortest paths."""

from __future__ import annotations

import heapq

from .state import Adjacency, DeviceState
from .view import Network4, Port


def area_of(state: DeviceState, port: Port) -> str:
    """The area a port belongs to; '' when OSPF does not run on it."""
    process = state.view.ospf
    if process is None or not port.addresses:
        return ""
    if port.area:
        return port.area
    fitting = [(net.prefixlen, area) for net, area in process.networks if port.addresses[0].ip in net]
    return max(fitting)[1] if fitting else ""


def passive(state: DeviceState, port: Port) -> bool:
    """True when the port sends no hellos."""
    process = state.view.ospf
    return process is None or (port.name in process.passive) != process.passive_default


def cost_of(state: DeviceState, port: Port) -> int:
    """The configured cost, or the platform's default."""
    return port.cost or (10 if state.device.spec.platform == "arista.eos.eos" and port.name.startswith("Eth") else 1)


def own_id(state: DeviceState) -> str:
    """The OSPF router ID."""
    return state.router_id(state.view.ospf.router_id if state.view.ospf else "")


def adjacencies(states: dict[str, DeviceState], cables: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Adjacent are two routers on one cable, one subnet, one area, neither of them passive."""
    for name, state in states.items():
        for port in state.working:
            far_name, far_port_name = cables.get((name, port.name), ("", ""))
            far = states.get(far_name)
            there = next((p for p in far.working if p.name == far_port_name), None) if far else None
            if far is None or there is None or not area_of(state, port) or area_of(state, port) != area_of(far, there):
                continue
            same = port.addresses[0].network == there.addresses[0].network
            if not same or passive(state, port) or passive(far, there) or port.mtu != there.mtu:
                continue
            if own_id(state) == own_id(far) or port.point_to_point != there.point_to_point:
                continue
            role = "-" if port.point_to_point else _role(own_id(far), own_id(state))
            address = str(there.addresses[0].ip)
            state.ospf.append(
                Adjacency(own_id(far), address, port.name, area_of(state, port), far_name, role, cost=cost_of(state, port))
            )


def _role(far: str, own: str) -> str:
    return "DR" if tuple(map(int, far.split("."))) > tuple(map(int, own.split("."))) else "BDR"


def paths(states: dict[str, DeviceState], start: str) -> dict[str, tuple[int, Adjacency]]:
    """Dijkstra: device to (cost, first hop)."""
    done: dict[str, tuple[int, Adjacency]] = {}
    queue: list[tuple[int, int, str, Adjacency]] = []
    for order, adjacency in enumerate(states[start].ospf):
        heapq.heappush(queue, (adjacency.cost, order, adjacency.name, adjacency))
    while queue:
        cost, order, name, first = heapq.heappop(queue)
        if name in done or name == start:
            continue
        done[name] = (cost, first)
        for adjacency in states[name].ospf:
            heapq.heappush(queue, (cost + adjacency.cost, order, adjacency.name, first))
    return done


def advertised(state: DeviceState) -> list[tuple[Network4, int, str]]:
    """(prefix, cost, area) of every port in OSPF; a loopback as a host route."""
    found = []
    for port in state.working:
        if area := area_of(state, port):
            own = port.addresses[0]
            prefix = Network4(f"{own.ip}/32") if port.name.startswith("Loopback") else own.network
            found.append((prefix, cost_of(state, port), area))
    return found
