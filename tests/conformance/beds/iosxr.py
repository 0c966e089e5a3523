# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS-XR, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
hostname r1
ntp
 server 198.51.100.1
!
interface MgmtEth0/RP0/CPU0/0
 ipv4 address 192.0.2.14 255.255.255.0
!
interface GigabitEthernet0/0/0/1
 description old
!
route-policy PASS
  pass
end-policy
!
"""
ROW = Row(
    network_os="cisco.iosxr.iosxr",
    start=simulated(
        "cisco.iosxr.iosxr", CONFIG, ("configure terminal", "ntp", "server 203.0.113.9", "root", "commit confirmed 300")
    ),
    change=("interface GigabitEthernet0/0/0/1", " description second floor"),
    shows="description second floor",
    rejected=("interface GigabitEthernet0/0/0/1", " description third floor", " ipv4 adress 192.0.2.1 255.255.255.0"),
    words=r"(?i)invalid input",
    replacement=lambda running: running.replace("server 198.51.100.1", "server 198.51.100.2"),
)
