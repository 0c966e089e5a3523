# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands whose answers these parsers, and FRR's, read: of community SONiC's shell, where FRR answers through vtysh."""

from __future__ import annotations

_INTERFACES = "show interfaces status"

COMMANDS = {
    "facts": ("show version", "hostname", _INTERFACES),
    "interfaces": (_INTERFACES,),
    "interfaces_ip": ("show ip interfaces", "show ipv6 interfaces"),
    "neighbors": ("show lldp neighbors",),
    "lldp_neighbors": ("show lldp table",),
    "lldp_neighbors_detail": ("show lldp neighbors",),
    "bgp_neighbors": ("vtysh -c 'show bgp vrf all summary json'", "vtysh -c 'show bgp vrf all neighbors json'"),
    "ospf_neighbors": ("vtysh -c 'show ip ospf vrf all neighbor json'",),
    "routes": ("vtysh -c 'show ip route vrf all json'", "vtysh -c 'show ipv6 route vrf all json'"),
    "ntp": ("show ntp",),
    "ntp_servers": ("show runningconfiguration ntp",),
    "ntp_stats": ("show ntp",),
    "environment": (
        "cat /proc/stat /proc/loadavg /proc/meminfo",
        "show platform fan",
        "show platform psustatus",
        "show platform temperature",
    ),
    "vlans": ("show vlan brief",),
    "arp_table": ("show arp",),
    "mac_address_table": ("show mac",),
    "network_instances": ("show vrf",),
    "users": ("getent passwd",),
    "snmp": ("show runningconfiguration snmp",),
    "lacp": ("show interfaces portchannel",),
}
