# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: time, processor, memory, fans, power supplies, temperatures."""

from __future__ import annotations

import re
from typing import Any

from ..ntp_words import queried
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..running_config import configuration_parsers
from ..values import integer, ip

_STATUS = re.compile(
    r"^\s*(?P<state>(?:un)?synchroni[sz]ed)(?: to (?:NTP server|"
    r"\w[\w ]*?) ?\(?(?P<reference>[\w.:-]+)\)?)?(?: at stratum (?P<stratum>\d+))?",
    re.M,
)


def _status(out: Output) -> Fragment:
    data = out.data
    synchronised = str(data["status"]).lower().startswith("sync")
    return {
        "synchronised": synchronised,
        "stratum": integer(data.get("stratum")) if synchronised else None,
        "reference": (ip(str(data["referenceId"])) if data.get("referenceId") else None) if synchronised else None,
    }


def _status_text(out: Output) -> Fragment:
    if re.match(r"NTP is disabled", out.text):
        return {"synchronised": False}
    found = _STATUS.search(out.text)
    if not found:
        raise UnparsedError
    return {
        "synchronised": not found["state"].startswith("un"),
        "stratum": integer(found["stratum"]),
        "reference": found["reference"],
    }


def _octal(history: list[bool]) -> int:
    """The register of the last eight polls as NTP's tools print it: octal digits, 377 when all were answered."""
    return int(f"{sum(1 << age for age, seen in enumerate(history) if seen):o}")


def _associations(out: Output) -> Fragment:
    return [
        {
            "remote": ip(name) or name,
            "referenceid": peer.get("refid"),
            "synchronized": peer.get("condition") == "sys.peer",
            "stratum": peer.get("stratumLevel"),
            "type": str(peer.get("peerType", "-"))[:1],
            "when": str(peer.get("lastReceived", "-")),
            "hostpoll": peer.get("pollInterval"),
            "reachability": _octal(peer.get("reachabilityHistory", [])),
            **{name_: peer.get(name_) for name_ in ("delay", "offset", "jitter")},
        }
        for name, peer in out.data["peers"].items()
    ]


def _associations_text(out: Output) -> Fragment:
    return queried(out.text)


_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}


def _top(out: Output) -> Fragment:
    processor, memory = out.data["cpuInfo"]["%Cpu(s)"], out.data["memInfo"]["physicalMem"]
    unit = _UNITS[out.data["memInfo"].get("memUnit", "KiB")[0].upper()]
    return {
        "cpu": {"0": {"%usage": round(100 - float(processor["idle"]), 1)}},
        "memory": {"available_ram": int(memory["memTotal"] * unit), "used_ram": int(memory["memUsed"] * unit)},
    }


_IDLE = re.compile(r"^%?Cpu\(s\):.*?([\d.]+)[ %]*id", re.M)
_MEMORY = re.compile(r"^(?:(?P<unit>[KMG])iB )?Mem\s*:\s*(?P<total>[\d.]+)k? total,.*?(?P<used>[\d.]+)k? used", re.M)


def _top_text(out: Output) -> Fragment:
    idle, memory = _IDLE.search(out.text), _MEMORY.search(out.text)
    if not idle:
        raise UnparsedError
    found: dict[str, Any] = {"cpu": {"0": {"%usage": round(100 - float(idle.group(1)), 1)}}}
    if memory:
        unit = _UNITS[memory["unit"] or "K"]
        found["memory"] = {"available_ram": int(float(memory["total"]) * unit), "used_ram": int(float(memory["used"]) * unit)}
    return found


def _cooling(out: Output) -> Fragment:
    slots = out.data.get("powerSupplySlots", []) + out.data["fanTraySlots"]
    return {
        "fans": {
            fan.get("label") or slot["label"]: {"status": fan["status"] == "ok"} for slot in slots for fan in slot.get("fans", [])
        }
    }


def _power(out: Output) -> Fragment:
    return {
        "power": {
            name: {"status": item.get("state") == "ok", "capacity": item.get("capacity"), "output": item.get("outputPower")}
            for name, item in out.data["powerSupplies"].items()
        }
    }


def _temperature(out: Output) -> Fragment:
    groups = [out.data, *out.data.get("cardSlots", []), *out.data.get("powerSupplySlots", [])]
    return {
        "temperature": {
            sensor["name"]: {
                "temperature": sensor["currentTemperature"],
                "is_alert": sensor["currentTemperature"] > sensor["overheatThreshold"],
                "is_critical": sensor["currentTemperature"] > sensor["criticalThreshold"],
            }
            for group in groups
            for sensor in group.get("tempSensors", [])
        }
    }


_ENVIRONMENT = r"show (?:system )?env(?:ironment)?"
PARSERS = (
    structured("ntp", r"show ntp status", _status),
    text("ntp", r"show ntp status", _status_text),
    structured("ntp_stats", r"show ntp associations", _associations),
    text("ntp_stats", r"show ntp associations", _associations_text, empty=r"NTP is disabled\.?|\s*remote .*|"),
    *configuration_parsers(level=1),
    structured("environment", r"show processes top once", _top),
    text("environment", r"show processes top once", _top_text),
    structured("environment", rf"{_ENVIRONMENT} cooling", _cooling),
    structured("environment", rf"{_ENVIRONMENT} power", _power),
    structured("environment", rf"{_ENVIRONMENT} temperature", _temperature),
)
