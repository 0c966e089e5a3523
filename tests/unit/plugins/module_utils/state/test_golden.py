# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole outputs against whole models.

A case is a folder below ``tests/golden/state_<platform>``: ``given.txt`` holds
the outputs, each after a line ``===== <command>``; ``expected.json`` the
models, and the subsets that are unsupported or unparsed. The FRR cases were
captured on FRRouting 8.4.4 and lldpd 1.0.16; those of IOS and EOS are written
after the vendors' documented output.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.state.commands import SUBSETS
from ansible_collections.auto.factory.plugins.module_utils.state.parse import parse_all, state_parse

PLATFORMS = {"state_frr": "frr.frr.frr", "state_ios": "cisco.ios.ios", "state_eos": "arista.eos.eos"}
GOLDEN = Path(__file__).resolve().parents[4] / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("state_*/*/given.txt"))


def given(case: Path) -> dict[str, str]:
    parts = re.split(r"^===== (.*)\n", (case / "given.txt").read_text(), flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def expected(case: Path) -> dict[str, object]:
    return json.loads((case / "expected.json").read_text())


def told(case: Path) -> list[str]:
    want = expected(case)
    return sorted({*want["models"], *want["unsupported"], *want["unparsed"]})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_device_s_answers_become_the_promised_models(case: Path) -> None:
    """What a device answered is what the model says, field by field; what it did not tell is unsupported or unparsed."""
    models, unsupported, unparsed = parse_all(given(case), PLATFORMS[case.parent.name], told(case))
    want = expected(case)
    assert json.loads(json.dumps(models)) == want["models"]
    assert sorted(unsupported) == want["unsupported"]
    assert sorted(unparsed) == want["unparsed"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_carriage_returns_echo_and_prompt_change_nothing(case: Path) -> None:
    """A capture with the command's echo, CR LF and the next prompt gives the same model as the bare output."""
    dressed = {
        command: f"r1#{command}\n{text}\nr1#".replace("\n", "\r\n")
        for command, text in given(case).items()
        if command.startswith("show")
    }
    bare = {command: text for command, text in given(case).items() if command.startswith("show")}
    platform = PLATFORMS[case.parent.name]
    assert parse_all(dressed, platform, told(case))[0] == parse_all(bare, platform, told(case))[0]


@pytest.mark.parametrize("cut", [0.1, 0.37, 0.5, 0.81, 0.99])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_torn_output_never_breaks_the_reader(case: Path, cut: float) -> None:
    """An output that was cut off anywhere gives a model or a reason, never another exception."""
    torn = {command: text[: int(len(text) * cut)] for command, text in given(case).items()}
    platform = PLATFORMS[case.parent.name]
    models, unsupported, unparsed = parse_all(torn, platform, SUBSETS(platform))
    assert {*models, *unsupported, *unparsed} == set(SUBSETS(platform))


def test_text_and_json_of_eos_tell_the_same() -> None:
    """Whether EOS was asked for JSON or for text, what both forms show is equal."""
    text, structured = (state_parse(given(GOLDEN / "state_eos" / name), "arista.eos.eos") for name in ("leaf_text", "leaf_json"))
    assert text["routes"] == structured["routes"]
    assert text["vlans"] == structured["vlans"]
    assert text["arp_table"] == structured["arp_table"]
    for subset in ("interfaces", "interfaces_ip"):
        common = set(text[subset]) & set(structured[subset]) - {"Ethernet1"}
        assert common
        assert {name: text[subset][name] for name in common} == {name: structured[subset][name] for name in common}
