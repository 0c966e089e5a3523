# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the drivers of classic command lines share: one engine, fed with a table per network OS."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..config.commands import flatten
from ..config.fingerprint import clean
from ..errors import FactoryError, RejectedCommandError, RejectedLineError
from ..session.shell import CliSession, Dialect
from ..session.target import Target
from .base import Trial

# A message of the device's log that lands on the terminal: %LINK-3-UPDOWN: ...
_SYSLOG = re.compile(r"^(?:\*?\w{3}\s+\d+.*: )?%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*-[0-7]-[A-Z0-9_]+:")

# A refusal has so many lines at the most.
_FEW_LINES = 5

# Writing to flash takes its time; longer than this, and the transaction would outlast what it promises.
_SAVE_SECONDS = 40.0


@dataclass(frozen=True)
class Vocabulary:
    """A network OS's words. ``refusals`` and ``harmless`` are patterns over one line of an answer."""

    network_os: str
    dialect: Dialect
    show_running: str
    show_startup: str
    save: str
    saved: str
    leave: str
    refusals: re.Pattern[str]
    harmless: re.Pattern[str]
    ping: str
    ping_answered: re.Pattern[str]


def refusal(answer: str, words: Vocabulary) -> str:
    """The device's own words when ``answer`` says no, else an empty string."""
    lines = [line for line in answer.splitlines() if line.strip() and not _SYSLOG.match(line.strip())]
    if any(words.refusals.search(line) and not words.harmless.search(line) for line in lines):
        return " ".join(line.strip() for line in lines if line.strip() != "^")
    return ""


def refused_text(answer: str, words: Vocabulary) -> str:
    """The same for a configuration that was asked for: a long one may hold any words, "not authorized" in a banner for one."""
    lines = [line for line in answer.splitlines() if line.strip()]
    return refusal("\n".join(lines if len(lines) <= _FEW_LINES else [*lines[:2], lines[-1]]), words)


class Terminal:
    """A privileged command line of one device, and the things every network OS does alike."""

    def __init__(self, target: Target, words: Vocabulary) -> None:
        self.target, self.words = target, words
        self.session = CliSession(target, words.dialect).open()

    def close(self) -> None:
        """End the session."""
        with contextlib.suppress(FactoryError):
            self.session.close()

    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Show commands and the device's answers, refusals included."""
        return {command: self.session.send(command) for command in commands}

    def command(self, text: str, timeout: float | None = None) -> str:
        """One command that has to succeed."""
        answer = self.session.send(text, timeout)
        said = refusal(answer, self.words)
        if said:
            raise RejectedCommandError(text, said, self.target.where)
        return answer

    def running(self) -> str:
        """The running configuration, without its volatile lines."""
        answer = self.run([self.words.show_running])[self.words.show_running]
        said = refused_text(answer, self.words)
        if said:
            raise RejectedCommandError(self.words.show_running, said, self.target.where)
        return clean(answer, self.words.network_os)

    def startup(self) -> str | None:
        """The configuration of the next boot, None where there is none yet."""
        answer = self.session.send(self.words.show_startup)
        return None if refused_text(answer, self.words) else clean(answer, self.words.network_os)

    def save(self) -> None:
        """Write the startup configuration and make sure that the device says so."""
        answer = self.command(self.words.save, timeout=_SAVE_SECONDS)
        if not re.search(self.words.saved, answer):
            raise RejectedCommandError(self.words.save, answer or "no word of success", self.target.where)

    def type_lines(self, commands: Sequence[str]) -> None:
        """Configuration lines, one by one, in the mode the session is in. Raises RejectedLineError at the first refusal."""
        for line in flatten(list(commands), self.words.network_os):
            answer = self.session.type_block(line) if "\n" in line else self.session.send(line)
            said = refusal(answer, self.words)
            if said:
                raise RejectedLineError(line, said, self.target.where)

    def leave_config(self) -> None:
        """Back to the privileged prompt, from wherever a rejected line left the session."""
        if self.session.in_config_mode():
            self.session.send(self.words.leave)

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """A native timer goes back to the device's own copy."""

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """Ping from the device."""
        found: dict[str, dict[str, object]] = {}
        for target in targets:
            answer = self.session.send(self.words.ping.format(target=target))
            reached = bool(self.words.ping_answered.search(answer))
            found[target] = {"reached": reached, "detail": " ".join(answer.split())[-120:]}
        return found
