# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated NX-OS device: checkpoints, and a replacement that is taken back when nobody commits it."""

from __future__ import annotations

import re
from typing import Any

from ..clock import Timer
from ..config import Dialect, Editor, Tree, copy_tree
from ..device import Device
from ..grammar import Table
from ..names import NXOS_TYPES, namer
from ..rows import rules
from .hooks import HOOKS
from .shell import NxosShell
from .tables import MODES, PROMPTS

RELEASE = "9.3(8)"
_NAME = namer(NXOS_TYPES)
EDITOR = Editor(
    Dialect(tables={mode: Table(rules(rows), _NAME) for mode, rows in MODES.items()}, prompts=PROMPTS, indent=2, hooks=HOOKS)
)
ALWAYS: dict[str, dict[str, Any]] = {
    "copp profile strict": {},
    "vrf context management": {},
    "line console": {},
    "line vty": {},
}
MOST_CHECKPOINTS = 10
_CHECKPOINT = ".checkpoint/"


class NxosDevice(Device):
    """One device. Checkpoints lie in hidden files of its flash."""

    editor = EDITOR
    shell = NxosShell

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.timer: Timer | None = None
        self.timer_user = ""
        self.before: Tree = {}
        self.replaced_at = 0.0
        self.replace_log = ""
        self.trees: dict[str, Tree] = {}
        super().__init__(spec)

    @property
    def os_version(self) -> str:
        """The release."""
        return self.spec.version or RELEASE

    @property
    def software(self) -> str:
        """What it announces to its neighbours."""
        return f"Cisco Nexus Operating System (NX-OS) Software {self.os_version}, simulated"

    def blank(self) -> Tree:
        """Ports, and what NX-OS always shows."""
        return {**{line: dict(children) for line, children in ALWAYS.items()}, **super().blank()}

    def config_text(self, tree: Tree) -> str:
        """NX-OS puts empty lines where others put exclamation marks."""
        return re.sub(r"(?m)^!$", "", "\n".join(self.editor.render(tree)))

    def stamp(self, at: float | None = None) -> str:
        """A moment as NX-OS writes it."""
        return self.clock.moment(at).strftime("%a %b %e %H:%M:%S %Y")

    def full_text(self, body: str, command: str) -> str:
        """A configuration as a show command prints it."""
        head = f"\n!Command: {command}\n!Running configuration last done at: {self.stamp(self.changed_at)}\n!Time: {self.stamp()}\n"
        return f"{head}\nversion {self.os_version} Bios:version 07.69 \n{body}\n\n"

    def running_text(self) -> str:
        """What ``show running-config`` prints."""
        return self.full_text(self.body(), "show running-config")

    def startup_text(self) -> str:
        """What ``show startup-config`` prints."""
        head = f"\n!Command: show startup-config\n!Time: {self.stamp()}\n!Startup config saved at: {self.stamp(self.saved_at)}\n"
        return f"{head}\nversion {self.os_version} Bios:version 07.69 \n{self.config_text(self.startup)}\n\n"

    def seen(self) -> Tree:
        """BGP neighbours have sections of their own here; the rest is close to what view.py reads."""
        return {line: _flat_bgp(c) if line.startswith("router bgp ") else _port(c) for line, c in self.running.items()}

    # checkpoints
    def keep(self, name: str) -> bool:
        """Make a checkpoint; False when there are too many."""
        if len(self.trees) >= MOST_CHECKPOINTS:
            return False
        self.trees[name] = copy_tree(self.running)
        self.flash[_CHECKPOINT + name] = self.body()
        return True

    def forget(self, name: str) -> bool:
        """Remove a checkpoint; False when there is none of the name."""
        self.flash.pop(_CHECKPOINT + name, None)
        return self.trees.pop(name, None) is not None

    # replacement
    def replace_under_timer(self, tree: Tree, seconds: int, user: str) -> None:
        """Run another configuration, for so many seconds where that is above 0."""
        before = copy_tree(self.running)
        self.replace_running(tree, user)
        self.replaced_at = self.clock.now()
        if seconds:
            self.before, self.timer_user = before, user
            self.timer = self.clock.after(seconds, self.roll_back)

    def commit(self) -> bool:
        """Stop the commit timer; False when none runs."""
        if self.timer is None:
            return False
        self.timer.cancel()
        self.timer = None
        return True

    def roll_back(self) -> None:
        """Back to the configuration before the replacement."""
        self.commit()
        self.replace_running(self.before, "commit-timeout")

    def pending(self) -> dict[str, Any] | None:
        """The commit timer, if it runs."""
        if self.timer is None:
            return None
        return {"kind": "commit-timeout", "user": self.timer_user, "seconds": max(0.0, self.timer.at - self.clock.now())}

    def power_off(self) -> None:
        """The timer does not survive a reload."""
        self.timer = None


def _port(children: Tree) -> Tree:
    return {
        line.replace("vrf member ", "vrf forwarding ").replace("ip router ospf ", "ip ospf ").replace("use-vrf", "vrf"): under
        for line, under in children.items()
    }


def _flat_bgp(children: Tree) -> Tree:
    flat: Tree = {}
    for line, under in children.items():
        if not line.startswith("neighbor "):
            flat[line] = under
            continue
        for own, options in under.items():
            if own.startswith("address-family "):
                flat |= {f"{line} {option}": {} for option in options}
            else:
                flat[f"{line} {own}"] = {}
    return flat
