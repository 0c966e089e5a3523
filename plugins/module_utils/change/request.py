# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of one device: the content of a change, and the conditions under which it may stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..checks.catalogue import parse_checks
from ..config.fingerprint import clean
from ..config.predict import config_predict, effective_lines
from ..config.remediate import config_remediate
from ..errors import InputError
from ..platforms.base import Capabilities

# What a transaction needs beside the checks themselves: the push, a fresh login, the confirmation.
_OWN_SECONDS = 6
_LONGEST_DEADLINE = 60
# What is left of the deadline, where it can be, after the least time to watch: something slow may still come up.
_ROOM_TO_RECOVER = 4
_AT_ONCE = {"interfaces_stay_up", "config_contains", "config_lacks", "startup_matches_running", "cpu_below", "reachable"}


@dataclass(frozen=True)
class Content:
    """What the configuration should hold: ``lines`` to merge, or with ``replace`` the whole of it."""

    lines: tuple[str, ...]
    replace: bool = False


@dataclass(frozen=True)
class Candidate:
    """A Content computed against one running configuration."""

    commands: tuple[str, ...]
    dropped: tuple[str, ...]
    predicted: str
    target: str | None = None


@dataclass(frozen=True)
class ChangeRequest:
    """One change of one device, as its author wants it. Seconds throughout."""

    host: str
    content: Content
    checks: Sequence[Any] = ()
    confirm_timeout: int = 120
    check_timeout: int | None = None
    settle: int | None = None
    save: bool = True
    preview: bool = False
    expected_fingerprint: str | None = None
    change_id: str = ""
    address: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def timing(self, capabilities: Capabilities) -> tuple[int, float, float]:
        """(seconds on the device's timer, deadline of the checks, time that the checks watch at least).

        Raises InputError where they do not fit into each other.
        """
        least, most = capabilities.timer_range
        if self.confirm_timeout <= 0 or self.confirm_timeout > most:
            raise InputError(
                f"confirm_timeout is {self.confirm_timeout} s; this platform's timer takes 1 to {most} s", "confirm_timeout"
            )
        if capabilities.timer == "emulated" and self.confirm_timeout < least:
            raise InputError(f"confirm_timeout is {self.confirm_timeout} s; the shortest here is {least} s", "confirm_timeout")
        seconds = capabilities.timer_seconds(self.confirm_timeout)
        room = self.confirm_timeout - _OWN_SECONDS
        deadline = self.check_timeout if self.check_timeout is not None else max(1, min(_LONGEST_DEADLINE, room))
        if deadline > room and self.checks:
            raise InputError(
                f"check_timeout is {deadline} s, and with {_OWN_SECONDS} s for the change itself that does not fit into "
                f"a confirm_timeout of {self.confirm_timeout} s",
                "check_timeout",
                f"Use check_timeout: {max(room, 1)} or less, or confirm_timeout: {deadline + _OWN_SECONDS} or more.",
            )
        settle = self.settle if self.settle is not None else min(self._watch(), max(deadline - _ROOM_TO_RECOVER, deadline // 2))
        if settle > deadline:
            raise InputError(f"settle is {settle} s, longer than the checks' deadline of {deadline} s", "settle")
        return seconds, float(deadline), float(settle)

    def _watch(self) -> int:
        """Seconds after which a broken session shows: its hold time has to run out first. Interfaces and lines show at once."""
        names = {next(iter(check)) if isinstance(check, dict) and check else str(check) for check in self.checks}
        return 0 if names <= _AT_ONCE else 5

    def parsed_checks(self) -> list[Any]:
        """The checks, understood. Raises InputError with the place of what is not."""
        return list(parse_checks(list(self.checks)))


def candidate_for(content: Content, running: str, platform: str) -> Candidate:
    """What would be sent to a device with this running configuration, and what it would hold then."""
    if content.replace:
        target = clean("\n".join(content.lines), platform)
        commands = tuple(config_remediate(running, target, platform))
        return Candidate(commands, (), config_predict(running, list(commands), platform) if commands else running, target)
    effective = effective_lines(running, list(content.lines), platform)
    if not effective.commands:
        return Candidate((), tuple(effective.dropped), running)
    return Candidate(
        tuple(effective.commands), tuple(effective.dropped), config_predict(running, list(effective.commands), platform)
    )
