# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who acts, and what started the run."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from typing import Any, Final

from ..errors import InputError

TRIGGER_KINDS: Final = ("person", "schedule", "event", "controller", "agent")
_LAUNCH_TYPES: Final = {"scheduled": "schedule", "webhook": "event", "callback": "event"}


def in_controller(environ: Mapping[str, str]) -> bool:
    """Whether AWX started this process; its extra vars mean nothing elsewhere, for anybody can pass them."""
    return bool(environ.get("JOB_ID") and environ.get("AWX_PRIVATE_DATA_DIR"))


def detect_trigger(extra_vars: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What started this run: ``{kind, ref}``, in the controller also ``job``.

    ``AUTO_FACTORY_TRIGGER`` (``kind`` or ``kind:ref``) is for rulebooks, agents
    and schedulers to say it themselves. Raises InputError for an unknown kind.
    """
    environ = os.environ if environ is None else environ
    told = environ.get("AUTO_FACTORY_TRIGGER", "")
    controller = in_controller(environ)
    job = {"job": environ["JOB_ID"]} if controller else {}
    if told:
        kind, _colon, ref = told.partition(":")
        if kind not in TRIGGER_KINDS:
            raise InputError(f"no such trigger: '{kind}'", "AUTO_FACTORY_TRIGGER", f"Use one of {', '.join(TRIGGER_KINDS)}.")
        return {"kind": kind, "ref": ref or None, **job}
    if controller:
        return {**_controller_trigger(_Told(extra_vars or {}), environ["JOB_ID"]), **job}
    return {"kind": "person", "ref": None}


class _Told:
    """The controller's extra vars, under either of their two prefixes."""

    def __init__(self, extra_vars: Mapping[str, Any]) -> None:
        self._vars = extra_vars

    def __call__(self, *names: str) -> str | None:
        for name in names:
            for prefix in ("awx", "tower"):
                value = self._vars.get(f"{prefix}_{name}")
                if value not in (None, ""):
                    return str(value)
        return None


def _controller_trigger(told: _Told, job: str) -> dict[str, Any]:
    launch = told("job_launch_type")
    if launch == "workflow":
        # Inside a workflow, and in every slice, the job's own type only says so.
        launch = told("workflow_job_launch_type") or launch
    kind = _LAUNCH_TYPES.get(launch or "", "controller")
    refs = {
        "schedule": ("schedule_name", "parent_job_schedule_name", "schedule_id", "parent_job_schedule_id"),
        "event": ("webhook_event_guid", "webhook_event_ref"),
    }
    ref = told(*refs[kind]) if kind in refs else None
    return {"kind": kind, "ref": ref or job, "launch_type": launch}


def detect_actor(extra_vars: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Who acts and how that is known: ``{user, known_by, os_user}``.

    ``known_by`` is ``controller`` (the user the controller authenticated),
    ``sudo`` (who called sudo) or ``os`` (the process's own user).
    """
    environ = os.environ if environ is None else environ
    os_user = _os_user()
    if in_controller(environ):
        user = _Told(extra_vars or {})("user_name")
        if user:
            return {"user": user, "known_by": "controller", "os_user": os_user}
        return {"user": None, "known_by": "controller", "os_user": os_user}
    sudo = environ.get("SUDO_USER")
    if sudo:
        return {"user": sudo, "known_by": "sudo", "os_user": os_user}
    return {"user": os_user, "known_by": "os", "os_user": os_user}


def _os_user() -> str:
    try:
        import pwd  # noqa: PLC0415 - not everywhere

        return pwd.getpwuid(os.geteuid()).pw_name
    except (ImportError, KeyError):
        return getpass.getuser() if os.environ.get("USER") else str(os.geteuid())


_CONTROLLER_FACTS: Final = (
    "job_id", "job_launch_type", "job_template_id", "job_template_name", "inventory_id", "inventory_name", "project_revision",
    "project_scm_branch", "job_scm_branch", "execution_node", "user_id", "user_name", "schedule_id", "schedule_name",
    "parent_job_schedule_id", "parent_job_schedule_name", "workflow_job_id", "workflow_job_name", "workflow_job_launch_type",
    "webhook_event_type", "webhook_event_guid", "webhook_event_ref",
)  # fmt: skip


def controller_facts(extra_vars: Mapping[str, Any]) -> dict[str, Any]:
    """What the controller says about its job, under the names without prefix; nothing of it is a secret."""
    told = _Told(extra_vars)
    return {name: value for name in _CONTROLLER_FACTS if (value := told(name)) is not None}
