# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many processes write at once, are killed, and fork; the journal neither breaks nor loses."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.spool import recover
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import verify

WRITER = Path(__file__).with_name("writer.py")
Making = Callable[..., Recorder]


def start(home: Path, run: str, count: int, how: str = "durable") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(home), run, str(count), how], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def acknowledged(home: Path) -> set[str]:
    """The ids of all events whose writers were told that they are kept."""
    return {line for file in home.parent.glob("*.acknowledged") for line in file.read_text().split("\n")[:-1]}


def test_twenty_processes_at_once_lose_nothing(home: Path, make: Making) -> None:
    """Twenty processes that make the journal and append at the same moment lose no event and never meet a locked database."""
    writers = [start(home, f"run{number}", 25, "durable" if number % 2 else "buffered") for number in range(20)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * 20
    report = verify(make().store)
    assert (report.ok, report.runs, report.events) == (True, 20, 500)


@pytest.mark.parametrize("how", ["durable", "buffered"])
def test_a_killed_writer_never_breaks_the_chain(home: Path, make: Making, how: str) -> None:
    """Killed at any moment, again and again: every event that was acknowledged is there once, and verification passes each time."""
    chance = random.Random(7)  # noqa: S311 - moments to kill at, not secrets
    store = make().store
    for number in range(12):
        writer = start(home, f"run{number}", 100_000, how)
        while not (home / "journal.db").exists() or not (home.parent / f"run{number}.acknowledged").exists():
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.08))
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        recover(store)
        report = verify(store)
        assert report.problems == []
        store.close()
    ids = [row.id for row in store.rows()]
    assert len(set(ids)) == len(ids)
    assert acknowledged(home) <= set(ids)
    assert len(ids) > 100


def in_child(work: Callable[[], object]) -> int:
    """Do ``work`` in a forked child; its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_forked_workers_write_into_the_parents_run(make: Making) -> None:
    """A worker forked by Ansible uses its parent's recorder with a connection of its own; the chain is one."""
    recorder = make()
    recorder.record("run.started")
    for number in range(5):
        recorder.record("task.result", data={"n": number}, durable=False)
        assert (
            in_child(
                lambda: (recorder.record("transaction.transition"), recorder.record("task.result", durable=False), recorder.close())
            )
            == 0
        )
    recorder.close()
    report = verify(recorder.store)
    assert (report.ok, report.runs, report.events) == (True, 1, 16)


def test_no_connection_is_open_across_a_fork(make: Making, home: Path) -> None:
    """At the moment of a fork the parent holds no open file of the database, so the child cannot inherit its locks."""
    recorder = make()
    recorder.record("run.started")
    held = {os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")}
    assert str(home / "journal.db") in held

    def look() -> None:
        names = [
            os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")
        ]
        if any("journal.db" in name for name in names):
            raise SystemExit(1)

    assert in_child(look) == 0
    recorder.record("run.finished")
    assert verify(recorder.store).ok


def test_a_parent_killed_under_its_children_harms_nothing(home: Path, make: Making) -> None:
    """The controller dies while its workers write on: the chain stays whole."""
    code = (
        "import os, sys, time\n"
        "from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder\n"
        "from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store\n"
        f"r = Recorder(open_store(home={str(home)!r}), 'run1', {{}}, {{}}, redact=lambda v: v)\n"
        "r.record('run.started')\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0:\n"
        "        for _ in range(20): r.record('task.result'); time.sleep(0.002)\n"
        "        os._exit(0)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
    store = make().store
    deadline = time.monotonic() + 20
    while store.head().position < 81 and time.monotonic() < deadline:
        time.sleep(0.05)
    report = verify(store)
    assert (report.ok, report.events) == (True, 81)
