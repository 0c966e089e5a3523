# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS over its console: commands take effect at once; a scheduled script on the router takes them back.

Proved against a simulated device; commands and texts come from MikroTik's documentation and from what open projects
have seen. Ways back that were weighed:

- Safe mode ends with its session, forgets after a hundred actions, and a new login cannot confirm it.
- A backup that is loaded reboots the router, which is worse than most changes that have to be taken back.
- So the way back is computed, put onto the router as a script, and run by its scheduler unless it is removed in time.
  It undoes command by command and goes on past what fails; what came of it is read and compared.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence

from ..config.fingerprint import clean
from ..config.redact import config_redact
from ..config.remediate import config_remediate
from ..config.routertext import VERBS, statements
from ..errors import (
    DeadManError,
    DeviceTimeoutError,
    FactoryError,
    PendingTrialError,
    PromptError,
    RejectedCommandError,
    RejectedLineError,
    UndoError,
)
from ..session.shell import CliSession, Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .routeros_script import FIRING, NAME, POLICY, SECOND, rollback_source, upload
from .terminal import Terminal, Vocabulary, refusal, refused_text

OS = "community.routeros.routeros"
CAPABILITIES = Capabilities(
    network_os=OS,
    proved_against="simulated",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="emulated",
    timer_unit=1,
    timer_range=(15, 86400),
    confirm_from_new_session=True,
    names_pending=True,
    has_startup=False,
    binding="device",
    proof="the simulated RouterOS of this project; texts from MikroTik's documentation and from open projects' observations",
    bites=(
        "Every command takes effect and is stored at once: there is no candidate, no startup configuration, nothing to save.",
        "The way back is a computed script on the router, run by its scheduler: it goes command by command and past failures.",
        "Values that return to their default are unset (!name) where their default is not known here; some cannot be.",
        "Rules have no names: they are found by all that the export shows of them.",
        "When the timer fires, a list of rules that the change touched is emptied and made anew; for a moment it is empty.",
        "A list of more than 100 rules is taken back rule by rule; cut off in its midst, a rule can miss its place.",
        "The same rule twice is removed and added again as a whole, so that for a moment it is not there.",
        "The timer follows the router's clock: a jump of the clock (the first NTP answer after a boot) moves it.",
        "In safe mode, whoever took it, every change is taken back when that session breaks off: no change is begun or kept then.",
        "While the timer runs the script lies on the router, with the secrets that the way back needs.",
        "The user needs the policies read, write, policy, test, password, sensitive and ssh; device-mode must allow the scheduler.",
        "Users, certificates and files are not part of an export, and so neither compared nor brought back.",
    ),
)
WORDS = Vocabulary(
    network_os=OS,
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=r"^\[[^\]\s@]{1,64}@[^\]\n]{1,64}\] (?:<SAFE> ?)?(?:/[\w/ \-]{0,128})?> ?\Z",
        config_prompt=r"(?!)",
        quiet=(),
        # Critical messages of the log come to every terminal.
        noise=r"(?m)^[\r ]*(?:[\w/\-]{5,11} )?\d\d:\d\d:\d\d [a-z\d,\-]*\bcritical\b[a-z\d,\-]* [^\r\n]*\r?\n",
    ),
    show_running="/export terse show-sensitive",
    show_startup="",
    save="",
    saved="",
    leave="/",
    refusals=re.compile(
        r"(?i)\(line \d+ column \d+\)|^\s*(?:syntax error|bad command|bad parameter|expected |failure:|no such |invalid |"
        r"input does not match|ambiguous |missing |value of |unknown |not enough permissions|not allowed|interrupted|"
        r"action (?:timed out|failed)|error\b|can(?:not|'t| not) |could ?n[o']t )"
    ),
    harmless=re.compile(r"(?i)^\s*(?:warning|note)\b"),
    ping="/ping {target} count=3",
    ping_answered=re.compile(r"received=[1-9]"),
)
# Console without colours and automatic detection, as a dumb terminal, wide and high enough that nothing wraps or pages.
_CONSOLE = "+cte4096w1000h"
_ENTRY = re.compile(r'name="?(?P<id>af-[0-9a-f]{12})(?P<firing>-firing)?"?\s(?:.*?script run (?P<script>af-[0-9a-f]{12}(?:-b)?))?')
_OURS = re.compile(r'/system (?:scheduler|script) add\b.*\bname="?' + NAME.pattern)
# A menu that the export could not show in time: what is left out would look as if it were gone.
_GAP = re.compile(r"(?im)^#\s*(?:error exporting|interrupted)\b.*$")
# A row of the history that a safe mode will take back.
_FLOATING = re.compile(r"(?m)^\s*(?:\d+\s+)?[UR]*F[UR]*\s+\S")
_EXPORT_SECONDS, _UNDO_SECONDS = 90.0, 40.0
_UNDO_PASSES = 3
_SAFE_MODE = "a safe mode that would take back what was changed since it was taken"


class RouterosDriver(Terminal):
    """One RouterOS device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        user = target.credentials.user
        console = target.at(target.port, user if "+" in user else user + _CONSOLE)
        self.target, self.words = target, WORDS
        self.session = CliSession(console, WORDS.dialect).open()

    # ---- reading ------------------------------------------------------------
    def running(self) -> str:
        """The export, a command a line, with secrets (the way back needs them) and without what waits there for a trial."""
        answer = self.session.send(self.words.show_running, timeout=_EXPORT_SECONDS)
        if refused_text(answer, self.words):  # before release 7 secrets are shown unasked, and the word is unknown
            answer = self.session.send("/export terse", timeout=_EXPORT_SECONDS)
        said = refused_text(answer, self.words)
        gap = _GAP.search(answer)
        if said or gap or not re.search(r"^/", answer, re.MULTILINE):
            words = said or (gap[0] if gap else answer.strip() or "nothing")
            raise RejectedCommandError(self.words.show_running, config_redact(words, OS), self.target.where)
        kept = [line for line in clean(answer, OS).splitlines() if not _OURS.match(line)]
        return "\n".join([*kept, ""])

    def startup(self) -> str | None:
        """There is none: what runs is what boots."""
        return None

    def pending(self) -> Pending | None:
        """A switch that waits in the scheduler or is just bringing the old configuration back, or a safe mode; whoever's it is."""
        found = next(iter(self._all()), None)
        return found or (Pending(None, _SAFE_MODE) if self._in_safe_mode() else None)

    # ---- changing -----------------------------------------------------------
    def preflight(self, trial: Trial) -> None:
        """The scheduler must be allowed to run."""
        if re.search(r"(?m)^\s*scheduler:\s*no\b", self.session.send("/system device-mode print")):
            raise DeadManError(
                "the device-mode of this router forbids the scheduler, which the dead man's switch needs",
                self.target.where,
                "Allow it: '/system device-mode update scheduler=yes', confirmed by the button or a power cycle.",
            )

    def arm(self, trial: Trial) -> None:
        """Put the way back onto the router, and have its scheduler run it unless it is removed in time."""
        other = self.pending()
        if other:
            raise PendingTrialError(f"somebody was faster: {other.words}", self.target.where)
        self._upload(trial.id, rollback_source(trial, trial.rollback), trial)
        self._must([self._entry(trial)], trial)
        found = [pending.owner for pending in self._all()]
        if trial.id not in found:
            raise DeadManError("the router has taken the scheduler's entry, and does not show it", self.target.where)
        if len(found) > 1:
            self._tidy(trial)
            raise PendingTrialError("two have armed at the same moment; ours is taken back", self.target.where)

    def apply(self, trial: Trial) -> None:
        """Type the commands; the first that is refused ends it.

        The timer follows the clock. Where a command sets that, the entry is made anew on the same line, which the router
        runs to its end; it is not where the entry is gone, since the script was faster.
        """
        for line in trial.commands:
            one = statements(line)[0]
            anew = f"; /system scheduler remove {trial.id}; {self._entry(trial)}" if one.menu == "system clock" else ""
            said = self._refused(one.verb, self._sent(line + anew))
            if said:
                raise RejectedLineError(config_redact(line, OS), config_redact(said, OS), self.target.where)

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """See that the switch still waits; where a better way back is known, let its entry run that one."""
        waiting = next((pending for pending in self._all() if pending.owner == trial.id), None)
        if waiting is None or waiting.words.endswith(FIRING):
            raise DeadManError("the dead man's switch has fired: the old configuration is coming back", self.target.where)
        if tuple(rollback) == trial.rollback:
            return
        second = trial.id + SECOND
        self._upload(second, rollback_source(trial, rollback), trial)
        command = f'/system scheduler set {trial.id} on-event="/system script run {second}"'
        said = refusal(self.session.send(command), self.words)
        if said:
            raise DeadManError(f"the dead man's switch does not take the better way back: {said}", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """Remove the entry by its name, which the router refuses where the script was faster, and what was left for it.

        Both on one line: the router runs it to its end, whatever becomes of this session.
        """
        if self._in_safe_mode():
            raise DeadManError(f"the change would not stay: there is {_SAFE_MODE}", self.target.where, "Let its owner release it.")
        scripts = f'/system script remove [find name~"^{trial.id}"]'
        said = refusal(self.session.send(f"/system scheduler remove {trial.id}; {scripts}"), self.words)
        if said:
            raise DeadManError(f"the dead man's switch has fired, or is gone: {said}", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Run the script now; what it leaves is taken back by commands computed from what is really there."""
        waiting = next((match for match in self._entries() if match["id"] == trial.id), None)
        if waiting and not waiting["firing"]:
            # On the router itself: it comes to its end, or is run again by the scheduler, also when this session breaks off.
            self.session.send(f"/system script run {waiting['script'] or trial.id}", timeout=_UNDO_SECONDS)
        self._wait_for(trial)
        left: list[str] = []
        for _unused in range(_UNDO_PASSES):
            left = config_remediate(self.running(), trial.before, OS)
            for line in left:
                self.session.send(line)
            if not left:
                break
        self._tidy(trial)
        if left and config_remediate(self.running(), trial.before, OS):
            raise UndoError("commands of the change cannot be taken back", self.target.where)

    def preview(self, trial: Trial) -> str | None:
        """RouterOS has no candidate."""
        return None

    # ---- details ------------------------------------------------------------
    def _entries(self) -> Iterator[re.Match[str]]:
        command = '/system scheduler print terse where name~"^af-"'
        yield from _ENTRY.finditer(self.command(command) + "\n")

    def _all(self) -> Iterator[Pending]:
        for match in self._entries():
            yield Pending(match["id"], f"a dead man's switch named {match['id']}{match['firing'] or ''}")

    def _in_safe_mode(self) -> bool:
        return bool(_FLOATING.search(self.session.send("/system history print")))

    @staticmethod
    def _entry(trial: Trial) -> str:
        """The command that sets the timer; counted from when the router runs it."""
        event = f'on-event="/system script run {trial.id}"'
        return f"/system scheduler add name={trial.id} interval={trial.seconds}s policy={POLICY} {event}"

    def _upload(self, name: str, source: str, trial: Trial) -> None:
        """A script, and a look whether all of it has arrived."""
        self._must(upload(name, source), trial)
        answer = self.session.send(f':put [:len [/system script get [find name="{name}"] source]]')
        length = re.search(r"(?m)^\s*(\d+)\s*$", answer)
        if length is None or int(length[1]) < len(source):
            with contextlib.suppress(FactoryError):
                self._tidy(trial)
            raise DeadManError(
                f"the dead man's switch is not armed: of its script's {len(source)} characters the router holds "
                f"{length[1] if length else 'an unknown number'}",
                self.target.where,
                "Make the change in smaller parts.",
            )

    def _sent(self, command: str) -> str:
        """The answer to a command that may hold secrets, which no error repeats."""
        try:
            return self.session.send(command)
        except (DeviceTimeoutError, PromptError) as error:
            verb = " ".join(command.partition("=")[0].split()[:-1])
            raise type(error)(f"no answer to '{verb} ...'", self.target.where) from None

    def _refused(self, verb: str, answer: str) -> str:
        """The router's no; a command that changes something is silent where it succeeds."""
        said = refusal(answer, self.words)
        lines = [line.strip() for line in answer.splitlines() if line.strip() and not self.words.harmless.search(line)]
        return said or (" ".join(lines) if verb in VERBS else "")

    def _must(self, commands: Iterable[str], trial: Trial) -> None:
        """Commands without which there is no switch; what was made of it goes where one is refused."""
        for command in commands:
            said = self._refused("add", self._sent(command))
            if said:
                with contextlib.suppress(FactoryError):
                    self._tidy(trial)
                verb = " ".join(command.split()[:3])
                raise DeadManError(f"the dead man's switch is not armed: '{verb}' was refused: {said}", self.target.where)

    def _tidy(self, trial: Trial) -> None:
        """Remove what is the trial's, whatever of it is there."""
        for menu in ("scheduler", "script"):
            self.session.send(f'/system {menu} remove [find name~"^{trial.id}"]')

    def _wait_for(self, trial: Trial) -> None:
        """Until a script that runs of itself has come to its end."""
        deadline = time.monotonic() + _UNDO_SECONDS
        while any(match["id"] == trial.id and match["firing"] for match in self._entries()):
            if time.monotonic() > deadline:
                raise UndoError("the script that brings the old configuration back does not end", self.target.where)
            time.sleep(1.0)


def open_driver(target: Target) -> Driver:
    """A driver with an open session on the console."""
    return RouterosDriver(target)
