# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS show commands about the box, its interfaces and its surroundings."""

from __future__ import annotations

from ..grammar import Match
from ..names import is_virtual
from ..ntp import alive
from ..part import Part
from ..spans import short_span
from ..view import Port


def uptime(seconds: float) -> str:
    """``1 day(s), 2 hour(s), 3 minute(s), 4 second(s)``."""
    whole = int(seconds)
    return f"{whole // 86400} day(s), {whole // 3600 % 24} hour(s), {whole // 60 % 60} minute(s), {whole % 60} second(s)"


class Shows(Part):
    """Commands that show state; part of the shell."""

    # the box
    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        device = self.device
        return (
            "Cisco Nexus Operating System (NX-OS) Software\nThis device is simulated.\n\nSoftware\n"
            f"  BIOS: version 07.69\n NXOS: version {device.os_version}\n  BIOS compile time:  04/08/2021\n"
            "  NXOS image file is: bootflash:///nxos.simulated.bin\n\n\nHardware\n  cisco Nexus9000 C9300v Chassis \n"
            "  Intel(R) Xeon(R) CPU with 10208000 kB of memory.\n"
            f"  Processor Board ID {device.serial}\n\n  Device name: {device.hostname}\n  bootflash:    4287040 kB\n\n"
            f"Kernel uptime is {uptime(device.clock.now() - device.booted)}\n\nLast reset \n  Reason: Unknown\n"
            f"  System version: {device.os_version}\n  Service: \n\nplugin\n  Core Plugin, Ethernet Plugin\n\nActive Package(s):\n"
        )

    def do_hostname(self, found: Match, text: str) -> str:
        """The name, with its domain."""
        domain = next((line.split()[-1] for line in self.device.running if line.startswith("ip domain-name ")), "")
        return f"{self.device.hostname}{'.' if domain else ''}{domain}\n"

    def do_clock(self, found: Match, text: str) -> str:
        """The time."""
        return str(
            self.device.clock.moment().strftime("%H:%M:%S.%f")[:-3] + self.device.clock.moment().strftime(" UTC %a %b %d %Y\n")
        )

    def do_inventory(self, found: Match, text: str) -> str:
        """The parts."""
        return (
            'NAME: "Chassis",  DESCR: "Nexus9000 C9300v Chassis" \n'
            f"PID: N9K-C9300v          ,  VID:     ,  SN: {self.device.serial}          \n"
        )

    def do_feature(self, found: Match, text: str) -> str:
        """The features that are on."""
        rows = "".join(
            f"{line.split()[1]:<22} 1          enabled \n" for line in self.device.running if line.startswith("feature ")
        )
        return f"Feature Name          Instance  State\n--------------------  --------  --------\n{rows}"

    # interfaces
    def _words(self, name: str, port: Port) -> tuple[str, str]:
        up = self.state.up[name]
        if up:
            return "up", ""
        return "down", " (Administratively down)" if not port.enabled else " (Link not connected)"

    def do_interface(self, found: Match, text: str) -> str:
        """Every interface, or one."""
        wanted = found.words[2] if len(found.words) > 2 else ""
        ports = self.state.view.ports
        if wanted and wanted not in ports:
            return f"{' ' * (len(self.prompt()) + 15)}^\nInvalid range at '^' marker.\n"
        return "\n".join(self._interface(name, port) for name, port in ports.items() if wanted in ("", name)) + "\n"

    def _interface(self, name: str, port: Port) -> str:
        link, reason = self._words(name, port)
        mac = self.device.mac(name)
        virtual = is_virtual(name)
        kind = "Loopback" if virtual else "10000 Ethernet" if name.startswith("Ethernet") else "Ethernet"
        lines = [
            f"{name} is {link}{reason}",
            f"admin state is {'up' if port.enabled else 'down'},{'' if virtual else ' Dedicated Interface'}",
        ]
        lines.append("  Hardware: Loopback" if virtual else f"  Hardware: {kind}, address: {mac} (bia {mac})")
        if port.description:
            lines.append(f"  Description: {port.description}")
        if port.addresses:
            lines.append(f"  Internet Address is {port.addresses[0].with_prefixlen}")
        bandwidth = 8000000 if virtual else 1000000
        lines.append(f"  MTU {port.mtu} bytes, BW {bandwidth} Kbit , DLY {5000 if virtual else 10} usec")
        lines.append("  reliability 255/255, txload 1/255, rxload 1/255")
        lines.append(f"  Encapsulation {'LOOPBACK' if virtual else 'ARPA'}, medium is {'broadcast' if not virtual else 'p2p'}")
        if not virtual:
            mode = "routed" if port.routed else "access"
            lines += [f"  Port mode is {mode}", "  full-duplex, 1000 Mb/s", "  Auto-Negotiation is turned on"]
            since = short_span(self.device.clock.now() - self.state.port_since[name])
            lines += [f"  Last link flapped {since}", '  Last clearing of "show interface" counters never', "  0 interface resets"]
            lines += ["  RX", "    0 unicast packets  0 multicast packets  0 broadcast packets", "    0 input packets  0 bytes"]
            lines += ["  TX", "    0 unicast packets  0 multicast packets  0 broadcast packets", "    0 output packets  0 bytes"]
        return "\n".join(lines) + "\n"

    def do_interface_status(self, found: Match, text: str) -> str:
        """One line an interface."""
        rule = "-" * 80
        head = f"{rule}\n{'Port':<14}{'Name':<19}{'Status':<10}{'Vlan':<10}{'Duplex':<8}{'Speed':<8}Type\n{rule}\n"
        rows = []
        for name, port in self.state.view.ports.items():
            state = "connected" if self.state.up[name] else "disabled" if not port.enabled else "notconnec"
            short = name.replace("Ethernet", "Eth").replace("loopback", "Lo")
            kind = "routed" if port.routed else "1"
            rows.append(f"{short:<14}{port.description[:18] or '--':<19}{state:<10}{kind:<10}{'full':<8}{'1000':<8}--\n")
        return head + "".join(rows)

    def do_ip_interface(self, found: Match, text: str) -> str:
        """Addresses at length, by VRF."""
        ports = self.state.view.ports
        wanted = (
            ["default"] if "all" not in found.words else sorted({"default", *(port.vrf for port in ports.values() if port.vrf)})
        )
        out = []
        for vrf in wanted:
            out.append(f'IP Interface Status for VRF "{vrf}"({1 if vrf == "default" else 2})\n')
            for number, (name, port) in enumerate(ports.items(), 35):
                if port.addresses and (port.vrf or "default") == vrf:
                    out.append(self._ip_interface(name, port, number))
            out.append("\n")
        return "".join(out)

    def _ip_interface(self, name: str, port: Port, number: int) -> str:
        up = "up" if self.state.up[name] else "down"
        lines = [f"{name}, Interface status: protocol-{up}/link-{up}/admin-{'up' if port.enabled else 'down'}, iod: {number},"]
        for at, address in enumerate(port.addresses):
            kind = " secondary" if at else ""
            lines.append(f"  IP address: {address.ip}, IP subnet: {address.network}{kind} route-preference: 0, tag: 0 ")
        lines += ["  IP broadcast address: 255.255.255.255", "  IP multicast groups locally joined: none"]
        lines += [f"  IP MTU: {port.mtu} bytes (using link MTU)", "  IP primary address route-preference: 0, tag: 0"]
        return "\n".join(lines) + "\n"

    def do_ip_brief(self, found: Match, text: str) -> str:
        """Addresses, one line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            if port.addresses:
                up = "up" if self.state.up[name] else "down"
                short = name.replace("Ethernet", "Eth").replace("loopback", "Lo")
                rows.append(
                    f"{short:<21}{port.addresses[0].ip!s:<16}protocol-{up}/link-{up}/admin-{'up' if port.enabled else 'down'}\n"
                )
        return f'IP Interface Status for VRF "default"(1)\n{"Interface":<21}{"IP Address":<16}Interface Status\n{"".join(rows)}'

    def do_ipv6(self, found: Match, text: str) -> str:
        """No IPv6 is simulated."""
        return 'IPv6 Interface Status for VRF "default"(1)\n' if "interface" in found.words else ""

    # surroundings
    def do_route(self, found: Match, text: str) -> str:
        """The routing table."""
        notes = "'*' denotes best ucast next-hop\n'**' denotes best mcast next-hop\n'[x/y]' denotes [preference/metric]\n"
        out = [f"IP Route Table for VRF \"default\"\n{notes}'%<string>' in via output denotes VRF <string>\n\n"]
        words = {
            "connected": "direct",
            "static": "static",
            "ospf": "ospf-1, intra",
            "ebgp": "bgp-65000, external",
            "ibgp": "bgp-65000, internal",
        }
        for prefix, route in sorted(self.state.routes.items()):
            attached = ", attached" if route.protocol in ("connected", "local") else ""
            out.append(f"{prefix}, ubest/mbest: 1/0{attached}\n")
            own = next((str(a.ip) for port in self.state.working for a in port.addresses if a.ip in prefix), "")
            via = ", ".join(part for part in (route.next_hop or own, route.interface) if part)
            out.append(
                f"    *via {via}, [{route.preference}/{route.metric}], 00:10:00, {words.get(route.protocol, route.protocol)}\n"
            )
        return "".join(out)

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """BGP neighbours."""
        bgp = self.state.view.bgp
        if bgp is None:
            return ""
        rows = []
        for address, session in self.state.bgp.items():
            span = short_span(self.device.clock.now() - session.since)
            state = str(len(session.accepted)) if session.up else session.state
            rows.append(f"{address:<16}4 {session.peer.remote_as:>5} {100:>7} {100:>7} {10:>8} {0:>4} {0:>4} {span:>8} {state}\n")
        own = self.state.router_id(bgp.router_id)
        return (
            f"BGP summary information for VRF default, address family IPv4 Unicast\nBGP router identifier {own}, "
            f"local AS number {bgp.number}\nBGP table version is 10, IPv4 Unicast config peers {len(rows)}, "
            f"capable peers {sum(s.up for s in self.state.bgp.values())}\n0 network entries and 0 paths using 0 bytes of memory\n\n"
            f"Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd\n{''.join(rows)}"
        )

    def do_arp(self, found: Match, text: str) -> str:
        """Addresses at the other ends of cables."""
        rows = "".join(
            f"{address:<16}{'00:05:00':<10}{mac:<16}{port.name}\n"
            for port in self.state.working
            for address, mac in self.device.network.beyond(self.state, port)
        )
        total = rows.count("\n")
        head = f"IP ARP Table for all contexts\nTotal number of entries: {total}\n"
        head += "Address         Age       MAC Address     Interface\n"
        return head + rows

    def do_ntp(self, found: Match, text: str) -> str:
        """The time servers."""
        servers = self.state.view.ntp
        rule = "-" * 50
        if "peers" in found.words:
            rows = "".join(f"  {server:<34}Server (configured) \n" for server in servers)
            return f"{rule}\n  Peer IP Address               Serv/Peer          \n{rule}\n{rows}"
        good = next((server for server in servers if alive(server)), "")
        rows = "".join(
            f"{'*' if server == good else '='}{server:<31}{'-':<17}{2 if alive(server) else 16:>2}   64     "
            f"{377 if alive(server) else 0:>3}   0.00100 default\n"
            for server in servers
        )
        note = "* - selected for sync, + -  peer mode(active),\n- - peer mode(passive), = - polled in client mode\n"
        head = "    remote               local                 st   poll   reach delay   vrf\n"
        return f"Total peers : {len(servers)}\n{note}{head}{'-' * 80}\n{rows}"

    def do_vlan(self, found: Match, text: str) -> str:
        """The VLANs."""
        rows = [("1", "default")]
        for line, children in self.device.running.items():
            if line.startswith("vlan "):
                number = line.split()[1]
                rows.append((number, next((c[5:] for c in children if c.startswith("name ")), f"VLAN{int(number):04d}")))
        lines = "".join(f"{number:<4} {name:<32} active    \n" for number, name in rows)
        return f"\nVLAN Name                             Status    Ports\n---- {'-' * 32} --------- {'-' * 31}\n{lines}\n"

    def do_resources(self, found: Match, text: str) -> str:
        """Processor and memory."""
        load = float(self.device.faults.load)
        return (
            "Load average:   1 minute: 0.10   5 minutes: 0.10   15 minutes: 0.10\nProcesses   :   600 total, 1 running\n"
            f"CPU states  :   {load:.2f}% user,   0.00% kernel,   {100 - load:.2f}% idle\n"
            f"        CPU0 states  :   {load:.2f}% user,   0.00% kernel,   {100 - load:.2f}% idle\n"
            "Memory usage:   10208000K total,    4512000K used,    5696000K free\nCurrent memory status: OK\n"
        )

    def do_environment(self, found: Match, text: str) -> str:
        """Fans and a power supply."""
        rule = "-" * 77
        return (
            f"Fan:\n{rule}\nFan             Model                Hw     Direction       Status\n{rule}\n"
            "Fan1(sys_fan1)  simulated            --     front-to-back   Ok\n\n\n"
            f"Power Supply:\nVoltage: 12 Volts\nPower                      Actual             Total\n"
            f"Supply    Model            Output           Capacity         Status\n{rule}\n"
            "1         simulated        100 W              500 W              Ok\n"
        )

    def do_ping(self, found: Match, text: str) -> str:
        """Reached is what a working port of a cabled device owns and a route leads to."""
        target = found.words[1]
        count = int(found.words[2].split()[1]) if len(found.words) > 2 and found.words[2].startswith("count ") else 5
        good = self.device.network.reaches(self.state, target)
        lines = "".join(f"64 bytes from {target}: icmp_seq={n} ttl=254 time=0.5 ms\n" for n in range(count)) if good else ""
        lines = lines or "".join(f"Request {n} timed out\n" for n in range(count))
        return (
            f"PING {target} ({target}): 56 data bytes\n{lines}\n--- {target} ping statistics ---\n"
            f"{count} packets transmitted, {count if good else 0} packets received, {0 if good else 100:.2f}% packet loss\n"
        )
