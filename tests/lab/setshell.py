# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of devices with ``set`` statements: one exec mode, one configuration mode, a candidate."""

from __future__ import annotations

from typing import Any, ClassVar

from .config import Refused
from .grammar import Failure, Match, Table
from .setform import Config, SetDevice
from .shell import Shell, pipe_filter, pipes

EDITS = ("set", "delete", "activate", "deactivate")


class SetShell(Shell):
    """A login. A platform says where its candidate is, and has its commands in two tables."""

    device: SetDevice
    config_table: ClassVar[Table]

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        self.level = ""

    # what a platform fills in
    @property
    def candidate(self) -> Config:
        """The configuration that is being edited; changed in place."""
        raise NotImplementedError

    def refused(self, words: str) -> str:
        """What is printed when the device understands a line and refuses it."""
        return f"{words}\n"

    # shared
    @property
    def dirty(self) -> bool:
        """Does the candidate differ from what runs?"""
        return self.candidate != self.device.active

    def feed(self, line: str) -> str:
        """Take one line; comments are none here."""
        if self.question:
            asked, self.question = self.question, None
            return self._ended(asked.answer(line.strip()))
        text = line.strip()
        if not text:
            return ""
        return self._ended(self.configure(text) if self.configuring else self.execute(text))

    @staticmethod
    def _ended(out: str) -> str:
        return out if not out or out.endswith("\n") else out + "\n"

    def configure(self, text: str) -> str:
        """Take one line in configuration mode."""
        word, _, rest = text.partition(" ")
        if word in EDITS:
            return self.edit(text)
        if word == "run":
            return self.execute(rest.strip())
        command, stages = pipes(text)
        found = self.config_table.match(command)
        if isinstance(found, Failure):
            return self.failure(text, found)
        return self.run(found, text, stages)

    def edit(self, text: str) -> str:
        """One ``set`` or ``delete``, at the level that ``edit`` has gone to."""
        verb, _, rest = text.partition(" ")
        line = f"{verb} {self.level} {rest}" if self.level else text
        try:
            failed = self.device.grammar.change(self.candidate, line)
        except Refused as refused:
            return self.refused(str(refused.args[0]))
        if failed is None:
            return ""
        shift = len(self.level) + 1 if self.level else 0
        return self.failure(text, Failure(failed.kind, max(0, failed.column - shift), failed.depth, failed.word))

    def filter(self, out: str, stage: str) -> str:
        """One pipe stage."""
        verb, _, pattern = stage.partition(" ")
        if verb in ("no-more", "display"):
            return out
        return pipe_filter(out, {"match": "include", "except": "exclude"}.get(verb, verb), pattern.strip().strip("\"'"))

    def do_edit_level(self, found: Match, text: str) -> str:
        """Go down."""
        self.level = f"{self.level} {text.partition(' ')[2].strip()}".strip()
        return ""

    def do_top(self, found: Match, text: str) -> str:
        """Go to the top."""
        self.level = ""
        return ""

    def do_up(self, found: Match, text: str) -> str:
        """Go up by a word: containers are not known here."""
        self.level = self.level.rpartition(" ")[0]
        return ""

    def do_nothing(self, found: Match, text: str) -> str:
        """Taken without effect."""
        return ""

    def leave_config(self) -> None:
        """Back to the exec prompt."""
        super().leave_config()
        self.level = ""


def changes(before: Config, after: Config, table: Table, indent: str) -> list[str]:
    """What goes (-) and comes (+), under ``[edit ...]`` headings; statements of one container stand together."""
    rows: dict[str, list[str]] = {}
    for sign, config, other in (("-", before, after), ("+", after, before)):
        for line in config:
            if line in other:
                continue
            container, leaf = split(line, table)
            rows.setdefault(container, []).append(f"{sign}{indent}{leaf}")
    found: list[str] = []
    for container in sorted(rows):
        found += [f"[edit {container}]" if container else "[edit]", *rows[container]]
    return found


def split(line: str, table: Table) -> tuple[str, str]:
    """(container, leaf with its value) of a statement."""
    found = table.match(line)
    words = line.split()
    if not isinstance(found, Match):
        return "", line
    count = found.identity - 1 if found.identity < len(found.words) else max(len(words) - 2, 0)
    return " ".join(words[:count]), " ".join(words[count:])
