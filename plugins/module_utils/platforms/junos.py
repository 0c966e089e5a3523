# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Juniper Junos over its command line: one candidate for everybody, locked while it is edited, ``commit confirmed``.

Proved against a simulated device; commands and texts come from Juniper's documentation and from what open projects
have seen of real devices. Four choices, and why:

- ``configure exclusive``: the candidate is shared, so an ordinary session would commit whatever somebody else has typed
  there; a private copy takes no confirmed commit. An exclusive session's edits are discarded when it ends, however it ends.
- The commit's comment is the change's id. ``show system commit`` shows it with the last commit, and ``rollback pending``
  under it while the timer runs. That a commit was a confirmed one it shows for good: that alone says nothing.
- ``commit check`` confirms, and commits nothing: a second ``commit`` would activate what somebody has typed meanwhile.
  Where a release does not take it as a confirmation, ``commit`` does, if the candidate holds nothing else.
- Statements go by ``load set terminal``, typed where a user may not load. A replacement is ``delete`` of everything and a ``set``
  of every wanted statement: what ``load override`` gives, in the order of the target, and a refused statement is named.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

from ..errors import DeadManError, FactoryError, PendingTrialError, RejectedCommandError, RejectedLineError, UndoError
from ..session.shell import CliSession, Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .junos_load import FRAME, JunosSession, statements_of
from .setlines import commit_seconds
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="junipernetworks.junos.junos",
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=True,
    timer="device",
    timer_unit=60,
    timer_range=(60, 65535 * 60),
    confirm_from_new_session=True,
    names_pending=True,
    has_startup=False,
    binding="device",
    proof="the simulated Junos of this project; texts from Juniper's documentation and from open projects' observations",
    bites=(
        "The timer counts whole minutes: a confirm_timeout of 61 seconds is two minutes on the device.",
        "The candidate is shared. While somebody's uncommitted edits lie in it, or somebody has locked it, a change is refused.",
        "A whole configuration must hold the device's own 'set version' statement: every commit writes it, whatever was wanted.",
        "Every commit is for good: there is no startup configuration, and nothing to save.",
        "The user needs the permissions view, view-configuration, configure and secret: without the last, secrets are not read.",
        "A login that ends in the shell of root instead of the command line is refused: use another user.",
    ),
)
# Without a host name there is none in the prompt.
_NAME = r"[\w.\-]+(?:@[\w.\-]+)?"
WORDS = Vocabulary(
    network_os="junipernetworks.junos.junos",
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=rf"^{_NAME}>\s?\Z",
        config_prompt=rf"^{_NAME}#\s?\Z",
        # Without the first, a typed space completes words.
        quiet=("set cli complete-on-space off", "set cli screen-length 0", "set cli screen-width 0", "set cli timestamp disable"),
        # Written to every terminal when the timer has run out.
        noise=r"Broadcast Message from [^\n]*\n\s*Commit was not confirmed[^\n]*(?:\n|\Z)",
    ),
    show_running="show configuration | display set",
    show_startup="",
    save="",
    saved="",
    leave="exit configuration-mode",
    refusals=re.compile(
        r"(?i)^\s*((re|node|fpc)\d+:\s*)?(error:|syntax error|unknown command|missing argument|invalid |could not |"
        r"'.*' is ambiguous|number .* out of range|permission denied)|^(?!set ).*\bnumeric value\b.*\bexpected\b|"
        r"^\s*statement (creation|deletion) failed"
    ),
    harmless=re.compile(r"(?i)^\s*warning:"),
    ping="ping {target} count 3 rapid wait 1",
    ping_answered=re.compile(r"[1-9]\d* packets received"),
)
_COMMITS = "show system commit"
_ENTRY = re.compile(r"^\s{0,2}(\d+)\s+\d{4}-\d\d-\d\d ")
_WAITS = "# commit confirmed will be rolled back"
_COMPARE = "show | compare"
_FOREIGN = re.compile(r"(?i)configuration database (modified|locked)|exclusive|has been changed but not committed")
# What helps is asked for by keys, while a line is typed.
_HELP = re.compile(r"[?\t]")
_MAY_LOAD = "Allow this user 'load set terminal', or leave the character out."
# A commit on a loaded device takes its time; it is one of the few commands that may.
_COMMIT_SECONDS = 90.0


class JunosDriver(Terminal):
    """One Junos device."""

    capabilities = CAPABILITIES
    session: JunosSession

    def __init__(self, target: Target) -> None:
        self.target, self.words = target, WORDS
        self.session = JunosSession(target, WORDS.dialect)
        self.session.open()
        self._locked = False

    def startup(self) -> str | None:
        """There is none: what is committed is what boots."""
        return None

    def save(self) -> None:
        """Nothing to do: what is committed is what boots."""

    # ---- the dead man's switch ---------------------------------------------
    def pending(self) -> Pending | None:
        """The last commit, while it waits for its confirmation; its comment is its name."""
        answer, waits = self._history()
        rows = _last_commit(answer)
        confirmed = "commit confirmed" in rows[0]
        marked = confirmed and any(row.lower() == "rollback pending" for row in rows[1:])
        if not (waits or marked or (confirmed and self._waits_in_configuration_mode())):
            return None
        comment = next((row for row in rows[1:] if row.lower() != "rollback pending"), None)
        return Pending(comment, rows[0])

    def preflight(self, trial: Trial) -> None:
        """Statements only, and a user who is allowed to see the commits: else a timer could be armed and not be watched."""
        statements_of(trial, self.target.where)
        try:
            self._history()
        except RejectedCommandError as error:
            raise DeadManError(
                f"the pending commit could not be watched: {error.answer}",
                self.target.where,
                "Give the user the permission 'view'.",
            ) from error

    def arm(self, trial: Trial) -> None:
        """Load the candidate; the timer starts with the commit in ``apply``."""
        self._load(trial)

    def apply(self, trial: Trial) -> None:
        """Commit under the timer, and see that it runs under our name."""
        command = f"commit confirmed {trial.seconds // 60} comment {trial.id}"
        answer = self.session.send(command, timeout=commit_seconds(trial.seconds))
        said = refusal(answer, self.words)
        if said or "commit complete" not in answer:
            self._discard()
            raise RejectedLineError(command, said or answer or "nothing", self.target.where)
        self._leave()
        now = self.pending()
        if now is None or now.owner != trial.id:
            shown = now.words if now else "nothing"
            raise DeadManError(f"after 'commit confirmed' the device shows as pending: {shown}", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """Confirm without committing what somebody else may have typed meanwhile, and see that nothing waits any more."""
        self._refuse_unless_ours(trial)
        self._enter()
        try:
            answer = self.session.send("commit check", timeout=_COMMIT_SECONDS)
            said = refusal(answer, self.words)
        finally:
            self._leave()
        if not said and self.pending() is not None:
            said = self._commit_if_alone(trial)
        rows = _last_commit(self._history()[0])
        if said or self.pending() is not None:
            raise DeadManError(f"the device does not take the confirmation: {said or 'the commit still waits'}", self.target.where)
        if not any(trial.id in row for row in rows[1:]):
            raise DeadManError("the device has gone back by itself before the confirmation was heard", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Forget the candidate; where our commit waits, commit the configuration before it."""
        self._discard()
        now = self.pending()
        if now is None or now.owner != trial.id:
            return
        try:
            self._lock(over=trial.id)
        except PendingTrialError as error:
            raise UndoError(f"the device's timer has to do it: {error.what}", self.target.where) from error
        try:
            self.command("rollback 1")
            answer = self.command(f'commit comment "{trial.id} undone"', timeout=_COMMIT_SECONDS)
        except RejectedCommandError as error:
            self._discard()
            raise UndoError(f"the rollback was refused: {error.answer}", self.target.where) from error
        self._leave()
        if "commit complete" not in answer or self.pending() is not None:
            raise UndoError(f"the rollback was not committed: {answer}", self.target.where)

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of the candidate, which it has checked and then throws away."""
        self._load(trial)
        try:
            shown = self.command(_COMPARE)
            check = self.session.send("commit check", timeout=_COMMIT_SECONDS)
            said = refusal(check, self.words)
            if said:
                raise RejectedLineError("commit check", said, self.target.where)
            return shown.strip()
        finally:
            self._discard()

    # ---- details -----------------------------------------------------------
    def _history(self) -> tuple[str, bool]:
        """``show system commit``, and whether the command line itself says that a confirmed commit waits."""
        raw = CliSession.send(self.session, _COMMITS)
        said = refusal(raw, self.words)
        if said or not _last_commit(raw):
            raise RejectedCommandError(_COMMITS, said or raw or "nothing", self.target.where)
        return raw, _WAITS in raw

    def _waits_in_configuration_mode(self) -> bool:
        """Whether the prompt of configuration mode says that a confirmed commit waits; releases differ in where else they do."""
        raw = CliSession.send(self.session, "configure")
        if not self.session.in_config_mode():
            raise RejectedCommandError("configure", raw or "no configuration mode", self.target.where)
        self._leave()
        return _WAITS in raw

    def _refuse_unless_ours(self, trial: Trial) -> None:
        now = self.pending()
        if now is None:
            raise DeadManError("nothing waits for a confirmation: the device has gone back by itself", self.target.where)
        if now.owner != trial.id:
            raise DeadManError(f"somebody else's commit waits for a confirmation: {now.words}", self.target.where)

    def _commit_if_alone(self, trial: Trial) -> str:
        """Releases that do not take ``commit check`` for a confirmation take ``commit``; '' when it worked, else why not."""
        self._enter()
        try:
            if self.command(_COMPARE).strip():
                return "somebody's uncommitted edits lie in the candidate, and a commit would activate them"
            return refusal(self.session.send(f"commit comment {trial.id}", timeout=_COMMIT_SECONDS), self.words)
        finally:
            self._leave()

    def _enter(self) -> None:
        """Into the shared configuration mode, where nothing of others is touched."""
        answer = self.command("configure")
        if not self.session.in_config_mode():
            raise RejectedCommandError("configure", answer or "no configuration mode", self.target.where)

    def _lock(self, over: str = "") -> None:
        """Into an exclusive session with a clean candidate. Raises PendingTrialError while somebody else is in the way.

        Any commit would confirm one that waits, ``commit check`` too: from here on nobody else can start one, and one that waits
        already is in the way. ``over``: our own, which is to be undone.
        """
        raw = CliSession.send(self.session, "configure exclusive")
        answer = "\n".join(line for line in raw.splitlines() if not FRAME.match(line))
        waits = not over and _WAITS in raw
        if self.session.in_config_mode():
            if not waits and not refusal(answer, self.words) and not self.command(_COMPARE).strip():
                self._locked = True
                return
            self._leave()
        elif not _FOREIGN.search(answer):
            raise RejectedCommandError("configure exclusive", answer or "no configuration mode", self.target.where)
        if waits:
            raise PendingTrialError("somebody has started a confirmed commit just now", self.target.where)
        raise PendingTrialError(
            f"somebody else edits the configuration, or has left edits in it: {' '.join(answer.split())}",
            self.target.where,
            "Have the edits committed or discarded ('configure', 'show | compare', 'rollback 0'), then run the change again.",
        )

    def _load(self, trial: Trial) -> None:
        statements = statements_of(trial, self.target.where)
        self._lock()
        try:
            if trial.target is not None:
                said = refusal(self.session.ask("delete", "yes", r"\[yes,no\]"), self.words)
                if said:
                    raise RejectedLineError("delete", said, self.target.where)
            if not self.session.load(statements):
                self._type(statements)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self._discard()
            raise

    def _type(self, statements: Sequence[str]) -> None:
        """One by one, where the user may not ``load``."""
        for line in statements:
            if _HELP.search(line):
                raise RejectedLineError(line, "a question mark or a tab, typed, is a call for help", self.target.where, _MAY_LOAD)
            said = refusal(self.session.send(line), self.words)
            if said:
                raise RejectedLineError(line, said, self.target.where)

    def _discard(self) -> None:
        """Out, with the candidate emptied in an exclusive session only: elsewhere it may be somebody else's work."""
        if self._locked and self.session.in_config_mode():
            self.command("rollback 0")
        self._leave()

    def _leave(self) -> None:
        """Out of configuration mode; uncommitted edits that it asks about are somebody else's, and stay."""
        self._locked = False
        if self.session.in_config_mode():
            self.session.ask(self.words.leave, "yes", r"\[yes,no\]")


def _last_commit(answer: str) -> list[str]:
    """The lines of the newest entry in ``show system commit``, stripped; empty where there is none."""
    rows: list[str] = []
    for line in answer.splitlines():
        entry = _ENTRY.match(line)
        if entry and (rows or entry[1] != "0"):
            break
        if (entry or rows) and line.strip() and not FRAME.match(line):
            rows.append(line.strip())
    return rows


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return JunosDriver(target)
