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
    if command == "/system history print":
        return history(device)
    texts = {
        "/system resource print": (
            "                   uptime: 1d2h3m4s\n                  version: 7.16.1 (stable)\n               board-name: CHR\n"
        ),
        "/system routerboard print": f"       routerboard: yes\n             model: CHR\n     serial-number: {device.serial}\n",
        "/system identity print": f"  name: {device.hostname}\n",
        "/system device-mode print": "                 mode: advanced\n            scheduler: yes\n",
    }
    return texts.get(command)


def history(device: RouterosDevice) -> str:
    """What was done; in safe mode what would be taken back."""
    rows = [f"{'F' if device.safe else 'U'} item changed  admin  write" for _number in range(device.actions)]
    return "\n".join(["Flags: U - UNDOABLE, F - FLOATING-UNDO", "Columns: ACTION, BY, POLICY", *rows, ""])


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
