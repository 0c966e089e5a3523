# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redaction beside netconan's, on real texts: secrets that stay, harmless lines that change, CPU seconds.

    python -m tests.bench.bench_redact [--into docs/benchmarks.md]

The texts are those of the corpora that AUTO_FACTORY_CORPORA names. Both programs get the same folder of files and write another;
counted are the CPU seconds of the whole process, start-up included.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.bench.environments import ROOT, python_of
from tests.bench.report import put_into
from tests.bench.tree import measure

CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA") or ROOT.parent / "shared" / "corpora")
# A line with one of these words may hold a secret: whether it was right to change it is not judged.
TELLING = re.compile(
    r"(?i)pass|secret|key|communit|auth|credential|token|psk|phrase|hash|digest|md5|sha\d|crypt|cipher|snmp|user|login|cert|priv|shared"
)


@dataclass(frozen=True)
class Text:
    """One file: its secrets by line (-1: anywhere), and the group it is counted in."""

    group: str
    body: str
    secrets: tuple[tuple[int, str], ...] = ()


def texts() -> list[Text]:
    """Everything the corpora have."""
    index = json.loads((CORPORA / "index.json").read_text(encoding="utf-8"))
    found = []
    for entry in index:
        if entry["kind"] == "redact_lines":
            cases = json.loads((CORPORA / entry["files"]["cases"]).read_text(encoding="utf-8"))["secret_lines"]
            kept = [case for case in cases if case["secret"] in case["line"] and "\n" not in case["line"]]
            body = "".join(f"{case['line']}\n" for case in kept)
            found.append(Text("netconan's own lines", body, tuple((at, case["secret"]) for at, case in enumerate(kept))))
        elif entry["kind"] == "redact_device":
            found.append(_capture(entry["files"]))
        elif entry["kind"] == "cfg_single":
            names = entry["files"]["config"]
            path = CORPORA / (names if isinstance(names, str) else names[0])
            if path.suffix != ".json":
                found.append(Text("whole configurations", path.read_text(encoding="utf-8", errors="replace")))
    return found


def _capture(files: dict[str, str]) -> Text:
    outputs = yaml.safe_load((CORPORA / files["simulation"]).read_text(encoding="utf-8"))
    secrets = yaml.safe_load((CORPORA / files["secrets"]).read_text(encoding="utf-8")).get("fail") or []
    body = "".join(f"{text}\n" for text in (outputs.get("commands") or outputs).values() if isinstance(text, str))
    return Text("captured devices", body, tuple((-1, str(secret)) for secret in secrets if str(secret) in body))


def score(given: list[Text], made: list[str]) -> dict[str, dict[str, float]]:
    """By group: secrets, those gone, harmless lines, those left alone."""
    groups: dict[str, dict[str, float]] = {}
    for text, after in zip(given, made, strict=True):
        row = groups.setdefault(text.group, dict.fromkeys(("secrets", "gone", "harmless", "alone"), 0))
        before, lines = text.body.split("\n"), after.split("\n")
        row["secrets"] += len(text.secrets)
        row["gone"] += sum(secret not in (after if at < 0 else lines[at]) for at, secret in text.secrets)
        if not text.secrets and len(lines) == len(before):
            pairs = [(old, new) for old, new in zip(before, lines, strict=True) if old.strip() and not TELLING.search(old)]
            row["harmless"] += len(pairs)
            row["alone"] += sum(old == new for old, new in pairs)
    return groups


def run(command: list[str], given: list[Text]) -> tuple[list[str], float]:
    """(the texts after a program, its CPU seconds); IN and OUT in its arguments stand for the folders."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(given):
            (source / f"{number:05}.txt").write_text(text.body, encoding="utf-8")
        words = [{"IN": str(source), "OUT": str(target)}.get(word, word) for word in command]
        cost = measure(words, ROOT, os.environ)
        return [(target / f"{number:05}.txt").read_text(encoding="utf-8") for number in range(len(given))], cost.user + cost.system


def contenders() -> dict[str, list[str]]:
    """What is run."""
    return {
        "ours": [sys.executable, "-m", "tests.bench.peers.our_redact", "IN", "OUT"],
        "netconan": [str(python_of("netconan").with_name("netconan")), "-p", "-i", "IN", "-o", "OUT"],
    }


def table(given: list[Text]) -> str:
    """The figures as Markdown."""
    lines = ["| texts | what | secrets found | harmless lines left alone | CPU s |", "|---|---|---|---|---|"]
    for name, command in contenders().items():
        made, cpu = run(command, given)
        for group, row in score(given, made).items():
            found = f"{row['gone']:.0f} of {row['secrets']:.0f}" if row["secrets"] else "-"
            alone = f"{100 * row['alone'] / row['harmless']:.2f} % of {row['harmless']:.0f}" if row["harmless"] else "-"
            lines.append(f"| {group} | {name} | {found} | {alone} | |")
        lines.append(f"| all {len(given)} | {name} | | | {cpu:.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Measure and print; with --into also into a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_redact")
    parser.add_argument("--into", type=Path, nargs="+", default=[], metavar="PAGE")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        sys.stderr.write(f"there are no corpora in {CORPORA}: set AUTO_FACTORY_CORPORA\n")
        return 1
    made = table(texts())
    sys.stdout.write(made + "\n")
    for page in options.into:
        put_into(page, "redact", made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
