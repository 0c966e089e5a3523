# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated RouterOS device: every command takes effect at once and is stored; a scheduler runs scripts.

What it does is what MikroTik's documentation and the observations of open projects say of the real thing; it was never
compared with one.
"""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

from ..clock import Timer
from ..config import Tree
from ..device import Device
from .language import Console, RefusedCommand
from .schema import MENUS, SERVICES, MenuKind
from .shell import RouterosShell
from .words import seconds, shown

Item = dict[str, str]


class Users(dict[str, tuple[str, int]]):
    """Logins; what stands behind a ``+`` in a name says how the console should be."""

    def get(self, name: str, default: Any = None) -> Any:
        """The login of that name."""
        return super().get(name.partition("+")[0], default)


class RouterosLoader:
    """Stands where other platforms have their Editor: runs commands from the console."""

    def load(self, text: str, tree: Tree, device: Any) -> list[str]:
        """Run them; ``tree`` becomes the device's view. Returns the refused ones."""
        refused = []
        for line in filter(None, map(str.strip, text.splitlines())):
            spelled = f"/system identity set name={line.split(None, 1)[1]}" if line.startswith("hostname ") else line
            try:
                device.console.run(spelled)
            except RefusedCommand:
                refused.append(line)
        tree.clear()
        tree.update(device.view())
        return refused


class RouterosDevice(Device):
    """One device. ``menus``: path to items; a menu of settings has exactly one."""

    shell = RouterosShell
    editor: ClassVar[Any] = RouterosLoader()

    def __init__(self, spec: Any) -> None:
        """Power on."""
        self.menus: dict[str, list[Item]] = {path: [{}] if kind.settings else [] for path, kind in MENUS.items()}
        self.menus["interface ethernet"] = [{"default-name": port, "name": port} for port in spec.ports]
        self.menus["ip service"] = [{"name": name} for name in SERVICES]
        self.console = Console(self)
        self.jobs: dict[int, tuple[str, Timer]] = {}
        self.safe, self.actions, self.zone = False, 0, ""
        super().__init__(dataclasses.replace(spec, users=Users(spec.users)))
        self.running.pop(f"hostname {spec.name}", None)
        if "name" not in self.menus["system identity"][0]:
            self.apply([f"hostname {spec.name}"])
        self.startup = {}

    @property
    def hostname(self) -> str:
        """The identity."""
        return self.menus["system identity"][0].get("name", "MikroTik")

    @property
    def flash(self) -> dict[str, str]:
        """What lies on the device: scripts and the scheduler's entries."""
        return {f"{path} {item['name']}": "" for path in ("system scheduler", "system script") for item in self.menus[path]}

    @flash.setter
    def flash(self, files: dict[str, str]) -> None:
        """Nothing else can be put there."""

    def view(self) -> Tree:
        """Ports with their state, comment and addresses."""
        tree = self.blank()
        names = {item["name"]: item["default-name"] for item in self.menus["interface ethernet"]}
        for item in self.menus["interface ethernet"]:
            lines = tree.setdefault(f"interface {item['default-name']}", {})
            if item.get("comment"):
                lines[f"description {item['comment']}"] = {}
            if item.get("disabled") == "yes":
                lines["shutdown"] = {}
        for item in self.menus["ip address"]:
            if item["interface"] in names:
                tree[f"interface {names[item['interface']]}"][f"ip address {item['address']}"] = {}
        return tree

    def touched(self, user: str) -> None:
        """A command has changed something."""
        self.running = self.view()
        self.changed(user)
        self.actions += 1
        self._plan()

    def toggle_safe_mode(self) -> str:
        """Ctrl-X: from here on every change, whoever makes it, is shown as one that can be taken back at once."""
        self.safe, self.actions = not self.safe, 0
        return "[Safe Mode taken]\n" if self.safe else "[Safe Mode released]\n"

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """From the console."""
        refused = self.editor.load("\n".join(lines), self.running, self)
        self.changed(user)
        return list(refused)

    # ---- texts --------------------------------------------------------------
    def rows(self, path: str, kind: MenuKind) -> list[str]:
        """One menu's commands in the export."""
        found = []
        for item in self.menus[path]:
            values = {name: item[name] for name in sorted(item) if kind.defaults.get(name) != item[name]}
            if kind.fixed:
                name = values.pop(kind.by)
                if kind.by != "name" and values.get("name") == name:
                    del values["name"]
                head = f"set [ find {kind.by}={shown(name)} ]" if kind.by != "name" else f"set {shown(name)}"
            else:
                head = "set" if kind.settings else "add"
            if values or head == "add":
                found.append(f"{head} {' '.join(f'{name}={shown(value)}' for name, value in values.items())}".strip())
        return found

    def export(self, terse: bool = True) -> str:
        """All menus."""
        text: list[str] = []
        for path, kind in MENUS.items():
            rows = self.rows(path, kind)
            text += [f"/{path} {row}" for row in rows] if terse else [f"/{path}", *rows] if rows else []
        return "\n".join(text)

    def config_text(self, tree: Tree) -> str:
        """There is no startup configuration."""
        return ""

    def body(self) -> str:
        """What runs."""
        return self.export()

    def running_text(self) -> str:
        """What the export prints."""
        return self.head() + self.export() + "\n"

    def head(self) -> str:
        """The export's comments."""
        return f"# {self.clock.moment():%Y-%m-%d %H:%M:%S} by RouterOS 7.16.1\n# software id = {self.serial[-8:]}\n#\n"

    def startup_text(self) -> str:
        """None."""
        return ""

    def greeting(self) -> str:
        """What is shown at login."""
        return "\n  MikroTik RouterOS 7.16.1 (simulated)       https://www.mikrotik.com/\n"

    # ---- the scheduler --------------------------------------------------------
    def pending(self) -> dict[str, Any] | None:
        """An entry of a dead man's switch."""
        for item in self.menus["system scheduler"]:
            if item["name"].startswith("af-"):
                return {"kind": "scheduler", "session": item["name"]}
        return None

    def _plan(self) -> None:
        """One timer for each entry with an interval; a new interval starts anew."""
        self._move_with_the_clock()
        entries = {id(item): item for item in self.menus["system scheduler"]}
        for number, (interval, timer) in list(self.jobs.items()):
            if number not in entries or entries[number].get("interval", "0s") != interval:
                timer.cancel()
                del self.jobs[number]
        for number, item in entries.items():
            interval = item.get("interval", "0s")
            if number not in self.jobs and seconds(interval):
                self.jobs[number] = (interval, self.clock.after(seconds(interval), lambda found=number: self._fire(found)))

    def _move_with_the_clock(self) -> None:
        """The scheduler goes by the clock on the wall: with another time zone (always three hours west) all is due later."""
        zone = self.menus["system clock"][0].get("time-zone-name", "")
        if zone == self.zone:
            return
        self.zone = zone
        for number, (interval, timer) in list(self.jobs.items()):
            timer.cancel()
            later = timer.at - self.clock.now() + 10800
            self.jobs[number] = (interval, self.clock.after(later, lambda found=number: self._fire(found)))

    def _fire(self, number: int) -> None:
        self.jobs.pop(number, None)
        item = next((item for item in self.menus["system scheduler"] if id(item) == number), None)
        if item is None:
            return
        self.console.job(item.get("on-event", ""))
        self._plan()

    def boot(self) -> None:
        """Come up with what ran: it was stored at once."""
        for timer in list(self.clock.timers):
            timer.cancel()
        self.jobs.clear()
        self.booted = self.clock.now()
        self.rebooting = False
        self.touched("startup")
