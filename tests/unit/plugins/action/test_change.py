# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""auto.factory.change as a task: what cannot work is said before any device is asked, with every promised key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils import errors

TREE = Path(errors.__file__).parents[5]
PROMISED = {
    "changed", "outcome", "failed", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id",
    "change_id", "dead_man", "timings", "error",
}  # fmt: skip
CASES = {
    "neither": ({}, {}, "lines"),
    "both": ({"lines": ["a"], "config": "b"}, {}, "mutually exclusive"),
    "replace_lines": ({"lines": ["a"], "replace": True}, {}, "whole configuration"),
    "nested": ({"lines": [["a"]]}, {}, "lines"),
    "mapping": ({"lines": {"a": 1}}, {}, "lines"),
    "no_number": ({"lines": ["a"], "confirm_timeout": "soon"}, {}, "confirm_timeout"),
    "no_template": ({"src": "nowhere.j2"}, {}, "nowhere.j2"),
    "unknown_option": ({"lines": ["a"], "no_such_option": 1}, {}, "no_such_option"),
    "unknown_check": ({"lines": ["a"], "checks": ["interface_stay_up"]}, {}, "interfaces_stay_up"),
    "ssh": ({"lines": ["a"]}, {"ansible_connection": "ssh"}, "auto.factory.cli"),
    "no_platform": ({"lines": ["a"]}, {"ansible_network_os": None}, "ansible_network_os"),
    "platform": ({"lines": ["a"]}, {"ansible_network_os": "acme.os.os"}, "unsupported"),
}


def _play(name, arguments, folder):
    """One change of one host, whose result lands in a file."""
    keep = {"content": "{{ found | to_json }}", "dest": str(folder / f"{name}.out"), "mode": "0600"}
    here = {"delegate_to": "localhost", "vars": {"ansible_connection": "local"}}
    tasks = [{"auto.factory.change": arguments, "register": "found"}, {"ansible.builtin.copy": keep, **here}]
    return {"hosts": name, "gather_facts": False, "ignore_errors": True, "tasks": tasks}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """All cases in one run: a host for each."""
    folder = tmp_path_factory.mktemp("change")
    shared = {
        "ansible_connection": "auto.factory.cli",
        "ansible_network_os": "cisco.ios.ios",
        "ansible_host": "127.0.0.1",
        "ansible_port": 1,
    }
    hosts = {name: {**shared, **variables} for name, (_arguments, variables, _word) in CASES.items()}
    (folder / "inventory.json").write_text(json.dumps({"all": {"hosts": hosts}}))
    plays = [_play(name, arguments, folder) for name, (arguments, _variables, _word) in CASES.items()]
    (folder / "play.json").write_text(json.dumps(plays))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "AUTO_FACTORY_"))}
    env = {**kept, "ANSIBLE_COLLECTIONS_PATH": str(TREE), "AUTO_FACTORY_HOME": str(folder / "home"), "ANSIBLE_NOCOLOR": "1"}
    program = str(Path(sys.executable).with_name("ansible-playbook"))
    done = subprocess.run(
        [program, "-i", str(folder / "inventory.json"), str(folder / "play.json")],
        env=env, cwd=folder, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return {name: json.loads((folder / f"{name}.out").read_text()) for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_work_is_refused_with_its_cure(results, name):
    """One complete result, the option named, and what to do."""
    result = results[name]
    assert set(result) >= PROMISED, sorted(PROMISED - set(result))
    assert (result["failed"], result["changed"], result["outcome"]) == (True, False, "refused")
    error = result["error"]
    assert error["code"] in ("input", "unsupported"), error
    assert error["cure"]
    assert CASES[name][2] in " ".join(error.values()), error
    assert name in error["where"], error
