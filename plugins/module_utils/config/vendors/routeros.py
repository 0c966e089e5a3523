# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS: the text of ``/export``, in menus or terse."""

from __future__ import annotations

from ..vendor import Vendor

ROUTEROS = Vendor(
    name="community.routeros.routeros",
    style="routeros",
    comment=r"#",
    volatile=r"#|\[[^\]]+@[^\]]+\] .*>",
    # Menus in which the order of the entries has a meaning.
    ordered=(
        r"ip(?:v6)? firewall (?:filter|nat|mangle|raw)$|interface bridge (?:filter|nat)$|queue simple$"
        r"|routing (?:filter rule|rule|filter)$|ip route rule$|ip ipsec policy$|radius$|interface ethernet switch rule$"
        r"|caps-man (?:provisioning|access-list)$|interface (?:wireless|wifi) (?:access-list|connect-list)$"
        r"|ip hotspot walled-garden(?: ip)?$|ip proxy access$|ip dns forwarders$"
    ),
)
