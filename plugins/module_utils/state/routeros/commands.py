# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers ``prints`` reads."""

from __future__ import annotations

_INTERFACES = "/interface print terse without-paging"
_NEIGHBORS = ("/ip neighbor print detail without-paging",)

COMMANDS = {
    "facts": ("/system resource print", "/system routerboard print", "/system identity print", _INTERFACES),
    "interfaces": (_INTERFACES,),
    "interfaces_ip": ("/ip address print terse without-paging", "/ipv6 address print terse without-paging"),
    "neighbors": _NEIGHBORS,
    "lldp_neighbors": _NEIGHBORS,
    "lldp_neighbors_detail": _NEIGHBORS,
    "bgp_neighbors": ("/routing bgp session print terse without-paging",),
    "ospf_neighbors": ("/routing ospf neighbor print terse without-paging",),
    "routes": ("/ip route print terse without-paging", "/ipv6 route print terse without-paging"),
    "ntp": ("/system ntp client print",),
    "ntp_servers": ("/system ntp client print",),
    "environment": ("/system resource print", "/system health print terse without-paging"),
    "vlans": ("/interface bridge vlan print terse without-paging",),
    "arp_table": ("/ip arp print terse without-paging",),
    "mac_address_table": ("/interface bridge host print terse without-paging",),
    "network_instances": ("/ip vrf print terse without-paging",),
    "users": ("/user print terse without-paging",),
    "snmp": ("/snmp print", "/snmp community print terse without-paging"),
    "lacp": ("/interface bonding print terse without-paging",),
}
