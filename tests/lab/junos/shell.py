# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Junos command line, with Junos's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..config import Refused
from ..grammar import Failure, Match, Table, natural
from ..rows import rules
from ..setform import Commit, Config
from ..setshell import EDITS, SetShell, changes
from ..shell import Leave
from . import tables
from .elements import Elements, rendered
from .shows import Shows

if TYPE_CHECKING:
    from .device import JunosDevice

_CHANGED = "The configuration has been changed but not committed"


class JunosShell(Shows, Elements, SetShell):
    """One login."""

    device: JunosDevice  # type: ignore[assignment]  # the parts know it as any device
    exec_table = Table(rules(tables.EXEC), lambda word: word)
    config_table = Table(rules(tables.CONFIG), lambda word: word)

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        self.private: Config | None = None
        self.reading: list[str] | None = None  # the lines of a load, until ^D

    @property
    def candidate(self) -> Config:
        """The shared one, or a private copy."""
        return self.device.candidate if self.private is None else self.private

    @property
    def exclusive(self) -> bool:
        """Has this session locked the candidate?"""
        return self.device.exclusive is self

    # prompts
    def prompt(self) -> str:
        """With what stands above it: the level, and a confirmed commit that waits."""
        if self.question:
            return self.question.text
        if self.reading is not None:
            return ""
        name = f"{self.user}@{self.device.hostname}"
        waits = f"\n# commit confirmed will be rolled back in {self._minutes_left()} minutes" if self.device.timer else ""
        if self.configuring:
            return f"{waits}\n[edit{' ' + self.level if self.level else ''}]\n{name}# "
        return f"{waits}\n{name}> "

    def _minutes_left(self) -> int:
        timer = self.device.timer
        return max(1, -(-int(timer.at - self.device.clock.now()) // 60)) if timer else 0

    def failure(self, line: str, failed: Failure) -> str:
        """A caret under the place, and the words."""
        shift = len(f"{self.user}@{self.device.hostname}# ") + failed.column
        words = {"incomplete": "missing argument.", "ambiguous": f"'{failed.word}' is ambiguous."}.get(failed.kind)
        unknown = "unknown command." if failed.depth == 0 else "syntax error."
        return f"{' ' * shift}^\n{words or unknown}\n"

    def run(self, found: Match, text: str, pipe: list[str]) -> str:
        """In the form that is asked for: ``display json`` where the command has one."""
        structured = getattr(self, f"data_{found.rule.run}", None)
        if structured and any(stage.split() == ["display", "json"] for stage in pipe):
            return rendered(structured(found))
        return super().run(found, text, pipe)

    # into configuration mode and out of it
    def do_configure(self, found: Match, text: str) -> str:
        """Shared, exclusive or private."""
        device, kind = self.device, found.words[1] if len(found.words) > 1 else ""
        if kind == "exclusive":
            if device.exclusive is not None:
                return f"error: configuration database locked by:\n  {device.exclusive.user} terminal pts/0 (pid 4711)\n"
            if device.candidate != device.active:
                return "error: configuration database modified\n"
            device.exclusive = self
        if kind == "private":
            self.private = dict(device.active)
        self.start_config()
        if kind:
            return "warning: uncommitted changes will be discarded on exit\nEntering configuration mode\n"
        return "Entering configuration mode\n" + (f"{_CHANGED}\n" if self.dirty else "")

    def edit(self, text: str) -> str:
        """A locked candidate takes edits from its owner only; deleting everything is asked for."""
        if self.private is None and self.device.exclusive not in (None, self):
            return "error: configuration database locked by another user\n"
        if text == "delete":
            return self.ask(
                "This will delete the entire configuration\nDelete everything under this level? [yes,no] (no) ",
                self._delete_all,
            )
        return super().edit(text)

    def feed(self, line: str) -> str:
        """Lines of a load are kept until ^D."""
        if self.reading is None or self.question:
            return super().feed(line)
        if line != "\x04":
            self.reading.append(line.strip())
            return ""
        lines, self.reading = self.reading, None
        return "".join(self._load_line(number, text) for number, text in enumerate(lines, 1)) + "load complete\n"

    def _load_line(self, number: int, text: str) -> str:
        """One line of a load: what is no statement is carried out like any command, and nothing stops the lines after it."""
        verb, _, rest = text.partition(" ")
        if verb not in EDITS:
            return self.configure(text) if text else ""
        line = f"{verb} {self.level} {rest}" if self.level else text
        try:
            failed = self.device.grammar.change(self.candidate, line)
        except Refused as refused:
            return f"terminal:{number}:({len(text)}) {refused.args[0]}\n"
        return f"terminal:{number}:({failed.column}) syntax error: {failed.word}\n" if failed else ""

    def do_load_set(self, found: Match, text: str) -> str:
        """Statements from the terminal."""
        if self.private is None and self.device.exclusive not in (None, self):
            return "error: configuration database locked by another user\n"
        self.reading = []
        return "[Type ^D at a new line to end input]\n"

    def _delete_all(self, reply: str) -> str:
        if reply == "yes":
            for line in [line for line in self.candidate if not self.level or line.startswith(f"{self.level} ")]:
                del self.candidate[line]
        return ""

    def do_step_out(self, found: Match, text: str) -> str:
        """One level up, or out."""
        if self.level:
            self.level = ""
            return ""
        return self.do_leave(found, text)

    def do_leave(self, found: Match, text: str) -> str:
        """Out; uncommitted changes are asked about."""
        if not self.dirty:
            return self._left("yes")
        lost = "warning: uncommitted changes will be discarded\n" if self.exclusive or self.private is not None else ""
        return self.ask(f"{_CHANGED}\n{lost}Exit with uncommitted changes? [yes,no] (yes) ", self._left)

    def _left(self, reply: str) -> str:
        if reply not in ("", "yes"):
            return ""
        self.leave_config()
        return "Exiting configuration mode\n"

    def leave_config(self) -> None:
        """An exclusive session's edits go with it, however it ends."""
        if self.exclusive:
            self.device.candidate = dict(self.device.active)
            self.device.exclusive = None
        self.private = self.reading = None
        super().leave_config()

    def do_exit(self, found: Match, text: str) -> str:
        """Log out."""
        raise Leave

    # the candidate
    def do_show_candidate(self, found: Match, text: str) -> str:
        """The candidate, or what it changes."""
        if compared := re.search(r"\|\s*compare(?:\s+rollback\s+(\d+))?", text):
            base = self.device.history[int(compared[1])].config if compared[1] else self.device.active
            rows = changes(dict(base), self.candidate, self.device.grammar.table, "   ")
            return "".join(f"{row};\n" if row[:1] in "+-" else f"{row}\n" for row in rows)
        return "".join(f"{line}\n" for line in self.device.shown(self.candidate))

    def filter(self, out: str, stage: str) -> str:
        """``compare`` and ``display set`` have been seen to."""
        return out if stage.startswith("compare") else super().filter(out, stage)

    def do_rollback(self, found: Match, text: str) -> str:
        """Load an earlier configuration into the candidate."""
        if self.private is None and self.device.exclusive not in (None, self):
            return "error: configuration database locked by another user\n"
        number = int(found.words[1]) if len(found.words) > 1 else 0
        if number >= len(self.device.history):
            return f"error: could not open configuration file: rollback {number} does not exist\n"
        self.candidate.clear()
        self.candidate.update(self.device.history[number].config)
        return "load complete\n"

    def do_commit(self, found: Match, text: str) -> str:
        """``commit [check] [confirmed [minutes]] [comment text] [and-quit]``."""
        options = text.removeprefix("commit").strip()
        comment = re.search(r'comment ("[^"]*"|\S+)', options)
        words = (options.replace(comment[0], "") if comment else options).split()
        if unknown := [word for word in words if not re.fullmatch(r"check|confirmed|and-quit|synchronize|\d+", word)]:
            return self.failure(text, Failure("invalid", text.index(unknown[0]), 1))
        if said := self._hindered("confirmed" in words):
            return said
        if "check" in words:
            self.device.keep()
            return "configuration check succeeds\n"
        minutes = next((int(word) for word in words if word.isdigit()), 10) if "confirmed" in words else 0
        self._commit(minutes, comment[1].strip('"') if comment else "")
        said = f"commit confirmed will be automatically rolled back in {minutes} minutes unless confirmed\n" if minutes else ""
        if "and-quit" in words:
            self.leave_config()
            return f"{said}commit complete\nExiting configuration mode\n"
        return f"{said}commit complete\n"

    def _hindered(self, confirmed: bool) -> str:
        """Why this session cannot commit, or ''."""
        if self.private is None and self.device.exclusive not in (None, self):
            return "error: configuration database locked by another user\n"
        if confirmed and self.private is not None:
            return "error: confirmed commit is not possible on a private copy\n"
        missing = self._missing()
        return f"{missing}error: configuration check-out failed: (missing mandatory statements)\n" if missing else ""

    def _commit(self, minutes: int, comment: str) -> None:
        device = self.device
        entry = Commit(dict(self.candidate), device.clock.now(), self.user, "cli", comment, minutes * 60)
        device.commit(entry)
        if self.private is None:
            device.candidate = dict(device.active)

    def _missing(self) -> str:
        """A BGP neighbour of an external group needs the number of its system."""
        config = self.candidate
        for line in sorted(config, key=natural):
            found = re.match(r"protocols bgp group (\S+) neighbor (\S+)", line)
            if found and self.device.value(f"protocols bgp group {found[1]} type", config) == "external":
                own = self.device.value(f"protocols bgp group {found[1]} neighbor {found[2]} peer-as", config)
                if not own and not self.device.value(f"protocols bgp group {found[1]} peer-as", config):
                    place = f"[edit protocols bgp group {found[1]}]\n  'neighbor {found[2]}'\n"
                    return f"{place}    External neighbor must have a peer-as configured\n"
        return ""
