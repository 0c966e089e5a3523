# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What actions that talk to a device share: the target behind the task's connection, and its driver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.session.target import Target

# A device under a running timer is asked again soon rather than waited for long.
_SHORT_CONNECT = 6.0
_SHORT_COMMAND = 12.0


def host_of(task: Any, task_vars: dict[str, Any]) -> str:
    """The name of the task's device: with delegate_to that is not the play's host."""
    return str(task.delegate_to or task_vars.get("inventory_hostname", ""))


def target_of(connection: Any, task: Any, task_vars: dict[str, Any]) -> Target:
    """The task's device. Raises InputError where the connection is not ours."""
    host = host_of(task, task_vars)
    if not hasattr(connection, "target"):
        raise InputError(
            f"the connection is '{connection.transport}'",
            host,
            "Set ansible_connection: auto.factory.cli for the host, the play or the task (the roles do it for their own tasks).",
        )
    connection.factory_host = host
    target: Target = connection.target()
    return target


def at_most(target: Target, seconds: float) -> Target:
    """The same device, whose commands may not take longer than so many seconds."""
    return replace(target, command_timeout=min(target.command_timeout, max(seconds, _SHORT_COMMAND)))


def under_timer(target: Target) -> Target:
    """The same device, with less patience."""
    return replace(
        target,
        connect_timeout=min(target.connect_timeout, _SHORT_CONNECT),
        command_timeout=min(target.command_timeout, _SHORT_COMMAND),
    )
