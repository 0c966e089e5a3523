# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routing tables without BGP: connected, static, OSPF."""

from __future__ import annotations

from . import ospf
from .state import ZERO, DeviceState, Route
from .view import Network4


def without_bgp(states: dict[str, DeviceState]) -> None:
    """Fill every routing table; the lower preference wins."""
    for state in states.values():
        _connected(state)
    for name, state in states.items():
        if state.view.ospf:
            _ospf(states, name, state)
    for state in states.values():
        _static(state)
    for name, state in states.items():
        _default_from_ospf(states, name, state)


def offer(state: DeviceState, route: Route) -> None:
    """Install a route where it is better than what is there."""
    known = state.routes.get(route.prefix)
    if known is None or (route.preference, route.metric) < (known.preference, known.metric):
        state.routes[route.prefix] = route


def _connected(state: DeviceState) -> None:
    for port in state.working:
        for own in port.addresses:
            offer(state, Route(own.network, "connected", interface=port.name))
            if own.network.prefixlen < 32:
                offer(state, Route(Network4(f"{own.ip}/32"), "local", interface=port.name))


def _static(state: DeviceState) -> None:
    for prefix, via in state.view.static:
        if via[0].isdigit():
            found = state.connected(via)
            if found:
                offer(state, Route(prefix, "static", via, found[0].name, 1))
        elif via.startswith("Null") or state.up.get(via):
            offer(state, Route(prefix, "static", "", via, 1))


def _ospf(states: dict[str, DeviceState], name: str, state: DeviceState) -> None:
    areas = {area for _, _, area in ospf.advertised(state)}
    for far, (cost, first) in ospf.paths(states, name).items():
        for prefix, more, area in ospf.advertised(states[far]):
            kind = "ospf" if area in areas else "ospf-ia"
            offer(state, Route(prefix, kind, first.address, first.interface, 110, cost + more))


def _default_from_ospf(states: dict[str, DeviceState], name: str, state: DeviceState) -> None:
    if state.view.ospf is None:
        return
    for far, (_, first) in ospf.paths(states, name).items():
        process = states[far].view.ospf
        known = states[far].routes.get(ZERO)
        if process and process.originate and known and known.protocol == "static":
            offer(state, Route(ZERO, "ospf-e2", first.address, first.interface, 110, 1))
