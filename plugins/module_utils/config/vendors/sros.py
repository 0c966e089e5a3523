# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: MD-CLI in braces or as full paths (``/configure ...``), and the classic form, which both names understand."""

from __future__ import annotations

from ..vendor import Vendor

# Lists by their name with its keys, after the word before them where that matters: a neighbour's `group` is a value, the
# `group` of BGP a list. What stands in the configuration already says the rest.
_LISTS = (
    r"(?:router|interface|port|card|mda|xiom|fp|lag|slot|vprn|vpls|epipe|ies|cpipe|sap|spoke-sdp|mesh-sdp|sdp|customer|neighbor"
    r"|policy-statement|entry|prefix-list|community|area|level|network-interface|isis|ospf|ospf3|rsvp-interface|lsp|path|hop"
    r"|user|ip-filter|ipv6-filter|mac-filter|log-id|snmp-trap-group|trap-target|event-handler|apply-macro|named-entry|rtr-id"
    r"|sap-ingress|sap-egress|queue|policer|fc|scheduler-policy|accounting-policy|as-path|secondary|pool|virtual-neighbor"
    r"|profile|connector-map|sfm|power-module|power-shelf|chassis|upgrade-path|collector|streaming-profile)"
)
_KEY = r'(?:"[^"]*"|[^\s\["]\S*)'
_OPENERS = (
    r"\S* (" + _LISTS + r" \S+)|bgp (group \S+)|configure (groups \S+)|groups (group \S+)|ipv6 (address \S+)"
    r"|\S+ (prefix \S+ type (?:exact|longer|through|range|to|address-mask))|static-routes (route \S+ route-type \S+)"
    r"|\S+ (next-hop \S+)|ntp (server \S+ router-instance \S+)|\S+ (member \S+)|target-list (target \S+)"
)
SROS_MD = Vendor(
    name="nokia.sros.md",
    style="mdcli",
    indent=4,
    comment=r"#",
    volatile=r"[*!]?(?:\((?:ex|gl|pr|ro)\))?\[(?:(?:ex|gl|pr|ro):)?/[^\]]*\]$|\*?[A-D]:\S+#",
    fixed=r"(?:configure|bof|debug|li|persistent-indices)\b",
    inner_openers=_OPENERS,
    leave=frozenset({"exit", "back", "top"}),
)
SROS_CLASSIC = Vendor(
    name="nokia.sros.classic",
    style="mdcli",
    indent=4,
    comment=r"#",
    fixed=r"(?:configure|bof|debug|li|persistent-indices)\b",
    inner_openers=_OPENERS,
    leave=frozenset({"exit", "back"}),
)
