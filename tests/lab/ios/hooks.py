# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS lines that the device refuses or rewrites on its own terms."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from ..config import Refused, Tree
from ..grammar import Match
from ..names import is_virtual
from ..view import network_of


def interface(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """Ports are there or are not; only virtual interfaces come and go."""
    name = found.words[1]
    known = f"interface {name}" in tree
    if negated and not is_virtual(name):
        raise Refused("% Removal of physical interfaces is not permitted")
    if not known and not negated and not is_virtual(name) and device is not None:
        raise Refused(f"{' ' * 10}^\n% Invalid input detected at '^' marker.\n")
    return None


def bgp(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """One BGP process a router."""
    other = next((line for line in tree if line.startswith("router bgp ") and line != found.line), "")
    if other and not negated:
        raise Refused(f"BGP is already running; AS is {other.split()[2]}")
    return None


def route(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A route's address is that of its network."""
    network = network_of(f"{found.words[2]}/{found.words[3]}") if found.complete else None
    if found.complete and (network is None or str(network.network_address) != found.words[2]):
        raise Refused("%Inconsistent address and mask")
    return None


def address(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """No network address, and no subnet that another interface has."""
    if negated or len(found.words) < 4:
        return None
    try:
        own = ipaddress.ip_interface(f"{found.words[2]}/{found.words[3]}")
    except ValueError:
        raise Refused(f"Bad mask 0x{int(ipaddress.ip_address(found.words[3])):08X} for address {found.words[2]}") from None
    if own.network.prefixlen < 31 and own.ip in (own.network.network_address, own.network.broadcast_address):
        raise Refused(f"Bad mask /{own.network.prefixlen} for address {own.ip}")
    for line, children in tree.items():
        if children is here or not line.startswith("interface ") or any(c.startswith("vrf forwarding") for c in children):
            continue
        for given in children:
            if (match := re.match(r"ip address (\S+) (\d\S+)", given)) and own.network.overlaps(
                ipaddress.ip_interface(f"{match[1]}/{match[2]}").network
            ):
                raise Refused(f"% {own.network.network_address} overlaps with {line.split()[1]}")
    return None


def access_vlan(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A VLAN that is not there yet is made, and said."""
    number = found.words[-1]
    if not negated and number != "1" and device is not None and f"vlan {number}" not in tree:
        tree[f"vlan {number}"] = {}
        device.notices.append(f"% Access VLAN does not exist. Creating vlan {number}")
    return None


def _defined(here: Tree, tree: Tree, name: str) -> bool:
    around = [here, *(children for line, children in tree.items() if line.startswith("router bgp"))]
    starts = (f"neighbor {name} remote-as", f"neighbor {name} peer-group")
    return any(line.startswith(starts) for children in around for line in children)


def passive(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """Where every interface is passive, the exceptions are what is stored."""
    stored = f"no {found.line}"
    here.pop(stored, None)
    if negated and "passive-interface default" in here:
        here[stored] = {}
    return None


def forget_neighbor(tree: Tree, name: str) -> None:
    """Remove a neighbour from the process and all its address families."""
    for line, children in tree.items():
        if line.startswith("router bgp "):
            for section in [children, *children.values()]:
                for key in [key for key in section if key.removeprefix("no ").startswith(f"neighbor {name} ")]:
                    del section[key]


def neighbor(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A neighbour exists before it has properties; that it is not activated is stored."""
    if found.words[2:] == ("activate",):
        here.pop(f"no {found.line}", None)
        if negated:
            here[f"no {found.line}"] = {}
    if not negated and not _defined(here, tree, found.words[1]):
        raise Refused("% Specify remote-as or peer-group commands first")
    return None


def peer_group(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """``no neighbor NAME`` comes here too: it takes everything of that neighbour away."""
    if negated and not found.complete:
        forget_neighbor(tree, found.words[1])
    return None


def remote_as(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A name without address is that of a peer group that exists."""
    name = found.words[1]
    if negated:
        forget_neighbor(tree, name)
    if not negated and not re.match(r"\d+\.\d+\.\d+\.\d+$", name) and ":" not in name and not _defined(here, tree, name):
        raise Refused("% Create the peer-group first")
    return None


def in_group(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A neighbour joins a group that exists."""
    if len(found.words) > 3 and not negated and not _defined(here, tree, found.words[3]):
        raise Refused("% Configure the peer-group first")
    return None


def prefix_list(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A line without sequence number gets the next multiple of five."""
    words = found.words
    if negated or words[3:4] == ("seq",):
        return None
    used = [int(n[1]) for line in here if (n := re.match(rf"ip prefix-list {re.escape(words[2])} seq (\d+) ", line))]
    following = (max(used, default=0) // 5 + 1) * 5
    return f"ip prefix-list {words[2]} seq {following} {' '.join(words[3:])}"


def sequence(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A line without number goes to the end, in steps of ten; a taken number is refused."""
    words = found.words
    if words[0].isdigit():
        body = " ".join(words[1:])
        taken = next((line for line in here if line.startswith(f"{words[0]} ") and line != found.line), "")
        if taken and body and not negated:
            raise Refused("% Duplicate sequence number")
        return words[0] if negated else None
    body = " ".join(words)
    numbered = next((line for line in here if line.partition(" ")[2] == body), "")
    if numbered:
        return numbered
    if negated:
        raise Refused("% Access rule can't be deleted, it does not exist")
    last = max((int(line.split()[0]) for line in here if line.split()[0].isdigit()), default=0)
    return f"{last - last % 10 + 10} {body}"


_ALL = (
    *(interface, bgp, route, address, access_vlan, passive),
    *(neighbor, peer_group, remote_as, in_group, prefix_list, sequence),
)
HOOKS = {function.__name__: function for function in _ALL}
