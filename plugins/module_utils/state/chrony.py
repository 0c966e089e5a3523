# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What chrony prints for people: ``chronyc sources`` and ``chronyc tracking``, which several systems pass on as theirs."""

from __future__ import annotations

import re
from typing import Any

from .values import ip

_SOURCE = re.compile(
    r"^(?P<kind>[\^=#])(?P<mark>[*+?x~-])[ \t]+(?P<name>\S+)[ \t]+(?P<stratum>\d+)[ \t]+(?P<poll>\d+)[ \t]+(?P<reach>\d+)[ \t]+"
    r"(?P<when>\S+)[ \t]+(?P<offset>[+-]?\d+)(?P<unit>[num]?s)\[",
    re.M,
)
_KINDS = {"^": "server", "=": "peer", "#": "local"}
_MILLISECONDS = {"ns": 1e-6, "us": 1e-3, "ms": 1.0, "s": 1e3}
_TRACKED = re.compile(r"^(?P<name>Reference ID|Stratum|Leap status)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*$", re.M)


def sources(text: str) -> list[dict[str, Any]]:
    """The rows of ``sources`` as associations: the poll interval in seconds, the offset in milliseconds."""
    return [
        {
            "remote": ip(found["name"]) or found["name"],
            "synchronized": found["mark"] == "*",
            "stratum": int(found["stratum"]),
            "type": _KINDS[found["kind"]],
            "when": found["when"],
            "hostpoll": 2 ** min(int(found["poll"]), 24),
            "reachability": int(found["reach"]),
            "offset": round(int(found["offset"]) * _MILLISECONDS[found["unit"]], 6),
        }
        for found in _SOURCE.finditer(text)
    ]


def tracking(text: str) -> dict[str, Any] | None:
    """``{synchronised, stratum, reference}`` of ``tracking``; None for another text."""
    told = {found["name"]: found["value"] for found in _TRACKED.finditer(text)}
    if "Reference ID" not in told or "Stratum" not in told:
        return None
    number, _blank, name = told["Reference ID"].partition(" ")
    good = number not in ("7F7F0101", "00000000") and told.get("Leap status") != "Not synchronised"
    stratum = told["Stratum"]
    return {
        "synchronised": good,
        "stratum": int(stratum) if good and stratum.isdigit() else None,
        "reference": name.strip("()") or number if good else None,
    }
