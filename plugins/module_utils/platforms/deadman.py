# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dead man's switch for devices that have none: a small process on the device itself, owned by the login's user.

It needs a POSIX shell and nothing else: no systemd, no sudo, no session of
ours. It sleeps, and unless it was disarmed it puts the old configuration back.
Arming, disarming and firing meet at one rename of one file, so that exactly one
of them wins. Everything it needs lies in one private folder, which it removes
once the device is as it was.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import DeadManError, PendingTrialError, SessionError, UndoError
from ..session.link import Answer, Link
from .base import Pending
from .deadman_script import BOOT, GONE, LIST, MARK, REASONS, SCRIPT, TOO_LATE

_FIRE_SECONDS = 30.0
_FOUND = re.compile(MARK + r" (?P<state>wait|left) (?P<id>\S+) (?P<scope>\S+) (?P<seconds>\d+)")


@dataclass(frozen=True)
class DeadMan:
    """The switch on one device, reached through ``link``, which lands in a POSIX shell.

    ``words`` are what its script needs to reach the configuration (for FRR: the words that run vtysh there); ``scope``
    tells this device's switch from those of others that share the processes; ``script`` is the platform's own, see
    deadman_script; ``prefix`` runs it with the rights it needs (``sudo -n``).
    """

    link: Link
    words: tuple[str, ...]
    scope: str
    script: str = SCRIPT
    prefix: tuple[str, ...] = ()

    def arm(self, trial_id: str, seconds: int, rollback: str) -> None:
        """Start the switch. Raises DeadManError."""
        done = self._call("arm", trial_id, seconds, rollback.encode())
        if done.status:
            why = REASONS.get(done.status, " ".join(done.err.split()) or str(done.status))
            raise DeadManError(f"the dead man's switch is not armed: {why}", self.link.target.where)
        # Two that arm at the same moment see each other, and both go.
        others = [pending for pending in self._all() if pending.owner != trial_id]
        if others:
            self.disarm(trial_id)
            raise PendingTrialError(f"somebody has armed {others[0].words} just now", self.link.target.where)

    def refresh(self, trial_id: str, rollback: str) -> None:
        """See that the switch still waits, and hand over a better way back. Raises DeadManError when it does not."""
        self._still_armed(self._call("refresh", trial_id, 0, rollback.encode()).status)

    def type_file(self, trial_id: str, lines: str) -> Answer:
        """Have vtysh read configuration lines from a private file: no process list, no history shows them. Goes on past errors."""
        return self.hand("type", trial_id, lines.encode(), max(60.0, self.link.target.command_timeout))

    def hand(self, action: str, trial_id: str, stdin: bytes = b"", timeout: float | None = None) -> Answer:
        """Have the platform's own part of the script do something; its exit status says how that went."""
        return self._call(action, trial_id, 0, stdin, timeout)

    def disarm(self, trial_id: str) -> None:
        """Stop the switch and remove everything of it. Raises DeadManError when it has fired, or was not there any more."""
        self._still_armed(self._call("disarm", trial_id, 0).status)

    def fire(self, trial_id: str) -> None:
        """Put the old configuration back now; nothing happens where no switch is there. Raises UndoError."""
        if self._call("undo", trial_id, 0, timeout=_FIRE_SECONDS).status:
            raise UndoError("the rollback ran and the running configuration still differs", self.link.target.where)

    def pending(self) -> Pending | None:
        """A switch that waits on this device, whoever armed it, or a rollback of this user's that did not come to its end."""
        return next(iter(self._all()), None)

    def _all(self) -> list[Pending]:
        answer = self.link.execute(shlex.join([*self.prefix, "sh", "-c", LIST]))
        found = []
        for match in _FOUND.finditer(answer.out):
            if match["scope"] != self.scope:
                continue
            if match["state"] == "left":
                found.append(Pending(match["id"], f"a rollback that did not succeed; see /tmp/auto-factory-{match['id']} there"))
            else:
                found.append(Pending(match["id"], f"a dead man's switch of {match['seconds']} s"))
        return found

    def _still_armed(self, status: int) -> None:
        where = self.link.target.where
        if status == TOO_LATE:
            raise DeadManError("the dead man's switch has fired: the old configuration is coming back", where)
        if status == GONE:
            raise DeadManError(
                "the dead man's switch has died on the router, so nothing protected the change",
                where,
                "Let the user's processes outlive their session there (logind: KillUserProcesses=no, or enable-linger).",
            )
        if status:
            raise DeadManError(f"the dead man's switch does not answer (status {status})", where)

    def _call(self, action: str, trial_id: str, seconds: int, stdin: bytes = b"", timeout: float | None = None) -> Answer:
        boot = [*self.prefix, "sh", "-c", BOOT, "sh", self.script, MARK]
        return self.link.execute(shlex.join([*boot, action, trial_id, self.scope, str(seconds), *self.words]), stdin, timeout)


def scope_of(link: Link, vtysh: Sequence[str]) -> str:
    """What tells one router's processes from another's: its network namespace, and its instance where several share one."""
    answer = link.execute("readlink /proc/self/ns/net")
    if answer.status:
        raise SessionError("the shell shows no network namespace", link.target.where)
    instance = "-".join(vtysh[1:]) or "default"
    return f"{answer.out.strip()}/{instance}"
