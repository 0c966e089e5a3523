# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device's own clock: it can run fast and be set forward, and its timers follow it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime


class Timer:
    """One deadline on a clock."""

    def __init__(self, clock: Clock, at: float, action: Callable[[], None]) -> None:
        """Plan action for device time at."""
        self.at = at
        self.action = action
        self._clock = clock
        self._handle: asyncio.TimerHandle | None = None

    def arm(self) -> None:
        """(Re)plan the real wake-up from the clock's present speed."""
        self.disarm()
        real = max(0.0, self.at - self._clock.now()) / self._clock.speed
        self._handle = asyncio.get_running_loop().call_later(real, self.fire)

    def disarm(self) -> None:
        """Forget the wake-up."""
        if self._handle:
            self._handle.cancel()
        self._handle = None

    def cancel(self) -> None:
        """The timer never fires."""
        self.disarm()
        self._clock.timers.discard(self)

    def fire(self) -> None:
        """Its time has come."""
        self.disarm()
        self._clock.timers.discard(self)
        self.action()


class Clock:
    """Seconds since 1970 as the device sees them.

    speed 60 makes a minute on the device last a second; advance() jumps, and what falls due on the
    way fires at once, in order.
    """

    def __init__(self, speed: float = 1.0) -> None:
        """Start at the present time."""
        self.speed = speed
        self.timers: set[Timer] = set()
        self._base = time.time()
        self._mark = time.monotonic()

    def now(self) -> float:
        """Device time in seconds since 1970."""
        return self._base + (time.monotonic() - self._mark) * self.speed

    def moment(self, at: float | None = None) -> datetime:
        """Device time as a UTC datetime."""
        return datetime.fromtimestamp(self.now() if at is None else at, UTC)

    def after(self, seconds: float, action: Callable[[], None]) -> Timer:
        """Call action when that many device seconds have passed."""
        timer = Timer(self, self.now() + seconds, action)
        self.timers.add(timer)
        timer.arm()
        return timer

    def set_speed(self, speed: float) -> None:
        """Run that many times as fast as real time from here on."""
        if speed <= 0:
            raise ValueError("a clock's speed is above 0")
        self._base, self._mark, self.speed = self.now(), time.monotonic(), speed
        self._rearm()

    def advance(self, seconds: float) -> None:
        """Jump forward."""
        self._base += seconds
        self._rearm()

    def _rearm(self) -> None:
        for timer in sorted(self.timers, key=lambda timer: timer.at):
            if timer not in self.timers:  # one before it has cancelled it
                continue
            if timer.at <= self.now():  # here and now: the next command must not be faster
                timer.fire()
            else:
                timer.arm()
