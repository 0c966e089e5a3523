# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRRouting, as vtysh shows and takes it."""

from __future__ import annotations

from ..vendor import Owner, Switch, Vendor

_BGP = r"router bgp "
_UNICAST = "address-family ipv4 unicast"
_NEIGHBOR_AF = (
    r"activate|addpath-\S+|allowas-in|as-override|attribute-unchanged|capability orf|default-originate|distribute-list|filter-list|"
    r"maximum-prefix|maximum-prefix-out|next-hop-self|prefix-list|remove-private-AS|route-map|route-reflector-client|"
    r"route-server-client|send-community|soft-reconfiguration|unsuppress-map|weight|advertise-map"
)

# Seen on FRR 8.4.4: typed, these vanish, and take what is shown in their place along. Not so `ip ospf dead-interval 40`,
# `neighbor X timers 60 180`, `neighbor X timers connect 120` and `maximum-paths 64`, which are shown once typed.
_DEFAULTS = (
    (
        r"interface ",
        (
            r"no shutdown$|link-detect$|"
            r"ip ospf (hello-interval 10|priority 1|retransmit-interval 5|transmit-delay 1|network broadcast)$"
        ),
    ),
    (
        r"router ospf( vrf \S+)?$",
        (
            r"(timers throttle spf 0 50 5000|timers throttle lsa all 5000|timers lsa min-arrival 1000|refresh timer 10|"
            r"auto-cost reference-bandwidth 100000|ospf abr-type cisco|(ospf )?write-multiplier 20)$"
        ),
    ),
    (
        r"router bgp [^/]*$",
        (
            r"(timers bgp 60 180|bgp default (local-preference 100|subgroup-pkt-queue-max 40)|"
            r"neighbor \S+ (ebgp-multihop 1|port 179)|bgp graceful-restart (restart-time 120|stalepath-time 360|"
            r"select-defer-time 360)|bgp listen limit 100|write-quanta 64|read-quanta 10|bgp update-delay 0|"
            r"bgp route-map delay-timer 5|bgp client-to-client reflection)$"
        ),
    ),
    (
        r"router bgp .* / address-family ipv[46] unicast$",
        r"(distance bgp 20 200 200|neighbor \S+ send-community( both| all| standard| extended| large)?)$",
    ),
    (r"$", r"(log facility daemon|log timestamp precision 0|zebra nexthop-group keep 180)$"),
)

_LEAVE = frozenset(
    ("exit", "end", "quit", "exit-address-family", "exit-vrf", "exit-vni", "exit-vnc", "exit-ldp-if", "exit-link-params", "exit-af")
)

FRR = Vendor(
    name="frr.frr.frr",
    indent=1,
    comment=r"!|#",
    volatile=r"Building configuration|Current configuration *:|frr version |show running-config|vtysh_pam|"
    r"[a-z0-9]+ (is not running)",
    leave=_LEAVE,
    exits=(
        (r"address-family ", "exit-address-family"),
        (r"vrf ", "exit-vrf"),
        (r"vni ", "exit-vni"),
        (r"link-params", "exit-link-params"),
    ),
    openers=(
        r"interface |router |vrf \S+$|route-map |key chain |line vty|nexthop-group |pbr-map |bfd$|mpls ldp|l2vpn |"
        r"segment-routing|rpki|"
        r"debug-group|pseudowire |affinity-map "
    ),
    inner_openers=r"address-family |key \d+$|peer |profile |vni \d+$|link-params|traffic-eng|segment-list |policy |interface ",
    single=(
        r"hostname ",
        r"domainname ",
        r"frr defaults ",
        r"log (syslog|stdout|file|monitor|facility|timestamp)",
        r"description ",
        r"bandwidth ",
        r"router-id ",
        r"(ip|ipv6) router-id ",
        r"bgp router-id ",
        r"ospf router-id ",
        r"bgp cluster-id ",
        r"bgp confederation identifier ",
        r"bgp graceful-restart (stalepath-time|restart-time|select-defer-time|rib-stale-time)",
        r"timers (bgp|throttle spf|throttle lsa all|lsa min-arrival)",
        r"distance bgp ",
        r"maximum-paths (ibgp )?\d",
        r"bgp default local-preference ",
        r"bgp listen limit ",
        r"bgp default subgroup-pkt-queue-max ",
        r"write-quanta ",
        r"read-quanta ",
        r"refresh timer ",
        r"ospf abr-type ",
        r"ospf write-multiplier ",
        r"auto-cost reference-bandwidth ",
        r"default-information originate",
        r"default-metric ",
        r"(redistribute \S+(?: \d+)?)(?: |$)",
        r"(neighbor \S+) remote-as ",
        r"(neighbor \S+) description ",
        r"(neighbor \S+) update-source ",
        r"(neighbor \S+) password ",
        r"(neighbor \S+) ebgp-multihop",
        r"(neighbor \S+) port ",
        r"(neighbor \S+) ttl-security ",
        r"(neighbor \S+) local-as ",
        r"(neighbor \S+) advertisement-interval ",
        r"(neighbor \S+) timers (connect)",
        r"(neighbor \S+) timers \d",
        r"(neighbor \S+) maximum-prefix ",
        r"(neighbor \S+) weight ",
        r"(neighbor \S+) allowas-in",
        r"(neighbor \S+) default-originate",
        r"(neighbor \S+) route-map \S+ (in|out)$",
        r"(neighbor \S+) prefix-list \S+ (in|out)$",
        r"(neighbor \S+) filter-list \S+ (in|out)$",
        r"(neighbor \S+) distribute-list \S+ (in|out)$",
        r"(neighbor \S+) unsuppress-map ",
        (
            r"(ip|ipv6) ospf6? (cost|priority|hello-interval|dead-interval|retransmit-interval|transmit-delay|network|area|"
            r"instance-id|"
            r"authentication-key|authentication|message-digest-key \d+)(?: |$)"
        ),
        r"isis (metric|circuit-type|hello-interval|hello-multiplier|password|priority)",
        r"net ",
        r"is-type ",
        r"((?:ip|ipv6) prefix-list \S+ seq \d+) ",
        r"((?:ip|ipv6|mac) prefix-list \S+) description ",
        r"(access-list \S+ seq \d+) ",
        r"((?:ipv6|mac) access-list \S+ seq \d+) ",
        r"(bgp as-path access-list \S+ seq \d+) ",
        r"(bgp (?:large-|ext)?community-list (?:standard |expanded )?\S+ seq \d+) ",
        (
            r"match (ip address prefix-list|ip address|ip next-hop prefix-list|ip next-hop|ipv6 address prefix-list|ipv6 address|"
            r"as-path|community|large-community|extcommunity|metric|tag|interface|peer|origin|local-preference|"
            r"source-protocol)(?: |$)"
        ),
        (
            r"set (ip next-hop|ipv6 next-hop \S+|as-path prepend|as-path exclude|community|large-community|extcommunity \S+|"
            r"comm-list|"
            r"local-preference|metric-type|metric|origin|tag|weight|src|atomic-aggregate|aggregator|distance|originator-id|"
            r"table)(?: |$)"
        ),
        r"on-match ",
        r"call ",
        r"(password|enable password) ",
        r"(agentx|service \S+)$",
    ),
    exclusive=(r"(route-map \S+) (?:permit|deny) (\d+)", r"(router bgp) \d+( vrf \S+| view \S+)?$"),
    negations=(
        (r"description .*", "no description"),
        (
            (
                r"(neighbor \S+ (?:description|password|update-source|ebgp-multihop|timers connect|local-as|maximum-prefix|weight|"
                r"advertisement-interval|allowas-in|default-originate|unsuppress-map)).*"
            ),
            r"no \1",
        ),
        (r"(neighbor \S+ timers) \d.*", r"no \1"),
        (r"(neighbor \S+ send-community)( \S+)?", r"no \1\2"),
        (r"(redistribute \S+(?: \d+)?) .*", r"no \1"),
        (
            (
                r"(set (?:as-path (?:prepend|exclude|replace)|community|large-community|extcommunity \S+|ip next-hop|"
                r"local-preference|metric|"
                r"metric-type|weight|tag|distance|origin|aggregator as)) .*"
            ),
            r"no \1",
        ),
        (r"(default-information originate) .*", r"no \1"),
        (r"((?:ip|ipv6) prefix-list \S+ description) .*", r"no \1"),
        (r"(timers bgp) .*", r"no \1"),
        (r"(auto-cost reference-bandwidth) .*", r"no \1"),
        (r"(password|enable password) .*", r"no \1"),
        (r"(key-string) .*", r"no \1"),
    ),
    owners=(
        Owner(
            _BGP,
            r"neighbor (\S+) peer-group$",
            "neighbor {0} ",
            "no neighbor {0} peer-group",
            members=r"neighbor (\S+) (?:interface )?peer-group {0}$",
        ),
        Owner(_BGP, r"neighbor (\S+) interface(?= |$)", "neighbor {0} ", "no neighbor {0}"),
        Owner(_BGP, r"neighbor (\S+) remote-as ", "neighbor {0} ", "no neighbor {0}"),
        Owner(_BGP, r"neighbor (\S+) peer-group \S+$", "neighbor {0} ", "no neighbor {0}"),
    ),
    ranks=(
        (r"frr |hostname |domainname |log |service |debug |password |enable ", 5),
        (r"key chain ", 10),
        (r"vrf ", 15),
        (
            (
                r"(ip|ipv6|mac) (prefix-list|access-list)|access-list |bgp (as-path|community-list|large-community-list|"
                r"extcommunity-list)"
            ),
            20,
        ),
        (r"route-map ", 30),
        (r"interface ", 55),
        (r"router ", 60),
        (r"(ip|ipv6) route ", 65),
        (r"line ", 90),
    ),
    # an entry that is there under another number is refused
    objects=r"((?:ip |ipv6 |mac )?(?:prefix-list|access-list) \S+|bgp as-path access-list \S+|"
    r"bgp \S*community-list .*?) seq \d+ (.*)$",
    numbers=r"((?:ip |ipv6 |mac )?(?:prefix-list|access-list) \S+|bgp as-path access-list \S+|bgp (?:large-|ext)?community-list "
    r"(?:(?:standard|expanded) \S+|\d+)) ((?:permit|deny) .*)$",
    latest=r"hostname ",
    conflicts=(
        (r"(ip(?:v6)? route \S+) (?:blackhole|reject|Null0)", r"(ip(?:v6)? route \S+) (?!blackhole|reject|Null0)"),
        (r"(ip(?:v6)? route \S+) (?!blackhole|reject|Null0)", r"(ip(?:v6)? route \S+) (?:blackhole|reject|Null0)"),
    ),
    unique=r"ip address (\d\S+)",
    fixed=r"interface |vrf |address-family |line vty|bfd$|nexthop-group",
    hidden=(
        *_DEFAULTS,
        (r"router bgp .* / address-family (?!ipv4 unicast)", r"no neighbor \S+ activate$"),
        (
            r"",
            (
                r"(?:no bgp default show-hostname|frr defaults .*|service integrated-vtysh-config|hostname .*|agentx|"
                r"no ipv6 forwarding|"
                r"no ip forwarding|ip forwarding|ipv6 forwarding)$"
            ),
        ),
        (
            r"router bgp ",
            (
                r"(?:bgp (?:ebgp-requires-policy|default ipv4-unicast|network import-check|suppress-duplicates"
                r"|fast-external-failover)|bgp graceful-restart notification)$"
            ),
        ),
    ),
    stored=(
        r"(bgp (ebgp-requires-policy|default ipv4-unicast|network import-check|suppress-duplicates|fast-external-failover|"
        r"graceful-shutdown notification)|neighbor \S+ (activate|send-community.*|capability .*)|"
        r"bgp client-to-client reflection|link-detect|"
        r"ip ospf passive|passive-interface \S+)$"
    ),
    wordless=r"ip ospf passive$",
    wipes=(
        (r"(neighbor \S+) send-community all$", r"no {0} send-community"),
        (r"(neighbor \S+) send-community both$", r"no {0} send-community( extended| standard)?$"),
    ),
    keeps_unknown=False,
    both=r"neighbor \S+ activate$",
    renewed=r"redistribute |default-information |neighbor \S+ (default-originate|allowas-in|maximum-prefix|local-as)",
    switches=(
        Switch(
            _BGP, "no bgp default ipv4-unicast", _UNICAST, r"neighbor {0} activate", r"neighbor (\S+) (?:remote-as |interface )"
        ),
    ),
    idle=((r"interface ", "no ip ospf passive", r"router ospf", "passive-interface default"),),
    moves=(
        (
            _BGP,
            r"network |redistribute |aggregate-address |maximum-paths |table-map |distance bgp |import vrf |"
            r"bgp dampening|neighbor \S+ (?:" + _NEIGHBOR_AF + r")(?: |$)",
            ("", _UNICAST),
            "",
        ),
        (r"router ospf$", r"passive-interface (?!default)(\S+)$", (r"interface \1",), "ip ospf passive"),
    ),
    rewrites=(
        (r"(?P<head>ip route) (?P<net>\d+\.\d+\.\d+\.\d+) (?P<mask>\d+\.\d+\.\d+\.\d+)(?P<tail> \S.*)", "masked_prefix"),
        (
            r"(?P<head>ip route|network|aggregate-address|area \S+ range) (?P<net>\d+\.\d+\.\d+\.\d+/\d+)(?P<tail>( .*)?$)",
            "clean_prefix",
        ),
        (
            r"(?P<head>ip route|ipv6 route|network|aggregate-address) (?P<net>[0-9a-f:]+:[0-9a-f:]*/\d+)(?P<tail>( .*)?$)",
            "clean_prefix",
        ),
        (
            r"(?P<head>network|aggregate-address) (?P<net>\d+\.\d+\.\d+\.\d+) (?:mask )?(?P<mask>255\.\d+\.\d+\.\d+)(?P<tail>.*)",
            "masked_prefix",
        ),
        (r"(?P<head>address-family ipv[46])$", "unicast"),
        # defaults at the end of a line are not shown
        (r"(?P<head>(?:ip|ipv6) route \S+/\d+ \S+(?: tag \d+)?) 1$", "head"),
        (r"(?P<head>(?:redistribute \S+|default-information originate)(?: metric \d+)?) metric-type 2$", "head"),
        (r"(?P<head>neighbor \S+ maximum-prefix \d+) 75$", "head"),
        (r"(?P<head>log syslog) debugging$", "head"),
        (r"(?P<tail>write-multiplier \d+)$", "ospf"),
    ),
)
