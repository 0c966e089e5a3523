# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
hostname r1
archive
 path flash:archive
 maximum 10
interface GigabitEthernet0/0
 ip address 192.0.2.11 255.255.255.0
interface GigabitEthernet0/1
 description old
ntp server 198.51.100.1
"""
ROW = Row(
    network_os="cisco.ios.ios",
    start=simulated("cisco.ios.ios", CONFIG, ("configure terminal revert timer 5", "ntp server 203.0.113.9", "end"), "archive-"),
    change=("interface GigabitEthernet0/1", " description second floor"),
    shows="description second floor",
    rejected=("interface GigabitEthernet0/1", " description third floor", "ntp sever 192.0.2.1"),
    words=r"(?i)invalid input",
    replacement=lambda running: running.replace("ntp server 198.51.100.1", "ntp server 198.51.100.2"),
)
