# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: ``info`` in braces, or ``info flat`` as ``set / ...``."""

from __future__ import annotations

from ..vendor import Vendor

# Entries of lists: the list's name with its keys, after the word before it where the name alone does not say so. What
# stands in the configuration already says the rest; these are the lists met in changes typed as paths.
_KEY = r'(?:"[^"]*"|[^\s\["]\S*)'
_ANYWHERE = (
    r"(?:interface|subinterface|neighbor|group|afi-safi|policy|statement|route|nexthop"
    r"|instance|area|tunnel-interface|vxlan-interface|bgp-instance|tls-server-profile|grpc-server|community-set|as-path-set"
    r"|server-group|remote-server|facility|subsystem|entry|acl-filter|ethernet-segment|maintenance-group|host-entry)"
)
_OPENERS = (
    rf" (network-instance {_KEY})|\S* (acl-filter {_KEY} type \S+)|\S* ({_ANYWHERE} {_KEY})"
    rf"|(?:ipv[46]|secondary) (address {_KEY})|ntp (server {_KEY})|routing-policy (prefix-set {_KEY})"
    rf"|isis (level {_KEY})|\S+ (prefix \S+ mask-length-range \S+)"
)
SRLINUX = Vendor(
    name="nokia.srlinux.srlinux",
    style="srlinux",
    indent=4,
    comment=r"#|!",
    volatile=r"--\{|[A-D]:\S+#",
    inner_openers=_OPENERS,
    leave=frozenset({"exit", "quit"}),
)
