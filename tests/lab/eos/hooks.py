# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS lines that the device refuses or rewrites on its own terms."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from ..config import Refused, Tree
from ..grammar import Match
from ..ios.hooks import forget_neighbor, passive
from ..names import is_virtual


def interface(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """Ports are there or are not; only virtual interfaces come and go."""
    name = found.words[1]
    if not is_virtual(name) and (negated or (device is not None and name not in device.spec.ports)):
        raise Refused("% Invalid input" if not negated else f"% Cannot delete interface {name}")
    return None


def bgp(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """One BGP process a router."""
    other = next((line for line in tree if line.startswith("router bgp ") and line != found.line), "")
    if other and not negated:
        raise Refused(f"% BGP is already running with AS number {other.split()[2]}")
    return None


def address(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """No network address, and no subnet that another interface has."""
    if negated or len(found.words) < 3:
        return None
    own = ipaddress.ip_interface(found.words[2])
    if own.network.prefixlen < 31 and own.ip in (own.network.network_address, own.network.broadcast_address):
        raise Refused("% IP address must not be a network or broadcast address")
    for line, children in tree.items():
        if children is here or not line.startswith("interface ") or any(c.startswith("vrf ") for c in children):
            continue
        for given in children:
            match = re.match(r"ip address (\d\S+)", given)
            if match and own.network.overlaps(ipaddress.ip_interface(match[1]).network):
                raise Refused(f"% Address {own} overlaps with {line.split()[1]}: subnet {match[1]}")
    return None


def peer_group(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """``no neighbor NAME`` comes here too: it takes everything of that neighbour away."""
    if negated and not found.complete:
        forget_neighbor(tree, found.words[1])
    return None


def activate(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """That a neighbour is not activated is stored."""
    here.pop(f"no {found.line}", None)
    if negated and found.complete:
        here[f"no {found.line}"] = {}
    return None


def prefix_list(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A line without sequence number gets the next multiple of ten."""
    words = found.words
    if negated or words[3:4] == ("seq",):
        return None
    used = [int(n[1]) for line in here if (n := re.match(rf"ip prefix-list {re.escape(words[2])} seq (\d+) ", line))]
    return f"ip prefix-list {words[2]} seq {max(used, default=0) // 10 * 10 + 10} {' '.join(words[3:])}"


def sequence(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A line without number goes to the end, in steps of ten; a taken number is refused."""
    words = found.words
    if words[0].isdigit():
        taken = next((line for line in here if line.startswith(f"{words[0]} ") and line != found.line), "")
        if taken and len(words) > 1 and not negated:
            raise Refused("% Duplicate sequence number")
        return words[0] if negated else None
    body = " ".join(words)
    numbered = next((line for line in here if line.partition(" ")[2] == body), "")
    if numbered or negated:
        return numbered or "0"
    last = max((int(line.split()[0]) for line in here if line.split()[0].isdigit()), default=0)
    return f"{last - last % 10 + 10} {body}"


HOOKS = {
    function.__name__: function for function in (interface, bgp, address, passive, peer_group, activate, prefix_list, sequence)
}
