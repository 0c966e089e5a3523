# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captured outputs of many releases, kept apart from the project: AUTO_FACTORY_CORPORA names their folder."""

from __future__ import annotations

import json
import os
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

ROOT = Path(__file__).resolve().parents[5]
CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA", ROOT.parent / "shared" / "corpora"))
PLATFORMS = {
    **dict.fromkeys(("cisco_ios", "ios", "iosxe"), "cisco.ios.ios"),
    **dict.fromkeys(("arista_eos", "eos"), "arista.eos.eos"),
    **dict.fromkeys(("cisco_nxos", "nxos"), "cisco.nxos.nxos"),
    **dict.fromkeys(("cisco_iosxr", "cisco_xr", "iosxr"), "cisco.iosxr.iosxr"),
    **dict.fromkeys(("juniper_junos", "junos"), "junipernetworks.junos.junos"),
}
SECONDS = 2.0  # for one output, on any machine; the slowest takes a hundredth of it

pytestmark = pytest.mark.skipif(not (CORPORA / "index.json").is_file(), reason=f"no corpora in {CORPORA} (AUTO_FACTORY_CORPORA)")


def entries(kind: str) -> list[dict[str, Any]]:
    found = json.loads((CORPORA / "index.json").read_text()) if (CORPORA / "index.json").is_file() else []
    return [entry for entry in found if entry["kind"] == kind and entry["platform"] in PLATFORMS]


def outputs() -> list[tuple[str, str, str]]:
    """(platform, command, text) of everything whose command is known."""
    found = [
        (PLATFORMS[e["platform"]], e["command"].replace("_", " "), (CORPORA / e["files"]["input"]).read_text())
        for e in entries("show_ntc")
    ]
    for entry in entries("lab_state"):
        for file in entry["files"]["show"]:
            command = re.sub(r"\.(txt|json)$", "", Path(file).name).replace("_", " ")
            found.append((PLATFORMS[entry["platform"]], command, (CORPORA / file).read_text(errors="replace")))
    return found


def attempt(platform: str, command: str, text: str) -> bool:
    """Whether there was a model; anything but an honest no is a failure."""
    began = time.process_time()
    try:
        state_parse({command: text}, platform)
    except UnsupportedError:
        return False
    finally:
        assert time.process_time() - began < SECONDS, f"{command}: too slow"
    return True


def test_captured_outputs_give_a_model_or_an_honest_no() -> None:
    """Real outputs, of commands we read and of commands we do not, never break the reader."""
    read = sum(attempt(*output) for output in outputs())
    assert read > 50


def test_damaged_outputs_give_a_model_or_an_honest_no() -> None:
    """Lost lines, lost ends and foreign bytes make an output unreadable, not the reader."""
    dice = random.Random(7)  # noqa: S311 - the same damage every time
    for platform, command, text in outputs():
        lines = text.split("\n")
        dice.shuffle(lines)
        for damaged in (
            text[: dice.randrange(len(text) + 1)],
            "\n".join(lines),
            text.replace(" ", ""),
            text.replace("\n", " ") + "\x00\xff",
        ):
            attempt(platform, command, damaged)


def test_versions_of_devices_agree_with_their_own_configuration() -> None:
    """Every lab device's hostname and software version are those of its configuration."""
    checked = 0
    for entry in entries("lab_state"):
        shown = [f for f in entry["files"]["show"] if "show_version" in f and "json" not in f]
        config = (CORPORA / entry["files"]["config"][0]).read_text(errors="replace")
        hostname = re.search(r"^hostname (\S+)", config, re.M)
        platform = PLATFORMS[entry["platform"]]
        if shown and hostname and platform in ("cisco.ios.ios", "cisco.nxos.nxos"):
            facts = state_parse({"show version": (CORPORA / shown[0]).read_text()}, platform, "facts")["facts"]
            assert facts["hostname"].lower() == hostname.group(1).lower()
            checked += 1
    assert checked
