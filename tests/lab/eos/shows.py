# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about the box, its interfaces and its surroundings: text, and data for ``| json``."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..names import is_virtual
from ..ntp import alive
from ..spans import long_span
from ..state import DeviceState
from ..view import Port
from .protocols import Protocols

JSON = dict[str, Any]


class Shows(Protocols):
    """Commands that show state; part of the shell."""

    device: Any
    user: str

    @property
    def state(self) -> DeviceState:
        """The network as this device sees it now."""
        found: DeviceState = self.device.network.state(self.device.name)
        return found

    # the box
    def json_version(self, found: Match, text: str) -> JSON:
        """The box, as data."""
        device = self.device
        return {
            "mfgName": "Arista",
            "modelName": "vEOS-lab",
            "hardwareRevision": "simulated",
            "serialNumber": device.serial,
            "systemMacAddress": colons(device.mac("chassis")),
            "hwMacAddress": colons(device.mac("chassis")),
            "version": device.os_version,
            "architecture": "x86_64",
            "internalVersion": f"{device.os_version}-simulated",
            "imageFormatVersion": "3.0",
            "isIntlVersion": False,
            "bootupTimestamp": device.booted,
            "uptime": round(device.clock.now() - device.booted, 2),
            "memTotal": 2006640,
            "memFree": 1083984,
        }

    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        facts = self.json_version(found, text)
        return (
            f"Arista {facts['modelName']}\nHardware version:      simulated\nSerial number:         {facts['serialNumber']}\n"
            f"Hardware MAC address:  {self.device.mac('chassis')}\nSystem MAC address:    {self.device.mac('chassis')}\n\n"
            f"Software image version: {facts['version']}\nArchitecture:           {facts['architecture']}\n"
            f"Internal build version: {facts['internalVersion']}\n\n"
            f"Uptime:                 {long_span(facts['uptime'])}\n"
            f"Total memory:           {facts['memTotal']} kB\nFree memory:            {facts['memFree']} kB\n\n"
        )

    def json_hostname(self, found: Match, text: str) -> JSON:
        """The names, as data."""
        name = self.device.hostname
        domain = next((line.split()[-1] for line in self.device.running if line.startswith(("dns domain ", "ip domain-name "))), "")
        return {"hostname": name, "fqdn": f"{name}.{domain}" if domain else name}

    def do_hostname(self, found: Match, text: str) -> str:
        """The names."""
        facts = self.json_hostname(found, text)
        return f"Hostname: {facts['hostname']}\nFQDN:     {facts['fqdn']}\n"

    def do_clock(self, found: Match, text: str) -> str:
        """The time."""
        return str(self.device.clock.moment().strftime("%a %b %e %H:%M:%S %Y\nTimezone: UTC\nClock source: local\n"))

    def do_inventory(self, found: Match, text: str) -> str:
        """The parts."""
        return f"System information\n    Model                    Description\n    vEOS-lab                 simulated\n    HW Version  Serial Number\n    simulated   {self.device.serial}\n"

    # interfaces
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

    # time
    def json_ntp_status(self, found: Match, text: str) -> JSON:
        """Whether the clock follows somebody, as data."""
        good = next((server for server in self.state.view.ntp if alive(server)), "")
        if not good:
            return {"status": "unsynchronised" if self.state.view.ntp else "disabled"}
        return {"status": "synchronised", "stratum": 3, "peerIpAddr": good, "sourceType": "NTP server", "pollingInterval": 64}

    def do_ntp_status(self, found: Match, text: str) -> str:
        """Whether the clock follows somebody."""
        facts = self.json_ntp_status(found, text)
        if facts["status"] == "disabled":
            return "NTP is disabled.\n"
        if facts["status"] == "unsynchronised":
            return "unsynchronised\n   time server re-starting\n   polling server every 64 s\n"
        return f"synchronised to NTP server ({facts['peerIpAddr']}) at stratum 3\n   time correct to within 20 ms\n   polling server every 64 s\n"

    def json_ntp_associations(self, found: Match, text: str) -> JSON:
        """The servers, as data."""
        servers = self.state.view.ntp
        good = next((server for server in servers if alive(server)), "")
        return {"peers": {server: _association(server, good) for server in servers}}

    def do_ntp_associations(self, found: Match, text: str) -> str:
        """The servers."""
        peers = self.json_ntp_associations(found, text)["peers"]
        if not peers:
            return "NTP is disabled.\n"
        marks = {"sys.peer": "*", "candidate": "+", "reject": " "}
        rows = [
            f"{marks[p['condition']]}{name:<16}{p['refid']:<16}{p['stratumLevel']:>2} u {p['lastReceived'] and 33:>4} {64:>4} "
            f"{p['reachabilityHistory'].count(True) and 377:>4} {p['delay']:>8} {p['offset']:>8} {p['jitter']:>7}\n"
            for name, p in peers.items()
        ]
        head = "     remote           refid      st t when poll reach   delay   offset  jitter\n" + "=" * 78 + "\n"
        return head + "".join(rows)

    # health
    def json_cpu(self, found: Match, text: str) -> JSON:
        """Processor load and memory, as data."""
        load = float(self.device.faults.load)
        cpu = {
            "user": load,
            "system": 0.0,
            "nice": 0.0,
            "idle": 100.0 - load,
            "ioWait": 0.0,
            "hwIrq": 0.0,
            "swIrq": 0.0,
            "stolen": 0.0,
        }
        memory = {"memTotal": 2006640, "memUsed": 922656, "memFree": 1083984, "memBuffer": 100000}
        physical = {"memTotal": 2006640, "memUsed": 922656, "memFree": 1083984}
        return {
            "cpuInfo": {"%Cpu(s)": cpu},
            "memInfo": {"memoryUnit": "K", **memory, "physicalMem": physical},
            "timeInfo": {"currentTime": 0, "upTime": 0, "users": 1, "loadAvg": [0.1, 0.1, 0.1]},
            "processes": {},
        }

    def do_cpu(self, found: Match, text: str) -> str:
        """Processor load."""
        load = self.device.faults.load
        return (
            "top - 10:00:00 up 1 day,  1 user,  load average: 0.10, 0.10, 0.10\n"
            f"%Cpu(s): {load:4.1f} us,  0.0 sy,  0.0 ni, {100 - load:4.1f} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st\n"
            "KiB Mem:   2006640 total,   922656 used,  1083984 free,   100000 buffers\n"
        )

    def json_environment(self, found: Match, text: str) -> JSON:
        """A virtual box has no sensors."""
        if "cooling" in found.words:
            return {"systemStatus": "coolingOk", "fanTraySlots": [], "powerSupplySlots": [], "airflowDirection": "unknownAirflow"}
        if "power" in found.words:
            return {"powerSupplies": {}}
        return {"systemStatus": "temperatureOk", "tempSensors": [], "cardSlots": [], "powerSupplySlots": []}

    def do_environment(self, found: Match, text: str) -> str:
        """A virtual box has no sensors."""
        return f"System {found.words[2]} status is: Ok\n"


def colons(mac: str) -> str:
    """``02:00:12:34:56:78`` for ``0200.1234.5678``."""
    digits = mac.replace(".", "")
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2))


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


def _association(server: str, good: str) -> JSON:
    ok = alive(server)
    return {
        "condition": "sys.peer" if server == good else "candidate" if ok else "reject",
        "peerIpAddr": server,
        "refid": ".GPS." if ok else ".INIT.",
        "stratumLevel": 2 if ok else 16,
        "peerType": "unicast",
        "lastReceived": 1 if ok else 0,
        "pollInterval": 64,
        "reachabilityHistory": [ok] * 8,
        "delay": 1.0 if ok else 0.0,
        "offset": 0.5 if ok else 0.0,
        "jitter": 0.1 if ok else 0.0,
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
