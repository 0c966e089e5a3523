# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network systems beside Cisco's, Arista's, Juniper's and FRR: whole outputs against whole models, and damaged ones.

A case is a folder ``tests/golden/vendors/<ansible_network_os>``: ``given.txt`` holds the outputs, each after a line
``===== <command>``; ``expected.json`` the models. The outputs are written after the vendors' documented output.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.commands import TABLES
from ansible_collections.auto.factory.plugins.module_utils.state.model import DERIVED
from ansible_collections.auto.factory.plugins.module_utils.state.parse import parse_all, state_parse
from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers, readable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOLDEN = Path(__file__).resolve().parents[4] / "golden" / "vendors"
PLATFORMS = sorted(path.parent.name for path in GOLDEN.glob("*/given.txt"))
SECONDS = 2.0  # of processor time for one damaged output; what is linear takes a thousandth of it
# The platforms that a driver of ours reads, and whose commands stand in tables of their own.
TABLED = (
    "vyos.vyos.vyos",
    "nokia.sros.md",
    "nokia.sros.classic",
    "nokia.srlinux.srlinux",
    "dellemc.enterprise_sonic.sonic",
    "community.routeros.routeros",
    "auto.factory.linux",
)


def parts_of(file: Path) -> list[tuple[str, str]]:
    """(command, text) of each output in a file."""
    parts = re.split(r"^===== (.*)\n", file.read_text(), flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


# The cases of the other golden folders are damaged here too.
OTHERS = {
    "state_ios": "cisco.ios.ios",
    "state_eos": "arista.eos.eos",
    "state_frr": "frr.frr.frr",
    "state_nxos": "cisco.nxos.nxos",
    "state_iosxr": "cisco.iosxr.iosxr",
    "state_junos": "junipernetworks.junos.junos",
}
VENDORS = [(platform, *part) for platform in PLATFORMS for part in parts_of(GOLDEN / platform / "given.txt")]
EVERYTHING = VENDORS + [
    (platform, *part)
    for folder, platform in OTHERS.items()
    for file in sorted(GOLDEN.parent.glob(f"{folder}/*/given.txt"))
    for part in parts_of(file)
]


def outputs(platform: str) -> dict[str, str]:
    return dict(parts_of(GOLDEN / platform / "given.txt"))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_device_s_answers_become_the_promised_models(platform: str) -> None:
    """What a device answered is what the model says, field by field."""
    want = json.loads((GOLDEN / platform / "expected.json").read_text())
    models, unsupported, unparsed = parse_all(
        outputs(platform), platform, [*want["models"], *want["unsupported"], *want["unparsed"]]
    )
    assert json.loads(json.dumps(models)) == want["models"]
    assert (sorted(unsupported), sorted(unparsed)) == (want["unsupported"], want["unparsed"])


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_output_of_a_case_is_read_by_a_parser(platform: str) -> None:
    """No output of the cases is there in vain: each one tells something on its own."""
    unread = [command for command, text in outputs(platform).items() if not state_parse({command: text}, platform)]
    assert unread == []


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_answer_in_other_words_is_no_empty_model(platform: str) -> None:
    """Text that is no answer of this command is unsupported; it never becomes a device without neighbours, routes or addresses."""
    for command in outputs(platform):
        for nonsense in ("the quick brown fox\njumps over 7 lazy dogs\n", "{}", "<html><body>login</body></html>"):
            with pytest.raises(UnsupportedError):
                state_parse({command: nonsense}, platform)


@pytest.mark.parametrize("platform", TABLED)
def test_every_command_that_is_sent_has_a_parser(platform: str) -> None:
    """A snapshot asks nothing whose answer cannot be read, and every part of it has a parser for one of its commands."""
    own = [parser for parser in parsers(platform) if not parser.library]
    for subset, commands in TABLES[platform].items():
        for command in commands:
            assert any(parser.reads(readable(command, "").command) for parser in own), command
        told = {parser.subset for parser in own for command in commands if parser.reads(readable(command, "").command)}
        for made, sources in DERIVED.items():
            told |= {made} if told & {source for source, _make in sources} else set()
        assert subset in told, subset


def test_a_hundred_times_the_rows_take_a_hundred_times_the_work_and_no_more() -> None:
    """Tables of ten thousand lines are read within seconds on every platform: no parser's time grows faster than its text."""
    for platform, command, text in VENDORS:
        if not text.startswith(("{", "<")):
            began = time.process_time()
            tried({command: text * (200_000 // len(text))}, platform)
            assert time.process_time() - began < 5 * SECONDS, (platform, command)


def tried(given_outputs: dict[str, str], platform: str) -> None:
    """A model, or an error of ours: anything else fails the test that asks."""
    with contextlib.suppress(FactoryError):
        state_parse(given_outputs, platform)


def damaged(draw: st.DrawFn, text: str) -> str:
    """``text`` after some of what happens to a capture: cut, doubled and shuffled lines, foreign characters."""
    lines = text.split("\n")
    for _unused in range(draw(st.integers(1, 3))):
        at, kind = draw(st.integers(0, max(len(lines) - 1, 0))), draw(st.integers(0, 5))
        if kind == 0:
            lines = lines[:at]
        elif kind == 1:
            lines = lines[at:] + lines[at : at + 9] * 3
        elif kind == 2:
            lines = draw(st.permutations(lines))
        elif lines and kind == 3:
            lines[at] = lines[at][: draw(st.integers(0, 80))]
        elif lines and kind == 4:
            lines[at] += draw(st.text(max_size=12))
        elif lines:
            lines[at] = lines[at].replace(" ", draw(st.sampled_from(("", "\t", "  ", "\x00", "-", ":", "/"))))
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def captures(draw: st.DrawFn) -> tuple[str, str, str]:
    platform, command, text = draw(st.sampled_from(EVERYTHING))
    return platform, command, damaged(draw, text)


@settings(max_examples=400, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(captures())
def test_a_damaged_answer_is_read_or_refused(capture: tuple[str, str, str]) -> None:
    """Whatever is torn, doubled, shuffled or foreign in an answer: a model or an honest no, at once."""
    platform, command, text = capture
    began = time.process_time()
    tried({command: text}, platform)
    assert time.process_time() - began < SECONDS, (platform, command)


# What makes a pattern with an ambiguous repetition take for ever: long runs of one kind, and no end that fits.
RUNS = (
    "a" * 4000,
    " " * 4000,
    "1 " * 2000,
    "a b=" * 1000,
    "=" * 4000,
    "-" * 4000,
    "1.1.1.1 " * 600,
    "0200-5e10-0001 " * 300,
    '"' * 3000,
)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_line_however_long_keeps_a_parser_busy(platform: str) -> None:
    """A line of thousands of equal characters costs no more than any other."""
    for command, text in outputs(platform).items():
        head = text.split("\n", 6)[:6]
        for run in RUNS:
            began = time.process_time()
            tried({command: "\n".join([*head, run, run + "!"])}, platform)
            assert time.process_time() - began < SECONDS, (command, run[:8])
