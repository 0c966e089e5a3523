# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
hostname r1
feature scp-server
ntp server 198.51.100.1 use-vrf management
interface Ethernet1/1
  description old
interface mgmt0
  vrf member management
  ip address 192.0.2.13/24
"""
ROW = Row(
    network_os="cisco.nxos.nxos",
    start=simulated(
        "cisco.nxos.nxos",
        CONFIG,
        (
            "copy running-config bootflash:theirs",
            "configure terminal",
            "ntp server 203.0.113.9",
            "end",
            "configure replace bootflash:theirs commit-timeout 300",
        ),
    ),
    change=("interface Ethernet1/1", "  description second floor"),
    shows="description second floor",
    rejected=("interface Ethernet1/1", "  description third floor", "  ip adress 192.0.2.1/24"),
    words=r"(?i)syntax error",
    replacement=lambda running: running.replace("ntp server 198.51.100.1", "ntp server 198.51.100.2"),
)
