# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ArubaOS-CX and ArubaOS-Switch (ProCurve); known from documentation and published configurations."""

from __future__ import annotations

from ..vendor import Block, Vendor
from . import shared

AOSCX = Vendor(
    name="arubanetworks.aoscx.aoscx",
    indent=4,
    comment=r"!",
    volatile=r"!Version |!export-password|!Configuration last|Current configuration:|show running-config",
    leave=frozenset({"exit", "end", "exit-address-family"}),
    frame=True,
    exits=((r"address-family ", "exit-address-family"),),
    closers=((r"address-family ", "exit-address-family", 0),),
    blocks=(Block(r"banner \S+ (\S)$", r"{0}$"),),
    openers=(
        r"interface |router |vrf |vlan \d|access-list |class |policy |route-map |vsx$|aaa group |object-group |"
        r"spanning-tree config|loop-protect|port-access role |qos |evpn$|keychain "
    ),
    inner_openers=r"address-family |vrf |vni |area |vlan \d|neighbor-group ",
    single=(*shared.SINGLE, r"vlan access ", r"vlan trunk native ", r"lag ", r"inter-switch-link ", r"role ", r"keepalive peer "),
    exclusive=(r"router (bgp) ", r"(route-map \S+) (?:permit|deny) seq (\d+)"),
    negations=shared.NEGATIONS,
    ordered=r"access-list |ip prefix-list |class ",
    numbered=r"(?:seq )?(\d+) ",
    ranks=((r"access-list |class ", 20), (r"policy ", 30), *shared.RANKS),
    objects=shared.OBJECTS,
    fixed=r"interface mgmt|line ",
    defaulted=r"interface \d+/\d+/\d+$",
    stored=r"(shutdown|routing|ip icmp redirect|usb|ip dhcp|ip source-.*|spanning-tree .*)$",
    wipes=((r"vrf attach ", r"ip address |ipv6 address "),),
)

ARUBAOSS = Vendor(
    name="arubanetworks.aos_switch.arubaoss",
    indent=3,
    comment=r"!|;",
    volatile=r"; |Running configuration:|Startup configuration:|show running-config",
    leave=frozenset({"exit", "end"}),
    frame=True,
    closers=(
        (
            (
                r"vlan \d+$|interface \S+$|trunk-group|router \S+.*$|ip access-list |class |policy |oobm|aaa server-group|"
                r"spanning-tree instance|area "
            ),
            "exit",
            1,
        ),
    ),
    openers=r"vlan \d+$|interface |router |oobm$|ip access-list |class |policy ",
    single=(*shared.SINGLE, r"ip address (?=\d)", r"untagged ", r"tagged "),
    negations=(*shared.NEGATIONS, (r"(untagged|tagged) .*", r"no \1")),
    ordered=r"ip access-list ",
    ranks=shared.RANKS,
    fixed=r"interface |vlan 1$|oobm$",
    stored=r"(untagged \S+|ip address|telnet-server|tftp server|dhcp .*|autorun|cwmp enable|snmpv3 .*|lldp .*)$",
    wordless=r"ip address$|untagged \S+$",
)
