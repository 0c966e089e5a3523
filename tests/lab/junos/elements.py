# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``| display json`` gives: Junos's elements, every one a list, every leaf under ``data``."""

from __future__ import annotations

import json
import re
from typing import Any

from ..grammar import Match
from ..names import colons
from ..part import Part
from ..view import Interface4

Element = dict[str, Any]
ONLY_JSON = "error: this simulated device has only '| display json' of this command\n"


def rendered(element: Element) -> str:
    """Elements as the device prints them."""
    return json.dumps({name: _listed(value) for name, value in element.items()}, indent=4) + "\n"


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [{name: _listed(below) for name, below in item.items()} for item in value]
    if isinstance(value, dict):
        return [{name: _listed(below) for name, below in value.items()}]
    return [{"data": [None] if value is None else str(value)}]


class Elements(Part):
    """Show commands that have a structured form; part of the shell. A leaf that is None is an empty element."""

    def data_version(self, found: Match) -> Element:
        """The box."""
        facts = {"host-name": self.device.hostname, "product-model": "vmx", "product-name": "vmx"}
        return {"software-information": {**facts, "junos-version": self.device.spec.version or "21.4R3.15"}}

    def data_hardware(self, found: Match) -> Element:
        """The parts."""
        chassis = {"name": "Chassis", "serial-number": self.device.serial, "description": "VMX"}
        return {"chassis-inventory": {"chassis": chassis}}

    def data_uptime(self, found: Match) -> Element:
        """The clock."""
        clock = self.device.clock
        now, booted = (clock.moment(at).strftime("%Y-%m-%d %H:%M:%S UTC") for at in (None, self.device.booted))
        span = _span(clock.now() - self.device.booted)
        times = {
            "current-time": {"date-time": now},
            "system-booted-time": {"date-time": booted, "time-length": span},
        }
        return {"system-uptime-information": times}

    def data_interfaces(self, found: Match) -> Element:
        """Ports, each with its units."""
        state, device = self.state, self.device
        ports = []
        for index, (name, port) in enumerate(state.view.ports.items(), start=140):
            since = device.clock.moment(state.port_since[name]).strftime("%Y-%m-%d %H:%M:%S UTC")
            ago = _span(device.clock.now() - state.port_since[name])
            entry = {
                "name": name,
                "admin-status": "up" if port.enabled else "down",
                "oper-status": "up" if state.up[name] else "down",
                "local-index": index,
                "snmp-index": index + 360,
                "mtu": port.mtu + 14,
                "speed": "1000mbps",
                "current-physical-address": colons(device.mac(name)),
                "hardware-physical-address": colons(device.mac(name)),
                "interface-flapped": f"{since} ({ago} ago)",
            }
            if port.description:
                entry["description"] = port.description
            ports.append({**entry, "logical-interface": self._logical(name)})
        return {"interface-information": {"physical-interface": ports}}

    def _logical(self, name: str) -> list[Element]:
        units: dict[str, list[Element]] = {}
        for line in self.device.active:
            unit = re.match(rf"interfaces {re.escape(name)} unit (\d+) family inet address (\S+)", line)
            if unit:
                own = Interface4(unit[2])
                units.setdefault(unit[1], []).append({"ifa-destination": str(own.network), "ifa-local": str(own.ip)})
        return [
            {
                "name": f"{name}.{number}",
                "if-config-flags": {"iff-up": None, "iff-snmp-traps": None},
                "address-family": {"address-family-name": "inet", "mtu": 1500, "interface-address": addresses},
            }
            for number, addresses in units.items()
        ]

    def data_bgp_neighbor(self, found: Match) -> Element:
        """The sessions."""
        state = self.state
        peers = []
        for address, session in state.bgp.items():
            peer = {
                "peer-address": f"{address}+179",
                "peer-as": session.peer.remote_as,
                "local-address": f"{session.source}+179",
                "local-as": state.view.bgp.number if state.view.bgp else 0,
                "peer-cfg-rti": "master",
                "peer-state": session.state.split()[0],
                "local-id": state.router_id(),
                "peer-id": session.remote_id,
            }
            if session.up:
                rib = {
                    "name": "inet.0",
                    "received-prefix-count": len(session.received),
                    "accepted-prefix-count": len(session.accepted),
                    "advertised-prefix-count": session.sent,
                }
                peer["bgp-rib"] = rib
                peer["elapsed-time"] = _span(self.device.clock.now() - session.since)
            peers.append(peer)
        return {"bgp-information": {"bgp-peer": peers}} if peers else {"output": "BGP is not running"}

    def data_ospf(self, found: Match) -> Element:
        """The neighbours."""
        rows = [
            {
                "neighbor-address": one.address,
                "interface-name": f"{one.interface}.0",
                "ospf-neighbor-state": "Full",
                "neighbor-id": one.router_id,
                "neighbor-priority": 128,
                "ospf-area": one.area,
            }
            for one in self.state.ospf
        ]
        return {"ospf-neighbor-information": {"ospf-neighbor": rows}} if rows else {"output": "OSPF instance is not running"}

    def data_route(self, found: Match) -> Element:
        """The routing table."""
        names = {"connected": "Direct", "local": "Local", "static": "Static", "ebgp": "BGP", "ibgp": "BGP"}
        preferences = {"static": 5, "ebgp": 170, "ibgp": 170, "connected": 0, "local": 0}
        routes = []
        for prefix, route in sorted(self.state.routes.items()):
            hop = {"nh-local-interface": f"{route.interface}.0"} if route.protocol == "local" else {"via": f"{route.interface}.0"}
            if route.next_hop:
                hop = {"selected-next-hop": None, "to": route.next_hop, **hop}
            entry = {
                "active-tag": "*",
                "current-active": None,
                "protocol-name": names.get(route.protocol, "OSPF"),
                "preference": preferences.get(route.protocol, 10),
                "nh": hop,
            }
            routes.append({"rt-destination": str(prefix), "rt-entry": entry})
        return {"route-information": {"route-table": {"table-name": "inet.0", "rt": routes}}}

    def data_lldp(self, found: Match) -> Element:
        """The devices at the other ends."""
        rows = []
        for port, (name, far) in self.state.links.items():
            there = self.device.network.devices[name]
            rows.append(
                {
                    "lldp-local-port-id": port,
                    "lldp-local-parent-interface-name": "-",
                    "lldp-remote-chassis-id-subtype": "Mac address",
                    "lldp-remote-chassis-id": colons(there.mac("chassis")),
                    "lldp-remote-port-id": far,
                    "lldp-remote-system-name": there.hostname,
                }
            )
        return {"lldp-neighbors-information": {"lldp-neighbor-information": rows}}

    def data_arp(self, found: Match) -> Element:
        """Neighbours on the wire."""
        rows = [
            {"mac-address": colons(mac), "ip-address": address, "interface-name": f"{port.name}.0"}
            for port in self.state.working
            for address, mac in self.device.network.beyond(self.state, port)
        ]
        return {"arp-table-information": {"arp-table-entry": rows, "arp-entry-count": len(rows)}}

    def data_routing_engine(self, found: Match) -> Element:
        """The processor and its memory."""
        load = self.device.faults.load
        engine = {
            "slot": 0,
            "status": "OK",
            "temperature": "35 degrees C / 95 degrees F",
            "memory-dram-size": "2048 MB",
            "memory-buffer-utilization": 24,
            "cpu-user": load,
            "cpu-kernel": 0,
            "cpu-interrupt": 0,
            "cpu-idle": 100 - load,
        }
        return {"route-engine-information": {"route-engine": engine}}

    def data_environment(self, found: Match) -> Element:
        """Power, fans and temperatures."""
        items = [
            {"name": "PSU 0", "class": "Power", "status": "OK"},
            {"name": "Fan 0", "class": "Fans", "status": "OK"},
            {"name": "Routing Engine 0", "class": "Temp", "status": "OK", "temperature": "35 degrees C / 95 degrees F"},
        ]
        return {"environment-information": {"environment-item": items}}

    def data_instance(self, found: Match) -> Element:
        """The one routing instance."""
        ports = [{"interface-name": f"{port.name}.0"} for port in self.state.working]
        core = {"instance-name": "master", "router-id": self.state.router_id(), "instance-type": "forwarding"}
        return {"instance-information": {"instance-core": {**core, "instance-interface": ports}}}

    # Of these the text form is not simulated; it is refused, instead of printing something else.
    def do_bgp_neighbor(self, found: Match, text: str) -> str:
        """Structured only."""
        return ONLY_JSON

    def do_ospf(self, found: Match, text: str) -> str:
        """Structured only."""
        return ONLY_JSON

    def do_routing_engine(self, found: Match, text: str) -> str:
        """Structured only."""
        return ONLY_JSON

    def do_environment(self, found: Match, text: str) -> str:
        """Structured only."""
        return ONLY_JSON

    def do_instance(self, found: Match, text: str) -> str:
        """Structured only."""
        return ONLY_JSON


def _span(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
