# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.snapshot: a device's state and configuration, normalised."""

from __future__ import annotations

from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.redact import redact_value
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import open_driver
from ansible_collections.auto.factory.plugins.module_utils.platforms.snapshot import take_snapshot
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec
from ansible_collections.auto.factory.plugins.plugin_utils.device import target_of
from ansible_collections.auto.factory.plugins.plugin_utils.prefork import make_ready

make_ready()


class ActionModule(FactoryAction):
    """One session, one snapshot."""

    spec = argument_spec(__file__)
    _requires_connection = True

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        target = target_of(self._connection, self._task, task_vars)
        driver = open_driver(target)
        try:
            snapshot = take_snapshot(driver, args["subsets"], startup="config" in args["subsets"], targets=args["reach"])
        finally:
            driver.close()
        running = snapshot["config"]["running"]
        mark = fingerprint(running, driver.capabilities.network_os) if running is not None else None
        return {"changed": False, "snapshot": redact_value(snapshot) if args["redact"] else snapshot, "fingerprint": mark}
