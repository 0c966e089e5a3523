# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remediation, prediction and diff, by worked cases and by round trips over real configurations."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError

ROOT = Path(__file__).resolve().parents[5]
CASES = sorted((ROOT / "tests/golden/config_remediation").iterdir())
CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA", ROOT.parent / "shared/corpora"))
PLATFORMS = {"cisco_ios": "cisco.ios.ios", "arista_eos": "arista.eos.eos", "cisco_nxos": "cisco.nxos.nxos"}


def _read(case: Path, name: str) -> str:
    return (case / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_commands(case: Path) -> None:
    """The commands come in the order an engineer would dare to type them in."""
    platform = _read(case, "given.platform").strip()
    commands = config_remediate(_read(case, "given.running"), _read(case, "given.intended"), platform)
    assert "".join(f"{command}\n" for command in commands) == _read(case, "expected.commands")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_diff(case: Path) -> None:
    """The diff shows what changes under the headings of its sections, and nothing else."""
    platform = _read(case, "given.platform").strip()
    assert config_diff(_read(case, "given.running"), _read(case, "given.intended"), platform) == _read(case, "expected.diff")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_commands_reach_the_target_and_back(case: Path) -> None:
    """What is predicted after the commands is what was intended; the rollback of it is what was there before."""
    platform = _read(case, "given.platform").strip()
    running, intended = _read(case, "given.running"), _read(case, "given.intended")
    after = config_predict(running, config_remediate(running, intended, platform), platform)
    assert difference(after, intended, platform) == ""
    back = config_predict(after, config_remediate(after, running, platform), platform)
    assert difference(back, running, platform) == ""
    assert config_remediate(after, intended, platform) == []


def _pairs() -> list[tuple[str, str, Path, Path]]:
    index = CORPORA / "index.json"
    if not index.exists():
        return []
    entries = [entry for entry in json.loads(index.read_text()) if entry["kind"] == "cfg_pair" and entry["platform"] in PLATFORMS]
    return [(e["id"], PLATFORMS[e["platform"]], CORPORA / e["files"]["a"], CORPORA / e["files"]["b"]) for e in entries]


def test_real_pairs_reach_their_target() -> None:
    """On real configurations the remediation reaches the target, and is empty where nothing differs.

    Compared without ``no`` lines: some of them are shown by some releases only.
    """
    pairs = _pairs()
    if not pairs:
        pytest.skip(f"no corpora in {CORPORA}: set AUTO_FACTORY_CORPORA")
    failed = []
    for name, platform, first, second in pairs:
        running, intended = first.read_text(errors="replace"), second.read_text(errors="replace")
        if config_remediate(running, running, platform) or config_diff(running, running, platform):
            failed.append(f"{name}: changes nothing to something")
        after = config_predict(running, config_remediate(running, intended, platform), platform)
        left = [line for line in difference(after, intended, platform).splitlines() if not re.search(r"(^.| / )no ", line)]
        if left and not all(line.endswith("/ switchport") for line in left):
            failed.append(f"{name}: {left[:3]}")
    assert failed == []


def test_unknown_platform_is_said() -> None:
    """A platform without rules is an error that says so, never an empty list."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        config_remediate("a", "b", "acme.router.os")


@pytest.mark.parametrize(
    ("running", "intended", "commands"),
    [
        pytest.param(
            "set system host-name a\nset system services ssh\n",
            "set system host-name b\nset system services ssh\n",
            ["delete system host-name a", "set system host-name b"],
            id="a leaf that gets another value is deleted and set",
        ),
        pytest.param("set system host-name a\n", "set system host-name a\n", [], id="nothing changes"),
        pytest.param("deactivate protocols bgp\n", "", ["activate protocols bgp"], id="what is deactivated is activated"),
    ],
)
def test_set_style(running: str, intended: str, commands: list[str]) -> None:
    """Junos and VyOS take set and delete statements."""
    assert config_remediate(running, intended, "junipernetworks.junos.junos") == commands
    predicted = config_predict(running, commands, "junipernetworks.junos.junos")
    assert sorted(predicted.splitlines()) == sorted(intended.splitlines())


def test_restoring_defaults_never_makes_an_interface_passive() -> None:
    """Where all were passive by default and some excepted, undoing both leaves none passive."""
    running = "router ospf 1\n passive-interface default\n no passive-interface Gi1\n"
    commands = config_remediate(running, "router ospf 1\n", "cisco.ios.ios")
    assert commands[-1] == " no passive-interface default"
    assert difference(config_predict(running, commands, "cisco.ios.ios"), "router ospf 1\n", "cisco.ios.ios") == ""
    frr = "interface eth0\n no ip ospf passive\n"
    assert config_remediate(frr, "interface eth0\n", "frr.frr.frr") == []


def test_a_route_map_that_changes_its_action_keeps_its_clauses() -> None:
    """Entering a route-map's number with another action changes the action only, as the devices do it."""
    running = "route-map R deny 10\n match tag 1\n"
    assert config_predict(running, ["route-map R permit 10"], "frr.frr.frr") == "route-map R permit 10\n match tag 1\n"


def test_a_shared_line_is_never_removed_on_the_way() -> None:
    """A change beside a line leaves that line alone: no needless outage."""
    running = "interface Vlan1\n ip address 192.0.2.1 255.255.255.0\n description a\n"
    assert config_remediate(running, running.replace("description a", "description b"), "cisco.ios.ios") == [
        "interface Vlan1",
        " description b",
    ]


def test_twenty_thousand_lines_are_quick() -> None:
    """Costs grow with the number of lines, not with its square: twice the lines take well under four times the time."""

    def cost(count: int) -> float:
        def text(k: int) -> str:
            return "".join(
                f"ip prefix-list P seq {i} permit 10.{i // 250 % 250}.{i % 250}.0/24 le {25 + (i % k == 0)}\n" for i in range(count)
            )

        began = time.process_time()
        commands = config_remediate(text(7), text(5), "cisco.ios.ios")
        config_predict(text(7), commands, "cisco.ios.ios")
        config_diff(text(7), text(5), "cisco.ios.ios")
        return time.process_time() - began

    assert min(cost(8000), cost(8000)) < 3.5 * max(cost(4000), 0.5)
