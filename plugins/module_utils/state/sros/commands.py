# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers ``tables`` and ``elements`` read. The summary tells the AS numbers, the state what was accepted."""

from __future__ import annotations

_BGP = ("show router bgp summary", 'info json state router "Base" bgp neighbor')

COMMANDS = {
    "facts": ("show version", "show system information"),
    "interfaces": ("show router interface",),
    "interfaces_ip": ("show router interface",),
    "bgp_neighbors": _BGP,
    "ospf_neighbors": ("show router ospf neighbor",),
    "routes": ("show router route-table", "show router route-table ipv6"),
    "arp_table": ("show router arp",),
    "mac_address_table": ("show service fdb-mac",),
}
