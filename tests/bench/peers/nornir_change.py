# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The safe change as it is written with nornir and netmiko: ``python nornir_change.py JOB.json``.

Run by the bench with an interpreter that has nornir-netmiko. The job names
``hosts`` ({name: {hostname, port, username, password}}), ``workers``, ``shows``,
``lines`` and the folder ``backups``. Exit code 1 when any host failed.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from pathlib import Path
from typing import Any

from nornir.core import Nornir
from nornir.core.inventory import ConnectionOptions, Defaults, Groups, Host, Hosts, Inventory
from nornir.core.plugins.connections import ConnectionPluginRegister
from nornir.core.task import Result, Task
from nornir.plugins.runners import ThreadedRunner
from nornir_netmiko.tasks import netmiko_save_config, netmiko_send_command, netmiko_send_config

UP = re.compile(r"(?m)^(\S+) is .*, line protocol is up")


def safe_change(task: Task, job: dict[str, Any]) -> Result:
    """Show, read, keep, push, read, diff, show, compare, save: one session."""
    before = _shows(task, job["shows"])
    running = task.run(netmiko_send_command, command_string="show running-config").result
    Path(job["backups"], f"{task.host.name}.cfg").write_text(running, encoding="utf-8")
    task.run(netmiko_send_config, config_commands=job["lines"])
    changed = task.run(netmiko_send_command, command_string="show running-config").result
    diff = "\n".join(difflib.unified_diff(running.splitlines(), changed.splitlines(), "before", "after", lineterm=""))
    after = _shows(task, job["shows"])
    lost = sorted({name for text in before for name in UP.findall(text)} - {name for text in after for name in UP.findall(text)})
    if lost:
        return Result(task.host, failed=True, result=f"down after the change: {', '.join(lost)}", diff=diff)
    task.run(netmiko_save_config)
    return Result(task.host, changed=True, diff=diff)


def _shows(task: Task, commands: list[str]) -> list[str]:
    return [task.run(netmiko_send_command, command_string=command).result for command in commands]


def inventory(job: dict[str, Any]) -> Inventory:
    """The job's hosts, without files: reading them is not what is compared."""
    options = {"netmiko": ConnectionOptions(extras={"use_keys": False, "allow_agent": False})}
    hosts = {
        name: Host(name=name, platform="cisco_ios", connection_options=options, **login) for name, login in job["hosts"].items()
    }
    return Inventory(Hosts(hosts), Groups(), Defaults())


def main() -> int:
    """Run the job on all hosts."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    ConnectionPluginRegister.auto_register()
    nornir = Nornir(inventory=inventory(job), runner=ThreadedRunner(num_workers=job["workers"]))
    results = nornir.run(task=safe_change, job=job)
    nornir.close_connections(on_good=True, on_failed=True)
    for name in results.failed_hosts:
        print(name, results[name][0].exception or results[name][0].result)
    return 1 if results.failed_hosts else 0


if __name__ == "__main__":
    sys.exit(main())
