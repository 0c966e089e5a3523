# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of VLANs that Cisco's systems and those after them print."""

from __future__ import annotations

import re
from typing import Any

from ..errors import InputError
from .names import long_name
from .ranges import vlan_range
from .registry import UnparsedError

_VLAN = re.compile(
    r"^(?P<id>\d{1,4})\s+(?P<name>\S.{0,31}?)\s+(?P<status>active|suspended|act/\w+|sus/\w+|shutdown|"
    r"suspend)(?:\s+(?P<ports>\S.*))?$"
)
_NAME = r"[A-Za-z][\w/.:-]*\d"
_PORTS = re.compile(rf"^\s{{30,}}(?P<ports>{_NAME}(?:(?:, ?|\s+){_NAME})*),?$")
# Further tables about the same VLANs follow; the first column of theirs is a VLAN too.
_SECOND = re.compile(r"^\s*(?:VLAN\s+Type|Remote SPAN|Primary\s+Secondary)")


_REMOTE = re.compile(r"^\s*Remote SPAN VLANs?[ \t]*\n[-\s]*\n\s*(?P<vlans>\d[\d,-]*)[ \t]*$", re.M)
_PRIVATE = re.compile(
    r"^[ \t]*(?:(?P<primary>\d+|none)[ \t]+)?(?P<secondary>\d+|none)[ \t]+"
    r"(?:isolated|community|primary|non-operational)\b(?P<ports>.*)$",
    re.M,
)


def vlan_table(text: str, platform: str) -> dict[str, Any]:
    """``{vlan: {name, interfaces}}``, those too that only the tables of remote SPAN and private VLANs name (without a name)."""
    model = _main(text, platform)
    remote = _REMOTE.search(text)
    for number in _numbers(remote["vlans"]) if remote else ():
        model.setdefault(str(number), {"name": None, "interfaces": []})
    for row in _PRIVATE.finditer(text.partition("Primary")[2]):
        for vlan, ports in ((row["primary"], ""), (row["secondary"], row["ports"])):
            if vlan and vlan != "none":
                model.setdefault(vlan, {"name": None, "interfaces": _listed(ports, platform)})
    return model


def _numbers(shown: str) -> list[int]:
    try:
        found = vlan_range(shown)
    except InputError:
        raise UnparsedError from None
    return [int(number) for number in found]


def _main(text: str, platform: str) -> dict[str, Any]:
    """The first table; a row goes on below as long as there are only ports."""
    model: dict[str, Any] = {}
    ports: list[str] | None = None
    for line in text.split("\n"):
        if found := _VLAN.match(line.strip() if line[:1].isspace() and line.strip()[:1].isdigit() else line):
            ports = _listed(found["ports"] or "", platform)
            model.setdefault(found["id"], {"name": found["name"].strip(), "interfaces": ports})
        elif ports is not None and (more := _PORTS.match(line)):
            ports += _listed(more["ports"], platform)
        elif _SECOND.match(line):
            ports = None
    return model


def _listed(names: str, platform: str) -> list[str]:
    return [long_name(name, platform) for name in re.split(r",\s*|\s+", names.strip()) if name]
