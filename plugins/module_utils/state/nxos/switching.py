# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: members of port channels, spanning tree; and what the configuration alone tells."""

from __future__ import annotations

from ..bundles import channel, channel_summary, member
from ..names import long_name
from ..registry import Fragment, Output, structured, text
from ..running_config import configuration_parsers
from ..spanning import spanning_tree
from .rows import body, required, rows, words

PLATFORM = "cisco.nxos.nxos"


def _channels(out: Output) -> Fragment:
    return channel_summary(out.text, PLATFORM)


def _channels_json(out: Output) -> Fragment:
    """Whether LACP is active or passive on a channel is told by neither form of the summary."""
    model = {}
    for row in required(body(out), "channel"):
        flags = words(row.get("layer")) + words(row.get("status"))
        found = channel(flags, words(row.get("prtcl")) or None, None)
        for item in rows(row, "member"):
            found["members"][long_name(words(item.get("port")), PLATFORM)] = member(words(item.get("port-status")))
        model[long_name(words(row["port-channel"]), PLATFORM)] = found
    return model


def _tree(out: Output) -> Fragment:
    return spanning_tree(out.text, PLATFORM)


_NO_CHANNELS = r"(?:Flags: .*Group Port-[^\n]*\n\s*Channel\s*-*)?"
_NO_TREE = r"(?:No spanning tree instances? exists?\.?)?"
PARSERS = (
    text("lacp", r"show port-channel summary(?: interface \S+)?", _channels, empty=_NO_CHANNELS),
    structured("lacp", r"show port-channel summary(?: interface \S+)?", _channels_json),
    text("stp", r"show spanning-tree(?: vlan \d+)?", _tree, empty=_NO_TREE),
    *(parser for parser in configuration_parsers() if not parser.subset.startswith("ntp")),  # show ntp peers tells those
)
