# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a change of many devices ended: one outcome, one table, one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .outcome import WELL

_WIDEST = 72


@dataclass(frozen=True)
class Line:
    """One device in the table."""

    host: str
    outcome: str
    seconds: float
    words: str

    @property
    def well(self) -> bool:
        """Whether it ended well."""
        return self.outcome in WELL


def summarise(change_id: str, results: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Any]:
    """The document that a change's result file holds.

    ``results`` maps every targeted host to its auto.factory.change result, None where it never had its turn. ``outcome`` is
    ``done``, ``stopped`` (some failed, the rest was left alone) or ``refused`` (nothing was touched anywhere).
    """
    devices = {host: str(result.get("outcome", "refused")) for host, result in results.items() if result}
    untouched = [host for host, result in results.items() if not result]
    if all(outcome in WELL for outcome in devices.values()) and not untouched and devices:
        outcome = "done"
    else:
        outcome = "stopped" if set(devices.values()) - {"refused"} else "refused"
    errors = {host: result["error"] for host, result in results.items() if result and result.get("error")}
    refusal = next(iter(errors.values()), None) if outcome == "refused" else None
    return {
        "change_id": change_id,
        "outcome": outcome,
        "devices": devices,
        "untouched": untouched,
        "errors": errors,
        "refusal": refusal,
    }


def lines(results: Mapping[str, Mapping[str, Any] | None]) -> list[Line]:
    """The table's lines, in the order of the hosts."""
    return [_line(host, result) for host, result in results.items()]


def table(rows: list[Line]) -> list[str]:
    """The lines as text in columns, under a head."""
    width = max([len(row.host) for row in rows] + [6])
    head = f"{'device':<{width}}  {'outcome':<12}  {'seconds':>7}  what happened"
    return [head, "-" * (len(head) + 20)] + [
        f"{row.host:<{width}}  {row.outcome:<12}  {row.seconds:>7.1f}  {row.words}".rstrip() for row in rows
    ]


def _line(host: str, result: Mapping[str, Any] | None) -> Line:
    if not result:
        return Line(host, "not reached", 0.0, "an earlier device failed; left alone")
    seconds = sum((result.get("timings") or {}).values())
    error = result.get("error") or {}
    words = str(error.get("what") or _well_words(result))
    return Line(
        host, str(result.get("outcome", "refused")), seconds, words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
    )


def _well_words(result: Mapping[str, Any]) -> str:
    checks = [check for check in result.get("checks") or [] if check.get("passed")]
    parts = [f"{len(result.get('commands') or [])} lines"] if result.get("changed") else ["nothing to do"]
    if checks:
        parts.append(f"{len(checks)} checks passed")
    if result.get("saved"):
        parts.append("saved")
    return ", ".join(parts)
