# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a device back: from any state, with or without the old session, until its timer has had its turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..config.fingerprint import difference
from ..platforms.base import Driver, Pending, Trial
from .scribe import describe

# The last attempt begins at the latest so long after the timer: one that hangs still ends within the promised 45 s.
AFTER_TIMER = 30.0
_PAUSE = 1.0
# A device's timer may fire so much later than it says.
_TIMER_SLACK = 10.0

Connect = Callable[[], Driver]
Verdict = Literal["rolled_back", "confirmed", "needs_human"]


@dataclass
class Recovery:
    """What is known of a device after something went wrong on it."""

    verdict: Verdict
    words: str
    running: str | None = None


@dataclass
class Rescue:
    """One device to bring back.

    ``armed_at`` is when the timer began to run, at the earliest (monotonic
    seconds); ``kept`` is the configuration that a confirmation which may have
    been heard would leave, None where none was sent; ``late`` is by how much later the device may have started its timer.
    """

    trial: Trial
    platform: str
    armed_at: float
    connect: Connect
    kept: str | None = None
    late: float = 0.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _seen: Recovery | None = None

    @property
    def deadline(self) -> float:
        """When the device must have answered, or a person has to look."""
        return self.armed_at + self.late + self.trial.seconds + AFTER_TIMER

    def bring_back(self, driver: Driver | None) -> Recovery:
        """Undo now where the device can be reached, wait for its own timer where not; ask it what became of it."""
        last = "the device was not reached"
        while True:
            try:
                driver = driver or self.connect()
                found = self._settle(driver)
                if found:
                    driver.close()
                    return found
                last = "its configuration is neither the old nor the new one"
            except Exception as error:
                last = str(describe(error))
                if driver:
                    driver.close()
                driver = None
            if self.clock() >= self.deadline:
                if driver:
                    driver.close()
                return self._seen or Recovery("needs_human", last)
            self.sleep(_PAUSE)

    def _settle(self, driver: Driver) -> Recovery | None:
        """One attempt; None when it did not decide the matter."""
        pending = driver.pending()
        if pending is None or not self._ours(pending):
            decided = self._decide(driver)
            if decided and decided.verdict == "rolled_back":
                self._seen = decided
                driver.undo(self.trial)  # what lies there of an unfinished trial
            if decided:
                return decided
        driver.undo(self.trial)
        return self._decide(driver)

    def _ours(self, pending: Pending) -> bool:
        """A trial without a name is ours while our own timer can still be running; later it is somebody else's, and left alone."""
        if pending.owner is not None:
            return pending.owner == self.trial.id
        return self.clock() <= self.armed_at + self.late + self.trial.seconds + _TIMER_SLACK

    def _decide(self, driver: Driver) -> Recovery | None:
        now = driver.running()
        if same(now, self.trial.before, self.platform):
            return Recovery("rolled_back", "", now)
        if self.kept is not None and same(now, self.kept, self.platform) and driver.pending() is None:
            driver.preflight(self.trial)  # a login that cannot see the switch would see none: that raises
            return Recovery("confirmed", "", now)
        return None


def same(now: str, then: str, platform: str) -> bool:
    """Whether two running configurations are the same, apart from order where order means nothing."""
    return now == then or not difference(now, then, platform)
