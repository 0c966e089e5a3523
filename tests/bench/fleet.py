# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated devices that a bench works on, and the change it makes on them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from tests.lab.lab import SimulatedLab

CONFIG = """\
no ip domain lookup
ip domain name example.net
archive
 path flash:bench
 maximum 5
interface Loopback0
 ip address 10.255.{high}.{low} 255.255.255.255
interface GigabitEthernet0/1
 description to the neighbour
 ip address 10.{high}.{pair}.{side} 255.255.255.252
interface GigabitEthernet0/2
 description access
interface GigabitEthernet0/4
 description spare
 shutdown
router bgp {own}
 bgp log-neighbor-changes
 network 10.255.{high}.{low} mask 255.255.255.255
 neighbor 10.{high}.{pair}.{peer} remote-as {other}
ntp server 192.0.2.101
logging host 192.0.2.102
"""


@dataclass(frozen=True)
class Change:
    """One change: two lines in two sections. ``mark`` makes it new for devices that had an earlier one."""

    mark: str

    @property
    def lines(self) -> list[str]:
        """As the running configuration shows them."""
        return ["interface GigabitEthernet0/2", f" description {self.mark}", "ntp server 192.0.2.103"]


def new_change() -> Change:
    """A change nobody made before."""
    return Change(f"bench-{uuid.uuid4().hex[:8]}")


def topology(count: int, pad: int = 0) -> dict[str, Any]:
    """``count`` IOS devices in pairs with a BGP session between the two, and ``pad`` more configuration lines each."""
    names = [f"ios{number}" for number in range(1, count + 1)]
    devices = {
        name: {"config": _config(index) + _padding(pad), "plugged": ["GigabitEthernet0/2"]} for index, name in enumerate(names)
    }
    port = "GigabitEthernet0/1"
    links = [[one, port, other, port] for one, other in zip(names[::2], names[1::2], strict=False)]
    return {"defaults": {"platform": "cisco.ios.ios", "host_keys": "shared"}, "devices": devices, "links": links}


def _config(index: int) -> str:
    high, low = divmod(index + 1, 250)
    pair, second = low // 2 if low % 2 == 0 else (low + 1) // 2, index % 2
    return CONFIG.format(high=high, low=low, pair=pair, side=1 + second, peer=2 - second, own=65001 + second, other=65002 - second)


def _padding(lines: int) -> str:
    return "".join(f"ip prefix-list PAD seq {5 * n} permit 10.{n // 256}.{n % 256}.0/24\n" for n in range(1, lines + 1))


def unchanged_devices(lab: SimulatedLab, change: Change) -> list[str]:
    """The devices on which the change is not both running and saved: a fast command that does nothing is no result."""
    return [
        device.name
        for device in lab.devices
        if any(line.strip() not in text for line in change.lines for text in (device.running, device.startup))
    ]
