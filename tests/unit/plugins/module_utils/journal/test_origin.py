# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who acted and what started the run is known, and cannot be claimed by everybody."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.journal.origin import controller_facts, detect_actor, detect_trigger

AWX = {"JOB_ID": "7", "AWX_PRIVATE_DATA_DIR": "/runner"}
WORKFLOW = {
    "awx_job_launch_type": "workflow",
    "awx_workflow_job_launch_type": "scheduled",
    "awx_parent_job_schedule_name": "Nightly",
}


SCHEDULED = {"awx_job_launch_type": "scheduled", "awx_schedule_name": "Nightly"}
WEBHOOK = {"awx_job_launch_type": "webhook", "awx_webhook_event_guid": "g1"}
CLAIMED = {"awx_job_id": 7, "awx_user_name": "eve", "awx_job_launch_type": "webhook"}


@pytest.mark.parametrize(
    ("extra_vars", "environ", "kind", "ref"),
    [
        pytest.param({}, {}, "person", None, id="an engineer at a shell"),
        pytest.param(CLAIMED, {}, "person", None, id="controller variables outside the controller"),
        pytest.param({}, AWX, "controller", "7", id="a job without variables"),
        pytest.param({"tower_job_launch_type": "manual"}, AWX, "controller", "7", id="a job launched by hand"),
        pytest.param({"awx_job_launch_type": "relaunch"}, AWX, "controller", "7", id="a job launched again"),
        pytest.param(SCHEDULED, AWX, "schedule", "Nightly", id="a schedule"),
        pytest.param(WORKFLOW, AWX, "schedule", "Nightly", id="a workflow's schedule"),
        pytest.param(WEBHOOK, AWX, "event", "g1", id="a webhook"),
        pytest.param({"awx_job_launch_type": "callback"}, AWX, "event", "7", id="a host's callback"),
        pytest.param({}, {"AUTO_FACTORY_TRIGGER": "agent:fixer-3"}, "agent", "fixer-3", id="an agent says so"),
        pytest.param({}, {"AUTO_FACTORY_TRIGGER": "event", **AWX}, "event", None, id="a rulebook in the controller"),
    ],
)
def test_the_trigger_is_detected(extra_vars: dict[str, Any], environ: dict[str, str], kind: str, ref: str | None) -> None:
    """Each way of starting a run has its kind and its reference; the controller's job is named too."""
    trigger = detect_trigger(extra_vars, environ)
    assert (trigger["kind"], trigger["ref"]) == (kind, ref)
    assert trigger.get("job") == ("7" if "JOB_ID" in environ else None)


def test_an_unknown_trigger_is_refused() -> None:
    """A misspelt override is an error, not a person."""
    with pytest.raises(InputError, match="person, schedule"):
        detect_trigger({}, {"AUTO_FACTORY_TRIGGER": "cron"})


@pytest.mark.parametrize(
    ("extra_vars", "environ", "user", "known_by"),
    [
        ({"awx_user_name": "alice"}, AWX, "alice", "controller"),
        ({}, {**AWX, "SUDO_USER": "x"}, None, "controller"),
        ({"awx_user_name": "eve"}, {"SUDO_USER": "bob"}, "bob", "sudo"),
    ],
    ids=["the controller's user", "a schedule has no user", "sudo, and nobody believes eve"],
)  # fmt: skip
def test_the_actor_is_known_by_somebody(
    extra_vars: dict[str, Any], environ: dict[str, str], user: str | None, known_by: str
) -> None:
    """The actor says who vouches for him."""
    actor = detect_actor(extra_vars, environ)
    assert (actor["user"], actor["known_by"]) == (user, known_by)


def test_only_known_variables_of_the_controller_are_taken() -> None:
    """Webhook payloads and survey answers stay out."""
    told = {"awx_job_id": 7, "tower_job_id": 7, "awx_webhook_payload": {"token": "x"}, "password": "x", "awx_user_email": ""}
    assert controller_facts(told) == {"job_id": "7"}
