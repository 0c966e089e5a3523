# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells: an IOS and an EOS device with a BGP session between them. Every test takes a cell that no other test has touched."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.tests.lab import SimulatedDevice, SimulatedLab

from ..play import Played, Player

IOS, EOS = "ios", "eos"
PLATFORMS = (IOS, EOS)
NTP = "ntp server 198.51.100.77"

_IOS_CONFIG = """\
hostname {name}
ip domain name example.net
username admin privilege 15 secret 9 $9$simulated
snmp-server community s3cr3t-c0mmunity RO
archive
 path flash:archive
 maximum 10
interface GigabitEthernet0/0
 description management
 ip address 192.0.2.11 255.255.255.0
interface GigabitEthernet0/1
 description to the other one
 ip address 10.0.0.1 255.255.255.252
router bgp 65001
 bgp router-id 10.255.0.1
 neighbor 10.0.0.2 remote-as 65002
 neighbor 10.0.0.2 description the other one
 address-family ipv4
  neighbor 10.0.0.2 activate
ntp server 198.51.100.1
"""
_EOS_CONFIG = """\
hostname {name}
dns domain example.net
ntp server 198.51.100.1
username admin privilege 15 role network-admin secret sha512 $6$simulated
snmp-server community s3cr3t-c0mmunity ro
interface Ethernet1
   description to the other one
   no switchport
   ip address 10.0.0.2/30
interface Management1
   description management
   ip address 192.0.2.12/24
ip routing
router bgp 65002
   router-id 10.255.0.2
   neighbor 10.0.0.1 remote-as 65001
   neighbor 10.0.0.1 description the other one
"""


@dataclass(frozen=True)
class Site:
    """What one platform's tests say in its own words."""

    network_os: str
    management: str
    wrong_neighbor: tuple[str, ...]
    peer: str
    description: tuple[str, ...]
    least_timer: int


SITES = {
    IOS: Site(
        "cisco.ios.ios", "GigabitEthernet0/0", ("router bgp 65001", " neighbor 10.0.0.2 remote-as 64999"), "10.0.0.2",
        ("interface GigabitEthernet0/1", " description second floor"), 60,
    ),
    EOS: Site(
        "arista.eos.eos", "Management1", ("router bgp 65002", "   neighbor 10.0.0.1 remote-as 64999"), "10.0.0.1",
        ("interface Ethernet1", "   description second floor"), 15,
    ),
}  # fmt: skip


def topology(cells: int) -> dict[str, Any]:
    """So many cells, named ``ios1``/``eos1`` and so on."""
    devices: dict[str, Any] = {}
    links = []
    for number in range(1, cells + 1):
        ios, eos = f"{IOS}{number}", f"{EOS}{number}"
        devices[ios] = {"platform": "cisco.ios.ios", "ports": 3, "config": _IOS_CONFIG.format(name=ios)}
        devices[eos] = {"platform": "arista.eos.eos", "ports": 3, "config": _EOS_CONFIG.format(name=eos)}
        links.append([ios, "GigabitEthernet0/1", eos, "Ethernet1"])
    return {
        "defaults": {"user": "admin", "password": "admin", "port": 2222, "host_keys": "shared"},
        "devices": devices,
        "links": links,
    }


@dataclass
class Case:
    """One device of one platform, as a test finds it, and the way to change it."""

    device: SimulatedDevice
    site: Site
    player: Player
    before: str
    startup: str
    variables: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The host."""
        return self.device.name

    def play(self, *options: str, **arguments: Any) -> Played:
        """One run of auto.factory.change."""
        return self.player.run([{"auto.factory.change": arguments, "vars": self.variables}], self.name, *options)

    def change(self, *options: str, **arguments: Any) -> dict[str, Any]:
        """Its result."""
        return self.play(*options, **arguments).result(self.name)

    def untouched(self) -> None:
        """The device is as it was before, in both configurations, with nothing pending."""
        assert self.device.running == self.before
        assert self.device.startup == self.startup
        assert self.device.pending() is None

    def back_within(self, seconds: float) -> float:
        """Wait until the device is as it was; the seconds it took."""
        began = time.monotonic()
        self.device.wait(lambda device: device.running == self.before and device.pending() is None, seconds)
        return time.monotonic() - began


class Cells:
    """A running lab and the cells of it that nobody has used yet."""

    def __init__(self, lab: SimulatedLab, cells: int) -> None:
        self.lab = lab
        self.free: dict[str, Iterator[int]] = {platform: iter(range(1, cells + 1)) for platform in PLATFORMS}

    def take(self, platform: str, folder: Path) -> Case:
        """A fresh device."""
        device = self.lab.device(f"{platform}{next(self.free[platform])}")
        return Case(device, SITES[platform], Player(folder, self.lab.inventory()), device.running, device.startup)

    def inventory(self, variables: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """The lab's inventory with variables of single hosts."""
        found = copy.deepcopy(self.lab.inventory())
        for group in found["all"]["children"]["simulated"]["children"].values():
            for name, own in variables.items():
                if name in group["hosts"]:
                    group["hosts"][name].update(own)
        return found
