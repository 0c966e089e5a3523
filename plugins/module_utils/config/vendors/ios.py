# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS-XE."""

from __future__ import annotations

from ..vendor import Block, Owner, Vendor
from . import shared

IOS = Vendor(
    name="cisco.ios.ios",
    indent=1,
    interfaces=(
        "FastEthernet",
        "GigabitEthernet",
        "TwoGigabitEthernet",
        "FiveGigabitEthernet",
        "TenGigabitEthernet",
        "TwentyFiveGigE",
        "FortyGigabitEthernet",
        "HundredGigE",
        "FourHundredGigE",
        "AppGigabitEthernet",
        "Ethernet",
        "Port-channel",
        "Loopback",
        "Vlan",
        "Tunnel",
        "Serial",
        "Dialer",
        "BDI",
        "BVI",
        "Multilink",
        "Virtual-Template",
        "nve",
    ),
    comment=r"!",
    volatile=(
        r"Building configuration|Current configuration *:|Using \d+ out of|! Last configuration change|! NVRAM config last updated|"
        r"! No configuration change since|ntp clock-period|show running-config|upgrade fpd auto"
    ),
    leave=frozenset({"exit", "end", "exit-address-family", "exit-vrf", "exit-peer-policy", "exit-peer-session"}),
    exits=(
        (r"address-family ", "exit-address-family"),
        (r"template peer-policy ", "exit-peer-policy"),
        (r"template peer-session ", "exit-peer-session"),
    ),
    blocks=(
        Block(r"banner \S+\s+(\^C|\S)", r"{0}", inline=True),
        Block(r"certificate (?:self-signed |ca )?[0-9A-Fa-f]+$", r"quit$"),
    ),
    openers=(
        r"interface |router |vrf definition |ip vrf (?!forwarding)|"
        r"route-map |ip access-list |ipv6 access-list |class-map |policy-map |line |"
        r"vlan \d|"
        r"key chain |crypto (isakmp policy|keyring|ikev2|map \S+ \d|ipsec profile|pki)|aaa group server |control-plane|archive$|"
        r"ip sla \d|track \d|object-group |redundancy|radius server |tacacs server |flow |event manager applet "
    ),
    inner_openers=r"address-family |key \d+|class |service-instance |vrf |template peer-|log config",
    single=(*shared.SINGLE, r"switchport trunk allowed vlan (?!add )", r"(standby \d+) ip ", r"domain-id "),
    single_in=((r"interface ", r"vrf \S+$"),),
    exclusive=(
        r"router (bgp) ",
        r"(route-map \S+) (?:permit|deny) (\d+)",
        r"class-map (?:type \S+ )?(?:match-(?:all|any) )?(\S+)$",
        r"ip access-list (?:standard|extended) (\S+)",
        r"(ip prefix-list \S+ seq \d+) ",
        r"(ipv6 prefix-list \S+ seq \d+) ",
        r"(standby \d+) ip ",
    ),
    negations=(
        *shared.NEGATIONS,
        (r"(switchport trunk allowed vlan) .*", r"no \1"),
        (r"(channel-group) .*", r"no \1"),
        (r"certificate (self-signed |ca )?([0-9A-Fa-f]+)\n[\s\S]*", r"no certificate \1\2"),
    ),
    bindings=shared.BINDINGS,
    id_lists=r"(vlan) ([\d,-]+)$",
    ordered=r"ip access-list |ipv6 access-list |mac access-list ",
    rebuilt=r"(access-list \S+) ",
    owners=(
        Owner(r"router bgp ", r"neighbor (\S+) peer-group$", "neighbor {0} "),
        Owner(r"router bgp |address-family ", r"neighbor (\S+) remote-as ", "neighbor {0} "),
    ),
    ranks=shared.RANKS,
    objects=shared.OBJECTS,
    # a password and a secret exclude each other: the old kind goes first
    conflicts=(
        (r"(username \S+) (?:.* )?password ", r"(username \S+) (?:.* )?secret "),
        (r"(username \S+) (?:.* )?secret ", r"(username \S+) (?:.* )?password "),
    ),
    unique=r"ip address (\d\S+ \d\S+)",
    fixed=r"line (con|aux|vty 0)|control-plane$|archive$|redundancy$",
    defaulted=r"interface (?!Loopback|Vlan|Port-channel|Tunnel|BDI|Dialer|Virtual|nve|BVI|\S+\.\d+)",
    hidden=((r"$", r"version \S"), (r"interface ", r"no shutdown$")),
    stored=(
        r"(ip (address|http server|http secure-server|domain[ -]lookup|routing|cef|source-route|bootp server|redirects|"
        r"unreachables|"
        r"proxy-arp|route-cache|mroute-cache|classless|subnet-zero)|switchport|service (pad|config|dhcp|password-encryption|"
        r"timestamps \S+.*)|cdp (run|enable)|lldp (run|transmit|receive)|ipv6 nd.*|keepalive|mop enabled|mop sysid|logging console|"
        r"aaa new-model|auto-summary|synchronization|neighbor \S+ activate|bgp default ipv4-unicast|exec|login|negotiation auto|"
        r"platform punt-keepalive.*|passive-interface \S+|snmp trap link-status|spanning-tree vlan .*|logging event link-status)$"
    ),
    both=r"ip http (secure-)?server$|service (pad|config|dhcp|password-encryption)$|ip domain[ -]lookup$|aaa new-model$",
    wordless=r"ip address$|ipv6 address$|logging trap$|ip nat$|aaa$",
    resets=r"passive-interface default$",
    renewed=r"ip vrf forwarding ",
    wipes=(
        shared.TRUNK,
        (r"passive-interface default$", r"(no )?passive-interface (?!default)"),
        (r"vrf forwarding |ip vrf forwarding ", r"ip address |ipv6 address "),
    ),
    modal=r"switchport$",
)
