# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the conformance suite needs of a platform: a device it may break, and the platform's own words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ansible_collections.auto.factory.plugins.module_utils.session.target import Target


class Bed(Protocol):
    """One fresh device, real or simulated, looked at from outside: nothing here goes through the driver that is judged."""

    def target(self) -> Target:
        """How a driver reaches it."""

    def running(self) -> str:
        """Its running configuration, equal texts for equal configurations."""

    def startup(self) -> str | None:
        """What the next boot would have, in the same form; None where the platform has no such thing."""

    def pending(self) -> bool:
        """Does a dead man's timer run on it?"""

    def left(self) -> list[str]:
        """Names of what lies on it that was not there when it was started: files, sessions, checkpoints, processes."""

    def hang_up(self) -> None:
        """Break every session now."""

    def drop_at(self, number: int) -> None:
        """Break the session at its so many-th command from now on."""

    def commands(self) -> int:
        """How many commands it has received."""

    def pass_time(self, seconds: float) -> None:
        """Let so many of the device's seconds pass."""

    def foreign_trial(self) -> None:
        """Somebody else starts a trial that waits for a confirmation."""

    def edit(self) -> None:
        """Somebody else changes the running configuration, behind our back."""


@dataclass(frozen=True)
class Row:
    """One platform in the suite.

    ``change`` are lines that take effect; afterwards the running configuration seen by the driver contains ``shows``, which
    it did not before. ``rejected`` are lines of which the device refuses the last, with words that match ``words``.
    ``replacement`` makes of the whole running configuration, as the driver reads it, another whole one. ``seconds`` is a
    confirm_timeout that suits the platform; where real time passes, ``trial_seconds`` is a shorter one for trials that only wait
    for their end. ``droppable``: single commands can be cut off. ``real``: the device's software is the real one. ``missing`` says
    why the device cannot be started here, '' where it can. ``confirm_saves``: the device writes its startup by itself when a trial
    is confirmed (and never before).
    """

    network_os: str
    start: Callable[[], AbstractContextManager[Bed]]
    change: tuple[str, ...]
    shows: str
    rejected: tuple[str, ...]
    words: str
    replacement: Callable[[str], str]
    seconds: int = 60
    trial_seconds: int = 0
    droppable: bool = True
    confirm_saves: bool = False
    real: bool = False
    missing: Callable[[], str] = lambda: ""
    label: str = ""

    @property
    def name(self) -> str:
        """The row's name in reports."""
        return self.label or self.network_os
