# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS, simulated."""

from __future__ import annotations

from ..bed import Row
from ..simulated import simulated

CONFIG = """\
/interface bridge add name=bridge1 comment=old
/interface ethernet set [ find default-name=ether2 ] comment=uplink
/interface vlan add interface=bridge1 name=vlan10 vlan-id=10
/interface bridge port add bridge=bridge1 interface=ether3
/ip address add address=203.0.113.1/30 interface=bridge1
/ip firewall filter add action=accept chain=input connection-state=established,related
/ip firewall filter add action=drop chain=input in-interface=ether2 comment="all the rest"
/ip route add dst-address=0.0.0.0/0 gateway=203.0.113.2
/ip service set telnet disabled=yes
/system identity set name=r1
/system ntp client set enabled=yes
/system ntp client servers add address=198.51.100.1
"""
ROW = Row(
    network_os="community.routeros.routeros",
    start=simulated(
        "community.routeros.routeros",
        CONFIG,
        (
            "/system ntp client servers add address=203.0.113.9",
            '/system scheduler add name=af-ffffffffffff interval=5m on-event="/system script run af-ffffffffffff"',
        ),
    ),
    change=(
        '/interface bridge set [find name=bridge1] comment="second floor"',
        "/ip firewall filter add action=accept chain=input protocol=icmp place-before=[find action=drop]",
        "/interface bridge port remove [find interface=ether3]",
    ),
    shows='comment="second floor"',
    rejected=(
        '/interface bridge set [find name=bridge1] comment="third floor"',
        "/ip address add adress=192.0.2.1/24 interface=bridge1",
    ),
    words=r"expected end of command",
    replacement=lambda running: running.replace("address=198.51.100.1", "address=198.51.100.2"),
)
