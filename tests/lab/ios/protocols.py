# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS show commands about neighbours, routes and routing protocols."""

from __future__ import annotations

import ipaddress

from ..grammar import Match
from ..lldp import Heard, heard_by
from ..names import short
from ..part import Part
from ..spans import short_span
from ..state import ZERO, Route, Session
from ..view import Network4

CODES = (
    "Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP\n"
    "       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area \n"
    "       N1 - OSPF NSSA external type 1, N2 - OSPF NSSA external type 2\n"
    "       E1 - OSPF external type 1, E2 - OSPF external type 2, m - OMP\n"
    "       i - IS-IS, su - IS-IS summary, L1 - IS-IS level-1, L2 - IS-IS level-2\n"
    "       ia - IS-IS inter area, * - candidate default, U - per-user static route\n"
    "       a - application route\n"
    "       + - replicated route, % - next hop override, p - overrides from PfR\n\n"
)
LETTERS = {
    "connected": "C",
    "local": "L",
    "static": "S",
    "ospf": "O",
    "ospf-ia": "O IA",
    "ospf-e2": "O E2",
    "ebgp": "B",
    "ibgp": "B",
}


def classful(prefix: Network4) -> Network4:
    """The class A, B or C network around a prefix; a shorter prefix is its own."""
    first = int(str(prefix.network_address).split(".")[0])
    length = 8 if first < 128 else 16 if first < 192 else 24
    return prefix if prefix.prefixlen <= length else prefix.supernet(new_prefix=length)


class Protocols(Part):
    """Commands that show protocols; part of the shell."""

    # routes
    def do_route(self, found: Match, text: str) -> str:
        """The routing table of the global table."""
        routes = self.state.routes
        if found.words[-2] == "vrf" and found.words[-1] != "*":
            return f"% IP routing table vrf {found.words[-1]} does not exist\n"
        default = routes.get(ZERO)
        gateway = f"{default.next_hop} to network 0.0.0.0" if default and default.next_hop else "not set"
        groups: dict[Network4, list[Route]] = {}
        for prefix in sorted(routes):
            groups.setdefault(classful(prefix), []).append(routes[prefix])
        body = "".join(self._group(network, members) for network, members in groups.items())
        return f"{CODES}Gateway of last resort is {gateway}\n\n{body}"

    def _group(self, network: Network4, members: list[Route]) -> str:
        lengths = {route.prefix.prefixlen for route in members}
        if lengths == {network.prefixlen}:
            return "".join(self._route(route, str(route.prefix), 6) for route in members)
        if len(lengths) == 1:
            length = next(iter(lengths))
            head = f"      {network.network_address}/{length} is subnetted, {len(members)} subnets\n"
            return head + "".join(self._route(route, str(route.prefix.network_address), 9) for route in members)
        head = f"      {network} is variably subnetted, {len(members)} subnets, {len(lengths)} masks\n"
        return head + "".join(self._route(route, str(route.prefix), 9) for route in members)

    def _route(self, route: Route, shown: str, column: int) -> str:
        letter = LETTERS[route.protocol] + ("*" if route.prefix == ZERO else "")
        head = f"{letter:<{column}}{shown}"
        if not route.next_hop:
            return f"{head} is directly connected, {route.interface}\n"
        age = f", {short_span(self.device.clock.now() - self.device.changed_at)}" if route.protocol != "static" else ""
        via = f", {route.interface}" if route.protocol.startswith("ospf") else ""
        return f"{head} [{route.preference}/{route.metric}] via {route.next_hop}{age}{via}\n"

    # OSPF
    def do_ospf(self, found: Match, text: str) -> str:
        """The neighbours."""
        if not self.state.ospf:
            return ""
        rows = []
        for item in self.state.ospf:
            priority = 0 if item.role == "-" else 1
            state = f"{item.state}/  -" if item.role == "-" else f"{item.state}/{item.role}"
            rows.append(
                f"{item.router_id:<16}{priority:>3}   {state:<15} 00:00:3{priority + 5}    {item.address:<15} {item.interface}\n"
            )
        return f"\n{'Neighbor ID':<16}Pri   State           Dead Time   Address         Interface\n{''.join(rows)}"

    # BGP
    def _head(self) -> str:
        process = self.state.view.bgp
        number = process.number if process else 0
        router_id = self.state.router_id(process.router_id if process else "")
        return f"BGP router identifier {router_id}, local AS number {number}\n"

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """One line a neighbour."""
        if self.state.view.bgp is None:
            return "% BGP not active\n"
        rows = "".join(self._summary(session) for session in self.state.bgp.values())
        family = "For address family: IPv4 Unicast\n" if "all" in found.words else ""
        return (
            f"{family}{self._head()}BGP table version is 1, main routing table version 1\n\n"
            "Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd\n"
            f"{rows}\n"
        )

    def _summary(self, session: Session) -> str:
        span = short_span(self.device.clock.now() - session.since) if session.up or session.since > self.device.booted else "never"
        last = str(len(session.accepted)) if session.up else session.state
        count = 10 if session.up else 0
        traffic = f"{count:>7} {count:>7} {1:>8} {0:>4} {0:>4}"
        return f"{session.peer.address:<15} 4 {session.peer.remote_as:>12} {traffic} {span:<8} {last:>8}\n"

    def do_bgp_neighbors(self, found: Match, text: str) -> str:
        """Every neighbour at length."""
        if self.state.view.bgp is None:
            return "% BGP not active\n"
        family = "For address family: IPv4 Unicast\n" if "all" in found.words else ""
        return family + "".join(self._neighbor(session) for session in self.state.bgp.values())

    def _neighbor(self, session: Session) -> str:
        peer = session.peer
        span = short_span(self.device.clock.now() - session.since)
        kind = "internal" if session.internal else "external"
        state = f"Established, up for {span}" if session.up else session.state.split()[0]
        description = f" Description: {peer.description}\n" if peer.description else ""
        shut = " Administratively shut down\n" if not peer.enabled else ""
        return (
            f"BGP neighbor is {peer.address},  remote AS {peer.remote_as}, {kind} link\n{description}{shut}"
            f"  BGP version 4, remote router ID {session.remote_id}\n"
            f"  BGP state = {state}\n"
            "  Last read 00:00:21, last write 00:00:38, hold time is 180, keepalive interval is 60 seconds\n"
            "  Neighbor sessions:\n"
            f"    {int(session.up)} active, is not multisession capable (disabled)\n\n"
            f" For address family: IPv4 Unicast\n"
            "  Session: " + peer.address + "\n"
            "  BGP table version 1, neighbor version 1/0\n"
            "                                 Sent       Rcvd\n"
            "  Prefix activity:               ----       ----\n"
            f"    Prefixes Current:      {session.sent:>10} {len(session.accepted):>10} (Consumes 0 bytes)\n"
            f"    Prefixes Total:        {session.sent:>10} {len(session.received):>10}\n"
            "    Implicit Withdraw:              0          0\n"
            "    Explicit Withdraw:              0          0\n\n"
            "                                   Outbound    Inbound\n"
            "  Local Policy Denied Prefixes:    --------    -------\n"
            f"    Total:                         {0:>8} {len(session.received) - len(session.accepted):>10}\n\n"
            f"  Connections established {int(session.up)}; dropped 0\n"
            "  Last reset never\n"
            + (
                f"Connection state is ESTAB, I/O status: 1, unread input bytes: 0\nLocal host: {session.source}, Local port: 179\n"
                f"Foreign host: {peer.address}, Foreign port: 44540\n"
                if session.up
                else "  No active TCP connection\n"
            )
            + "\n"
        )

    # neighbours on the cable
    def _heard(self, protocol: str) -> list[Heard]:
        return heard_by(self.device.network, self.state, protocol)

    def do_lldp(self, found: Match, text: str) -> str:
        """LLDP at length."""
        if "lldp run" not in self.device.running:
            return "% LLDP is not enabled\n"
        heard = self._heard("lldp")
        return "".join(self._lldp(one) for one in heard) + f"\nTotal entries displayed: {len(heard)}\n"

    def _lldp(self, one: Heard) -> str:
        return (
            "------------------------------------------------\n"
            f"Local Intf: {short(one.local)}\n"
            f"Chassis id: {one.chassis}\nPort id: {one.port}\nPort Description: {one.description or one.port}\n"
            f"System Name: {one.system}\n\nSystem Description: \n{one.software}\n\n"
            "Time remaining: 104 seconds\nSystem Capabilities: B,R\nEnabled Capabilities: R\n"
            f"Management Addresses:\n    IP: {one.address}\n"
            "Auto Negotiation - not supported\nPhysical media capabilities - not advertised\n"
            "Media Attachment Unit type - not advertised\nVlan ID: - not advertised\n\n"
        )

    def do_lldp_brief(self, found: Match, text: str) -> str:
        """LLDP, one line a neighbour."""
        if "lldp run" not in self.device.running:
            return "% LLDP is not enabled\n"
        heard = self._heard("lldp")
        rows = "".join(f"{one.system[:20]:<20}{short(one.local):<15}{120:<11}{'R':<16}{one.port}\n" for one in heard)
        head = f"{'Device ID':<20}{'Local Intf':<15}{'Hold-time':<11}{'Capability':<16}Port ID\n"
        codes = (
            "Capability codes:\n    (R) Router, (B) Bridge, (T) Telephone, (C) DOCSIS Cable Device\n"
            "    (W) WLAN Access Point, (P) Repeater, (S) Station, (O) Other\n\n"
        )
        return f"{codes}{head}{rows}\nTotal entries displayed: {len(heard)}\n"

    def do_cdp(self, found: Match, text: str) -> str:
        """CDP at length."""
        if "no cdp run" in self.device.running:
            return "% CDP is not enabled\n"
        heard = self._heard("cdp")
        body = "".join(
            "-------------------------\n"
            f"Device ID: {one.system}\nEntry address(es): \n  IP address: {one.address}\n"
            "Platform: cisco C8000V,  Capabilities: Router IGMP \n"
            f"Interface: {one.local},  Port ID (outgoing port): {one.far_port}\nHoldtime : 141 sec\n\n"
            f"Version :\n{one.software}\n\nadvertisement version: 2\nDuplex: full\nManagement address(es): \n\n"
            for one in heard
        )
        return f"{body}\nTotal cdp entries displayed : {len(heard)}\n"

    def do_cdp_brief(self, found: Match, text: str) -> str:
        """CDP, one line a neighbour."""
        heard = self._heard("cdp")
        rows = "".join(
            f"{one.system:<17}{short(one.local):<18}141               R I  C8000V    {short(one.far_port)}\n" for one in heard
        )
        head = "Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID\n"
        return f"{head}{rows}\nTotal cdp entries displayed : {len(heard)}\n"

    # tables of the second layer
    def do_arp(self, found: Match, text: str) -> str:
        """Own addresses, and those at the other ends of cables."""
        rows = []
        for port in self.state.working:
            if port.name.startswith("Loopback"):
                continue
            for own in port.addresses:
                rows.append(f"Internet  {own.ip!s:<16}        -   {self.device.mac(port.name)}  ARPA   {port.name}\n")
            for address, mac in self.device.network.beyond(self.state, port):
                rows.append(f"Internet  {address:<16}       12   {mac}  ARPA   {port.name}\n")
        return f"Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n{''.join(rows)}"

    def do_vlan(self, found: Match, text: str) -> str:
        """The VLANs."""
        rows = ["1    default                          active    \n"]
        for line, children in self.device.running.items():
            if line.startswith("vlan "):
                number = line.split()[1]
                name = next((child[5:] for child in children if child.startswith("name ")), f"VLAN{int(number):04d}")
                rows.append(f"{number:<4} {name:<32} active    \n")
        dashes = "---- -------------------------------- --------- -------------------------------\n"
        return f"\nVLAN Name                             Status    Ports\n{dashes}{''.join(rows)}"

    def do_mac(self, found: Match, text: str) -> str:
        """No switching is simulated: the table is empty."""
        head = "Vlan    Mac Address       Type        Ports\n----    -----------       --------    -----\n"
        return f"          Mac Address Table\n{'-' * 43}\n\n{head}Total Mac Addresses for this criterion: 0\n"

    def do_ping(self, found: Match, text: str) -> str:
        """Reached is what a working port of a cabled device owns and a route leads to."""
        target = found.words[1]
        try:
            ipaddress.IPv4Address(target)
        except ValueError:
            return "% Unrecognized host or address, or protocol not running.\n"
        repeat = int(found.words[2].split()[1]) if len(found.words) > 2 and "repeat" in found.words[2] else 5
        good = self.device.network.reaches(self.state, target)
        percent, marks = (100, "!" * repeat) if good else (0, "." * repeat)
        times = ", round-trip min/avg/max = 1/1/2 ms" if good else ""
        return (
            "Type escape sequence to abort.\n"
            f"Sending {repeat}, 100-byte ICMP Echos to {target}, timeout is 2 seconds:\n{marks}\n"
            f"Success rate is {percent} percent ({repeat if good else 0}/{repeat}){times}\n"
        )
