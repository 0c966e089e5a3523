#!/usr/bin/python3
# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One program under three names, ``config``, ``sonic-cfggen`` and ``show``: a ConfigDB in a JSON file.

Names, options and words of success and failure are those of sonic-utilities; the YANG models are a few rules. It stands alone: the
simulated switch has Python and nothing else.
"""

from __future__ import annotations

import copy
import json
import re
import sys
from pathlib import Path

RUNNING = Path("/run/sonic/config_db.json")
STARTUP = Path("/etc/sonic/config_db.json")
CHECKPOINTS = Path("/etc/sonic/checkpoints")
# Its number is that of the operation at which the next patch breaks off, half applied.
FAULT = Path("/run/sonic/fault")
TABLES = (
    *("BGP_NEIGHBOR", "DEVICE_METADATA", "FEATURE", "INTERFACE", "LOOPBACK_INTERFACE", "MGMT_INTERFACE", "NTP_SERVER", "PORT"),
    *("PORTCHANNEL", "SYSLOG_SERVER", "VLAN", "VLAN_INTERFACE", "VLAN_MEMBER"),
)
# table, field: the values it takes
VALUES = {
    ("PORT", "admin_status"): r"up|down",
    ("PORT", "mtu"): r"[1-8]?\d{3}|9[01]\d\d|92[01]\d|9216",
    ("VLAN", "vlanid"): r"[1-9]\d{0,2}|[1-3]\d{3}|40[0-8]\d|409[0-4]",
    ("VLAN_MEMBER", "tagging_mode"): r"tagged|untagged",
}


class RefusedError(Exception):
    """What the switch says no to."""


def running() -> dict:
    """The database; the first time, that of the boot."""
    if not RUNNING.exists():
        RUNNING.parent.mkdir(exist_ok=True)
        RUNNING.write_text(STARTUP.read_text())
    return json.loads(RUNNING.read_text())


def shown(data: dict) -> str:
    """As sonic-cfggen prints it."""
    return json.dumps(data, indent=4, sort_keys=True)


def validate(data: dict) -> None:
    """The rules of the models."""
    for table, entries in data.items():
        if table not in TABLES:
            raise RefusedError(f"Given patch is not valid because it has changes to tables without YANG models: ['{table}']")
        if not entries:
            raise RefusedError(f"Given patch is not valid because it will result in empty tables which is not allowed: {table}")
        for key, fields in entries.items():
            for name, value in fields.items():
                if not re.fullmatch(VALUES.get((table, name), r"(?s).*"), str(value)):
                    raise RefusedError(f'Data Loading Failed: Invalid value "{value}" in "{name}" element of {table} {key}.')
    for key in data.get("VLAN_MEMBER", {}):
        vlan, _, port = key.partition("|")
        for table, name in (("VLAN", vlan), ("PORT", port)):
            if name not in data.get(table, {}):
                raise RefusedError(f'Data Loading Failed: Leafref of {key} points to a non-existing {table} leaf "{name}".')


def patched(data: dict, operation: dict) -> dict:
    """One operation of RFC 6902."""
    *above, last = [step.replace("~1", "/").replace("~0", "~") for step in operation["path"].split("/")[1:]]
    result = copy.deepcopy(data)
    place = result
    for step in above:
        if step not in place:
            raise RefusedError(f"can't {operation['op']} '{last}': member '{step}' not found in {operation['path']}")
        place = place[step]
    if operation["op"] in ("remove", "replace") and last not in place:
        raise RefusedError(f"can't {operation['op']} a non-existent object '{last}'")
    if operation["op"] == "remove":
        del place[last]
    else:
        place[last] = operation["value"]
    return result


def apply_patch(operations: list, dry: bool) -> None:
    """All of it is checked; then one by one, each in force at once."""
    data = after = running()
    for operation in operations:
        after = patched(after, operation)
    validate(after)
    if dry:
        return
    fault = int(FAULT.read_text()) if FAULT.exists() else 0
    for number, operation in enumerate(operations, start=1):
        if number == fault:
            FAULT.unlink()
            raise RefusedError("Failed to apply the change: a service does not answer")
        data = patched(data, operation)
        RUNNING.write_text(shown(data))


def replace(wanted: dict) -> None:
    """Another database in its place."""
    validate(wanted)
    RUNNING.write_text(shown(wanted))


def config(words: list) -> str:
    """The subcommands that a driver needs."""
    verb, rest = words[0], [word for word in words[1:] if not word.startswith("-")]
    dry = "--dry-run" in words or "-d" in words
    if verb == "apply-patch":
        apply_patch(json.loads(Path(rest[0]).read_text()), dry)
        return "Patch applied successfully."
    if verb == "replace":
        replace(json.loads(Path(rest[0]).read_text()))
        return "Config replaced successfully."
    if verb == "save":
        STARTUP.write_text(shown(running()) + "\n")
        return "Running command: /usr/local/bin/sonic-cfggen -d --print-data > /etc/sonic/config_db.json"
    return checkpoint(verb, rest)


def checkpoint(verb: str, rest: list) -> str:
    """Making, listing, using and deleting them."""
    if verb == "list-checkpoints":
        return json.dumps([path.name.removesuffix(".cp.json") for path in sorted(CHECKPOINTS.glob("*.cp.json"))], indent=4)
    path = CHECKPOINTS / f"{rest[0]}.cp.json"
    if verb == "checkpoint":
        CHECKPOINTS.mkdir(exist_ok=True)
        path.write_text(shown(running()))
        return "Checkpoint created successfully."
    if not path.exists():
        raise RefusedError(f"Checkpoint '{rest[0]}' does not exist")
    if verb == "rollback":
        replace(json.loads(path.read_text()))
        return "Config rolled back successfully."
    if verb == "delete-checkpoint":
        path.unlink()
        return "Checkpoint deleted successfully."
    raise RefusedError(f'No such command "{verb}".')


def main(name: str, words: list) -> int:
    """0 when done, 2 with the reason otherwise."""
    try:
        if name == "sonic-cfggen" and words == ["-d", "--print-data"]:
            print(shown(running()))
        elif name == "config":
            print(config(words))
        elif (name, words) == ("show", ["version"]):
            print("\nSONiC Software Version: SONiC.202311\nSONiC OS Version: 11\nDistribution: Debian 11.8")
        else:
            raise RefusedError(f'No such command "{" ".join(words)}".')
    except RefusedError as error:
        print(f"Failed to {words[0].replace('-', ' ')} due to: {error}\nError: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[0]).name, sys.argv[1:]))
