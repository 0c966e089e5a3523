# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.change_summary: the table at the end of a change, and its document."""

from __future__ import annotations

import json
import os
from typing import Any

from ansible import constants
from ansible.utils.display import Display
from ansible_collections.auto.factory.plugins.module_utils.change.summary import Line, lines, summarise, table
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec, plain

display = Display()


class ActionModule(FactoryAction):
    """Reads what the devices' tasks registered, prints, writes."""

    spec = argument_spec(__file__)

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        found = task_vars["hostvars"]
        results = {host: plain(found[host].get(args["register"])) if host in found else None for host in args["hosts"]}
        results = {host: result if isinstance(result, dict) and "outcome" in result else None for host, result in results.items()}
        document = summarise(args["change_id"], results)
        rows = lines(results)
        shown = table(rows)
        for number, text in enumerate(shown):
            display.display(text, color=_color(rows[number - 2]) if number > 1 else None)
        if args["dest"]:
            _write(args["dest"], document)
        failed = document["outcome"] != "done"
        message = f"change {args['change_id']}: {document['outcome']}"
        return {"changed": False, "failed": failed, "msg": message, "summary": document, "table": shown}


def _color(row: Line) -> str:
    if row.well:
        return str(constants.COLOR_CHANGED if row.outcome == "confirmed" else constants.COLOR_OK)
    return str(constants.COLOR_SKIP if row.outcome == "not reached" else constants.COLOR_ERROR)


def _write(dest: str, document: dict[str, Any]) -> None:
    path = os.path.abspath(os.path.expanduser(dest))
    try:
        with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            json.dump(document, file, indent=2, sort_keys=True)
            file.write("\n")
    except OSError as error:
        raise InputError(f"the result cannot be written: {error.strerror}", path, "Name a writable file.") from error
