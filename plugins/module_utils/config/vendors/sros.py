# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: MD-CLI in braces or as full paths (``/configure ...``), and the classic form, which both names understand."""

from __future__ import annotations

from ..vendor import Vendor

# Entries of lists: the list's name with its keys, after the word before it where the name alone does not say so (a
# neighbour's `group` is a value, BGP's `group` a list). What stands in the configuration already says the rest.
_KEY = r'(?:"[^"]*"|[^\s\["]\S*)'
_ANYWHERE = (
    r"(?:router|interface|card|mda|xiom|vprn|vpls|epipe|ies|cpipe|sap|spoke-sdp|mesh-sdp|neighbor|policy-statement|entry"
    r"|prefix-list|area|ip-filter|ipv6-filter|mac-filter|log-id|named-entry|sap-ingress|sap-egress|isis|ospf|ospf3)"
)
_BELOW = (
    r"(?:configure (?:port|lag|groups)|service (?:customer|sdp)|policy-options (?:community|as-path)|bgp group|groups group"
    r"|ipv6 address|local-user user|isis level|qos (?:queue|policer)|mpls (?:path|lsp)|system (?:name-server))"
)
_OPENERS = (
    rf"\S* ({_ANYWHERE} {_KEY})|(?={_BELOW} )\S+ (\S+ {_KEY})"
    r"|\S+ (prefix \S+ type (?:exact|longer|through|range|to|address-mask))|static-routes (route \S+ route-type \S+)"
    rf"|\S+ (next-hop {_KEY})|ntp (server \S+ router-instance {_KEY})|\S+ (member {_KEY})"
)
SROS_MD = Vendor(
    name="nokia.sros.md",
    style="mdcli",
    indent=4,
    comment=r"#",
    volatile=r"[*!]?(?:\((?:ex|gl|pr|ro)\))?\[(?:(?:ex|gl|pr|ro):)?/[^\]]*\]$|\*?[A-D]:\S+#",
    fixed=r"(?:configure|bof|debug|li|persistent-indices)\b",
    inner_openers=_OPENERS,
    leave=frozenset({"exit", "exit all", "back", "top"}),
)
SROS_CLASSIC = Vendor(
    name="nokia.sros.classic",
    style="mdcli",
    indent=4,
    comment=r"#",
    fixed=r"(?:configure|bof|debug|li|persistent-indices)\b",
    inner_openers=_OPENERS,
    leave=frozenset({"exit", "exit all", "back"}),
)
