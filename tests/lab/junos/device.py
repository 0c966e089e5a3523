# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated Junos device: one candidate that all sessions share, locks, confirmed commits.

What it does is what Juniper's documentation and the observations of open projects say of the real thing; it was never
compared with one. After a reboot under a confirmed commit this one runs the unconfirmed change: what a real device does
then is not known here, and this is the less friendly answer.
"""

from __future__ import annotations

import re
from typing import Any

from ..config import Tree
from ..grammar import Failure, Table
from ..rows import rules
from ..setform import Config, SetDevice, SetGrammar
from .shell import JunosShell
from .tables import STATEMENTS

_PORT = re.compile(r"(?:ge|xe|et|fe|ae|lo|fxp|em|me|vme|irb|st|gr|re)(?:-?\d+(?:[/:]\d+)*)?(?:\.\d+)?")
_BARE = re.compile(r"[\w.\-/:@+*$,=<>()!^~|\\]+")


def _name(word: str) -> str | None:
    return word if _PORT.fullmatch(word) else None


TABLE = Table(rules(STATEMENTS), _name)


_MANY = re.compile(r"((?:set|delete) .+) \[ (.+) \]")


class JunosGrammar(SetGrammar):
    """Values are shown in quotes where they are more than a word, and several of one statement each on a line of their own."""

    def change(self, config: Config, line: str) -> Failure | None:
        """``[ a b ]`` is two values."""
        many = _MANY.fullmatch(line.strip())
        for value in many[2].split() if many else ():
            failed = super().change(config, f"{many[1]} {value}" if many else line)
            if failed:
                return failed
        return None if many else super().change(config, line)

    def tidy(self, statement: str) -> str:
        """As ``display set`` has it."""
        head, quote, rest = statement.partition('"')
        if quote and rest.endswith('"') and head.endswith(" "):
            body = rest[:-1]
            return f"{head}{body}" if _BARE.fullmatch(body) else statement
        return statement


class JunosDevice(SetDevice):
    """One device. ``exclusive`` is the session that has locked the candidate."""

    grammar = JunosGrammar(TABLE)
    shell = JunosShell
    saves = False

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.candidate: Config = {}
        self.exclusive: JunosShell | None = None
        super().__init__(spec)
        self.candidate = dict(self.active)

    def activate(self, config: Config, user: str) -> None:
        """Run another configuration; a candidate without edits follows it."""
        clean = self.candidate == self.active
        super().activate(config, user)
        if clean:
            self.candidate = dict(config)

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """Commit lines from the console; a candidate without edits follows them."""
        clean = self.candidate == self.active
        refused = super().apply(lines, user)
        if clean:
            self.candidate = dict(self.active)
        return refused

    def power_off(self) -> None:
        """Uncommitted edits and locks are gone."""
        self.candidate = dict(self.active)
        self.exclusive = None

    def greeting(self) -> str:
        """What is shown at login."""
        return "--- JUNOS 21.4R3.15 Kernel 64-bit  JNPR-12.1 (simulated)"

    def view(self) -> Tree:
        """What the network sees."""
        tree = self.blank()
        bgp = f"router bgp {self.value('routing-options autonomous-system') or '0'}"
        for line in self.active:
            words = line.split()
            if words[0] == "interfaces":
                section = tree.setdefault(f"interface {words[1]}", {})
                section.update({key: {} for key in _port_lines(words)})
            elif words[:3] == ["routing-options", "static", "route"] and words[4] == "next-hop":
                tree[f"ip route {words[3]} {words[5]}"] = {}
            elif words[:3] == ["system", "ntp", "server"]:
                tree[f"ntp server {words[3]}"] = {}
            elif words[:3] == ["protocols", "ospf", "area"] and words[4:5] == ["interface"]:
                port = words[5].removesuffix(".0")
                tree.setdefault("router ospf 1", {})
                tree.setdefault(f"interface {port}", {})[f"ip ospf 1 area {words[3]}"] = {}
                if words[6:] == ["passive"]:
                    tree["router ospf 1"][f"passive-interface {port}"] = {}
            elif words[:2] == ["protocols", "bgp"] and "neighbor" in words[:6]:
                tree.setdefault(bgp, {}).update({key: {} for key in self._peer_lines(words)})
        return tree

    def _peer_lines(self, words: list[str]) -> list[str]:
        group, peer = words[3], words[5]
        shared = self.value(f"protocols bgp group {group} peer-as")
        internal = self.value(f"protocols bgp group {group} type") == "internal"
        number = words[7] if words[6:7] == ["peer-as"] else shared
        number = number or (self.value("routing-options autonomous-system") if internal else "")
        lines = [f"neighbor {peer} remote-as {number}"] if number else []
        return [*lines, f"neighbor {peer} shutdown"] if words[6:7] == ["shutdown"] else lines


def _port_lines(words: list[str]) -> list[str]:
    """One statement of an interface as other platforms would say it."""
    if words[2:] == ["disable"]:
        return ["shutdown"]
    if words[2] == "description":
        return [f"description {' '.join(words[3:]).strip(chr(34))}"]
    if words[2] == "unit" and words[4:7] == ["family", "inet", "address"]:
        return [f"ip address {words[7]}"]
    return []
