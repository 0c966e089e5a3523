# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about the box, and all other show commands: text, and data for ``| json``."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..names import colons
from ..spans import long_span
from .health import Health
from .interfaces import Interfaces
from .neighbors import Neighbors
from .protocols import Protocols

JSON = dict[str, Any]


class Shows(Interfaces, Health, Neighbors, Protocols):
    """Commands that show state; part of the shell."""

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
        head = "System information\n    Model                    Description\n    vEOS-lab                 simulated\n"
        return f"{head}    HW Version  Serial Number\n    simulated   {self.device.serial}\n"
