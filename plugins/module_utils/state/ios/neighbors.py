# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: what LLDP and CDP tell of the other end."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..lldp_words import entry, field
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text

PLATFORM = "cisco.ios.ios"

_NEIGHBOR = re.compile(r"^[ \t]*(?:Local Intf:.*\n+(?:[ \t]*Local Intf service instance.*\n+)?[ \t]*)?Chassis id:", re.M | re.I)


def _entries(out: Output) -> list[tuple[str, dict[str, Any]]]:
    """(local interface or '', neighbour) of each block. Old releases do not print the local interface."""
    found = []
    for head, body in sections(_NEIGHBOR, out.text):
        block = head.group() + body
        local = field(block, "Local Intf")
        found.append((long_name(local, PLATFORM) if local else "", entry(block)))
    return found


def _detail(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for local, neighbor in _entries(out):
        model.setdefault(local, []).append(neighbor)
    return model


# The name column is 20 wide, and cut there with no space after it.
_ROW = re.compile(r"^(?P<name>.{20}|\S+(?: \S+)*?)\s*(?P<local>[A-Z][A-Za-z-]{1,}\s?\d[\d/.]*)\s+(?P<hold>\d+)(?P<rest>(?:\s.*)?)$")
_CAPABILITY = re.compile(r"^(?:[A-Z](?:,[A-Z])*)$")


def _table(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for line in out.text.split("\n"):
        found = _ROW.match(line.strip())
        if found:
            words = found["rest"].split()
            port = " ".join(words[1:] if words and _CAPABILITY.match(words[0]) and len(words) > 1 else words)
            model.setdefault(long_name(found["local"], PLATFORM), []).append({"hostname": found["name"].strip(), "port": port})
    return model


_CDP_PORT = re.compile(r"^\s*Interface: (?P<local>[^,\n]+),\s+Port ID \(outgoing port\): (?P<port>.+)$", re.M)
_CDP_NAME = re.compile(r"^\s*Device ID: ?(.*)$", re.M)


def _cdp(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for head, body in sections(_CDP_NAME, out.text):
        port = _CDP_PORT.search(body)
        if not port:
            raise UnparsedError
        model.setdefault(long_name(port["local"], PLATFORM), []).append(
            {"hostname": head.group(1).strip(), "port": port["port"].strip()}
        )
    return model


_NONE = r"(?:Capability codes:.*?)?(?:Device ID\s+Local Intf.*?)?(?:Total (?:cdp )?entries displayed\s*: 0)?"
PARSERS = (
    text("lldp_neighbors_detail", r"show lldp (?:neighbors detail|entry \S+)", _detail, empty=_NONE),
    text("lldp_neighbors", r"show lldp neighbors", _table, empty=_NONE),
    text("cdp_neighbors", r"show cdp (?:neighbors detail|entry \S+)", _cdp, empty=_NONE),
)
