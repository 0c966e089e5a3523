# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about time, load and sensors."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..ntp import alive
from ..part import Part

JSON = dict[str, Any]


class Health(Part):
    """Commands about the state of the box; part of the shell."""

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
        head = f"synchronised to NTP server ({facts['peerIpAddr']}) at stratum 3\n"
        return f"{head}   time correct to within 20 ms\n   polling server every 64 s\n"

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
