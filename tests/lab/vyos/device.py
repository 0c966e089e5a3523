# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated VyOS device: a candidate for each session, an archive of commits, commit-confirm, a saved configuration.

What it does is what its sources (``config_mgmt.py``) and documentation say; it was never compared with the real thing.
A commit under ``commit-confirm`` comes into the archive when it is confirmed, so revision 0 is what the timer goes back to;
where the action is not ``reload``, the timer reboots into the saved configuration.
"""

from __future__ import annotations

import re
import shlex
from typing import Any

from ..config import Tree
from ..grammar import Match, Table
from ..rows import rules
from ..setform import Commit, SetDevice, SetGrammar
from .shell import VyosShell
from .tables import STATEMENTS

_PORT = re.compile(r"(?:eth|bond|br|lo|dum|wg|tun|vtun)\d*(?:\.\d+)?")
_VALUED = re.compile(r"(.+ (?:address|next-hop|server|name-server|allow-client address|listen-address|port)) (\S+)$")
_ACTION = "system config-management commit-confirm action"


def _name(word: str) -> str | None:
    return word if _PORT.fullmatch(word) else None


TABLE = Table(rules(STATEMENTS), _name)


_WORDS = re.compile(r"(?:'[^']*'|\"[^\"]*\"|\\.|[^\s'\"\\])+")


def plain(value: str) -> str:
    """What a shell makes of a value; as it stands where its quotes do not match."""
    try:
        return " ".join(shlex.split(value))
    except ValueError:
        return value


def quoted(value: str) -> str:
    """A value in single quotes, as it is shown."""
    escaped = value.replace("'", r"'\''")
    return f"'{escaped}'"


class VyosGrammar(SetGrammar):
    """Values are shown in single quotes, names of nodes are not. What ``<line>`` takes is stored as typed."""

    def tidy(self, statement: str) -> str:
        """As ``show configuration commands`` has it."""
        found = self.table.match(statement)
        count = getattr(found, "identity", 0)
        words = _WORDS.findall(statement)
        if not count:
            return statement
        if count < len(words):
            return f"{' '.join(words[:count])} {quoted(plain(' '.join(words[count:])))}"
        single = _VALUED.match(statement.replace("'", ""))
        if single and "next-hop" not in single[1] and "service ntp server" not in single[1]:
            return f"{single[1]} '{single[2]}'"
        return statement

    def _same_setting(self, other: str, found: Match) -> bool:
        """The grammar knows values without their quotes."""
        return super()._same_setting(other.replace("'", ""), found)

    def nothing_there(self) -> str:
        """The words."""
        return "Nothing to delete (the specified node does not exist)"


class VyosDevice(SetDevice):
    """One device. ``trial`` is the commit that waits for its confirmation."""

    grammar = VyosGrammar(TABLE)
    shell = VyosShell
    startup_name = "/config/config.boot"

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.trial: Commit | None = None
        super().__init__(spec)

    def greeting(self) -> str:
        """What is shown at login."""
        return "Welcome to VyOS!"

    def shown(self, config: Any) -> list[str]:
        """Sorted, as VyOS shows them."""
        return sorted(super().shown(config))

    @property
    def reloads(self) -> bool:
        """Does an unconfirmed commit end in a reload, instead of a reboot?"""
        return self.value(_ACTION) == "reload"

    def start_timer(self, seconds: int) -> None:
        """``commit-confirm`` starts its timer before the commit, and leaves it running when that fails."""
        self.timer = self.clock.after(seconds, self.roll_back if self.reloads else self.fall_back)

    def try_out(self, entry: Commit) -> None:
        """The commit under the timer: the archive does not see it yet."""
        self.activate(entry.config, entry.user)
        self.trial = entry

    def keep(self) -> bool:
        """``confirm``: stop the timer, and archive what runs where it is not what was archived last."""
        running = self.timer is not None
        if self.timer:
            self.timer.cancel()
        self.timer = None
        if self.trial and self.active != self.history[0].config:
            self.record(Commit(dict(self.active), self.clock.now(), self.trial.user, self.trial.via, self.trial.comment))
        self.trial = None
        return running

    def commit(self, entry: Commit) -> None:
        """An ordinary commit; a timer that runs goes on."""
        self.activate(entry.config, entry.user)
        if self.active != self.history[0].config:
            self.record(entry)

    def roll_back(self) -> None:
        """The timer has run out: the newest archived revision is loaded again."""
        self.timer = self.trial = None
        self.activate(self.history[0].config, "root")

    def fall_back(self) -> None:
        """The timer has run out, and the action is to reboot."""
        self.timer = self.trial = None
        self.reload()

    def pending(self) -> dict[str, Any] | None:
        """The timer, if it runs."""
        if self.timer is None:
            return None
        left = max(0.0, self.timer.at - self.clock.now())
        return {"kind": "commit-confirm", "session": self.trial.comment if self.trial else "", "seconds": left}

    def power_off(self) -> None:
        """What waits is forgotten."""
        self.trial = None

    def view(self) -> Tree:
        """What the network sees."""
        tree = self.blank()
        bgp = f"router bgp {self.value('protocols bgp system-as') or '0'}"
        for line in self.active:
            words = line.replace("'", "").split()
            if words[:2] == ["interfaces", "ethernet"]:
                section = tree.setdefault(f"interface {words[2]}", {})
                section.update({key: {} for key in _port_lines(words)})
            elif words[:3] == ["protocols", "static", "route"] and words[4] == "next-hop":
                tree[f"ip route {words[3]} {words[5]}"] = {}
            elif words[:3] == ["service", "ntp", "server"]:
                tree[f"ntp server {words[3]}"] = {}
            elif words[:3] == ["protocols", "ospf", "area"] and words[4:5] == ["network"]:
                tree.setdefault("router ospf 1", {})[f"network {words[5]} area {words[3]}"] = {}
            elif words[:3] == ["protocols", "ospf", "interface"] and words[4:5] == ["area"]:
                tree.setdefault("router ospf 1", {})
                tree.setdefault(f"interface {words[3]}", {})[f"ip ospf 1 area {words[5]}"] = {}
            elif words[:3] == ["protocols", "ospf", "passive-interface"]:
                tree.setdefault("router ospf 1", {})[f"passive-interface {words[3]}"] = {}
            elif words[:4] == ["protocols", "bgp", "address-family", "ipv4-unicast"] and words[4:5] == ["network"]:
                tree.setdefault(bgp, {})[f"network {words[5]}"] = {}
            elif words[:3] == ["protocols", "bgp", "neighbor"] and words[4] in ("remote-as", "shutdown"):
                tree.setdefault(bgp, {})[" ".join(words[2:])] = {}
        return tree


def _port_lines(words: list[str]) -> list[str]:
    """One node of an interface as other platforms would say it."""
    if words[3:] == ["disable"]:
        return ["shutdown"]
    if words[3] == "description":
        return [f"description {' '.join(words[4:])}"]
    return [f"ip address {words[4]}"] if words[3] == "address" else []
