# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: what LLDP tells of the other end."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import mac

PLATFORM = "arista.eos.eos"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _chassis(value: str, kind: str) -> str:
    return (mac(value) if "mac" in kind.lower() else None) or value


def _detail(out: Output) -> Fragment:
    model = {}
    for interface, item in out.data["lldpNeighbors"].items():
        found = [_entry(interface, neighbor) for neighbor in item["lldpNeighborInfo"]]
        if found:
            model[interface] = found
    return model


def _entry(interface: str, neighbor: dict[str, Any]) -> dict[str, Any]:
    port = neighbor.get("neighborInterfaceInfo", {})
    able = neighbor.get("systemCapabilities", {})
    named = {_CAMEL.sub("-", name).lower(): on for name, on in able.items()}
    return {
        "parent_interface": interface,
        "remote_chassis_id": _chassis(neighbor.get("chassisId", ""), neighbor.get("chassisIdType", "")),
        "remote_system_name": neighbor.get("systemName", ""),
        "remote_port": port.get("interfaceId_v2") or port.get("interfaceId", "").strip('"'),
        "remote_port_description": port.get("interfaceDescription", ""),
        "remote_system_description": neighbor.get("systemDescription", ""),
        "remote_system_capab": list(named),
        "remote_system_enable_capab": [name for name, on in named.items() if on],
    }


_HEAD = re.compile(r"^Interface (\S+) detected (\d+) LLDP neighbors?:?", re.M)
_NEIGHBOR = re.compile(r"^\s+Neighbor \S.*age ", re.M)


def _value(block: str, name: str) -> str:
    found = re.search(rf'^\s+(?:- )?{name}\s*:\s*"?(.*?)"?\s*$', block, re.M)
    return found.group(1) if found else ""


def _listed(value: str) -> list[str]:
    return [word.strip().lower().replace(" ", "-") for word in value.split(",") if word.strip() and word.strip().lower() != "none"]


def _detail_text(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for head, body in required_sections(_HEAD, out.text):
        interface = long_name(head.group(1), PLATFORM)
        for _unused, block in sections(_NEIGHBOR, body):
            kind = _value(block, "Chassis ID type")
            model.setdefault(interface, []).append(
                {
                    "parent_interface": interface,
                    "remote_chassis_id": _chassis(_value(block, "Chassis ID"), kind),
                    "remote_system_name": _value(block, "System Name"),
                    "remote_port": _value(block, "Port ID"),
                    "remote_port_description": _value(block, "Port Description"),
                    "remote_system_description": _value(block, "System Description"),
                    "remote_system_capab": _listed(_value(block, "System Capabilities")),
                    "remote_system_enable_capab": _listed(_value(block, "Enabled Capabilities")),
                }
            )
    return model


def _table(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for item in out.data["lldpNeighbors"]:
        model.setdefault(item["port"], []).append({"hostname": item["neighborDevice"], "port": item["neighborPort"]})
    return model


_ROW = re.compile(r"^(?P<local>[A-Z][a-z]+\d[\d/]*)\s+(?P<name>\S.*?)\s+(?P<port>\S.*?)\s+(?P<ttl>\d+)\s*$", re.M)
_COLUMNS = re.compile(r"^Port\s+Neighbor Device ID\s+Neighbor Port ID\s+TTL", re.M)


def _table_text(out: Output) -> Fragment:
    if not _COLUMNS.search(out.text):
        raise UnparsedError
    model: dict[str, list[dict[str, str]]] = {}
    for found in _ROW.finditer(out.text):
        model.setdefault(long_name(found["local"], PLATFORM), []).append({"hostname": found["name"], "port": found["port"]})
    return model


PARSERS = (
    structured("lldp_neighbors_detail", r"show lldp neighbors(?: \S+)? detail", _detail),
    text("lldp_neighbors_detail", r"show lldp neighbors(?: \S+)? detail", _detail_text, empty=r".*detected 0 LLDP neighbors.*"),
    structured("lldp_neighbors", r"show lldp neighbors(?: \S+)?", _table),
    text("lldp_neighbors", r"show lldp neighbors(?: \S+)?", _table_text, empty=r".*Neighbor Port ID +TTL[\s-]*"),
)
