# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Durations as network OSes write them."""

from __future__ import annotations


def short_span(seconds: float) -> str:
    """``00:02:05`` up to a day, then ``1d02h``, then ``2w3d``."""
    whole = max(0, int(seconds))
    days, hours, minutes = whole // 86400, whole // 3600 % 24, whole // 60 % 60
    if days >= 7:
        return f"{days // 7}w{days % 7}d"
    if days:
        return f"{days}d{hours:02d}h"
    return f"{hours:02d}:{minutes:02d}:{whole % 60:02d}"


def long_span(seconds: float) -> str:
    """``1 week, 2 days, 3 hours, 4 minutes``."""
    whole = max(60, int(seconds))
    parts = (("week", whole // 604800), ("day", whole // 86400 % 7), ("hour", whole // 3600 % 24), ("minute", whole // 60 % 60))
    return ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for name, count in parts if count)
