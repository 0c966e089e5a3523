# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRRouting: vtysh changes the running configuration line by line; the dead man's switch is a process on the router.

Proved against real routers (FRR 8.4). FRR's own confirmed commit is for
developers and bound to its session, so it is not used.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterable, Sequence

from ..config.commands import flatten
from ..config.fingerprint import clean
from ..config.redact import config_redact
from ..config.remediate import config_remediate
from ..errors import DeadManError, FactoryError, RejectedCommandError, RejectedLineError, UndoError
from ..session.target import Target
from ..state.commands import is_shell
from .base import Capabilities, Driver, Pending, Trial
from .deadman import DeadMan, scope_of
from .vtysh import Access, open_access

CAPABILITIES = Capabilities(
    network_os="frr.frr.frr",
    proved_against="real",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="emulated",
    timer_unit=1,
    timer_range=(15, 86400),
    confirm_from_new_session=True,
    names_pending=True,
    proof="real FRR 8.4.4 routers in network namespaces",
    bites=(
        "The switch needs a POSIX shell: where a login lands in vtysh, factory_shell_port and factory_shell_user say where one is.",
        "Saving needs a configuration folder that the user may write; where it is not, the change runs unsaved, with a warning.",
        "A rollback that could not be completed leaves /tmp/auto-factory-<id>, and the next change is refused until it is removed.",
    ),
)
OS = CAPABILITIES.network_os
# One remote command line stays well below what the kernel takes for one argument.
_CHUNK = 60_000
_SAVED = re.compile(r"\[OK\]|(?i:saved to)")
_UNDO_PASSES = 3
_NO_PROGRAM = 127
# Some refusals leave vtysh's exit status at 0: "% Refusing to remove a non-existent route".
_REFUSED = re.compile(r"^% (?!Warning|The \"terminal|OSPF: Reference bandwidth)")
_HARMLESS = re.compile(r"^(% (Warning|The \"terminal|OSPF: Reference bandwidth)|This command is deprecated|Please, use)")


class FrrDriver:
    """One FRR router."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        self.target = target
        self.access: Access = open_access(target)
        self._switch: DeadMan | None = None

    def close(self) -> None:
        """End the session."""
        with contextlib.suppress(FactoryError):
            self.access.close()

    # ---- reading ------------------------------------------------------------
    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Show commands; those that are not vtysh's run in the shell, where there is one."""
        return {command: self._show(command) for command in commands}

    def running(self) -> str:
        """The running configuration."""
        answer = self.access.vty(["show running-config"])
        if answer.status or "Current configuration" not in answer.out:
            raise RejectedCommandError("show running-config", answer.err or answer.out or "nothing", self.target.where)
        return clean(answer.out, OS)

    def startup(self) -> str | None:
        """The file FRR boots from, where this user may read it (vtysh itself shows none)."""
        if self.access.shell is None:
            return None
        folder = "/".join(["/etc/frr", *self.access.vtysh[2:]])
        answer = self.access.shell.execute(shlex.join(["cat", f"{folder}/frr.conf"]))
        return None if answer.status else clean(answer.out, OS)

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """Ping from the router."""
        found: dict[str, dict[str, object]] = {}
        for target in targets:
            if self.access.shell is None or not re.fullmatch(r"[0-9A-Fa-f.:]+", target):
                found[target] = {"reached": None, "detail": "only addresses can be pinged, from a router with a shell login"}
                continue
            answer = self.access.shell.execute(f"ping -c 3 -W 1 {target}")
            # 127: the shell found no such program. Not seen is not unreachable.
            absent = answer.status == _NO_PROGRAM
            words = "the router has no ping program" if absent else " ".join((answer.out or answer.err).split())[-120:]
            found[target] = {"reached": None if absent else answer.status == 0, "detail": words}
        return found

    def pending(self) -> Pending | None:
        """A dead man's switch that waits on this router."""
        return self._dead_man().pending() if self.access.shell else None

    # ---- changing -----------------------------------------------------------
    def preflight(self, trial: Trial) -> None:
        """The switch needs a shell on the router."""
        self._dead_man()

    def arm(self, trial: Trial) -> None:
        """Start the switch, with the way back for whatever part of the change will have landed."""
        self._dead_man().arm(trial.id, trial.seconds, rollback_script(trial.rollback))

    def apply(self, trial: Trial) -> None:
        """Type the lines; vtysh stops at the first that fails, and says which."""
        patience = min(trial.seconds, 30.0 + len(trial.commands) / 20)
        for chunk in _chunks(trial.commands):
            if sum(map(len, chunk)) > _CHUNK or any(config_redact(line, OS) != line for line in chunk):
                self._apply_file(trial, chunk)
                continue
            answer = self.access.vty(["configure terminal", *chunk], echo=True, timeout=patience)
            if answer.status or any(_REFUSED.match(line) for line in answer.out.splitlines()):
                line, said = _rejected(answer.out, chunk)
                raise RejectedLineError(line, said or answer.err or "no reason given", self.target.where)

    def _apply_file(self, trial: Trial, lines: Sequence[str]) -> None:
        """Secrets stay out of process lists, and long sections fit into no command line: vtysh reads them from a private file."""
        answer = self._dead_man().type_file(trial.id, "\n".join([*lines, ""]))
        number = re.search(r"^line (\d+): (.*)", answer.err, re.MULTILINE)
        refused = [line for line in answer.out.splitlines() if line.strip() and not _HARMLESS.match(line)]
        if answer.status or number:
            line = lines[min(int(number[1]), len(lines)) - 1] if number else "a line of this change"
            said = " ".join(refused) or (number[2] if number else answer.err) or "no reason given"
            raise RejectedLineError(config_redact(line, OS), config_redact(said, OS), self.target.where)

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """A better way back, now that the router's own spelling of the change is known."""
        self._dead_man().refresh(trial.id, rollback_script(rollback))

    def confirm(self, trial: Trial) -> None:
        """Stop the switch."""
        self._dead_man().disarm(trial.id)

    def undo(self, trial: Trial) -> None:
        """Fire the switch now; what it leaves is taken back by lines computed from what is really there."""
        said = ""
        try:
            self._dead_man().fire(trial.id)
        except UndoError as error:
            said = error.what
        for _unused in range(_UNDO_PASSES):
            now = self.running()
            left = config_remediate(now, trial.before, OS)
            if not left:
                return
            self._force(left)
        if config_remediate(self.running(), trial.before, OS):
            raise UndoError(said or "lines of the change cannot be taken back", self.target.where)

    def save(self) -> None:
        """Write the file FRR boots from."""
        answer = self.access.vty(["write memory"])
        if answer.status or not _SAVED.search(answer.out):
            said = " ".join((answer.out + answer.err).split()) or "no word of success"
            raise RejectedCommandError(
                "write memory",
                said,
                self.target.where,
                "Let the user write FRR's configuration: group frr, and its folder writable by it.",
            )

    def preview(self, trial: Trial) -> str | None:
        """FRR has no candidate."""
        return None

    # ---- details ------------------------------------------------------------
    def _show(self, command: str) -> str:
        if not is_shell(command):
            answer = self.access.vty([command])
            return answer.out if not answer.status else (answer.out or answer.err or f"% no answer to {command}")
        if self.access.shell is None:
            return f"% '{command}' needs a login that lands in a shell"
        answer = self.access.shell.execute(command)
        return answer.out if not answer.status else f"% {answer.err.strip() or answer.out.strip() or 'failed'}"

    def _dead_man(self) -> DeadMan:
        shell = self.access.shell
        if shell is None:
            raise DeadManError(
                f"the dead man's switch needs a shell on the router: {self.access.why_no_shell}",
                self.target.where,
                "Set factory_shell_port (and factory_shell_user) to a login that lands in a shell, or let the login land in one.",
            )
        if self._switch is None:
            self._switch = DeadMan(shell, self.access.vtysh, scope_of(shell, self.access.vtysh))
        return self._switch

    def _force(self, commands: Sequence[str]) -> None:
        """Lines one section at a time, going on past what is refused."""
        for block in _blocks(commands):
            self.access.vty(["configure terminal", *flatten(block, OS)])


def rollback_script(commands: Sequence[str]) -> str:
    """What is typed into vtysh to go back: every top-level line starts from the top again, so that one refusal spoils no other."""
    typed: list[str] = []
    for block in _blocks(commands):
        typed += ["end", "configure terminal", *flatten(block, OS)]
    return "\n".join([*typed, "end", ""])


def _blocks(commands: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in commands:
        if blocks and line.startswith(" "):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _chunks(commands: Sequence[str]) -> list[list[str]]:
    """What is typed, in portions of limited size, each beginning at the top level."""
    portions: list[list[str]] = []
    room = 0
    for block in _blocks(commands):
        typed = flatten(block, OS)
        size = sum(len(line) + 8 for line in typed)
        if size > room:
            portions.append([])
            room = _CHUNK
        portions[-1] += typed
        room -= size
    return portions


def _rejected(out: str, lines: Sequence[str]) -> tuple[str, str]:
    """(the line vtysh stopped at, its words), from the output of ``vtysh -E``."""
    shown = out.splitlines()
    typed = {line.strip() for line in lines}
    refused = next((index for index, line in enumerate(shown) if _REFUSED.match(line)), len(shown))
    for index in range(refused - 1, -1, -1):
        _prompt, separator, echoed = shown[index].partition("# ")
        if separator and echoed.strip() in typed:
            said = shown[index + 1 : refused + 1] or shown[index + 1 :]
            return echoed.strip(), " ".join(line.strip() for line in said if line.strip())
    named = re.search(r"Unknown command: (.+)", out)
    return (named[1] if named else "a line of this change"), " ".join(out.split())


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return FrrDriver(target)
