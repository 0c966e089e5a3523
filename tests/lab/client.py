# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The caller's side of the control socket: what tests use to look into a device and to break it."""

from __future__ import annotations

import json
import re
import socket
import time
from pathlib import Path
from typing import Any

from .topology import DeviceSpec


class LabError(Exception):
    """The lab cannot do what was asked, or is not running."""


class Control:
    """One connection per request: usable from any thread or process."""

    def __init__(self, state_dir: Path, timeout: float = 30.0) -> None:
        """Talk to the lab that keeps its state in that directory."""
        self.path = str(state_dir / "control.sock")
        self.timeout = timeout

    def ask(self, op: str, **request: Any) -> Any:
        """Carry out one operation and return its result; raises LabError."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
            channel.settimeout(self.timeout)
            try:
                channel.connect(self.path)
                channel.sendall(json.dumps({"op": op, **request}).encode() + b"\n")
                with channel.makefile("r", encoding="utf-8") as stream:
                    line = stream.readline()
            except OSError as error:
                raise LabError(f"no lab answers at {self.path}: {error}") from error
        reply = json.loads(line) if line else {"error": "the lab hung up"}
        if "error" in reply:
            raise LabError(reply["error"])
        return reply["result"]


class SimulatedDevice:
    """A handle on one device of a running lab."""

    def __init__(self, control: Control, spec: DeviceSpec) -> None:
        """Name the device; nothing is asked yet."""
        self._control = control
        self.spec = spec
        self.name, self.host, self.port = spec.name, spec.host, spec.port

    def _ask(self, op: str, **request: Any) -> Any:
        return self._control.ask(op, device=self.name, **request)

    @property
    def running(self) -> str:
        """The running configuration's lines, without the volatile header."""
        return str(self._ask("body", which="running"))

    @property
    def startup(self) -> str:
        """The startup configuration's lines, without the volatile header."""
        return str(self._ask("body", which="startup"))

    def show(self, which: str) -> str:
        """``running`` or ``startup`` exactly as the show command prints it."""
        return str(self._ask("text", which=which))

    def commands(self, pattern: str = "", forget: bool = False) -> list[dict[str, Any]]:
        """The lines received so far that match: dicts of time, session, user, prompt, line."""
        found = self._ask("commands", forget=forget)
        return [command for command in found if re.search(pattern, command["line"])]

    def configured(self) -> list[str]:
        """The lines received in a configuration mode, without the ones that only move about or show."""
        quiet = re.compile(r"(end|exit|abort|show |do show |!|commit|$)")
        return [c["line"] for c in self._ask("commands") if "(config" in c["prompt"] and not quiet.match(c["line"].strip())]

    def fault(self, name: str, **args: Any) -> None:
        """Plant a fault; see tests/lab/faults.py for the catalogue."""
        self._ask("fault", name=name, args=args)

    def clear(self) -> None:
        """Take every fault away, and mend a cut management path."""
        self._ask("clear")

    def apply(self, *lines: str) -> list[str]:
        """Configure from the console, behind everybody's back; returns what the device refused."""
        return list(self._ask("apply", lines=list(lines)))

    def type(self, *lines: str) -> list[str]:
        """Type lines at a terminal of somebody else's, who stays logged in; returns what was printed after each."""
        return list(self._ask("type", lines=list(lines)))

    def save(self) -> None:
        """Running becomes startup."""
        self._ask("save")

    def sessions(self) -> int:
        """How many connections are open now."""
        return int(self._ask("sessions")["open"])

    def logins(self) -> int:
        """How many sessions were opened since the start."""
        return int(self._ask("sessions")["logins"])

    def pending(self) -> dict[str, Any] | None:
        """The armed dead man's timer: ``{"kind", "seconds", ...}``, or None."""
        found: dict[str, Any] | None = self._ask("pending")
        return found

    def files(self) -> dict[str, str]:
        """What lies on the device's flash."""
        return dict(self._ask("files"))

    def reachable(self) -> bool:
        """True while the device listens."""
        return bool(self._ask("reachable"))

    def wait(self, condition: Any, seconds: float = 10.0) -> None:
        """Wait until condition(self) holds; raises LabError when it does not in time."""
        end = time.monotonic() + seconds
        while not condition(self):
            if time.monotonic() > end:
                raise LabError(f"{self.name}: waited {seconds} s in vain")
            time.sleep(0.05)

    def clock(self, speed: float | None = None, advance: float = 0.0) -> None:
        """Run this device's clock faster, or set it forward by seconds."""
        self._control.ask("clock", speed=speed, advance=advance, devices=[self.name])
