# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: time, processor, memory, fans, power supplies, temperatures; and what the configuration alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..blocks import sections
from ..ntp_words import queried
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, number
from .elements import leaf, top

_CLASSES = {"temp": "temperature", "fans": "fans", "fan": "fans", "power": "power"}
_ABSENT = re.compile(r"absent|empty", re.I)
_ROW = re.compile(
    r"^(?P<kind>[A-Z][a-z]+|\s{4,5})\s+(?P<name>\S.*?)\s{2,}"
    r"(?P<status>OK|Check|Absent|Failed|Testing|Present|Empty|Online|Offline|Critical|Alarm\w*|Ring\w*)\b(?P<rest>.*)$"
)
_DEGREES = re.compile(r"(-?\d+) degrees C")


def _environment(items: Iterable[tuple[str, str, str, str]]) -> Fragment:
    """From (class, name, status, measurement). Junos does not say here which temperature would be too high, only which is."""
    found: dict[str, Any] = {"fans": {}, "power": {}, "temperature": {}}
    for kind, name, status, measured in items:
        part, good = _CLASSES.get(kind.strip().lower()), status.upper() in ("OK", "ONLINE", "PRESENT")
        degrees = _DEGREES.search(measured)
        if part is None or _ABSENT.search(status):
            continue
        if part == "temperature":
            if degrees:
                found[part][name] = {
                    "temperature": float(degrees.group(1)),
                    "is_alert": not good,
                    "is_critical": False if good else None,
                }
        elif part == "power":
            found[part][name] = {"status": good, "capacity": None, "output": None}
        else:
            found[part][name] = {"status": good}
    if not any(found.values()):
        raise UnparsedError
    return found


def _chassis(out: Output) -> Fragment:
    items, kind = [], ""
    for line in out.text.split("\n"):
        row = _ROW.match(line)
        if row:
            kind = row["kind"].strip() or kind
            items.append((kind, row["name"], row["status"], row["rest"]))
    return _environment(items)


def _chassis_json(out: Output) -> Fragment:
    items, kind = [], ""
    for answer in top(out, "environment-information"):
        for row in answer.get("environment-item", []):
            kind = str(leaf(row, "class") or kind)  # only the first of a class names it
            items.append((kind, str(leaf(row, "name")), str(leaf(row, "status") or ""), str(leaf(row, "temperature") or "")))
    return _environment(items)


_SLOT = re.compile(r"^\s*Slot (\d+)", re.M)
_ENGINE = {
    "idle": re.compile(r"^\s*Idle\s+(\d+) percent", re.M),
    "dram": re.compile(r"^\s*(?:DRAM|Total memory)\s+(\d+) MB", re.M),
    "used": re.compile(r"^\s*(?:Memory utilization\s+|Total memory .*\()\s*(\d+) percent", re.M),
}
_MEGABYTE = 1024 * 1024


def _engine(slot: str, told: dict[str, object]) -> Fragment:
    free, size, share = number(told["idle"]), integer(told["dram"]), integer(told["used"])
    found: dict[str, Any] = {"cpu": {slot: {"%usage": None if free is None else 100.0 - free}}}
    if size is not None and share is not None:
        found["memory"] = {"available_ram": size * _MEGABYTE, "used_ram": size * _MEGABYTE * share // 100}
    return found


def _together(engines: list[Fragment]) -> Fragment:
    """The processors of all engines; the first engine told of speaks for the memory."""
    cpus = {slot: usage for engine in engines for slot, usage in engine["cpu"].items()}
    return {**engines[0], "cpu": cpus}


def _engines(out: Output) -> Fragment:
    parts: list[tuple[re.Match[str] | None, str]] = [*sections(_SLOT, out.text)] or [(None, out.text)]
    found: list[Fragment] = []
    for head, told in parts:
        figures = {name: known.group(1) if (known := p.search(told)) else None for name, p in _ENGINE.items()}
        if figures["idle"] is not None:
            found.append(_engine(head.group(1) if head else str(len(found)), figures))
    if not found:
        raise UnparsedError
    return _together(found)


def _engines_json(out: Output) -> Fragment:
    engines = [row for answer in top(out, "route-engine-information") for row in answer.get("route-engine", [])]
    found = [
        _engine(
            str(leaf(row, "slot") or number_),
            {
                "idle": leaf(row, "cpu-idle"),
                "dram": str(leaf(row, "memory-dram-size") or leaf(row, "memory-system-total") or "").partition(" ")[0] or None,
                "used": leaf(row, "memory-buffer-utilization") or leaf(row, "memory-system-total-util"),
            },
        )
        for number_, row in enumerate(engines)
        if leaf(row, "cpu-idle") is not None
    ]
    if not found:
        raise UnparsedError
    return _together(found)


_STRATUM = re.compile(r"\bstratum=(\d+)")
_REFERENCE = re.compile(r"\brefid=([^,\s]+)")
_UNSYNCHRONISED = 16


def _clock(out: Output) -> Fragment:
    """``show ntp status``: the daemon's own variables."""
    stratum, reference = _STRATUM.search(out.text), _REFERENCE.search(out.text)
    if not stratum:
        raise UnparsedError
    level = int(stratum.group(1))
    synchronised = level < _UNSYNCHRONISED and "sync_unspec" not in out.text
    return {
        "synchronised": synchronised,
        "stratum": level if synchronised else None,
        "reference": reference.group(1) if reference and synchronised else None,
    }


def _statements(out: Output, section: str) -> list[str]:
    """The words after ``set <section>``. Raises UnparsedError for a configuration that is not written as statements."""
    lines = [line.strip() for line in out.text.split("\n") if line.strip() and not line.startswith(("#", "##"))]
    if any(not line.startswith(("set ", "deactivate ", "activate ", "delete ")) for line in lines):
        raise UnparsedError
    return [line.removeprefix(f"set {section} ") for line in lines if line.startswith(f"set {section} ")]


def _times(kind: str) -> Any:
    def read(out: Output) -> Fragment:
        rows = (line.split() for line in _statements(out, "system ntp"))
        return {ip(words[1]) or words[1]: {} for words in rows if len(words) > 1 and words[0] == kind}

    return read


_LEVELS = {"super-user": 15, "superuser": 15, "operator": 5, "read-only": 1, "unauthorized": 0}  # NAPALM's numbers


def _users(out: Output) -> Fragment:
    """A user of a class of the operator's own has no level that could be told. Passwords are not part of the model."""
    model: dict[str, Any] = {}
    for line in _statements(out, "system login"):
        words = line.split(maxsplit=3)
        if words[0] == "user" and len(words) > 1:
            user = model.setdefault(words[1], {"level": None, "password": None, "sshkeys": []})
            rest = " ".join(words[2:])
            if rest.startswith("class "):
                user["level"] = _LEVELS.get(rest.split()[1])
            elif key := re.match(r'authentication (?:ssh-\w+|ecdsa\S*) "?((?:ssh|ecdsa)\S* \S+?)["\s]', rest + " "):
                user["sshkeys"].append(key.group(1))
    return model


def _snmp(out: Output) -> Fragment:
    """A community is called by its place, not by its name, which is a secret."""
    model: dict[str, Any] = {"contact": None, "location": None, "chassis_id": None, "community": {}}
    places: dict[str, dict[str, Any]] = {}
    for line in _statements(out, "snmp"):
        what, _unused, rest = line.partition(" ")
        if what in ("contact", "location"):
            model[what] = rest.strip('"')
        elif what == "community":
            name, _unused, told = rest.partition(" ")
            entry = places.setdefault(name, {"mode": None, "acl": None})
            if told.startswith("authorization "):
                entry["mode"] = {"read-only": "ro", "read-write": "rw"}.get(told.split()[1], told.split()[1])
            elif told.startswith("client-list-name "):
                entry["acl"] = told.split()[1]
    model["community"] = {f"community {number_}": entry for number_, entry in enumerate(places.values(), 1)}
    return model


_CONFIGURATION = r"show configuration(?: {0})?"
PARSERS = (
    text("ntp", r"show ntp status(?: no-resolve)?", _clock),
    text("ntp_stats", r"show ntp associations(?: no-resolve)?", lambda out: queried(out.text), empty=r"(?:remote\s+refid.*)?"),
    text("ntp_servers", _CONFIGURATION.format("system ntp"), _times("server"), empty=r".*"),
    text("ntp_peers", _CONFIGURATION.format("system ntp"), _times("peer"), empty=r".*"),
    text("users", _CONFIGURATION.format("system login"), _users, empty=r".*"),
    text("snmp", _CONFIGURATION.format("snmp"), _snmp),
    text("environment", r"show chassis environment", _chassis),
    structured("environment", r"show chassis environment", _chassis_json),
    text("environment", r"show chassis routing-engine", _engines),
    structured("environment", r"show chassis routing-engine", _engines_json),
)
