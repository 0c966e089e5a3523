# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of a device and what reads the answers belong together."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.state.commands import SUBSETS, commands_for
from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers, readable

ROUTERS = ["cisco.ios.ios", "cisco.nxos.nxos", "cisco.iosxr.iosxr", "junipernetworks.junos.junos", "arista.eos.eos", "frr.frr.frr"]
# Subsets that are made of others.
MADE_OF = {
    "neighbors": {"lldp_neighbors", "lldp_neighbors_detail", "cdp_neighbors"},
    "lldp_neighbors": {"lldp_neighbors", "lldp_neighbors_detail"},
    "ntp": {"ntp", "ntp_stats"},
}


@pytest.mark.parametrize("platform", ROUTERS)
def test_every_command_asked_has_a_parser(platform: str) -> None:
    """For each subset the table promises, the commands it sends are ones that a parser of that subset reads."""
    for subset in SUBSETS(platform):
        for command in commands_for(platform, [subset]):
            plain = readable(command, "").command
            told = {parser.subset for parser in parsers(platform) if parser.pattern.fullmatch(plain)}
            assert told & MADE_OF.get(subset, {subset}), f"{subset}: {command}"
