# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers these parsers, and FRR's, read."""

from __future__ import annotations

COMMANDS = {
    "facts": ("show version", "show interface status"),
    "interfaces": ("show interface status",),
    "interfaces_ip": ("show ip interfaces", "show ipv6 interfaces"),
    "neighbors": ("show lldp table",),
    "lldp_neighbors": ("show lldp table",),
    "bgp_neighbors": ("show bgp ipv4 unicast summary", "show bgp ipv6 unicast summary"),
    "routes": ("show ip route", "show ipv6 route"),
    "arp_table": ("show ip arp",),
    "mac_address_table": ("show mac address-table",),
}
