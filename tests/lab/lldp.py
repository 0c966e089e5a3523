# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a device hears from the other ends of its cables, by LLDP and CDP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .names import short
from .state import DeviceState


@dataclass(frozen=True)
class Heard:
    """One neighbour. port: as it announces it; far_port: in full."""

    local: str
    system: str
    port: str
    far_port: str
    description: str
    chassis: str
    address: str
    software: str


def speaks(device: Any, protocol: str, port: str) -> bool:
    """Whether a device sends and hears a protocol on a port."""
    running = device.running
    section = running.get(f"interface {port}", {})
    if protocol == "cdp":
        return device.spec.platform == "cisco.ios.ios" and "no cdp run" not in running and "no cdp enable" not in section
    needed = {"cisco.nxos.nxos": "feature lldp", "cisco.iosxr.iosxr": "lldp"}.get(device.spec.platform)
    if needed:
        return needed in running and "no lldp transmit" not in section
    if "no lldp transmit" in section or "no lldp receive" in section:
        return False
    return "lldp run" in running if device.spec.platform == "cisco.ios.ios" else "no lldp run" not in running


def heard_by(network: Any, state: DeviceState, protocol: str) -> list[Heard]:
    """The neighbours of a device, in the order of its ports."""
    found = []
    for local, (name, port) in state.links.items():
        far = network.devices[name]
        if not (speaks(state.device, protocol, local) and speaks(far, protocol, port)):
            continue
        view = network.state(name).view
        cisco = far.spec.platform == "cisco.ios.ios"
        software = getattr(far, "software", "")
        software = software or (
            "Cisco IOS Software, simulated" if cisco else f"Arista Networks EOS version {far.os_version}, simulated"
        )
        address = view.ports[port].addresses[0].ip if view.ports[port].addresses else far.spec.host
        shown = short(port) if cisco else port
        chassis = far.mac("chassis")
        found.append(Heard(local, far.hostname, shown, port, view.ports[port].description, chassis, str(address), software))
    return found
