# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action of auto.factory.platform_info: what is true of each platform."""

from __future__ import annotations

from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.platforms.info import describe_all
from ansible_collections.auto.factory.plugins.plugin_utils.action import FactoryAction, argument_spec


class ActionModule(FactoryAction):
    """Read in the controller's process; no host is contacted."""

    spec = argument_spec(__file__)

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        return {"changed": False, "platforms": describe_all(args["platforms"])}
