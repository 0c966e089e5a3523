# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting and stopping a lab: a server process of its own, found again by its state directory."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

from .client import Control, LabError, SimulatedDevice
from .inventory import inventory
from .topology import Topology, build, read

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "lab" / "topologies" / "demo.yml"


def default_state_dir() -> Path:
    """Where the command line keeps the one lab of a user."""
    return Path(tempfile.gettempdir()) / f"auto-factory-lab-{os.getuid()}"


def free_block() -> str:
    """The base of a random block of loopback addresses, room for 254 devices and more."""
    return f"127.{secrets.randbelow(190) + 64}.{secrets.randbelow(250) + 1}.0"


def prepare(raw: dict[str, Any], state_dir: Path) -> Topology:
    """Check a raw topology and lay it into the state directory; raises LabError when a lab runs there."""
    topology = build(raw)
    try:
        Control(state_dir, timeout=5).ask("ping")
    except LabError:
        shutil.rmtree(state_dir, ignore_errors=True)  # nothing there, or what a killed lab left
    else:
        raise LabError(f"a lab runs already, with its state in {state_dir}; stop it with: python -m tests.lab down")
    state_dir.mkdir(mode=0o700, parents=True)
    (state_dir / "topology.yml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    return topology


def start(raw: dict[str, Any], state_dir: Path, seconds: float = 20.0, tied: bool = False) -> int:
    """Start a server process for a raw topology and wait until it listens; returns its process id.

    tied: it ends when this process does, however that ends.
    """
    prepare(raw, state_dir)
    command = [sys.executable, "-m", "tests.lab", "serve", "--state-dir", str(state_dir)]
    command += ["--parent", str(os.getpid())] if tied else []
    with (state_dir / "lab.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module, no shell
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    end = time.monotonic() + seconds
    while not (state_dir / "lab.pid").exists():
        if process.poll() is not None or time.monotonic() > end:
            text = (state_dir / "lab.log").read_text(encoding="utf-8", errors="replace")
            process.kill()
            shutil.rmtree(state_dir, ignore_errors=True)
            raise LabError(f"the lab did not start: {text.strip()[-2000:] or 'no word from it'}")
        time.sleep(0.02)
    process.returncode = 0  # the process outlives this one on purpose: no warning when the handle goes
    return process.pid


def stop(state_dir: Path, seconds: float = 10.0) -> None:
    """Stop the lab of a state directory and remove the directory; harmless when none runs."""
    pid_file = state_dir / "lab.pid"
    pid = int(pid_file.read_text(encoding="ascii")) if pid_file.exists() else 0
    if pid:
        try:
            Control(state_dir, timeout=5).ask("stop")
        except LabError:
            _signal(pid, signal.SIGTERM)
        end = time.monotonic() + seconds
        while _alive(pid):
            if time.monotonic() > end:
                _signal(pid, signal.SIGKILL)
            time.sleep(0.02)
    shutil.rmtree(state_dir, ignore_errors=True)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _alive(pid: int) -> bool:
    """True while the process runs; collects it where it is our own child."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class SimulatedLab:
    """A lab for the length of a ``with`` block.

    >>> with SimulatedLab("tests/lab/topologies/demo.yml") as lab:
    ...     lab.device("core1").fault("drop", at=3)
    """

    def __init__(
        self,
        topology: str | Path | dict[str, Any],
        speed: float = 1.0,
        state_dir: Path | None = None,
        own_addresses: bool = True,
    ) -> None:
        """Take a topology file, or its structure.

        speed: how many times faster than life device clocks run. own_addresses: devices without
        ``host`` of their own get addresses of a block nobody else uses, so that labs run side by
        side; False takes those of the topology.
        """
        raw = topology if isinstance(topology, dict) else yaml.safe_load(Path(topology).read_text(encoding="utf-8"))
        self.raw: dict[str, Any] = dict(raw)
        if own_addresses:
            self.raw["defaults"] = {**(raw.get("defaults") or {}), "base": free_block()}
        self.topology: Topology = read(self.raw)
        self.speed = speed
        self._given = state_dir
        self.state_dir = state_dir or Path()

    def __enter__(self) -> Self:
        """Start it."""
        self.state_dir = self._given or Path(tempfile.mkdtemp(prefix="simlab-"))
        self.pid = start(self.raw, self.state_dir, tied=True)
        self.control = Control(self.state_dir)
        if self.speed != 1.0:
            self.clock(speed=self.speed)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop it, without a trace."""
        stop(self.state_dir)

    def device(self, name: str) -> SimulatedDevice:
        """A handle on a device; raises LabError when there is none of that name."""
        if name not in self.topology.devices:
            raise LabError(f"no device is called {name!r}; there are: {', '.join(self.topology.devices)}")
        return SimulatedDevice(self.control, self.topology.devices[name])

    @property
    def devices(self) -> list[SimulatedDevice]:
        """Handles on all devices."""
        return [self.device(name) for name in self.topology.devices]

    @property
    def known_hosts(self) -> Path:
        """The file of the devices' host keys."""
        return self.state_dir / "known_hosts"

    def clock(self, speed: float | None = None, advance: float = 0.0) -> None:
        """Run all device clocks faster, or set them forward by seconds."""
        self.control.ask("clock", speed=speed, advance=advance)

    def inventory(self) -> dict[str, Any]:
        """An Ansible inventory of the lab, as plain data."""
        return inventory(self.topology, self.known_hosts)

    def write_inventory(self, path: Path | None = None) -> Path:
        """The inventory as a YAML file, by default in the state directory."""
        target = path or self.state_dir / "inventory.yml"
        target.write_text(yaml.safe_dump(self.inventory(), sort_keys=False), encoding="utf-8")
        return target
