# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.verify_journal: proves that the journal is as it was written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.errors import InputError, TamperedError
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import verify
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec

_MOST_NAMED = 5


class ActionModule(FactoryAction):
    """Read in the controller's process; no host is contacted."""

    spec = argument_spec(__file__)

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        url, home = (self._setting(name, task_vars) for name in ("store", "home"))
        store = open_store(url, home)
        report = verify(store, _file(args, "anchor"), _file(args, "public_key"))
        result = {"changed": False, "path": store.place, **asdict(report)}
        if not report.ok:
            error = TamperedError(_in_words(report.problems), store.place)
            result.update(failed=True, msg=str(error), error=error.to_dict())
        return result


def _file(args: dict[str, Any], name: str) -> Path | None:
    if args[name] is None:
        return None
    path = Path(args[name])
    if not path.is_file():
        raise InputError(f"there is no file {path}", name)
    return path


def _in_words(problems: list[dict[str, str]]) -> str:
    named = "; ".join(f"{problem['what']}: {problem['where']}" for problem in problems[:_MOST_NAMED])
    more = len(problems) - _MOST_NAMED
    return named + (f"; and {more} more" if more > 0 else "")
