# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about what is on the cables, the tables of the second layer, and ping."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..lldp import heard_by
from ..part import Part

JSON = dict[str, Any]


class Neighbors(Part):
    """Commands about neighbours; part of the shell."""

    # neighbours on the cable
    def json_lldp(self, found: Match, text: str) -> JSON:
        """LLDP, as data."""
        heard = {one.local: one for one in heard_by(self.device.network, self.state, "lldp")}
        neighbors = {}
        for name in self.device.spec.ports:
            one = heard.get(name)
            neighbors[name] = {"lldpNeighborInfo": [self._lldp(one)] if one else []}
        return {"lldpNeighbors": neighbors}

    def _lldp(self, one: Any) -> JSON:
        port = {"interfaceIdType": "interfaceName", "interfaceId": f'"{one.port}"', "interfaceId_v2": one.port}
        return {
            "chassisIdType": "macAddress",
            "chassisId": one.chassis,
            "systemName": one.system,
            "systemDescription": one.software,
            "neighborInterfaceInfo": {**port, "interfaceDescription": one.description},
            "systemCapabilities": {"bridge": True, "router": True},
            "managementAddresses": [{"addressType": "ipv4", "address": one.address}],
            "ttl": 120,
            "lastContactTime": self.device.clock.now(),
            "neighborDiscoveryTime": self.state.port_since[one.local],
        }

    def do_lldp(self, found: Match, text: str) -> str:
        """LLDP, at length or one line a neighbour."""
        heard = heard_by(self.device.network, self.state, "lldp")
        if "detail" not in found.words:
            rows = "".join(f"{one.local:<14}{one.system:<25}{one.port:<20}120\n" for one in heard)
            return f"{'Port':<14}{'Neighbor Device ID':<25}{'Neighbor Port ID':<20}TTL\n{rows}"
        out = []
        for one in heard:
            out.append(
                f"Interface {one.local} detected 1 LLDP neighbors:\n\n"
                f"  Neighbor {one.chassis}/{one.port}, age 12 seconds\n"
                "  Discovered 0:10:00 ago; Last changed 0:10:00 ago\n"
                f"  - Chassis ID type: MAC address (4)\n    Chassis ID     : {one.chassis}\n"
                f'  - Port ID type: Interface name(5)\n    Port ID     : "{one.port}"\n'
                f'  - Port Description: "{one.description}"\n  - System Name: "{one.system}"\n'
                f'  - System Description: "{one.software}"\n  - System Capabilities : Bridge, Router\n'
                "    Enabled Capabilities: Router\n"
                f"  - Management Address Subtype: IPv4\n    Management Address        : {one.address}\n\n"
            )
        return "".join(out)

    # tables of the second layer
    def json_arp(self, found: Match, text: str) -> JSON:
        """Addresses at the other ends of cables, as data."""
        entries = [
            {"hwAddress": mac, "address": address, "interface": port.name, "age": 12}
            for port in self.state.working
            for address, mac in self.device.network.beyond(self.state, port)
        ]
        table = {"ipV4Neighbors": entries, "dynamicEntries": len(entries), "staticEntries": 0, "totalEntries": len(entries)}
        return {"vrfs": {"default": table}}

    def do_arp(self, found: Match, text: str) -> str:
        """Addresses at the other ends of cables."""
        entries = self.json_arp(found, text)["vrfs"]["default"]["ipV4Neighbors"]
        rows = "".join(f"{e['address']:<16}{'0:00:12':<10}{e['hwAddress']:<15}{e['interface']}\n" for e in entries)
        return f"{'Address':<16}{'Age (sec)':<10}{'Hardware Addr':<15}Interface\n{rows}"

    def json_vlan(self, found: Match, text: str) -> JSON:
        """The VLANs, as data."""
        vlans = {"1": {"name": "default", "dynamic": False, "status": "active", "interfaces": {}}}
        for line, children in self.device.running.items():
            if line.startswith("vlan "):
                number = line.split()[1]
                name = next((child[5:] for child in children if child.startswith("name ")), f"VLAN{int(number):04d}")
                vlans[number] = {"name": name, "dynamic": False, "status": "active", "interfaces": {}}
        return {"sourceDetail": "", "vlans": vlans}

    def do_vlan(self, found: Match, text: str) -> str:
        """The VLANs."""
        vlans = self.json_vlan(found, text)["vlans"]
        rows = "".join(f"{number:<6}{facts['name']:<33}active    \n" for number, facts in vlans.items())
        dashes = "----- -------------------------------- --------- -------------------------------\n"
        return f"VLAN  Name                             Status    Ports\n{dashes}{rows}"

    def json_mac(self, found: Match, text: str) -> JSON:
        """No switching is simulated: the table is empty."""
        return {"unicastTable": {"tableEntries": []}, "multicastTable": {"tableEntries": []}, "disabledMacLearningVlans": []}

    def do_mac(self, found: Match, text: str) -> str:
        """No switching is simulated: the table is empty."""
        return f"          Mac Address Table\n{'-' * 66}\nTotal Mac Addresses for this criterion: 0\n"

    def json_vrf(self, found: Match, text: str) -> JSON:
        """The VRFs, as data."""
        names = ["", *(line.split()[2] for line in self.device.running if line.startswith("vrf instance "))]
        ports = self.state.view.ports
        vrfs = {
            name or "default": {
                "routeDistinguisher": "",
                "vrfState": "up",
                "interfaces": [p.name for p in ports.values() if p.vrf == name and p.routed and p.addresses],
                "protocols": {"ipv4": {"supported": True, "protocolState": "up", "routingState": "up"}},
            }
            for name in names
        }
        return {"vrfs": vrfs}

    def do_vrf(self, found: Match, text: str) -> str:
        """The VRFs."""
        rows = "".join(f"   {name:<13} <not set>\n" for name in self.json_vrf(found, text)["vrfs"])
        return f"Maximum number of vrfs allowed: 1023\n   VRF           RD\n------------- ---------------\n{rows}"

    def do_ping(self, found: Match, text: str) -> str:
        """Reached is what a working port of a cabled device owns and a route leads to."""
        target = found.words[1]
        repeat = int(found.words[2].split()[1]) if len(found.words) > 2 and "repeat" in found.words[2] else 5
        good = self.device.network.reaches(self.state, target)
        lines = [f"80 bytes from {target}: icmp_seq={n} ttl=64 time=0.5 ms\n" for n in range(1, repeat + 1)] if good else []
        loss = 0 if good else 100
        return (
            f"PING {target} ({target}) 72(100) bytes of data.\n{''.join(lines)}\n--- {target} ping statistics ---\n"
            f"{repeat} packets transmitted, {len(lines)} received, {loss}% packet loss, time 4ms\n"
        )
