# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: time, processor, memory, fans, power supplies, temperatures."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, number
from .rows import body, required, rows, words

_PEER = re.compile(r"^\s*(?P<address>[\da-fA-F]*[.:][\da-fA-F.:]+|[\w-]+(?:\.[\w-]+)+)\s+(?P<kind>Server|Peer)\b", re.M | re.I)


def _associations(out: Output) -> list[tuple[str, str]]:
    """(address, server or peer) of each row."""
    return [(ip(found["address"]) or found["address"], found["kind"].lower()) for found in _PEER.finditer(out.text)]


def _associations_json(out: Output) -> list[tuple[str, str]]:
    return [
        (ip(words(row["PeerIPAddress"])) or words(row["PeerIPAddress"]), words(row.get("serv_peer")).partition(" ")[0].lower())
        for row in required(body(out), "peers")
    ]


def _servers(read: Any) -> Any:
    return lambda out: {address: {} for address, kind in read(out) if kind == "server"}


def _peers(read: Any) -> Any:
    """NX-OS has one table, which it calls peers, servers among them; ntp_servers tells which of them are."""
    return lambda out: {address: {} for address, _kind in read(out)}


_STATUS = re.compile(
    r"^\s*(?P<mark>[*+=-])?\s*(?P<remote>[\da-fA-F]*[.:][\da-fA-F.:]+|[\w-]+(?:\.[\w-]+)+)\s+"
    r"(?P<local>[\da-fA-F.:]+)\s+(?P<stratum>\d+)\s+"
    r"(?P<poll>\d+)\s+(?P<reach>[0-7]+)\s+(?P<delay>[\d.]+)(?:\s+(?P<vrf>\S+))?\s*$",
    re.M,
)
_TYPES = {"*": "sync", "+": "active", "-": "passive", "=": "client"}


def _stats_row(mark: str, row: dict[str, Any]) -> dict[str, Any]:
    """NX-OS shows the delay in seconds, and neither reference, offset nor jitter."""
    delay = number(row["delay"])
    return {
        "remote": ip(str(row["remote"])) or row["remote"],
        "synchronized": mark == "*",
        "stratum": integer(row["stratum"]),
        "type": _TYPES.get(mark),
        "hostpoll": integer(row["poll"]),
        "reachability": integer(row["reach"]),
        "delay": None if delay is None else round(delay * 1000, 3),
    }


def _stats(out: Output) -> Fragment:
    """A narrow terminal breaks each row in two."""
    return [_stats_row(found["mark"] or "", found.groupdict()) for found in _STATUS.finditer(out.text)]


def _stats_json(out: Output) -> Fragment:
    return [
        _stats_row(
            words(row.get("syncmode")) or str(row.get("syncmode", "")).strip(),
            {
                "remote": words(row.get("remote")),
                "stratum": row.get("st"),
                "poll": row.get("poll"),
                "reach": row.get("reach"),
                "delay": row.get("delay"),
            },
        )
        for row in required(body(out), "peersstatus")
    ]


_IDLE = re.compile(r"^\s*CPU states\s*:.*?([\d.]+)% idle", re.M)
_CORE = re.compile(r"^\s*CPU(\d+) states\s*:.*?([\d.]+)% idle", re.M)
_MEMORY = re.compile(r"^\s*Memory usage:\s*(?P<total>\d+)K total,\s*(?P<used>\d+)K used", re.M)
_UTIL = re.compile(
    r"CPU util(?:ization)?\s*(?:for five seconds: \d+%/\d+%; one minute: (?P<minute>\d+)%|:.*?(?P<idle>[\d.]+)% idle)"
)


def _resources(out: Output) -> Fragment:
    idle, memory = _IDLE.search(out.text), _MEMORY.search(out.text)
    if not idle:
        raise UnparsedError
    cores = _CORE.findall(out.text) or [("0", idle.group(1))]
    found: dict[str, Any] = {"cpu": {core: {"%usage": round(100 - float(free), 2)} for core, free in cores}}
    if memory:
        found["memory"] = {"available_ram": int(memory["total"]) * 1024, "used_ram": int(memory["used"]) * 1024}
    return found


def _resources_json(out: Output) -> Fragment:
    data = body(out)
    used, total = (integer(data.get(f"memory_usage_{name}")) for name in ("used", "total"))
    cores = [(words(row.get("cpuid")), row["idle"]) for row in rows(data, "cpu_usage")] or [("0", data["cpu_state_idle"])]
    found: dict[str, Any] = {"cpu": {core: {"%usage": round(100 - float(free), 2)} for core, free in cores}}
    if used is not None and total is not None:
        found["memory"] = {"available_ram": total * 1024, "used_ram": used * 1024}
    return found


def _cpu(out: Output) -> Fragment:
    found = _UTIL.search(out.text)
    if not found:
        raise UnparsedError
    return {"cpu": {"0": {"%usage": float(found["minute"]) if found["minute"] else round(100 - float(found["idle"]), 2)}}}


def _cpu_json(out: Output) -> Fragment:
    (row,) = required(body(out), "cpu_util")
    return {"cpu": {"0": {"%usage": round(100 - float(row["idle_percent"]), 2)}}}


_PART = re.compile(r"^\s*(?P<name>Fan|Power Supply|Temperature)\b[^\n]*?:?\s*$", re.M)
_GOOD = re.compile(r"ok|powered-up|good", re.I)
_ABSENT = re.compile(r"absent|not present", re.I)
_FAN = re.compile(
    r"^(?P<name>\S+(?: \S+)*?)\s{2,}\S.*?\s(?P<status>Ok|Fail\w*|Failure|Absent|None|Shut\w*|Warning|OK)\s*$", re.M | re.I
)
_SUPPLY = re.compile(
    r"^\s*(?P<slot>\d+)\s+(?P<model>\S+)\s+(?P<figures>[\d.]+.*?)\s+(?P<status>Ok|Fail\w*|Absent|Shut\w*|Powered-\w+|Unknown)\s*$",
    re.M | re.I,
)
_SENSOR = re.compile(
    r"^\s*(?P<module>\d+)\s+(?P<sensor>\S.*?)\s+(?P<major>[\d.]+|N/A)\s+(?P<minor>[\d.]+|N/A)\s+"
    r"(?P<value>-?[\d.]+)\s+(?P<status>\w+)\s*$",
    re.M,
)


def _parts(shown: str) -> dict[str, str]:
    heads = list(_PART.finditer(shown))
    ends = [head.start() for head in heads[1:]] + [len(shown)]
    return {head["name"].lower(): shown[head.end() : end] for head, end in zip(heads, ends, strict=True)}


def _environment(out: Output) -> Fragment:
    parts = _parts(out.text)
    found: dict[str, Any] = {"fans": {}, "power": {}, "temperature": {}}
    for fan in _FAN.finditer(parts.get("fan", "")):
        if not _ABSENT.search(fan["status"]):
            found["fans"][fan["name"]] = {"status": bool(_GOOD.match(fan["status"]))}
    for supply in _SUPPLY.finditer(parts.get("power supply", "")):
        if not _ABSENT.search(supply["status"]):
            watts = [float(value) for value in re.findall(r"([\d.]+) ?W", supply["figures"])]
            found["power"][supply["slot"]] = _supply(
                supply["status"], watts[0] if watts else None, watts[-1] if watts[1:] else None
            )
    for sensor in _SENSOR.finditer(parts.get("temperature", "")):
        _sensor(found["temperature"], sensor.groupdict())
    if not any(found.values()):
        raise UnparsedError
    return found


def _supply(status: str, output: float | None, capacity: float | None) -> dict[str, Any]:
    return {"status": bool(_GOOD.match(status)), "capacity": capacity, "output": output}


def _sensor(found: dict[str, Any], row: dict[str, Any]) -> None:
    """The lower threshold alerts, the upper one is critical. One name may come twice on a module."""
    value, minor, major = number(row["value"]), number(row["minor"]), number(row["major"])
    name = f"{str(row['sensor']).strip()}-{str(row['module']).strip()}"
    while name in found:
        name += "+"
    bad = not _GOOD.match(str(row["status"]).strip())
    found[name] = {
        "temperature": value,
        "is_alert": bad or (value is not None and minor is not None and value >= minor),
        "is_critical": value is not None and major is not None and value >= major,
    }


def _environment_json(out: Output) -> Fragment:
    data = body(out)
    fans, power = data.get("fandetails", data), data.get("powersup", data)
    found: dict[str, Any] = {"fans": {}, "power": {}, "temperature": {}}
    for row in rows(fans, "faninfo"):
        if not _ABSENT.search(words(row.get("fanstatus"))):
            found["fans"][words(row.get("fanname"))] = {"status": bool(_GOOD.match(words(row.get("fanstatus"))))}
    for row in rows(power, "psinfo"):
        status = words(row.get("ps_status"))
        if not _ABSENT.search(status):
            output = number(row.get("actual_out", row.get("watts")))
            found["power"][words(row.get("psnum"))] = _supply(status, output, number(row.get("tot_capa")))
    for row in rows(data, "tempinfo") or rows(data.get("TABLE_tempinfo") or {}, "tempinfo"):
        _sensor(
            found["temperature"],
            {
                "module": words(row.get("tempmod")),
                "sensor": words(row.get("sensor")),
                "value": row.get("curtemp"),
                "minor": row.get("minthres"),
                "major": row.get("majthres"),
                "status": row.get("alarmstatus", "ok"),
            },
        )
    if not any(found.values()):
        raise UnparsedError
    return found


_NO_PEERS = r"[-\s]*(?:Peer IP Address.*)?"
PARSERS = (
    text("ntp_servers", r"show ntp peers", _servers(_associations), empty=_NO_PEERS),
    structured("ntp_servers", r"show ntp peers", _servers(_associations_json)),
    text("ntp_peers", r"show ntp peers", _peers(_associations), empty=_NO_PEERS),
    structured("ntp_peers", r"show ntp peers", _peers(_associations_json)),
    text("ntp_stats", r"show ntp peer-status", _stats, empty=r"(?:Total peers : 0.*)?"),
    structured("ntp_stats", r"show ntp peer-status", _stats_json),
    text("environment", r"show system resources", _resources),
    structured("environment", r"show system resources", _resources_json),
    text("environment", r"show processes cpu", _cpu),
    structured("environment", r"show processes cpu", _cpu_json),
    text("environment", r"show env(?:ironment)?(?: \w+)?", _environment),
    structured("environment", r"show env(?:ironment)?(?: \w+)?", _environment_json),
)
