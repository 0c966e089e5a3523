# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers these parsers, and FRR's, read."""

from __future__ import annotations

_CONFIGURATION = ("show configuration commands",)
_LINKS = ("ip -j -d link show",)  # its shell is a Linux shell too

COMMANDS = {
    "facts": ("show version", "show host name", "show interfaces"),
    "interfaces": ("show interfaces",),
    "interfaces_ip": ("show interfaces",),
    "neighbors": ("show lldp neighbors detail",),
    "lldp_neighbors": ("show lldp neighbors detail",),
    "lldp_neighbors_detail": ("show lldp neighbors detail",),
    "bgp_neighbors": ("show bgp ipv4 summary", "show bgp ipv6 summary"),
    "ospf_neighbors": ("show ip ospf neighbor",),
    "routes": ("show ip route", "show ipv6 route"),
    "ntp": ("show ntp system", "show ntp"),
    "ntp_servers": _CONFIGURATION,
    "ntp_stats": ("show ntp",),
    "environment": ("cat /proc/stat /proc/loadavg /proc/meminfo",),
    "vlans": ("bridge -j vlan show",),
    "arp_table": ("show arp",),
    "mac_address_table": ("bridge -j fdb show",),
    "network_instances": ("ip -j -d addr show",),
    "users": _CONFIGURATION,
    "snmp": _CONFIGURATION,
    "lacp": _LINKS,
    "stp": _LINKS,
}
