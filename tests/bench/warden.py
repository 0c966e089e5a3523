# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one command and accounts for every process that comes of it: ``python -I warden.py REPORT COMMAND [ARGUMENT...]``.

The kernel makes this process the parent of every orphan below it (a child
subreaper, see prctl(2)), so that daemons which a command leaves behind are
waited for as well, and their CPU is counted. They get ``GRACE`` seconds to end
by themselves, then SIGTERM, as their own clean-up would do.

The standard library only, and no import of ours: it runs before anything is
measured, with any interpreter.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
GRACE = 1.0


def become_reaper() -> None:
    """From now on orphans below this process become its children. Raises OSError where the kernel has no such thing."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel does not make this process a reaper of orphans")


def children() -> list[int]:
    """The process ids of our direct children."""
    me = os.getpid()
    return [int(pid) for pid in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()]


def reap() -> int:
    """Collect what has ended; how many processes that were."""
    count = 0
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return count
        if pid == 0:
            return count
        count += 1


def collect_orphans() -> int:
    """Wait for what the command left behind, with more and more insistence; how many processes that were."""
    count, began = 0, time.monotonic()
    while left := children():
        count += reap()
        waited = time.monotonic() - began
        if waited > GRACE:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM if waited < GRACE + 10 else signal.SIGKILL)
        time.sleep(0.1)
    return count


def main() -> int:
    """Run the command; its exit status, with the account in the REPORT file."""
    report, command = Path(sys.argv[1]), sys.argv[2:]
    become_reaper()
    began = time.monotonic()
    status = subprocess.call(command)  # the caller's own argument list
    wall = time.monotonic() - began
    orphans = collect_orphans()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    account = {"status": status, "wall": wall, "user": used.ru_utime, "system": used.ru_stime, "orphans": orphans}
    report.write_text(json.dumps(account), encoding="ascii")
    return status


if __name__ == "__main__":
    sys.exit(main())
