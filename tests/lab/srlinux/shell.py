# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SR Linux command line, with SR Linux's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..contextform import Misfit, Store, copied, split
from ..shell import Leave, Shell
from . import state

if TYPE_CHECKING:
    from .device import Candidate, SrlinuxDevice

_ACCEPT = "tools system configuration confirmed-accept"
_REJECT = "tools system configuration confirmed-reject"
_LEFT = "All changes have been committed. Leaving candidate mode.\n"


class SrlinuxShell(Shell):
    """One login. ``name`` is that of the candidate it is in, '' in running mode."""

    device: SrlinuxDevice

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        self.name = ""
        self.held = ""  # a text in quotes that is not at its end yet
        self.length = 0

    @property
    def candidate(self) -> Candidate | None:
        """The candidate that is being edited."""
        return self.device.candidates.get((self.user, self.name)) if self.name else None

    def prompt(self) -> str:
        """Two lines: mode and place, then the name."""
        if self.held:
            return ""
        plus = "+ " if self.device.active != self.device.startup else ""
        found = self.candidate
        star = "*" if found is not None and found.store != found.base else ""
        mode = f"candidate private {self.name}" if self.name else "running"
        marks = f"{plus.strip()}{star} " if plus or star else ""
        return f"--{{ {marks}{mode} }}--[  ]--\nA:{self.device.hostname}# "

    def feed(self, line: str) -> str:
        """Take one line; a quoted text goes on over lines until its quotes are closed."""
        text = f"{self.held}\n{line}" if self.held else line.strip()
        if text.count('"') % 2:
            self.held = text
            return ""
        self.held = ""
        if not text or text.startswith("#"):
            return "\n"
        try:
            out = self._command(text)
        except Misfit as misfit:
            out = self._misfit(misfit)
        return f"{out}\n" if not out.endswith("\n") else out + "\n"

    @staticmethod
    def _misfit(misfit: Misfit) -> str:
        options = ", ".join(f"'{option}'" for option in misfit.options)
        if misfit.kind == "missing":
            return f"Error: Parsing error: Missing token after '{misfit.word}'. Options are [{options}]\n"
        if misfit.kind == "value":
            return f"Error: Parsing error: Invalid value '{misfit.word}': expected {options}\n"
        return f"Error: Parsing error: Unknown token '{misfit.word}'. Options are [{options}]\n"

    def _command(self, text: str) -> str:
        words = split(text)
        bare = text.removeprefix("/").strip()
        if words[0] in ("environment", "/"):
            return ""
        if words[0] in ("quit", "exit") and not self.name:
            raise Leave
        if bare == _ACCEPT:
            return "" if self.device.keep() else "Error: No commit confirmed in progress\n"
        if bare == _REJECT:
            return "" if self.device.roll_back() else "Error: No commit confirmed in progress\n"
        handler = getattr(self, f"do_{words[0]}", None)
        if handler is not None:
            return str(handler(text, words))
        if self.name:
            return self._edit(words)
        raise Misfit("unknown", words[0], ["diff", "enter", "info", "ping", "quit", "save", "show", "tools"])

    # ---- modes ----------------------------------------------------------------
    def do_enter(self, text: str, words: list[str]) -> str:
        """Candidates and the running mode."""
        if words[1:] == ["running"]:
            self.name = ""
            return ""
        if words[1:3] != ["candidate", "private"]:
            return "Error: Parsing error: only private candidates are simulated\n"
        name = words[4] if words[3:4] == ["name"] else f"private-{self.user}"
        if self.device.candidate(self.user, name) is None:
            return "Error: Cannot create candidate: maximum number of candidates reached\n"
        self.name = name
        return ""

    def do_discard(self, text: str, words: list[str]) -> str:
        """Throw the candidate away."""
        if not self.name:
            raise Misfit("unknown", "discard", ["enter", "info"])
        self.device.candidates.pop((self.user, self.name), None)
        self.name = ""
        return "All changes have been discarded. Leaving candidate mode.\n"

    def do_commit(self, text: str, words: list[str]) -> str:
        """``now``, ``confirmed [timeout N]``, ``validate``."""
        found = self.candidate
        if found is None:
            raise Misfit("unknown", "commit", ["enter", "info"])
        if words[1:2] == ["validate"]:
            return "All changes are valid.\n"
        if self.device.timer is not None:
            return "Error: Commit failed: a commit confirmed is in progress\n"
        seconds = 0
        if words[1:2] == ["confirmed"]:
            seconds = int(words[3]) if words[2:3] == ["timeout"] else 600
        store = self._rebased(found)
        if not seconds:  # under a timer the candidate stays on the device, until somebody discards it
            self.device.candidates.pop((self.user, self.name))
        self.name = ""
        self.device.commit(store, self.user, seconds)
        minutes = f"{seconds // 60} minutes" if seconds % 60 == 0 else f"{seconds} seconds"
        return (f"Commit confirmed (automatic rollback in {minutes})\n" if seconds else "") + _LEFT

    def _rebased(self, found: Candidate) -> Store:
        """The candidate; where somebody else has committed meanwhile only what was edited here is taken over."""
        if found.base == self.device.active:
            return found.store
        merged = copied(self.device.active)
        _merge(merged, found.base, found.store)
        return merged

    # ---- reading --------------------------------------------------------------
    def do_info(self, text: str, words: list[str]) -> str:
        """The configuration, in braces; the commits where the state is asked for."""
        if words[1:3] == ["from", "state"] and "commit" in words:
            return self._commits()
        if words[1:3] == ["from", "state"]:
            path = " ".join(words[3 : words.index("|") if "|" in words else len(words)]).removeprefix("/").strip()
            told = state.answer(self.device, path)
            if told is None:
                raise Misfit("unknown", words[-1], [])
            return told
        found = self.candidate
        store = found.store if found is not None else self.device.active
        return "".join(f"    {line}\n" for line in self.device.form.braces(store))

    def _commits(self) -> str:
        rows = ["    system {", "        configuration {"]
        for number, commit in enumerate(self.device.commits, start=1):
            facts = [f"username {commit.user}", f"status {commit.status}"]
            facts += [f"timeout {commit.seconds}"] if commit.seconds else []
            rows += [f"            commit {number} {{", *(f"                {fact}" for fact in facts), "            }"]
        return "\n".join([*rows, "        }", "    }", ""]) if self.device.commits else ""

    def do_diff(self, text: str, words: list[str]) -> str:
        """What the candidate changes."""
        found = self.candidate
        if found is None:
            return ""
        return "".join(f"{line[:1]}   {line[1:]}\n" for line in self.device.form.changes(self.device.active, found.store))

    def do_load(self, text: str, words: list[str]) -> str:
        """The startup configuration into the candidate."""
        found = self.candidate
        if words[1:] != ["startup"] or found is None:
            raise Misfit("unknown", words[-1], ["startup"])
        found.store = copied(self.device.startup)
        return "/system/configuration/checkpoint[id=__startup__]:\n    Reverting to startup configuration\n"

    def do_save(self, text: str, words: list[str]) -> str:
        """Startup."""
        if words[1:] != ["startup"]:
            raise Misfit("unknown", words[-1], ["startup"])
        self.device.save()
        place = "/etc/opt/srlinux/config.json"
        return f"/system:\n    Saved current running configuration as initial (startup) configuration '{place}'\n"

    def do_ping(self, text: str, words: list[str]) -> str:
        """Whatever is asked for is not there."""
        return "3 packets transmitted, 0 received, 100% packet loss\n"

    # ---- editing --------------------------------------------------------------
    def _edit(self, words: list[str]) -> str:
        found = self.candidate
        if found is None:
            return "Error: the candidate is gone\n"
        form = self.device.form
        rest = words[1:] if words[0] in ("set", "delete") else words
        rest = rest[1:] if rest[:1] == ["/"] else [re.sub(r"^/", "", rest[0]), *rest[1:]]
        if words[0] == "delete":
            form.delete(found.store, rest)
        else:
            trial = copied(found.store)  # a line is taken whole or not at all
            form.set(trial, rest)
            found.store = trial
        return ""

    def leave_config(self) -> None:
        """The session is over; a named candidate stays."""
        self.name = ""


def _merge(into: Store, base: Store, edited: Store) -> None:
    """Carry the edits between ``base`` and ``edited`` over."""
    for key in {**base, **edited}:
        if key not in edited:
            into.pop(key, None)
        elif key not in base or not isinstance(edited[key], dict):
            if base.get(key, "\0") != edited[key]:
                into[key] = edited[key]
        else:
            _merge(into.setdefault(key, {}), base[key], edited[key])
