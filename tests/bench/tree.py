# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command costs with everything it starts: CPU seconds, wall seconds, peak memory.

CPU comes from the kernel's own account (see warden.py). Memory is the
proportional set size (shared pages counted once over all processes), summed
over the tree every ``PAUSE`` seconds; the watching is done outside the tree.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.1
WARDEN = Path(__file__).with_name("warden.py")


@dataclass(frozen=True)
class Cost:
    """Seconds and megabytes (10^6 bytes) of one command; ``processes`` is the most alive at one look."""

    user: float
    system: float
    wall: float
    peak_mb: float
    processes: int
    orphans: int

    @property
    def cpu(self) -> float:
        """User and system CPU seconds."""
        return self.user + self.system


class CommandFailedError(Exception):
    """The measured command did not do its work; the text is its last output."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float = 3600.0) -> Cost:
    """Run ``command`` in ``folder`` and account for it. Raises CommandFailedError, with the end of its output."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        report, log = Path(scratch, "account.json"), Path(scratch, "log")
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-I", str(WARDEN), str(report), *command],
                cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
            peak, most = _watch(process, time.monotonic() + seconds)
        said = log.read_text(encoding="utf-8", errors="replace")
        if process.returncode != 0 or not report.exists():
            raise CommandFailedError(f"{command[0]} ended with {process.returncode}:\n{_telling(said)}")
        account = json.loads(report.read_text(encoding="ascii"))
    return Cost(account["user"], account["system"], account["wall"], peak / 1e6, most, account["orphans"])


def _telling(said: str) -> str:
    """The lines of an output that tell of a failure, else its end."""
    words = ("fatal:", "ERROR", "Error", "failed=1", "UNREACHABLE")
    lines = [line[:600] for line in said.splitlines() if any(word in line for word in words)]
    return "\n".join(lines[:8]) or said[-2000:]


def _watch(process: subprocess.Popen[bytes], deadline: float) -> tuple[int, int]:
    """(peak bytes, most processes) of everything below the warden, until it ends."""
    peak = most = 0
    while process.poll() is None:
        pids = descendants(process.pid)
        peak, most = max(peak, sum(proportional_bytes(pid) for pid in pids)), max(most, len(pids))
        if time.monotonic() > deadline:
            process.kill()
            raise CommandFailedError("the command did not end in time")
        time.sleep(PAUSE)
    return peak, most


def descendants(root: int) -> list[int]:
    """Every process below ``root``, itself left out."""
    found, unseen = [], [root]
    while unseen:
        pid = unseen.pop()
        try:
            threads = Path(f"/proc/{pid}/task").iterdir()
            below = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
        except OSError:
            continue  # it has ended meanwhile
        found += below
        unseen += below
    return found


def proportional_bytes(pid: int) -> int:
    """The proportional set size of one process, 0 when it has ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
