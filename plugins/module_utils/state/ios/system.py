# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: version, VRFs."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..instances import network_instance
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration

PLATFORM = "cisco.ios.ios"

_SOFTWARE = re.compile(
    r"^\s*(?:Cisco IOS Software|IOS \(tm\)|Cisco Internetwork Operating System Software IOS \(tm\))[^,\n]*,?\s*(?P<rest>.+)$", re.M
)
_VERSION = re.compile(r"(?:Experimental )?Version (?P<version>[^,\s]+)")
_UPTIME = re.compile(r"^\s*(?P<host>\S+)\s+uptime is (?P<uptime>.+)$", re.M)
_BOARD = re.compile(r"^\s*Processor board ID:? (\S+)", re.M | re.I)
_CHASSIS_SERIAL = re.compile(r"^\s*System Serial Number\s*:\s*(\S+)", re.M | re.I)
_MODELS = (
    re.compile(r"^\s*Model Number\s*:\s*(\S+)", re.M | re.I),
    re.compile(r"^\s*[Cc]isco (?!IOS|Internetwork|Systems|software)(\S+) .*(?:[Pp]rocessor|bytes of (?:physical )?memory)", re.M),
    re.compile(r"^\s*[Cc]isco (\S+) \(.+\) with \d+", re.M),
)


def _facts(out: Output) -> Fragment:
    body = out.text
    line, uptime = _SOFTWARE.search(body), _UPTIME.search(body)
    version = _VERSION.search(body)
    if not version or not (line or uptime):
        raise UnparsedError
    model = next((found.group(1) for found in (pattern.search(body) for pattern in _MODELS) if found), None)
    serial = _BOARD.search(body) or _CHASSIS_SERIAL.search(body)
    host = uptime["host"] if uptime else None
    return {
        "vendor": "Cisco",
        "model": model,
        "serial_number": serial.group(1) if serial else None,
        "os_version": line["rest"].strip() if line and "Version" in line["rest"] else version["version"],
        "hostname": host,
        "uptime": duration(uptime["uptime"]) if uptime else None,
    }


_DOMAIN = re.compile(r"^\s*Default domain is (\S+)", re.M | re.I)


def _domain(out: Output) -> Fragment:
    found = _DOMAIN.search(out.text)
    return {"domain": found.group(1)} if found and found.group(1).lower() != "not" else {}


def _instance(name: str, distinguisher: str, interfaces: list[str]) -> dict[str, Any]:
    return network_instance(name, distinguisher, (long_name(interface, PLATFORM) for interface in interfaces))


_DETAIL = re.compile(r"^\s*VRF (?P<name>\S+)(?: \(VRF Id = [^)]*\))?;\s*default RD (?P<rd><not set>|[^;\s]+)", re.M)
_TITLE = re.compile(r"^\s*Interfaces:\s*$")
_END = re.compile(r"^\s*(?:Address family|VRF |Connected)|:\s*$|: ")


def _listed(body: str) -> list[str]:
    """The names below ``Interfaces:``, however many to a line."""
    names: list[str] = []
    inside = False
    for line in body.split("\n"):
        inside = bool(_TITLE.match(line)) or (inside and not _END.search(line))
        if inside and not _TITLE.match(line):
            names += [name for name in line.split() if re.match(r"[A-Za-z-]+\d", name)]
    return names


def _vrf_detail(out: Output) -> Fragment:
    model = {}
    for head, body in sections(_DETAIL, out.text):
        model[head["name"]] = _instance(head["name"], head["rd"], _listed(body))
    return model


_NAMES = r"[A-Za-z][\w/.:-]*(?:(?:,\s*|\s+)[A-Za-z][\w/.:-]*)*,?"
_ROW = re.compile(
    r"^\s*(?P<name>\S+)\s+(?P<rd><not set>|<not>|\S+:\S+)"
    rf"(?:\s+(?P<protocols>ipv[46](?:,ipv[46])?|<none>))?(?:\s+(?P<interfaces>{_NAMES}))?\s*$"
)
_MORE = re.compile(rf"^\s{{20,}}(?P<interfaces>{_NAMES})\s*$")
# The second table of a Catalyst: instances of the platform's own.
_PLATFORM_OWN = re.compile(r"^\s*Platform iVRF Name", re.M)


def _vrf_table(out: Output) -> Fragment:
    table = _PLATFORM_OWN.split(out.text, 1)[0]
    model: dict[str, Any] = {}
    last: dict[str, Any] | None = None
    held = ""
    for shown in table.split("\n"):
        # A long name has a line of its own, the rest of its row is on the next.
        line, held = (f"{held} {shown.strip()}" if held and shown.startswith("    ") else shown), ""
        if (more := _MORE.match(line)) and last is not None:
            last.update({long_name(i, PLATFORM): {} for i in more["interfaces"].replace(",", " ").split()})
        elif (found := _ROW.match(line)) and found["name"] != "Name":
            instance = _instance(found["name"], found["rd"], (found["interfaces"] or "").replace(",", " ").split())
            model[found["name"]] = instance
            last = instance["interfaces"]["interface"]
        elif len(line.split()) == 1:
            held = line.strip()
    return model


def _members(out: Output) -> Fragment:
    """Every interface there is, in the default instance; those of other VRFs are taken out when all is joined."""
    names = [m.group(1) for m in re.finditer(r"^\s*([A-Z][\w/.:-]*\d) (?:is .*line protocol is| .*(?:YES|NO) )", out.text, re.M)]
    if not names:
        raise UnparsedError
    return {"default": _instance("default", "<not set>", names)}


_NO_VRF = r"(?:Name\s+Default RD.*Interfaces)?"
PARSERS = (
    text("facts", r"show version", _facts),
    text("facts", r"show hosts(?: summary)?", _domain, empty=r".*"),
    text("network_instances", r"show (?:ip )?vrf detail(?: \S+)?", _vrf_detail, empty=r""),
    text("network_instances", r"show (?:ip )?vrf(?: interfaces)?(?: (?!detail)\S+)?", _vrf_table, empty=_NO_VRF),
    text("network_instances", r"show ip interface brief", _members),
    text("network_instances", r"show interfaces?", _members),
)
