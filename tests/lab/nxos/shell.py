# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The NX-OS command line: modes, configuration, saving."""

from __future__ import annotations

import re

from ..grammar import Failure, Match, Table
from ..names import NXOS_TYPES, namer
from ..rows import rules
from ..shell import Leave, Shell
from .commands import EXEC
from .data import Data
from .files import Files
from .neighbors import Neighbors
from .replace import Replace
from .shows import Shows

_NAME = namer(NXOS_TYPES)
_WORDS = {"incomplete": "Incomplete", "ambiguous": "Ambiguous"}


class NxosShell(Shows, Neighbors, Data, Replace, Files, Shell):
    """One login on an NX-OS device."""

    exec_table = Table(rules(EXEC), _NAME)
    banner_hint = "Enter TEXT message.  End with the character '{mark}'.\n"
    config_extras = Table(rules((("show <line>", "run=show_in_config"), ("copy running-config startup-config", "run=save"))), _NAME)

    @property
    def editor(self):  # type: ignore[no-untyped-def,override]  # the device's, to avoid an import circle
        """The NX-OS editor."""
        return self.device.editor

    def prompt(self) -> str:
        """NX-OS leaves a space behind its prompt."""
        found = super().prompt()
        return f"{found} " if found.endswith("#") and not self.question else found

    def failure(self, line: str, failed: Failure) -> str:
        """NX-OS's words, with the caret under the word it stopped at."""
        word = _WORDS.get(failed.kind, "Invalid")
        return f"{' ' * (len(self.prompt()) + failed.column)}^\n% {word} command at '^' marker.\n"

    def run(self, found: Match, text: str, pipe: list[str]) -> str:
        """``| json`` asks for data instead of text."""
        return self.as_json(found.rule.run, found, text) if "json" in pipe else super().run(found, text, pipe)

    def filter(self, out: str, stage: str) -> str:
        """``| no-more`` changes nothing."""
        return out if stage == "no-more" else super().filter(out, stage)

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

    def do_nothing(self, found: Match, text: str) -> str:
        """Accepted, and without anything to say."""
        return ""

    def do_show_in_config(self, found: Match, text: str) -> str:
        """Show commands work everywhere."""
        return self.execute(text)

    # configuration
    def do_configure(self, found: Match, text: str) -> str:
        """Into configuration mode."""
        self.start_config()
        return "Enter configuration commands, one per line. End with CNTL/Z.\n"

    def do_running(self, found: Match, text: str) -> str:
        """The running configuration."""
        return str(self.device.running_text())

    def do_running_interface(self, found: Match, text: str) -> str:
        """One interface's section."""
        line = f"interface {found.words[3]}"
        section = self.device.running.get(line)
        if section is None:
            return f"{' ' * (len(self.prompt()) + text.rfind(' ') + 1)}^\nInvalid range at '^' marker.\n"
        body = "\n".join(self.editor.render({line: section}))
        return str(self.device.full_text(body, f"show running-config {line}"))

    def do_startup(self, found: Match, text: str) -> str:
        """The configuration of the next boot."""
        return str(self.device.startup_text())

    def do_reload(self, found: Match, text: str) -> str:
        """Ask, then reboot."""
        return self.ask("This command will reboot the system. (y/n)?  [n] ", self._reload)

    def _reload(self, answer: str) -> str:
        if re.match(r"[yY]", answer):
            self.device.reload()
        return ""
