# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device's normalised state and configuration at one time, read through its driver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..state.commands import ALIASES, SUBSETS, commands_for
from ..state.parse import parse_all
from .base import Driver

CONFIG_SUBSETS = ("config", "startup")


def take_snapshot(
    driver: Driver, subsets: Iterable[str], *, running: str | None = None, startup: bool = False, targets: Sequence[str] = ()
) -> dict[str, Any]:
    """One snapshot: ``{subset: model, config: {running, startup}, unsupported: {}, unparsed: {}, reachability: {}}``.

    Args:
        driver: an open driver.
        subsets: state subsets; ``config`` and ``startup`` among them ask for the configurations.
        running: the running configuration where it was read a moment ago.
        startup: whether the startup configuration is read too.
        targets: addresses to ping from the device.
    """
    wanted = list(dict.fromkeys(ALIASES.get(name, name) for name in subsets))
    platform = driver.capabilities.network_os
    asked = [name for name in wanted if name not in (*CONFIG_SUBSETS, "reachability")]
    state = [name for name in asked if name in SUBSETS(platform)]
    absent = {name: f"unsupported: {platform} has no subset '{name}' here" for name in asked if name not in state}
    outputs = driver.run(commands_for(platform, state)) if state else {}
    models, unsupported, unparsed = parse_all(outputs, platform, state) if state else ({}, {}, {})
    if running is None and ("config" in wanted or "startup" in wanted):
        running = driver.running()
    boot = driver.startup() if startup or "startup" in wanted else None
    snapshot: dict[str, Any] = {**models, "config": {"running": running, "startup": boot}}
    snapshot["unsupported"], snapshot["unparsed"] = {**absent, **unsupported}, dict(unparsed)
    if "startup" in wanted and boot is None:
        snapshot["unsupported"]["startup"] = "this user cannot read the startup configuration, or there is none"
    if targets:
        snapshot["reachability"] = driver.reach(targets)
    return snapshot
