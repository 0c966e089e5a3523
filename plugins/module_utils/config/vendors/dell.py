# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell SmartFabric OS10 and OS9 (Force10), A10 ACOS, Ruckus ICX; known from documentation and published configurations."""

from __future__ import annotations

from ..vendor import Block, Vendor
from . import shared

_OPENERS = (
    r"interface |router |ip vrf |ip access-list |ipv6 access-list |mac access-list |route-map |class-map |policy-map |vlan \d|"
    r"line |vlt-domain |vlt domain |uplink-state-group |port-channel-|ip prefix-list |redundancy |management |lag |"
    r"slb |health |object |rba |vrrp-a |vcs |stack unit |port-profile |template |profile "
)
_LISTS = r"ip access-list |ipv6 access-list |mac access-list |ip prefix-list |ipv6 prefix-list "

OS10 = Vendor(
    name="dellemc.os10.os10",
    indent=1,
    comment=r"!",
    volatile=r"! (Version|Last configuration change)|show running-configuration|Building configuration",
    leave=frozenset({"exit", "end"}),
    frame=True,
    openers=_OPENERS,
    inner_openers=r"address-family |neighbor \S+$|template |class |vrf ",
    single=(*shared.SINGLE, r"ip vrf forwarding ", r"discovery-interface ", r"peer-routing-timeout ", r"system-user "),
    exclusive=(r"router (bgp) ", r"(route-map \S+) (?:permit|deny) (\d+)"),
    negations=shared.NEGATIONS,
    ordered=_LISTS,
    ranks=shared.RANKS,
    objects=shared.OBJECTS,
    fixed=r"line ",
    defaulted=r"interface (ethernet|mgmt)\d",
    hidden=((r"interface ", r"no shutdown$"),),
    stored=r"(shutdown|switchport|ip address.*|negotiation|ip dhcp-client|ztd enable|support-assist.*)$",
    wipes=((r"ip vrf forwarding ", r"ip address |ipv6 address "),),
)

OS9 = Vendor(
    name="dellemc.os9.os9",
    indent=1,
    comment=r"!",
    volatile=r"! Version|! Last configuration change|! Startup-config last updated|Current Configuration|show running-config",
    leave=frozenset({"exit", "end"}),
    frame=True,
    openers=_OPENERS,
    inner_openers=r"address-family |class |vrf |protocol lldp",
    single=(*shared.SINGLE, r"peer-link ", r"back-up destination ", r"unit-id ", r"system-mac "),
    exclusive=(r"router (bgp) ", r"(route-map \S+) (?:permit|deny) (\d+)"),
    negations=shared.NEGATIONS,
    ordered=_LISTS,
    ranks=shared.RANKS,
    objects=shared.OBJECTS,
    fixed=r"line |stack-unit ",
    defaulted=r"interface (GigabitEthernet|TenGigabitEthernet|fortyGigE|hundredGigE|ManagementEthernet) ?\d",
    stored=r"(shutdown|switchport|ip address|ip domain-lookup|neighbor \S+ shutdown|ip telnet server enable)$",
    never_quiet=r"(neighbor \S+ )?shutdown$",
    wordless=r"ip address$",
)

A10 = Vendor(
    name="a10.acos_axapi.acos",
    indent=2,
    comment=r"!",
    volatile=r"!Current configuration|!Configuration last|!64-bit|show running-config|Building configuration",
    leave=frozenset({"exit", "end"}),
    frame=True,
    openers=_OPENERS,
    inner_openers=r"port \d|member |address-family |method |name ",
    single=(*(p for p in shared.SINGLE if p not in ("name ", "version \\S")), r"user-tag "),
    exclusive=(r"router (bgp) ",),
    negations=shared.NEGATIONS,
    ordered=_LISTS,
    ranks=(
        (r"health monitor ", 20),
        (r"slb server ", 25),
        (r"slb service-group ", 30),
        (r"slb virtual-server ", 40),
        *shared.RANKS,
    ),
    fixed=r"interface (ethernet|management)",
)

ICX = Vendor(
    name="commscope.icx.icx",
    indent=1,
    comment=r"!",
    volatile=r"Current configuration:|show running-config|Startup-config data location|Dynamic configuration",
    leave=frozenset({"exit", "end"}),
    frame=True,
    blocks=(Block(r"banner (?:\S+ )?(?:\S+ )?(\^C|[$#@%])", r"{0}", inline=True),),
    openers=_OPENERS,
    single=(*shared.SINGLE, r"port-name "),
    exclusive=(r"router (bgp)",),
    negations=(*shared.NEGATIONS, (r"port-name .*", "no port-name"), (r"(vlan \d+) .*", r"no \1")),
    ordered=_LISTS,
    ranks=shared.RANKS,
    fixed=r"interface (ethernet|management)|stack unit|line ",
    stored=r"(spanning-tree|enable|telnet server|dual-mode.*|route-only|ip address)$",
)
