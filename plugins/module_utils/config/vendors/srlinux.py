# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: ``info`` in braces, or ``info flat`` as ``set / ...``."""

from __future__ import annotations

from ..vendor import Vendor

# Which words are an entry of a list: (the word before, and) the list's name with its keys. What an entry holds says the
# rest; these are the lists whose entries may stand without anything in them, and those met in changes typed as paths.
_ANYWHERE = (
    r"(?:interface|subinterface|network-instance|neighbor|group|afi-safi|prefix-set|policy|statement|route|route-reflector-client"
    r"|next-hop-group|nexthop|instance|level|area|ip-mapping|vxlan-interface|tunnel-interface|bgp-instance|bgp-vpn|vrf-id"
    r"|tls-server-profile|tls-profile|grpc-server|community-set|as-path-set|radius|server-group|login-user|role|file|buffer"
    r"|subsystem|remote-server|facility|entry|rule|acl-filter|mac-address|ethernet-segment|static-route|host-entry|user|trap-group"
    r"|event-handler|segment|maintenance-group|maintenance-profile|queue|forwarding-class|scheduler|input-class|dscp-policy"
    r"|dot1p-policy|dscp-rewrite-policy)"
)
_KEY = r'(?:"[^"]*"|[^\s\["]\S*)'
SRLINUX = Vendor(
    name="nokia.srlinux.srlinux",
    style="srlinux",
    indent=4,
    comment=r"#|!",
    volatile=r"--\{|[A-D]:\S+#",
    inner_openers=(
        r"(?:acl|\S*) (acl-filter \S+ type \S+)|\S* (" + _ANYWHERE + r" \S+)"
        r"|(?:ipv4|ipv6|secondary) (address \S+)|ntp (server \S+)|prefix-set (prefix \S+ mask-length-range \S+)"
        r"|\S+ (prefix \S+ mask-length-range \S+)"
    ),
    leave=frozenset({"exit", "quit"}),
)
