# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``print`` commands over more than one menu, and those that show no items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import shown

if TYPE_CHECKING:
    from .device import RouterosDevice

_KINDS = {"interface ethernet": "ether", "interface bridge": "bridge", "interface vlan": "vlan"}


def answer(device: RouterosDevice, text: str) -> str | None:
    """What is printed; None for every other command."""
    command = text.removesuffix(" without-paging").removesuffix(" terse")
    if command == "/interface print":
        return interfaces(device)
    if command == "/system resource print":
        return "                   uptime: 1d2h3m4s\n                  version: 7.16.1 (stable)\n               board-name: CHR\n"
    if command == "/system routerboard print":
        return f"       routerboard: yes\n             model: CHR\n     serial-number: {device.serial}\n"
    if command == "/system identity print":
        return f"  name: {device.hostname}\n"
    if command == "/system device-mode print":
        return "                 mode: advanced\n            scheduler: yes\n"
    return None


def interfaces(device: RouterosDevice) -> str:
    """All kinds of interfaces as one list."""
    up = device.network.state(device.name).up
    rows = []
    for path, kind in _KINDS.items():
        for item in device.menus[path]:
            off = item.get("disabled") == "yes"
            runs = not off and (kind != "ether" or up.get(item["default-name"], False))
            values = {"comment": item.get("comment"), "name": item["name"], "type": kind, "mtu": item.get("mtu", "1500")}
            values["actual-mtu"] = values["mtu"]
            facts = " ".join(f"{name}={shown(value)}" for name, value in values.items() if value)
            rows.append(f" {len(rows)} {'X' if off else 'R' if runs else ' '}  {facts} \n")
    return "".join(rows)
