# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judging checks: each definition's judge looks, and its finding becomes a result that names what failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..errors import InputError
from .model import Check, CheckResult, Finding, Look, NotSeen, Phase, Rooms, Snapshot
from .rooms import REAL_ROOMS

SHOWN = 5


def evaluate(  # noqa: PLR0913, PLR0917 - the signature every caller knows; the last is for tests
    checks: Iterable[Check],
    before: Snapshot,
    after: Snapshot | None,
    phase: Phase,
    platform: str,
    rooms: Rooms = REAL_ROOMS,
) -> list[CheckResult]:
    """The results of those checks that belong to the phase, in the user's order.

    Args:
        checks: as ``parse_checks`` returns them.
        before: the snapshot read before the change.
        after: the snapshot read after it; not looked at in phase ``pre``.
        phase: ``pre`` (may the change begin?) or ``post`` (may it stay?).
        platform: the ``ansible_network_os``.
        rooms: functions of other rooms, for tests.
    """
    if phase == "post" and after is None:
        raise InputError("checks after a change need the snapshot after it", "checks")
    now = before if phase == "pre" or after is None else after
    return [_judge(check, Look(check.params, before, now, phase, platform, rooms)) for check in checks if phase in check.phases]


def _judge(check: Check, look: Look) -> CheckResult:
    try:
        finding = check.definition.judge(look)
    except NotSeen as absent:
        finding = Finding(unseen=[f"{absent.subset}: {absent.reason}"], for_good=absent.for_good)
    passed = not finding.failures and (check.ignore_unseen or not finding.unseen)
    waits = check.waits and not (finding.unseen and finding.for_good and not check.ignore_unseen)
    message = _message(finding, check.ignore_unseen)
    if not passed and look.phase == "pre" and len(check.phases) > 1 and not check.params.get("phase"):
        message = f"{message} (with phase: post this is asked only after the change)"
    return CheckResult(check.name, look.phase, passed, message, list(finding.unseen), waits, finding.uptimes)


def _message(finding: Finding, ignoring: bool) -> str:
    parts = []
    if finding.failures:
        parts.append(_some(finding.failures, finding.noun))
    if finding.unseen:
        ignored = " (ignored, as asked)" if ignoring else ""
        parts.append(f"could not be seen on this platform{ignored}: {_some(finding.unseen, 'things')}")
    elif not finding.failures:
        parts.append(finding.fine)
    return "; ".join(parts)


def _some(sentences: Sequence[str], noun: str) -> str:
    shown = "; ".join(sentences[:SHOWN])
    return shown if len(sentences) <= SHOWN else f"{shown}; and {len(sentences) - SHOWN} more ({len(sentences)} {noun})"


def summary(results: Iterable[CheckResult]) -> Mapping[str, int]:
    """How many passed, failed, and were not wholly seen."""
    done = list(results)
    return {
        "passed": sum(result.passed for result in done),
        "failed": sum(not result.passed for result in done),
        "unseen": sum(bool(result.unseen) for result in done),
    }
