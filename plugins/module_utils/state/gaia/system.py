# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check Point Gaia: ``show interfaces all`` and its like (clish)."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac, megabits

_HEAD = re.compile(r"^Interface (?P<name>\S+)[ \t]*$", re.M)
_ABSENT = re.compile(r"not configured|not available|n/a|none", re.I)


def _value(name: str, body: str) -> str | None:
    found = re.search(rf"^[ \t]+{name}[ \t]+(\S.*?)[ \t]*$", body, re.M)
    return None if not found or _ABSENT.fullmatch(found[1]) else found[1]


_SPEED = re.compile(r"(\d+)([MG])")


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, body in required_sections(_HEAD, out.text):
        link, address, speed = _value("link-state", body), _value("mac-addr", body), _SPEED.match(_value("speed", body) or "")
        model[head["name"]] = {
            "is_up": None if link is None else link.endswith("up"),
            "is_enabled": _value("state", body) == "on",
            "description": _value("comments", body) or "",
            "mac_address": mac(address) if address else None,
            "mtu": integer(shown) if (shown := _value("mtu", body)) else None,
            "speed": megabits(speed[1], speed[2]) if speed else None,
        }
    return model


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in required_sections(_HEAD, out.text):
        for family in ("ipv4", "ipv6"):
            address, _slash, length = (_value(f"{family}-address", body) or "").partition("/")
            if (found := ip(address)) and length.isdigit():
                model.setdefault(head["name"], {})[family] = {found: {"prefix_length": int(length)}}
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [head["name"] for head, _unused in required_sections(_HEAD, out.text)]}


_VERSION = re.compile(r"^Product version (?:Check Point )?Gaia (\S+)", re.M | re.I)


def _version(out: Output) -> Fragment:
    found = _VERSION.search(out.text)
    if not found:
        raise UnparsedError
    return {"vendor": "Check Point", "os_version": found[1]}


_WHICH = r"show interfaces?(?: all| \S+)?"
PARSERS = (
    text("facts", r"show version(?: all)?", _version),
    text("facts", _WHICH, _names),
    text("interfaces", _WHICH, _interfaces),
    text("interfaces_ip", _WHICH, _addresses, empty=r".*Interface \S+\n.*"),
)
