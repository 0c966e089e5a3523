# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Junos shows of itself."""

from __future__ import annotations

import re

from ..grammar import Match
from ..names import colons
from ..part import Part
from ..view import Interface4


class Shows(Part):
    """Commands that show; part of the shell."""

    length: int | None

    def do_screen_length(self, found: Match, text: str) -> str:
        """Paging."""
        self.length = int(found.words[3])
        return f"Screen length set to {found.words[3]}\n"

    def do_configuration(self, found: Match, text: str) -> str:
        """``show configuration [path] [| display set]``; without ``display set`` in braces."""
        device = self.device
        command = text.partition("|")[0].split(None, 2)
        path = command[2].strip() if len(command) > 2 else ""
        lines = [line for line in device.active if not path or f"{line} ".startswith(f"{path} ")]
        if re.search(r"\|\s*display set", text):
            return "".join(f"{line}\n" for line in device.shown(lines))
        stamp = device.clock.moment(device.changed_at).strftime("%Y-%m-%d %H:%M:%S UTC")
        return f"## Last commit: {stamp} by {device.history[0].user}\n" + braces(lines)

    def do_commits(self, found: Match, text: str) -> str:
        """The history. What a confirmed commit was started with stays there for good; that it waits is a line of its own."""
        device = self.device
        lines: list[str] = []
        for number, entry in enumerate(device.history):
            stamp = device.clock.moment(entry.at).strftime("%Y-%m-%d %H:%M:%S UTC")
            how = f" commit confirmed, rollback in {entry.seconds // 60}mins" if entry.seconds else ""
            lines.append(f"{number:<3} {stamp} by {entry.user} via {entry.via}{how}")
            if entry.comment:
                lines.append(f"    {entry.comment}")
            if number == 0 and device.timer is not None:
                lines.append("    rollback pending")
        return "".join(f"{line}\n" for line in lines)

    def do_revision(self, found: Match, text: str) -> str:
        """The revision that runs."""
        entry = self.device.history[0]
        head = f"Revision: re0-{int(entry.at)}-{len(self.device.history)}\n"
        if "detail" not in text:
            return head
        stamp = self.device.clock.moment(entry.at).strftime("%Y-%m-%d %H:%M:%S UTC")
        how = f"Comment : commit confirmed, rollback in {entry.seconds // 60}mins\n" if entry.seconds else ""
        return f"{head}User    : {entry.user}\nClient  : {entry.via}\nTime    : {stamp}\n{how}"

    def do_uptime(self, found: Match, text: str) -> str:
        """The clock."""
        device = self.device
        now, booted = (device.clock.moment(at).strftime("%Y-%m-%d %H:%M:%S UTC") for at in (None, device.booted))
        up = int(device.clock.now() - device.booted)
        span = f"{up // 3600:02d}:{up // 60 % 60:02d}:{up % 60:02d}"
        return f"Current time: {now}\nTime Source:  LOCAL CLOCK\nSystem booted: {booted} ({span} ago)\n"

    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        return (
            f"Hostname: {self.device.hostname}\nModel: vmx\nJunos: {self.device.spec.version or '21.4R3.15'}\n"
            "JUNOS OS Kernel 64-bit  [20210618.f43645e_builder_stable_11-214]\n"
        )

    def do_hardware(self, found: Match, text: str) -> str:
        """The parts."""
        head = "Hardware inventory:\nItem             Version  Part number  Serial number     Description\n"
        return f"{head}Chassis                                {self.device.serial:<17} VMX\n"

    def do_terse(self, found: Match, text: str) -> str:
        """Ports, and addresses of their units."""
        state, device = self.state, self.device
        lines = ["Interface               Admin Link Proto    Local                 Remote"]
        for name, port in state.view.ports.items():
            marks = f"{'up' if port.enabled else 'down':<5} {'up' if state.up[name] else 'down':<4}"
            lines.append(f"{name:<23} {marks}".rstrip())
            for line in device.active:
                unit = re.match(rf"interfaces {re.escape(name)} unit (\d+) family inet address (\S+)", line)
                if unit:
                    lines.append(f"{name + '.' + unit[1]:<23} {marks} inet     {unit[2]}")
        return "".join(f"{line}\n" for line in lines)

    def do_descriptions(self, found: Match, text: str) -> str:
        """Ports that have one."""
        state = self.state
        lines = ["Interface       Admin Link Description"]
        for name, port in state.view.ports.items():
            if port.description:
                up = "up" if state.up[name] else "down"
                lines.append(f"{name:<15} {'up' if port.enabled else 'down':<5} {up:<4} {port.description}")
        return "".join(f"{line}\n" for line in lines)

    def do_interfaces(self, found: Match, text: str) -> str:
        """Ports, each with its units."""
        state, device = self.state, self.device
        lines: list[str] = []
        for index, (name, port) in enumerate(state.view.ports.items(), start=140):
            since = device.clock.moment(state.port_since[name]).strftime("%Y-%m-%d %H:%M:%S UTC")
            mac = colons(device.mac(name))
            admin, link = "Enabled" if port.enabled else "Administratively down", "Up" if state.up[name] else "Down"
            ago = int(device.clock.now() - state.port_since[name])
            lines += [
                f"Physical interface: {name}, {admin}, Physical link is {link}",
                f"  Interface index: {index}, SNMP ifIndex: {index + 360}",
                *([f"  Description: {port.description}"] if port.description else []),
                f"  Link-level type: Ethernet, MTU: {port.mtu + 14}, MRU: {port.mtu + 22}, LAN-PHY mode, Speed: 1000mbps,",
                "  Loopback: Disabled, Source filtering: Disabled, Flow control: Enabled",
                f"  Current address: {mac}, Hardware address: {mac}",
                f"  Last flapped   : {since} ({ago // 3600:02d}:{ago // 60 % 60:02d}:{ago % 60:02d} ago)",
                "  Input rate     : 0 bps (0 pps)",
                "  Output rate    : 0 bps (0 pps)",
                "",
                *self._units(name, index),
            ]
        return "".join(f"{line}\n" for line in lines)

    def _units(self, name: str, index: int) -> list[str]:
        lines: list[str] = []
        for line in self.device.active:
            unit = re.match(rf"interfaces {re.escape(name)} unit (\d+) family inet address (\S+)", line)
            if unit:
                own = Interface4(unit[2])
                lines += [
                    f"  Logical interface {name}.{unit[1]} (Index {index - 70}) (SNMP ifIndex {index + 460})",
                    "    Flags: Up SNMP-Traps 0x4004000 Encapsulation: ENET2",
                    "    Protocol inet, MTU: 1500",
                    "      Flags: Sendbcast-pkt-to-re",
                    "      Addresses, Flags: Is-Preferred Is-Primary",
                    f"        Destination: {own.network}, Local: {own.ip}, Broadcast: {own.network.broadcast_address}",
                    "",
                ]
        return lines

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """The sessions."""
        sessions = self.state.bgp
        if not sessions:
            return "BGP is not running\n"
        down = sum(not session.up for session in sessions.values())
        paths = sum(len(session.received) for session in sessions.values())
        lines = [
            "Threading mode: BGP I/O",
            f"Groups: 1 Peers: {len(sessions)} Down peers: {down}",
            "Table          Tot Paths  Act Paths Suppressed    History Damp State    Pending",
            "inet.0               ",
            f"{paths:>24} {paths:>10} {0:>10} {0:>10} {0:>10} {0:>10}",
            f"{'Peer':<24} AS {'InPkt':>10} {'OutPkt':>10}    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...",
        ]
        for address, session in sessions.items():
            minutes = int(self.device.clock.now() - session.since) // 60
            span = f"{minutes // 60}:{minutes % 60:02d}:00" if minutes >= 60 else f"{minutes}:00"
            shown = "Establ" if session.up else session.state.split()[0]
            lines.append(f"{address:<18} {session.peer.remote_as:>8} {0:>10} {0:>10} {0:>7} {0:>7} {span:>11} {shown}")
            if session.up:
                got, kept = len(session.received), len(session.accepted)
                lines.append(f"  inet.0: {kept}/{got}/{kept}/0")
        return "".join(f"{line}\n" for line in lines)

    def do_route(self, found: Match, text: str) -> str:
        """The routing table."""
        routes = sorted(self.state.routes.items())
        count = len(routes)
        lines = [
            "",
            f"inet.0: {count} destinations, {count} routes ({count} active, 0 holddown, 0 hidden)",
            "+ = Active Route, - = Last Active, * = Both",
            "",
        ]
        kinds = {"connected": "Direct/0", "local": "Local/0", "static": "Static/5", "ebgp": "BGP/170", "ibgp": "BGP/170"}
        for prefix, route in routes:
            lines.append(f"{prefix!s:<18} *[{kinds.get(route.protocol, 'OSPF/10')}] 01:00:00")
            if route.protocol == "local":
                lines.append(f"                       Local via {route.interface}.0")
            else:
                to = f"to {route.next_hop} " if route.next_hop else ""
                lines.append(f"                    >  {to}via {route.interface}.0")
        return "".join(f"{line}\n" for line in lines)

    def do_ntp_associations(self, found: Match, text: str) -> str:
        """The servers."""
        head = "     remote           refid      st t when poll reach   delay   offset  jitter\n" + "=" * 78 + "\n"
        rows = [f"*{server:<15} .GPS.            1 u   34   64  377    1.000    0.100   0.010\n" for server in self.state.view.ntp]
        return head + "".join(rows)

    def do_ntp_status(self, found: Match, text: str) -> str:
        """The time daemon."""
        if not self.state.view.ntp:
            return "status=c011 sync_alarm, sync_unspec, 1 event, event_restart\nstratum=16, refid=INIT, offset=0.000\n"
        server = self.state.view.ntp[0]
        return f"status=0644 leap_none, sync_ntp, 4 events, event_peer/strat_chg,\nstratum=2, refid={server},\noffset=0.100\n"

    def do_lldp(self, found: Match, text: str) -> str:
        """The devices at the other ends."""
        lines = ["Local Interface    Parent Interface    Chassis Id          Port info          System Name"]
        for port, (name, far) in self.state.links.items():
            there = self.device.network.devices[name]
            lines.append(f"{port:<18} -                   {colons(there.mac('chassis'))}   {far:<18} {there.hostname}")
        return "".join(f"{line}\n" for line in lines)

    def do_arp(self, found: Match, text: str) -> str:
        """Neighbours on the wire."""
        lines = ["MAC Address       Address         Interface                Flags"]
        state = self.state
        for port in state.working:
            for address, mac in self.device.network.beyond(state, port):
                lines.append(f"{colons(mac)} {address:<15} {port.name + '.0':<24} none")
        return "".join(f"{line}\n" for line in [*lines, f"Total entries: {len(lines) - 1}"])

    def do_ping(self, found: Match, text: str) -> str:
        """Three packets."""
        target = found.words[1]
        reached = self.device.network.reaches(self.state, target)
        got = 3 if reached else 0
        return (
            f"PING {target} ({target}): 56 data bytes\n{'!!!' if reached else '...'}\n--- {target} ping statistics ---\n"
            f"3 packets transmitted, {got} packets received, {0 if reached else 100}% packet loss\n"
        )

    def do_reboot(self, found: Match, text: str) -> str:
        """Asked first."""

        def answer(reply: str) -> str:
            if reply == "yes":
                self.device.reload()
            return ""

        return self.ask("Reboot the system ? [yes,no] (no) ", answer)


def braces(lines: list[str]) -> str:
    """Statements as nested sections, one word a level; the real device knows which words belong together."""
    tree: dict[str, dict] = {}
    for line in lines:
        here = tree
        for word in re.findall(r'"[^"]*"|\S+', line):
            here = here.setdefault(word, {})
    return "".join(_rendered(tree, 0))


def _rendered(tree: dict[str, dict], depth: int) -> list[str]:
    out: list[str] = []
    for word, inside in tree.items():
        words, below = [word], inside
        while len(below) == 1:
            ((only, deeper),) = below.items()
            words.append(only)
            below = deeper
        pad = "    " * depth
        if below:
            out += [f"{pad}{' '.join(words)} {{\n", *_rendered(below, depth + 1), f"{pad}}}\n"]
        else:
            out.append(f"{pad}{' '.join(words)};\n")
    return out
