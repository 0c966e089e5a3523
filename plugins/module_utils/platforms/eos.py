# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS: a named configuration session, committed with a timer, confirmed by its name from anywhere.

Proved against a simulated device; commands and texts come from Arista's
documentation as collected by open drivers.
"""

from __future__ import annotations

import contextlib
import json
import re

from ..errors import DeadManError, FactoryError, RejectedCommandError, RejectedLineError, UndoError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="arista.eos.eos",
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=True,
    timer="device",
    timer_unit=1,
    timer_range=(15, 86399),
    confirm_from_new_session=True,
    names_pending=True,
    proof="a simulated EOS device, with texts as documented; never a vendor's device",
    bites=(
        "What somebody else changes between the opening of our session and its commit is overwritten unseen.",
        "EOS up to 4.31 and from 4.32 on show a pending commit in different places; both are read.",
    ),
)
WORDS = Vocabulary(
    network_os="arista.eos.eos",
    dialect=Dialect(
        user_prompt=r"^[\w.\-@()/:]{1,63}>\s?\Z",
        privileged_prompt=r"^(?!.*\(config)[\w.\-@()/:]{1,63}#\s?\Z",
        config_prompt=r"^[\w.\-@()/:]{1,63}\(config[\w.\-@/:+ ]{0,63}\)#\s?\Z",
        quiet=("terminal length 0", "terminal width 32767"),
        enable="enable",
    ),
    show_running="show running-config",
    show_startup="show startup-config",
    save="write memory",
    saved=r"(?i)copy completed successfully|\[OK\]|^\s*$",
    leave="end",
    refusals=re.compile(r"^\s*%|^Cannot\b|^Commit failed"),
    harmless=re.compile(r"(?i)^\s*%\s*(warning|note)\b"),
    ping="ping {target} repeat 3",
    ping_answered=re.compile(r"[1-9]\d* received|(?<!\d)[0-9]{1,2}% packet loss"),
)


_SESSIONS = "show configuration sessions detail | json"


class EosDriver(Terminal):
    """One EOS device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)

    def pending(self) -> Pending | None:
        """A session waiting for its commit timer, in both forms EOS has had for it."""
        answer = self.session.send(_SESSIONS)
        try:
            # A message of the log may stand before or behind.
            found = json.loads(answer[answer.index("{") : answer.rindex("}") + 1])
        except ValueError as error:
            raise RejectedCommandError(_SESSIONS, answer or "nothing", self.target.where) from error
        name = found.get("commitTimerSessionName")
        if name:
            return Pending(str(name), f"commit timer of session {name}")
        for session, facts in (found.get("sessions") or {}).items():
            if str((facts or {}).get("state", "")).lower() == "pendingcommittimer":
                return Pending(str(session), f"commit timer of session {session}")
        return None

    def preflight(self, trial: Trial) -> None:
        """Sessions are part of every EOS."""

    def arm(self, trial: Trial) -> None:
        """Load the candidate session; the timer starts with the commit in ``apply``."""
        self._load(trial)

    def apply(self, trial: Trial) -> None:
        """Commit the session under its timer."""
        hours, rest = divmod(trial.seconds, 3600)
        command = f"commit timer {hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
        answer = self.session.send(command)
        said = refusal(answer, self.words)
        if said:
            raise RejectedLineError(command, said, self.target.where)
        self.leave_config()

    def confirm(self, trial: Trial) -> None:
        """Commit the pending session by its name, from whichever login."""
        try:
            self.command(f"configure session {trial.id} commit")
        except RejectedCommandError as error:
            raise DeadManError(f"the device does not take the confirmation: {error.answer}", self.target.where) from error
        finally:
            self.leave_config()
        still = self.pending()
        if still and still.owner == trial.id:
            raise DeadManError("the commit timer still runs after the confirmation", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Abort the session: a pending commit is rolled back by that, an unfinished candidate forgotten."""
        if self.session.in_config_mode():
            self.session.send("abort")
        answer = self.session.send(f"configure session {trial.id} abort")
        self.leave_config()
        said = refusal(answer, self.words)
        if said and not re.search(r"(?i)not found|no such|does not exist|invalid", said):
            raise UndoError(f"the session cannot be aborted: {said}", self.target.where)

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of a candidate session, which is thrown away again."""
        self._load(trial)
        try:
            return self.session.send("show session-config diffs").strip()
        finally:
            self.session.send("abort")

    def _load(self, trial: Trial) -> None:
        answer = self.command(f"configure session {trial.id}")
        if not self.session.in_config_mode():
            raise RejectedCommandError(f"configure session {trial.id}", answer or "no configuration mode", self.target.where)
        try:
            if trial.target is not None:
                self.command("rollback clean-config")
                self.type_lines(trial.target.splitlines())
            else:
                self.type_lines(trial.commands)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self.session.send("abort")
            raise


def open_driver(target: Target) -> Driver:
    """A driver with an open, privileged session."""
    return EosDriver(target)
