# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR: version, VRFs, the host's load and memory."""

from __future__ import annotations

import re

from ..instances import network_instance
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer

_VERSION = re.compile(r"^\s*(?:FRRouting|Quagga) (\S+?)\.? \(([^)]*)\)", re.M)
_VRF = re.compile(r"^vrf (\S+) (?:id (\d+)|inactive)", re.M)


def _facts(out: Output) -> Fragment:
    found = _VERSION.search(out.text)
    if not found:
        raise UnparsedError
    host = found.group(2)
    return {
        "vendor": "FRRouting",
        "model": "FRR",
        "os_version": found.group(1),
        "hostname": host.partition(".")[0],
        "fqdn": host if "." in host else None,
    }


def _vrfs(out: Output) -> Fragment:
    """The default VRF is never listed: an empty answer is one with the default alone."""
    names = [found.group(1) for found in _VRF.finditer(out.text)]
    if out.text and not names:
        raise UnparsedError
    return {name: network_instance(name, "", ()) for name in ["default", *names]}


def _members(out: Output) -> Fragment:
    vrfs: dict[str, list[str]] = {"default": []}
    for name, item in out.data.items():
        vrfs.setdefault(item.get("vrfName", "default"), []).append(name)
    return {name: network_instance(name, "", members) for name, members in vrfs.items()}


def _members_text(out: Output) -> Fragment:
    vrfs: dict[str, list[str]] = {"default": []}
    for block in re.split(r"^Interface ", out.text, flags=re.M)[1:]:
        vrf = re.search(r"^\s+vrf: (\S+)", block, re.M)
        vrfs.setdefault(vrf.group(1) if vrf else "default", []).append(block.split(None, 1)[0])
    if len(vrfs) == 1 and not vrfs["default"]:
        raise UnparsedError
    return {name: network_instance(name, "", members) for name, members in vrfs.items()}


def health(out: Output) -> Fragment:
    """Load per processor over the last minute as percentage: the one figure one reading can tell."""
    load = re.search(r"^(\d+\.\d+) \d+\.\d+ \d+\.\d+ \d+/\d+", out.text, re.M)
    total, free = (re.search(rf"^{key}:\s+(\d+) kB", out.text, re.M) for key in ("MemTotal", "MemAvailable"))
    if not load and not total:
        raise UnparsedError
    found: dict[str, Fragment] = {"fans": {}, "power": {}, "temperature": {}}
    processors = len(re.findall(r"^cpu\d+ ", out.text, re.M)) or 1
    if load:
        found["cpu"] = {"0": {"%usage": round(min(100.0, 100 * float(load.group(1)) / processors), 1)}}
    if total and free:
        size, left = (integer(m.group(1)) or 0 for m in (total, free))
        found["memory"] = {"available_ram": size * 1024, "used_ram": (size - left) * 1024}
    return found


PARSERS = (
    text("facts", r"show version", _facts),
    text("network_instances", r"show vrf", _vrfs),
    structured("network_instances", r"show interfaces?(?: all)?", _members),
    text("network_instances", r"show interfaces?(?: all)?", _members_text),
    text("environment", r"cat /proc/.*", health),
)
