# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that writes events until it is told to stop or killed: ``writer.py HOME RUN COUNT durable|buffered``."""

from __future__ import annotations

import sys
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.spool import recover
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store


def main(home: str, run: str, count: str, how: str) -> None:
    store = open_store(home=home)
    recover(store)
    recorder = Recorder(store, run, {"user": "alice"}, {"kind": "person"}, redact=lambda value: value)
    acknowledged = Path(home).with_name(f"{run}.acknowledged").open("a", encoding="ascii", buffering=1)
    for number in range(int(count)):
        event = recorder.record("task.result", host=f"h{number}", data={"n": number}, durable=how == "durable")
        acknowledged.write(f"{event.id}\n")
    recorder.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
