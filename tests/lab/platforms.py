# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network OSs that can be simulated: one row each."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .device import Device


@dataclass(frozen=True)
class Row:
    """``device``: module and class below this package, imported when one is started.

    ``port``: how ports are named, the first with the number ``first``; ``management``: the port that logins come in by;
    ``group``: of the inventory; ``routed``: ports route as delivered.
    """

    device: str
    port: str
    first: int
    management: str
    group: str
    routed: bool = True


ROWS: dict[str, Row] = {
    "cisco.ios.ios": Row("ios.device:IosDevice", "GigabitEthernet0/{}", 0, "GigabitEthernet0/0", "ios"),
    "arista.eos.eos": Row("eos.device:EosDevice", "Ethernet{}", 1, "Management1", "eos", routed=False),
    "junipernetworks.junos.junos": Row("junos.device:JunosDevice", "ge-0/0/{}", 0, "fxp0", "junos"),
    "vyos.vyos.vyos": Row("vyos.device:VyosDevice", "eth{}", 0, "eth0", "vyos"),
    "cisco.nxos.nxos": Row("nxos.device:NxosDevice", "Ethernet1/{}", 1, "mgmt0", "nxos", routed=False),
    "nokia.srlinux.srlinux": Row("srlinux.device:SrlinuxDevice", "ethernet-1/{}", 1, "mgmt0", "srlinux"),
    "nokia.sros.md": Row("sros.device:SrosDevice", "1/1/c{}/1", 1, "management", "sros"),
    "cisco.iosxr.iosxr": Row("iosxr.device:IosxrDevice", "GigabitEthernet0/0/0/{}", 0, "MgmtEth0/RP0/CPU0/0", "iosxr"),
    "community.routeros.routeros": Row("routeros.device:RouterosDevice", "ether{}", 1, "ether1", "routeros"),
}


def device_class(platform: str) -> type[Device]:
    """The class of a simulated device."""
    module, _, name = ROWS[platform].device.partition(":")
    found: type[Device] = getattr(importlib.import_module(f".{module}", __package__), name)
    return found
