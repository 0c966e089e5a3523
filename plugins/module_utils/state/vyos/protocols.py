# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS: the BGP summaries of its own command tree; what they print is FRR's."""

from __future__ import annotations

from ..bgp_words import summary
from ..registry import Fragment, Output, UnparsedError, text


def _summary(out: Output) -> Fragment:
    model = summary(out.text, out.vrf, "ipv6" if " ipv6" in out.command else "ipv4")
    if not model:
        raise UnparsedError
    return model


PARSERS = (text("bgp_neighbors", r"show bgp(?: ipv[46])?(?: unicast)? summary|show ipv6 bgp summary", _summary),)
