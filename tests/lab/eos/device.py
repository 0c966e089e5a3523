# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated EOS device: configuration sessions, the commit timer, checkpoints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..clock import Timer
from ..config import Dialect, Editor, Tree, copy_tree
from ..device import Device
from ..grammar import Table
from ..names import EOS_TYPES, namer
from ..rows import rules
from .hooks import HOOKS
from .shell import EosShell
from .tables import INNER_GAP, MODES

_NAME = namer(EOS_TYPES)
EDITOR = Editor(
    Dialect(
        tables={mode: Table(rules(rows), _NAME) for mode, rows in MODES.items()},
        prompts={},
        indent=3,
        hooks=HOOKS,
        inner_gap=INNER_GAP,
    )
)
ALWAYS: dict[str, dict[str, Any]] = {
    "no aaa root": {},
    "transceiver qsfp default-mode 4x10G": {},
    "service routing protocols model multi-agent": {},
    "spanning-tree mode mstp": {},
}
MAX_PENDING = 5


@dataclass
class ConfigSession:
    """A candidate. state: pending, pendingCommitTimer, completed, aborted; users: terminals that are in it."""

    name: str
    tree: Tree
    user: str
    state: str = "pending"
    terminals: list[str] = field(default_factory=list)
    opened: float = 0.0
    completed: float = 0.0


class EosDevice(Device):
    """One device: candidates committed whole, undone by the commit timer."""

    editor = EDITOR
    shell = EosShell

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.sessions: dict[str, ConfigSession] = {}
        self.checkpoints: dict[str, Tree] = {}
        self.timer: Timer | None = None
        self.timer_session = ""
        self.before: Tree = {}
        super().__init__(spec)

    @property
    def os_version(self) -> str:
        """The release: decides in which form sessions are shown."""
        return self.spec.version or "4.32.2F"

    def blank(self) -> Tree:
        """Ports, and what EOS always shows."""
        return {**{line: dict(children) for line, children in ALWAYS.items()}, **super().blank()}

    def full_text(self, body: str, command: str) -> str:
        """A configuration as a show command prints it."""
        model = f"! device: {self.hostname} (vEOS-lab, EOS-{self.os_version})"
        return f"! Command: {command}\n{model}\n!\n! boot system flash:/vEOS-lab.swi\n!\n{body}\n!\nend\n"

    def running_text(self) -> str:
        """What ``show running-config`` prints."""
        return self.full_text(self.body(), "show running-config")

    def startup_text(self) -> str:
        """What ``show startup-config`` prints."""
        stamp = self.clock.moment(self.saved_at).strftime("%a %b %e %H:%M:%S %Y")
        text = self.full_text(self.config_text(self.startup), "show startup-config")
        first, _, rest = text.partition("\n")
        return f"{first}\n! Startup-config last modified at {stamp} by admin\n{rest}"

    def open_session(self, name: str, user: str) -> ConfigSession | None:
        """The pending session of that name, made when there is none; None when there are too many."""
        known = self.sessions.get(name)
        if known and known.state in ("pending", "pendingCommitTimer"):
            return known
        if sum(session.state == "pending" for session in self.sessions.values()) >= MAX_PENDING:
            return None
        made = ConfigSession(name, copy_tree(self.running), user, opened=self.clock.now())
        self.sessions[name] = made
        return made

    def commit(self, session: ConfigSession, user: str, seconds: int = 0) -> None:
        """Run the candidate; with seconds, until confirmed or those have passed."""
        before = copy_tree(self.running)
        self.keep_checkpoint(before)
        self.replace_running(session.tree, user)
        session.completed = self.clock.now()
        if not seconds:
            self._complete(session)
            return
        session.state = "pendingCommitTimer"
        self.before, self.timer_session = before, session.name
        self.timer = self.clock.after(seconds, self.roll_back)

    def _complete(self, session: ConfigSession) -> None:
        for name in [name for name, other in self.sessions.items() if other.state == "completed"]:
            del self.sessions[name]
        session.state = "completed"

    def confirm(self) -> None:
        """Keep what the commit timer would undo."""
        if self.timer:
            self.timer.cancel()
        self.timer = None
        self._complete(self.sessions[self.timer_session])

    def roll_back(self) -> None:
        """Back to the configuration before the timed commit."""
        if self.timer:
            self.timer.cancel()
        self.timer = None
        self.sessions.pop(self.timer_session, None)
        self.replace_running(self.before, "commit timer")

    def keep_checkpoint(self, tree: Tree, name: str = "") -> str:
        """Store a checkpoint; a commit makes one by itself."""
        stamp = self.clock.moment().strftime("ckp-%Y%m%d-")
        found = name or f"{stamp}{len(self.checkpoints)}"
        self.checkpoints[found] = copy_tree(tree)
        return found

    def pending(self) -> dict[str, Any] | None:
        """The commit timer, if it runs."""
        if self.timer is None:
            return None
        left = max(0.0, self.timer.at - self.clock.now())
        return {"kind": "commit timer", "session": self.timer_session, "seconds": left}

    def power_off(self) -> None:
        """Sessions do not survive a reload."""
        self.sessions.clear()
        self.timer = None
