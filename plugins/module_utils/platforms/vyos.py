# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS: a candidate for each session, ``commit-confirm`` with the action ``reload``, and ``save``.

Proved against a simulated device; what it does is what VyOS's own sources (``config_mgmt.py``) and documentation say.

- An unconfirmed commit makes VyOS *reboot* into the saved configuration unless ``system config-management commit-confirm
  action`` says ``reload``. A change that relies on a reboot takes the traffic away for minutes and forgets what was not
  saved, so it is refused; so is one that would take that setting away.
- ``reload`` loads the newest revision of the commit archive. Before a change it is made sure that this is what runs.
- The timer is the systemd unit ``commit-confirm.timer``. The comment of the commit is the change's id; until the
  confirmation it is in ``/tmp/commit-rev-entry``, the note that ``confirm`` moves to the archive. Both are read with the
  rights of an administrator, whose login is a shell.
- That shell reads what is typed: every word goes there in quotes, so that nothing in a value is taken for shell.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Sequence

from ..config.commands import flatten
from ..config.fingerprint import clean, equivalent
from ..config.predict import config_predict
from ..errors import DeadManError, FactoryError, PendingTrialError, RejectedCommandError, RejectedLineError, UndoError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .setlines import VYOS_VERBS, commit_seconds, set_lines
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="vyos.vyos.vyos",
    proved_against="simulated",
    preview="A",
    candidate=True,
    onbox_diff=True,
    atomic_replace=False,
    timer="device",
    timer_unit=60,
    timer_range=(60, 65535 * 60),
    confirm_from_new_session=True,
    names_pending=True,
    binding="device",
    proof="the simulated VyOS of this project; behaviour from VyOS's sources and documentation",
    bites=(
        "By default an unconfirmed commit reboots the router: without 'commit-confirm action reload' a change is refused.",
        "The way back is the newest revision of the commit archive: 'commit-revisions' must be set, and the archive be complete.",
        "The timer counts whole minutes: a confirm_timeout of 61 seconds is two minutes on the device.",
        "A commit of somebody else, while a change waits, becomes the newest revision: then the timer does not go back behind it.",
        "Statements are typed one by one, and each costs VyOS a process: thousands of them take minutes.",
        "A commit is made component by component: one that fails may have been carried out in part. It is taken back then.",
        "The login must be an administrator's: the timer and its note are read in the shell under the command line.",
    ),
)
WORDS = Vocabulary(
    network_os="vyos.vyos.vyos",
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=r"^[\w.\-]+@[\w.\-]+:[^\s$#]*\$\s?\Z",
        config_prompt=r"^[\w.\-]+@[\w.\-]+#\s?\Z",
        # The last: what is typed here may hold secrets, and a shell keeps what was typed.
        quiet=("terminal length 0", "terminal width 511", "export HISTFILE=/dev/null"),
        # Written to every terminal while a commit-confirm waits.
        noise=r"\[commit-confirm\][^\n]*\n(?:[^\n]*\n)??[^\n]*Confirm your changes[^\n]*(?:\n|\Z)",
    ),
    show_running="show configuration commands",
    show_startup="/usr/bin/vyos-config-to-commands /config/config.boot",
    save="save",
    saved=r"(?i)\bdone\b|^\s*(\[edit\])?\s*$",
    leave="exit discard",
    refusals=re.compile(
        r"(?i)^\s*(invalid (command|value)|incomplete command|ambiguous command|configuration path: .* is not valid|"
        r"(set|delete|commit) failed|error:|.*\bvalue validation failed|.* is not valid$|cannot exit|permission denied|"
        r"another confirm is pending|configuration system temporarily locked|no configuration changes to commit|"
        r"invalid revision number)|"
        r"^(?!set ).*\b(command not found|no such file or directory)\b|^\[\[.*\]\] failed|^-?v?bash: "
    ),
    harmless=re.compile(r"(?i)^\s*(warning:|configuration path: .* already exists|nothing to delete)"),
    ping="ping {target} count 3",
    ping_answered=re.compile(r"\b[1-9]\d* received"),
)
_TIMER = "systemctl is-active commit-confirm.timer"
_STATE = re.compile(r"^(active|inactive|unknown|failed)\s*$", re.MULTILINE)
_NOTE = "cat /tmp/commit-rev-entry"
_ENTRY = re.compile(r"^\|\d+\|[^|]*\|[^|]*\|([^|]*)\|\s*$", re.MULTILINE)
_ACTION = re.compile(r"^set system config-management commit-confirm action '?(\w+)'?\s*$", re.MULTILINE)
_REVISIONS = re.compile(r"^set system config-management commit-revisions '?(\d+)'?\s*$", re.MULTILINE)
_CURE = (
    "Set 'system config-management commit-confirm action reload', commit and save it, then run the change again. "
    "A release that does not know this setting can only reboot."
)
# Keys that mean something to the command line while it is typed.
_KEYS = re.compile(r"[?\x00-\x1f\x7f]")
_WARNING = re.compile(r"(?im)^\s*(?:deprecation )?warning:[^\n]*(?:\n(?!.*(?:\] failed|commit failed))[ \t]*\S[^\n]*)*")
_COMMIT_SECONDS = 90.0


class VyosDriver(Terminal):
    """One VyOS device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)
        # A commit that was refused may have been carried out in part: then there is something to undo without a timer.
        self._torn = False

    def startup(self) -> str | None:
        """The saved configuration as statements; None where the user may not read it."""
        answer = self.session.send(self.words.show_startup)
        return None if refusal(answer, self.words) else clean(answer, self.words.network_os)

    def type_lines(self, commands: Sequence[str]) -> None:
        """Statements, one by one, each word quoted for the shell. Raises RejectedLineError at the first refusal."""
        for line in self._statements(commands):
            answer = self.session.send(self._quoted(line))
            said = refusal(answer, self.words)
            if said:
                raise RejectedLineError(line, said, self.target.where)

    # ---- the dead man's switch ---------------------------------------------
    def pending(self) -> Pending | None:
        """The timer's unit while it is active, with the comment in the note of the commit.

        A commit without a comment is noted as ``commit``. There is no note, and no owner, after a commit that failed: VyOS
        starts the timer first and leaves it running.
        """
        answer = self.session.send(_TIMER)
        state = _STATE.search(answer)
        if not state:
            raise RejectedCommandError(_TIMER, answer or "nothing", self.target.where)
        if state[1] != "active":
            return None
        noted = _ENTRY.search(self.session.send(_NOTE))
        owner = noted[1].strip() if noted else None
        return Pending(owner, f"commit-confirm{f' with the comment {owner}' if owner else ''} waits for its confirmation")

    def preflight(self, trial: Trial) -> None:
        """Statements only; the action ``reload``, before and after the change; the newest archived revision is what runs."""
        self._statements(trial.commands)
        self.pending()
        target = trial.target if trial.target is not None else config_predict(trial.before, list(trial.commands), WORDS.network_os)
        for text, when in ((trial.before, "is"), (clean(target, WORDS.network_os), "would be after the change")):
            statements = "\n".join(flatten(text.splitlines(), WORDS.network_os))
            action = _ACTION.search(statements)
            if not action or action[1] != "reload":
                found = f"'{action[1]}'" if action else "not set, and then it is 'reboot'"
                what = f"an unconfirmed commit would reboot the device: the action of commit-confirm {when} {found}"
                raise DeadManError(what, self.target.where, _CURE)
            revisions = _REVISIONS.search(statements)
            if not revisions or int(revisions[1]) < 1:
                what = f"there is no archive to go back to: system config-management commit-revisions {when} not set"
                raise DeadManError(
                    what, self.target.where, "Set 'system config-management commit-revisions 100', commit and save it."
                )
        self._see_archive()

    def arm(self, trial: Trial) -> None:
        """Load the candidate; the timer starts with the commit in ``apply``."""
        self._load(trial)

    def apply(self, trial: Trial) -> None:
        """Commit under the timer, and see that it runs under our name."""
        command = f'commit-confirm {trial.seconds // 60} comment "{trial.id}"'
        answer = self._asked(command, commit_seconds(trial.seconds))
        said = refusal(_without_warnings(answer), self.words)
        self.leave_config()
        if re.search(r"(?i)another confirm is pending", answer):
            raise PendingTrialError("somebody has started a commit-confirm just now", self.target.where)
        if said:
            self._torn = True
            raise RejectedLineError(command, said, self.target.where)
        now = self.pending()
        if now is None or now.owner != trial.id:
            shown = now.words if now else "nothing"
            raise DeadManError(f"after 'commit-confirm' the device shows as pending: {shown}", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """Stop the timer, and see that it is stopped."""
        now = self.pending()
        if now is None:
            raise DeadManError("nothing waits for a confirmation: the device has gone back by itself", self.target.where)
        if now.owner != trial.id:
            raise DeadManError(f"somebody else's commit waits for a confirmation: {now.words}", self.target.where)
        answer = self._stop_timer()
        if not re.search(r"(?i)timer stopped", answer):
            raise DeadManError(f"the device does not take the confirmation: {' '.join(answer.split())}", self.target.where)
        if self.pending() is not None:
            raise DeadManError("the timer still runs after the confirmation", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Forget the candidate; where our commit waits, or was carried out in part, commit the archived configuration."""
        self.leave_config()
        now = self.pending()
        ours = now is not None and now.owner in (trial.id, None)
        if not ours and not (self._torn and now is None):
            return
        self._take_back(trial, ("rollback-soft 0",))
        if not equivalent(self.running(), trial.before, WORDS.network_os):
            # Somebody has committed meanwhile, and with that archived our change: take back ours, and leave theirs.
            self._take_back(trial, [self._quoted(line) for line in self._statements(trial.rollback)])
        self._torn = False
        if ours:
            self._stop_timer()
        if self.pending() is not None:
            raise UndoError("the timer still runs after the rollback", self.target.where)

    def save(self) -> None:
        """Write the configuration of the next boot, and read it back."""
        self._enter()
        try:
            super().save()
        finally:
            self.leave_config()
        saved = self.startup()
        if saved is not None and not equivalent(saved, self.running(), WORDS.network_os):
            raise RejectedCommandError(self.words.save, "what was saved is not what runs", self.target.where)

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of the candidate, which is thrown away again."""
        self._load(trial)
        try:
            return _unframed(self.command("compare"))
        finally:
            self.leave_config()

    # ---- details -----------------------------------------------------------
    def _statements(self, commands: Sequence[str]) -> list[str]:
        return set_lines(commands, self.words.network_os, VYOS_VERBS, self.target.where, keys=True)

    def _quoted(self, line: str) -> str:
        try:
            return " ".join(_word(word) for word in shlex.split(line))
        except ValueError as error:
            raise RejectedLineError(line, f"its quotes do not match ({error})", self.target.where) from error

    def _enter(self) -> None:
        answer = self.command("configure")
        if not self.session.in_config_mode():
            raise RejectedCommandError("configure", answer or "no configuration mode", self.target.where)

    def _take_back(self, trial: Trial, commands: Sequence[str]) -> None:
        """Load the way back into the candidate and commit it, where it changes anything. Raises UndoError."""
        self._enter()
        try:
            for command in commands:
                self.command(command)
            answer = self.session.send(f'commit comment "{trial.id} undone"', timeout=_COMMIT_SECONDS)
            said = refusal(_without_warnings(answer), self.words)
            if said and not re.search(r"(?i)no configuration changes to commit", answer):
                raise UndoError(f"the rollback was refused: {said}", self.target.where)
        except RejectedCommandError as error:
            raise UndoError(f"the rollback was refused: {error.answer}", self.target.where) from error
        finally:
            self.leave_config()

    def _see_archive(self) -> None:
        """What ``reload`` would load must be what runs."""
        self._enter()
        try:
            answer = self.session.send("compare 0")
        finally:
            self.leave_config()
        if not re.search(r"(?i)no changes between", answer):
            what = f"the newest archived revision, which would be loaded, is not what runs: {' '.join(answer.split())[:200]}"
            cure = "Make an ordinary commit, so that the archive is complete, then run the change again."
            raise DeadManError(what, self.target.where, cure)

    def _load(self, trial: Trial) -> None:
        self._statements(trial.commands)
        self._enter()
        try:
            self.type_lines(trial.commands)
        except FactoryError:
            with contextlib.suppress(FactoryError):
                self.leave_config()
            raise

    def _asked(self, command: str, seconds: float) -> str:
        """The answer to a command that asks whether to go on, where it asks."""
        lines = self.session.ask(command, "y", r"Proceed ?\?[^\n]*\Z", timeout=seconds).splitlines()[:-1]
        return _unframed("\n".join(line for line in lines if line.strip() != "y"))

    def _stop_timer(self) -> str:
        self._enter()
        try:
            return self.session.send("confirm", timeout=_COMMIT_SECONDS)
        finally:
            self.leave_config()


def _word(word: str) -> str:
    """One word as it is typed: a question mark or a tab would be taken for a call for help, also within quotes."""
    if not _KEYS.search(word):
        return shlex.quote(word)
    spelled = re.sub(r"[?'\\\x00-\x1f\x7f]", lambda found: f"\\x{ord(found[0]):02x}", word)
    return f"$'{spelled}'"


def _without_warnings(answer: str) -> str:
    """VyOS breaks a warning over several lines, up to an empty one: what they say is no refusal."""
    return _WARNING.sub("", answer.replace("\r", ""))


def _unframed(answer: str) -> str:
    """Without the level line that stands above the prompt."""
    lines = answer.rstrip().splitlines()
    return "\n".join(lines[:-1] if lines and lines[-1].strip() == "[edit]" else lines).strip()


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return VyosDriver(target)
