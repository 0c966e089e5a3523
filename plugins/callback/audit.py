# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit callback: one collector, many readers."""

from __future__ import annotations

DOCUMENTATION = r"""
name: audit
type: notification
short_description: Records in the journal what every run and task did
version_added: "0.1.0"
description:
  - Writes one event into the journal for the start of a run, of each play, for each task's result on each host, whatever its
    status, and for the end of the run. The events enter the same hash chain as those of M(auto.factory.change).
  - Secrets are redacted before anything is written. A result under C(no_log) leaves its status only. Values of extra variables are
    recorded for the names in O(extra_vars) only, since a controller hands survey passwords over in clear; of the others the name.
  - Ansible goes on when a callback fails. A failure to record is shown as a warning; the gate "no record, no change" is in
    M(auto.factory.change), which asks the journal before it touches a device.
  - Enable it with C(callbacks_enabled = auto.factory.audit) in C(ansible.cfg).
author:
  - auto.factory authors (@auto-factory)
options:
  body:
    description:
      - How much of a result is kept.
      - V(none) keeps status, task and timing; V(summary) also the message, return code, outcome, error and diff; V(full) the whole
        result without the module's arguments.
    type: str
    choices: [none, summary, full]
    default: summary
    env: [{name: AUTO_FACTORY_AUDIT_BODY}]
    ini: [{section: auto_factory_audit, key: body}]
    vars: [{name: auto_factory_audit_body}]
  body_limit:
    description:
      - The most characters kept of one result; more is cut at a line's end and said to be cut.
    type: int
    default: 16384
    env: [{name: AUTO_FACTORY_AUDIT_BODY_LIMIT}]
    ini: [{section: auto_factory_audit, key: body_limit}]
    vars: [{name: auto_factory_audit_body_limit}]
  extra_vars:
    description:
      - Names of extra variables whose values are recorded. The ids and names the controller passes about its job are always.
    type: list
    elements: str
    default: []
    env: [{name: AUTO_FACTORY_AUDIT_EXTRA_VARS}]
    ini: [{section: auto_factory_audit, key: extra_vars}]
    vars: [{name: auto_factory_audit_extra_vars}]
  store:
    description:
      - The journal's store, C(sqlite:///absolute/path). By default C(journal.db) in O(home).
    type: str
    env: [{name: AUTO_FACTORY_STORE}]
    ini: [{section: auto_factory, key: store}]
    vars: [{name: auto_factory_store}]
  home:
    description:
      - The folder of journal, key and anchor. By default C(.auto-factory) in the user's home folder.
    type: path
    env: [{name: AUTO_FACTORY_HOME}]
    ini: [{section: auto_factory, key: home}]
    vars: [{name: auto_factory_home}]
notes:
  - Variables set an option only when given as extra variables; a callback starts before hosts and groups are known.
"""

import atexit
import os
import time
from typing import Any

from ansible import context
from ansible.plugins.callback import CallbackBase
from ansible.release import __version__ as ansible_version
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError
from ansible_collections.auto.factory.plugins.module_utils.journal.event import (
    PLAY_STARTED,
    RUN_FINISHED,
    RUN_STARTED,
    TASK_RESULT,
)
from ansible_collections.auto.factory.plugins.module_utils.journal.origin import controller_facts
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import (
    Recorder,
    detect_actor,
    detect_trigger,
    open_recorder,
)
from ansible_collections.auto.factory.plugins.module_utils.journal.result import body_of, items_of


class CallbackModule(CallbackBase):
    """One collector: what ansible-core tells becomes events."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "auto.factory.audit"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._recorder: Recorder | None = None
        self._pid = os.getpid()
        self._begun = False
        self._lost = 0
        self._playbook = ""
        self._play = ""
        self._started: dict[tuple[str, str], float] = {}
        self._rescued: dict[str, bool] = {}

    def v2_playbook_on_start(self, playbook: Any) -> None:
        # Several playbooks in one command are one run with several starts and ends.
        self._begun = False
        self._playbook = str(getattr(playbook, "_file_name", ""))

    def v2_playbook_on_play_start(self, play: Any) -> None:
        extra_vars = play.get_variable_manager().extra_vars
        self._begin(extra_vars)
        self._play = play.get_name().strip()
        self._rescued.clear()
        self._record(PLAY_STARTED, data={"play": self._play, "hosts": play.hosts, "serial": play.serial}, durable=False)

    def v2_playbook_on_no_hosts_matched(self) -> None:
        self._record(PLAY_STARTED, state="no_hosts", data={"play": self._play}, durable=False)

    def v2_runner_on_start(self, host: Any, task: Any) -> None:
        self._started[host.get_name(), task._uuid] = time.monotonic()

    def v2_runner_on_ok(self, result: Any) -> None:
        host, task, found = _parts(result)
        self._result("changed" if found.get("changed") else "ok", host, task, found)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        host, task, found = _parts(result)
        state = "ignored" if ignore_errors else "rescued" if self._is_rescued(task) else "failed"
        self._result(state, host, task, found)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._result("skipped", *_parts(result))

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._result("unreachable", *_parts(result))

    def v2_playbook_on_stats(self, stats: Any) -> None:
        if not self._begun:
            self._begin({})
        hosts = {host: stats.summarize(host) for host in sorted(stats.processed)}
        totals: dict[str, int] = {}
        for summary in hosts.values():
            for name, count in summary.items():
                totals[name] = totals.get(name, 0) + count
        bad = {name: [host for host, counts in hosts.items() if counts[name]] for name in ("failures", "unreachable")}
        state = "failed" if bad["failures"] else "unreachable" if bad["unreachable"] else "ok"
        self._record(RUN_FINISHED, state=state, data={"hosts": len(hosts), "totals": totals, "hosts_with": bad, "lost": self._lost})
        self._end()

    def _begin(self, extra_vars: dict[str, Any]) -> None:
        """Open the journal and record the run's start, once; only a play knows the extra variables."""
        if self._begun:
            return
        self._begun = True
        self.set_options(var_options=extra_vars)
        try:
            self._recorder = open_recorder(
                self.get_option("home"),
                self.get_option("store"),
                actor=detect_actor(extra_vars),
                trigger=detect_trigger(extra_vars),
            )
        except FactoryError as error:
            self._show(error)
            return
        atexit.register(self._end)
        self._record(RUN_STARTED, data={"playbook": self._playbook, **_command_line(), **self._variables(extra_vars)})

    def _end(self) -> None:
        if self._pid != os.getpid():
            return
        recorder, self._recorder = self._recorder, None
        lost, self._lost = self._lost, 0
        try:
            if recorder is not None:
                recorder.close()
        except FactoryError as error:
            self._show(error)
        if lost:
            self._display.warning(f"auto.factory.audit: {lost} event(s) of this run are not in the journal.")

    def _variables(self, extra_vars: dict[str, Any]) -> dict[str, Any]:
        allowed = {name: extra_vars[name] for name in self.get_option("extra_vars") if name in extra_vars}
        return {"extra_var_names": sorted(map(str, extra_vars)), "extra_vars": {**controller_facts(extra_vars), **allowed}}

    def _result(self, state: str, host: str, task: Any, found: dict[str, Any]) -> None:
        if self._recorder is None:
            self._lost += 1
            return
        begun = self._started.pop((host, task._uuid), None)
        data: dict[str, Any] = {
            "task": task.get_name(),
            "action": getattr(task, "resolved_action", None) or task.action,
            "play": self._play,
            "path": task.get_path(),
            "uuid": task._uuid,
            "body": body_of(found, self.get_option("body"), self.get_option("body_limit")),
        }
        if begun is not None:
            data["seconds"] = round(time.monotonic() - begun, 3)
        if task.delegate_to:
            data["delegated_to"] = task.delegate_to
        if task.check_mode:
            data["check_mode"] = True
        items = items_of(found)
        if items:
            data["items"] = items
        change = {name: found.get(name) for name in ("change_id", "transaction_id")}
        self._record(TASK_RESULT, host=host, state=state, data=data, durable=False, **change)

    def _record(self, kind: str, **facets: Any) -> None:
        if self._recorder is None:
            self._lost += 1
            return
        try:
            self._recorder.record(kind, **facets)
        except FactoryError as error:
            self._show(error)
            self._lost += 1

    def _show(self, error: FactoryError) -> None:
        """A callback must not stop a run, and must not be silent either; ansible shows the same warning once."""
        self._display.warning(f"auto.factory.audit cannot record: {error}")

    def _is_rescued(self, task: Any) -> bool:
        uuid = task._uuid
        if uuid not in self._rescued:
            self._rescued[uuid] = _has_rescue(task)
        return self._rescued[uuid]


def _parts(result: Any) -> tuple[str, Any, dict[str, Any]]:
    """Host name, task and result; ansible-core 2.19 made the attributes public and warns of the private ones later."""
    if hasattr(result, "host"):
        return result.host.get_name(), result.task, result.result
    return result._host.get_name(), result._task, result._result


def _has_rescue(task: Any) -> bool:
    """Whether a block around ``task`` catches its failure; a task inside a rescue section is not caught by that section."""
    child, parent = task, getattr(task, "_parent", None)
    while parent is not None:
        if getattr(parent, "rescue", None) and any(part._uuid == child._uuid for part in parent.block):
            return True
        child, parent = parent, getattr(parent, "_parent", None)
    return False


def _command_line() -> dict[str, Any]:
    """How the run was called; never the raw arguments, which may hold passwords."""
    cli = context.CLIARGS
    names = {
        "check": "check",
        "diff": "diff",
        "tags": "tags",
        "skip_tags": "skip_tags",
        "limit": "subset",
        "inventory": "inventory",
    }
    return {"ansible": ansible_version, **{name: cli.get(option) for name, option in names.items()}}
