# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: what LLDP and CDP tell of the other end."""

from __future__ import annotations

import re

from ..blocks import sections
from ..lldp_words import chassis, entry, field, letters
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from .rows import body, required, words

PLATFORM = "cisco.nxos.nxos"

_BLOCK = re.compile(r"^[ \t]*Chassis id:", re.M | re.I)


def _detail(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for head, told in sections(_BLOCK, out.text):
        block = head.group() + told
        local = field(block, "Local Port id")
        if not local:
            raise UnparsedError
        model.setdefault(long_name(local, PLATFORM), []).append(entry(block))
    return model


def _advertised(value: object) -> str:
    shown = words(value)
    return "" if shown.lower() in ("null", "not advertised") else shown


def _detail_json(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for row in required(body(out), "nbor_detail"):
        model.setdefault(long_name(words(row["l_port_id"]), PLATFORM), []).append(
            {
                "parent_interface": "",
                "remote_chassis_id": chassis(_advertised(row.get("chassis_id"))),
                "remote_system_name": _advertised(row.get("sys_name")),
                "remote_port": _advertised(row.get("port_id")),
                "remote_port_description": _advertised(row.get("port_desc")),
                "remote_system_description": _advertised(row.get("sys_desc")).partition("\n")[0].strip(),
                "remote_system_capab": letters(_advertised(row.get("system_capability"))),
                "remote_system_enable_capab": letters(_advertised(row.get("enabled_capability"))),
            }
        )
    return model


# A name that fills its column of 20 is followed by the rest of its row on the next line.
_ROW = re.compile(r"^(?P<name>\S+(?: \S+)*?)?\s+(?P<local>(?:Eth|mgmt|Ethernet)\d[\d/.]*)\s+(?P<hold>\d+)(?:\s+(?P<words>\S.*))?$")
_CAPABILITIES = re.compile(r"^[RBTCWPSO]{1,8}$")


def _table(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    held = ""
    for line in out.text.split("\n"):
        found = _ROW.match(line if line[:1].strip() or not held else f"{held} {line.strip()}")
        held = line.strip() if not found and line[:1].strip() else ""
        if found:
            rest = (found["words"] or "").split()
            port = " ".join(rest[1:] if len(rest) > 1 and _CAPABILITIES.match(rest[0]) else rest)
            model.setdefault(long_name(found["local"], PLATFORM), []).append({"hostname": found["name"] or "", "port": port})
    return model


def _table_json(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for row in required(body(out), "nbor"):
        model.setdefault(long_name(words(row["l_port_id"]), PLATFORM), []).append(
            {"hostname": _advertised(row.get("chassis_id")), "port": _advertised(row.get("port_id"))}
        )
    return model


_CDP_NAME = re.compile(r"^\s*Device ID: ?(.*)$", re.M)
_CDP_PORT = re.compile(r"^\s*Interface: (?P<local>[^,\n]+),\s+Port ID \(outgoing port\): (?P<port>.+)$", re.M)
_SYSTEM = re.compile(r"^\s*System Name: ?(\S.*)$", re.M)


def _cdp_name(device: str, system: str) -> str:
    """The name a neighbour says it has; else its device id, without the serial number that NX-OS adds in brackets."""
    return system.strip() or re.sub(r"\([^()]*\)$", "", device.strip())


def _cdp(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for head, told in sections(_CDP_NAME, out.text):
        port, system = _CDP_PORT.search(told), _SYSTEM.search(told)
        if not port:
            raise UnparsedError
        model.setdefault(long_name(port["local"].strip(), PLATFORM), []).append(
            {"hostname": _cdp_name(head.group(1), system.group(1) if system else ""), "port": port["port"].strip()}
        )
    return model


def _cdp_json(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for row in required(body(out), "cdp_neighbor_detail_info"):
        model.setdefault(long_name(words(row["intf_id"]), PLATFORM), []).append(
            {"hostname": _cdp_name(words(row.get("device_id")), words(row.get("sysname"))), "port": words(row.get("port_id"))}
        )
    return model


_NONE = r"(?:Capability codes:.*?)?(?:Device[ -]ID\s+Local Int.*?)?(?:Total entries displayed\s*: 0)?"
PARSERS = (
    text("lldp_neighbors_detail", r"show lldp neighbors(?: interface \S+)? detail", _detail, empty=_NONE),
    structured("lldp_neighbors_detail", r"show lldp neighbors(?: interface \S+)? detail", _detail_json),
    text("lldp_neighbors", r"show lldp neighbors", _table, empty=_NONE),
    structured("lldp_neighbors", r"show lldp neighbors", _table_json),
    text("cdp_neighbors", r"show cdp neighbors(?: interface \S+)? detail", _cdp, empty=_NONE),
    structured("cdp_neighbors", r"show cdp neighbors(?: interface \S+)? detail", _cdp_json),
)
