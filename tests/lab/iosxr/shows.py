# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR show commands about the box, its interfaces and its surroundings."""

from __future__ import annotations

from ..grammar import Match
from ..names import is_virtual
from ..ntp import alive
from ..part import Part
from ..spans import long_span, short_span
from ..view import Port

SHORT = {"GigabitEthernet": "Gi", "TenGigE": "Te", "HundredGigE": "Hu", "MgmtEth": "Mg", "Loopback": "Lo", "Bundle-Ether": "BE"}


def short(name: str) -> str:
    """``Gi0/0/0/0`` for ``GigabitEthernet0/0/0/0``."""
    return next((brief + name[len(kind) :] for kind, brief in SHORT.items() if name.startswith(kind)), name)


class Shows(Part):
    """Commands that show state; part of the shell."""

    # the box
    def do_version(self, found: Match, text: str) -> str:
        """The box."""
        device = self.device
        return (
            f"Cisco IOS XR Software, Version {device.os_version}\n\nBuild Information:\n"
            f" Built By     : simulated\n Version      : {device.os_version}\n\n"
            "cisco IOS-XRv 9000 () processor\n"
            f"System uptime is {long_span(device.clock.now() - device.booted)}\n\n"
        )

    def do_clock(self, found: Match, text: str) -> str:
        """The time."""
        return str(
            self.device.clock.moment().strftime("%H:%M:%S.%f")[:-3] + self.device.clock.moment().strftime(" UTC %a %b %d %Y\n")
        )

    def do_inventory(self, found: Match, text: str) -> str:
        """The parts."""
        return (
            'NAME: "Rack 0", DESCR: "Cisco XRv9K Centralized Virtual Router"\n'
            f"PID: R-IOSXRV9000-CC   , VID: V01, SN: {self.device.serial}\n\n"
        )

    # interfaces
    def _status(self, name: str, port: Port) -> tuple[str, str]:
        if not port.enabled:
            return "administratively down", "administratively down"
        return ("up", "up") if self.state.up[name] else ("down", "down")

    def do_interfaces(self, found: Match, text: str) -> str:
        """Every interface, or one."""
        wanted = found.words[2] if len(found.words) > 2 else ""
        ports = self.state.view.ports
        if wanted and wanted not in ports:
            return "Interface not found (No such file or directory)\n"
        return "\n".join(self._interface(name, port) for name, port in ports.items() if wanted in ("", name)) + "\n"

    def _interface(self, name: str, port: Port) -> str:
        link, line = self._status(name, port)
        mac = self.device.mac(name)
        virtual = is_virtual(name)
        kind = "Loopback interface(s)" if virtual else "Management Ethernet" if name.startswith("Mgmt") else "GigabitEthernet"
        lines = [f"{name} is {link}, line protocol is {line} ", "  Interface state transitions: 1"]
        lines.append(f"  Hardware is {kind}" + ("" if virtual else f", address is {mac} (bia {mac})"))
        if port.description:
            lines.append(f"  Description: {port.description}")
        lines.append(f"  Internet address is {port.addresses[0].with_prefixlen if port.addresses else 'Unknown'}")
        if virtual:
            lines += ["  MTU 1500 bytes, BW 0 Kbit", "     reliability Unknown, txload Unknown, rxload Unknown"]
            return "\n".join([*lines, "  Encapsulation Loopback,  loopback not set,"]) + "\n"
        lines += [
            f"  MTU {port.mtu + 14} bytes, BW 1000000 Kbit (Max: 1000000 Kbit)",
            "     reliability 255/255, txload 0/255, rxload 0/255",
        ]
        lines += [
            "  Encapsulation ARPA,",
            "  Full-duplex, 1000Mb/s, unknown, link type is force-up",
            "  output flow control is off, input flow control is off",
        ]
        lines.append("  loopback not set,")
        if self.state.up[name]:
            lines.append(f"  Last link flapped {short_span(self.device.clock.now() - self.state.port_since[name])}")
        lines += ["  ARP type ARPA, ARP timeout 04:00:00", "  Last input 00:00:00, output 00:00:00"]
        lines += ['  Last clearing of "show interface" counters never', "  5 minute input rate 0 bits/sec, 0 packets/sec"]
        lines += ["  5 minute output rate 0 bits/sec, 0 packets/sec", "     0 packets input, 0 bytes, 0 total input drops"]
        lines += [
            "     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored, 0 abort",
            "     0 packets output, 0 bytes, 0 total output drops",
        ]
        return "\n".join([*lines, "     0 output errors, 0 underruns, 0 applique, 0 resets"]) + "\n"

    def do_description(self, found: Match, text: str) -> str:
        """One line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            link, line = (word.replace("administratively down", "admin-down") for word in self._status(name, port))
            rows.append(f"{short(name):<19}{link:<12}{line:<12}{port.description}\n")
        return f"{'Interface':<19}{'Status':<12}{'Protocol':<12}Description\n{'-' * 80}\n{''.join(rows)}"

    def do_brief(self, found: Match, text: str) -> str:
        """One line an interface, with its speed."""
        rows = []
        for name, port in self.state.view.ports.items():
            link, line = (word.replace("administratively down", "admin-down") for word in self._status(name, port))
            kind = "Loopback" if is_virtual(name) else "ARPA"
            rows.append(
                f"{short(name):>18} {link:>11} {line:>11} {kind:>10} {port.mtu + 14:>5} {0 if is_virtual(name) else 1000000:>8}\n"
            )
        head = f"{'Intf':>18} {'Intf':>11} {'LineP':>11} {'Encap':>10} {'MTU':>5} {'BW':>8}\n"
        head += f"{'Name':>18} {'State':>11} {'State':>11} {'Type':>10} {'(byte)':>5} {'(Kbps)':>8}\n"
        return f"\n{head}{'-' * 80}\n{''.join(rows)}"

    def do_ip_brief(self, found: Match, text: str) -> str:
        """Addresses, one line an interface."""
        rows = []
        for name, port in self.state.view.ports.items():
            link, line = (word.replace("administratively down", "Shutdown").capitalize() for word in self._status(name, port))
            address = str(port.addresses[0].ip) if port.addresses else "unassigned"
            rows.append(f"{name:<30} {address:<15} {link:<15} {line:<8} {port.vrf or 'default'}\n")
        return f"\n{'Interface':<30} {'IP-Address':<15} {'Status':<15} {'Protocol':<8} Vrf-Name\n{''.join(rows)}"

    def do_ip_interface(self, found: Match, text: str) -> str:
        """Addresses at length."""
        if found.words[-1] == "brief":
            return self.do_ip_brief(found, text)
        out = []
        for name, port in self.state.view.ports.items():
            link, line = (word.replace("administratively down", "Shutdown").capitalize() for word in self._status(name, port))
            out.append(f"{name} is {link}, ipv4 protocol is {line} \n  Vrf is {port.vrf or 'default'} (vrfid 0x60000000)\n")
            if not port.addresses:
                out.append("  Internet protocol processing disabled\n")
                continue
            out.append(f"  Internet address is {port.addresses[0].with_prefixlen}\n")
            out.extend(f"  Secondary address {address.with_prefixlen}\n" for address in port.addresses[1:])
            out.append(f"  MTU is {port.mtu + 14} ({port.mtu} is available to IP)\n  Helper address is not set\n")
        return "".join(out)

    # surroundings
    def do_route(self, found: Match, text: str) -> str:
        """The routing table."""
        codes = {
            "connected": "C",
            "local": "L",
            "static": "S",
            "ospf": "O",
            "ospf-ia": "O IA",
            "ospf-e2": "O E2",
            "ebgp": "B",
            "ibgp": "B",
        }
        rows = []
        for prefix, route in sorted(self.state.routes.items()):
            code = codes.get(route.protocol, "S")
            if route.protocol in ("connected", "local"):
                rows.append(f"{code:<5}{prefix} is directly connected, 00:10:00, {route.interface}\n")
            else:
                rows.append(f"{code:<5}{prefix} [{route.preference}/{route.metric}] via {route.next_hop}, 00:10:00\n")
        codes_text = "Codes: C - connected, S - static, R - RIP, B - BGP, (>) - Diversion path\n"
        codes_text += "       L - local, O - OSPF, IA - OSPF inter area\n"
        return f"{codes_text}\nGateway of last resort is not set\n\n{''.join(rows)}"

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """BGP neighbours."""
        bgp = self.state.view.bgp
        if bgp is None:
            return "% BGP instance 'default' not active\n"
        rows = []
        for address, session in self.state.bgp.items():
            span = short_span(self.device.clock.now() - session.since)
            state = str(len(session.accepted)) if session.up else session.state
            rows.append(
                f"{address:<15} {0:>5} {session.peer.remote_as:>5} {100:>7} {100:>7} {10:>8} {0:>4} {0:>4} {span:>8} {state:>10}\n"
            )
        return (
            f"BGP router identifier {self.state.router_id(bgp.router_id)}, local AS number {bgp.number}\n"
            "BGP generic scan interval 60 secs\nNon-stop routing is enabled\nBGP table state: Active\n"
            "Table ID: 0xe0000000   RD version: 10\n"
            "BGP main routing table version 10\nBGP scan interval 60 secs\n\nBGP is operating in STANDALONE mode.\n\n\n"
            "Process       RcvTblVer   bRIB/RIB   LabelVer  ImportVer  SendTblVer  StandbyVer\n"
            "Speaker              10         10         10         10          10           0\n\n"
            f"Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd\n{''.join(rows)}"
        )

    def do_no_route(self, found: Match, text: str) -> str:
        """Neither IPv6 nor routes of VRFs are simulated."""
        return "% No matching vrf or routes found\n"

    def do_bgp_neighbors(self, found: Match, text: str) -> str:
        """BGP neighbours at length; none in VRFs."""
        if "vrf" in found.words or self.state.view.bgp is None:
            return (
                "% None of the requested address families are configured for VRF.\n"
                if "vrf" in found.words
                else "% BGP instance 'default' not active\n"
            )
        out = []
        for address, session in self.state.bgp.items():
            span = short_span(self.device.clock.now() - session.since)
            state = f"{session.state}, up for {span}" if session.up else session.state
            kind = "internal" if session.internal else "external"
            out.append(
                f"BGP neighbor is {address}\n"
                f" Remote AS {session.peer.remote_as}, local AS {self.state.view.bgp.number}, {kind} link\n"
            )
            if session.peer.description:
                out.append(f" Description: {session.peer.description}\n")
            out.append(f" Remote router ID {session.remote_id}\n  BGP state = {state}\n\n For Address Family: IPv4 Unicast\n")
            out.append(f"  {len(session.accepted)} accepted prefixes, {len(session.accepted)} are bestpaths\n")
            out.append(f"  Prefix advertised {session.sent}, suppressed 0, withdrawn 0\n\n")
        return "\n" + "".join(out)

    def do_cpu(self, found: Match, text: str) -> str:
        """Processor load."""
        load = self.device.faults.load
        return f"CPU utilization for one minute: {load}%; five minutes: {load}%; fifteen minutes: {load}%\n"

    def do_memory(self, found: Match, text: str) -> str:
        """Memory."""
        return (
            "node:      node0_RP0_CPU0\n"
            + "-" * 66
            + "\nPhysical Memory: 16384M total (9012M available)\n Application Memory : 16384M (9012M available)\n"
        )

    def do_arp(self, found: Match, text: str) -> str:
        """Addresses at the other ends of cables."""
        rows = "".join(
            f"{address:<15} {'00:05:00':<10} {mac:<15} {'Dynamic':<10} ARPA  {port.name}\n"
            for port in self.state.working
            for address, mac in self.device.network.beyond(self.state, port)
        )
        rule = "-" * 79
        return f"\n{rule}\n0/0/CPU0\n{rule}\nAddress         Age        Hardware Addr   State      Type  Interface\n{rows}"

    def do_ntp(self, found: Match, text: str) -> str:
        """The time servers."""
        servers = self.state.view.ntp
        good = next((server for server in servers if alive(server)), "")
        rows = []
        for server in servers:
            if alive(server):
                rows.append(
                    f"{'*' if server == good else '+'}~{server:<15} .GPS.            2     33     64   377    1.00   0.500  1.234\n"
                )
            else:
                rows.append(f" ~{server:<15} .INIT.          16      -     64     0    0.00   0.000    15937\n")
        head = "\n      address         ref clock     st  when  poll reach  delay  offset    disp\n"
        return f"{head}{''.join(rows)} * sys_peer, # selected, + candidate, - outlayer, x falseticker, ~ configured\n"

    def do_ntp_status(self, found: Match, text: str) -> str:
        """Whether the clock follows somebody."""
        good = next((server for server in self.state.view.ntp if alive(server)), "")
        first = f"synchronized, stratum 3, reference is {good}" if good else "unsynchronized, stratum 16, no reference clock"
        return f"\nClock is {first}\nnominal freq is 1000000000.0000 Hz, actual freq is 999999999.0000 Hz, precision is 2**24\n"

    def do_ping(self, found: Match, text: str) -> str:
        """Reached is what a working port of a cabled device owns and a route leads to."""
        target = found.words[1]
        options = found.words[2] if len(found.words) > 2 else ""
        count = int(options.split()[1]) if options.startswith("count ") else 5
        good = self.device.network.reaches(self.state, target)
        percent, marks = (100, "!" * count) if good else (0, "." * count)
        times = ", round-trip min/avg/max = 1/1/2 ms" if good else ""
        return (
            f"Type escape sequence to abort.\nSending {count}, 100-byte ICMP Echos to {target}, timeout is 2 seconds:\n{marks}\n"
            f"Success rate is {percent} percent ({count if good else 0}/{count}){times}\n"
        )
