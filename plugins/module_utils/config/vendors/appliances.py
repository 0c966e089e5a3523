# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Firewalls, load balancers and switches with a form of their own: FortiOS, PAN-OS, Check Point Gaia, BIG-IP, EXOS.

Known from documentation and published configurations; nothing here was tried against a device.
"""

from __future__ import annotations

from ..vendor import Block, Vendor, WordRules, word_set

# ``config`` tables cannot be removed, only emptied; ``edit`` entries are deleted, values are unset.
FORTIOS = Vendor(
    name="fortinet.fortios.fortios",
    indent=4,
    undo=(("unset ", "no set "), ("delete ", "no edit ")),
    comment=r"#",
    volatile=r"#(config-version|conf_file_ver|buildno|global_vdom)|set (uuid|lastupdate) |show full-configuration",
    leave=frozenset({"end", "next"}),
    exits=((r"edit ", "next"), (r"config ", "end")),
    closers=((r"edit ", "next", 0), (r"config ", "end", 0)),
    frame=True,
    strict_leave=True,
    blocks=(Block(r"set \S+ (?:\"[^\"]*\" ?)*\"[^\"]*$", r"(?:[^\"]|\\\\\")*\"\s*$"),),
    openers=r"config ",
    inner_openers=r"config |edit ",
    single=(r"set (\S+)(?: |$|\n)",),
    negations=((r"set (\S+)[\s\S]*", r"no set \1"),),
    fixed=r"config ",
    keeps_unknown=False,
    stored=r"(?!)",
    ranks=(
        (r"config system (global|accprofile|vdom)", 5),
        (r"config system (zone|interface)", 15),
        (r"config (firewall (address|service|schedule|ippool|vip)|user|certificate|vpn certificate)", 20),
        (r"config (router (prefix-list|access-list|community-list|aspath-list))", 20),
        (r"config router route-map", 30),
        (r"config (firewall (addrgrp|vipgrp)|antivirus|ips|webfilter|application|dnsfilter)", 32),
        (r"config firewall (policy|security-policy|shaping-policy)", 75),
        (r"config router ", 60),
    ),
)

PANOS = Vendor(
    name="paloaltonetworks.panos.panos",
    style="set",
    comment=r"#|\[edit|\S+@\S+[>#]",
    volatile=r"show config|set cli ",
    words=WordRules(
        brackets=True,
        comment="",
        indent=2,
        named=word_set(
            "entry rules ethernet units vsys zone address address-group service service-group virtual-router virtual-wire "
            "profiles interface-management-profile static-route tag users peer-group peer application-group vlan devices "
            "template device-group log-settings"
        ),
        in_order={"rules": r"(^| )(rulebase|pre-rulebase|post-rulebase) \S+ rules$"},
    ),
)

GAIA = Vendor(
    name="check_point.gaia.checkpoint",
    style="set",
    comment=r"#",
    volatile=r"# (Exported by|Language version|Configuration of)|show configuration",
    words=WordRules(
        verbs=frozenset({"set", "add"}),
        comment="",
        single=frozenset(["hostname", "state", "mtu", "comments", "link-speed", "auto-negotiation", "domainname", "timezone"]),
    ),
)

# Objects of tmsh; a merge file takes the additions as they are.
BIGIP = Vendor(
    name="f5networks.f5_modules.bigip",
    indent=4,
    undo=(("delete ", "no "),),
    comment=r"#",
    volatile=r"#TMSH-VERSION|list |show running-config",
    leave=frozenset({"}"}),
    exits=((r".*\{$", "}"),),
    closers=((r".*\{$", "}", 0),),
    frame=True,
    strict_leave=True,
    blocks=(
        Block(r"ltm rule \S+ \{$|apm policy .* irule", r"(?!)"),
        Block(r"[^\"]*\"(?:[^\"\\]|\\.)*$", r"(?:[^\"\\]|\\.)*\"(?: \{)?$"),
    ),
    openers=r".*\{$",
    inner_openers=r".*\{$",
    negations=((r"(.*) \{$", r"no \1"),),
    keeps_unknown=False,
)

EXOS = Vendor(
    name="community.network.exos",
    indent=0,
    undo=(("disable ", "no enable "), ("delete ", "no create "), ("unconfigure ", "no configure ")),
    comment=r"#",
    volatile=r"# (Module|Full Detail|Created by|$)|show configuration",
    frame=True,
    single=(
        r"configure snmp (sysName|sysLocation|sysContact) ",
        r"configure timezone ",
        r"configure (vlan \S+) (tag|ipaddress|name) ",
        r"configure (ports \S+) (display-string|description-string) ",
    ),
    negations=((r"create (vlan \"?[^\s\"]+\"?).*", r"no create \1"),),
    keeps_unknown=True,
    stored=r"enable ",
    ranks=((r"create ", 10), (r"configure ", 50), (r"enable ", 70)),
)
