# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS."""

from __future__ import annotations

from ..vendor import Block, Owner, Vendor
from . import shared

EOS = Vendor(
    name="arista.eos.eos",
    indent=3,
    interfaces=(
        "Ethernet",
        "Management",
        "Port-Channel",
        "Loopback",
        "Vlan",
        "Vxlan",
        "Tunnel",
    ),
    comment=r"!",
    volatile=(
        r"! Command: |! device: |! boot system |! Startup-config last modified|! Last configuration change|! Time: |"
        r"Building configuration|Current configuration *:|show running-config"
    ),
    leave=frozenset({"exit", "end"}),
    blocks=(
        Block(r"banner (?:login|motd|exec)$", r"EOF$"),
        Block(r"(?:action bash|comment)$", r"EOF$"),
        Block(r"certificate$|ssl key$", r"EOF$"),
    ),
    openers=(
        r"interface |router |vrf instance |route-map |ip access-list |ipv6 access-list |mac access-list |class-map |policy-map |"
        r"vlan \d|"
        r"management |mlag configuration|ip prefix-list \S+$|ipv6 prefix-list \S+$|peer-filter |daemon |event-handler |"
        r"queue-monitor|"
        r"aaa group server |ip virtual-router|traffic-policies|mpls rsvp|monitor session |spanning-tree mst configuration|"
        r"hardware |platform |tap aggregation|dhcp server|monitor connectivity"
    ),
    inner_openers=r"address-family |vrf |vlan \d+|vlan-aware-bundle |class |protocol |profile |ssl profile|group |tunnel |"
    r"query |api |host ",
    single=(
        *shared.SINGLE,
        r"switchport trunk allowed vlan (?!add )",
        r"(neighbor \S+) peer group \S+$",
        r"(neighbor \S+) maximum-routes ",
        r"(bgp listen range) ",
        r"service routing protocols model ",
        r"vxlan udp-port ",
        r"vxlan source-interface ",
        r"domain-id ",
        r"local-interface ",
        r"peer-address (?!heartbeat)",
        r"peer-link ",
        r"reload-delay mlag ",
        r"reload-delay non-mlag ",
        r"ip virtual-router mac-address ",
        r"set metric ",
        r"ntp local-interface ",
    ),
    single_in=((r"interface ", r"vrf \S+$"),),
    exclusive=(
        r"router (bgp) ",
        r"(route-map \S+) (?:permit|deny) (\d+)",
        r"(ip prefix-list \S+ seq \d+) ",
        r"class-map (type \S+) match-(?:all|any) (\S+)$",
    ),
    negations=(
        *shared.NEGATIONS,
        (r"(switchport trunk allowed vlan) .*", r"no \1"),
        (r"(channel-group) .*", r"no \1"),
        (r"(action bash|comment|certificate|ssl key)\n[\s\S]*", r"no \1"),
    ),
    id_lists=r"(vlan) ([\d,-]+)$",
    ordered=r"ip access-list |ipv6 access-list |mac access-list |ip prefix-list |ipv6 prefix-list |peer-filter ",
    owners=(
        Owner(r"router bgp ", r"neighbor (\S+) peer group$", "neighbor {0} "),
        Owner(r"router bgp |vrf ", r"neighbor (\S+) remote-as ", "neighbor {0} "),
    ),
    ranks=(*shared.RANKS, (r"management |mlag ", 58)),
    objects=shared.OBJECTS,
    unique=r"ip address (\d\S+)",
    fixed=r"management (?!api|ssh|security|telnet|console)",
    defaulted=r"interface (Ethernet|Management)\d[\d/]*$",
    hidden=(
        (r"$", r"version \S"),
        (r"interface ", r"no shutdown$"),
    ),
    stored=(
        r"(switchport|shutdown|neighbor \S+ activate|bgp default ipv4-unicast|logging console|lldp (run|transmit|receive)|"
        r"spanning-tree vlan-id .*|aaa root|ip icmp redirect|ip redirects|autostate|errdisable .*|bgp default ipv4-unicast .*|"
        r"username admin|transceiver .*|passive-interface \S+|snmp-server enable .*)$"
    ),
    wordless=r"ip address$|ipv6 address$",
    resets=r"passive-interface default$",
    renewed=r"vrf (?!instance)\S+$",
    wipes=(
        shared.TRUNK,
        (r"passive-interface default$", r"(no )?passive-interface (?!default)"),
        (r"vrf (?!instance)\S+$", r"ip address |ipv6 address |ip address virtual "),
    ),
    modal=r"switchport$",
)
