# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: interfaces."""

from __future__ import annotations

import re

from ..blocks import fields, required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, mac, megabits

PLATFORM = "cisco.ios.ios"

_HEAD = re.compile(
    r"^\s*(?P<name>(?:[A-Z]\w+ ){0,2}\S+) is (?P<admin>[\w /()-]+?)\s*,\s*line protocol is (?P<line>\w+)|"
    r"^(?P<wire>pseudowire\d+) is (?P<state>up|down|admin\w* down)",
    re.M,
)
_FIELDS = {
    "description": re.compile(r"^\s*Description: ?(.*)$", re.M),
    "mac": re.compile(r"\baddress is ([0-9a-fA-F.:-]{12,17})\b"),
    "mtu": re.compile(r"^\s*MTU (\d+)", re.M),
}
_BANDWIDTH = re.compile(r"\bBW (\d+) ?([KMGkmg])bit")


def blocks(out: Output) -> list[tuple[re.Match[str], str]]:
    """Each interface's first line, and the text up to the next interface."""
    return required_sections(_HEAD, out.text)


def interface_of(head: re.Match[str]) -> str:
    """The long name in an interface's first line."""
    return long_name(head["name"], PLATFORM) if head["name"] else head["wire"]


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, body in blocks(out):
        found = fields(_FIELDS, body)
        bandwidth = _BANDWIDTH.search(body)
        admin, line = head["admin"] or head["state"], head["line"] or head["state"]
        model[interface_of(head)] = {
            "is_enabled": "admin" not in admin and admin not in ("deleted", "disabled"),
            "is_up": line == "up" and "down" not in admin,
            "description": (found["description"] or "").strip(),
            "mac_address": mac(found["mac"]),
            "mtu": integer(found["mtu"]),
            "speed": megabits(bandwidth.group(1), bandwidth.group(2)) if bandwidth else None,
        }
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [interface_of(head) for head, _unused in blocks(out)]}


_BRIEF = re.compile(r"^\s*([A-Za-z][\w/.:-]*\d[\w/.:-]*)\s+(?:\S+)\s+(?:YES|NO)\s", re.M)


def _names_brief(out: Output) -> Fragment:
    names = [long_name(name, PLATFORM) for name in _BRIEF.findall(out.text)]
    if not names:
        raise UnparsedError
    return {"interface_list": names}


_COMMAND = r"show int(?:erfaces?)?(?: [A-Za-z][\w-]* ?\d[\w/.:]*)?"
PARSERS = (
    text("interfaces", _COMMAND, _interfaces),
    text("facts", r"show ip interface brief", _names_brief),
    text("facts", r"show interfaces?", _names),
)
