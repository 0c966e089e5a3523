# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Test callback: every host's result of every task as one JSON line in the file that COLLECT_FILE names."""

from __future__ import annotations

import json
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = "name: collect\ntype: notification\nshort_description: collect results\ndescription: [collect results]\n"


class CallbackModule(CallbackBase):
    """Writes and keeps nothing."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "collect"
    CALLBACK_NEEDS_ENABLED = True

    def _keep(self, status, result):
        kept = {"failed": status == "failed", **result._result}
        row = {"status": status, "host": result._host.get_name(), "task": result._task.action, "result": kept}
        with open(os.environ["COLLECT_FILE"], "a", encoding="utf-8") as file:
            file.write(json.dumps(row, default=str) + "\n")

    def v2_runner_on_ok(self, result):
        self._keep("ok", result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._keep("failed", result)

    def v2_runner_on_unreachable(self, result):
        self._keep("unreachable", result)
