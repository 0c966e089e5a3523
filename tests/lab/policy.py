# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""BGP policy, as far as it decides which prefixes pass: prefix lists, and route maps that match them."""

from __future__ import annotations

import re

from .config import Tree
from .grammar import natural
from .state import DeviceState
from .view import Network4, network_of


def passes(state: DeviceState, peer: str, direction: str, prefix: Network4) -> bool:
    """Whether a neighbour's prefix lists and route maps of a direction let a prefix through."""
    tree = state.device.running
    return all(
        (_prefix_list if kind == "prefix-list" else _route_map)(tree, name, prefix)
        for kind, name in _policies(tree, peer, direction)
    )


def _policies(tree: Tree, peer: str, direction: str) -> list[tuple[str, str]]:
    section = next((line for line in tree if line.startswith("router bgp ")), "")
    lines = list(tree.get(section, {}))
    for inner, children in tree.get(section, {}).items():
        if inner.startswith("address-family ipv4"):
            lines.extend(children)
    names = [peer] + [found[1] for line in lines if (found := re.match(rf"neighbor {re.escape(peer)} peer[ -]group (\S+)", line))]
    pattern = re.compile(rf"neighbor (\S+) (prefix-list|route-map) (\S+) {direction}$")
    return [(found[2], found[3]) for line in lines if (found := pattern.match(line)) and found[1] in names]


def _prefix_list(tree: Tree, name: str, prefix: Network4) -> bool:
    rows = sorted((line for line in tree if line.startswith(f"ip prefix-list {name} seq ")), key=natural)
    for row in rows:
        words = row.split()
        if len(words) > 6 and _matches(words[6], words[7:], prefix):
            return words[5] == "permit"
    return not rows  # a list that does not exist lets everything through


def _matches(network: str, bounds: list[str], prefix: Network4) -> bool:
    base = network_of(network)
    if base is None or not prefix.subnet_of(base):
        return False
    limits = {word: int(value) for word, value in zip(bounds[::2], bounds[1::2], strict=False) if value.isdigit()}
    low = limits.get("ge", base.prefixlen)
    high = limits.get("le", 32 if "ge" in limits else base.prefixlen)
    return low <= prefix.prefixlen <= high


def _route_map(tree: Tree, name: str, prefix: Network4) -> bool:
    rows = sorted((line for line in tree if line.startswith(f"route-map {name} ")), key=lambda line: int(line.split()[-1]))
    for row in rows:
        matches = [line.split() for line in tree[row] if line.startswith("match ip address prefix-list ")]
        others = [line for line in tree[row] if line.startswith("match ") and "prefix-list" not in line]
        if not others and all(any(_prefix_list(tree, each, prefix) for each in words[4:]) for words in matches):
            return row.split()[2] == "permit"
    return not rows
