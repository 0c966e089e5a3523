# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a result is kept is the user's choice, and never too much."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.journal.event import canonical
from ansible_collections.auto.factory.plugins.module_utils.journal.result import BodyPolicy, body_of, items_of

LIMIT = 1000
RESULT: dict[str, Any] = {
    "changed": True,
    "msg": "done",
    "diff": {"prepared": "+ ntp"},
    "cmd": "tool -p secret",
    "invocation": {"x": 1},
    "rc": 0,
}


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("none", set()), ("summary", {"msg", "diff", "rc"}), ("full", {"changed", "msg", "diff", "cmd", "rc"})],
)  # fmt: skip
def test_the_policy_decides(policy: BodyPolicy, kept: set[str]) -> None:
    """Nothing, what a reader asks first, or everything but the module's arguments."""
    assert set(body_of(RESULT, policy, LIMIT)) == kept


@pytest.mark.parametrize("policy", ["none", "summary", "full"])
@pytest.mark.parametrize(
    "result",
    [
        {"censored": "hidden", "changed": True, "msg": "secret", "results": [{"msg": "secret"}]},
        {"_ansible_no_log": True, "msg": "secret"},
        {"results": [{"_ansible_no_log": True, "msg": "secret", "item": "secret"}, {"censored": "hidden", "msg": "secret"}]},
    ],
    ids=["result", "marked", "items"],
)
def test_no_log_is_honoured(result: dict[str, Any], policy: BodyPolicy) -> None:
    """Not a word of a hidden result or item is kept, whatever the policy."""
    assert "secret" not in canonical(body_of(result, policy, LIMIT))


@pytest.mark.parametrize(
    "result",
    [
        {"msg": "x" * 100_000},
        {"msg": "line\n" * 100_000},
        {"stdout_lines": ["word"] * 100_000, "n": list(range(100_000))},
        {"facts": {f"key{number}": {"deep": ["value"] * 10} for number in range(10_000)}},
        {"results": [{"item": number, "msg": "m" * 100} for number in range(10_000)]},
    ],
    ids=["one line", "lines", "lists", "mappings", "loop"],
)
@pytest.mark.parametrize("policy", ["summary", "full"])
def test_a_body_is_bounded(result: dict[str, Any], policy: BodyPolicy) -> None:
    """However large a result is, about the limit is kept, and it says that it was cut."""
    body = body_of(result, policy, LIMIT)
    assert len(canonical(body)) < LIMIT * 1.6
    assert body.get("cut", not body) is True


def test_half_a_key_is_not_kept() -> None:
    """A private key that the limit would cut through is left out, for half of one is not recognised as a secret."""
    text = "hostname sw1\n-----BEGIN PRIVATE KEY-----\n" + "MIIEvAIBADANBgkqh\n" * 1000
    body = body_of({"msg": text}, "summary", LIMIT)
    assert body["msg"].startswith("hostname sw1\n<")
    assert "MIIE" not in body["msg"]


def test_half_a_line_is_not_kept() -> None:
    """Nor is half a line, which may end within a password."""
    body = body_of({"msg": "username bob password 7 0123456789\n" * 100}, "summary", LIMIT)
    assert all(line == "username bob password 7 0123456789" for line in body["msg"].split("\n")[:-1])


def test_items_are_counted_by_state() -> None:
    """A loop's items are counted; a package module's list of words under the same name is none."""
    items = [{"changed": True}, {"failed": True, "changed": False}, {"skipped": True}, {}, {"unreachable": True}]
    assert items_of({"results": items}) == {"changed": 1, "failed": 1, "skipped": 1, "ok": 1, "unreachable": 1}
    assert items_of({"results": ["vim installed"]}) == {}
    assert items_of({}) == {}


def test_only_a_plain_item_is_named() -> None:
    """An item that is a mapping may hold a password: it is not written into the summary."""
    body = body_of(
        {"results": [{"item": "vlan10", "msg": "a"}, {"item": {"name": "bob", "password": "x"}, "msg": "b"}]}, "summary", LIMIT
    )
    assert body["items"] == [{"state": "ok", "item": "vlan10", "msg": "a"}, {"state": "ok", "msg": "b"}]
