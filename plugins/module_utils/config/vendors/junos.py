# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Juniper Junos, as set statements or in braces."""

from __future__ import annotations

from ..vendor import Vendor, WordRules, word_set

# Lists whose entries have a name after this word: they are removed entry by entry.
_NAMED = word_set(
    "unit family policy-statement prefix-list term filter group neighbor area community as-path instance user class file host "
    "policer vlan interface-range route policy rule rule-set pool from-zone to-zone security-zone application application-set "
    "address address-set level condition bridge-domain label-switched-path rib rib-group view trap-group client "
    "server dynamic-profile queue scheduler forwarding-class access-profile profile peer-unit vrrp-group interface "
    "archive-site proposal gateway vpn as-path-group route-instance virtual-switch"
)

# Sections that may hold a single bare word, and would else be taken for a word with its value.
_BLOCKS = word_set(
    "system services ssh netconf rfc-compliant login syslog ntp radius-server interfaces protocols policy-options firewall "
    "routing-options routing-instances snmp chassis vlans security zones host-inbound-traffic system-services "
    "ethernet-switching forwarding-options class-of-service applications groups static bgp ospf ospf3 isis lldp lldp-med rstp "
    "mstp mpls rsvp ldp bfd-liveness-detection traceoptions inet inet6 iso ethernet-switching-options switch-options evpn "
    "redundancy ether-options gigether-options aggregated-ether-options event-options access accounting-options "
    "route-options poe igmp-snooping source-prefix-list destination-prefix-list source-address destination-address"
)

# Statements with one value: a new one takes the place of the old one.
_SINGLE = word_set(
    "description host-name domain-name time-zone location contact encrypted-password full-name uid message mtu speed link-mode "
    "duplex encapsulation native-vlan-id vlan-id vlan-tag-id inner-vlan-id l3-interface bandwidth type peer-as local-as "
    "autonomous-system router-id local-address authentication-key authentication-type hold-time preference local-preference "
    "metric metric-out med cost priority interface-type reference-bandwidth hello-interval dead-interval "
    "minimum-interval multiplier detection-time cluster vrf-target route-distinguisher instance-type "
    "boot-server timeout retry idle-timeout connection-limit rate-limit "
    "root-login version ttl minimum-links periodic system-id admin-key bridge-priority forward-delay max-age "
    "hello-time virtual-gateway-address bandwidth-limit burst-size-limit inactivity-timeout vni vtep-source-interface"
)

JUNOS = Vendor(
    name="junipernetworks.junos.junos",
    style="set",
    comment=r"#|\{(master|backup|primary|secondary|linecard)|/\*|\[edit|\S+@\S+[>#%]",
    volatile=r"## Last (commit|changed)|show configuration|warning: ",
    leave=frozenset({"exit", "quit", "top", "up"}),
    words=WordRules(
        named=_NAMED,
        single=_SINGLE,
        blocks=_BLOCKS,
        blocks_with={"filter": word_set("input output input-list output-list"), "then": word_set("discard")},
        valued=word_set("ntp/server route-filter prefix-list-filter route-filter-list autonomous-system local-as"),
        short=word_set("route community"),
        oneliners=word_set("from then to"),
        in_order={
            "term": r"(^| )(policy-statement|filter|service-filter|simple-filter|rule) \S+ term$",
            "policy": r"(^| )(policies (from-zone \S+ to-zone \S+|global)) policy$",
            "rule": r"(^| )(rule-set \S+|stateful-firewall|nat) rule$",
            "import": r"(^| )(protocols|group|neighbor|area|instance \S+|forwarding-table|bgp|ospf|isis|\S+) import$",
            "export": r"(^| )(protocols|group|neighbor|area|forwarding-table|bgp|ospf|isis|\S+) export$",
            "vrf-import": r" vrf-import$",
            "vrf-export": r" vrf-export$",
            "apply-groups": r"",
            "authentication-order": r"",
            "name-server": r"(^| )system name-server$",
            "domain-search": r"(^| )system domain-search$",
            "proposals": r" proposals$",
            "input-list": r" filter input-list$",
            "output-list": r" filter output-list$",
        },
    ),
)
