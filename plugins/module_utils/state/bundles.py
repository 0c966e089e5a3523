# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Port channels and their members, as Cisco's systems and those after them print them."""

from __future__ import annotations

import re
from typing import Any

from .names import long_name

_CHANNEL = re.compile(r"^\s*(?:\d+\s+)?(?P<name>Po(?:rt-channel)?\d+)\((?P<flags>[^)]*)\)\s*(?P<rest>.*)$", re.I)
_PROTOCOL = re.compile(r"\b(?P<name>LACP|PAgP|NONE|Static)(?:\((?P<mode>\w)\))?(?=\s|$)|(?<=\s)-(?=\s|$)", re.I)
_MEMBER = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]*\d[\w/.:]*)\((?P<flags>[^)]*)\)")
_MODES = {"a": "active", "p": "passive"}
# The letters that both families explain above their table; the first that fits tells.
_STATES = (
    ("P", "bundled"),
    ("s", "suspended"),
    ("D", "down"),
    ("H", "hot-standby"),
    ("h", "hot-standby"),
    ("I", "individual"),
    ("w", "waiting"),
    ("d", "default"),
    ("r", "module-removed"),
    ("i", "incompatible"),
    ("u", "unsuitable"),
    ("G", "unbundled"),
)


def member(flags: str) -> dict[str, Any]:
    """What the letters beside a member's name tell: ``{bundled, state}``."""
    state = next((word for letter, word in _STATES if letter in flags), None)
    return {"bundled": state == "bundled" if state else None, "state": state}


def channel(flags: str, protocol: str | None, mode: str | None) -> dict[str, Any]:
    """A port channel without members yet. ``U``: in use. Without a protocol it is simply on."""
    name = (protocol or "").upper()
    static = name in ("NONE", "STATIC", "-")
    return {
        "is_up": "U" in flags,
        "protocol": "static" if static else name.lower() or None,
        "mode": "on" if static else _MODES.get((mode or "").lower()),
        "members": {},
    }


def channel_summary(text: str, platform: str) -> dict[str, Any]:
    """The model ``lacp`` (see model.py) of a summary; a channel's row goes on below with more members."""
    model: dict[str, Any] = {}
    last: dict[str, Any] | None = None
    for line in text.split("\n"):
        if found := _CHANNEL.match(line):
            spoken = _PROTOCOL.search(f" {found['rest']}")
            last = channel(found["flags"], (spoken["name"] or "-") if spoken else None, spoken["mode"] if spoken else None)
            model[long_name(found["name"], platform)] = last
            members = found["rest"]
        else:
            members = line if line[:1].isspace() else ""
        if last is not None:
            last["members"].update({long_name(port, platform): member(flags) for port, flags in _MEMBER.findall(members)})
    return model
