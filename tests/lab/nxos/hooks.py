# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS lines that the device refuses or rewrites on its own terms."""

from __future__ import annotations

import ipaddress
import re
import zlib
from typing import Any

from ..config import Refused, Tree
from ..eos.hooks import prefix_list, sequence
from ..grammar import Match
from ..names import is_virtual


def interface(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """Ports are there or are not; only virtual interfaces come and go."""
    name = found.words[1]
    if is_virtual(name):
        return None
    if device is not None and name not in device.spec.ports:
        raise Refused(f"{' ' * 20}^\nInvalid range at '^' marker.")
    if negated:
        raise Refused("ERROR: Physical interfaces cannot be removed")
    return None


def bgp(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """One BGP process a switch, and only where the feature is on."""
    other = next((line for line in tree if line.startswith("router bgp ") and line != found.line), "")
    if negated:
        return None
    if "feature bgp" not in tree:
        raise Refused(f"{' ' * 17}^\n% Invalid command at '^' marker.")
    if other:
        raise Refused(f"BGP is already running; AS is {other.split()[2]}\nERROR: BGP process cannot be changed")
    return None


def address(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """No network address, and no subnet that another interface of the same VRF has."""
    if negated or len(found.words) < 3:
        return None
    own = ipaddress.ip_interface(found.words[2])
    if own.network.prefixlen < 31 and own.ip in (own.network.network_address, own.network.broadcast_address):
        raise Refused(f"% {own}: invalid IP address")
    vrf = next((child for child in here if child.startswith("vrf member ")), "")
    for line, children in tree.items():
        if (
            children is here
            or not line.startswith("interface ")
            or vrf != next((c for c in children if c[:11] == "vrf member "), "")
        ):
            continue
        for given in children:
            match = re.match(r"ip address (\d\S+)", given)
            if match and own.network.overlaps(ipaddress.ip_interface(match[1]).network):
                raise Refused(f"% {own} overlaps with address configured on {line.split()[1]}")
    return None


def username(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """A password in clear is stored as a hash."""
    words = found.line.split()
    if negated or words[2:4] != ["password", "0"] or len(words) < 5:
        return None
    return " ".join([*words[:3], "5", f"$5$SIM${zlib.crc32(words[4].encode()):08x}", *words[5:]])


def direction(tree: Tree, here: Tree, found: Match, negated: bool, device: Any) -> str | None:
    """One policy of a kind in each direction."""
    kind, way = found.words[0], found.words[-1]
    for line in [line for line in here if not negated and line.split()[0] == kind and line.split()[-1] == way]:
        del here[line]
    return None


HOOKS = {function.__name__: function for function in (interface, bgp, address, username, direction, prefix_list, sequence)}
