# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A conversation with a device: lines in, text and prompts out, whatever carries them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from .config import Editor, Path, Refused, mode_of
from .grammar import Failure, Match, Table
from .part import Part


@dataclass
class Question:
    """Something the device asks; the next line is the answer."""

    text: str
    answer: Callable[[str], str]
    secret: bool = False


class Leave(Exception):  # noqa: N818  # a way out, not an error
    """The user logs out."""


class Shell(Part):
    """What all line-oriented shells share: modes, questions, pipes, errors.

    feed() takes one line and returns what the device prints before its next prompt. A subclass
    names its exec commands in a table; each rule's ``run`` is a method ``do_<run>(match, text)``.
    """

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        self.device = device
        self.user = user
        self.privilege = privilege
        self.configuring = False
        self.path: Path = ()
        self.question: Question | None = None
        self.banner: tuple[str, str, list[str]] | None = None
        self.length: int | None = None
        self.width = 80
        self.terminal = "vty0"

    # what a platform fills in
    exec_table: Table
    config_extras: Table
    editor: Editor
    banner_hint = ""
    mark: ClassVar[dict[bool, str]] = {True: "#", False: ">"}

    def tree(self) -> dict[str, Any]:
        """The configuration that is being edited."""
        running: dict[str, Any] = self.device.running
        return running

    def changed(self) -> None:
        """Called after a configuration line was taken."""
        self.device.changed(self.user)

    def failure(self, line: str, failed: Failure) -> str:
        """The device's words for a line it does not understand."""
        raise NotImplementedError

    def config_prompt(self) -> str:
        """What stands between host name and ``#`` in configuration modes."""
        inner = self.editor.dialect.prompts.get(mode_of(self.path), "") if self.path else ""
        return f"(config{inner})"

    # the conversation
    def prompt(self) -> str:
        """The prompt as it stands now."""
        if self.question:
            return self.question.text
        if self.banner:
            return ""
        if self.configuring:
            return f"{self.device.hostname}{self.config_prompt()}#"
        return f"{self.device.hostname}{self.mark[self.privilege >= 15]}"

    @property
    def secret(self) -> bool:
        """True while what is typed is not echoed."""
        return self.question is not None and self.question.secret

    def ask(self, text: str, answer: Callable[[str], str], secret: bool = False) -> str:
        """Put a question; answer(line) gives what is printed after it."""
        self.question = Question(text, answer, secret)
        return ""

    def feed(self, line: str) -> str:
        """Take one line; returns what is printed, each line ended. Raises Leave at logout."""
        if self.question:
            asked, self.question = self.question, None
            return asked.answer(line.strip())
        if self.banner:
            return self._banner_line(line)
        text = line.strip()
        if not text or text.startswith("!"):
            return ""
        out = self.configure(text) if self.configuring else self.execute(text)
        return out if not out or out.endswith("\n") else out + "\n"

    def execute(self, text: str) -> str:
        """Run one exec command, with its pipe."""
        command, stages = pipes(text)
        found = self.exec_table.match(command)
        if isinstance(found, Failure) or found.rule.privilege > self.privilege:
            failed = found if isinstance(found, Failure) else Failure("invalid", 0, 0, command.split()[0])
            return self.failure(text, failed)
        out = self.run(found, text, stages)
        return out if not out or out.endswith("\n") else out + "\n"

    def program(self, command: str) -> Callable[[str], str | None] | None:
        """What runs instead of the command line where the login asks for one program (``scp -t``); None where nothing does.

        It is given what the client sends, first an empty text, and gives what it answers; None ends it.
        """
        return None

    def run(self, found: Match, text: str, pipe: list[str]) -> str:
        """Call the handler of an exec command and filter its output."""
        out: str = getattr(self, f"do_{found.rule.run}")(found, text)
        for stage in pipe:
            out = self.filter(out, stage)
        return out

    def filter(self, out: str, stage: str) -> str:
        """One pipe stage."""
        verb, _, pattern = stage.partition(" ")
        return pipe_filter(out, verb, pattern.strip().strip('"'))

    def configure(self, text: str) -> str:
        """Take one line in a configuration mode."""
        word = text.split(maxsplit=1)[0].lower()
        if word == "do" and " " in text:
            return self.execute(text.split(None, 1)[1])
        if word == "end":
            self.leave_config()
            return ""
        if word in ("exit", "quit") or word.startswith("exit-"):
            self._step_out()
            return ""
        special = self.config_extras.match(text)
        if isinstance(special, Match):
            return self.run(special, text, [])
        if text.lower().startswith("banner "):
            return self._banner_start(text)
        return self._edit(text)

    def _edit(self, text: str) -> str:
        tree = self.tree()
        try:
            after = self.editor.enter(tree, self.path, text, self.device)
        except Refused as refused:
            return f"{refused.args[0]}\n"
        if isinstance(after, Failure):
            return self.failure(text, after)
        self.path = after
        self.changed()
        said = "".join(f"{notice}\n" for notice in self.device.notices)
        self.device.notices.clear()
        return said

    def _step_out(self) -> None:
        if self.path:
            self.path = self.path[:-1]
        else:
            self.leave_config()

    def leave_config(self) -> None:
        """Back to the exec prompt."""
        self.configuring = False
        self.path = ()

    def start_config(self) -> None:
        """Into the global configuration mode."""
        self.configuring = True
        self.path = ()

    # banners run over several lines, up to their delimiter
    def _banner_start(self, text: str) -> str:
        kind = text.split()[1].lower()
        rest = text.split(None, 2)[2] if len(text.split(None, 2)) > 2 else ""
        mark = "EOF" if not rest else (rest[:2] if rest.startswith("^") else rest[0])
        body = rest[len(mark) :] if rest else ""
        if rest and mark in body:
            return self._banner_store(kind, [body.split(mark)[0]], mark)
        self.banner = (kind, mark, [body] if rest else [])
        return self.banner_hint.format(mark=mark)

    def _banner_line(self, line: str) -> str:
        kind, mark, lines = self.banner or ("motd", "^C", [])
        if mark not in line:
            lines.append(line)
            return ""
        self.banner = None
        last = line.split(mark, maxsplit=1)[0]
        return self._banner_store(kind, [*lines, last] if last or mark != "EOF" else lines, mark)

    def _banner_store(self, kind: str, lines: list[str], mark: str) -> str:
        tree = self.tree()
        for key in [key for key in tree if key.startswith(f"banner {kind}")]:
            del tree[key]
        body = "\n".join(lines)
        tree[f"banner {kind}\n{body}\nEOF" if mark == "EOF" else f"banner {kind} ^C{body}^C"] = {}
        self.changed()
        return ""


def pipes(text: str) -> tuple[str, list[str]]:
    """A line's command and its pipe stages; a ``|`` without spaces around it belongs to a pattern."""
    command, _, rest = text.partition("|")
    return command.strip(), [stage.strip() for stage in rest.split(" | ") if stage.strip()]


def pipe_filter(out: str, verb: str, pattern: str) -> str:
    """The output filters both platforms have: include, exclude, begin, section, count."""
    lines = out.splitlines()
    if "include".startswith(verb) or verb == "grep":
        lines = [line for line in lines if re.search(pattern, line)]
    elif "exclude".startswith(verb):
        lines = [line for line in lines if not re.search(pattern, line)]
    elif "begin".startswith(verb):
        at = next((i for i, line in enumerate(lines) if re.search(pattern, line)), len(lines))
        lines = lines[at:]
    elif "section".startswith(verb):
        lines = section(lines, pattern)
    elif verb == "count":
        return f"Number of lines which match regexp = {sum(1 for line in lines if re.search(pattern, line))}\n"
    return "".join(f"{line}\n" for line in lines)


def section(lines: list[str], pattern: str) -> list[str]:
    """The sections whose first line matches, with what is indented under them."""
    kept: list[str] = []
    keep_above = -1
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if keep_above >= 0 and depth > keep_above:
            kept.append(line)
            continue
        keep_above = depth if re.search(pattern, line) and line.strip() != "!" else -1
        if keep_above >= 0:
            kept.append(line)
    return kept
