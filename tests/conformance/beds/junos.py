# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Juniper Junos, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
set version 21.4R3.15
set system host-name r1
set system ntp server 198.51.100.1
set interfaces fxp0 unit 0 family inet address 192.0.2.13/24
set interfaces ge-0/0/1 description old
set interfaces ge-0/0/1 unit 0 family inet address 203.0.113.1/30
set protocols bgp group peers type external
set protocols bgp group peers neighbor 203.0.113.2 peer-as 64501
set routing-options autonomous-system 64500
"""
ROW = Row(
    network_os="junipernetworks.junos.junos",
    start=simulated(
        "junipernetworks.junos.junos",
        CONFIG,
        ("configure", "set system ntp server 203.0.113.9", "commit confirmed 5 comment theirs", "exit"),
    ),
    change=('set interfaces ge-0/0/1 description "second floor"',),
    shows='description "second floor"',
    rejected=(
        'set interfaces ge-0/0/1 description "third floor"',
        "set interfaces ge-0/0/1 unit 0 family inet adress 192.0.2.1/24",
    ),
    words=r"(?i)syntax error",
    replacement=lambda running: running.replace("ntp server 198.51.100.1", "ntp server 198.51.100.2"),
)
