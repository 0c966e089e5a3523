# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A driver and a whole transaction on a bed, without Ansible around them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.change.outcome import Outcome
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content, candidate_for
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Capabilities, Driver, Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, open_driver

from .bed import Bed, Row


class Nowhere:
    """A journal for which everything is well."""

    def check(self) -> None:
        """Always there."""

    def record(self, kind: str, **facts: Any) -> None:
        """Forget it."""


class Cut:
    """A driver whose session breaks right before its so many-th call, counted over all drivers of one run."""

    def __init__(self, driver: Driver, calls: list[str], at: int, break_it: Callable[[], None]) -> None:
        self._driver, self._calls, self._at, self._break_it = driver, calls, at, break_it

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._driver, name)
        if name.startswith("_") or name == "close" or not callable(found):
            return found

        def call(*args: Any, **facts: Any) -> Any:
            self._calls.append(name)
            if len(self._calls) == self._at:
                self._break_it()
            return found(*args, **facts)

        return call


@dataclass
class Stand:
    """A row with a fresh device of it."""

    row: Row
    bed: Bed
    before: str = ""
    startup: str | None = None

    def __post_init__(self) -> None:
        self.before, self.startup = self.bed.running(), self.bed.startup()

    @property
    def facts(self) -> Capabilities:
        """What the platform says of itself."""
        return capabilities(self.row.network_os)

    @contextmanager
    def driver(self) -> Iterator[Driver]:
        """A session of its own."""
        driver = open_driver(self.bed.target())
        try:
            yield driver
        finally:
            driver.close()

    def trial(self, driver: Driver, lines: Sequence[str] | None = None, name: str = "af-0123456789ab") -> Trial:
        """The row's change, as a transaction would hand it to the driver."""
        running = driver.running()
        found = candidate_for(Content(tuple(lines or self.row.change)), running, self.row.network_os)
        rollback = tuple(config_remediate(found.predicted, running, self.row.network_os))
        return Trial(
            name,
            found.commands,
            rollback,
            running,
            self.row.trial_seconds or self.facts.timer_seconds(self.row.seconds),
            found.target,
        )

    def started(self, driver: Driver, **facts: Any) -> Trial:
        """The row's change, applied and not confirmed."""
        trial = self.trial(driver, **facts)
        driver.preflight(trial)
        driver.arm(trial)
        driver.apply(trial)
        return trial

    def change(self, content: Content | None = None, *, cut_at: int = 0, calls: list[str] | None = None, **facts: Any) -> Outcome:
        """A whole transaction; by default it brings the row's change.

        ``calls`` collects the names of the calls to its drivers; before number ``cut_at`` every session is broken.
        """
        target = self.bed.target()
        request = ChangeRequest(
            target.name, content or Content(self.row.change), confirm_timeout=self.row.seconds, address=target.host, **facts
        )
        patient = replace(target, connect_timeout=6.0, command_timeout=12.0)
        seen = calls if calls is not None else []

        def connect(timer: bool) -> Any:
            return Cut(open_driver(patient if timer else target), seen, cut_at, self.bed.hang_up)

        with tempfile.TemporaryDirectory() as home:
            around = Surroundings(connect, self.facts, Nowhere(), Path(home), sleep=self._sleep)
            return Transaction(request, around).run()

    def _sleep(self, seconds: float) -> None:
        self.bed.pass_time(seconds)

    def unchanged(self) -> bool:
        """Is the device as it was, in both configurations?"""
        return self.bed.running() == self.before and self.bed.startup() == self.startup
