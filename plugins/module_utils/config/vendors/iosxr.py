# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS-XR."""

from __future__ import annotations

from ..vendor import Block, Vendor
from . import shared

IOSXR = Vendor(
    name="cisco.iosxr.iosxr",
    indent=1,
    interfaces=(
        "GigabitEthernet",
        "TenGigE",
        "TwentyFiveGigE",
        "FortyGigE",
        "HundredGigE",
        "FourHundredGigE",
        "Bundle-Ether",
        "Loopback",
        "MgmtEth",
        "BVI",
        "tunnel-te",
        "tunnel-ip",
        "Serial",
    ),
    comment=r"!",
    volatile=r"Building configuration|!! IOS XR Configuration|!! Last configuration change|show running-config|"
    r"[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d+:\d+",
    leave=frozenset({"exit", "end", "root"}),
    blocks=(
        Block(r"banner \S+\s+(\^C|\S)", r"{0}", inline=True),
        Block(r"route-policy (?=\S)(?!.* (?:in|out)$)", r"end-policy$"),
        Block(r"(?:prefix|community|as-path|extcommunity|rd|large-community)-set ", r"end-set$"),
    ),
    openers=(
        r"interface |router |vrf |ipv4 access-list |ipv6 access-list |class-map |policy-map |line |key chain |tacacs-server host|"
        r"mpls |l2vpn$|evpn$|multicast-routing|control-plane|lldp$|ssh |hsrp$|telemetry|flow |segment-routing"
    ),
    inner_openers=r"address-family |neighbor \S+$|interface |area |vrf |neighbor-group |af-group |session-group |bridge |group |"
    r"p2p |class ",
    inside=(
        (r"router (bgp|ospf|static|isis|rip|eigrp|pim|igmp|hsrp|vrrp)\b|mpls |multicast-routing", r"vrf "),
        (r"router (isis|pim|igmp|hsrp|vrrp)\b|area |mpls |l2vpn$|bridge-domain |p2p ", r"interface "),
    ),
    top_only=(
        r"(?:route-policy|(?:prefix|community|as-path|extcommunity|rd|large-community)-set) [^\n]*\n|"
        r"hostname |snmp-server |domain name "
    ),
    leaves=((r"interface ", r"vrf \S+$"), (r"username ", r"group ")),
    single=(
        *(p for p in shared.SINGLE if not p.startswith(("encapsulation", "ip address"))),
        r"ipv4 address (?=\d)(?!.* secondary)",
        r"encapsulation ",
        r"(route-policy [^\s(]+)(?:\([^)]*\))?\n",
        r"((?:prefix|community|as-path|extcommunity|rd|large-community)-set \S+)\n",
        r"(domain name|snmp-server trap-source) ",
        r"logging (console|monitor|trap|facility|hostnameprefix) ",
        r"logging source-interface \S+()$",
        r"(tacacs|radius) source-interface \S+(?: vrf (\S+))?$",
    ),
    single_in=(
        (r"interface ", r"vrf \S+$|bundle id ()"),
        (r"interface ", r"ipv[46] access-group \S+ (ingress|egress)|service-policy (input|output) "),
        (r"interface ", r"(cost|network|passive|hello-interval|dead-interval|priority) "),
        (r"ntp$", r"source (?!vrf )|(server (?:vrf \S+ )?\S+)"),
        (r"username ", r"(secret|password) "),
        (r"neighbor(-group)? ", r"(remote-as|password|update-source|ebgp-multihop|local-as|timers|use neighbor-group) "),
        (r"address-family ", r"route-policy \S+ (in|out)$|(maximum-prefix|weight) "),
        (r"ipv[46] access-list ", r"(\d+) "),
    ),
    exclusive=(r"router (bgp) ",),
    negations=(
        *shared.NEGATIONS,
        (r"(route-policy [^\s(]+)(?:\([^)]*\))?\n[\s\S]*", r"no \1"),
        (r"((?:prefix|community|as-path|extcommunity|rd|large-community)-set \S+)\n[\s\S]*", r"no \1"),
    ),
    ordered=r"ipv4 access-list |ipv6 access-list ",
    ranks=((r"(prefix|community|as-path|extcommunity|rd|large-community)-set ", 20), (r"route-policy ", 30), *shared.RANKS),
    objects=shared.OBJECTS,
    unique=r"ipv4 address (\d\S+ \d\S+)",
    fixed=r"line (console|default)",
    hidden=((r"$", r"version \S"),),
    stored=r"(shutdown|cdp|lldp)$",
    wordless=r"ipv4 address$|ipv6 address$",
    # overwritten all the same; taken out first where that costs nothing in a candidate, so that the commands say what goes
    renewed=(
        r"vrf \S+$|(route-policy [^\s(]+(\([^)]*\))?|(prefix|community|as-path|extcommunity|rd|large-community)-set \S+)\n|"
        r"domain name |snmp-server trap-source |logging (?!buffered)|(tacacs|radius) source-interface|bundle id |"
        r"ipv[46] access-group |service-policy |"
        r"(cost|network|passive|hello-interval|dead-interval|priority) |source |server |(maximum-prefix|weight) |"
        r"(remote-as|update-source|ebgp-multihop|local-as|timers|use neighbor-group) |route-policy \S+ (in|out)$"
    ),
    wipes=((r"vrf (?!definition)\S+$", r"ipv4 address |ipv6 address "),),
)
