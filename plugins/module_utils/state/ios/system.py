# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: version, VRFs."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, Output, Unparsed, text
from ..values import duration

PLATFORM = "cisco.ios.ios"

_SOFTWARE = re.compile(r"^\s*(?:Cisco IOS Software|IOS \(tm\)|Cisco Internetwork Operating System Software IOS \(tm\))[^,\n]*,?\s*(?P<rest>.+)$", re.M)
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
        raise Unparsed
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
    return {
        "name": name,
        "type": "DEFAULT_INSTANCE" if name == "default" else "L3VRF",
        "state": {"route_distinguisher": "" if "not set" in distinguisher else distinguisher},
        "interfaces": {"interface": {long_name(i, PLATFORM): {} for i in interfaces}},
    }


_DETAIL = re.compile(r"^\s*VRF (?P<name>\S+)(?: \(VRF Id = [^)]*\))?;\s*default RD (?P<rd><not set>|[^;\s]+)", re.M)
_MEMBERS = re.compile(r"^\s*Interfaces:\s*$(?P<names>(?:\n(?!\s*(?:Address family|VRF |Connected)|.*:).*\S.*|\n\s*$)*)", re.M)


def _vrf_detail(out: Output) -> Fragment:
    heads = list(_DETAIL.finditer(out.text))
    model = {}
    for head, end in zip(heads, [h.start() for h in heads[1:]] + [len(out.text)]):
        body = out.text[head.end() : end]
        members = _MEMBERS.search(body)
        names = [] if not members else [n for n in members["names"].split() if re.match(r"[A-Za-z-]+\d", n)]
        model[head["name"]] = _instance(head["name"], head["rd"], names)
    return model


_ROW = re.compile(r"^\s*(?P<name>\S+)\s+(?P<rd><not set>|<not>|\S+:\S+)\s*(?:(?P<protocols>(?:ipv[46],?)+|<none>)\s*)?(?P<interfaces>(?:[A-Za-z][\w/.:-]*,?\s*)*)$")
_MORE = re.compile(r"^\s{20,}(?P<interfaces>(?:[A-Za-z][A-Za-z-]*\d[\w/.:-]*,?\s*)+)$")
# The second table of a Catalyst: instances of the platform's own.
_PLATFORM_OWN = re.compile(r"^\s*Platform iVRF Name", re.M)


def _vrf_table(out: Output) -> Fragment:
    table = _PLATFORM_OWN.split(out.text, 1)[0]
    model: dict[str, Any] = {}
    last: dict[str, Any] | None = None
    for line in table.split("\n"):
        if (more := _MORE.match(line)) and last is not None:
            last.update({long_name(i, PLATFORM): {} for i in more["interfaces"].replace(",", " ").split()})
        elif (found := _ROW.match(line)) and found["name"] != "Name":
            instance = _instance(found["name"], found["rd"], found["interfaces"].replace(",", " ").split())
            model[found["name"]] = instance
            last = instance["interfaces"]["interface"]
    return model


def _members(out: Output) -> Fragment:
    """Every interface there is, in the default instance; those of other VRFs are taken out when all is joined."""
    names = [m.group(1) for m in re.finditer(r"^\s*([A-Z][\w/.:-]*\d) (?:is .*line protocol is| .*(?:YES|NO) )", out.text, re.M)]
    if not names:
        raise Unparsed
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
