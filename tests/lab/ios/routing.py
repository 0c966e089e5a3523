# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS as data: the lines of the routing processes."""

from __future__ import annotations

OSPF = (
    "router-id = <ip>",
    "auto-cost reference-bandwidth = <1-4294967>",
    "area <word> <line>",
    "redistribute <line>",
    "passive-interface default",
    ("passive-interface <if>", "hook=passive"),
    "network <ip> <mask> area = <word>",
    "default-information originate [<line>]",
    "log-adjacency-changes [detail]",
    "distance = <1-255>",
    "max-metric <line>",
    "maximum-paths = <1-32>",
    "timers <line>",
)

_NEIGHBOR = (
    ("neighbor <word> peer-group", "hook=peer_group"),
    ("neighbor <word> remote-as = <1-4294967295>", "hook=remote_as"),
    ("neighbor <ip> peer-group = <word>", "hook=in_group"),
    ("neighbor <word> description = <line>", "hook=neighbor"),
    ("neighbor <word> password = <line>", "hook=neighbor"),
    ("neighbor <word> shutdown", "hook=neighbor"),
    ("neighbor <word> ebgp-multihop = <1-255>", "hook=neighbor"),
    ("neighbor <word> ebgp-multihop", "hook=neighbor"),
    ("neighbor <word> update-source = <if>", "hook=neighbor"),
    ("neighbor <word> timers = <line>", "hook=neighbor"),
    ("neighbor <word> fall-over [bfd]", "hook=neighbor"),
)
_POLICY = (
    ("neighbor <word> activate", "hook=neighbor"),
    ("neighbor <word> send-community = {both|standard|extended}", "hook=neighbor"),
    ("neighbor <word> send-community", "hook=neighbor"),
    ("neighbor <word> route-reflector-client", "hook=neighbor"),
    ("neighbor <word> next-hop-self", "hook=neighbor"),
    ("neighbor <word> default-originate", "hook=neighbor"),
    ("neighbor <word> soft-reconfiguration inbound", "hook=neighbor"),
    ("neighbor <word> prefix-list <word> = {in|out}", "hook=neighbor"),
    ("neighbor <word> route-map <word> = {in|out}", "hook=neighbor"),
    ("neighbor <word> maximum-prefix = <line>", "hook=neighbor"),
    ("neighbor <word> allowas-in = <1-10>", "hook=neighbor"),
    ("neighbor <word> weight = <0-65535>", "hook=neighbor"),
    ("neighbor <word> remove-private-as", "hook=neighbor"),
)
_NETWORKS = (
    "network <ip> mask <mask> [route-map <word>]",
    "network <ip>",
    "aggregate-address <ip> <mask> = [summary-only]",
    "redistribute {connected|static} = [route-map <word>]",
    "redistribute ospf <1-65535> = [<line>]",
    "maximum-paths = <1-32>",
    "maximum-paths ibgp = <1-32>",
    "distance bgp = <line>",
)

BGP = (
    "bgp router-id = <ip>",
    ("bgp log-neighbor-changes",),
    ("bgp default ipv4-unicast", "default_on"),
    "bgp <line>",
    "timers bgp = <line>",
    *_NETWORKS,
    *_NEIGHBOR,
    *_POLICY,
    ("address-family {ipv4|ipv6} [unicast] [vrf <word>]", "enter=bgp-af"),
    ("address-family vpnv4 [unicast]", "enter=bgp-af"),
)
BGP_AF = (*_NETWORKS, *_NEIGHBOR, *_POLICY)
