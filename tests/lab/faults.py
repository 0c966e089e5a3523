# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults: what can go wrong with a device, on demand.

Each fault waits for its moment (the n-th command from now, a command that matches a pattern, or
at once), acts, and is used up after ``times`` moments (0 means it stays).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

#: name -> (what it does, its arguments)
CATALOGUE: dict[str, str] = {
    "drop": "drop the session at the moment; executed: true lets the command run first",
    "hang": "stop answering from the moment on; seconds: wake up after that long",
    "slow": "answer every command after ms milliseconds",
    "truncate": "cut the answer after chars characters; prompt: false leaves the prompt out too",
    "reject": "refuse a configuration line with text; at counts configuration lines only",
    "reboot": "drop everything, refuse for seconds, come back with startup; executed: true lets the command run first",
    "refuse_logins": "turn every login down",
    "host_key": "present another host key from now on",
    "change": "apply lines behind everybody's back, before the command of the moment runs",
    "cut_management": "the management path goes away, after the command of the moment; seconds: it comes back",
    "load": "show percent of processor load",
    "prompt": "ask text instead of running the command; any answer lets it run",
}
NEEDS_MOMENT = ("truncate", "reject", "prompt")


@dataclass
class Fault:
    """One fault, waiting."""

    name: str
    at: int = 0
    on: str = ""
    times: int = 1
    args: dict[str, Any] = field(default_factory=dict)
    seen: int = 0

    @property
    def later(self) -> bool:
        """True when the command of the moment runs first."""
        return self.name == "cut_management" or bool(self.args.get("executed"))

    def due(self, command: str, config: bool) -> bool:
        """Count this command; True when it is the moment. config: typed in a configuration mode."""
        if self.name == "reject" and not config:
            return False
        if self.on:
            return re.search(self.on, command) is not None
        self.seen += 1
        return self.seen == self.at if self.at else True

    def used(self) -> bool:
        """Note that it has acted; True when that was the last time."""
        if self.times == 0:
            return False
        self.times -= 1
        return self.times == 0


def build(name: str, args: dict[str, Any]) -> Fault:
    """A fault from what the user wrote; raises ValueError with the names that exist."""
    if name not in CATALOGUE:
        raise ValueError(f"no fault is called {name!r}; there are: {', '.join(CATALOGUE)}")
    args = dict(args)
    at, on, times = int(args.pop("at", 0)), str(args.pop("on", "")), int(args.pop("times", 1))
    if name in NEEDS_MOMENT and not at and not on:
        raise ValueError(f"the fault {name!r} needs its moment: at=N or on=PATTERN")
    re.compile(on)
    return Fault(name, at, on, times, args)


class Faults:
    """The faults waiting on one device."""

    def __init__(self) -> None:
        """None wait."""
        self.waiting: list[Fault] = []
        self.delay = 0.0
        self.refuse_logins = False
        self.load = 5

    def take(self, command: str, config: bool) -> list[Fault]:
        """The faults whose moment this command is."""
        if not self.waiting:
            return []
        due = [fault for fault in self.waiting if fault.due(command, config)]
        gone = [fault for fault in due if fault.used()]
        self.waiting = [fault for fault in self.waiting if fault not in gone]
        return due

    def clear(self) -> None:
        """Everything works again."""
        self.waiting.clear()
        self.delay = 0.0
        self.refuse_logins = False
        self.load = 5
