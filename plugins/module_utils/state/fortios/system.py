# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FortiOS: what ``get`` and ``diagnose`` tell."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import summary
from ..blocks import required_sections
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, integer, ip, mac, mask_length, megabits, prefix

_STATUS = {
    "hostname": re.compile(r"^Hostname\s*:\s*(\S+)", re.M),
    "serial_number": re.compile(r"^Serial-Number\s*:\s*(\S+)", re.M),
    "uptime": re.compile(r"^(?:Cluster )?[Uu]ptime\s*:\s*(.+)$", re.M),
    "domain": re.compile(r"^domain\s*:\s*\"?([\w.-]+\.\w+)\"?", re.M),
}
_VERSION = re.compile(r"^Version\s*:\s*(?P<model>\S+) v(?P<version>[\d.]+)", re.M)
_NAMES = re.compile(r"^[ \t]*==[ \t]*\[[ \t]*(?P<name>[^\]\n]+?)[ \t]*\]", re.M)


def _status(out: Output) -> Fragment:
    version, host, serial = (
        _VERSION.search(out.text),
        _STATUS["hostname"].search(out.text),
        _STATUS["serial_number"].search(out.text),
    )
    if not version:
        raise UnparsedError
    return {
        "vendor": "Fortinet",
        "model": version["model"],
        "os_version": version["version"],
        "hostname": host and host[1],
        "serial_number": serial and serial[1],
    }


def _found(name: str, field: str) -> Any:
    def read(out: Output) -> Fragment:
        found = _STATUS[name].search(out.text)
        if not found:
            raise UnparsedError
        return {field: duration(found[1]) if name == "uptime" else found[1]}

    return read


def _interface_list(out: Output) -> Fragment:
    names = [found["name"] for found in _NAMES.finditer(out.text)]
    if not names:
        raise UnparsedError
    return {"interface_list": names}


_PORT = re.compile(r"^[ \t]*==[ \t]?\[(?P<name>[^\]\n]+)\]", re.M)


def _ports(out: Output) -> list[tuple[str, str]]:
    """A heading in blanks (``== [onboard]``) groups ports; it has no fields of its own."""
    return [
        (head["name"].strip(), body) for head, body in required_sections(_PORT, out.text) if re.search(r"^[ \t]+\w+:", body, re.M)
    ]


def _value(name: str, body: str) -> str | None:
    found = re.search(rf"^[ \t]*{name}:\s*(\S.*?)\s*$", body, re.M)
    return found[1] if found else None


_SPEED = re.compile(r"(\d+)([MG])bps", re.I)


def _physical(out: Output) -> Fragment:
    """Whether the port is switched off this command does not tell: a port that is up is not."""
    model = {}
    for name, body in _ports(out):
        up, speed = _value("status", body) == "up", _SPEED.match(_value("speed", body) or "")
        model[name] = {
            "is_up": up,
            "is_enabled": True if up else None,
            "speed": megabits(speed[1], speed[2]) if speed and up else None,
        }
    return model


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, body in _ports(out):
        address, _blank, mask = (_value("ip", body) or "").partition(" ")
        found = ip(address)
        if found and found != "0.0.0.0":  # noqa: S104 - what an interface without address shows
            model.setdefault(name, {})["ipv4"] = {found: {"prefix_length": mask_length(mask.strip())}}
        address, _slash, length = (_value("ipv6", body) or "").partition("/")
        found = ip(address)
        if found and found != "::":
            model.setdefault(name, {})["ipv6"] = {found: {"prefix_length": integer(length)}}
    return model


_LINE = re.compile(r"^== \[ ?(?P<name>\S+?) ?\]\s*\nname: \S+\s+(?P<rest>.*)$", re.M)


def _addresses_line(out: Output) -> Fragment:
    """``get system interface``: a heading, then all of an interface on one line."""
    model: dict[str, Any] = {}
    lines = list(_LINE.finditer(out.text))
    if not lines:
        raise UnparsedError
    for line in lines:
        found = re.search(r"\bip: (\d+\.\d+\.\d+\.\d+) (\d+\.\d+\.\d+\.\d+)", line["rest"])
        if found and (address := ip(found[1])) and address != "0.0.0.0":  # noqa: S104 - none
            model[line["name"]] = {"ipv4": {address: {"prefix_length": mask_length(found[2])}}}
    return model


def _states(out: Output) -> Fragment:
    lines = list(_LINE.finditer(out.text))
    if not lines:
        raise UnparsedError
    return {line["name"]: {"is_up": re.search(r"\bstatus: up\b", line["rest"]) is not None} for line in lines}


_ARP = re.compile(
    r"^(?P<ip>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<age>\d+|-)[ \t]+(?P<mac>[0-9a-f:]{17})[ \t]+(?P<interface>\S+)", re.M | re.I
)


def _arp(out: Output) -> Fragment:
    return [
        {
            "interface": found["interface"],
            "mac": mac(found["mac"]),
            "ip": ip(found["ip"]),
            "age": None if found["age"] == "-" else float(found["age"]) * 60,
        }
        for found in _ARP.finditer(out.text)
        if ip(found["ip"])
    ]


def _bgp(out: Output) -> Fragment:
    model = summary(out.text, None, "ipv4")
    if not model:
        raise UnparsedError
    return model


_ROUTE = re.compile(
    r"^(?P<code>[A-Z])(?:[ \t]?(?:IA|N1|N2|E1|E2|L1|L2))?[ *>V]*[ \t]+(?P<net>\d+\.\d+\.\d+\.\d+/\d+)[ \t]+"
    r"(?:\[(?P<pref>\d+)/(?P<metric>\d+)\][ \t]+)?"
    r"(?:via[ \t]+(?P<hop>\d+\.\d+\.\d+\.\d+)|is directly connected),[ \t]+(?P<interface>[^,\s]+)",
    re.M,
)
_MORE = re.compile(
    r"^[ *>]+\[(?P<pref>\d+)/(?P<metric>\d+)\][ \t]+via[ \t]+(?P<hop>\d+\.\d+\.\d+\.\d+),[ \t]+(?P<interface>[^,\s]+)"
)
_CODES = {"C": "connected", "S": "static", "R": "rip", "B": "bgp", "O": "ospf", "i": "isis", "I": "isis", "K": "kernel"}


def _routes(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    network = word = None
    for line in out.text.split("\n"):
        found = _ROUTE.match(line)
        if found:
            network, word = prefix(found["net"]), _CODES.get(found["code"])
            hop = found["hop"]
        else:
            found = _MORE.match(line)
            hop = found["hop"] if found else None
        if found and network:
            entry = {
                "protocol": word,
                "next_hop": ip(hop or "") or "",
                "outgoing_interface": found["interface"],
                "preference": integer(found["pref"]) if found["pref"] else 0 if word == "connected" else None,
                "metric": integer(found["metric"]) if found["metric"] else 0 if word == "connected" else None,
                "current_active": True,
                "vrf": "global",
            }
            model.setdefault(network, []).append(entry)
    return model


_CPU = re.compile(r"^CPU(?P<number>\d+) states:.*?(?P<idle>\d+)% idle", re.M)
_MEMORY = re.compile(r"^Memory:\s*(?P<total>\d+)k total, (?P<used>\d+)k used", re.M)


def _performance(out: Output) -> Fragment:
    cores = {found["number"]: {"%usage": 100.0 - float(found["idle"])} for found in _CPU.finditer(out.text)}
    memory = _MEMORY.search(out.text)
    if not cores and not memory:
        raise UnparsedError
    told = {"memory": {"available_ram": int(memory["total"]), "used_ram": int(memory["used"])}} if memory else {}
    return {"cpu": cores, **told}


PARSERS = (
    text("facts", r"get system status", _status),
    text("facts", r"get system performance status", _found("uptime", "uptime")),
    text("facts", r"get system dns", _found("domain", "domain")),
    text("facts", r"get system interface", _interface_list),
    text("interfaces", r"get system interface physical", _physical),
    text("interfaces", r"get system interface", _states),
    text("interfaces_ip", r"get system interface physical", _addresses, empty=r".*==.*"),
    text("interfaces_ip", r"get system interface", _addresses_line, empty=r".*==.*"),
    text("arp_table", r"get system arp", _arp, empty=r"(?:Address\s[^\n]*)?"),
    text("bgp_neighbors", r"get router info bgp summary", _bgp),
    text("routes", r"get router info routing-table all", _routes, empty=r""),
    text("environment", r"get system performance status", _performance),
)
