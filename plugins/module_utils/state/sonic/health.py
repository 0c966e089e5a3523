# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SONiC, community and Dell Enterprise: port channels, VRFs, time, SNMP, and the box's fans, supplies and sensors.

Written from the documented forms of the commands; no device of it was at hand.
"""

from __future__ import annotations

import re
from typing import Any

from .. import chrony
from ..columns import titled
from ..frr.system import health
from ..instances import network_instance
from ..ntp_words import queried
from ..registry import Fragment, Output, UnparsedError, text
from ..values import ip, number
from ..vyos.system import lldp


def _rows(out: Output, *wanted: str) -> list[dict[str, str]]:
    """The rows of the tables that have the columns ``wanted``. Raises UnparsedError where none has."""
    rows = [row for row in titled(out.text) if all(title in row for title in wanted)]
    if not rows:
        raise UnparsedError
    return rows


_PROTOCOL = re.compile(r"(?P<name>\w+)\((?P<active>[AI])\)\((?P<state>Up|Dw|N/A)\)")
_PORT = re.compile(r"(?P<name>[A-Za-z][\w/.-]*)\((?P<flags>[^)]*)\)")


def _channels(out: Output) -> Fragment:
    """``LACP(A)(Up)``, ``Ethernet0(S)``: active, up, selected. An asterisk: not in step with the kernel. SONiC is always active."""
    model: dict[str, Any] = {}
    for row in _rows(out, "team dev", "protocol", "ports"):
        found = _PROTOCOL.search(row["protocol"])
        if found and row["team dev"]:
            lacp = found["name"].upper() == "LACP"
            model[row["team dev"]] = {
                "is_up": found["state"] == "Up",
                "protocol": "lacp" if lacp else "static",
                "mode": "active" if lacp else "on",
                "members": {port["name"]: _member(port["flags"]) for port in _PORT.finditer(row["ports"])},
            }
    return model


def _member(flags: str) -> dict[str, Any]:
    bundled = "S" in flags
    return {"bundled": bundled, "state": "bundled" if bundled else "unbundled" if "D" in flags else None}


def _instances(out: Output) -> Fragment:
    """Further interfaces of a VRF stand in lines whose first column is empty."""
    model: dict[str, Any] = {"default": network_instance("default", "", ())}
    name = ""
    for row in _rows(out, "vrf", "interfaces"):
        name = row["vrf"] or name
        entry = model.setdefault(name, network_instance(name, "", ()))
        if row["interfaces"]:
            entry["interfaces"]["interface"][row["interfaces"]] = {}
    return model


def _associations(out: Output) -> Fragment:
    return queried(out.text) or chrony.sources(out.text)


_STATUS = re.compile(
    r"^[ \t]*(?:unsynchroni[sz]ed\b|synchroni[sz]ed to NTP server \((?P<server>\S+)\) at stratum (?P<stratum>\d+))", re.M
)


def _clock(out: Output) -> Fragment:
    """Releases with the reference daemon print its words above its table, later ones chrony's tracking."""
    told, status = chrony.tracking(out.text), _STATUS.search(out.text)
    if told is None and status:
        good = status["server"] is not None
        stratum = int(status["stratum"]) if good else None
        told = {"synchronised": good, "stratum": stratum, "reference": status["server"]}
    if told is None:
        raise UnparsedError
    return told


_NTP_SERVER = re.compile(r"^[ \t]*(?:NTP Servers?[ \t]*:?|-+)?[ \t]*(?P<name>[\w.:-]+)[ \t]*$", re.M)


def _servers(out: Output) -> Fragment:
    if not re.match(r"\s*NTP Servers?\b", out.text, re.I):
        raise UnparsedError
    names = [found["name"] for found in _NTP_SERVER.finditer(out.text.split("\n", 1)[-1])]
    return {ip(name) or name: {} for name in names if name.strip("-")}


def _snmp(out: Output) -> Fragment:
    """One table each of location, contact and communities, of which only the place and the rights are told."""
    rows = titled(out.text)
    first = {title: value for row in reversed(rows) for title, value in row.items()}
    if not {"location", "community string", "snmp_contact"} & set(first):
        raise UnparsedError
    rights = [row["community type"].lower() or None for row in rows if "community string" in row and "community type" in row]
    return {
        "location": first.get("location") or None,
        "contact": first.get("snmp_contact") or None,
        "chassis_id": None,
        "community": {f"community {place}": {"mode": mode, "acl": None} for place, mode in enumerate(rights, 1)},
    }


def _fans(out: Output) -> Fragment:
    return {"fans": {row["fan"]: {"status": row["status"] == "OK"} for row in _rows(out, "fan", "status") if row["fan"]}}


def _supplies(out: Output) -> Fragment:
    """A slot without supply is not one that failed, but none that helps either."""
    found = {}
    for row in _rows(out, "psu", "status"):
        drawn = row.get("power (w)", "")
        found[row["psu"]] = {"status": row["status"] == "OK", "capacity": None, "output": number(drawn) if drawn else None}
    return {"power": found}


def _sensors(out: Output) -> Fragment:
    """The first column is called ``Sensor`` or ``NAME``, by release."""
    found = {}
    for row in _rows(out, "temperature"):
        heat, limit = number(row["temperature"]), number(row.get("crit high th", ""))
        if heat is not None and (name := row.get("sensor") or row.get("name")):
            found[name] = {
                "temperature": heat,
                "is_alert": row.get("warning") == "True",
                "is_critical": limit is not None and heat >= limit,
            }
    return {"temperature": found}


PARSERS = (
    text("lacp", r"show interfaces portchannel", _channels, empty=r"Flags:[^\n]*(?:\n[^\n]*Team Dev[^\n]*)?(?:\n[-\s]*)?"),
    text("network_instances", r"show vrf", _instances),
    text("ntp_stats", r"show ntp(?: associations)?", _associations),
    text("ntp", r"show ntp", _clock),
    text("ntp_servers", r"show runningconfiguration ntp", _servers),
    text("snmp", r"show runningconfiguration snmp", _snmp),
    text("lldp_neighbors_detail", r"show lldp neighbors?", lldp),
    text("environment", r"show platform fan", _fans),
    text("environment", r"show platform psustatus", _supplies),
    text("environment", r"show platform temperature", _sensors),
    text("environment", r"cat /proc/stat.*", health),
)
