# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS (MD-CLI), simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
/configure port 1/1/c1/1 admin-state enable
/configure port 1/1/c1/1 description "old"
/configure policy-options prefix-list "loopbacks" prefix 192.0.2.0/24 type longer
/configure policy-options policy-statement "out" entry 10 from prefix-list ["loopbacks"]
/configure policy-options policy-statement "out" entry 10 action action-type accept
/configure router "Base" autonomous-system 64500
/configure router "Base" interface "to-r2" port 1/1/c1/1
/configure router "Base" interface "to-r2" ipv4 primary address 203.0.113.1 prefix-length 30
/configure router "Base" bgp group "peers" peer-as 64501
/configure router "Base" bgp neighbor 203.0.113.2 group "peers"
/configure system name "r1"
/configure system time ntp server 198.51.100.1 router-instance "Base"
"""
ROW = Row(
    network_os="nokia.sros.md",
    start=simulated(
        "nokia.sros.md",
        CONFIG,
        (
            "edit-config exclusive",
            '/configure system time ntp server 203.0.113.9 router-instance "Base"',
            "commit confirmed 5",
        ),
    ),
    change=('/configure port 1/1/c1/1 description "second floor"',),
    shows='description "second floor"',
    rejected=(
        '/configure port 1/1/c1/1 description "third floor"',
        '/configure router "Base" interface "to-r2" ipv4 primary adress 192.0.2.1',
    ),
    words=r"MGMT_CORE #2201: Unknown element",
    replacement=lambda running: running.replace("server 198.51.100.1 ", "server 198.51.100.2 "),
)
