# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filter config_diff: see DOCUMENTATION."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter


class FilterModule:
    """The filter config_diff."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"config_diff": as_filter(config_diff)}
