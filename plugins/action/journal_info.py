# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.journal_info: what the journal knows."""

from __future__ import annotations

from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.journal.query import events, pending, recent_changes
from ansible_collections.auto.factory.plugins.module_utils.journal.store import Filter, open_store
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec


class ActionModule(FactoryAction):
    """Read in the controller's process; no host is contacted."""

    spec = argument_spec(__file__)

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        if args["limit"] < 1:
            raise InputError("limit must be at least 1", "limit")
        url, home = (self._setting(name, task_vars) for name in ("store", "home"))
        store = open_store(url, home)
        wanted = Filter(**{name: args[name] for name in ("change_id", "transaction_id", "host", "kind", "run_id")})
        result = {
            "changed": False,
            "path": store.place,
            "changes": recent_changes(store, args["limit"], wanted),
            "pending": pending(store, wanted),
        }
        if args["events"]:
            result["events"] = [event.to_dict() for event in events(store, wanted, args["events_limit"])]
        return result
