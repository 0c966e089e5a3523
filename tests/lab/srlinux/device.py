# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated SR Linux device: named candidates that outlive their sessions, confirmed commits that everybody sees.

What it does is what Nokia's documentation and the observations of open projects say of the real thing; it was never
compared with one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..config import Tree
from ..contextdevice import ContextDevice
from ..contextform import Form, Store, copied, split
from .schema import SCHEMA, quote
from .shell import SrlinuxShell

MOST_CANDIDATES = 10


@dataclass
class Commit:
    """One entry of ``/system/configuration/commit``."""

    user: str
    at: float
    status: str
    seconds: int = 0


@dataclass
class Candidate:
    """``base`` is what ran when it was opened."""

    store: Store
    base: Store = field(default_factory=dict)


class SrlinuxDevice(ContextDevice):
    """One device. Private candidates are kept under (user, name) until they are committed or discarded."""

    form = Form(SCHEMA, quote, open_lists=True)
    shell = SrlinuxShell
    rename = "set / system name host-name {}"
    host_name = ("system", "name", "host-name")

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.candidates: dict[tuple[str, str], Candidate] = {}  # before all else: it is looked at when files are
        self.commits: list[Commit] = []
        super().__init__(spec)

    @staticmethod
    def words(line: str) -> list[str]:
        """Without ``set /``."""
        found = split(line)
        found = found[1:] if found[:1] == ["set"] else found
        return found[1:] if found[:1] == ["/"] else found

    def view(self) -> Tree:
        """Ports with their state, description and first address."""
        tree = self.blank()
        for key, section in self.active.items():
            kind, _, name = key.partition("\0")
            if kind != "interface":
                continue
            lines = tree.setdefault(f"interface {name}", {})
            if section.get("description"):
                lines[f"description {section['description']}"] = {}
            if section.get("admin-state") == "disable":
                lines["shutdown"] = {}
            for index, unit in section.items():
                addresses = unit.get("ipv4", {}) if index.startswith("subinterface\0") else {}
                lines.update({f"ip address {one.partition(chr(0))[2]}": {} for one in addresses if one.startswith("address\0")})
        return tree

    def greeting(self) -> str:
        """What is shown at login."""
        return "Welcome to the srlinux CLI.\nType 'help' (and press <ENTER>) if you need any help using this."

    def candidate(self, user: str, name: str) -> Candidate | None:
        """The private candidate of that name, made when there is none; None when there are too many."""
        found = self.candidates.get((user, name))
        if found is None and len(self.candidates) < MOST_CANDIDATES:
            found = self.candidates[user, name] = Candidate(copied(self.active), copied(self.active))
        return found

    def commit(self, store: Store, user: str, seconds: float = 0) -> None:
        """Commit, and keep the record of it."""
        self.commits.append(Commit(user, self.clock.now(), "unconfirmed" if seconds else "complete", int(seconds)))
        super().commit(store, user, seconds)

    def keep(self) -> bool:
        """Accept."""
        running = super().keep()
        if running:
            self.commits[-1].status = "complete"
        return running

    def roll_back(self) -> bool:
        """Reject, or the timer has run out; a candidate that is as old as the commit goes back with it."""
        done = super().roll_back()
        if done:
            self.commits[-1].status = "failed"
        return done

    @property
    def flash(self) -> dict[str, str]:
        """What lies on the device: its candidates."""
        return {f"candidate {name}": "" for _user, name in self.candidates}

    @flash.setter
    def flash(self, files: dict[str, str]) -> None:
        """Nothing else can be put there."""

    def power_off(self) -> None:
        """Candidates do not survive a reboot."""
        self.candidates.clear()
