# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.change: one device's transaction, inside the worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.change.orphan import Tether
from ansible_collections.auto.factory.plugins.module_utils.change.outcome import Outcome
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.config.redact import redact_value
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, InputError
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import detect_actor, detect_trigger, open_recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.store import home_folder
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, open_driver
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec, plain
from ansible_collections.auto.factory.plugins.plugin_utils.device import at_most, host_of, target_of, under_timer
from ansible_collections.auto.factory.plugins.plugin_utils.prefork import make_ready
from ansible_collections.auto.factory.plugins.plugin_utils.rendering import render_source

make_ready()


class ActionModule(FactoryAction):
    """Arguments to a ChangeRequest, a Transaction, its Outcome to a result."""

    spec = argument_spec(__file__)
    mutually_exclusive = (("lines", "src", "config"),)
    required_one_of = (("lines", "src", "config"),)
    _requires_connection = True

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        # A command may not hang for longer than the dead man's switch waits.
        target = at_most(target_of(self._connection, self._task, task_vars), args["confirm_timeout"])
        facts = capabilities(target.network_os, target.transport)
        store, home = (self._setting(name, task_vars) for name in ("store", "home"))
        recorder = open_recorder(home, store, actor=detect_actor(task_vars), trigger=detect_trigger(task_vars))
        around = Surroundings(
            connect=lambda fresh: open_driver(under_timer(target) if fresh else target),
            capabilities=facts,
            recorder=recorder,
            home=Path(home).expanduser() if home else home_folder(),
            still_wanted=Tether().check,
        )
        outcome = Transaction(self._request(args, task_vars, f"{target.host}:{target.port}"), around).run()
        try:
            recorder.close()
        except FactoryError as error:
            # What became of the device is known and is what is said; the events wait in the journal's spool.
            outcome.warnings.append(f"the last events are not in the journal yet: {error}")
        return self._result(outcome)

    def failure(self, error: FactoryError) -> dict[str, Any]:
        """Refused before a transaction could begin: every promised key is there all the same."""
        return self._result(Outcome("", str(self._task.args.get("change_id") or ""), error=error))

    def _result(self, outcome: Outcome) -> dict[str, Any]:
        result: dict[str, Any] = redact_value(outcome.to_result())
        if not self._task.diff:
            result.pop("diff")
        return result

    def _request(self, args: dict[str, Any], task_vars: dict[str, Any], address: str) -> ChangeRequest:
        return ChangeRequest(
            host=host_of(self._task, task_vars),
            address=address,
            content=Content(tuple(self._lines(args, task_vars)), bool(args["replace"])),
            checks=args["checks"] or [],
            confirm_timeout=args["confirm_timeout"],
            check_timeout=args["check_timeout"],
            settle=args["settle"],
            save=args["save"],
            preview=bool(self._task.check_mode),
            expected_fingerprint=args["fingerprint"],
            change_id=args["change_id"] or "",
            facts={"reason": args["reason"], "ticket": args["ticket"]},
        )

    def _lines(self, args: dict[str, Any], task_vars: dict[str, Any]) -> list[str]:
        if args["replace"] and args["lines"] is not None:
            raise InputError("replace needs the whole configuration", "replace", "Give it with config or src instead of lines.")
        if args["src"] is not None:
            return plain(render_source(self, args["src"], task_vars)).splitlines()
        if args["config"] is not None:
            return str(args["config"]).splitlines()
        given = args["lines"]
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, list) or any(isinstance(line, (dict, list)) for line in given):
            raise InputError("lines is neither a list of texts nor a text", "lines")
        return [part for line in given for part in str(line).splitlines()]
