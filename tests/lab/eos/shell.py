# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The EOS command line: privilege, modes, configuration sessions, saving."""

from __future__ import annotations

import json
from typing import Any

from ..config import mode_of
from ..grammar import Failure, Match, Table
from ..names import EOS_TYPES, namer, short
from ..rows import rules
from ..shell import Leave, Shell, pipes
from .commands import EXEC, SESSION
from .files import Files
from .sessions import Sessions
from .shows import Shows

_NAME = namer(EOS_TYPES)
_INNER = {
    "bgp": "router-bgp",
    "bgp-af": "router-bgp-af",
    "bgp-vrf": "router-bgp-vrf",
    "ospf": "router-ospf",
    "mgmt-api": "mgmt-api-http-cmds",
    "mgmt-ssh": "mgmt-ssh",
}


class EosShell(Shows, Sessions, Files, Shell):
    """One login on an EOS device."""

    exec_table = Table(rules(EXEC), _NAME)
    banner_hint = "Enter TEXT message. Type 'EOF' on its own line to end.\n"
    config_extras = Table(rules(SESSION), _NAME)

    @property
    def editor(self):  # type: ignore[no-untyped-def,override]  # the device's, to avoid an import circle
        """The EOS editor."""
        return self.device.editor

    def failure(self, line: str, failed: Failure) -> str:
        """EOS's words."""
        if failed.kind == "incomplete":
            return "% Incomplete command\n"
        if failed.kind == "ambiguous":
            return f"% Ambiguous command (at token {failed.depth}: '{failed.word}')\n"
        return f"% Invalid input (at token {failed.depth}: '{failed.word}')\n"

    def config_prompt(self) -> str:
        """``(config-s-name-if-Et1)``: the session's first six letters, then the section."""
        inner = f"-s-{self.session.name[:6]}" if self.session else ""
        if self.path:
            line, mode = self.path[-1]
            word = line.split()[-1]
            names = {"if": f"if-{short(word)}", "vlan": f"vlan-{word}", "vrf": f"vrf-{word}", "acl": f"acl-{word}"}
            names["route-map"] = f"route-map-{line.split()[1]}" if mode == "route-map" else ""
            inner += f"-{names.get(mode) or _INNER.get(mode) or line.split()[0]}"
        return f"(config{inner})"

    def tree(self) -> dict[str, Any]:
        """The session's candidate, or the running configuration."""
        return self.session.tree if self.session else self.device.running

    def changed(self) -> None:
        """A candidate changes nothing on the device."""
        if not self.session:
            self.device.changed(self.user)

    def run(self, found: Match, text: str, pipe: list[str]) -> str:
        """``| json`` asks the handler for data instead of text."""
        if "json" not in pipe:
            return super().run(found, text, pipe)
        handler = getattr(self, f"json_{found.rule.run}", None)
        if handler is None:
            return '{\n    "errors": [\n        "This is an unconverted command"\n    ]\n}\n'
        return json.dumps(handler(found, text), indent=4) + "\n"

    def filter(self, out: str, stage: str) -> str:
        """``| no-more`` changes nothing."""
        return out if stage == "no-more" else super().filter(out, stage)

    def leave_config(self) -> None:
        """Back to the exec prompt; a session stays pending."""
        if self.session and self.terminal in self.session.terminals:
            self.session.terminals.remove(self.terminal)
        self.session = None
        self.session = None
        super().leave_config()

    def execute(self, text: str) -> str:
        """An exec command may be given in configuration modes as well."""
        return super().execute(text)

    def configure(self, text: str) -> str:
        """A configuration line, or a show command typed here."""
        command, stages = pipes(text)
        special = self.config_extras.match(command)
        if isinstance(special, Match) and mode_of(self.path) != "other":
            return self.run(special, text, stages)
        return super().configure(text)

    def do_show_in_config(self, found: Match, text: str) -> str:
        """Show commands work everywhere."""
        return self.execute(text)

    def json_show_in_config(self, found: Match, text: str) -> Any:
        """The same, as data."""
        return json.loads(self.execute(text))

    # privilege and terminal
    def do_enable(self, found: Match, text: str) -> str:
        """Ask for the enable password where there is one."""
        if self.privilege >= 15 or not self.device.spec.enable:
            self.privilege = 15
            return ""
        return self.ask("Password: ", self._enable_answer, secret=True)

    def _enable_answer(self, answer: str) -> str:
        if answer == self.device.spec.enable:
            self.privilege = 15
            return ""
        return "% Bad secret\n"

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
        return "Pagination disabled.\n" if not self.length else f"Pagination set to {self.length} lines.\n"

    def do_width(self, found: Match, text: str) -> str:
        """Columns."""
        self.width = int(found.words[2])
        return f"Width set to {self.width} columns.\n"

    def do_nothing(self, found: Match, text: str) -> str:
        """Accepted, and without anything to say."""
        return ""

    def do_privilege(self, found: Match, text: str) -> str:
        """The privilege level."""
        return f"Current privilege level is {self.privilege}\n"

    # configuration texts
    def do_configure(self, found: Match, text: str) -> str:
        """Into configuration mode, on the running configuration."""
        self.start_config()
        return ""

    def do_running(self, found: Match, text: str) -> str:
        """The running configuration."""
        return str(self.device.running_text())

    def do_running_interface(self, found: Match, text: str) -> str:
        """One interface's section."""
        line = f"interface {found.words[3]}"
        section = self.device.running.get(line)
        return "" if section is None else "\n".join(self.editor.render({line: section})) + "\n"

    def do_startup(self, found: Match, text: str) -> str:
        """The configuration of the next boot."""
        return str(self.device.startup_text())

    def do_write(self, found: Match, text: str) -> str:
        """Save."""
        self.device.save()
        return "Copy completed successfully.\n"

    def do_reload(self, found: Match, text: str) -> str:
        """Ask, then reboot."""
        if "now" in found.words:
            self.device.reload()
            return ""
        return self.ask("Proceed with reload? [confirm]", self._reload)

    def _reload(self, answer: str) -> str:
        if answer[:1] in ("", "y", "Y"):
            self.device.reload()
        return ""
