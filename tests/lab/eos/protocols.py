# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS show commands about routes and routing protocols."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..part import Part
from ..spans import short_span
from ..state import ZERO, Route, Session

JSON = dict[str, Any]
KINDS = {"connected": "C", "static": "S", "ospf": "O", "ospf-ia": "O IA", "ospf-e2": "O E2", "ebgp": "B E", "ibgp": "B I"}
TYPES = {
    "connected": "connected",
    "static": "static",
    "ospf": "ospfIntra",
    "ospf-ia": "ospfInter",
    "ospf-e2": "ospfExt2",
    "ebgp": "eBGP",
    "ibgp": "iBGP",
}
CODES = (
    "Codes: C - connected, S - static, K - kernel, \n"
    "       O - OSPF, IA - OSPF inter area, E1 - OSPF external type 1,\n"
    "       E2 - OSPF external type 2, N1 - OSPF NSSA external type 1,\n"
    "       N2 - OSPF NSSA external type2, B - Other BGP Routes,\n"
    "       B I - iBGP, B E - eBGP, R - RIP, I L1 - IS-IS level 1,\n"
    "       I L2 - IS-IS level 2, A B - BGP Aggregate,\n"
    "       A O - OSPF Summary, DH - DHCP client installed default route\n\n"
)


class Protocols(Part):
    """Commands that show protocols; part of the shell."""

    # routes
    def _routes(self) -> list[Route]:
        routing = "ip routing" in self.device.running
        routes = [self.state.routes[prefix] for prefix in sorted(self.state.routes)]
        return [r for r in routes if r.protocol != "local" and (routing or r.protocol == "connected")]

    def do_route(self, found: Match, text: str) -> str:
        """The routing table."""
        rows = []
        for route in self._routes():
            head = f" {KINDS[route.protocol]:<8} {route.prefix}"
            if not route.next_hop:
                rows.append(f"{head} is directly connected, {route.interface}\n")
            else:
                rows.append(f"{head} [{route.preference}/{route.metric}] via {route.next_hop}, {route.interface}\n")
        default = self.state.routes.get(ZERO)
        gateway = "Gateway of last resort is not set\n\n" if default is None else "Gateway of last resort:\n"
        return f"\nVRF: default\n{CODES}{gateway}{''.join(rows)}\n"

    def json_route(self, found: Match, text: str) -> JSON:
        """The routing table, as data."""
        routes = {}
        for route in self._routes():
            via: JSON = {"interface": route.interface}
            if route.next_hop:
                via["nexthopAddr"] = route.next_hop
            entry = routes[str(route.prefix)] = {
                "hardwareProgrammed": True,
                "kernelProgrammed": True,
                "routeType": TYPES[route.protocol],
                "routeLeaked": False,
                "routeAction": "forward",
                "directlyConnected": route.protocol == "connected",
                "vias": [via],
            }
            if route.protocol != "connected":
                entry |= {"preference": route.preference, "metric": route.metric}
        state = "reachable" if ZERO in self.state.routes else "notSet"
        return {
            "vrfs": {
                "default": {
                    "routingDisabled": "ip routing" not in self.device.running,
                    "allRoutesProgrammedHardware": True,
                    "allRoutesProgrammedKernel": True,
                    "defaultRouteState": state,
                    "routes": routes,
                }
            }
        }

    # OSPF
    def json_ospf(self, found: Match, text: str) -> JSON:
        """The neighbours, as data."""
        process = self.state.view.ospf
        if process is None:
            return {"vrfs": {}}
        entries = [
            {
                "routerId": one.router_id,
                "priority": 1,
                "drState": {"DR": "DR", "BDR": "backupDR"}.get(one.role),
                "interfaceName": one.interface,
                "adjacencyState": one.state.lower(),
                "inactivity": self.device.clock.now() + 35,
                "interfaceAddress": one.address,
                "details": {"areaId": one.area, "stateTime": one.since, "numberOfStateChanges": 6},
            }
            for one in self.state.ospf
        ]
        return {"vrfs": {"default": {"instList": {process.process: {"ospfNeighborEntries": entries}}}}}

    def do_ospf(self, found: Match, text: str) -> str:
        """The neighbours."""
        process = self.state.view.ospf
        if process is None:
            return ""
        head = "Neighbor ID     Instance VRF      Pri State                  Dead Time   Address         Interface\n"
        rows = []
        for one in self.state.ospf:
            state = one.state if one.role == "-" else f"{one.state}/{one.role}"
            name = f"{one.router_id:<16}{process.process:<9}{'default':<9}"
            rows.append(f"{name}1   {state:<23}00:00:35    {one.address:<16}{one.interface}\n")
        return head + "".join(rows)

    # BGP
    def _bgp_id(self) -> tuple[str, int]:
        process = self.state.view.bgp
        return (self.state.router_id(process.router_id if process else ""), process.number if process else 0)

    def _peer_state(self, session: Session) -> str:
        return session.state.split()[0]

    def json_bgp_summary(self, found: Match, text: str) -> JSON:
        """One entry a neighbour, as data."""
        if self.state.view.bgp is None:
            return {"vrfs": {}}
        router_id, number = self._bgp_id()
        peers = {}
        for address, session in self.state.bgp.items():
            entry: JSON = {
                "version": 4,
                "asn": str(session.peer.remote_as),
                "msgReceived": 10 if session.up else 0,
                "msgSent": 10 if session.up else 0,
                "inMsgQueue": 0,
                "outMsgQueue": 0,
                "peerState": self._peer_state(session),
                "upDownTime": session.since,
                "underMaintenance": False,
                "prefixReceived": len(session.received),
                "prefixAccepted": len(session.accepted),
            }
            if session.peer.description:
                entry["description"] = session.peer.description
            if not session.peer.enabled:
                entry["peerStateIdleReason"] = "Admin"
            peers[address] = entry
        return {"vrfs": {"default": {"vrf": "default", "routerId": router_id, "asn": str(number), "peers": peers}}}

    def do_bgp_summary(self, found: Match, text: str) -> str:
        """One line a neighbour."""
        if self.state.view.bgp is None:
            return "% BGP inactive\n"
        router_id, number = self._bgp_id()
        rows = []
        for address, session in self.state.bgp.items():
            state = {"Established": "Estab", "Idle (Admin)": "Idle(Admin)"}.get(session.state, session.state)
            count = 10 if session.up else 0
            prefixes = f"{len(session.received):<6} {len(session.accepted):<6}" if session.up else ""
            span = short_span(self.device.clock.now() - session.since)
            rows.append(
                f"  {address:<16} 4 {session.peer.remote_as:<14} {count:>7} {count:>7}    0    0 {span:>8} {state:<7} {prefixes}\n"
            )
        head = (
            f"BGP summary information for VRF default\nRouter identifier {router_id}, local AS number {number}\n"
            "Neighbor Status Codes: m - Under maintenance\n"
            "  Neighbor         V AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc\n"
        )
        return head + "".join(rows)

    def json_bgp_neighbors(self, found: Match, text: str) -> JSON:
        """Every neighbour at length, as data."""
        if self.state.view.bgp is None:
            return {"vrfs": {}}
        router_id, number = self._bgp_id()
        return {"vrfs": {"default": {"peerList": [self._peer(one, router_id, number) for one in self.state.bgp.values()]}}}

    def _peer(self, session: Session, router_id: str, number: int) -> JSON:
        entry: JSON = {
            "peerAddress": session.peer.address,
            "asn": str(session.peer.remote_as),
            "linkType": "internal" if session.internal else "external",
            "localAsn": str(number),
            "localRouterId": router_id,
            "routerId": session.remote_id,
            "state": self._peer_state(session),
            "version": 4,
            "vrf": "default",
            "description": session.peer.description,
            "establishedTransitions": int(session.up),
            "prefixesReceived": len(session.received),
            "prefixesSent": session.sent,
            "peerTcpInfo": {"state": "ESTABLISHED" if session.up else "CLOSED"},
        }
        if session.up:
            entry |= {"establishedTime": int(self.device.clock.now() - session.since), "updateSource": session.source}
        if not session.peer.enabled:
            entry["idleReason"] = "Admin"
        return entry

    def do_bgp_neighbors(self, found: Match, text: str) -> str:
        """Every neighbour at length."""
        router_id, number = self._bgp_id()
        out = []
        for session in self.state.bgp.values():
            span = short_span(self.device.clock.now() - session.since)
            state = f"Established, up for {span}" if session.up else self._peer_state(session)
            description = f"  Description: {session.peer.description}\n" if session.peer.description else ""
            kind = "internal" if session.internal else "external"
            out.append(
                f"BGP neighbor is {session.peer.address}, remote AS {session.peer.remote_as}, {kind} link\n{description}"
                f"  BGP version 4, remote router ID {session.remote_id}, VRF default\n  BGP state is {state}\n"
                "  Prefix Statistics:\n                         Sent      Rcvd     Best Paths     Best ECMP Paths\n"
                f"    IPv4 Unicast:{session.sent:>12}{len(session.received):>10}{len(session.accepted):>15}{0:>20}\n"
                f"Local AS is {number}, local router ID {router_id}\n"
            )
        return "".join(out)
