# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clock tells, in the words that IOS and IOS-XR share."""

from __future__ import annotations

import re
from typing import Any

from .registry import UnparsedError
from .values import ip, number

_CLOCK = re.compile(
    r"Clock is (?P<state>synchroni[sz]ed|unsynchroni[sz]ed),\s+stratum (?P<stratum>\d+),\s+(?:no reference "
    r"clock|reference (?:is )?(?P<reference>\S+))"
)
_UNSYNCHRONISED = 16


def clock(text: str) -> dict[str, Any]:
    """The model ``ntp`` without its servers. Raises UnparsedError where no clock is told of."""
    found = _CLOCK.search(text)
    if not found:
        raise UnparsedError
    synchronised = not found["state"].startswith("un")
    stratum = int(found["stratum"])
    return {
        "synchronised": synchronised,
        "stratum": stratum if stratum < _UNSYNCHRONISED else None,
        "reference": found["reference"] if synchronised else None,
    }


_ASSOCIATION = re.compile(
    r"^\s*(?P<mark>[*#+x.o-]?\s?~?)\s*(?P<remote>[\w.:-]+)(?: vrf \S+)?\s+(?P<reference>\S+)\s+"
    r"(?P<stratum>\d+)\s+(?P<when>\S+)\s+(?P<poll>\d+)\s+(?P<reach>[0-7]+)\s+"
    r"(?P<delay>-?[\d.]+)\s+(?P<offset>-?[\d.]+)\s+(?P<jitter>[\d.]+)\s*$"
)
_ALONE = re.compile(r"^\s*(?:[*#+x.o-]?\s?~|[*#+x.o-])\s*[\w.:-]+(?: vrf \S+)?\s*$")


def associations(text: str) -> list[dict[str, Any]]:
    """The rows of ``show ntp associations``. A long address, or its VRF, takes a line; its figures are on the next."""
    rows, held = [], ""
    for line in text.split("\n"):
        found = _ASSOCIATION.match(f"{held} {line.strip()}" if held else line)
        held = line.rstrip() if not found and _ALONE.match(line) else ""
        if found:
            rows.append(_association(found))
    return rows


def _association(found: re.Match[str]) -> dict[str, Any]:
    figures = {name: number(found[name]) for name in ("delay", "offset", "jitter")}
    return {
        "remote": ip(found["remote"]) or found["remote"],
        "referenceid": found["reference"],
        "synchronized": "*" in found["mark"],
        "stratum": int(found["stratum"]),
        "type": "-",
        "when": found["when"],
        "hostpoll": int(found["poll"]),
        "reachability": int(found["reach"]),
        **figures,
    }


_QUERIED = re.compile(
    r"^(?P<mark>[ *+#x.o-])(?P<remote>\S+)\s+(?P<reference>\S+)\s+(?P<stratum>\d+)\s+(?P<type>\w|-)\s+"
    r"(?P<when>\S+)\s+(?P<poll>\d+)\s+(?P<reach>\d+)\s+"
    r"(?P<delay>-?[\d.]+)\s+(?P<offset>-?[\d.]+)\s+(?P<jitter>-?[\d.]+)",
    re.M,
)


def queried(text: str) -> list[dict[str, Any]]:
    """The rows that ``ntpq`` prints, which EOS and Junos pass on."""
    return [
        {
            "remote": ip(found["remote"]) or found["remote"],
            "referenceid": found["reference"],
            "synchronized": found["mark"] == "*",
            "stratum": int(found["stratum"]),
            "type": found["type"],
            "when": found["when"],
            "hostpoll": int(found["poll"]),
            "reachability": int(found["reach"]),
            **{name: number(found[name]) for name in ("delay", "offset", "jitter")},
        }
        for found in _QUERIED.finditer(text)
    ]
