# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device really took, compared with what was asked of it."""

from __future__ import annotations

from ..config.diff import config_diff
from ..config.redact import config_redact
from ..errors import PredictionError
from .request import Content, candidate_for


def missing_effects(content: Content, before: str, running: str, platform: str, where: str) -> list[str]:
    """Warnings about a running configuration that is not the predicted one.

    The device may add or spell things in its own way; that is only told. But
    what was asked for has to be there: were the same change computed again, it
    would have nothing to do. Two exemptions: lines with secrets, which devices
    store in another form, and a value that replaced another and is not shown,
    because it is the device's default. Raises PredictionError.
    """
    again = candidate_for(content, running, platform)
    unmet = [line for line in config_diff(running, again.predicted, platform).splitlines() if _plain(line, platform)]
    went = {_stem(line) for line in config_diff(before, running, platform).splitlines() if line.startswith("-")}
    hidden = [line for line in unmet if line.startswith("+") and _stem(line) in went]
    ignored = [line for line in unmet if line[:1] in ("+", "-") and line not in hidden]
    if ignored:
        shown = "; ".join(line[1:].strip() for line in ignored[:5])
        raise PredictionError(
            f"the device accepted the change, but these lines are without effect: {shown}",
            where,
            "Leave out what is the device's default; else compare fingerprint.predicted with fingerprint.after.",
        )
    if hidden:
        return [f"accepted, and not shown by the device, as its default: {'; '.join(line[1:].strip() for line in hidden[:5])}"]
    return ["the running configuration differs from the prediction in the device's own additions or spelling"]


def _stem(line: str) -> str:
    """A line of a difference without its sign and its last word, the value."""
    return line[1:].strip().rsplit(" ", 1)[0]


def _plain(line: str, platform: str) -> bool:
    return config_redact(line, platform) == line
