# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The IOS command line: privilege, modes, configuration, saving."""

from __future__ import annotations

import re

from ..grammar import Failure, Match, Table
from ..names import IOS_TYPES, namer
from ..rows import rules
from ..shell import Leave, Shell
from .commands import EXEC
from .files import Files
from .rollback import Rollback
from .shows import Shows

_NAME = namer(IOS_TYPES)
ENTER = "Enter configuration commands, one per line.  End with CNTL/Z.\n"


class IosShell(Shows, Rollback, Files, Shell):
    """One login on an IOS device."""

    exec_table = Table(rules(EXEC), _NAME)
    banner_hint = "Enter TEXT message.  End with the character '{mark}'.\n"
    config_extras = Table((), _NAME)

    @property
    def editor(self):  # type: ignore[no-untyped-def,override]  # the device's, to avoid an import circle
        """The IOS editor."""
        return self.device.editor

    def failure(self, line: str, failed: Failure) -> str:
        """IOS's words, with the caret under the word it stopped at."""
        if failed.kind == "incomplete":
            return "% Incomplete command.\n\n"
        if failed.kind == "ambiguous":
            return f'% Ambiguous command:  "{line}"\n'
        return f"{' ' * (len(self.prompt()) + failed.column)}^\n% Invalid input detected at '^' marker.\n\n"

    # privilege and terminal
    def do_enable(self, found: Match, text: str) -> str:
        """Ask for the enable password, three times at most."""
        if self.privilege >= 15:
            return ""
        if not self.device.spec.enable:
            return "% No password set\n"
        self.tries = 0
        return self.ask("Password: ", self._enable_answer, secret=True)

    def _enable_answer(self, answer: str) -> str:
        if answer == self.device.spec.enable:
            self.privilege = 15
            return ""
        self.tries += 1
        if self.tries < 3:
            return self.ask("Password: ", self._enable_answer, secret=True)
        return "% Bad secrets\n\n"

    def do_disable(self, found: Match, text: str) -> str:
        """Back to user mode."""
        self.privilege = 1
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

    def do_nothing(self, found: Match, text: str) -> str:
        """Accepted, and without anything to say."""
        return ""

    def do_privilege(self, found: Match, text: str) -> str:
        """The privilege level."""
        return f"Current privilege level is {self.privilege}\n"

    # configuration
    def do_configure(self, found: Match, text: str) -> str:
        """Into configuration mode."""
        self.start_config()
        return ENTER

    def do_running(self, found: Match, text: str) -> str:
        """The running configuration."""
        return str(self.device.running_text())

    def do_running_interface(self, found: Match, text: str) -> str:
        """One interface's section."""
        line = f"interface {found.words[3]}"
        section = self.device.running.get(line)
        if section is None:
            return f"{' ' * (len(self.prompt()) + text.rfind(' ') + 1)}^\n% Invalid input detected at '^' marker.\n\n"
        body = "\n".join(self.editor.render({line: section}))
        return f"Building configuration...\n\nCurrent configuration : {len(body)} bytes\n!\n{body}\nend\n\n"

    def do_startup(self, found: Match, text: str) -> str:
        """The configuration of the next boot."""
        return str(self.device.startup_text())

    def do_write(self, found: Match, text: str) -> str:
        """Save."""
        self.device.save()
        return "Building configuration...\n[OK]\n"

    def do_reload(self, found: Match, text: str) -> str:
        """Ask, then reboot."""
        return self.ask("Proceed with reload? [confirm]", self._reload)

    def _reload(self, answer: str) -> str:
        if answer and not re.match(r"y", answer, re.IGNORECASE):
            return ""
        self.device.reload()
        return ""
