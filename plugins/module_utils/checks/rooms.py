# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What checks borrow from other rooms, imported at first use: most checks need none of it."""

from __future__ import annotations

from typing import Any

from .model import Rooms


def _fingerprint(text: str, platform: str) -> str:
    from ..config.fingerprint import fingerprint  # noqa: PLC0415

    return fingerprint(text, platform)


def _clean(text: str, platform: str) -> str:
    from ..config.fingerprint import clean  # noqa: PLC0415

    return clean(text, platform)


def _redact(text: str, platform: str) -> str:
    from ..config.redact import config_redact  # noqa: PLC0415

    return config_redact(text, platform)


def _differ(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    from ..state.compare import state_diff  # noqa: PLC0415

    return state_diff(before, after)


REAL_ROOMS = Rooms(_fingerprint, _clean, _redact, _differ)
