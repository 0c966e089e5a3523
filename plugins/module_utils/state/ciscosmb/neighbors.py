# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco small business: LLDP neighbours, in one table or port by port."""

from __future__ import annotations

import re
from typing import Any

from ..columns import ruled, unwrapped
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import mac

PLATFORM = "community.ciscosmb.ciscosmb"
_PORT = re.compile(r"^[a-z]+\d[\d/]*$", re.I)
_OF_PORT = re.compile(r"^show lldp (?:neighbors?|local) (?P<port>[A-Za-z]+[\d/ -]*\d)$", re.I)
_COLUMNS = 4  # port, device, its port, its name; then capabilities and time to live


def _table(out: Output) -> Fragment:
    """Values wider than their column go on below it."""
    model: dict[str, list[dict[str, str]]] = {}
    rows = unwrapped(ruled(out.text))
    if "TTL" not in out.text and out.text:
        raise UnparsedError
    for row in rows:
        if len(row) >= _COLUMNS and _PORT.match(row[0]):
            entry = {"hostname": row[3], "port": row[2]}
            model.setdefault(long_name(row[0], PLATFORM), []).append(entry)
    if rows and not model:
        raise UnparsedError
    return model


def _value(name: str, body: str) -> str:
    found = re.search(rf"^{name}:[ \t]*(\S.*)?$", body, re.M | re.I)
    return (found[1] or "").strip() if found else ""


def _port(out: Output) -> Fragment:
    """One port's neighbour; the port is named in the command only."""
    asked = _OF_PORT.match(out.command)
    chassis = _value("Device ID", out.text)
    if not asked or not chassis:
        raise UnparsedError
    far, capabilities = (
        _value("Port ID", out.text),
        [w.strip().lower() for w in _value("Capabilities", out.text).split(",") if w.strip()],
    )
    entry: dict[str, Any] = {
        "parent_interface": "",
        "remote_chassis_id": mac(chassis) or chassis,
        "remote_system_name": _value("System Name", out.text),
        "remote_port": long_name(far, PLATFORM) if _PORT.match(far) else far,
        "remote_port_description": _value("Port description", out.text),
        "remote_system_description": _value("System description", out.text),
        "remote_system_capab": capabilities,
        "remote_system_enable_capab": capabilities,
    }
    return {long_name(asked["port"].replace("-", "/"), PLATFORM): [entry]}


PARSERS = (
    text("lldp_neighbors_detail", r"show lldp neighbors? (?!detail)\S.*", _port),
    text("lldp_neighbors", r"show lldp neighbors?", _table, empty=r".*", whole=True),
)
