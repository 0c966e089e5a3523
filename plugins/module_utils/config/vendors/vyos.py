# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS, as set statements or in braces."""

from __future__ import annotations

import dataclasses

from ..vendor import Vendor, WordRules, word_set

# Nodes that a name or a number follows. VyOS shows no list whose order has a meaning: rules have numbers.
NAMED = word_set(
    "ethernet vif vif-s vif-c bonding bridge loopback tunnel wireguard dummy pppoe openvpn vti vxlan macsec geneve "
    "pseudo-ethernet wireless wwan l2tpv3 peer neighbor peer-group rule name ipv6-name route route6 table policy-map "
    "policy/route-map policy/prefix-list policy/prefix-list6 policy/access-list policy/access-list6 policy/community-list "
    "policy/as-path-list area user "
    "public-keys address-group network-group port-group subnet range static-mapping zone from server "
    "site-to-site esp-group ike-group community shared-network-name group host facility file key "
    "next-hop afi-safi vrrp-group static-host-mapping process vni"
)

BLOCKS = word_set(
    "interfaces protocols system service firewall nat vpn policy high-availability vrf qos load-balancing pki container "
    "ssh https dns dhcp-server ntp snmp lldp syslog login console config-management conntrack option "
    "bgp ospf ospfv3 isis rip static parameters redistribute address-family ipv4-unicast ipv6-unicast global options sysctl"
)

# Nodes with one value: a new one takes the place of the old one.
SINGLE = word_set(
    "description host-name domain-name time-zone mtu speed duplex hw-id remote-as system-as local-as router-id "
    "encrypted-password plaintext-password password action protocol default-action log-level gateway-address "
    "default-gateway default-router distance metric cost priority local-preference weight hold-time keepalive holdtime "
    "update-source ebgp-multihop commit-revisions private-key type mode source-interface remote local-ip remote-ip "
    "encapsulation lease dead-interval hello-interval advertise-interval vrid redirect"
) | {"source address", "source port", "destination address", "destination port", "address prefix-list"}

VYOS = Vendor(
    name="vyos.vyos.vyos",
    style="set",
    comment=r"#|//|/\*|\[edit|\S+@\S+[:#$]",
    volatile=r"// (Warning|vyos-config-version|Release version)|/\* (Warning|=== vyatta-config-version|Release version)|"
    r"show configuration",
    leave=frozenset({"exit", "quit", "top", "up"}),
    words=WordRules(ends="\n", named=NAMED, single=SINGLE, blocks=BLOCKS, comment="comment", quote="'"),
)

EDGEOS = dataclasses.replace(VYOS, name="community.network.edgeos")
