# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What VyOS shows of itself, and the little of its shell that is used."""

from __future__ import annotations

from ..grammar import Match
from ..names import colons
from ..part import Part


class Shows(Part):
    """Commands that show; part of the shell."""

    length: int | None

    def do_length(self, found: Match, text: str) -> str:
        """Paging."""
        self.length = int(found.words[2])
        return ""

    def do_commands(self, found: Match, text: str) -> str:
        """What runs."""
        return str(self.device.running_text())

    def do_saved_commands(self, found: Match, text: str) -> str:
        """What boots."""
        return str(self.device.startup_text())

    def do_is_active(self, found: Match, text: str) -> str:
        """The timer's unit."""
        return "active\n" if self.device.timer is not None else "inactive\n"

    def do_rev_entry(self, found: Match, text: str) -> str:
        """The note of a commit that waits for its confirmation."""
        trial = self.device.trial
        if trial is None:
            return "cat: /tmp/commit-rev-entry: No such file or directory\n"
        return f"|{int(trial.at)}|{trial.user}|{trial.via}|{trial.comment or 'commit'}|\n"

    def do_commits(self, found: Match, text: str) -> str:
        """The archive."""
        lines = []
        for number, entry in enumerate(self.device.history):
            stamp = self.device.clock.moment(entry.at).strftime("%Y-%m-%d %H:%M:%S")
            lines.append(f"{number}   {stamp} by {entry.user} via {entry.via}")
            if entry.comment:
                lines.append(f"    {entry.comment}")
        return "".join(f"{line}\n" for line in lines)

    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        return (
            f"Version:          VyOS {self.device.spec.version or '1.5'}\nRelease train:    circinus\nRelease flavor:   generic\n\n"
            f"Hardware vendor:  simulated\nHardware model:   simulated\nHardware S/N:     {self.device.serial}\n"
        )

    def do_host_name(self, found: Match, text: str) -> str:
        """The name."""
        return f"{self.device.hostname}\n"

    def do_interfaces(self, found: Match, text: str) -> str:
        """Ports with addresses."""
        state = self.state
        lines = [
            "Codes: S - State, L - Link, u - Up, D - Down, A - Admin Down",
            "Interface    IP Address        MAC                VRF        MTU  S/L    Description",
            "-----------  ----------------  -----------------  -------  -----  -----  -------------",
        ]
        for name, port in state.view.ports.items():
            address = str(port.addresses[0]) if port.addresses else "-"
            mark = "u/u" if state.up[name] else "u/D" if port.enabled else "A/D"
            mac = colons(self.device.mac(name))
            lines.append(f"{name:<11}  {address:<16}  {mac}  default  {port.mtu:>5}  {mark:<5}  {port.description}".rstrip())
        return "".join(f"{line}\n" for line in lines)

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """The sessions."""
        sessions = self.state.bgp
        if not sessions:
            return "% No BGP neighbors found in VRF default\n"
        bgp = self.state.view.bgp
        head = (
            "\nIPv4 Unicast Summary (VRF default):\n"
            f"BGP router identifier {self.state.router_id()}, local AS number {bgp.number if bgp else 0} vrf-id 0\n"
            "Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc\n"
        )
        rows = []
        for address, session in sessions.items():
            span = _span(self.device.clock.now() - session.since) if session.up else "never"
            shown = len(session.received) if session.up else session.state
            counts = f"{0:>9} {0:>9} {0:>8} {0:>4} {0:>4}"
            rows.append(f"{address:<15} 4 {session.peer.remote_as:>10} {counts} {span:>8} {shown:>12} {0:>8} N/A\n")
        return f"{head}{''.join(rows)}\nTotal number of neighbors {len(sessions)}\n"

    def do_route(self, found: Match, text: str) -> str:
        """The routing table."""
        letters = {"connected": "C", "local": "L", "static": "S", "ebgp": "B", "ibgp": "B"}
        lines = ["Codes: K - kernel route, C - connected, L - local, S - static, B - BGP, O - OSPF", ""]
        for prefix, route in sorted(self.state.routes.items()):
            where = f"[{route.preference}/{route.metric}] via {route.next_hop}" if route.next_hop else "is directly connected"
            lines.append(f"{letters.get(route.protocol, 'O')}>* {prefix} {where}, {route.interface}, weight 1, 01:00:00")
        return "".join(f"{line}\n" for line in lines)

    def do_no_bgp(self, found: Match, text: str) -> str:
        """Only IPv4 is carried here."""
        return "% No BGP neighbors found in VRF default\n"

    def do_ospf(self, found: Match, text: str) -> str:
        """The neighbours."""
        head = f"\nNeighbor ID     Pri {'State':<15} {'Up Time':<15} Dead Time {'Address':<15} {'Interface':<32} RXmtL\n"
        rows = [
            f"{one.router_id:<15}   1 {'Full/' + one.role:<15} {'1h00m00s':<15} {'35.000s':>9} {one.address:<15} "
            f"{one.interface + ':' + one.address:<32} 0\n"
            for one in self.state.ospf
        ]
        return head + "".join(rows)

    def do_lldp(self, found: Match, text: str) -> str:
        """The devices at the other ends, as lldpd tells it."""
        line = "-" * 79
        parts = [line, "LLDP neighbors:", line]
        for port, (name, far) in self.state.links.items():
            there = self.device.network.devices[name]
            parts += [
                f"Interface:    {port}, via: LLDP, RID: 1, Time: 0 day, 01:00:00",
                "  Chassis:     ",
                f"    ChassisID:    mac {colons(there.mac('chassis'))}",
                f"    SysName:      {there.hostname}",
                "    SysDescr:     simulated",
                "    Capability:   Router, on",
                "  Port:        ",
                f"    PortID:       ifname {far}",
                f"    PortDescr:    {far}",
                "    TTL:          120",
                line,
            ]
        return "".join(f"{part}\n" for part in parts)

    def do_arp(self, found: Match, text: str) -> str:
        """Neighbours on the wire."""
        lines = [
            "Address      Interface    Link layer address    State",
            "-----------  -----------  --------------------  ---------",
        ]
        state = self.state
        for port in state.working:
            for address, mac in self.device.network.beyond(state, port):
                lines.append(f"{address:<11}  {port.name:<11}  {colons(mac):<20}  REACHABLE")
        return "".join(f"{line}\n" for line in lines)

    def do_ntp(self, found: Match, text: str) -> str:
        """The servers."""
        head = "MS Name/IP address         Stratum Poll Reach LastRx Last sample\n" + "=" * 79 + "\n"
        rows = [f"^* {server:<26}  1   6   377    34    +10us[  +12us] +/- 1000us\n" for server in self.state.view.ntp]
        return head + "".join(rows)

    def do_ping(self, found: Match, text: str) -> str:
        """Three packets."""
        target = found.words[1]
        got = 3 if self.device.network.reaches(self.state, target) else 0
        lost = 0 if got else 100
        return (
            f"PING {target} ({target}) 56(84) bytes of data.\n\n--- {target} ping statistics ---\n"
            f"3 packets transmitted, {got} received, {lost}% packet loss, time 2003ms\n"
        )

    def do_reboot(self, found: Match, text: str) -> str:
        """At once."""
        self.device.reload()
        return ""


def _span(seconds: float) -> str:
    """As FRR shows times: hours, minutes and seconds up to a day, then days, hours and minutes."""
    whole = int(seconds)
    if whole < 86400:
        return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{whole // 86400}d{whole // 3600 % 24:02d}h{whole // 60 % 60:02d}m"
