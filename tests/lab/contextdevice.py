# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices whose configuration follows a schema (contextform.py): candidates, confirmed commits, a startup configuration.

``active`` is what runs; ``running`` is only the view that the rest of the lab has of it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from .clock import Timer
from .config import Tree
from .contextform import Form, Misfit, Store, copied, split
from .device import Device


class ContextLoader:
    """Stands where other platforms have their Editor: loads full paths into the device itself."""

    def load(self, text: str, tree: Tree, device: Any) -> list[str]:
        """Take lines over as from the console; ``tree`` becomes the device's view. Returns the refused ones."""
        store, refused = copied(device.active), []
        for line in filter(None, map(str.strip, text.splitlines())):
            spelled = device.rename.format(line.split(None, 1)[1]) if line.startswith("hostname ") else line
            try:
                device.form.set(store, device.words(spelled))
            except Misfit:
                refused.append(line)
        device.active = store
        tree.clear()
        tree.update(device.view())
        return refused


class ContextDevice(Device):
    """A device with a timer over its last commit. ``before`` is what the timer goes back to."""

    form: ClassVar[Form]
    rename: ClassVar[str]
    host_name: ClassVar[tuple[str, ...]]
    editor: ClassVar[Any] = ContextLoader()

    def __init__(self, spec: Any) -> None:
        """Power on with the configuration of the topology, saved."""
        self.active: Store = {}
        self.before: Store | None = None
        self.timer: Timer | None = None
        super().__init__(spec)
        self.running.pop(f"hostname {spec.name}", None)
        if not self.value(*self.host_name):
            self.apply([f"hostname {spec.name}"])
        self.startup = copied(self.active)

    @staticmethod
    def words(line: str) -> list[str]:
        """The words of a full path, without what leads it."""
        return split(line)

    def value(self, *path: str) -> str:
        """A leaf, '' where it is not set."""
        node: Any = self.active
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        return str(node) if node is not None else ""

    @property
    def hostname(self) -> str:
        """The configured host name."""
        return self.value(*self.host_name) or self.name

    def view(self) -> Tree:
        """What the network sees: the ports, and the routed ports' addresses where a platform says so."""
        return self.blank()

    # ---- texts --------------------------------------------------------------
    def config_text(self, tree: Tree) -> str:
        """A configuration in braces."""
        return "\n".join(self.form.braces(tree))

    def body(self) -> str:
        """What runs."""
        return self.config_text(self.active)

    def running_text(self) -> str:
        """What the show command prints."""
        return self.body() + "\n"

    def startup_text(self) -> str:
        """The configuration of the next boot."""
        return self.config_text(self.startup) + "\n"

    # ---- changing -----------------------------------------------------------
    def activate(self, store: Store, user: str) -> None:
        """Run another configuration from here on."""
        self.active = copied(store)
        self.running = self.view()
        self.changed(user)

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """From the console."""
        refused = self.editor.load("\n".join(lines), self.running, self)
        self.changed(user)
        return list(refused)

    def commit(self, store: Store, user: str, seconds: float = 0) -> None:
        """Run a candidate; with seconds, until it is kept or they have passed."""
        self.before = copied(self.active)
        self.activate(store, user)
        if seconds:
            self.timer = self.clock.after(seconds, self.roll_back)

    def keep(self) -> bool:
        """Stop the timer; False when none runs."""
        running = self.timer is not None
        if self.timer:
            self.timer.cancel()
        self.timer = None
        return running

    def roll_back(self) -> bool:
        """Back to what was before the commit that waits; False when none does."""
        if not self.keep() or self.before is None:
            return False
        self.activate(self.before, "commit timer")
        return True

    def pending(self) -> dict[str, Any] | None:
        """The timer, if it runs."""
        if self.timer is None:
            return None
        return {"kind": "confirmed commit", "seconds": max(0.0, self.timer.at - self.clock.now())}

    def save(self) -> None:
        """What runs is what boots."""
        self.startup = copied(self.active)
        self.saved_at = self.clock.now()

    def boot(self) -> None:
        """Come up with what was saved."""
        for timer in list(self.clock.timers):
            timer.cancel()
        self.timer = None
        self.power_off()
        self.booted = self.clock.now()
        self.rebooting = False
        self.activate(self.startup, "startup")
