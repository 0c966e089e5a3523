# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS show commands about the box, its interfaces and its surroundings."""

from __future__ import annotations

from ..grammar import Match
from ..names import is_virtual, short
from ..ntp import alive
from ..spans import long_span
from ..view import Port
from .protocols import Protocols

RELEASE = "17.09.04a"


class Shows(Protocols):
    """Commands that show state; part of the shell."""

    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        device = self.device
        up = long_span(device.clock.now() - device.booted)
        ports = sum(name.startswith("Gigabit") for name in device.spec.ports)
        return (
            f"Cisco IOS XE Software, Version {RELEASE}\n"
            f"Cisco IOS Software [Cupertino], Virtual XE Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 17.9.4a, "
            "RELEASE SOFTWARE (simulated)\n"
            "This device is simulated.\n\n\n"
            "ROM: IOS-XE ROMMON\n\n"
            f"{device.hostname} uptime is {up}\n"
            f"Uptime for this control processor is {up}\n"
            "System returned to ROM by reload\n"
            'System image file is "bootflash:packages.conf"\n'
            "Last reload reason: reload\n\n"
            "cisco C8000V (VXE) processor (revision VXE) with 2028465K/3075K bytes of memory.\n"
            f"Processor board ID {device.serial}\n"
            "Router operating mode: Autonomous\n"
            f"{ports} Gigabit Ethernet interfaces\n"
            "32768K bytes of non-volatile configuration memory.\n"
            "8105008K bytes of physical memory.\n"
            "5234688K bytes of virtual hard disk at bootflash:.\n\n"
            "Configuration register is 0x2102\n\n"
        )

    def do_clock(self, found: Match, text: str) -> str:
        """The time."""
        return str(
            self.device.clock.moment().strftime("*%H:%M:%S.%f")[:-3] + self.device.clock.moment().strftime(" UTC %a %b %-d %Y\n")
        )

    def _status(self, name: str, port: Port) -> tuple[str, str]:
        up = self.state.up[name]
        return ("up" if up else "down") if port.enabled else "administratively down", "up" if up else "down"

    def do_interfaces(self, found: Match, text: str) -> str:
        """Every interface, or one."""
        wanted = found.words[2] if len(found.words) > 2 else ""
        ports = self.state.view.ports
        if wanted and wanted not in ports:
            return f"{' ' * (len(self.prompt()) + 16)}^\n% Invalid input detected at '^' marker.\n\n"
        return "".join(self._interface(name, port) for name, port in ports.items() if wanted in ("", name))

    def _interface(self, name: str, port: Port) -> str:
        link, line = self._status(name, port)
        mac = self.device.mac(name)
        virtual = name.startswith("Loopback")
        lines = [f"{name} is {link}, line protocol is {line} "]
        lines.append("  Hardware is Loopback" if virtual else f"  Hardware is CSR vNIC, address is {mac} (bia {mac})")
        if port.description:
            lines.append(f"  Description: {port.description}")
        if port.addresses:
            lines.append(f"  Internet address is {port.addresses[0].with_prefixlen}")
        mtu, speed = (1514, 8000000) if virtual else (port.mtu, 1000000)
        lines.append(f"  MTU {mtu} bytes, BW {speed} Kbit/sec, DLY 10 usec, ")
        lines.append("     reliability 255/255, txload 1/255, rxload 1/255")
        lines.append(f"  Encapsulation {'LOOPBACK' if virtual else 'ARPA'}, loopback not set")
        if not is_virtual(name):
            lines.append("  Keepalive set (10 sec)")
            lines.append("  Full Duplex, 1000Mbps, link type is auto, media type is Virtual")
            lines.append("  output flow-control is unsupported, input flow-control is unsupported")
        lines.append("  Last input never, output never, output hang never")
        lines.append('  Last clearing of "show interface" counters never')
        lines.append("  5 minute input rate 0 bits/sec, 0 packets/sec")
        lines.append("  5 minute output rate 0 bits/sec, 0 packets/sec")
        lines.append("     0 packets input, 0 bytes, 0 no buffer")
        lines.append("     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored")
        lines.append("     0 packets output, 0 bytes, 0 underruns")
        lines.append("     0 output errors, 0 collisions, 0 interface resets")
        return "\n".join(lines) + "\n"

    def do_description(self, found: Match, text: str) -> str:
        """One line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            link, line = self._status(name, port)
            rows.append(f"{short(name):<31}{link.replace('administratively', 'admin'):<15}{line:<9}{port.description}\n")
        return f"{'Interface':<31}{'Status':<15}{'Protocol':<9}Description\n{''.join(rows)}"

    def do_ip_brief(self, found: Match, text: str) -> str:
        """Addresses, one line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            link, line = self._status(name, port)
            address = str(port.addresses[0].ip) if port.addresses else "unassigned"
            method = "manual" if port.addresses else "unset"
            rows.append(f"{name:<22} {address:<15} YES {method:<6} {link:<21} {line:<8}\n")
        return f"{'Interface':<22} {'IP-Address':<15} OK? {'Method':<6} {'Status':<21} Protocol\n{''.join(rows)}"

    def do_ip_interface(self, found: Match, text: str) -> str:
        """Addresses at length."""
        out = []
        for name, port in self.state.view.ports.items():
            link, line = self._status(name, port)
            out.append(f"{name} is {link}, line protocol is {line}\n")
            if not port.addresses:
                out.append("  Internet protocol processing disabled\n")
                continue
            out.append(f"  Internet address is {port.addresses[0].with_prefixlen}\n")
            out.append("  Broadcast address is 255.255.255.255\n  Address determined by setup command\n")
            out.append(f"  MTU is {min(port.mtu, 1514)} bytes\n  Helper address is not set\n")
            out.append("  Directed broadcast forwarding is disabled\n")
            out.extend(f"  Secondary address {address.with_prefixlen}\n" for address in port.addresses[1:])
            inbound = f"{port.filter_in}" if port.filter_in else "not set"
            out.append(f"  Outgoing access list is not set\n  Inbound  access list is {inbound}\n")
            if port.vrf:
                out.append(f'  VPN Routing/Forwarding "{port.vrf}"\n')
        return "".join(out)

    # time
    def do_ntp_status(self, found: Match, text: str) -> str:
        """Whether the clock follows somebody."""
        servers = self.state.view.ntp
        if not servers:
            return "%NTP is not enabled.\n"
        good = next((server for server in servers if alive(server)), "")
        first = (
            f"Clock is synchronized, stratum 3, reference is {good}"
            if good
            else "Clock is unsynchronized, stratum 16, no reference clock"
        )
        return (
            f"{first}\nnominal freq is 250.0000 Hz, actual freq is 250.0000 Hz, precision is 2**10\n"
            "ntp uptime is 100000 (1/100 of seconds), resolution is 4000\n"
            "clock offset is 0.5000 msec, root delay is 1.00 msec\n"
            "root dispersion is 5.00 msec, peer dispersion is 1.00 msec\n"
            f"loopfilter state is '{'CTRL' if good else 'FSET'}' (Normal Controlled Loop), drift is 0.000000000 s/s\n"
            "system poll interval is 64, last update was 5 sec ago.\n"
        )

    def do_ntp_associations(self, found: Match, text: str) -> str:
        """The servers."""
        servers = self.state.view.ntp
        if not servers:
            return "%NTP is not enabled.\n"
        good = next((server for server in servers if alive(server)), "")
        rows = []
        for server in servers:
            mark = "*" if server == good else "+" if alive(server) else " "
            if alive(server):
                rows.append(f"{mark}~{server:<15} .GPS.            2     33     64   377  1.000   0.500  1.234\n")
            else:
                rows.append(f"{mark}~{server:<15} .INIT.          16      -     64     0  0.000   0.000 15937.\n")
        head = "  address         ref clock       st   when   poll reach  delay  offset   disp\n"
        return f"\n{head}{''.join(rows)} * sys.peer, # selected, + candidate, - outlyer, x falseticker, ~ configured\n"

    # health
    def do_cpu(self, found: Match, text: str) -> str:
        """Processor load."""
        load = self.device.faults.load
        return (
            f"CPU utilization for five seconds: {load}%/0%; one minute: {load}%; five minutes: {load}%\n"
            " PID Runtime(ms)     Invoked      uSecs   5Sec   1Min   5Min TTY Process \n"
            "   1           3          42         71  0.00%  0.00%  0.00%   0 Chunk Manager    \n"
        )

    def do_memory(self, found: Match, text: str) -> str:
        """Memory pools."""
        return (
            "                Head    Total(b)     Used(b)     Free(b)   Lowest(b)  Largest(b)\n"
            "Processor  7F36A4E0   2073155744   298711052  1774444692  1001372240  1048575908\n"
            " reserve P  7F36B1A8      102404          92      102312      102312      102312\n"
        )

    def do_environment(self, found: Match, text: str) -> str:
        """Sensors."""
        return (
            "Sensor List:  Environmental Monitoring \n Sensor           Location          State             Reading\n"
            " Temp: CPU        R0                Normal            41 Celsius\n"
            " PEM Iout         P0                Normal            1 A\n"
        )
