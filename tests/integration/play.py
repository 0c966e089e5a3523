# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a real ansible-playbook with the collection under test, as a user would, and reading what came back."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLLECTION = Path(__file__).resolve().parents[2]


def collections_path() -> str:
    """The folder in which ``ansible_collections/auto/factory`` leads to this checkout."""
    given = os.environ.get("ANSIBLE_COLLECTIONS_PATH", "").split(":")[0]
    if given and (Path(given) / "ansible_collections/auto/factory").exists():
        return given
    tree = COLLECTION / ".stage" / "tree"
    link = tree / "ansible_collections" / "auto" / "factory"
    if not link.exists():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(COLLECTION)
    return str(tree)


@dataclass
class Played:
    """One finished run: exit status, text, and (host -> result) of its last task of each host."""

    status: int
    text: str
    rows: list[dict[str, Any]]

    def result(self, host: str) -> dict[str, Any]:
        """The last result of a host."""
        found = [row for row in self.rows if row["host"] == host]
        if not found:
            raise AssertionError(f"no result of {host} in:\n{self.text}")
        return dict(found[-1]["result"])


class Player:
    """Runs plays in a folder of its own, with its own journal."""

    def __init__(self, folder: Path, inventory: dict[str, Any]) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.inventory = folder / "inventory.json"
        self.inventory.write_text(json.dumps(inventory))

    def environment(self) -> dict[str, str]:
        """The environment of a run."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
        return kept | {
            "ANSIBLE_COLLECTIONS_PATH": collections_path(),
            "ANSIBLE_CALLBACK_PLUGINS": str(Path(__file__).parent / "callback_plugins"),
            "ANSIBLE_CALLBACKS_ENABLED": "collect",
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_HOME": str(self.folder / "ansible"),
            "ANSIBLE_RETRY_FILES_ENABLED": "0",
            "AUTO_FACTORY_HOME": str(self.home),
            "COLLECT_FILE": str(self.folder / "results.jsonl"),
        }

    def start(self, tasks: list[dict[str, Any]], hosts: str, *options: str) -> subprocess.Popen[str]:
        """Begin a run and return at once."""
        play = [{"hosts": hosts, "gather_facts": False, "tasks": tasks}]
        (self.folder / "play.json").write_text(json.dumps(play))
        (self.folder / "results.jsonl").write_text("")
        program = Path(sys.executable).with_name("ansible-playbook")
        return subprocess.Popen(
            [str(program), "-i", str(self.inventory), str(self.folder / "play.json"), *options],
            env=self.environment(), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def run(self, tasks: list[dict[str, Any]], hosts: str, *options: str) -> Played:
        """Run to the end."""
        process = self.start(tasks, hosts, *options)
        text, _ = process.communicate(timeout=300)
        rows = [json.loads(line) for line in (self.folder / "results.jsonl").read_text().splitlines()]
        return Played(process.returncode, text, rows)

    def change(self, host: str, *options: str, **arguments: Any) -> dict[str, Any]:
        """The result of one auto.factory.change."""
        return self.run([{"auto.factory.change": arguments}], host, *options).result(host)

    def journal(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the journal, read with another hand than the collection's."""
        with sqlite3.connect(self.home / "journal.db") as store:
            return store.execute(query, values).fetchall()
