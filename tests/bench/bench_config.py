# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations: does the remediation reach its target, and back, and what does it cost; beside hier_config.

Run it with ``python -m tests.bench.bench_config [--into docs/benchmarks.md]``, with hier-config installed beside. The cases are
the pairs of the development corpora (AUTO_FACTORY_CORPORA) and real configurations of them with a few edits. Each answer is
judged by applied.py, which knows neither engine. It prints Markdown and fails when a configuration of 20,000 lines takes a
second or more of CPU.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate

from tests.bench import applied
from tests.bench.report import put_into

try:
    from tests.bench.peers import hier
except ImportError:
    hier = None  # type: ignore[assignment]

CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA", Path(__file__).resolve().parents[3] / "shared/corpora"))
OS = {
    "arista_eos": "arista.eos.eos",
    "cisco_ios": "cisco.ios.ios",
    "cisco_nxos": "cisco.nxos.nxos",
    "cisco_iosxr": "cisco.iosxr.iosxr",
    "juniper_junos": "junipernetworks.junos.junos",
}
MOST = 60  # cases a platform and kind
SIZES = (5_000, 10_000, 20_000, 40_000)
MEASURES = ("reaches", "back", "idle", "own")
# Lines that are no change a person would make: shells that cannot go, ends, texts over several lines.
FIXED = re.compile(
    r"[!#{}]|no |end|exit|version |banner|line |control-plane|redundancy|archive|interface (?:Gig|Eth|Ten|Mgmt)|EOF|\\^C|"
    r"route-policy|(?:prefix|as-path|community)-set|crypto pki|username|\*|feature|if |else|pass|drop|set [a-z]+ [a-z]+$|\)"
)
Case = tuple[str, str, str]  # platform, running, intended


def cases() -> list[Case]:
    """Real pairs of the corpora, and for every platform real configurations with a few edits, always the same ones."""
    index = json.loads((CORPORA / "index.json").read_text())
    found: list[Case] = []
    whole: dict[str, dict[str, None]] = collections.defaultdict(dict)
    for entry in index:
        platform = OS.get(entry["platform"])
        if platform is None:
            continue
        if entry["kind"] == "cfg_pair":
            found.append((platform, _text(entry["files"]["a"]), _text(entry["files"]["b"])))
        if entry["kind"] in ("cfg_single", "lab_state"):
            names = entry["files"]["config"]
            text = _text(names if isinstance(names, str) else names[0])
            if platform != OS["juniper_junos"] or text.count("\nset ") > text.count("{"):
                whole[platform][text] = None
    for platform, texts in whole.items():
        dice = random.Random(platform)  # noqa: S311 - the same edits in every run, not a secret
        for text in itertools.islice(itertools.cycle(texts), MOST):
            found += [(platform, text, other) for other in [edited(text, dice)] if other != text]
    return found


def edited(text: str, dice: random.Random) -> str:
    """The text with up to five edits: a line that is gone, a section that is gone, a number that is another."""
    lines = text.split("\n")
    for _unused in range(dice.randint(1, 5)):
        at = dice.randrange(len(lines))
        line = lines[at].strip()
        if not line or FIXED.match(line):
            continue
        after = next((row for row in range(at + 1, len(lines)) if _depth(lines[row]) <= _depth(lines[at])), len(lines))
        number = re.search(r"(?<![\w.])\d{1,3}$", line)
        if number and after == at + 1 and dice.random() < 0.5:
            lines[at] = lines[at].rstrip()[: -len(number[0])] + str(int(number[0]) + 1)
        else:
            del lines[at:after]
    return "\n".join(lines)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _text(name: str) -> str:
    return (CORPORA / name).read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")


def judge(remediate: Callable[..., list[str]], predict: Callable[[Case, list[str]], str], case: Case) -> dict[str, bool]:
    """Which of the measures one engine passes on one case."""
    platform, running, intended = case
    found = dict.fromkeys((*MEASURES, "sound"), False)
    try:
        there, back = remediate(running, intended, platform), remediate(intended, running, platform)
        found["reaches"] = _reaches(platform, running, there, intended)
        found["back"] = _reaches(platform, intended, back, running)
        found["idle"] = not remediate(running, running, platform)
        after = predict(case, there)
        found["own"] = _same(platform, after, intended)
        found["sound"] = True
    except Exception as error:  # a crash is what is counted here
        print(f"{platform}: {type(error).__name__}: {str(error)[:100]}", file=sys.stderr)
    return found


def _reaches(platform: str, running: str, commands: list[str], intended: str) -> bool:
    text = "\n".join(commands)
    if platform == OS["juniper_junos"]:
        return applied.statements(running, text) == applied.statements(intended)
    return applied.reaches(running, text, intended)


def _same(platform: str, first: str, second: str) -> bool:
    if platform == OS["juniper_junos"]:
        return applied.statements(first) == applied.statements(second)
    return applied.same(first, second)


def compare() -> str:
    """The table: for each platform and engine the share of cases that pass."""
    passed: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    engines = {"ours": (config_remediate, lambda case, commands: config_predict(case[1], commands, case[0]))}
    if hier is not None:
        engines["hier_config"] = (hier.remediate, lambda case, _commands: hier.predict(case[1], case[2], case[0]))
    for case in cases():
        for name, (remediate, predict) in engines.items():
            row = passed[case[0], name]
            row["cases"] += 1
            row.update(measure for measure, right in judge(remediate, predict, case).items() if right)
    lines = [
        "| platform | engine | cases | reaches its target | and back | idle on itself | own prediction | crashes |",
        "|---" * 8 + "|",
    ]
    for (platform, name), row in sorted(passed.items()):
        shares = " | ".join(f"{100 * row[measure] / row['cases']:.1f}%" for measure in MEASURES)
        lines.append(f"| {platform} | {name} | {row['cases']} | {shares} | {row['cases'] - row['sound']} |")
    return "\n".join(lines)


def sample(size: int, changed: bool) -> str:
    """A configuration of about ``size`` lines; a fiftieth of it differs when ``changed``."""
    dice = random.Random(7)  # noqa: S311 - the same text in every run, not a secret
    lines = ["hostname edge1"]
    number = 0
    while len(lines) < size:
        number += 1
        other = changed and dice.random() < 0.02
        lines += [
            f"interface GigabitEthernet{number // 48}/{number % 48}",
            f" description {'new' if other else 'old'} link {number}",
            f" ip address 10.{number // 250 % 250}.{number % 250}.1 255.255.255.0",
            " no shutdown",
        ]
        if number % 4 == 0:
            lines.append(f"ip route 192.{number // 250 % 250}.{number % 250}.0 255.255.255.0 10.0.0.{2 if other else 1}")
    return "\n".join(lines) + "\n"


def speed() -> tuple[str, float]:
    """A table of CPU seconds by size, and those of our diff of 20,000 lines."""
    lines = ["| lines | our diff | our commands | our prediction | hier_config: commands | ours / theirs |", "|---" * 6 + "|"]
    ours_at_20k = 0.0
    for size in SIZES:
        running, intended = sample(size, False), sample(size, True)
        diff = _cpu(lambda: config_diff(running, intended, "cisco.ios.ios"))  # noqa: B023 - called at once
        commands = config_remediate(running + "!\n", intended + "!\n", "cisco.ios.ios")
        remediate = _cpu(lambda: config_remediate(running + "! \n", intended + "! \n", "cisco.ios.ios"))  # noqa: B023
        predict = _cpu(lambda: config_predict(running + "!  \n", commands, "cisco.ios.ios"))  # noqa: B023
        theirs = _cpu(lambda: hier.remediate(running, intended, "cisco.ios.ios")) if hier is not None else 0.0  # noqa: B023
        ratio = f"{remediate / theirs:.2f}" if theirs else "-"
        lines.append(f"| {size:,} | {diff:.2f} s | {remediate:.2f} s | {predict:.2f} s | {theirs:.2f} s | {ratio} |")
        ours_at_20k = diff if size == 20_000 else ours_at_20k
    return "\n".join(lines), ours_at_20k


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Print both tables, with --into also into a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_config")
    parser.add_argument("--into", type=Path, nargs="+", default=[], metavar="PAGE")
    options = parser.parse_args()
    known = (CORPORA / "index.json").exists()
    first = compare() if known else f"No corpora at {CORPORA}: only speed is measured."
    table, seconds = speed()
    print(f"{first}\n\n{table}")
    for page in options.into:
        put_into(page, "config", f"{first}\n\n{table}")
    return int(seconds >= 1)


if __name__ == "__main__":
    sys.exit(main())
