# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is compared: the commands that make the same change of the same devices, and what they need."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks, subsets_for
from ansible_collections.auto.factory.plugins.module_utils.state.commands import commands_for

from tests.bench.environments import python_of
from tests.bench.fleet import Change
from tests.integration.play import collections_path
from tests.lab.lab import SimulatedLab

PLATFORM = "cisco.ios.ios"
PEERS = Path(__file__).with_name("peers")
PLAIN_CHECKS = ("interfaces_stay_up",)
MORE_CHECKS = ("interfaces_stay_up", "bgp_sessions_stay_up", "routes_stay")


@dataclass(frozen=True)
class Job:
    """One run: the devices, the change, how many at once, and a folder of its own."""

    lab: SimulatedLab
    change: Change
    forks: int
    folder: Path

    def write(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@dataclass(frozen=True)
class Contender:
    """``key`` names it in JSON, ``title`` in the table. ``command`` makes (arguments, environment) of a job."""

    key: str
    title: str
    python: Callable[[], Path]
    command: Callable[[Path, Job], tuple[list[str], Mapping[str, str]]]


def shows(checks: tuple[str, ...]) -> list[str]:
    """The show commands that our checks ask for: the peers show the same."""
    return commands_for(PLATFORM, subsets_for(parse_checks(list(checks)), PLATFORM))


def contenders() -> list[Contender]:
    """Everybody, ours first."""
    return [
        Contender("ours", "auto.factory.change", _own_python, lambda python, job: _ours(python, job, PLAIN_CHECKS)),
        Contender("ours_more", "the same, three checks", _own_python, lambda python, job: _ours(python, job, MORE_CHECKS)),
        Contender("nornir", "nornir + netmiko", lambda: python_of("nornir"), _nornir),
        Contender("six_tasks", "six tasks, network_cli", lambda: python_of("ansible"), _six_tasks),
    ]


def _own_python() -> Path:
    return Path(sys.executable)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A user's environment without settings of ansible, and with homes in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "PYTHON", "AUTO_FACTORY_"))}
    return kept | {"ANSIBLE_HOME": str(folder / "ansible"), "ANSIBLE_NOCOLOR": "1", "LC_ALL": "C.UTF-8"} | more


def _playbook(python: Path, inventory: Path, play: Path, forks: int, *options: str) -> list[str]:
    return [str(python.with_name("ansible-playbook")), "-i", str(inventory), str(play), "-f", str(forks), *options]


def _ours(python: Path, job: Job, checks: tuple[str, ...]) -> tuple[list[str], Mapping[str, str]]:
    task = {"auto.factory.change": {"lines": job.change.lines, "checks": list(checks), "reason": "bench"}}
    play = job.write("play.json", json.dumps([{"hosts": "all", "gather_facts": False, "tasks": [task]}]))
    inventory = job.write("inventory.json", json.dumps(job.lab.inventory()))
    given = environment(job.folder, ANSIBLE_COLLECTIONS_PATH=collections_path(), AUTO_FACTORY_HOME=str(job.folder / "factory"))
    return _playbook(python, inventory, play, job.forks), given


def _logins(job: Job) -> dict[str, dict[str, object]]:
    found = {}
    for device in job.lab.devices:
        user, (password, _level) = next(iter(device.spec.users.items()))
        found[device.name] = {"host": device.host, "port": device.port, "user": user, "password": password}
    return found


def _six_tasks(python: Path, job: Job) -> tuple[list[str], Mapping[str, str]]:
    hosts = {name: {f"ansible_{key}": value for key, value in login.items()} for name, login in _logins(job).items()}
    shared = {
        "ansible_connection": "ansible.netcommon.network_cli",
        "ansible_network_os": PLATFORM,
        "bench_shows": shows(PLAIN_CHECKS),
        "bench_backups": str(job.folder / "backups"),
        "bench_change": str(job.write("change.cfg", "\n".join(job.change.lines) + "\n")),
    }
    inventory = job.write("inventory.json", json.dumps({"all": {"hosts": hosts, "vars": shared}}))
    # Host keys are not checked here, which is fastest. With 50 forks on two cores the default patience does not suffice.
    patience = {f"ANSIBLE_PERSISTENT_{name}_TIMEOUT": "180" for name in ("CONNECT", "COMMAND", "CONNECT_RETRY")}
    given = environment(job.folder, ANSIBLE_HOST_KEY_CHECKING="0", **patience)
    return _playbook(python, inventory, PEERS / "six_tasks.yml", job.forks), given


def _nornir(python: Path, job: Job) -> tuple[list[str], Mapping[str, str]]:
    hosts = {
        name: {"hostname": login["host"], "port": login["port"], "username": login["user"], "password": login["password"]}
        for name, login in _logins(job).items()
    }
    (job.folder / "backups").mkdir(exist_ok=True)
    work = {
        "hosts": hosts,
        "workers": job.forks,
        "shows": shows(PLAIN_CHECKS),
        "lines": [line.strip() for line in job.change.lines],
        "backups": str(job.folder / "backups"),
    }
    return [str(python), str(PEERS / "nornir_change.py"), str(job.write("job.json", json.dumps(work)))], environment(job.folder)
