# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of all checks: what each expects, its parameters, what it reads, what it cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import config_lines, expression, health, prefixes, stay
from .model import BOTH, PRE, Definition, Param

ANY_PHASE = ("pre", "post", "both")
UNSEEN = Param(
    "unseen", "choice", "what to do with what cannot be seen: fail the check, or ignore and say so", "fail", ("fail", "ignore")
)


def _except(what: str, kind: str = "names") -> Param:
    return Param("except", kind, f"{what} that may change")


def _only(what: str, kind: str = "names") -> Param:
    return Param("only", kind, f"{what} to keep; each must match something that was, or is, well")


LINES = Param("lines", "lines", "configuration lines, their hierarchy by leading spaces; comments are left out")
REGEX = Param("regex", "patterns", "regular expressions, searched line by line (^ and $ match at lines) and across lines")
SECTION = Param("section", "lines", "the parents of the lines, outermost first; a regex then sees only what is inside")

TABLE = (
    Definition(
        name="interfaces_stay_up",
        summary="Every interface that was up before the change is up after it. Those administratively down before are ignored.",
        judge=stay.interfaces_stay_up,
        reads=("interfaces",),
        params=(_only("interfaces"), _except("interfaces")),
        scalar="only",
        blind=("An interface that went down and came up again between two looks.",),
        example="interface Ethernet1: up before, administratively down now",
    ),
    Definition(
        name="bgp_sessions_stay_up",
        summary="Every BGP session that was established before the change, in any VRF, is established after it.",
        judge=stay.bgp_sessions_stay_up,
        reads=("bgp_neighbors",),
        params=(_only("peer addresses"), _except("peer addresses")),
        scalar="only",
        blind=("The state of a session that is down (Active, Idle) where the platform's summary does not tell it.",),
        example="BGP peer 10.255.0.2 (vrf global): Established before, not established (Active) now",
    ),
    Definition(
        name="bgp_prefixes_within",
        summary="Each BGP peer that was up before the change is up and sends about as many prefixes after it, family by family.",
        judge=prefixes.bgp_prefixes_within,
        reads=("bgp_neighbors",),
        params=(
            Param("percent", "percent", "allowed change, in percent of the count before; 10 when neither limit is given"),
            Param("absolute", "count", "allowed change, in prefixes; with percent given as well, the wider of the two holds"),
            _except("peer addresses"),
        ),
        scalar="percent",
        blind=(
            "Which prefixes: a peer that sends as many others passes.",
            "Received prefixes where the platform counts only accepted ones: accepted ones are compared then.",
        ),
        example="BGP peer 10.255.0.2 (vrf global) ipv4: 120 prefixes received before, 3 now (allowed: 10 %)",
    ),
    Definition(
        name="ospf_neighbors_stay",
        summary="Every OSPF neighbor that was FULL before the change is FULL after it, on the same interface; 2-WAY keeps that.",
        judge=stay.ospf_neighbors_stay,
        reads=("ospf_neighbors",),
        params=(_only("router ids"), _except("router ids")),
        scalar="only",
        example="OSPF neighbor 10.255.0.2 on Ethernet1 (vrf global): FULL before, not there now",
    ),
    Definition(
        name="neighbors_stay",
        summary="Every neighbor that LLDP or CDP showed before the change is shown after it, on the same interface.",
        judge=stay.neighbors_stay,
        reads=("neighbors",),
        params=(_only("neighbors' host names"), _except("neighbors' host names")),
        scalar="only",
        blind=("A neighbor lost less than its hold time ago (LLDP 120 s, CDP 180 s by default): add interfaces_stay_up.",),
        example="neighbor sw2 Ethernet3 on Ethernet1: seen before, not seen now",
    ),
    Definition(
        name="routes_stay",
        summary="Every prefix that had an active path before the change has one after it, in the same VRF, by whatever path.",
        judge=stay.routes_stay,
        reads=("routes",),
        params=(
            _only("networks; a network stands for itself and all inside it", "networks"),
            _except("networks (and all inside them)", "networks"),
            Param("protocols", "names", "keep only prefixes that had a path of these protocols (bgp, ospf, static, connected)"),
        ),
        scalar="only",
        blind=("Whether packets really pass: use reachable.",),
        example="route 10.1.0.0/24 (vrf global): bgp via 10.255.0.2 before, no route now",
    ),
    Definition(
        name="default_route_present",
        summary="There is an active default route. Asked before and after the change.",
        judge=health.default_route_present,
        reads=("routes",),
        phases=BOTH,
        allowed=ANY_PHASE,
        params=(
            Param("family", "choice", "address family", "ipv4", ("ipv4", "ipv6")),
            Param("vrf", "text", "the VRF to look in", "global"),
        ),
        scalar="family",
        blind=("Whether the next hop forwards: use reachable.",),
        example="no default route 0.0.0.0/0 (vrf global): present before, none now",
    ),
    Definition(
        name="ntp_synchronised",
        summary="The device's clock is synchronised by NTP. Asked before and after the change.",
        judge=health.ntp_synchronised,
        reads=("ntp",),
        phases=BOTH,
        allowed=ANY_PHASE,
        blind=("After a change of servers many platforms need minutes to synchronise: give the checks a deadline that allows it.",),
        example="NTP: synchronised before, not synchronised now (reference None, stratum 16)",
    ),
    Definition(
        name="cpu_below",
        summary="Every CPU is used less than the limit. Asked before and after the change.",
        judge=health.cpu_below,
        reads=("environment",),
        phases=BOTH,
        allowed=ANY_PHASE,
        params=(Param("percent", "load", "the limit, in percent", 90.0),),
        scalar="percent",
        example="CPU 0: 97 % used, limit 80 %",
    ),
    Definition(
        name="config_contains",
        summary="The running configuration contains these lines, each under its parents, and matches these patterns.",
        judge=config_lines.config_contains,
        reads=("config",),
        allowed=ANY_PHASE,
        params=(LINES, REGEX, SECTION),
        scalar="lines",
        required=("lines", "regex"),
        waits=False,
        blind=("Defaults that the platform does not show in its running configuration.",),
        example="'interface Ethernet1 > description Uplink' is not in the running configuration",
    ),
    Definition(
        name="config_lacks",
        summary="The running configuration has none of these lines and matches none of these patterns. "
        "A line without parents and section may stand nowhere, at no depth.",
        judge=config_lines.config_lacks,
        reads=("config",),
        allowed=ANY_PHASE,
        params=(LINES, REGEX, SECTION),
        scalar="lines",
        required=("lines", "regex"),
        waits=False,
        blind=("Defaults that the platform does not show in its running configuration.",),
        example="'ip http server' is in the running configuration",
    ),
    Definition(
        name="startup_matches_running",
        summary="Nothing unsaved lies on the device before the change: startup is running, volatile parts aside.",
        judge=health.startup_matches_running,
        reads=("config", "startup"),
        phases=PRE,
        allowed=("pre",),
        waits=False,
        blind=("After the change it would say nothing: the startup configuration is saved only once the change is confirmed.",),
        example="only running: 'ntp server 192.0.2.1'",
    ),
    Definition(
        name="reachable",
        summary="The device reaches these targets (ping from the device). Without targets: it answers on a fresh connection.",
        judge=health.reachable,
        reads=(),
        phases=BOTH,
        allowed=ANY_PHASE,
        params=(Param("targets", "targets", "addresses or host names to reach from the device, in its global routing table"),),
        scalar="targets",
        blind=("Other VRFs, other source addresses, other protocols than ICMP echo.",),
        example="10.255.0.2: not reached from the device: reached before, not reached now (0 of 2 answers)",
    ),
    Definition(
        name="that",
        summary="Jinja expressions over before, after and diff hold. One that names only before is judged before the change.",
        judge=expression.that,
        reads=(),
        allowed=ANY_PHASE,
        params=(Param("that", "expressions", "the expressions; what is undefined or null fails, and is named"),),
        scalar="that",
        required=("that",),
        example="does not hold: after.ntp.stratum < 5 (after.ntp.stratum = 16)",
    ),
)

DEFINITIONS: Mapping[str, Definition] = MappingProxyType({definition.name: definition for definition in TABLE})


def params_of(definition: Definition) -> tuple[Param, ...]:
    """The check's own parameters and those that all checks take."""
    default = "both" if len(definition.phases) > 1 else definition.phases[0]
    phase = Param("phase", "choice", "when it is judged", None, definition.allowed)
    return (*definition.params, Param(phase.name, phase.kind, f"{phase.help}; {default} unless given", None, phase.choices), UNSEEN)
