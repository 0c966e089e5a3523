# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR show commands about neighbours: LLDP and OSPF."""

from __future__ import annotations

from ..grammar import Match
from ..lldp import heard_by
from ..part import Part
from ..spans import short_span

CODES = (
    "Capability codes:\n        (R) Router, (B) Bridge, (T) Telephone, (C) DOCSIS Cable Device\n"
    "        (W) WLAN Access Point, (P) Repeater, (S) Station, (O) Other\n\n"
)


class Neighbors(Part):
    """Commands about neighbours; part of the shell."""

    def do_lldp(self, found: Match, text: str) -> str:
        """LLDP at length."""
        if "lldp" not in self.device.running:
            return "% LLDP is not enabled\n"
        heard = heard_by(self.device.network, self.state, "lldp")
        blocks = [
            "------------------------------------------------\n"
            f"Local Interface: {one.local}\nParent Interface: \nChassis id: {one.chassis}\nPort id: {one.port}\n"
            f"Port Description: {one.description or one.port}\n"
            f"System Name: {one.system}\n\nSystem Description: \n{one.software}\n\n"
            "Time remaining: 104 seconds\nHold Time: 120 seconds\nSystem Capabilities: R\nEnabled Capabilities: R\n"
            f"Management Addresses:\n  IPv4 address: {one.address}\n\nPeer MAC Address: {one.chassis}\n\n\n"
            for one in heard
        ]
        return f"{CODES}{''.join(blocks)}Total entries displayed: {len(heard)}\n\n"

    def do_ospf(self, found: Match, text: str) -> str:
        """OSPF neighbours at length."""
        process = self.state.view.ospf
        if process is None:
            return ""
        blocks = [
            f" Neighbor {one.router_id}, interface address {one.address}\n"
            f"    In the area {one.area} via interface {one.interface} \n"
            f"    Neighbor priority is {0 if one.role == '-' else 1}, State is {one.state}, 6 state changes\n"
            "    Options is 0x52  \n    Dead timer due in 00:00:35\n"
            f"    Neighbor is up for {short_span(self.device.clock.now() - one.since)}\n"
            for one in self.state.ospf
        ]
        marks = "* Indicates MADJ interface\n# Indicates Neighbor awaiting BFD session up\n\n"
        return f"{marks}Neighbors for OSPF {process.process}\n\n" + "\n".join(blocks) + f"\n\nTotal neighbor count: {len(blocks)}\n"
