# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captured outputs of every platform, whole and damaged, kept apart from the project: AUTO_FACTORY_CORPORA names their folder."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.ntc.parsers import NAMES
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

ROOT = Path(__file__).resolve().parents[5]
CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA", ROOT.parent / "shared" / "corpora"))
SECONDS = 2.0  # of processor time for one output; the slowest takes a twentieth of it
PLATFORMS = {name: network_os for network_os, names in reversed(NAMES.items()) for name in names} | {
    "cisco_s350": "community.ciscosmb.ciscosmb",
    "dell_os10": "dellemc.os10.os10",
    "fortios": "fortinet.fortios.fortios",
    "gaia": "check_point.gaia.checkpoint",
    "huawei_ce": "community.network.ce",
    "sros": "nokia.sros.md",
    "vyos": "vyos.vyos.vyos",
}

pytestmark = pytest.mark.skipif(not (CORPORA / "index.json").is_file(), reason=f"no corpora in {CORPORA} (AUTO_FACTORY_CORPORA)")


def outputs() -> list[tuple[str, str, str]]:
    """(platform, command, text) of every output of a platform known here; files of NAPALM's are named after their commands."""
    found: list[tuple[str, str, str]] = []
    for entry in json.loads((CORPORA / "index.json").read_text()):
        platform = PLATFORMS.get(entry["platform"])
        if platform and entry["kind"] == "show_ntc":
            found.append((platform, entry["command"].replace("_", " "), text(entry["files"]["input"])))
        elif platform and entry["kind"] in ("napalm_getter", "lab_state"):
            found += [(platform, Path(name).stem.replace("_", " "), text(name)) for name in inputs(entry)]
    return found


def inputs(entry: dict[str, Any]) -> list[str]:
    return list(entry["files"].get("input") or []) + list(entry["files"].get("show") or [])


def text(name: str) -> str:
    return (CORPORA / name).read_text(errors="replace")


def read(platform: str, command: str, shown: str) -> bool:
    """Whether there was a model; anything but an honest no is a failure, and so is taking long."""
    began = time.process_time()
    try:
        state_parse({command: shown}, platform)
    except UnsupportedError:
        return False
    finally:
        assert time.process_time() - began < SECONDS, (platform, command)
    return True


def test_captured_outputs_of_every_platform_give_a_model_or_an_honest_no() -> None:
    """Real outputs of every platform, of commands that are read and of others, never break the reader."""
    platforms = {output[0] for output in outputs() if read(*output)}
    assert len(platforms) > 12


def test_damaged_outputs_of_every_platform_give_a_model_or_an_honest_no() -> None:
    """Lost lines, lost ends and foreign bytes make an output unreadable, not the reader: ours, and ntc-templates."""
    dice = random.Random(11)  # noqa: S311 - the same damage every time
    for platform, command, shown in outputs()[::2]:
        lines = shown[:60_000].split("\n")
        torn = "\n".join(lines)[: dice.randrange(len(shown) + 1)]
        dice.shuffle(lines)
        for damaged in (torn, "\n".join(lines), "\n".join(lines).replace(" ", "") + "\x00\xff"):
            read(platform, command, damaged)
