# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: members of port channels, spanning tree."""

from __future__ import annotations

from ..bundles import channel_summary
from ..registry import Fragment, Output, text
from ..spanning import spanning_tree

PLATFORM = "cisco.ios.ios"


def _channels(out: Output) -> Fragment:
    return channel_summary(out.text, PLATFORM)


def _tree(out: Output) -> Fragment:
    return spanning_tree(out.text, PLATFORM)


_NO_CHANNELS = r"(?:Flags: .*Number of channel-groups in use: 0.*)?"
_NO_TREE = r"(?:No spanning tree instances? exists?\.?)?"
PARSERS = (
    text("lacp", r"show etherchannel(?: \d+)? summary", _channels, empty=_NO_CHANNELS),
    text("stp", r"show spanning-tree(?: vlan \d+)?", _tree, empty=_NO_TREE),
)
