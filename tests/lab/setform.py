# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices whose configuration is a set of statements, edited in a candidate and committed whole.

A configuration is an ordered dict of statements without the word ``set`` (``system host-name r1``); what a statement
may be comes from one flat grammar table (see grammar.py: what stands after ``=`` is a value, and a new one replaces it).
The rest of the lab looks at devices through trees of the indented kind: ``view`` says what those would hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from .clock import Timer
from .config import Refused, Tree
from .device import Device
from .grammar import Failure, Match, Table

Config = dict[str, None]
REVISIONS = 50


class SetGrammar:
    """What statements there are, and how they change a configuration."""

    def __init__(self, table: Table) -> None:
        """table: templates of whole statements, without ``set``."""
        self.table = table

    def tidy(self, statement: str) -> str:
        """The statement with its value spelled as this platform shows it."""
        return statement

    def change(self, config: Config, line: str) -> Failure | None:
        """Apply ``set``, ``delete``, ``activate`` or ``deactivate``. Failure: not understood. Raises Refused."""
        verb, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if verb == "set" and rest:
            return self._set(config, rest)
        if verb == "delete":
            return self._delete(config, rest)
        if verb == "deactivate" and rest:
            config[f"deactivate {rest}"] = None
            return None
        if verb == "activate" and f"deactivate {rest}" in config:
            del config[f"deactivate {rest}"]
            return None
        return Failure("invalid", 0, 0, verb)

    def _set(self, config: Config, statement: str) -> Failure | None:
        found = self.table.match(statement)
        if isinstance(found, Failure):
            return Failure(found.kind, found.column + len("set "), found.depth + 1, found.word)
        stored = self.tidy(found.line)
        if stored in config:
            return None
        for rival in [key for key in config if self._same_setting(key, found)]:
            del config[rival]
        config[stored] = None
        return None

    def _same_setting(self, other: str, found: Match) -> bool:
        """Is the other statement an older value of the same setting?"""
        if found.identity >= len(found.words) or not other.startswith(f"{found.name} "):
            return False
        known = self.table.match(other)
        return isinstance(known, Match) and known.rule is found.rule and known.name == found.name

    def _delete(self, config: Config, path: str) -> Failure | None:
        wanted = self.tidy(path)
        gone = [key for key in config if not path or within(key, path) or within(key, wanted)]
        for key in gone:
            del config[key]
        if not gone:
            known = self.table.match(path, prefix=True)
            if path and isinstance(known, Failure) and known.kind != "incomplete":
                return Failure(known.kind, known.column + len("delete "), known.depth + 1, known.word)
            raise Refused(self.nothing_there())
        return None

    def nothing_there(self) -> str:
        """The device's words for deleting what is not there."""
        return "warning: statement not found"


def within(statement: str, path: str) -> bool:
    """Is the statement the path itself, or below it?"""
    body = statement.removeprefix("deactivate ")
    return body == path or body.startswith(f"{path} ")


@dataclass(frozen=True)
class Commit:
    """One entry of the history. seconds: of the timer that a confirmed commit was started with."""

    config: Config
    at: float
    user: str
    via: str = "cli"
    comment: str = ""
    seconds: int = 0


class SetLoader:
    """Stands where other platforms have their Editor: loads statements into the device itself."""

    def load(self, text: str, tree: Tree, device: Any) -> list[str]:
        """Commit lines from the console; ``tree`` becomes the device's view. Returns the refused ones."""
        config, refused = dict(device.active), []
        for raw in text.splitlines():
            line = raw.strip()
            if not line or line.startswith(("#", "!", "//")):
                continue
            if line.startswith("hostname "):
                line = device.rename.format(line.split(None, 1)[1])
            try:
                if device.grammar.change(config, line) is not None:
                    refused.append(line)
            except Refused:
                refused.append(line)
        device.active = config
        tree.clear()
        tree.update(device.view())
        return refused


class SetDevice(Device):
    """A device with a history of commits and a timer over the last one.

    ``active`` is what runs; ``running`` is only the view that the network has of it. ``saved`` is the configuration of the
    next boot, or None where every commit is for good.
    """

    grammar: ClassVar[SetGrammar]
    editor: ClassVar[Any] = SetLoader()
    rename: ClassVar[str] = "set system host-name {}"
    saves: ClassVar[bool] = True

    def __init__(self, spec: Any) -> None:
        """Power on with the configuration of the topology."""
        self.active: Config = {}
        self.history: list[Commit] = []
        self.timer: Timer | None = None
        self.before: Commit | None = None
        super().__init__(spec)
        self.running.pop(f"hostname {spec.name}", None)
        if not self.value(self.rename.removeprefix("set ").removesuffix(" {}")):
            self.apply([f"hostname {spec.name}"])
        self.history = [Commit(dict(self.active), self.booted, "root", "other")]
        self.startup = self._statements()

    def _statements(self) -> Tree:
        return {line: {} for line in self.active} if self.saves else {}

    # what a platform says
    def view(self) -> Tree:
        """What the network sees: ``interface``, ``router`` and ``ntp`` sections as an indented platform would have them."""
        return self.blank()

    def shown(self, config: Iterable[str]) -> list[str]:
        """Statements as the platform lists them."""
        return [line if line.startswith("deactivate ") else f"set {line}" for line in config]

    # shared
    def value(self, path: str, config: Config | None = None) -> str:
        """The value of a setting, without quotes, '' where it is not set."""
        for line in self.active if config is None else config:
            if line.startswith(f"{path} "):
                return line[len(path) + 1 :].strip().strip("'\"")
        return ""

    @property
    def hostname(self) -> str:
        """The configured host name."""
        return self.value(self.rename.removeprefix("set ").removesuffix(" {}")) or self.name

    def config_text(self, tree: Tree) -> str:
        """Statements as shown."""
        return "\n".join(self.shown(tree))

    def body(self) -> str:
        """What runs, as shown."""
        return "\n".join(self.shown(self.active))

    def running_text(self) -> str:
        """What the show command prints."""
        return self.body() + "\n"

    def startup_text(self) -> str:
        """The configuration of the next boot."""
        return self.config_text(self.startup) + "\n"

    def activate(self, config: Config, user: str) -> None:
        """Run another configuration from here on."""
        self.active = dict(config)
        self.running = self.view()
        self.changed(user)

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """Commit lines from the console; returns the refused ones."""
        refused = super().apply(lines, user)
        self.record(Commit(dict(self.active), self.clock.now(), user))
        return refused

    def record(self, entry: Commit) -> None:
        """A new entry on top of the history."""
        self.history.insert(0, entry)
        del self.history[REVISIONS:]

    def commit(self, entry: Commit) -> None:
        """Run a configuration; with ``seconds`` until it is kept or they have passed."""
        earlier = self.before if self.timer else self.history[0]
        self.keep()
        self.activate(entry.config, entry.user)
        self.record(entry)
        if entry.seconds:
            self.before = earlier
            self.timer = self.clock.after(entry.seconds, self.roll_back)

    def keep(self) -> bool:
        """Stop the timer; False when none runs."""
        running = self.timer is not None
        if self.timer:
            self.timer.cancel()
        self.timer = self.before = None
        return running

    def roll_back(self) -> None:
        """The timer has run out."""
        before = self.before
        self.keep()
        if before is not None:
            self.activate(before.config, "root")
            self.record(Commit(dict(before.config), self.clock.now(), "root", "other"))

    def pending(self) -> dict[str, Any] | None:
        """The timer, if it runs."""
        if self.timer is None:
            return None
        left = max(0.0, self.timer.at - self.clock.now())
        return {"kind": "confirmed commit", "session": self.history[0].comment, "seconds": left}

    def save(self) -> None:
        """What runs is what boots."""
        self.startup = self._statements()
        self.saved_at = self.clock.now()

    def boot(self) -> None:
        """Come up: with what was saved, or where every commit is for good with what was committed last."""
        for timer in list(self.clock.timers):
            timer.cancel()
        self.timer = self.before = None
        self.power_off()
        self.booted = self.clock.now()
        self.rebooting = False
        self.activate(dict.fromkeys(self.startup) if self.saves else self.active, "startup")
