# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device at its address: the listener, the connections, and the faults that touch them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import asyncssh

from .faults import Fault, build
from .ssh import Login, Terminal

if TYPE_CHECKING:
    from .device import Device

AT_ONCE = ("drop", "slow", "reboot", "refuse_logins", "host_key", "change", "cut_management", "load")
FOR_EVER = 86400.0


def new_key() -> Any:
    """A host key."""
    return asyncssh.generate_private_key("ssh-ed25519")


class Station:
    """Where a device can be reached, while it can be reached.

    The listener is open exactly while the device runs, its management interface lets logins in and
    no fault keeps it shut; settle() is called whenever one of those may have changed.
    """

    def __init__(self, device: Device, key: Any, options: asyncssh.SSHServerConnectionOptions) -> None:
        """Not listening yet."""
        self.device = device
        self.key = key
        self.options = options
        self.connections: set[Any] = set()
        self.tasks: set[asyncio.Task[Any]] = set()
        self.listener: Any = None
        self.cut = False
        self.mended = asyncio.Event()
        self._lock = asyncio.Lock()
        device.on_change = self.on_change
        device.reload = lambda: self.keep(self.reboot(1.0))

    def keep(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something in the background, and hold on to it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    @property
    def reachable(self) -> bool:
        """True while a login could get in."""
        device = self.device
        return not (self.cut or device.rebooting) and device.network.management_up(device.name)

    def on_change(self) -> None:
        """The configuration is another one: the network follows, and the listener."""
        self.device.network.changed(self.device.name)
        if self.reachable != (self.listener is not None):
            self.keep(self.settle())

    async def settle(self) -> None:
        """Open or shut the listener, as things stand; shutting breaks every session."""
        async with self._lock:
            if self.reachable and self.listener is None:
                await self._listen()
            elif not self.reachable and self.listener is not None:
                self._shut()

    async def _listen(self) -> None:
        spec = self.device.spec
        options = asyncssh.SSHServerConnectionOptions(self.options, server_host_keys=[self.key]) if self.key else self.options
        self.listener = await asyncssh.listen(
            spec.host, spec.port, options=options, server_factory=lambda: Login(self), backlog=64, reuse_address=True
        )

    def _shut(self) -> None:
        self.listener.close()
        self.listener = None
        self.hang_up()

    def hang_up(self) -> None:
        """Break every session."""
        for conn in list(self.connections):
            conn.abort()

    async def close(self) -> None:
        """Go away for good."""
        self.cut = True
        for task in list(self.tasks):
            task.cancel()
        if self.listener is not None:
            self._shut()

    # faults
    async def inject(self, name: str, args: dict[str, Any]) -> None:
        """Plant a fault; one without a moment acts at once, where it can."""
        fault = build(name, args)
        if name in AT_ONCE and not fault.at and not fault.on:
            await self.act(fault)
        else:
            self.device.faults.waiting.append(fault)

    async def suffer(self, fault: Fault, terminal: Terminal) -> bool:
        """A fault's moment has come on a terminal; False leaves the rest to the terminal."""
        if fault.name in ("truncate", "reject", "prompt"):
            return False
        if fault.name == "drop":
            terminal.hang_up()
        elif fault.name == "hang":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.mended.wait(), float(fault.args.get("seconds", FOR_EVER)))
        else:
            await self.act(fault)
        return True

    async def act(self, fault: Fault) -> None:
        """Do what a fault does to the whole device."""
        args, device = fault.args, self.device
        if fault.name == "drop":
            self.hang_up()
        elif fault.name == "slow":
            device.faults.delay = float(args.get("ms", 1000)) / 1000
        elif fault.name == "refuse_logins":
            device.faults.refuse_logins = bool(args.get("on_off", True))
        elif fault.name == "load":
            device.faults.load = int(args.get("percent", 95))
        elif fault.name == "change":
            device.apply([str(line) for line in args.get("lines", [])])
        elif fault.name == "host_key":
            await self.change_key()
        elif fault.name == "reboot":
            await self.reboot(float(args.get("seconds", 1)))
        elif fault.name == "cut_management":
            await self.cut_off(float(args.get("seconds", 0)))

    async def change_key(self) -> None:
        """Another host key from the next connection on."""
        self.key = new_key()
        if self.listener is not None:
            self.listener.close()
            self.listener = None
            await self.settle()

    async def reboot(self, seconds: float) -> None:
        """Gone for real seconds, then back with the startup configuration."""
        self.device.rebooting = True
        self.device.network.changed(self.device.name)
        await self.settle()
        self.keep(self._come_up(seconds))

    async def _come_up(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.device.boot()
        await self.settle()

    async def cut_off(self, seconds: float) -> None:
        """The way to the device breaks; it mends after real seconds, 0 means never by itself."""
        self.cut = True
        await self.settle()
        if seconds:
            self.keep(self._mend(seconds))

    async def _mend(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.clear()

    async def clear(self) -> None:
        """No faults any more; what hangs goes on."""
        self.mended.set()
        self.mended = asyncio.Event()
        self.device.faults.clear()
        self.cut = False
        await self.settle()
