# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS: every change is a ``configure replace`` under its ``commit-timeout``, confirmed by ``configure replace commit``.

Of the switches that NX-OS offers, this is the one whose behaviour is documented whole: the timer runs on the device, its state is
shown to every login (``show config-replace status``), any login confirms it, and nothing of it enters the configuration. It
exists for a replacement only, so lines to merge are turned into the whole configuration that they would lead to. That text is put
on bootflash by SCP, which needs ``feature scp-server``, and is checked there by its MD5 sum before it is used: half a
configuration must never replace a whole one. A checkpoint named by the change's id is the way back before the timer fires.

Not used, and why: an applet or a scheduler job as a timer is itself running configuration, seen in every comparison and saved with
it; ``configure dual-stage`` (9.3 and later) has ``commit confirmed``, but no documented way for another login to see or end the
trial; Tcl, Python and Bash can write a file, where the release and the role let them.

Proved against a simulated device. Commands and texts come from Cisco's configuration guides and from open tools that use them;
the wording of the timer in ``show config-replace status`` is not documented, so it is read tolerantly, and where no running timer
is seen after the replacement, the change is taken back at once.
"""

from __future__ import annotations

import hashlib
import re

from ..config.fingerprint import canonical, equivalent
from ..config.predict import config_predict
from ..config.redact import config_redact
from ..errors import (
    ChangedSinceError,
    DeadManError,
    FactoryError,
    PendingTrialError,
    PredictionError,
    RejectedCommandError,
    RejectedLineError,
    UndoError,
)
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .scp import put
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="cisco.nxos.nxos",
    proved_against="simulated",
    preview="C",
    candidate=True,
    onbox_diff=False,
    atomic_replace=True,
    timer="device",
    timer_unit=1,
    timer_range=(30, 3600),
    confirm_from_new_session=True,
    names_pending=False,
    binding="device",
    apply_seconds=120,
    proof="a simulated Nexus 9000; 'configure replace', its timer and its texts as Cisco's guides and open tools show them",
    bites=(
        "The timer exists only with 'configure replace': lines to merge are sent as the whole configuration they lead to.",
        "The device verifies the result against that file, and takes it back where they differ.",
        "So lines must be written as 'show running-config' shows them: secrets hashed, names in full, without defaults.",
        "That file goes to bootflash by SCP: 'feature scp-server' is needed, and the login must be a network-admin.",
        "The file holds the configuration's secrets as the device stores them; it is removed as soon as it was read.",
        "A replacement takes 10 to 60 s, and the timer starts only after it; the switch can therefore fire that much later.",
        "For the same reason a change that ends badly can take up to 120 s longer than on other platforms.",
        "Nobody else is locked out: what a colleague edits while a trial runs is taken back with it.",
        "Cisco documents no way to end a trial before its timer: the checkpoint is rolled back to, then the timer is stopped.",
        "Where a release refuses that rollback while the timer runs, the timer is waited for.",
        "Ten checkpoints are the most; with ten already there the change is refused.",
        "The timer has no name: whose trial is pending cannot be told.",
    ),
)
WORDS = Vocabulary(
    network_os="cisco.nxos.nxos",
    dialect=Dialect(
        user_prompt=r"^[\w.\-@/:]{1,63}>\s?\Z",
        privileged_prompt=r"^[\w.\-@/:]{1,63}#\s?\Z",
        config_prompt=r"^[\w.\-@/:]{1,63}\([\w.\-@/:+ ]{1,64}\)#\s?\Z",
        quiet=("terminal length 0", "terminal width 511", "terminal dont-ask"),
        enable="enable",
    ),
    show_running="show running-config",
    show_startup="show startup-config",
    save="copy running-config startup-config",
    saved=r"Copy complete|#\]\s*100%",
    leave="end",
    refusals=re.compile(
        r"(?i)^\s*%|^\s*ERROR\b|^invalid (?:command|range|input|number|interface)|^syntax error|^cannot\b|^failed\b|^no startup"
    ),
    harmless=re.compile(r"(?i)^\s*%\s*(warning|note)\b"),
    ping="ping {target} count 3",
    ping_answered=re.compile(r"[1-9]\d* packets received"),
)
_STATUS = "show config-replace status"
_STOP = "configure replace commit"
_REPLACED = re.compile(r"(?i)configure replace completed successfully")
_ROLLED_BACK = re.compile(r"(?i)rollback completed successfully|rollback patch is empty")
_BEGUN = re.compile(r"(?i)executing rollback patch|generating rollback patch")
_BUSY = re.compile(r"(?i)commit.?timer is running|(?:operation|replace|rollback)\b.* (?:is )?in[- ]progress")
_REFUSED = re.compile(r"Syntax error while parsing '([^']*)'")
_PATCH = re.compile(r"(?is)verification patch contains the following commands:?[ \t]*\n(.*?)(?:\n\s*\n|\Z)")
# A line about the timer, one of a timer that runs, and one of a timer that does not any more.
_ABOUT = re.compile(r"(?i)\b(?:commit|timer|time-?out)\b")
_RUNS = re.compile(
    r"(?i)remain\D*[1-9]|[1-9]\d*\s*s(?:ec\w*)?\s+(?:remain|left)|\b(?:running|active|in[- ]progress|pending|started|waiting)\b"
)
_OVER = re.compile(r"(?i)\bnot\b|\bno\b|none|n/a|expired|stopped|committed|completed|disabled")
# A rollback to a checkpoint works through the whole configuration.
_ROLLBACK_SECONDS = 60.0


def running_timer(answer: str) -> str:
    """What ``show config-replace status`` says of a commit timer that runs, '' where none does."""
    lines = [line.strip() for line in answer.splitlines() if _ABOUT.search(line)]
    return "; ".join(line for line in lines if _RUNS.search(line) and not _OVER.search(line))


def verification_patch(log: str) -> list[str]:
    """The commands by which the device found the result to differ from the file, out of ``show config-replace log verify``."""
    found = _PATCH.search(log)
    lines = [line.strip().strip("`").strip() for line in found.group(1).splitlines()] if found else []
    return [line for line in lines if line and line.strip("-!")]


def candidate_text(trial: Trial) -> str:
    """The whole configuration that the trial leads to, as the device wants it in a file: headed, and with its version line."""
    text = trial.target
    if text is None:
        text = config_predict(trial.before, list(trial.commands), WORDS.network_os)
    if not re.search(r"(?m)^version ", text):
        found = re.search(r"(?m)^version .*$", trial.before)
        text = f"{found.group()}\n{text}" if found else text
    return "!Command: show running-config\n" + text.rstrip("\n") + "\n"


class NxosDriver(Terminal):
    """One NX-OS device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)
        self._replaced = ""  # the trial whose replacement this session saw succeed

    def pending(self) -> Pending | None:
        """A commit timer that runs. Raises DeadManError where the release knows none."""
        try:
            found = running_timer(self.command(_STATUS))
        except RejectedCommandError as error:
            raise DeadManError(
                f"the device does not take '{_STATUS}': {error.answer}",
                self.target.where,
                "A release with 'configure replace ... commit-timeout' and a network-admin login are needed.",
            ) from error
        return Pending(None, found) if found else None

    def preflight(self, trial: Trial) -> None:
        """The candidate travels by SCP, and the release must know the timer."""
        if not re.search(r"(?m)^feature scp-server\s*$", trial.before):
            raise DeadManError(
                "the SCP server, by which the candidate for the timed replacement is put on bootflash, is off",
                self.target.where,
                "Configure 'feature scp-server' and save it, then run the change again.",
            )
        self._refuse_theirs()

    def arm(self, trial: Trial) -> None:
        """Checkpoint, and put the candidate on bootflash; the timer starts with the replacement in ``apply``."""
        said = refusal(self.session.send(f"checkpoint {trial.id}", _ROLLBACK_SECONDS), self.words)
        if said:
            raise DeadManError(
                f"no checkpoint can be made: {said}", self.target.where, "Look at 'show checkpoint summary'; ten are the most."
            )
        content = candidate_text(trial).encode()
        try:
            put(self.target, f"bootflash:/{_file(trial)}", content)
            answer = self.command(f"show file bootflash:{_file(trial)} md5sum")
        except RejectedCommandError as error:
            raise DeadManError(f"the candidate cannot be put on bootflash: {error.answer}", self.target.where) from error
        if hashlib.md5(content, usedforsecurity=False).hexdigest() not in answer.lower():
            raise DeadManError(f"the candidate on bootflash is not what was sent: {' '.join(answer.split())}", self.target.where)

    def apply(self, trial: Trial) -> None:
        """Replace the running configuration, and see that the timer runs.

        The file holds all of it, so that what somebody else has changed since it was read would be lost: looked for once more.
        """
        try:
            self._refuse_theirs()
            if not equivalent(self.running(), trial.before, self.words.network_os):
                raise ChangedSinceError("the running configuration was changed by somebody else just now", self.target.where)
        except (PendingTrialError, ChangedSinceError):
            self._tidy(trial)
            raise
        command = f"configure replace bootflash:{_file(trial)} commit-timeout {trial.seconds}"
        answer = self.session.send(command, max(float(trial.seconds), CAPABILITIES.apply_seconds))
        if not _REPLACED.search(answer):
            if _BUSY.search(answer) and not _BEGUN.search(answer):
                self._tidy(trial)
                raise PendingTrialError(f"somebody else was faster: {_tail(answer)}", self.target.where)
            raise self._refused(command, answer)
        self._replaced = trial.id
        if self.pending() is None:
            raise DeadManError("the configuration was replaced, but the device shows no commit timer that runs", self.target.where)
        self.session.send(f"delete bootflash:{_file(trial)} no-prompt")

    def confirm(self, trial: Trial) -> None:
        """Stop the timer, and see that it is stopped."""
        if self.pending() is None:
            raise DeadManError("no commit timer runs any more: there is nothing to confirm", self.target.where)
        self._stop_timer()
        self._tidy(trial)

    def undo(self, trial: Trial) -> None:
        """Back to the checkpoint under the running timer, which is stopped last: a break on the way leaves it in charge."""
        armed = self.pending() is not None
        now = self.running()
        if not equivalent(now, trial.before, self.words.network_os):
            if not armed and self._replaced != trial.id:
                self._refuse_foreign(now, trial)
            answer = self.session.send(f"rollback running-config checkpoint {trial.id} atomic", _ROLLBACK_SECONDS)
            if refusal(answer, self.words) or not _ROLLED_BACK.search(answer):
                raise UndoError(f"the rollback to checkpoint {trial.id} failed: {_tail(answer)}", self.target.where)
            if not equivalent(self.running(), trial.before, self.words.network_os):
                raise UndoError(f"after the rollback to checkpoint {trial.id} the configuration is another one", self.target.where)
        if armed and self.pending() is not None:
            self._stop_timer()
        self._tidy(trial)

    def preview(self, trial: Trial) -> str | None:
        """The device's own patch needs the candidate on bootflash: nothing can be shown without leaving a trace."""
        return None

    def _refuse_theirs(self) -> None:
        pending = self.pending()
        if pending:
            raise PendingTrialError(f"somebody's commit timer runs: {pending.words}", self.target.where)

    def _refuse_foreign(self, now: str, trial: Trial) -> None:
        """Without a timer, only a mixture of the old and the new configuration is ours to roll back."""
        old, new, found = (set(canonical(text, self.words.network_os)) for text in (trial.before, candidate_text(trial), now))
        others = sorted((found - old - new) | ((old & new) - found))
        if others:
            shown = "; ".join(config_redact(line, self.words.network_os) for line in others[:3])
            raise UndoError(
                f"no timer runs, and somebody else has changed the configuration, which is therefore left alone: {shown}",
                self.target.where,
                f"Compare it with checkpoint {trial.id}: show diff rollback-patch running-config checkpoint {trial.id}",
            )

    def _refused(self, command: str, answer: str) -> FactoryError:
        """Why the device took the replacement back: a line it does not parse, or one that it stores otherwise than written."""
        line = _REFUSED.search(answer)
        if line:
            return RejectedLineError(line.group(1).strip(), _tail(answer), self.target.where)
        others = verification_patch(self.session.send("show config-replace log verify"))
        if others:
            shown = "; ".join(config_redact(line, self.words.network_os) for line in others[:5])
            return PredictionError(
                f"the device verified the replacement and took it back; it would still have to do: {shown}",
                self.target.where,
                "Write the lines as 'show running-config' shows them: secrets hashed, names in full, without defaults.",
            )
        return RejectedLineError(command, _tail(answer), self.target.where)

    def _stop_timer(self) -> None:
        answer = self.session.send(_STOP, _ROLLBACK_SECONDS)
        said = refusal(answer, self.words)
        still = self.pending()
        if said or still:
            raise DeadManError(
                f"'{_STOP}' did not stop the commit timer: {said or (still.words if still else '')}", self.target.where
            )

    def _tidy(self, trial: Trial) -> None:
        """Remove what was left for the trial; what is not there is no fault."""
        self.session.send(f"no checkpoint {trial.id}")
        self.session.send(f"delete bootflash:{_file(trial)} no-prompt")


def _file(trial: Trial) -> str:
    return f"{trial.id}.cfg"


def _tail(answer: str) -> str:
    return " ".join(config_redact(answer, WORDS.network_os).split())[-600:] or "no word of success"


def open_driver(target: Target) -> Driver:
    """A driver with an open, privileged session."""
    return NxosDriver(target)
