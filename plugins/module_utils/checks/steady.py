# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting until the network has settled: all checks pass several looks in a row, or the deadline comes.

Time is injected, so that the rule can be tested without waiting. The deadline
is hard: no look is begun that, by the length of the last one, would end after it,
because a dead man's switch may be counting on the device.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .model import CheckResult

# Two looks closer together than this say no more than one.
LEAST_PAUSE_S = 0.1
Looking = Callable[[], list[CheckResult]]


@dataclass(frozen=True)
class Steadiness:
    """How it ended: ``passed`` only when the last looks in a row all passed and nothing flapped between them."""

    passed: bool
    results: list[CheckResult]
    rounds: int
    seconds: float


@dataclass(frozen=True)
class Steady:
    """Repeats looks until they are steady.

    Attributes:
        deadline_s: seconds from the start after which no look should end.
        interval_s: seconds between the end of one look and the start of the next.
        clock: monotonic seconds.
        sleep: waits for so many seconds.
        steady_rounds: how many looks in a row must pass; one is enough for checks that never change by themselves.
    """

    deadline_s: float
    interval_s: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    steady_rounds: int = 2

    def wait(self, evaluate_once: Looking) -> Steadiness:
        """Look until all checks are steady or the deadline leaves no room. What a look raises goes through."""
        started = self.clock()
        rounds = streak = 0
        last: list[CheckResult] = []
        trouble: dict[int, CheckResult] = {}
        while True:
            began = self.clock()
            results = evaluate_once()
            rounds += 1
            failed = {place: result for place, result in enumerate(_flaps_failed(last, results)) if not result.passed}
            trouble |= failed
            streak = 0 if failed else streak + 1
            now = self.clock()
            if streak >= (self.steady_rounds if any(result.waits for result in results) else 1):
                return Steadiness(True, results, rounds, now - started)
            # No room for a look as long as the last one: the deadline is the end.
            room = self.deadline_s - (now - started) - (now - began)
            if _hopeless(results) or room < LEAST_PAUSE_S:
                return Steadiness(False, self._verdict(results, trouble, rounds), rounds, now - started)
            last = results
            self.sleep(min(self.interval_s, room))

    def _verdict(self, results: list[CheckResult], trouble: dict[int, CheckResult], rounds: int) -> list[CheckResult]:
        """The last results; where all of them passed, those that were never steady are failed."""
        if any(not result.passed for result in results):
            return results
        limit = f"{self.steady_rounds} looks in a row before the deadline of {self.deadline_s:g} s"
        if not trouble:
            why = f"well, but seen only {rounds} times of {limit}: it left no room for more looks"
            return [
                replace(result, passed=False, message=f"{why}; {result.message}") if result.waits else result for result in results
            ]
        return [
            replace(result, passed=False, message=f"not steady for {limit}; before that: {trouble[place].message}")
            if place in trouble
            else result
            for place, result in enumerate(results)
        ]


def wait_until_steady(  # noqa: PLR0913, PLR0917 - the whole rule in one call
    evaluate_once: Looking,
    deadline_s: float,
    interval_s: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    steady_rounds: int = 2,
) -> Steadiness:
    """Look until all checks pass ``steady_rounds`` times in a row, or the deadline comes; see ``Steady``."""
    return Steady(deadline_s, interval_s, clock, sleep, steady_rounds).wait(evaluate_once)


def _hopeless(results: list[CheckResult]) -> bool:
    """Whether a failure is there that no waiting can heal."""
    return any(not result.passed and not result.waits for result in results)


def _flaps_failed(last: list[CheckResult], results: list[CheckResult]) -> list[CheckResult]:
    """The results, with those failed whose things have been up for less time than at the last look."""
    return [
        _flap_failed(result, last[place].uptimes) if place < len(last) and result.passed else result
        for place, result in enumerate(results)
    ]


def _flap_failed(result: CheckResult, known: Mapping[str, float]) -> CheckResult:
    flapped = [
        f"{thing}: up for {known[thing]:g} s at one look and for {uptime:g} s at the next"
        for thing, uptime in result.uptimes.items()
        if uptime < known.get(thing, 0)
    ]
    return replace(result, passed=False, message="; ".join(flapped)) if flapped else result
