# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a transaction ended, with everything that is promised about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import FactoryError

# The other ends are rolled_back, refused and needs_human.
WELL = ("confirmed", "armed", "unchanged")


@dataclass
class Outcome:
    """The result of one transaction; ``to_result`` has every promised key, however it ended."""

    transaction_id: str
    change_id: str
    outcome: str = "refused"
    changed: bool = False
    preview: bool = False
    diff: str = ""
    commands: list[str] = field(default_factory=list)
    rollback_commands: list[str] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    fingerprint: dict[str, str | None] = field(default_factory=lambda: {"before": None, "after": None, "predicted": None})
    dead_man: dict[str, Any] = field(default_factory=lambda: {"kind": "none", "seconds": 0})
    timings: dict[str, float] = field(default_factory=dict)
    saved: bool = False
    dropped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: FactoryError | None = None

    @property
    def failed(self) -> bool:
        """Whether it did not end well."""
        return self.outcome not in WELL or self.error is not None

    def to_result(self) -> dict[str, Any]:
        """As the task returns it. The caller redacts."""
        result: dict[str, Any] = {
            "changed": self.changed,
            "failed": self.failed,
            "outcome": self.outcome,
            "preview": self.preview,
            "diff": {"prepared": self.diff},
            "commands": list(self.commands),
            "rollback_commands": list(self.rollback_commands),
            "checks": list(self.checks),
            "fingerprint": dict(self.fingerprint),
            "transaction_id": self.transaction_id,
            "change_id": self.change_id,
            "dead_man": dict(self.dead_man),
            "timings": {name: round(seconds, 3) for name, seconds in self.timings.items()},
            "saved": self.saved,
            "dropped": list(self.dropped),
            "warnings": list(self.warnings),
        }
        if self.error is not None:
            result["error"] = self.error.to_dict()
            result["msg"] = str(self.error)
        return result
