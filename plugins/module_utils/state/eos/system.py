# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: version, names, VRFs."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields
from ..instances import network_instance
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import duration, integer

PLATFORM = "arista.eos.eos"


def _facts(out: Output) -> Fragment:
    data = out.data
    return {
        "vendor": "Arista",
        "model": data["modelName"],
        "serial_number": data.get("serialNumber") or None,
        "os_version": data.get("internalVersion") or data["version"],
        "uptime": integer(data.get("uptime")),
    }


_VERSION = {
    "version": re.compile(r"^\s*Software image version:\s*(.+?)\s*$", re.M),
    "internal": re.compile(r"^\s*Internal build version:\s*(\S+)", re.M),
    "serial": re.compile(r"^\s*Serial number:[ \t]*(\S+)", re.M),
    "uptime": re.compile(r"^\s*Uptime:\s*(.+)$", re.M),
}


def _facts_text(out: Output) -> Fragment:
    found = fields(_VERSION, out.text)
    if not found["version"]:
        raise UnparsedError
    first = out.text.lstrip().split("\n", 1)[0].strip()
    return {
        "vendor": "Arista",
        "model": first.removeprefix("Arista ").strip(),
        "serial_number": found["serial"],
        "os_version": found["internal"] or found["version"],
        "uptime": duration(found["uptime"].replace(" and ", ", ")) if found["uptime"] else None,
    }


def _hostname(out: Output) -> Fragment:
    return {"hostname": out.data["hostname"], "fqdn": out.data.get("fqdn")}


def _hostname_text(out: Output) -> Fragment:
    host, fqdn = (re.search(rf"^{key}:\s*(\S+)", out.text, re.M | re.I) for key in ("hostname", "fqdn"))
    if not host:
        raise UnparsedError
    return {"hostname": host.group(1), "fqdn": fqdn.group(1) if fqdn else None}


def _instance(name: str, distinguisher: str, interfaces: list[str]) -> dict[str, Any]:
    return network_instance(name, distinguisher, (long_name(interface, PLATFORM) for interface in interfaces))


def _vrfs(out: Output) -> Fragment:
    return {
        name: _instance(name, item.get("routeDistinguisher", ""), item.get("interfaces", []))
        for name, item in out.data["vrfs"].items()
    }


_ROW = re.compile(r"^\s{0,4}(?P<name>\S+)\s+(?P<rd><not set>|\S+:\S+)\s+(?:(?:ipv[46],?)+|none|-)?\s*(?P<rest>.*)$")
_PORT = re.compile(r"(?<![\w:])[A-Z][A-Za-z-]*\d[\w/.]*")


def _vrfs_text(out: Output) -> Fragment:
    """Interfaces run over several lines; nothing else there begins with a capital and holds a number."""
    model: dict[str, Any] = {}
    here: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        if found := _ROW.match(line):
            instance = _instance(found["name"], found["rd"], _PORT.findall(found["rest"]))
            model[found["name"]], here = instance, instance["interfaces"]["interface"]
        elif here is not None and line.startswith("     "):
            here.update({long_name(name, PLATFORM): {} for name in _PORT.findall(line)})
    return model


PARSERS = (
    structured("facts", r"show version(?: detail)?", _facts),
    text("facts", r"show version(?: detail)?", _facts_text),
    structured("facts", r"show hostname", _hostname),
    text("facts", r"show hostname", _hostname_text),
    structured("network_instances", r"show vrf", _vrfs),
    text("network_instances", r"show vrf", _vrfs_text),
)
