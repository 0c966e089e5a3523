# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CPU per event of the journal, layer by layer, against one JSON line per event with an fsync per hundred.

Run it with ``python tests/bench/bench_journal.py``; it prints a table and fails when a budget of the design is exceeded:
250 us CPU per task result, 500 us with a body of 16 KiB, 10 MB of memory.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

BEFORE_KB = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

from ansible_collections.auto.factory.plugins.module_utils.config.redact import redact_value  # noqa: E402 - memory is measured
from ansible_collections.auto.factory.plugins.module_utils.journal.event import canonical  # noqa: E402
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder  # noqa: E402
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store  # noqa: E402
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import verify  # noqa: E402

IMPORTED_KB = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
EVENTS = int(os.environ.get("BENCH_EVENTS", "2000"))
ROUNDS = 3
BUDGET_US = {"300 B": 250.0, "16 KiB": 500.0}

LINE = "interface GigabitEthernet0/{n}\n description uplink to sw{n}\n ip address 192.0.2.{n} 255.255.255.0\n"
SECRET = "snmp-server community s3cret{n} RO\n"


def body(size: int) -> dict[str, Any]:
    """A task's result with a diff of ``size`` characters, a few secrets in it."""
    text = "".join(LINE.format(n=n) + (SECRET.format(n=n) if n % 20 == 0 else "") for n in range(size // 60 + 1))[:size]
    return {"changed": True, "msg": "ok", "rc": 0, "diff": {"prepared": text}}


def recorder(home: str, *, redact: Callable[[Any], Any]) -> Recorder:
    return Recorder(open_store(home=home), None, {"user": "alice"}, {"kind": "person", "ref": None}, redact=redact)


def cpu_us(work: Callable[[], Callable[[], None]], count: int) -> tuple[float, float]:
    """CPU and wall microseconds per event, the best of the rounds; ``work`` prepares and returns what is measured."""
    cpu = wall = float("inf")
    for _round in range(ROUNDS):
        measured = work()
        began, began_wall = time.process_time(), time.perf_counter()
        measured()
        cpu = min(cpu, (time.process_time() - began) / count * 1e6)
        wall = min(wall, (time.perf_counter() - began_wall) / count * 1e6)
    return cpu, wall


def json_lines(data: dict[str, Any]) -> Callable[[], None]:
    """The yardstick."""
    file = Path(tempfile.mkdtemp(), "lines").open("a", encoding="utf-8")  # noqa: SIM115 - closed by the measured function

    def measured() -> None:
        with file:
            for number in range(EVENTS):
                file.write(json.dumps({"kind": "task.result", "host": f"h{number}", "time": time.time(), "data": data}) + "\n")
                if number % 100 == 99:
                    file.flush()
                    os.fsync(file.fileno())

    return measured


def recording(data: dict[str, Any], count: int, *, redact: Callable[[Any], Any], durable: bool) -> Callable[[], None]:
    """A recorder alone."""
    pen = recorder(tempfile.mkdtemp(), redact=redact)
    pen.record("run.started")

    def measured() -> None:
        for number in range(count):
            pen.record("task.result", host=f"h{number}", state="changed", data=data, durable=durable)
        pen.close()

    return measured


def forked_change(count: int) -> Callable[[], None]:
    """What the journal costs one device's change: open, ten durable transitions, close."""
    home = tempfile.mkdtemp()
    recorder(home, redact=redact_value).record("run.started")

    def measured() -> None:
        for number in range(count):
            pen = recorder(home, redact=redact_value)
            for state in range(10):
                pen.record(
                    "transaction.transition", host=f"h{number}", state=str(state), change_id="C", transaction_id=f"t{number}"
                )
            pen.close()

    return measured


def callback(result: dict[str, Any]) -> Callable[[], None]:
    """The whole callback, with the result as ansible-core hands it over (its own deep copy not counted)."""
    from ansible_collections.auto.factory.plugins.callback.audit import CallbackModule  # noqa: PLC0415 - needs ansible

    options = {"body": "summary", "body_limit": 16384, "extra_vars": [], "home": tempfile.mkdtemp(), "store": None}
    audit = CallbackModule()
    audit.get_option = options.get
    audit.set_options = lambda **_options: None
    audit._begin({})
    task = SimpleNamespace(
        _uuid="u", action="x", resolved_action="ansible.builtin.x", delegate_to=None, check_mode=False,
        get_name=lambda: "A task", get_path=lambda: "/x/site.yml:1",
    )  # fmt: skip
    hosts = [SimpleNamespace(get_name=lambda name=f"h{number}": name) for number in range(EVENTS)]

    def measured() -> None:
        for host in hosts:
            audit.v2_runner_on_start(host, task)
            audit.v2_runner_on_ok(SimpleNamespace(host=host, task=task, task_fields={}, result=result))
        audit._end()

    return measured


def verifying(data: dict[str, Any]) -> Callable[[], None]:
    """The proof of a journal."""
    home = tempfile.mkdtemp()
    pen = recorder(home, redact=lambda value: value)
    for number in range(EVENTS):
        pen.record("task.result", host=f"h{number}", data=data, durable=False)
    pen.close()
    return lambda: None if verify(pen.store).ok else sys.exit("the journal does not hold")


def rows(size: str, data: dict[str, Any]) -> list[tuple[str, float, float]]:
    def same(value: Any) -> Any:
        return value

    few = max(EVENTS // 10, 50)
    made: list[tuple[str, Callable[[], Callable[[], None]], int]] = [
        ("JSON line, fsync per 100", lambda: json_lines(data), EVENTS),
        ("canonical JSON alone", lambda: lambda: [canonical(data) for _ in range(EVENTS)] and None, EVENTS),
        ("redaction alone", lambda: lambda: [redact_value(data) for _ in range(EVENTS)] and None, EVENTS),
        ("journal, buffered, no redaction", lambda: recording(data, EVENTS, redact=same, durable=False), EVENTS),
        ("journal, buffered", lambda: recording(data, EVENTS, redact=redact_value, durable=False), EVENTS),
        ("journal, durable (each synced, sealed)", lambda: recording(data, few, redact=redact_value, durable=True), few),
        ("audit callback, per result", lambda: callback(data), EVENTS),
        ("verification, per event", lambda: verifying(data), EVENTS),
    ]
    if size == "300 B":
        made.append(("a device's change (open, 10 durable, close)", lambda: forked_change(few), few))
    return [(name, *cpu_us(work, count)) for name, work, count in made]


def main() -> int:
    failures = []
    print(f"{'body':8}{'work':46}{'CPU us':>9}{'ratio':>8}{'wall us':>9}")
    for size, length in (("300 B", 300), ("16 KiB", 16384)):
        table = rows(size, body(length))
        yardstick = table[0][1]
        for name, cpu, wall in table:
            print(f"{size:8}{name:46}{cpu:9.0f}{cpu / yardstick:8.2f}{wall:9.0f}")
            if name.startswith("audit callback") and cpu > BUDGET_US[size]:
                failures.append(f"{name} with {size}: {cpu:.0f} us, budget {BUDGET_US[size]:.0f}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - IMPORTED_KB) / 1024
    imports = (IMPORTED_KB - BEFORE_KB) / 1024
    print(f"memory: {imports:.1f} MB to import journal and redaction, {grown:.1f} MB more in all of this")
    for failure in failures:
        print(f"OVER BUDGET: {failure}")
    return len(failures)


if __name__ == "__main__":
    sys.exit(main())
