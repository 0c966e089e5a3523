# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell Networking OS9 (FTOS, Force10): LLDP neighbours, BGP peers, time."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import known_router, vrf_name
from ..blocks import required_sections, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import asn, duration, integer, ip, mac

PLATFORM = "dellemc.os9.os9"

_LOCAL = re.compile(r"^[ \t]*Local Interface (?P<name>[A-Za-z-]+ \d[\d/:]*) has (?P<count>\d+) neighbors?", re.M)
_REMOTE = re.compile(r"^[ \t]*Remote Chassis ID Subtype:.*$", re.M)
# Words of this list hold blanks themselves.
_CAPABILITIES = ("WLAN Access Point", "DOCSIS Cable Device", "Station only", "Telephone", "Repeater", "Bridge", "Router", "Other")


def _value(name: str, block: str) -> str:
    found = re.search(rf"^[ \t]*{name}:[ \t]*(\S.*)?$", block, re.M)
    return (found[1] or "").strip() if found else ""


def _capabilities(shown: str) -> list[str]:
    return [word.lower().replace(" ", "-") for word in _CAPABILITIES if word.lower() in shown.lower()]


def _detail(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for local, body in required_sections(_LOCAL, out.text):
        for _head, block in sections(_REMOTE, body):
            chassis = _value("Remote Chassis ID", block)
            entry = {
                "parent_interface": "",
                "remote_chassis_id": mac(chassis) or chassis,
                "remote_system_name": _value("Remote System Name", block),
                "remote_port": _value("Remote Port ID", block),
                "remote_port_description": _value("Remote Port Description", block),
                "remote_system_description": _value("Remote System Desc", block),
                "remote_system_capab": _capabilities(_value("Existing System Capabilities", block)),
                "remote_system_enable_capab": _capabilities(_value("Enabled System Capabilities", block)),
            }
            model.setdefault(long_name(local["name"], PLATFORM), []).append(entry)
    return model


def _names(out: Output) -> Fragment:
    """A host's port identity is often a hardware address: then its description is the port's name."""
    model: dict[str, Any] = {}
    for local, found in _detail(out).items():
        for entry in found:
            port = entry["remote_port"]
            shown = entry["remote_port_description"] if mac(port) and entry["remote_port_description"] else port
            name = entry["remote_system_name"] or entry["remote_chassis_id"]
            model.setdefault(local, []).append({"hostname": name, "port": shown})
    return model


_ROUTER = re.compile(r"BGP router identifier (\S+?),?\s+local AS number ([\d.]+)")
_PEER = re.compile(
    r"^(?P<peer>[0-9a-f:.]+)[ \t]+(?P<asn>\d[\d.]*)[ \t]+\d+[ \t]+\d+[ \t]+\d+[ \t]+\d+[ \t]+\d+[ \t]+"
    r"(?P<time>\S+)[ \t]+(?P<state>\S+)",
    re.M | re.I,
)


def _bgp(out: Output) -> Fragment:
    router = _ROUTER.search(out.text)
    if not router:
        raise UnparsedError
    peers: dict[str, Any] = {}
    for found in _PEER.finditer(out.text):
        if address := ip(found["peer"]):
            up = found["state"].isdigit()
            family = "ipv6" if ":" in address else "ipv4"
            peers[address] = {
                "remote_as": asn(found["asn"]),
                "is_up": up,
                "is_enabled": "shut" not in found["state"].lower() and "admin" not in found["state"].lower(),
                "uptime": duration(found["time"]) if up else None,
                "address_family": {family: {"received_prefixes": integer(found["state"])}} if up else {},
            }
    return {vrf_name(out.vrf): {"router_id": known_router(router[1]), "local_as": asn(router[2]), "peers": peers}}


_ASSOCIATION = re.compile(
    r"^[ \t]*(?P<mark>[*#+~x-]?)(?P<remote>\d+\.\d+\.\d+\.\d+)[ \t]+(?:(?P<vrf>\d+)[ \t]+)?"
    r"(?P<ref>\d+\.\d+\.\d+\.\d+|\.\w+\.)[ \t]+(?P<st>\d+)[ \t]+(?P<when>\S+)"
    r"[ \t]+(?P<poll>\d+)[ \t]+(?P<reach>\d+)[ \t]+(?P<delay>-?[\d.]+)[ \t]+(?P<offset>-?[\d.]+)[ \t]+(?P<disp>-?[\d.]+)",
    re.M,
)


def _associations(out: Output) -> Fragment:
    return [
        {
            "remote": found["remote"],
            "referenceid": found["ref"],
            "synchronized": found["mark"] == "*",
            "stratum": int(found["st"]),
            "type": found["mark"] or "-",
            "when": found["when"],
            "hostpoll": int(found["poll"]),
            "reachability": int(found["reach"]),
            "delay": float(found["delay"]),
            "offset": float(found["offset"]),
            "jitter": float(found["disp"]),
        }
        for found in _ASSOCIATION.finditer(out.text)
    ]


def _remotes(out: Output) -> Fragment:
    return {row["remote"]: {} for row in _associations(out)}


_HEADS = r"(?:remote\s[^\n]*\s*)?=*(?:\s*\* master[^\n]*)?"
PARSERS = (
    text("lldp_neighbors_detail", r"show lldp neighbors(?: interface .*)? detail", _detail),
    text("lldp_neighbors", r"show lldp neighbors detail", _names, whole=True),
    text("bgp_neighbors", r"show ip bgp (?:ipv[46] unicast )?summary", _bgp),
    text("ntp_stats", r"show ntp associations", _associations, empty=_HEADS),
    text("ntp_servers", r"show ntp associations", _remotes, empty=_HEADS),
    text("ntp_peers", r"show ntp associations", _remotes, empty=_HEADS),
)
