# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
set / interface ethernet-1/1 admin-state enable
set / interface ethernet-1/1 description old
set / interface ethernet-1/1 subinterface 0 ipv4 admin-state enable
set / interface ethernet-1/1 subinterface 0 ipv4 address 203.0.113.1/30
set / interface mgmt0 subinterface 0 ipv4 address 192.0.2.14/24
set / system name host-name r1
set / system dns server-list [ 192.0.2.53 198.51.100.53 ]
set / system ntp server 198.51.100.1
set / network-instance default interface ethernet-1/1.0
set / network-instance default protocols bgp autonomous-system 64500
set / network-instance default protocols bgp neighbor 203.0.113.2 peer-as 64501
"""
ROW = Row(
    network_os="nokia.srlinux.srlinux",
    start=simulated(
        "nokia.srlinux.srlinux",
        CONFIG,
        ("enter candidate private name theirs", "set / system ntp server 203.0.113.9", "commit confirmed timeout 300"),
    ),
    change=('set / interface ethernet-1/1 description "second floor"',),
    shows='description "second floor"',
    rejected=(
        'set / interface ethernet-1/1 description "third floor"',
        "set / interface ethernet-1/1 subinterface 0 ipv4 adress 192.0.2.1/24",
    ),
    words=r"(?i)unknown token",
    replacement=lambda running: running.replace("server 198.51.100.1 {", "server 198.51.100.2 {"),
)
