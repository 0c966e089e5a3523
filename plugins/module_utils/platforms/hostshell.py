# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device whose login lands in a Linux shell, with root's rights and the emulated dead man's switch: what its drivers share."""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterable, Sequence

from ..errors import FactoryError, PrivilegeError, SessionError
from ..session.link import Answer, Link
from ..session.target import Target
from .base import Pending, Trial
from .deadman import DeadMan

_NO_PROGRAM = 127


class HostShell:
    """One such device. ``name`` is what people call it and tells its switch from others', ``script`` the switch's own part there.

    The way back lies on the device from the moment the switch is armed; undoing is letting it fire.
    """

    search_path = "/usr/sbin:/sbin"

    def __init__(self, target: Target, name: str, script: str, words: tuple[str, ...] = ()) -> None:
        self.target, self.name = target, name
        self.link = Link(target).open()
        try:
            self.prefix = self._privileges()
            self.switch = DeadMan(self.link, words, self._scope(), script, self.prefix)
        except BaseException:
            self.link.close()
            raise

    def close(self) -> None:
        """End the session."""
        with contextlib.suppress(FactoryError):
            self.link.close()

    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Commands of the device's shell; one that failed is answered as a refusal."""
        found = {}
        for command in commands:
            answer = self.root("sh", "-c", f"PATH=$PATH:{self.search_path}; {command}")
            found[command] = answer.out if not answer.status else f"% {answer.err.strip() or answer.out.strip() or 'failed'}"
        return found

    def root(self, *words: str, timeout: float | None = None) -> Answer:
        """One command with root's rights."""
        return self.link.execute(shlex.join([*self.prefix, *words]), timeout=timeout)

    def pending(self) -> Pending | None:
        """A dead man's switch that waits on this device."""
        return self.switch.pending()

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """The way back was stored there; only whether the switch still waits is asked."""
        self.switch.refresh(trial.id, "")

    def confirm(self, trial: Trial) -> None:
        """Stop the switch, and remove what it had."""
        self.switch.disarm(trial.id)

    def undo(self, trial: Trial) -> None:
        """Fire the switch now."""
        self.switch.fire(trial.id)

    def preview(self, trial: Trial) -> str | None:
        """Compared here: the device shows nothing without touching itself."""
        return None

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """Ping from the device."""
        found: dict[str, dict[str, object]] = {}
        for target in targets:
            if not re.fullmatch(r"[0-9A-Fa-f.:]+", target):
                found[target] = {"reached": None, "detail": "only addresses can be pinged from here"}
                continue
            answer = self.link.execute(f"ping -c 3 -W 1 {target}")
            absent = answer.status == _NO_PROGRAM
            words = "there is no ping program" if absent else " ".join((answer.out or answer.err).split())[-120:]
            found[target] = {"reached": None if absent else answer.status == 0, "detail": words}
        return found

    def _privileges(self) -> tuple[str, ...]:
        """The words before a command that needs root. Raises PrivilegeError."""
        if self.link.execute("id -u").out.strip() == "0":
            return ()
        asked = self.link.execute("sudo -n id -u")
        if asked.out.strip() == "0":
            return ("sudo", "-n")
        raise PrivilegeError(
            f"the login is not root, and sudo says: {' '.join((asked.err or asked.out).split()) or 'nothing'}",
            self.target.where,
            "Log in as root, or let the user run everything by sudo without a password (NOPASSWD: ALL).",
        )

    def _scope(self) -> str:
        answer = self.link.execute("readlink /proc/self/ns/net")
        if answer.status:
            raise SessionError(f"the shell shows no network namespace; is this {self.name}?", self.target.where)
        return f"{answer.out.strip()}/{self.name.lower()}"
