# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers ``tables``, ``details`` and ``elements`` read.

In the MD-CLI the summary tells the AS numbers, and the state as JSON what was accepted; the classic CLI has the tables only.
"""

from __future__ import annotations

_SUMMARY = "show router bgp summary"
_NEIGHBORS = ("show system lldp neighbor",)

CLASSIC = {
    "facts": ("show version", "show system information", "show chassis"),
    "interfaces": ("show router interface",),
    "interfaces_ip": ("show router interface",),
    "neighbors": _NEIGHBORS,
    "lldp_neighbors": _NEIGHBORS,
    "bgp_neighbors": (_SUMMARY,),
    "ospf_neighbors": ("show router ospf neighbor",),
    "routes": ("show router route-table", "show router route-table ipv6"),
    "ntp": ("show system ntp all",),
    "ntp_stats": ("show system ntp all",),
    "environment": ("show system cpu", "show system memory-pools", "show chassis"),
    "arp_table": ("show router arp",),
    "mac_address_table": ("show service fdb-mac",),
    "lacp": ("show lag detail",),
}

_CONFIGURATION = ("admin show configuration json",)
COMMANDS = {
    **CLASSIC,
    "ntp_servers": _CONFIGURATION,
    "users": _CONFIGURATION,
    "snmp": _CONFIGURATION,
    "bgp_neighbors": (_SUMMARY, 'info json state router "Base" bgp neighbor'),
}
