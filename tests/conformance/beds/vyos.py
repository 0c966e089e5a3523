# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
set interfaces ethernet eth0 address 192.0.2.14/24
set interfaces ethernet eth1 address 203.0.113.1/30
set interfaces ethernet eth1 description old
set interfaces loopback lo
set protocols bgp neighbor 203.0.113.2 remote-as 64501
set protocols bgp system-as 64500
set service ntp server 198.51.100.1
set service ssh port 22
set system config-management commit-confirm action reload
set system config-management commit-revisions 100
set system host-name r1
"""
ROW = Row(
    network_os="vyos.vyos.vyos",
    start=simulated(
        "vyos.vyos.vyos",
        CONFIG,
        ("configure", "set service ntp server 203.0.113.9", "commit-confirm 5 comment theirs", "y", "exit"),
    ),
    change=("set interfaces ethernet eth1 description 'second floor'",),
    shows="description 'second floor'",
    rejected=("set interfaces ethernet eth1 description 'third floor'", "set interfaces ethernet eth1 adress 192.0.2.1/24"),
    words=r"(?i)is not valid",
    replacement=lambda running: running.replace("ntp server 198.51.100.1", "ntp server 198.51.100.2"),
)
