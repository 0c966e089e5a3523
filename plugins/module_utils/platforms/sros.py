# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS over the MD-CLI: an exclusive candidate, ``commit confirmed``, accepted in the session that committed.

Proved against a simulated device; commands and texts come from Nokia's MD-CLI guides and from what open projects have
seen of real routers. What follows from the platform:

- A confirmed commit belongs to its session. It is rolled back when the session ends, so that session is held open until
  the acceptance, which no other one can give.
- That a commit waits shows to others only as the exclusive lock of the datastores. Whoever holds it: a change is refused.
- The exclusive candidate is the global one. Where somebody's uncommitted edits lie in it, they would be committed with
  ours: then the change is refused.
- A replacement is the computed difference, deleted and set in one candidate, under the exclusive lock.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

from ..config.fingerprint import clean
from ..errors import DeadManError, FactoryError, PendingTrialError, PromptError, RejectedCommandError, RejectedLineError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .contextsession import ContextSession
from .terminal import Terminal, Vocabulary, refusal, refused_text

OS = "nokia.sros.md"
CAPABILITIES = Capabilities(
    network_os=OS,
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=False,
    timer="device",
    timer_unit=60,
    timer_range=(60, 168 * 60),
    confirm_from_new_session=False,
    names_pending=False,
    binding="session",
    proof="the simulated SR OS MD-CLI of this project; texts from Nokia's MD-CLI guides and from open projects' observations",
    bites=(
        "The change lives and dies with our session: a cut connection takes it back at once, before the timer.",
        "The timer counts whole minutes: a confirm_timeout of 61 seconds is two minutes on the router.",
        "A trial of somebody else shows only as a lock of the datastores; while anybody holds one, a change is refused.",
        "A whole configuration is reached by the computed difference in one commit, not by a load that replaces.",
        "The CLI's idle timeout (30 minutes unless configured) ends a session, and so a longer wait for the acceptance.",
        "The login must land in the MD-CLI, on a router in model-driven or mixed configuration mode.",
        "After a rollback by the timer the edits lie in the candidate again, until our session ends.",
    ),
)
_CONTEXT = r"[*!]*(?:\((?:ex|gl|pr|ro|pr-ex)\))?\[(?:(?:ex|gl|pr|ro):)?/?.*\]"
WORDS = Vocabulary(
    network_os=OS,
    dialect=Dialect(
        user_prompt="",
        # The classic command line has no user in its prompt; it is let in here and refused with a reason below.
        privileged_prompt=r"^[*!]?[A-D]:[^\s#>]{1,128}(?:>[\w.\->]{1,64})?#\s?\Z",
        config_prompt="",
        quiet=("environment more false", "environment console width 512"),
    ),
    show_running="admin show configuration",
    show_startup="file show",
    save="admin save",
    saved=r"(?i)saving configuration ok|completed",
    leave="quit-config",
    refusals=re.compile(r"^\s*(?:MINOR|MAJOR|CRITICAL|Error)\b:?"),
    harmless=re.compile(r"^\s*(?:INFO|WARNING)\b"),
    ping="ping {target} count 3 timeout 1",
    ping_answered=re.compile(r"[1-9]\d* packets received"),
)
_LOCKS = "show system management-interface datastore-locks detail"
_LOCKED = re.compile(r"^\s*#?\s*(\d+)#?\s+configure\b.*\bLocked\b.*$", re.MULTILINE)
_PLACE = re.compile(r"(?:primary-config|primary-location)\s+\"?([^\s\"]+)")
_COMMIT_SECONDS = 60.0


class SrosDriver(Terminal):
    """One SR OS router."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        self.target, self.words = target, WORDS
        self.session = ContextSession(target, WORDS.dialect, _CONTEXT, r"\((?:ex|gl|pr|ro|pr-ex)\)|\[(?:ex|gl|pr|ro):")
        self.session.open()
        self._committed = ""  # the trial that this session has committed, and nobody else can accept
        if not self.session.place:
            prompt = self.session.prompt
            self.close()
            raise PromptError(
                f"the login ends in the classic command line ('{prompt}')",
                target.where,
                "Let this user's CLI engine be md-cli; a router in classic mode has the ansible_network_os nokia.sros.classic.",
            )

    def startup(self) -> str | None:
        """The file of the next boot, without the indices that the router keeps for itself."""
        found = _PLACE.search(self.session.send("show bof"))
        answer = self.session.send(f'{self.words.show_startup} "{found[1] if found else "cf3:/config.cfg"}"')
        if refusal(answer, self.words) or "configure {" not in answer:
            return None
        return self._text(answer)

    def running(self) -> str:
        """The running configuration, in braces."""
        answer = self.session.send(self.words.show_running)
        said = refused_text(answer, self.words)
        if said or "configure {" not in answer:
            raise RejectedCommandError(self.words.show_running, said or answer or "nothing", self.target.where)
        return self._text(answer)

    def pending(self) -> Pending | None:
        """The lock that a confirmed commit holds, whoever made it; SR OS gives it no name."""
        answer = self.session.send(_LOCKS)
        said = refusal(answer, self.words)
        if said:
            raise RejectedCommandError(_LOCKS, said, self.target.where)
        found = _LOCKED.search(answer)
        if found is None:
            return None
        rest = answer[found.end() :].splitlines()
        return Pending(None, " ".join(" ".join([f"session {found[1]} holds the lock:", *rest[1:3]]).split()))

    def preflight(self, trial: Trial) -> None:
        """The lock shows with the first touch; nothing can be seen of it before."""

    def arm(self, trial: Trial) -> None:
        """Take the lock and load the candidate; the timer starts with the commit in ``apply``."""
        self._load(trial)

    def apply(self, trial: Trial) -> None:
        """Commit the candidate under its timer."""
        command = f"commit confirmed {trial.seconds // 60}"
        answer = self.session.send(command, timeout=_COMMIT_SECONDS)
        said = refusal(answer, self.words)
        if said:
            raise RejectedLineError(command, said, self.target.where)
        self._committed = trial.id

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """See that the session still holds its commit."""
        if self._committed != trial.id or self.pending() is None:
            raise DeadManError("the session of the confirmed commit is gone, and the commit with it", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """Accept the commit, in the session that made it."""
        if self._committed != trial.id:
            raise DeadManError("only the session that made the confirmed commit can accept it", self.target.where)
        answer = self.session.send("commit confirmed accept", timeout=_COMMIT_SECONDS)
        said = refusal(answer, self.words)
        if said:
            raise DeadManError(f"the router does not take the acceptance: {said}", self.target.where)
        self._committed = ""
        self.leave_config()

    def undo(self, trial: Trial) -> None:
        """Cancel the commit and forget the candidate, in the session that holds them; no other one can.

        What the router says to the cancellation decides nothing (its timer may have been first): the caller compares.
        """
        if self._committed == trial.id:
            self.session.send("commit confirmed cancel", timeout=_COMMIT_SECONDS)
            self._committed = ""
        self.leave_config()

    def preview(self, trial: Trial) -> str | None:
        """The router's own comparison of a candidate, which is thrown away again."""
        self._load(trial)
        try:
            return self.command("compare").strip("\n")
        finally:
            self.leave_config()

    def leave_config(self) -> None:
        """Out of the candidate, without its edits: asked to leave with edits, the router would ask back."""
        if self.session.in_config_mode():
            self.session.send("discard")
            self.session.send(self.words.leave)

    # ---- details ------------------------------------------------------------
    def _load(self, trial: Trial) -> None:
        self._refuse_edits()
        answer = self.session.send("edit-config exclusive")
        said = refusal(answer, self.words)
        if said or not self.session.in_config_mode():
            raise PendingTrialError(f"the exclusive candidate is not to be had: {said or answer}", self.target.where)
        try:
            self.type_lines(trial.commands)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self.leave_config()
            raise

    def _refuse_edits(self) -> None:
        """Look into the global candidate, read-only: leaving the exclusive one would throw somebody's edits away."""
        self.command("edit-config read-only")
        try:
            edits = self.command("compare")
        finally:
            self.session.send(self.words.leave)
        if edits.strip():
            raise PendingTrialError("somebody's uncommitted edits lie in the global candidate", self.target.where)

    def _text(self, answer: str) -> str:
        """Without comments, and without the indices that only the saved file holds."""
        body = re.sub(r"(?ms)^persistent-indices \{.*?^\}\s*", "", answer)
        return clean(body, OS)


def open_driver(target: Target) -> Driver:
    """A driver with an open session in the MD-CLI."""
    return SrosDriver(target)
