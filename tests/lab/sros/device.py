# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated SR OS router in model-driven mode: one global candidate, an exclusive lock, commits bound to their session.

What it does is what Nokia's MD-CLI guides and the observations of open projects say of the real thing; it was never
compared with one.
"""

from __future__ import annotations

from typing import Any

from ..config import Tree
from ..contextdevice import ContextDevice
from ..contextform import Form, Store, copied, split
from .schema import SCHEMA, quote
from .shell import SrosShell


class SrosDevice(ContextDevice):
    """One router. ``candidate`` is the global one; ``locked`` the session that has it exclusively, ``waiting`` the one whose
    commit waits."""

    form = Form(SCHEMA, quote, open_lists=False)
    shell = SrosShell
    rename = '/configure system name "{}"'
    host_name = ("configure", "system", "name")

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.locked: SrosShell | None = None
        self.waiting: SrosShell | None = None
        self.sessions = 0
        super().__init__(spec)
        self.candidate: Store = copied(self.active)

    @staticmethod
    def words(line: str) -> list[str]:
        """Without the slash."""
        found = split(line)
        return [found[0].removeprefix("/"), *found[1:]] if found else []

    def activate(self, store: Store, user: str) -> None:
        """Run another configuration; a candidate without edits follows it."""
        clean = getattr(self, "candidate", None) == self.active
        super().activate(store, user)
        if clean:
            self.candidate = copied(store)

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """From the console; a candidate without edits follows."""
        clean = getattr(self, "candidate", None) == self.active
        refused = super().apply(lines, user)
        if clean:
            self.candidate = copied(self.active)
        return refused

    def view(self) -> Tree:
        """Ports with their state and description."""
        tree = self.blank()
        for key, section in self.active.get("configure", {}).items():
            kind, _, name = key.partition("\0")
            if kind == "port":
                lines = tree.setdefault(f"interface {name}", {})
                if section.get("description"):
                    lines[f"description {section['description']}"] = {}
                if section.get("admin-state") == "disable":
                    lines["shutdown"] = {}
        return tree

    def greeting(self) -> str:
        """What is shown at login."""
        return "SR OS Software (simulated)\n"

    def keep(self) -> bool:
        """Accept: nobody's commit waits any more."""
        self.waiting = None
        return super().keep()

    def roll_back(self) -> bool:
        """Back; the edits are in the candidate again."""
        edits = copied(self.active)
        done = super().roll_back()
        if done:
            self.candidate = edits
        return done

    def file_text(self) -> str:
        """The saved file."""
        return (
            "# TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR (simulated)\n# Configuration format version 23.10 revision 0\n\n"
            f"# Last modified {self.clock.moment(self.saved_at).isoformat()}\n\n{self.config_text(self.startup)}\n"
            'persistent-indices {\n    vrtr-id {\n        router-name "Base" vrtr-id 1\n    }\n}\n\n# Finished\n'
        )

    def power_off(self) -> None:
        """Locks and edits do not survive a reboot."""
        self.locked = self.waiting = None
        self.candidate = copied(self.startup)
