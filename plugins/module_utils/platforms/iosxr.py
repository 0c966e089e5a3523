# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS-XR: a candidate committed with ``commit confirmed``, kept by a second ``commit`` in the same configuration session.

The timer runs on the device and outlives the login that started it. What follows is how a router of release 24.3 was seen to
behave by others, whose transcripts are public, and what Cisco's guides say; here it is proved against a simulated device only:

- ``commit [replace] label NAME confirmed SECONDS`` is one command; in older releases the label has to come first. While the trial
  lasts nobody else can commit, so the newest entry of the commit list is the trial, and its label is its name.
- Every login sees it: ``show configuration sessions detail`` has a session with ``Client: commit-confirm``.
- Only the session that made it confirms it (``% Confirming commit for trial session.``); elsewhere ``commit`` finds nothing.
- Leaving that session's configuration mode asks back, and rolls back at once when the answer is yes: that is the undo. From
  another login there is none, and the timer has its turn; a connection that merely breaks changes nothing about that.
- What a commit refuses is shown by ``show configuration failed``: the line, and below it the reason.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable

from ..config.fingerprint import equivalent
from ..errors import (
    ChangedSinceError,
    DeadManError,
    FactoryError,
    PendingTrialError,
    RejectedCommandError,
    RejectedLineError,
    UndoError,
)
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="cisco.iosxr.iosxr",
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=True,
    timer="device",
    timer_unit=1,
    timer_range=(30, 65535),
    confirm_from_new_session=False,
    names_pending=True,
    has_startup=False,
    binding="device",
    proof="a simulated router; texts and behaviour as in Cisco's guides and in public transcripts of IOS-XR 24.3 and 6.5",
    bites=(
        "Only the configuration session that made a trial confirms it: that login is held open until then.",
        "When that login is lost, nobody can confirm or undo the trial: the device's timer takes it back.",
        "An idle login is ended by the device ('exec-timeout', 10 min by default): the timer should be shorter than that.",
        "Old releases take 30 to 300 s for the timer, newer ones 30 to 65535 s; one that is too long is refused by the device.",
        "There is no startup configuration: a commit is permanent at once, and a confirmed change needs no saving.",
        "Whether a router that reboots during a trial comes up with or without it is not documented.",
        "While a trial lasts, the device refuses the commits of everybody else.",
        "The VRF of an interface that has addresses cannot be changed in one commit: two changes are needed.",
        "The device's own diff, which a preview shows, is known to mark unchanged headings as new in some releases.",
        "A line may be taken when it is typed and be refused at the commit; the whole commit is then refused.",
    ),
)
WORDS = Vocabulary(
    network_os="cisco.iosxr.iosxr",
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=r"^(?!.*\(config)[\w.\-@/:]{1,80}#\s?\Z",
        config_prompt=r"^[\w.\-@/:]{1,80}\(config[\w.\-@/:+ ]{0,63}\)#\s?\Z",
        quiet=("terminal length 0", "terminal width 511", "terminal exec prompt no-timestamp"),
    ),
    show_running="show running-config",
    show_startup="",
    save="",
    saved="",
    leave="abort",
    refusals=re.compile(r"(?i)^\s*%|^!!%|^cannot enter|^error\b|not authorized"),
    harmless=re.compile(r"(?i)^\s*%\s*(warning\b|note\b|confirming commit)"),
    ping="ping {target} count 3 timeout 1",
    ping_answered=re.compile(r"Success rate is [1-9]\d* percent"),
)
_SESSIONS = "show configuration sessions detail"
_TRIAL = re.compile(r"(?i)client:\s*commit-confirm")
_COMMITS = "show configuration commit list"
_DENIED = re.compile(r"(?i)^\s*%.*(?:not authori[sz]ed|invalid input)|not authori[sz]ed", re.MULTILINE)
_CONFIRMED = re.compile(r"(?i)confirming commit for trial session")
_TAKEN = re.compile(r"(?i)unexpired trial")
_FAILED = re.compile(r"(?i)failed to commit|show configuration failed")
# The questions: of a replacement, of a large one, of a commit over somebody else's, of leaving a trial.
_REPLACE = r"Do you wish to proceed\?\s*\[no\]:\s*\Z"
_LARGE = r"\[y/n\]\s*\[confirm\]\s*\Z"
_OVER_OTHERS = r"proceed with this commit anyway\?\s*\[no\]:\s*\Z"
_ASKED = r"proceed with this commit anyway\?"
_ANSWERS = {_REPLACE: "yes", _LARGE: "y", _OVER_OTHERS: "no"}
_LEAVE = r"Do you wish to exit\?\s*\[no\]:\s*\Z"
_ROLLED_BACK = re.compile(r"(?i)successfully rolled back")
_HEAD = re.compile(r"^(?:Building configuration|!! |[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d+:\d+:\d+)")
# Commits of large configurations take their time; longer than this, and the timer has its turn.
_COMMIT_SECONDS, _UNDO_SECONDS = 120.0, 40.0


def failed_line(answer: str) -> tuple[str, str]:
    """The first line that ``show configuration failed`` marks, and the reason; ('', '') where none is marked."""
    last = ""
    for line in answer.splitlines():
        text = line.strip()
        if text.startswith("!!%"):
            return last, text[3:].strip()
        if text and not text.startswith("!"):
            last = text
    return "", ""


class IosxrDriver(Terminal):
    """One IOS-XR device. The session that made a trial stays in configuration mode: its show commands are sent with ``do``."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)
        self._made = ""  # the trial that this session, and no other, can confirm

    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Show commands and the device's answers, refusals included."""
        return {command: self.session.send(self._from_here(command)) for command in commands}

    def command(self, text: str, timeout: float | None = None) -> str:
        """One show command that has to succeed, from whichever mode."""
        return super().command(self._from_here(text), timeout)

    def startup(self) -> str | None:
        """There is none: what is committed is what the next boot has."""
        return None

    def save(self) -> None:
        """Nothing to do: a commit is permanent."""

    def pending(self) -> Pending | None:
        """The trial that is not confirmed, named by the label of the newest commit, or by its number where it has no label."""
        answer = self.command(_SESSIONS)
        if not _TRIAL.search(answer):
            return None
        newest = self._newest()
        return Pending(newest or None, f"a commit confirmed, {newest or 'unnamed'}, waits for its second commit")

    def preflight(self, trial: Trial) -> None:
        """The login must see trials, or it would take a running one for none."""
        for command in (_SESSIONS, f"{_COMMITS} 1"):
            answer = self.session.send(self._from_here(command))
            if _DENIED.search(answer):
                raise DeadManError(
                    f"a pending commit cannot be seen by this login: '{command}': {' '.join(answer.split())}",
                    self.target.where,
                    "Use a login of a task group that may read and write the configuration (config-services, root-lr).",
                )

    def arm(self, trial: Trial) -> None:
        """Load the candidate; the timer starts with the commit in ``apply``.

        The device asks about commits of others since the session began: what was committed before that is looked for here.
        """
        self._enter()
        try:
            self._refuse_if_moved(trial)
            self._type(trial)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self._abort()
            raise

    def apply(self, trial: Trial) -> None:
        """Commit the candidate under its timer, and see that the trial runs under its name."""
        replace = trial.target is not None
        if replace:  # whether the device asks here too is not documented, and without a question all of theirs would be lost
            self._refuse_if_moved(trial)
        command = f"commit {'replace ' if replace else ''}label {trial.id} confirmed {trial.seconds}"
        answer = self.session.converse(command, _ANSWERS, max(_COMMIT_SECONDS, float(trial.seconds)))
        if re.search(_ASKED, answer):
            raise self._moved()
        if _FAILED.search(answer):
            line, why = failed_line(self.session.send("show configuration failed"))
            self._abort()
            raise RejectedLineError(line or command, why or " ".join(answer.split()), self.target.where)
        said = refusal(answer, self.words)
        if said:
            self._abort()
            if _TAKEN.search(said):
                raise PendingTrialError(f"somebody has started a trial just now: {said}", self.target.where)
            raise DeadManError(f"the device does not take '{command}': {said}", self.target.where)
        self._made = trial.id
        found = self.pending()
        if found is None or found.owner != trial.id:
            seen = f"another one, {found.owner}" if found else "none"
            raise DeadManError(f"after the commit the device shows no trial named {trial.id} but {seen}", self.target.where)

    def refresh(self, trial: Trial, rollback: object) -> None:
        """Nothing to hand over, but the trial must still be there to be confirmed. Raises DeadManError."""
        if self.pending() is None:
            raise DeadManError("the trial is not pending any more", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """The second commit, in the session of the first."""
        if self._made != trial.id:
            raise DeadManError("only the configuration session that made the trial can confirm it", self.target.where)
        answer = self.session.converse("commit", _ANSWERS, _COMMIT_SECONDS)
        if not _CONFIRMED.search(answer):
            raise DeadManError(f"the device does not take the confirmation: {' '.join(answer.split())}", self.target.where)
        self._made = ""
        self.session.send("end")
        pending = self.pending()
        if pending and pending.owner == trial.id:
            raise DeadManError("the trial still runs after the confirmation", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Leave the session that holds the trial, which takes it back at once; from another one the timer has to be waited for."""
        held = self._made == trial.id
        self._leave(held)
        if held:
            self._wait_for_rollback(trial)
        pending = self.pending()
        if pending and pending.owner == trial.id:
            raise UndoError("the session that could take the trial back is gone: the device's own timer will", self.target.where)
        if pending is None and self._newest() == trial.id:
            answer = self.session.send("rollback configuration last 1", _COMMIT_SECONDS)
            if not _ROLLED_BACK.search(answer):
                raise UndoError(f"'rollback configuration last 1' failed: {' '.join(answer.split())}", self.target.where)
            undone = self._newest(2)  # the rollback is an entry of its own
            if undone != trial.id:
                raise UndoError(
                    f"somebody committed {undone} at the same moment: that was rolled back instead of {trial.id}",
                    self.target.where,
                    f"Look at 'show configuration commit changes {undone}', and have it committed again.",
                )

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of the candidate, which is thrown away again."""
        self._enter()
        try:
            self._type(trial)
            answer = self.session.send(f"show {'configuration' if trial.target is not None else 'commit'} changes diff")
            return "\n".join(line for line in answer.splitlines() if not _HEAD.match(line)).strip("\n")
        finally:
            self._abort()

    # ---- details ----------------------------------------------------------
    def _from_here(self, command: str) -> str:
        return f"do {command}" if self.session.in_config_mode() else command

    def _newest(self, number: int = 1) -> str:
        """The name of the newest commit, or of the one that the list has as ``number``."""
        answer = self.session.send(self._from_here(f"{_COMMITS} {number}"))
        found = re.search(rf"(?m)^\s*{number}\s+(\S+)\s", answer)
        return found.group(1) if found else ""

    def _refuse_if_moved(self, trial: Trial) -> None:
        if not equivalent(self.running(), trial.before, self.words.network_os):
            raise self._moved()

    def _moved(self) -> ChangedSinceError:
        """Said once the candidate is thrown away."""
        self._abort()
        return ChangedSinceError("somebody else has committed meanwhile; nothing was committed here", self.target.where)

    def _enter(self) -> None:
        answer = self.session.send("configure terminal")
        if not self.session.in_config_mode():
            raise RejectedCommandError("configure terminal", answer or "no configuration mode", self.target.where)

    def _type(self, trial: Trial) -> None:
        self.type_lines(trial.target.splitlines() if trial.target is not None else trial.commands)

    def _abort(self) -> None:
        if self.session.in_config_mode():
            self.session.send("abort")

    def _leave(self, held: bool) -> None:
        """Out of configuration mode: by the question that takes the trial back, or by forgetting the candidate."""
        if held and self.session.in_config_mode():
            self.session.ask("end", "yes", _LEAVE, _UNDO_SECONDS)
        self._made = ""
        self._abort()

    def _wait_for_rollback(self, trial: Trial) -> None:
        deadline = time.monotonic() + _UNDO_SECONDS
        while time.monotonic() < deadline:
            pending = self.pending()
            if pending is None or pending.owner != trial.id:
                return
            time.sleep(0.5)


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return IosxrDriver(target)
