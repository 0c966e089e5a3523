# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS."""

from __future__ import annotations

from ..vendor import Block, Owner, Vendor
from . import shared

NXOS = Vendor(
    name="cisco.nxos.nxos",
    indent=2,
    interfaces=(
        "Ethernet",
        "port-channel",
        "loopback",
        "Vlan",
        "mgmt",
        "nve",
        "Tunnel",
    ),
    comment=r"!",
    volatile=r"!Command: |!Running configuration last done|!Time: |!No configuration change|show running-config|"
    r"Building configuration",
    leave=frozenset({"exit", "end"}),
    blocks=(Block(r"banner \S+\s+(\^C|\S)", r"{0}", inline=True),),
    openers=(
        r"interface |router |vrf context |route-map |ip access-list |ipv6 access-list |mac access-list |class-map |policy-map |"
        r"line |vlan \d|"
        r"vpc domain |key chain |aaa group server |object-group |evpn$|role name |template |flow |control-plane|nv overlay |"
        r"track \d"
    ),
    inner_openers=r"address-family |vrf |neighbor \S+( remote-as \S+)?$|template peer|vni |class |member vni |key \d+",
    leaves=((r"interface ", r"vrf member "),),
    single=(
        *(p for p in shared.SINGLE if not p.startswith(("encapsulation", "(username"))),
        r"(username \S+) (password|passphrase) ",
        r"switchport trunk allowed vlan (?!add )",
        r"vrf member ",
        r"(ntp|logging|snmp-server|ip (?:tacacs|radius|ftp|ssh|telnet|tftp)) source-interface (?!traps|informs)",
        r"(ntp (?:server|peer) \S+)(?: (?!use-vrf)\S+)*( use-vrf \S+)?",
        r"(snmp-server community \S+) group ",
        r"snmp-server source-interface (traps|informs) ",
        r"logging (level \S+|console|monitor|logfile|timestamp) ",
        r"(ip domain-name|clock summer-time|system jumbomtu|copp profile|boot nxos|vtp domain|errdisable recovery interval) ",
        r"(spanning-tree vlan \S+) priority ",
        r"(fabric forwarding anycast-gateway-mac|mac address-table aging-time) ",
    ),
    single_in=(
        (r"neighbor ", r"(remote-as|password|update-source|ebgp-multihop|local-as|timers|inherit peer) "),
        (r"address-family ", r"(route-map|prefix-list|filter-list) \S+ (in|out)$"),
        (r"interface ", r"(ip|ipv6|mac) (?:access-group|port access-group|traffic-filter) \S+ (in|out)$"),
        (r"interface ", r"(ip|ipv6) router ospf(?:v3)? (\S+) area "),
        (r"route-map ", r"set (local-preference|metric|metric-type|weight|origin|tag) "),
        (r"line ", r"(session-limit) |access-class \S+ (in|out)$"),
        (r"vlan ", r"vn-segment "),
    ),
    exclusive=(
        r"router (bgp) ",
        r"(route-map \S+) (?:permit|deny) (\d+)",
        r"((?:ip|ipv6) prefix-list \S+ seq \d+) ",
    ),
    negations=(*shared.NEGATIONS, (r"(switchport trunk allowed vlan) .*", r"no \1"), (r"(channel-group) .*", r"no \1")),
    bindings=shared.BINDINGS,
    id_lists=r"(vlan) ([\d,-]+)$",
    ordered=r"ip access-list |ipv6 access-list |mac access-list ",
    owners=(Owner(r"router bgp |vrf ", r"neighbor (\S+) remote-as ", "neighbor {0} "),),
    ranks=((r"feature |nv overlay evpn|feature-set ", 2), *shared.RANKS),
    objects=shared.OBJECTS,
    unique=r"ip address (\d\S+)",
    fixed=r"line |control-plane$|vrf context management",
    defaulted=r"interface (Ethernet|mgmt)\d[\d/]*$",
    hidden=((r"$", r"version \S"),),
    stored=(
        r"(switchport|shutdown|ip redirects|ip domain-lookup|lldp (transmit|receive)|feature \S+|snmp-server enable .*|cdp enable|"
        r"ipv6 redirects|ip icmp-errors .*|negotiate auto|password strength-check|system default switchport.*)$"
    ),
    wordless=r"ip address$|ipv6 address$",
    # overwritten all the same; taken out first, so that the commands say what goes
    renewed=(
        r"vrf member |logging (level|console|monitor|logfile|timestamp|source-interface) |ntp |set (?!metric \d)|vn-segment |"
        r"ip (tacacs|radius|ftp|ssh|telnet|tftp) source-interface|snmp-server (community|source-interface) |ip domain-name |"
        r"clock summer-time |vtp domain |errdisable recovery |spanning-tree vlan |mac address-table |(ip|ipv6) router ospf|"
        r"(remote-as|update-source|ebgp-multihop|local-as|timers|inherit peer) |(route-map|prefix-list|filter-list) \S+ (in|out)$|"
        r"(ip|ipv6|mac) (access-group|port access-group|traffic-filter) |session-limit |access-class "
    ),
    wipes=(
        shared.TRUNK,
        (r"vrf member ", r"ip address |ipv6 address |ip router |ipv6 router "),
    ),
    modal=r"switchport$",
)
