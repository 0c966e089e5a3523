# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
hostname r1
ntp server 198.51.100.1
interface Ethernet1
   description old
interface Management1
   ip address 192.0.2.12/24
"""
ROW = Row(
    network_os="arista.eos.eos",
    start=simulated(
        "arista.eos.eos", CONFIG, ("configure session theirs", "ntp server 203.0.113.9", "commit timer 00:05:00", "end")
    ),
    change=("interface Ethernet1", "   description second floor"),
    shows="description second floor",
    rejected=("interface Ethernet1", "   description third floor", "   ip adress 192.0.2.1/24"),
    words=r"(?i)invalid input",
    replacement=lambda running: running.replace("ntp server 198.51.100.1", "ntp server 198.51.100.2"),
)
