# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit callback records what really happened, all of it, and nothing secret."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils import errors
from ansible_collections.auto.factory.plugins.module_utils.journal.event import Event
from ansible_collections.auto.factory.plugins.module_utils.journal.spool import recover
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import verify

GOLDEN = Path(__file__).with_name("golden")
TREE = Path(errors.__file__).parents[5]
SURVEY = {
    "survey_password": "golden-secret-five",
    "vlan_id": 42,
    "awx_job_id": 7,
    "awx_user_name": "alice",
    "awx_job_launch_type": "manual",
}


def command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("ansible-playbook")), *arguments]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "AUTO_FACTORY_"))}
    return {
        **kept,
        "ANSIBLE_COLLECTIONS_PATH": str(TREE),
        "ANSIBLE_CALLBACKS_ENABLED": "auto.factory.audit",
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "AUTO_FACTORY_HOME": str(home),
        **more,
    }


def run_golden(home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    arguments = command("-i", str(GOLDEN / "given.inventory.ini"), str(GOLDEN / "given.site.yml"), "-e", json.dumps(SURVEY))
    return subprocess.run(arguments, env=environment(home, **more), capture_output=True, text=True, check=False, timeout=300)


def events_of(home: Path) -> list[Event]:
    return [row.event() for row in open_store(home=home).rows()]


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A run with every status there is: the journal's folder, and what Ansible printed."""
    home = tmp_path_factory.mktemp("golden") / "home"
    controller = {
        "JOB_ID": "7",
        "AWX_PRIVATE_DATA_DIR": "/runner",
        "AUTO_FACTORY_AUDIT_BODY": "full",
        "AUTO_FACTORY_AUDIT_EXTRA_VARS": "vlan_id",
    }
    done = run_golden(home, **controller)
    assert done.returncode == 4, done.stdout + done.stderr
    assert "audit" not in done.stderr, done.stderr
    return home, done.stdout


def results(home: Path) -> list[Event]:
    return [event for event in events_of(home) if event.kind == "task.result"]


def test_events_are_results(golden: tuple[Path, str]) -> None:
    """Every task's result on every host is one event with its true status: no more, no less."""
    home, _output = golden
    expected = [
        (task, host, state)
        for task, hosts in json.loads((GOLDEN / "expected.json").read_text()).items()
        for host, state in hosts.items()
    ]
    found = [(event.data["task"], event.host, event.state) for event in results(home)]
    assert sorted(found) == sorted(expected)


def test_events_agree_with_the_recap(golden: tuple[Path, str]) -> None:
    """What the journal counts is what Ansible prints at the end, host by host."""
    home, output = golden
    for host in ("h1", "h2", "h3"):
        printed = dict(re.findall(r"(\w+)=(\d+)", next(line for line in output.splitlines() if line.startswith(f"{host} "))))
        count = Counter(event.state for event in results(home) if event.host == host)
        assert int(printed["ok"]) == count["ok"] + count["changed"] + count["ignored"]
        shown = {name: int(printed[name]) for name in ("changed", "failed", "unreachable", "skipped", "rescued", "ignored")}
        assert shown == {name: count[name] for name in shown}


def test_each_host_keeps_its_own_body(golden: tuple[Path, str]) -> None:
    """Three hosts with three answers are three different bodies."""
    home, _output = golden
    assert {event.host: event.data["body"]["msg"] for event in results(home) if event.data["task"] == "Ok"} == {
        f"h{number}": f"payload-of-h{number}" for number in (1, 2, 3)
    }


def test_loops_are_summarised(golden: tuple[Path, str]) -> None:
    """A loop is one event that counts its items by status."""
    home, _output = golden
    counted = {event.data["task"]: event.data["items"] for event in results(home) if event.data["task"].startswith("Loop")}
    assert counted == {
        "Loop": {"changed": 1, "skipped": 1, "ok": 1},
        "Loop with a failure": {"ok": 1, "failed": 1},
        "Loop of failures": {"failed": 1, "ok": 1},
        "Loop of mappings": {"ok": 1},
    }


def test_the_run_says_who_and_what(golden: tuple[Path, str]) -> None:
    """The first event names the playbook, the user and the trigger; the last the outcome and the totals."""
    home, _output = golden
    first, *_rest, last = events_of(home)
    assert (first.kind, first.data["playbook"], first.data["check"]) == ("run.started", str(GOLDEN / "given.site.yml"), False)
    assert first.actor["user"] == "alice"
    assert first.trigger == {"kind": "controller", "ref": "7", "launch_type": "manual", "job": "7"}
    assert first.data["extra_var_names"] == sorted(SURVEY)
    assert first.data["extra_vars"] == {"job_id": "7", "job_launch_type": "manual", "user_name": "alice", "vlan_id": 42}
    assert (last.kind, last.state, last.data["hosts_with"]) == (
        "run.finished",
        "failed",
        {"failures": ["h2"], "unreachable": ["h3"]},
    )
    assert last.data["lost"] == 0


def test_no_secret_is_recorded_even_with_full_bodies(golden: tuple[Path, str]) -> None:
    """Survey passwords, no_log results, a user's password in a loop and a device's secret are in no file of the journal."""
    home, _output = golden
    held = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert re.findall(rb"golden-secret-\w+", held) == []


def test_the_golden_run_verifies(golden: tuple[Path, str]) -> None:
    """A recorded run is a proven one, and leaves no spool behind."""
    home, _output = golden
    report = verify(open_store(home=home))
    assert (report.ok, report.runs) == (True, 1)
    assert list((home / "journal.spool").iterdir()) == []


def test_a_run_that_cannot_be_recorded_goes_on_and_says_so(tmp_path: Path) -> None:
    """Trouble with the journal is shown as a warning and changes nothing of the run."""
    (tmp_path / "file").write_text("")
    done = run_golden(tmp_path / "file" / "home")
    assert done.returncode == 4
    assert "auto.factory.audit cannot record" in done.stderr
    assert "not in the journal" in done.stderr


def test_nothing_is_lost_when_the_controller_is_killed(tmp_path: Path) -> None:
    """Results that were reported before a kill -9 are in the journal afterwards, and it verifies."""
    home = tmp_path / "home"
    play = [
        {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": [
            {"name": "Ok", "ansible.builtin.debug": {"msg": "{{ item }}"}, "loop": list(range(3))},
            {"name": "Wait", "ansible.builtin.pause": {"seconds": 60}},
        ]}
    ]  # fmt: skip
    (tmp_path / "site.yml").write_text(json.dumps(play))
    with subprocess.Popen(command(str(tmp_path / "site.yml")), env=environment(home), stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            if "TASK [Wait]" in line:
                break
        time.sleep(0.3)
        os.kill(running.pid, signal.SIGKILL)
    store = open_store(home=home)
    recover(store)
    assert [event.kind for event in events_of(home)] == ["run.started", "play.started", "task.result"]
    assert verify(store).ok


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("none", {}), ("summary", {"msg": "payload-of-h1"}), ("full", {"changed": False, "msg": "payload-of-h1"})],
)
def test_the_body_policy_is_followed(tmp_path: Path, policy: str, expected: dict[str, Any]) -> None:
    """The user chooses how much of a result is kept."""
    home = tmp_path / "home"
    arguments = command("-i", str(GOLDEN / "given.inventory.ini"), str(GOLDEN / "given.site.yml"), "--limit", "h1", "--check")
    subprocess.run(arguments, env=environment(home, AUTO_FACTORY_AUDIT_BODY=policy), capture_output=True, check=False, timeout=300)
    [event] = [event for event in results(home) if event.data["task"] == "Ok"]
    assert event.data["body"] == expected
    assert event.data["check_mode"] is True
    assert events_of(home)[0].data["limit"] == "h1"
