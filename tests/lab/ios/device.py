# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated IOS-XE device: its texts, its archive and its rollback timer."""

from __future__ import annotations

from typing import Any

from ..clock import Timer
from ..config import Dialect, Editor, Tree, copy_tree
from ..device import Device
from ..grammar import Table
from ..names import IOS_TYPES, namer
from ..rows import rules
from .hooks import HOOKS
from .shell import IosShell
from .tables import CLOSERS, INNER_GAP, MODES, PROMPTS

VERSION = "17.9"
_NAME = namer(IOS_TYPES)
EDITOR = Editor(
    Dialect(
        tables={mode: Table(rules(rows), _NAME) for mode, rows in MODES.items()},
        prompts=PROMPTS,
        indent=1,
        hooks=HOOKS,
        closers=CLOSERS,
        inner_gap=INNER_GAP,
    )
)
ALWAYS: dict[str, dict[str, Any]] = {
    "service timestamps debug datetime msec": {},
    "service timestamps log datetime msec": {},
    "boot-start-marker": {},
    "boot-end-marker": {},
    "ip forward-protocol nd": {},
    "line con 0": {"stopbits 1": {}},
    "line vty 0 4": {"login local": {}, "transport input ssh": {}},
}


class IosDevice(Device):
    """One device: running configuration edited in place, undone by ``revert timer``."""

    editor = EDITOR
    shell = IosShell

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.archived: list[str] = []
        self.timer: Timer | None = None
        self.timer_minutes = 0
        self.timer_user = ""
        self.timer_set = 0.0
        self.before: Tree = {}
        super().__init__(spec)

    def blank(self) -> Tree:
        """Ports, and what IOS always shows."""
        return {**{line: dict(children) for line, children in ALWAYS.items()}, **super().blank()}

    def stamp(self, at: float | None = None) -> str:
        """A moment as IOS writes it."""
        return self.clock.moment(at).strftime("%H:%M:%S UTC %a %b %-d %Y")

    def full_text(self, body: str) -> str:
        """A configuration from ``!`` to ``end``."""
        by = f" by {self.changed_by}" if self.changed_by not in ("console", "startup") else ""
        head = f"!\n! Last configuration change at {self.stamp(self.changed_at)}{by}\n!\nversion {VERSION}\n"
        return f"{head}{body}\n!\nend\n"

    def running_text(self) -> str:
        """What ``show running-config`` prints."""
        text = self.full_text(self.body())
        return f"Building configuration...\n\nCurrent configuration : {len(text)} bytes\n{text}\n"

    def startup_text(self) -> str:
        """What ``show startup-config`` prints."""
        if not self.startup:
            return "startup-config is not present\n"
        text = self.full_text(self.config_text(self.startup))
        return f"Using {len(text)} out of 33554432 bytes\n{text}"

    # archive and rollback
    def archive_path(self) -> str:
        """Where ``archive`` keeps its files; '' when the archive is off."""
        section = self.running.get("archive", {})
        return next((line.split()[1] for line in section if line.startswith("path ")), "")

    def archive_now(self) -> str:
        """Write the running configuration to the archive; returns the file's name."""
        path = self.archive_path()
        name = f"{path}-{self.clock.moment().strftime('%b-%d-%H-%M-%S')}-{len(self.archived)}"
        self.flash[name.partition(":")[2]] = self.full_text(self.body())
        self.archived.append(name)
        return name

    def arm(self, minutes: int, user: str, before: Tree | None = None) -> None:
        """Start the rollback timer; before is what it goes back to, the present configuration by default."""
        self.before = copy_tree(self.running if before is None else before)
        self.timer_minutes, self.timer_user, self.timer_set = minutes, user, self.clock.now()
        self.timer = self.clock.after(minutes * 60, self.roll_back)

    def extend(self, minutes: int) -> None:
        """Start the running timer anew with other minutes."""
        if self.timer:
            self.timer.cancel()
        self.timer_minutes, self.timer_set = minutes, self.clock.now()
        self.timer = self.clock.after(minutes * 60, self.roll_back)

    def disarm(self) -> bool:
        """Confirm; False when nothing was pending."""
        if self.timer is None:
            return False
        self.timer.cancel()
        self.timer = None
        return True

    def roll_back(self) -> None:
        """Back to the configuration before."""
        self.disarm()
        self.replace_running(self.before, self.timer_user)

    def pending(self) -> dict[str, Any] | None:
        """The rollback timer, if it runs."""
        if self.timer is None:
            return None
        left = max(0.0, self.timer.at - self.clock.now())
        return {"kind": "revert timer", "user": self.timer_user, "minutes": self.timer_minutes, "seconds": left}

    def power_off(self) -> None:
        """The timer does not survive a reload."""
        self.timer = None
