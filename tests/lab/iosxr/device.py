# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated IOS-XR device: commits with numbers and labels, and the trial that one session can confirm."""

from __future__ import annotations

import re
from typing import Any

from ..clock import Timer
from ..config import Tree, copy_tree
from ..device import Device
from .editor import EDITOR
from .records import Commit, Session
from .shell import XrShell

RELEASE = "7.5.2"
FIRST = 1000000001
KEPT = 100


class IosxrDevice(Device):
    """One device: target configurations committed whole, taken back where a trial is not confirmed."""

    editor = EDITOR
    shell = XrShell

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.timer: Timer | None = None
        self.trial: Any = None  # the shell whose session confirms
        self.before: Tree = {}
        self.commits: list[Commit] = []
        self.sessions: list[Session] = []
        super().__init__(spec)
        self.committed = copy_tree(self.running)
        self.startup = {}  # there is no such thing

    @property
    def os_version(self) -> str:
        """The release."""
        return self.spec.version or RELEASE

    @property
    def software(self) -> str:
        """What it announces to its neighbours."""
        return f"Cisco IOS XR Software, Version {self.os_version}, simulated"

    def config_text(self, tree: Tree) -> str:
        """A tree as shown, without interfaces that nothing is configured on."""
        return EDITOR.text(tree)

    def stamp(self, at: float | None = None) -> str:
        """A moment as IOS-XR writes it."""
        return self.clock.moment(at).strftime("%a %b %e %H:%M:%S %Y")

    def answered_at(self) -> str:
        """The line before every answer."""
        now = self.clock.moment()
        return now.strftime("%a %b %e %H:%M:%S.") + f"{now.microsecond // 1000:03d} UTC\n"

    def running_text(self) -> str:
        """What ``show running-config`` prints."""
        last = f"!! Last configuration change at {self.stamp(self.changed_at)} by {self.changed_by}"
        return f"Building configuration...\n!! IOS XR Configuration {self.os_version}\n{last}\n!\n{self.body()}\nend\n\n"

    def startup_text(self) -> str:
        """There is no startup configuration."""
        return ""

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """Somebody commits from the console."""
        before = copy_tree(self.running)
        refused = super().apply(lines, user)
        self.note_commit(user, "con0", "CLI", before)
        return refused

    def seen(self) -> Tree:
        """Addresses, routes, neighbours and servers in the words that view.py reads."""
        found: Tree = {}
        for line, children in self.running.items():
            if line.startswith("router bgp "):
                found[line] = _flat_bgp(children)
            elif line == "router static":
                routes = children.get("address-family ipv4 unicast", {})
                found |= {f"ip route {route}": {} for route in routes}
            elif line == "ntp":
                found |= {f"ntp {server}": {} for server in children if re.match(r"server \d", server)}
            elif line.startswith("interface "):
                found[line] = {_words(child): under for child, under in children.items()}
            else:
                found[line] = children
        for line in [line for line in self.running if line.startswith("router ospf ")]:
            _spread_ospf(line, self.running[line], found)
        return found

    # commits
    def note_commit(self, user: str, line: str, client: str, before: Tree, label: str = "") -> Commit:
        """Write an entry into the commit list."""
        number = self.commits[-1].number + 1 if self.commits else FIRST
        self.commits.append(Commit(number, label, user, line, client, self.clock.now(), before))
        del self.commits[:-KEPT]
        return self.commits[-1]

    def commit(self, tree: Tree, shell: Any, label: str = "", seconds: int = 0) -> None:
        """Run a target configuration; with seconds, until confirmed or those have passed."""
        before = copy_tree(self.running)
        self.replace_running(tree, shell.user)
        self.note_commit(shell.user, shell.terminal, "CLI", before, label)
        if seconds:
            self.before, self.trial = before, shell
            self.timer = self.clock.after(seconds, self.roll_back)
        else:
            self.committed = copy_tree(self.running)

    def confirm(self) -> None:
        """Keep the trial."""
        if self.timer:
            self.timer.cancel()
        self.timer = self.trial = None
        self.committed = copy_tree(self.running)

    def roll_back(self) -> None:
        """Take the trial back; that is a commit of its own."""
        before, user = copy_tree(self.running), self.trial.user
        if self.timer:
            self.timer.cancel()
        self.timer = self.trial = None
        self.replace_running(self.before, user)
        self.note_commit(user, "vty0", "Rollback", before)

    def pending(self) -> dict[str, Any] | None:
        """The trial, if one runs."""
        if self.timer is None:
            return None
        return {"kind": "commit confirmed", "label": self.commits[-1].label, "seconds": max(0.0, self.timer.at - self.clock.now())}

    def boot(self) -> None:
        """What was committed comes up; a trial does not."""
        self.startup = self.committed
        super().boot()
        self.startup = {}

    def power_off(self) -> None:
        """Sessions and trials do not survive a reload."""
        self.timer = self.trial = None
        self.sessions.clear()


def _words(line: str) -> str:
    line = re.sub(r"^vrf ", "vrf forwarding ", line)
    line = re.sub(r"^ipv4 access-group (\S+) ingress", r"ip access-group \1 in", line)
    return re.sub(r"^ipv4 ", "ip ", line)


def _flat_bgp(children: Tree) -> Tree:
    flat: Tree = {}
    for line, under in children.items():
        if not line.startswith("neighbor "):
            flat[line] = under
            continue
        for own, options in under.items():
            names = options if own.startswith("address-family ") else {own: {}}
            flat |= {f"{line} {option}": {} for option in names}
    return flat


def _spread_ospf(process: str, children: Tree, found: Tree) -> None:
    """Areas and costs belong to the interfaces there."""
    found[process] = {line: {} for line in children if not line.startswith("area ")}
    for area, interfaces in children.items():
        for line, options in interfaces.items() if area.startswith("area ") else ():
            section = found.setdefault(line, {})
            section[f"ip ospf {process.split()[2]} {area}"] = {}
            section |= {f"ip ospf {option}": {} for option in options if option.startswith(("cost ", "network "))}
            if any(option.startswith("passive") for option in options):
                found[process][f"passive-interface {line.split()[1]}"] = {}
