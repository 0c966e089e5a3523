# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a device sees of the network at one moment."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .view import Interface4, Network4, Peer, Port, View

if TYPE_CHECKING:
    from .device import Device

ZERO = Network4("0.0.0.0/0")


@dataclass
class Route:
    """One best route. protocol: connected, local, static, ospf, ospf-ia, ospf-e2, ebgp, ibgp."""

    prefix: Network4
    protocol: str
    next_hop: str = ""
    interface: str = ""
    preference: int = 0
    metric: int = 0


@dataclass
class Session:
    """A BGP session. state: Established, Active, Idle, Idle (Admin)."""

    peer: Peer
    state: str
    source: str = ""
    remote_name: str = ""
    remote_id: str = "0.0.0.0"  # noqa: S104  # what is shown for a peer that never answered
    internal: bool = False
    since: float = 0.0
    received: list[Network4] = field(default_factory=list)
    accepted: list[Network4] = field(default_factory=list)
    sent: int = 0

    @property
    def up(self) -> bool:
        """True when prefixes flow."""
        return self.state == "Established"


@dataclass
class Adjacency:
    """An OSPF neighbour. role: DR, BDR or - of the neighbour."""

    router_id: str
    address: str
    interface: str
    area: str
    name: str
    role: str
    state: str = "FULL"
    cost: int = 1
    since: float = 0.0


@dataclass
class DeviceState:
    """A device's part of the network. up: port to line protocol; links: port to (device, port) while up."""

    device: Device
    view: View
    up: dict[str, bool] = field(default_factory=dict)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    port_since: dict[str, float] = field(default_factory=dict)
    ospf: list[Adjacency] = field(default_factory=list)
    routes: dict[Network4, Route] = field(default_factory=dict)
    bgp: dict[str, Session] = field(default_factory=dict)

    @property
    def working(self) -> list[Port]:
        """Ports of the global table that carry traffic: up, with an address."""
        return [port for name, port in self.view.ports.items() if self.up[name] and port.addresses and not port.vrf and port.routed]

    def connected(self, address: str) -> tuple[Port, Interface4] | None:
        """The port and own address on whose subnet an address lies."""
        wanted = ipaddress.IPv4Address(address)
        for port in self.working:
            for own in port.addresses:
                if wanted in own.network and wanted != own.ip:
                    return port, own
        return None

    def owns(self, address: str) -> bool:
        """True when a working port has the address."""
        return any(str(own.ip) == address for port in self.working for own in port.addresses)

    def lookup(self, address: str) -> Route | None:
        """The longest match."""
        wanted = ipaddress.IPv4Address(address)
        found = [route for prefix, route in self.routes.items() if wanted in prefix]
        return max(found, key=lambda route: route.prefix.prefixlen, default=None)

    def router_id(self, configured: str = "") -> str:
        """The configured router ID, or the highest loopback address, or the highest address."""
        if configured:
            return configured
        ports = [port for port in self.working if port.name.startswith("Loopback")] or self.working
        highest = max((own.ip for port in ports for own in port.addresses), default=None)
        return str(highest) if highest else "0.0.0.0"  # noqa: S104  # what a router without address shows
