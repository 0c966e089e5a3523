# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: interfaces and their addresses."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, mac, megabits
from .rows import body, required, seconds, words

PLATFORM = "cisco.nxos.nxos"

_NAME = r"[A-Za-z][A-Za-z-]*\d[\w/.:-]*"
_HEAD = re.compile(
    rf"^[ \t]*(?P<name>{_NAME}) is (?P<state>up|down|administratively down|testing)\b(?P<why>[^\n]*)$",
    re.M,
)
_FIELDS = {
    "admin": re.compile(r"^\s*admin state(?: is|:) (\w+)", re.M | re.I),
    "description": re.compile(r"^[ \t]*Description:[ \t]*(.*)$", re.M),
    "mac": re.compile(r"\baddress(?::| is)\s+([0-9a-fA-F.:-]{12,17})"),
    "mtu": re.compile(r"\bMTU (\d+) bytes"),
    "flapped": re.compile(r"^\s*Last link flapped (.+)$", re.M),
}
_BANDWIDTH = re.compile(r"\bBW (\d+) ?([KMG])bit", re.I)
_PROTOCOL = re.compile(r"line protocol is (\w+)")


def _interfaces(out: Output) -> Fragment:
    return {long_name(head["name"], PLATFORM): _interface(head, told) for head, told in required_sections(_HEAD, out.text)}


def _interface(head: re.Match[str], told: str) -> dict[str, Any]:
    found, protocol, bandwidth = fields(_FIELDS, told), _PROTOCOL.search(head["why"]), _BANDWIDTH.search(told)
    off = "dministratively down" in head["state"] + head["why"] or (found["admin"] or "up").lower() == "down"
    return {
        "is_enabled": not off,
        "is_up": head["state"] == "up" and (protocol is None or protocol.group(1) == "up"),
        "description": (found["description"] or "").strip(),
        "mac_address": mac(found["mac"]),
        "mtu": integer(found["mtu"]),
        "speed": megabits(bandwidth.group(1), bandwidth.group(2)) if bandwidth else None,
        "last_flapped": _ago(found["flapped"]),
    }


def _ago(shown: object) -> float | None:
    found = seconds(shown) if shown else None
    return None if found is None else float(found)


def _first(row: dict[str, Any], *keys: str) -> str:
    return next((words(row[key]) for key in keys if words(row.get(key))), "")


def _interfaces_json(out: Output) -> Fragment:
    """A VLAN's interface has keys of its own, as the other kinds have."""
    return {long_name(words(row["interface"]), PLATFORM): _interface_json(row) for row in required(body(out), "interface")}


def _interface_json(row: dict[str, Any]) -> dict[str, Any]:
    admin, state = _first(row, "svi_admin_state", "admin_state"), _first(row, "svi_line_proto", "state")
    reason = _first(row, "state_rsn_desc", "svi_line_proto_rsn")
    bandwidth = _first(row, "eth_bw", "svi_bw", "loop_bw", "tun_bw")
    return {
        "is_enabled": (admin or "up").lower() == "up" and "dministratively" not in reason,
        "is_up": state.lower() == "up",
        "description": _first(row, "desc", "svi_desc"),
        "mac_address": mac(_first(row, "eth_hw_addr", "svi_mac")),
        "mtu": integer(_first(row, "eth_mtu", "svi_mtu", "loop_mtu", "tun_mtu")),
        "speed": megabits(bandwidth, "Kbit") if bandwidth else None,
        "last_flapped": _ago(row.get("eth_link_flapped")),
    }


_PORT = re.compile(rf"^(?P<name>{_NAME})(?:\s+\S.*)$", re.M)


def _names(out: Output) -> Fragment:
    """The first word of each row of ``show interface status`` and ``show interface brief``."""
    found = [long_name(row["name"], PLATFORM) for row in _PORT.finditer(out.text)]
    if not found:
        raise UnparsedError
    return {"interface_list": list(dict.fromkeys(found))}


def _names_of(read: Any) -> Any:
    return lambda out: {"interface_list": list(read(out))}


def _names_json(out: Output) -> Fragment:
    found = [words(row["interface"]) for row in required(body(out), "interface", "interfacebrief") if row.get("interface")]
    return {"interface_list": [long_name(name, PLATFORM) for name in found]}


_ONE = rf"(?: {_NAME}| [A-Za-z-]+ \d[\w/.]*)?"
PARSERS = (
    text("interfaces", rf"show interfaces?{_ONE}", _interfaces),
    structured("interfaces", rf"show interfaces?{_ONE}", _interfaces_json),
    text("facts", r"show interfaces? (?:status|brief)", _names),
    structured("facts", r"show interfaces?(?: status| brief)?", _names_json),
    text("facts", r"show interfaces?", _names_of(_interfaces)),
)
