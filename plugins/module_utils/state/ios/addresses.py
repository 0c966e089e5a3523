# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: the addresses of interfaces."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mask_length, prefix
from .interfaces import blocks, interface_of

PLATFORM = "cisco.ios.ios"
_LINK_LOCAL = 10  # IOS prints link-local addresses without a length; fe80::/10 is what the architecture gives them

_V4 = re.compile(r"^\s*(?:Internet|Secondary) address(?: is)? (\d+\.\d+\.\d+\.\d+)(?:/(\d+)| (\d+\.\d+\.\d+\.\d+))", re.M)


def _ipv4(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in blocks(out):
        for address, length, mask in _V4.findall(body):
            canonical, bits = ip(address), integer(length) if length else mask_length(mask)
            if canonical and bits is not None:
                family = model.setdefault(interface_of(head), {}).setdefault("ipv4", {})
                family[canonical] = {"prefix_length": bits}
    return model


_LOCAL = re.compile(r"link-local address is ([0-9A-Fa-f:]+)")
_GLOBAL = re.compile(r"^\s*([0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:, subnet is ([0-9A-Fa-f:]+/\d+))?(?: \[.*\])*\s*$", re.M)


def _ipv6(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in blocks(out):
        found: dict[str, Any] = {}
        for address in _LOCAL.findall(body):
            if canonical := ip(address):
                found[canonical] = {"prefix_length": _LINK_LOCAL}
        for address, subnet in _GLOBAL.findall(body):
            network, canonical = prefix(subnet) if subnet else None, ip(address)
            if canonical and network:
                found[canonical] = {"prefix_length": int(network.partition("/")[2])}
        if found:
            model[interface_of(head)] = {"ipv6": found}
    return model


_BRIEF = re.compile(r"^\s*(?P<name>[A-Za-z][\w/.:-]*\d[\w/.:-]*)\s+(?P<address>\d+\.\d+\.\d+\.\d+|unassigned)\s+(?:YES|NO)\s", re.M)


def _brief(out: Output) -> Fragment:
    """This table has no lengths: they stay unknown."""
    rows = list(_BRIEF.finditer(out.text))
    if not rows:
        raise UnparsedError
    found = ((long_name(row["name"], PLATFORM), ip(row["address"])) for row in rows)
    return {name: {"ipv4": {address: {"prefix_length": None}}} for name, address in found if address}


_NONE = r".* line protocol is .*"
_ONE = r"(?: [A-Za-z][\w-]* ?\d[\w/.:]*)?"
PARSERS = (
    text("interfaces_ip", rf"show ip interface{_ONE}", _ipv4, empty=_NONE),
    text("interfaces_ip", rf"show ipv6 interface{_ONE}", _ipv6, empty=rf"(?:{_NONE})?"),
    text("interfaces_ip", rf"show interfaces?{_ONE}", _ipv4, empty=_NONE),
    text("interfaces_ip", r"show ip interface brief", _brief, empty=r".*unassigned.*"),
)
