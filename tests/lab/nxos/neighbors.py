# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS show commands about neighbours: LLDP and OSPF."""

from __future__ import annotations

from typing import Any

from ..grammar import Match
from ..lldp import Heard, heard_by
from ..part import Part
from ..spans import short_span
from .data import table


class Neighbors(Part):
    """Commands about neighbours; part of the shell."""

    def _heard(self) -> list[Heard]:
        return heard_by(self.device.network, self.state, "lldp")

    def do_lldp(self, found: Match, text: str) -> str:
        """LLDP at length."""
        if "feature lldp" not in self.device.running:
            return f"{' ' * (len(self.prompt()) + 5)}^\n% Invalid command at '^' marker.\n"
        heard = self._heard()
        blocks = [
            f"Chassis id: {one.chassis}\nPort id: {one.port}\nLocal Port id: {one.local.replace('Ethernet', 'Eth')}\n"
            f"Port Description: {one.description or one.port}\nSystem Name: {one.system}\nSystem Description: {one.software}\n"
            f"Time remaining: 104 seconds\nSystem Capabilities: B, R\nEnabled Capabilities: B, R\n"
            f"Management Address: {one.address}\nVlan ID: not advertised\n\n"
            for one in heard
        ]
        codes = "Capability codes:\n  (R) Router, (B) Bridge, (T) Telephone, (C) DOCSIS Cable Device\n"
        codes += "  (W) WLAN Access Point, (P) Repeater, (S) Station, (O) Other\n"
        head = f"{codes}Device ID            Local Intf      Hold-time  Capability  Port ID  \n\n"
        return f"{head}{''.join(blocks)}Total entries displayed: {len(heard)}\n"

    def json_lldp(self, found: Match, text: str) -> dict[str, Any]:
        """LLDP as data."""
        rows = [
            {"chassis_id": one.chassis, "port_id": one.port, "l_port_id": one.local.replace("Ethernet", "Eth")}
            | {"port_desc": one.description or one.port, "sys_name": one.system, "sys_desc": one.software, "ttl": "104"}
            | {"system_capability": "B, R", "enabled_capability": "B, R", "mgmt_addr": one.address}
            for one in self._heard()
        ]
        return table("nbor_detail", rows) | {"neigh_count": str(len(rows))} if rows else {}

    def do_ospf(self, found: Match, text: str) -> str:
        """OSPF neighbours at length."""
        out = []
        now = self.device.clock.now()
        process = self.state.view.ospf.process if self.state.view.ospf else ""
        for one in self.state.ospf:
            span = short_span(now - one.since)
            out.append(
                f" Neighbor {one.router_id}, interface address {one.address}\n"
                f"    Process ID {process} VRF default, in area {one.area} via interface {one.interface}\n"
                f"    State is {one.state}, 5 state changes, last change {span}\n"
                f"    Neighbor priority is {0 if one.role == '-' else 1}\n"
                "    Hello options 0x12, dbd options 0x52\n    Last non-hello packet received never\n"
                "      Dead timer due in 00:00:35\n"
            )
        return "\n".join(out)
