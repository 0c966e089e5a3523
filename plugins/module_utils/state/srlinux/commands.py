# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers ``elements`` reads."""

from __future__ import annotations

_INTERFACES = "info from state / interface * | as json"
_INSTANCES = "info from state / network-instance * | as json"

COMMANDS = {
    "facts": (
        "info from state / system information | as json",
        "info from state / system name | as json",
        "info from state / platform chassis | as json",
        _INTERFACES,
    ),
    "interfaces": (_INTERFACES,),
    "interfaces_ip": (_INTERFACES,),
    "neighbors": ("info from state / system lldp | as json",),
    "lldp_neighbors": ("info from state / system lldp | as json",),
    "lldp_neighbors_detail": ("info from state / system lldp | as json",),
    "bgp_neighbors": (_INSTANCES,),
    "ospf_neighbors": (_INSTANCES,),
    "routes": (_INSTANCES,),
    "ntp": ("info from state / system ntp | as json",),
    "ntp_servers": ("info from state / system ntp | as json",),
    "ntp_stats": ("info from state / system ntp | as json",),
    "environment": ("info from state / platform | as json",),
    "vlans": (_INTERFACES,),
    "arp_table": (_INTERFACES,),
    "mac_address_table": (_INSTANCES,),
    "network_instances": (_INSTANCES,),
    "users": ("info from state / system aaa authentication | as json",),
    "snmp": ("info from state / system information | as json", "info from state / system snmp | as json"),
    "lacp": (_INTERFACES,),
}
