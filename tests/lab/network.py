# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network between the devices: what is up, who neighbours whom, which routes there are.

Everything follows from the present configurations and the cables. It is worked out when somebody
asks, for the devices that are cabled together, and kept until one of their configurations changes.
Convergence is immediate; only when something came up or went down is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import bgp, ospf, routing
from .names import is_virtual
from .state import DeviceState
from .view import Port, interface_of, permits, read

if TYPE_CHECKING:
    from .device import Device


class Network:
    """Devices and cables."""

    def __init__(self, devices: dict[str, Device], links: Iterable[tuple[str, str, str, str]]) -> None:
        """Lay the cables."""
        self.devices = devices
        self.cables: dict[tuple[str, str], tuple[str, str]] = {}
        for one, port, other, far in links:
            self.cables[one, port] = (other, far)
            self.cables[other, far] = (one, port)
        self.islands = self._islands()
        self._known: dict[frozenset[str], tuple[Any, dict[str, DeviceState]]] = {}
        self._since: dict[tuple[str, ...], tuple[Any, float]] = {}

    def _islands(self) -> dict[str, frozenset[str]]:
        """Device to all devices that cables connect it with."""
        found = {name: {name} for name in self.devices}
        for (one, _), (other, _) in self.cables.items():
            merged = found[one] | found[other]
            for name in merged:
                found[name] = merged
        return {name: frozenset(members) for name, members in found.items()}

    def changed(self) -> None:
        """Something is different; nothing is worked out before somebody asks."""

    def state(self, name: str) -> DeviceState:
        """The present state as one device sees it."""
        island = self.islands[name]
        mark = tuple((self.devices[member].version, self.devices[member].rebooting) for member in sorted(island))
        known = self._known.get(island)
        if known is None or known[0] != mark:
            known = self._known[island] = (mark, self._work_out(island))
        return known[1][name]

    def _work_out(self, island: frozenset[str]) -> dict[str, DeviceState]:
        states = {}
        for name in sorted(island):
            device = self.devices[name]
            layer2 = device.spec.platform == "arista.eos.eos"
            states[name] = DeviceState(device, read(device.running, layer2))
        for state in states.values():
            self._ports(state, states)
        ospf.adjacencies(states, self.cables)
        routing.without_bgp(states)
        bgp.sessions(states)
        bgp.exchange(states)
        for state in states.values():
            self._times(state)
        return states

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

    def _times(self, state: DeviceState) -> None:
        """Remember since when each thing is as it is."""
        name, device = state.device.name, state.device
        for port, up in state.up.items():
            state.port_since[port] = self._mark(device, (name, "port", port), up)
        for session in state.bgp.values():
            session.since = self._mark(device, (name, "bgp", session.peer.address), session.state)
        for adjacency in state.ospf:
            adjacency.since = self._mark(device, (name, "ospf", adjacency.address), adjacency.state)

    def _mark(self, device: Device, key: tuple[str, ...], value: Any) -> float:
        known = self._since.get(key)
        if known is None or known[0] != value or known[1] < device.booted:
            first = known is None
            known = self._since[key] = (value, device.booted if first else max(device.booted, device.changed_at))
        return known[1]

    def management_up(self, name: str) -> bool:
        """Whether the management interface of a device lets logins in."""
        device = self.devices[name]
        section = device.running.get(f"interface {device.spec.management}", {})
        if "shutdown" in section:
            return False
        addresses = [interface_of(line.split()[2:]) for line in section if line.startswith("ip address ")]
        wanted = device.management_address
        if wanted is not None and all(found is None or found.ip != wanted.ip for found in addresses):
            return False
        filters = [line.split()[2] for line in section if line.startswith("ip access-group ") and line.endswith(" in")]
        terminal = [c for line in ("line vty 0 4", "management ssh") for c in device.running.get(line, {})]
        if not filters and not any(c.startswith(("access-class", "ip access-group")) for c in terminal):
            return True
        view = read(device.running, layer2=False)
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
