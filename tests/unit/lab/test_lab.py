# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting and stopping leaves no trace; many devices fit in one process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lab import LabError, SimulatedLab
from tests.lab.lab import ROOT
from tests.lab.talk import say
from tests.lab.topology import TopologyError, build, generated

SMALL = {"devices": {"sw1": {"platform": "arista.eos.eos", "ports": 2}}}


def test_nothing_is_left_of_a_stopped_lab():
    """No process, no file."""
    with SimulatedLab(SMALL) as lab:
        state_dir, pid = lab.state_dir, lab.pid
        assert state_dir.is_dir()
        assert "sw1" in say(lab.device("sw1"), "show hostname")
    assert not state_dir.exists()
    assert not Path(f"/proc/{pid}").exists()


def test_a_lab_ends_with_the_process_that_started_it(tmp_path):
    """A test run that is killed leaves no lab behind."""
    code = (
        "import sys, os, signal; from pathlib import Path; from tests.lab import SimulatedLab\n"
        f"lab = SimulatedLab({SMALL!r}, state_dir=Path(sys.argv[1])).__enter__()\n"
        "print(lab.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    state_dir = tmp_path / "s"
    done = subprocess.run([sys.executable, "-c", code, str(state_dir)], cwd=ROOT, capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    end = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
    assert not state_dir.exists()


def test_two_hundred_devices_start_in_one_process():
    """200 devices listen within seconds, in less than 100 MB."""
    with SimulatedLab(generated("cisco.ios.ios", 200)) as lab:
        status = Path(f"/proc/{lab.pid}/status").read_text()
        assert int(status.split("VmRSS:")[1].split()[0]) < 100_000
        assert "ios200#" in say(lab.device("ios200"), "show clock")


def test_command_line_starts_asks_and_stops(tmp_path):
    """up, status, show, fault and down do what they say."""
    (tmp_path / "t.yml").write_text("defaults: {base: 127.63.7.0}\ndevices: {r1: {platform: cisco.ios.ios}}\n")

    def lab(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.lab", "--state-dir", str(tmp_path / "s"), *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    try:
        assert "1 simulated devices run" in lab("up", str(tmp_path / "t.yml")).stdout
        assert "a lab runs already" in lab("up", str(tmp_path / "t.yml")).stderr
        assert "127.63.7.1:2222" in lab("status").stdout
        assert lab("fault", "r1", "change", "lines=[hostname r9]").returncode == 0
        assert "hostname r9" in lab("show", "r1", "running").stdout
        assert "no device is called" in lab("show", "r2", "running").stderr
        assert "ansible_known_hosts_file" in lab("inventory").stdout
    finally:
        assert lab("down").returncode == 0
    assert os.listdir(tmp_path) == ["t.yml"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param({"devices": {"x": {"platform": "acme.os"}}}, "devices.x.platform", id="platform"),
        pytest.param({"devices": {"x": {"platform": "arista.eos.eos", "colour": 1}}}, "unknown key colour", id="key"),
        pytest.param({"devices": {}, "links": [["a", "b", "c", "d"]]}, "no device a", id="link"),
    ],
)
def test_a_wrong_topology_says_where(raw, words):
    """An error names the key."""
    with pytest.raises(TopologyError, match=words):
        build(raw)


def test_a_device_that_is_not_there_is_named():
    """Asking for a device that the topology lacks says which there are."""
    with SimulatedLab(SMALL) as lab, pytest.raises(LabError, match="there are: sw1"):
        lab.device("sw2")
