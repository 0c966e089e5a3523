# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The IOS-XR command line: modes, blocks of lines, the time before every answer."""

from __future__ import annotations

import re
from typing import Any

from ..config import Refused
from ..grammar import Failure, Match, Table
from ..rows import rules
from ..shell import Leave, Shell, pipes
from .commands import EXEC, SESSION
from .editor import ENDS, block, name, put_block
from .neighbors import Neighbors
from .records import Session
from .sessions import Sessions
from .shows import Shows


class XrShell(Shows, Neighbors, Sessions, Shell):
    """One login on an IOS-XR device."""

    exec_table = Table(rules(EXEC), name)
    config_extras = Table(rules(SESSION), name)
    banner_hint = "Enter TEXT message.  End with the character '{mark}'.\n"

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        self.stamped = True
        self.block: list[str] = []
        self.entries, self.target = [], {}

    @property
    def editor(self):  # type: ignore[no-untyped-def,override]  # the device's, to avoid an import circle
        """The IOS-XR editor."""
        return self.device.editor

    def tree(self) -> dict[str, Any]:
        """What would be committed."""
        return self.target

    def changed(self) -> None:
        """A target configuration changes nothing on the device."""

    def prompt(self) -> str:
        """``RP/0/RP0/CPU0:router(config-if)#``."""
        if self.question:
            return self.question.text
        if self.banner:
            return ""
        inner = "(config-rpl)" if self.block else self.config_prompt() if self.configuring else ""
        return f"RP/0/RP0/CPU0:{self.device.hostname}{inner}#"

    def failure(self, line: str, failed: Failure) -> str:
        """IOS-XR's words, with the caret under the word it stopped at."""
        if failed.kind == "incomplete":
            return "% Incomplete command.\n"
        if failed.kind == "ambiguous":
            return f"{' ' * (len(self.prompt()) + failed.column)}^\n% Ambiguous command at '^' marker.\n"
        return f"{' ' * (len(self.prompt()) + failed.column)}^\n% Invalid input detected at '^' marker.\n"

    def feed(self, line: str) -> str:
        """Take one line; a policy's or set's lines belong together."""
        if self.block and not self.question:
            return self._block_line(line.strip())
        return super().feed(line)

    def execute(self, text: str) -> str:
        """An exec command; the time stands before every answer, unless it was switched off."""
        out = super().execute(text)
        command = text.split(maxsplit=1)[0]
        return f"\n{self.device.answered_at()}{out}" if self.stamped and out and "show".startswith(command) else out

    def configure(self, text: str) -> str:
        """A configuration line, or a command of the session."""
        command, stages = pipes(text)
        if command == "end" or (command == "exit" and not self.path):
            return self.end()
        word = command.split(maxsplit=1)[0]
        if word in ENDS and len(command.split()) == 2:
            self.block = [command.split("(")[0]]
            known = any(key.startswith(f"{command}\n") for key in self.target)
            kind, called = command.split()[:2]
            warning = f"% WARNING: Policy object {kind} {called} exists! Reconfiguring it via CLI will replace current definition."
            return f"{warning} Use 'abort' to cancel.\n" if known else ""
        special = self.config_extras.match(command)
        if isinstance(special, Match):
            return self.run(special, text, stages)
        return super().configure(text)

    def _block_line(self, line: str) -> str:
        if line != ENDS[self.block[0].split()[0]]:
            self.block.append(line)
            return ""
        text = block(self.block[0], self.block[1:])
        self.block, self.path = [], ()
        put_block(self.target, text)
        self.entries.append((None, text))
        return ""

    def _banner_store(self, kind: str, lines: list[str], mark: str) -> str:
        said = super()._banner_store(kind, lines, mark)
        self.entries.append((None, next(key for key in self.target if key.startswith(f"banner {kind}"))))
        return said

    def _edit(self, text: str) -> str:
        path = self.path
        try:
            after = self.editor.enter(self.target, path, text, self.device)
        except Refused as refused:
            return f"{refused.args[0]}\n"
        if isinstance(after, Failure):
            return self.failure(text, after)
        self.entries.append((path, text))
        self.path = after
        return ""

    def leave_config(self) -> None:
        """Out of the session; where the connection broke in a trial, the trial goes on without it."""
        self.device.sessions = [s for s in self.device.sessions if s.shell is not self]
        self.block = []
        super().leave_config()

    # commands
    def do_configure(self, found: Match, text: str) -> str:
        """Into a configuration session."""
        device = self.device
        exclusive = "exclusive" in found.words
        if exclusive and device.trial is not None:
            return "Cannot enter exclusive mode. A trial commit is underway in another configuration session.\n"
        if exclusive and any(session.exclusive for session in device.sessions):
            return "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.\n"
        device.sessions.append(Session(0x4300 + device.logins, self.terminal, self.user, device.clock.now(), self, exclusive))
        self.start_config()
        self.begin()
        return ""

    def do_root(self, found: Match, text: str) -> str:
        """To the top of the configuration."""
        self.path = ()
        return ""

    def do_exit(self, found: Match, text: str) -> str:
        """Log out."""
        raise Leave

    def do_length(self, found: Match, text: str) -> str:
        """Lines a page; 0 never pages."""
        self.length = int(found.words[2])
        return ""

    def do_width(self, found: Match, text: str) -> str:
        """Columns."""
        self.width = int(found.words[2])
        return ""

    def do_timestamp(self, found: Match, text: str) -> str:
        """Whether the time stands before every answer."""
        self.stamped = found.words[3] == "timestamp"
        return ""

    def do_nothing(self, found: Match, text: str) -> str:
        """Accepted, and without anything to say."""
        return ""

    def do_running(self, found: Match, text: str) -> str:
        """The running configuration."""
        return str(self.device.running_text())

    def do_running_interface(self, found: Match, text: str) -> str:
        """One interface's section."""
        line = f"interface {found.words[3]}"
        section = self.device.running.get(line)
        return f"{self.editor.text({line: section})}\n\n" if section else "% No such configuration item(s)\n\n"

    def do_running_part(self, found: Match, text: str) -> str:
        """The lines and sections that begin with these words."""
        wanted = found.words[2]
        kept = {line: under for line, under in self.device.running.items() if f"{line} ".startswith(f"{wanted} ")}
        return f"{self.editor.text(kept)}\n\n" if kept else "% No such configuration item(s)\n\n"

    def do_reload(self, found: Match, text: str) -> str:
        """Ask, then reboot."""
        return self.ask("Proceed with reload? [confirm]", self._reload)

    def _reload(self, answer: str) -> str:
        if not answer or re.match(r"[yY]", answer):
            self.device.reload()
        return ""
