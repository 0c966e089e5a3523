# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device really took, compared with what was asked of it."""

from __future__ import annotations

from ..config.redact import config_redact
from ..errors import PredictionError
from .request import Content, candidate_for


def missing_effects(content: Content, running: str, platform: str, where: str) -> list[str]:
    """Warnings about a running configuration that is not the predicted one.

    The device may add or spell things in its own way; that is only told. But
    what was asked for has to be there: were the same change computed again, it
    would have nothing to do. Lines with secrets are exempt, because devices
    store them in another form. Raises PredictionError.
    """
    again = [line for line in candidate_for(content, running, platform).commands if _plain(line, platform)]
    leaves = [line.strip() for index, line in enumerate(again) if _is_leaf(again, index)]
    if leaves:
        shown = "; ".join(leaves[:5])
        raise PredictionError(f"the device accepted the change, but these lines are without effect: {shown}", where)
    return ["the running configuration differs from the prediction in the device's own additions or spelling"]


def _plain(line: str, platform: str) -> bool:
    return config_redact(line, platform) == line


def _is_leaf(lines: list[str], index: int) -> bool:
    """Whether no deeper line follows: a section's head alone asks for nothing."""
    depth = len(lines[index]) - len(lines[index].lstrip())
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return len(following) - len(following.lstrip()) <= depth
