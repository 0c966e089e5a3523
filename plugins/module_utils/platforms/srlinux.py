# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux over its command line: a named private candidate, committed under a timer, accepted from anywhere.

Proved against a simulated device; commands and texts come from Nokia's documentation and from what open projects
(napalm-srlinux, netmiko, scrapli) have seen of real ones. Choices, and why:

- A private candidate with the change's id as its name: a shared one may hold what somebody else typed. A named one
  outlives its session, so it is entered again and discarded wherever a run broke off.
- A pending commit is read from ``/system/configuration/commit``, where every session sees it. It says nothing of whose it
  is, so somebody else's is only told from ours by time, and is looked for once more right before the commit.
- A replacement is ``delete /`` and the whole target in one candidate: the device applies only the net difference.
- ``save startup`` only after the acceptance: saved earlier, an unconfirmed change would come back with the next boot.
- The startup configuration is read by loading it into a candidate that is discarded at once.
"""

from __future__ import annotations

import contextlib
import re

from ..config.predict import effective_lines
from ..errors import DeadManError, FactoryError, PendingTrialError, RejectedCommandError, RejectedLineError, UndoError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .contextsession import ContextSession
from .terminal import Terminal, Vocabulary, refusal

OS = "nokia.srlinux.srlinux"
CAPABILITIES = Capabilities(
    network_os=OS,
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=True,
    timer="device",
    timer_unit=1,
    timer_range=(10, 86400),
    confirm_from_new_session=True,
    names_pending=False,
    binding="device",
    proof="the simulated SR Linux of this project; texts from Nokia's documentation and from open projects' observations",
    bites=(
        "A pending commit bears no name on the device: while anybody's waits, a change is refused.",
        "Nothing is saved before the acceptance; somebody else's 'save startup' meanwhile puts the trial into the next boot.",
        "The login must land in the SR Linux CLI; one that lands in bash (linuxadmin, root) is refused.",
        "SR Linux holds at most ten candidates. One that a broken run left behind is removed when the change is undone.",
        "Order of lists that users order themselves is not compared.",
    ),
)
_NAME = r"[A-D]:[\w.\-@]{1,128}#"
_CONTEXT = r"--\{.*\}--\[.*\]--"
WORDS = Vocabulary(
    network_os=OS,
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=rf"^{_NAME}[ \t]*$",  # the full engine writes a status line behind its prompt
        config_prompt="",
        # The full engine redraws the line and opens menus; without the second, a typed space completes words.
        quiet=("environment cli-engine type basic", "environment complete-on-space false"),
    ),
    show_running="info",
    show_startup="load startup",
    save="save startup",
    saved=r"(?i)saved current running configuration",
    leave="discard now",
    refusals=re.compile(r"^\s*(?:Error\b|Parsing error|Failed\b|Commit failed|Invalid )"),
    harmless=re.compile(r"(?i)^\s*warning\b"),
    ping="ping network-instance mgmt {target} -c 3 -W 1",
    ping_answered=re.compile(r"[1-9]\d* received"),
)
_COMMITS = "info from state /system configuration commit *"
_COMMIT = re.compile(r"^\s*commit (\S+) \{", re.MULTILINE)
_PENDING = re.compile(r"^\s*status unconfirmed\s*$", re.MULTILINE)
_NOTHING = re.compile(r"(?i)no (?:commit confirmed|confirmed commit)|not in progress|nothing to")
_BUSY = re.compile(r"(?i)in progress|unconfirmed")
_COMMIT_SECONDS = 60.0


class SrlinuxDriver(Terminal):
    """One SR Linux device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        self.target, self.words = target, WORDS
        self.session = ContextSession(target, WORDS.dialect, _CONTEXT, r"\bcandidate\b")
        self.session.open()

    def startup(self) -> str | None:
        """The configuration of the next boot, loaded into a candidate of its own that is thrown away."""
        self.command("enter candidate private name af-startup")
        try:
            answer = self.session.send(self.words.show_startup)
            return None if refusal(answer, self.words) else self.running()
        finally:
            self.leave_config()

    def pending(self) -> Pending | None:
        """A commit that waits for its acceptance; SR Linux gives it a number, no name."""
        answer = self.session.send(_COMMITS)
        said = refusal(answer, self.words)
        if said:
            raise RejectedCommandError(_COMMITS, said, self.target.where)
        found = _PENDING.search(answer)
        if found is None:
            return None
        number = (_COMMIT.findall(answer[: found.start()]) or ["?"])[-1]
        return Pending(None, f"commit {number} waits for its acceptance")

    def preflight(self, trial: Trial) -> None:
        """Confirmed commits are part of every release that this driver talks to."""

    def arm(self, trial: Trial) -> None:
        """Load the candidate; the timer starts with the commit in ``apply``."""
        self._load(trial)
        waiting = self.pending()
        if waiting:
            self._discard()
            raise PendingTrialError(f"somebody has committed under a timer just now: {waiting.words}", self.target.where)

    def apply(self, trial: Trial) -> None:
        """Commit the candidate under its timer."""
        command = f"commit confirmed timeout {trial.seconds}"
        answer = self.session.send(command, timeout=_COMMIT_SECONDS)
        said = refusal(answer, self.words)
        if said and _BUSY.search(said):
            self._discard()
            raise PendingTrialError(f"somebody has committed under a timer just now: {said}", self.target.where)
        if said:
            raise RejectedLineError(command, said, self.target.where)
        self.leave_config()

    def confirm(self, trial: Trial) -> None:
        """Accept the pending commit, from whichever login, and see that it is accepted."""
        answer = self.session.send("/tools system configuration confirmed-accept")
        said = refusal(answer, self.words)
        if said:
            raise DeadManError(f"the device does not take the acceptance: {said}", self.target.where)
        still = self.pending()
        if still:
            raise DeadManError(f"the commit still waits after the acceptance: {still.words}", self.target.where)
        with contextlib.suppress(FactoryError):  # accepted is accepted, whatever becomes of what it was loaded from
            self._forget(trial)

    def undo(self, trial: Trial) -> None:
        """Forget an unfinished candidate, and reject a commit that waits, unless nothing of ours is in what runs."""
        self.leave_config()
        self._forget(trial)
        if self.pending() is None or not self._runs(trial):
            return
        answer = self.session.send("/tools system configuration confirmed-reject", timeout=_COMMIT_SECONDS)
        said = refusal(answer, self.words)
        if said and not _NOTHING.search(said):
            raise UndoError(f"the commit cannot be rejected: {said}", self.target.where)

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of a candidate, which is thrown away again."""
        self._load(trial)
        try:
            return self.command("diff").strip("\n")
        finally:
            self._discard()

    # ---- details ------------------------------------------------------------
    def _load(self, trial: Trial) -> None:
        """Fill the candidate; what a run that broke off left under this name is discarded first."""
        self.command(f"enter candidate private name {trial.id}")
        try:
            if trial.target is not None:
                self.command("delete /")
                self.type_lines(trial.target.splitlines())
            else:
                self.type_lines(trial.commands)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self._discard()
            raise

    def _runs(self, trial: Trial) -> bool:
        """Is anything of the change in effect? Where our commit never was, the one that waits is somebody else's."""
        found = effective_lines(self.running(), trial.commands, OS)
        return bool(found.dropped) or not found.commands

    def _discard(self) -> None:
        self.session.send("discard now")

    def _forget(self, trial: Trial) -> None:
        """Remove the named candidate: it outlives its session, and a confirmed commit keeps it too."""
        if not refusal(self.session.send(f"enter candidate private name {trial.id}"), self.words):
            self._discard()


def open_driver(target: Target) -> Driver:
    """A driver with an open session in the CLI."""
    return SrlinuxDriver(target)
