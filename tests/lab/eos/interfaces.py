# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about interfaces."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..names import colons, is_virtual
from ..part import Part
from ..view import Port

JSON = dict[str, Any]


class Interfaces(Part):
    """Commands about interfaces; part of the shell."""

    def _status(self, name: str, port: Port) -> tuple[str, str]:
        if not port.enabled:
            return "disabled", "down"
        if self.state.up[name]:
            return "connected", "up"
        return "notconnect", "down"

    def _interface(self, name: str, port: Port) -> JSON:
        status, line = self._status(name, port)
        virtual = is_virtual(name)
        mac = colons(self.device.mac(name))
        found: JSON = {
            "name": name,
            "forwardingModel": "routed" if port.routed else "bridged",
            "lineProtocolStatus": line,
            "interfaceStatus": status,
            "hardware": "loopback" if name.startswith("Loopback") else "ethernet",
            "interfaceAddress": [_address(port)] if port.addresses else [],
            "bandwidth": 0 if virtual else 1_000_000_000,
            "mtu": 65535 if name.startswith("Loopback") else port.mtu if port.routed else 9214,
            "l3MtuConfigured": port.mtu != 1500,
            "description": port.description,
            "lastStatusChangeTimestamp": self.state.port_since[name],
        }
        if not virtual:
            found |= {"physicalAddress": mac, "burnedInAddress": mac, "duplex": "duplexFull", "autoNegotiate": "unknown"}
            found["interfaceCounters"] = {
                "linkStatusChanges": 1,
                "inOctets": 0,
                "outOctets": 0,
                "totalInErrors": 0,
                "totalOutErrors": 0,
            }
        return found

    def json_interfaces(self, found: Match, text: str) -> JSON:
        """Every interface, or one, as data."""
        wanted = found.words[2] if len(found.words) > 2 else ""
        ports = self.state.view.ports
        if wanted and wanted not in ports:
            return {"errors": ["Interface does not exist"]}
        return {"interfaces": {name: self._interface(name, port) for name, port in ports.items() if wanted in ("", name)}}

    def do_interfaces(self, found: Match, text: str) -> str:
        """Every interface, or one."""
        facts = self.json_interfaces(found, text)
        if "errors" in facts:
            return "% Interface does not exist\n"
        return "".join(_interface_text(each) for each in facts["interfaces"].values())

    def do_interface_status(self, found: Match, text: str) -> str:
        """One line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            status, line = self._status(name, port)
            status = "admin down" if status == "disabled" else line
            rows.append(f"{name:<31}{status:<19}{line:<19}{port.description}\n")
        return f"{'Interface':<31}{'Status':<19}{'Protocol':<19}Description\n{''.join(rows)}"

    def do_ip_interface(self, found: Match, text: str) -> str:
        """Addresses, one line an interface."""
        head = f"{'Interface':<16} {'IP Address':<20} {'Status':<12} {'Protocol':<10} MTU\n"
        rows = []
        for name, port in self.state.view.ports.items():
            if port.addresses:
                status, line = self._status(name, port)
                shown = "admin down" if status == "disabled" else line
                rows.append(f"{name:<16} {port.addresses[0].with_prefixlen:<20} {shown:<12} {line:<10} {port.mtu}\n")
        return head + "".join(rows)

    def json_ip_interface(self, found: Match, text: str) -> JSON:
        """Interfaces with addresses, as data."""
        ports = self.state.view.ports
        return {"interfaces": {name: self._interface(name, port) for name, port in ports.items() if port.addresses}}

    def json_ipv6(self, found: Match, text: str) -> JSON:
        """No IPv6 is simulated."""
        return {"vrfs": {"default": {"routes": {}}}} if "route" in found.words else {"interfaces": {}}

    def do_ipv6(self, found: Match, text: str) -> str:
        """No IPv6 is simulated."""
        return ""


def _address(port: Port) -> JSON:
    def one(address: Any) -> JSON:
        return {"address": str(address.ip), "maskLen": address.network.prefixlen}

    nothing = {"address": "0.0.0.0", "maskLen": 0}  # noqa: S104  # what EOS shows for no address
    return {
        "primaryIp": one(port.addresses[0]),
        "secondaryIps": {str(a.ip): one(a) for a in port.addresses[1:]},
        "secondaryIpsOrderedList": [one(a) for a in port.addresses[1:]],
        "virtualIp": nothing,
        "virtualSecondaryIps": {},
        "virtualSecondaryIpsOrderedList": [],
        "broadcastAddress": "255.255.255.255",
        "dhcp": False,
    }


def _interface_text(facts: JSON) -> str:
    state = {"connected": "up", "notconnect": "down", "disabled": "administratively down"}[facts["interfaceStatus"]]
    name = facts["name"]
    lines = [f"{name} is {state}, line protocol is {facts['lineProtocolStatus']} ({facts['interfaceStatus']})"]
    if "physicalAddress" in facts:
        digits = facts["physicalAddress"].replace(":", "")
        mac = f"{digits[:4]}.{digits[4:8]}.{digits[8:]}"
        lines.append(f"  Hardware is Ethernet, address is {mac} (bia {mac})")
    else:
        lines.append(f"  Hardware is {facts['hardware'].capitalize()}")
    if facts["description"]:
        lines.append(f"  Description: {facts['description']}")
    for address in facts["interfaceAddress"]:
        lines.append(f"  Internet address is {address['primaryIp']['address']}/{address['primaryIp']['maskLen']}")
        lines.append("  Broadcast address is 255.255.255.255")
    kind = "IP" if facts["forwardingModel"] == "routed" else "Ethernet"
    lines.append(f"  {kind} MTU {facts['mtu']} bytes" + ("" if facts["l3MtuConfigured"] else " (default)"))
    if "physicalAddress" in facts:
        lines.append("  Full-duplex, 1Gb/s, auto negotiation: off, uni-link: n/a")
    return "\n".join(lines) + "\n"
