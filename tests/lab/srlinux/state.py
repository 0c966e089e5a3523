# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``info from state ... | as json``: the parts of the state tree that are simulated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .device import SrlinuxDevice


def answer(device: SrlinuxDevice, path: str) -> str | None:
    """The JSON of one path (``interface *``); None where nothing of it is simulated."""
    tops: dict[str, Any] = {
        "interface *": lambda: {"interface": [_interface(device, port) for port in device.spec.ports]},
        "system information": lambda: {"system": {"information": {"version": "v24.10.1-492-gf8858c5836"}}},
        "system name": lambda: {"system": {"name": {"host-name": device.hostname}}},
        "platform chassis": lambda: {"platform": {"chassis": {"type": "7220 IXR-D3L", "serial-number": device.serial}}},
        "system ntp": lambda: {"system": {"ntp": {"server": [{"address": address} for address in _servers(device)]}}},
    }
    made = tops.get(path)
    return json.dumps(made(), indent=2) + "\n" if made else None


def _servers(device: SrlinuxDevice) -> list[str]:
    section = device.active.get("system", {}).get("ntp", {})
    return [key.partition("\0")[2] for key in section if key.startswith("server\0")]


def _interface(device: SrlinuxDevice, port: str) -> dict[str, Any]:
    section = device.active.get(f"interface\0{port}", {})
    up = device.network.state(device.name).up.get(port, False)
    found: dict[str, Any] = {
        "name": port,
        "admin-state": section.get("admin-state", "enable"),
        "oper-state": "up" if up else "down",
        "mtu": int(section.get("mtu", 9232)),
        "ethernet": {"hw-mac-address": ":".join(device.mac(port).replace(".", "")[at : at + 2] for at in range(0, 12, 2))},
    }
    if "description" in section:
        found["description"] = section["description"]
    units = [(key.partition("\0")[2], unit) for key, unit in section.items() if key.startswith("subinterface\0")]
    found["subinterface"] = [_unit(port, index, unit) for index, unit in units]
    return found


def _unit(port: str, index: str, unit: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {"index": int(index), "name": f"{port}.{index}"}
    for version in ("ipv4", "ipv6"):
        prefixes = [key.partition("\0")[2] for key in unit.get(version, {}) if key.startswith("address\0")]
        if prefixes:
            shown[version] = {"address": [{"ip-prefix": prefix} for prefix in prefixes]}
    return shown
