# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP and HPE Comware, which negate with ``undo``; known from documentation and published configurations."""

from __future__ import annotations

from ..vendor import Block, Vendor

_SINGLE = (
    r"sysname ",
    r"description ",
    r"name ",
    r"mtu ",
    r"ip address (?=\d)(?!.* sub)",
    r"port link-type ",
    r"port access vlan ",
    r"port default vlan ",
    r"port (?:trunk|hybrid) pvid vlan ",
    r"ip binding vpn-instance ",
    r"router-id ",
    r"router id ",
    r"route-distinguisher ",
    r"(peer \S+) as-number ",
    r"(peer \S+) description ",
    r"(peer \S+) connect-interface ",
    r"(peer \S+) ebgp-max-hop",
    r"(peer \S+) password ",
    r"(peer \S+) route-policy \S+ (import|export)",
    r"speed ",
    r"duplex ",
    r"ospf cost ",
    r"ospf timer (\S+) ",
    r"local-preference ",
    r"(local-user \S+) (password|privilege|service-type) ",
    r"snmp-agent sys-info (contact|location|version) ",
    r"clock timezone ",
    r"header (login|motd|shell|legal|incoming) ",
)
_NEGATIONS = (
    (r"(description|name|sysname)\b.*", r"no \1"),
    (r"(header \S+)[\s\S]*", r"no \1"),
    (r"(peer \S+ (?:password|description)) .*", r"no \1"),
    (r"(snmp-agent sys-info (?:contact|location)) .*", r"no \1"),
    (r"(rule \d+) .*", r"no \1"),
    (r"(ip address \S+ \S+) sub", r"no \1 sub"),
    (r"(port (?:link-type|default vlan|access vlan|trunk pvid vlan|hybrid pvid vlan))\b.*", r"no \1"),
)
_RANKS = (
    (r"sysname |clock |info-center ", 5),
    (r"vlan |vlan batch", 12),
    (r"ip vpn-instance ", 15),
    (r"acl |ip ip-prefix |ip as-path-filter|ip community-filter|ip prefix-list", 20),
    (r"route-policy ", 30),
    (r"traffic classifier", 32),
    (r"traffic behavior", 33),
    (r"traffic policy|qos policy", 34),
    (r"aaa$|local-user|radius|hwtacacs|domain ", 36),
    (r"interface (Eth-Trunk|Bridge-Aggregation|Route-Aggregation)", 50),
    (r"interface LoopBack", 51),
    (r"interface ", 55),
    (r"bgp |ospf |isis |rip ", 60),
    (r"ip route-static", 65),
    (r"user-interface |line |user-role", 90),
)
_OPENERS = (
    r"interface |bgp |ospf |isis |rip |vlan \d+$|acl |route-policy |ip vpn-instance |aaa$|user-interface |line |"
    r"traffic (classifier|behavior|policy) |qos policy |dhcp server ip-pool |ip pool |domain |local-user \S+$|radius scheme |"
    r"hwtacacs |user-group |pki |stp region-configuration|irf-port |evpn|vsi |bridge-domain "
)

CE = Vendor(
    name="community.network.ce",
    indent=1,
    undo=(("undo ", "no "),),
    comment=r"#",
    volatile=r"!Software Version|!Last configuration|!Time|display current-configuration|# (?:\d{4}|Error)|\[V\d+",
    leave=frozenset({"quit", "return", "commit"}),
    exits=((r"", "quit"),),
    frame=True,
    blocks=(
        Block(r"header \S+ (?:information )?(\")(?=[^\"]*$)", r"{0}$"),
        Block(r"header \S+ (?:information )?([^\s\"\w])$", r".*{0}$"),
        Block(r"public-key-code begin", r"public-key-code end"),
    ),
    openers=_OPENERS,
    inner_openers=r"ipv4-family |ipv6-family |l2vpn-family |area |vpn-instance |authentication-scheme |domain |local-user-group",
    single=_SINGLE,
    exclusive=(r"(bgp) \d", r"(route-policy \S+) (?:permit|deny) node (\d+)"),
    negations=_NEGATIONS,
    ordered=r"acl ",
    numbered=r"rule (\d+) ",
    ranks=_RANKS,
    fixed=r"interface (?!LoopBack|Vlanif|Eth-Trunk|Tunnel|Vbdif|\S+\.\d)|aaa$|user-interface ",
    both=r"(shutdown|portswitch)$",
    stored=r"(shutdown|portswitch|icmp .*|telnet .*|ssh .*|dcn|lldp enable|stp enable|summary automatic)$",
    wipes=((r"ip binding vpn-instance ", r"ip address |ipv6 address "),),
)

COMWARE = Vendor(
    name="hpe.comware.comware",
    indent=1,
    undo=(("undo ", "no "),),
    comment=r"#",
    volatile=r"version \d|display current-configuration",
    leave=frozenset({"quit", "return"}),
    exits=((r"", "quit"),),
    frame=True,
    blocks=(
        Block(r"header \S+ (\S)$", r".*{0}$"),
        Block(r"public-key-code begin", r"public-key-code end"),
    ),
    openers=_OPENERS,
    inner_openers=r"address-family |area |ip vpn-instance ",
    single=_SINGLE,
    exclusive=(r"(bgp) \d", r"(route-policy \S+) (?:permit|deny) node (\d+)"),
    negations=_NEGATIONS,
    ordered=r"acl ",
    numbered=r"rule (\d+) ",
    ranks=_RANKS,
    fixed=r"interface (?!LoopBack|Vlan-interface|Bridge-Aggregation|Tunnel|\S+\.\d)|line |user-interface ",
    stored=r"(shutdown|stp .*|lldp .*|ip http enable|telnet server enable|copyright-info enable)$",
    wipes=((r"ip binding vpn-instance ", r"ip address |ipv6 address "),),
)
