# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a task's result enters the journal, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from .event import canonical

BodyPolicy = Literal["none", "summary", "full"]

# What a reader asks first; no command lines and no module arguments, which hold what users typed.
_SUMMARY_KEYS: Final = (
    "msg", "rc", "outcome", "change_id", "transaction_id", "error", "diff", "stderr", "skip_reason", "false_condition", "attempts",
    "censored",
)  # fmt: skip
_NEVER: Final = ("invocation", "results")
_LEFT_OUT: Final = "<left out>"
_KEY_BLOCK: Final = "-----BEGIN"


def body_of(result: Mapping[str, Any], policy: BodyPolicy, limit: int) -> dict[str, Any]:
    """The part of ``result`` that ``policy`` keeps, of at most about ``limit`` characters; not yet redacted.

    A result under ``no_log`` is its ``censored`` notice only, whatever the policy.
    """
    if policy == "none":
        return {}
    if result.get("censored") or result.get("_ansible_no_log"):
        return {"censored": str(result.get("censored") or "no_log")}
    kept = _summary(result) if policy == "summary" else _full(result)
    if len(canonical(kept)) <= limit:
        return kept
    bounded, _left = _bounded(kept, limit)
    return {**bounded, "cut": True}


def items_of(result: Mapping[str, Any]) -> dict[str, int]:
    """How a loop's items ended, by state; empty where there was no loop."""
    counts: dict[str, int] = {}
    for item in _items(result):
        state = _item_state(item)
        counts[state] = counts.get(state, 0) + 1
    return counts


def _items(result: Mapping[str, Any]) -> list[Any]:
    items = result.get("results")
    # Package modules return a list of words under the same name.
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _item_state(item: Mapping[str, Any]) -> str:
    """An item's state; ansible-core 2.21 leaves ``failed`` and ``skipped`` out of what a callback sees, not what goes with them."""
    if item.get("unreachable"):
        return "unreachable"
    if item.get("failed", item.get("failed_when_result", "exception" in item)):
        return "failed"
    if item.get("skipped", "skip_reason" in item):
        return "skipped"
    return "changed" if item.get("changed") else "ok"


def _summary(result: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: result[key] for key in _SUMMARY_KEYS if result.get(key) not in (None, "", [], {})}
    items = [_item(item) for item in _items(result)]
    if items:
        kept["items"] = items
    return kept


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    if item.get("censored") or item.get("_ansible_no_log"):
        return {"state": _item_state(item), "censored": "no_log"}
    label = item.get("_ansible_item_label", item.get("item"))
    # A structured item may be a user with his password; only its label, or a plain value, names it.
    named = {"item": label} if isinstance(label, (str, int, float)) else {}
    return {"state": _item_state(item), **named, **_summary(item)}


def _full(result: Mapping[str, Any]) -> dict[str, Any]:
    kept = {str(key): value for key, value in result.items() if key not in _NEVER and not str(key).startswith("_ansible_")}
    items = [
        {"censored": "no_log"} if item.get("censored") or item.get("_ansible_no_log") else _full(item) for item in _items(result)
    ]
    return {**kept, "results": items} if items else kept


def _bounded(value: Any, left: int) -> tuple[Any, int]:
    """``value`` cut to about ``left`` characters, and what remains of them."""
    if isinstance(value, Mapping):
        kept: dict[str, Any] = {}
        for key, item in value.items():
            if left <= 0:
                kept["left_out"] = len(value) - len(kept)
                break
            kept[str(key)], left = _bounded(item, left - len(str(key)))
        return kept, left
    if isinstance(value, (list, tuple)):
        chosen: list[Any] = []
        for item in value:
            if left <= 0:
                chosen.append(f"<{len(value) - len(chosen)} more>")
                break
            short, left = _bounded(item, left)
            chosen.append(short)
        return chosen, left
    text = value if isinstance(value, str) else canonical(value)
    if len(text) <= left:
        return value, left - len(text) - 1
    return _cut(text, left), 0


def _cut(text: str, limit: int) -> str:
    """Whole lines of ``text`` only, and no opened key block: half a secret is not recognised as one."""
    kept = text[: max(limit, 0)]
    kept = kept[: kept.rfind("\n") + 1]
    opened = kept.rfind(_KEY_BLOCK)
    if opened >= 0 and "-----END" not in kept[opened:]:
        kept = kept[:opened]
    return f"{kept}<{len(text) - len(kept)} more characters>"
