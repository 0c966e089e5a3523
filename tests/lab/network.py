# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network between the devices: what is up, who neighbours whom, which routes there are.

Everything follows from the present configurations and the cables. It is worked out when somebody
asks, for the devices that are cabled together, and kept until one of their configurations changes.
What goes down goes at once; what comes up takes ``convergence`` seconds, 0 where the topology says nothing.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import bgp, ospf, routing
from .names import is_virtual
from .platforms import ROWS
from .state import DeviceState
from .view import Port, interface_of, permits, read

if TYPE_CHECKING:
    from .device import Device


SOON = 0.005


class Network:
    """Devices and cables."""

    def __init__(self, devices: dict[str, Device], links: Iterable[tuple[str, str, str, str]], convergence: float = 0) -> None:
        """Lay the cables. convergence: device seconds that OSPF and BGP take to come up."""
        self.devices = devices
        self.convergence = convergence
        self._due: set[frozenset[str]] = set()
        self._again = math.inf
        self.cables: dict[tuple[str, str], tuple[str, str]] = {}
        for one, port, other, far in links:
            self.cables[one, port] = (other, far)
            self.cables[other, far] = (one, port)
        self.islands = self._islands()
        self._known: dict[frozenset[str], tuple[Any, dict[str, DeviceState], float]] = {}
        self._since: dict[tuple[str, ...], tuple[Any, float]] = {}

    def _islands(self) -> dict[str, frozenset[str]]:
        """Device to all devices that cables connect it with."""
        found = {name: {name} for name in self.devices}
        for (one, _), (other, _) in self.cables.items():
            merged = found[one] | found[other]
            for name in merged:
                found[name] = merged
        return {name: frozenset(members) for name, members in found.items()}

    def changed(self, name: str) -> None:
        """A configuration is another one: work out soon what that does, so that a short flap is noticed too."""
        island = self.islands[name]
        if len(island) > 1 and island not in self._due:
            self._due.add(island)
            asyncio.get_running_loop().call_later(SOON, self._look, island)

    def _look(self, island: frozenset[str]) -> None:
        self._due.discard(island)
        self.state(min(island))

    def state(self, name: str) -> DeviceState:
        """The present state as one device sees it."""
        island = self.islands[name]
        mark = tuple((self.devices[member].version, self.devices[member].rebooting) for member in sorted(island))
        known = self._known.get(island)
        if known is None or known[0] != mark or time.monotonic() > known[2]:
            self._again = math.inf
            states = self._work_out(island)
            known = self._known[island] = (mark, states, time.monotonic() + self._again)
        return known[1][name]

    def _work_out(self, island: frozenset[str]) -> dict[str, DeviceState]:
        states = {}
        for name in sorted(island):
            device = self.devices[name]
            layer2 = not ROWS[device.spec.platform].routed
            states[name] = DeviceState(device, read(device.seen(), layer2))
        for state in states.values():
            self._ports(state, states)
        ospf.adjacencies(states, self.cables)
        for state in states.values():
            self._adjacencies(state)
        routing.without_bgp(states)
        bgp.sessions(states)
        for state in states.values():
            self._sessions(state)
        bgp.exchange(states)
        return states

    # what comes up takes its time, and is remembered
    def _adjacencies(self, state: DeviceState) -> None:
        device = state.device
        present = {(device.name, "ospf", adjacency.address) for adjacency in state.ospf}
        for key in [key for key in self._since if key[:2] == (device.name, "ospf") and key not in present]:
            self._mark(device, key, False)
        for adjacency in state.ospf:
            adjacency.since = self._mark(device, (device.name, "ospf", adjacency.address), True)
        state.ospf = [adjacency for adjacency in state.ospf if self._settled(device, adjacency.since)]

    def _sessions(self, state: DeviceState) -> None:
        device = state.device
        for session in state.bgp.values():
            session.since = self._mark(device, (device.name, "bgp", session.peer.address), session.state)
            if session.up and not self._settled(device, session.since):
                session.state = "Active"

    def _settled(self, device: Device, since: float) -> bool:
        """Whether what could be up has had the time to come up."""
        left = since + self.convergence - device.clock.now()
        if left <= 0:
            return True
        self._again = min(self._again, left / device.clock.speed)
        return False

    def _ports(self, state: DeviceState, states: dict[str, DeviceState]) -> None:
        spec = state.device.spec
        for name, port in state.view.ports.items():
            far = self.cables.get((spec.name, name))
            if far is not None:
                there = states[far[0]].view.ports.get(far[1])
                up = port.enabled and there is not None and there.enabled and not states[far[0]].device.rebooting
                state.up[name] = up
                if up:
                    state.links[name] = far
            else:
                state.up[name] = port.enabled and (is_virtual(name) or name == spec.management or name in spec.plugged)
            state.port_since[name] = self._mark(state.device, (spec.name, "port", name), state.up[name])

    def _mark(self, device: Device, key: tuple[str, ...], value: Any) -> float:
        """Since when a thing is as it is. At the start of the lab everything has long been so."""
        known = self._since.get(key)
        if known is None or known[0] != value or known[1] < device.booted - self.convergence:
            at = device.booted - self.convergence if known is None else max(device.booted, device.clock.now())
            known = self._since[key] = (value, at)
        return known[1]

    def management_up(self, name: str) -> bool:
        """Whether the management interface of a device lets logins in."""
        device = self.devices[name]
        running = device.seen()
        section = running.get(f"interface {device.spec.management}", {})
        if "shutdown" in section:
            return False
        addresses = [interface_of(line.split()[2:]) for line in section if line.startswith("ip address ")]
        wanted = device.management_address
        if wanted is not None and all(found is None or found.ip != wanted.ip for found in addresses):
            return False
        filters = [line.split()[2] for line in section if line.startswith("ip access-group ") and line.endswith(" in")]
        terminal = [c for line in ("line vty 0 4", "management ssh") for c in running.get(line, {})]
        if not filters and not any(c.startswith(("access-class", "ip access-group")) for c in terminal):
            return True
        view = read(running, layer2=False)
        names = [*filters, view.vty_filter] if view.vty_filter else filters
        return all(permits(view.access_lists.get(each, []), device.spec.controller) for each in names)

    def beyond(self, state: DeviceState, port: Port) -> list[tuple[str, str]]:
        """Addresses and MACs at the other end of a port's cable, on the same subnet."""
        far = state.links.get(port.name)
        if far is None:
            return []
        there = self.state(far[0]).view.ports[far[1]]
        device = self.devices[far[0]]
        return [(str(a.ip), device.mac(far[1])) for a in there.addresses if a.network == port.addresses[0].network]

    def reaches(self, state: DeviceState, address: str) -> bool:
        """Whether an answer to a ping would come back."""
        if state.owns(address):
            return True
        if state.connected(address) is None and state.lookup(address) is None:
            return False
        for name in self.islands[state.device.name]:
            far = self.state(name)
            if far.owns(address) and not far.device.rebooting:
                return any(
                    far.connected(str(own.ip)) or far.lookup(str(own.ip)) for port in state.working for own in port.addresses
                )
        return False
