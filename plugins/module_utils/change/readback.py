# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device really took, compared with what was asked of it."""

from __future__ import annotations

from ..config.diff import config_diff
from ..config.redact import config_redact
from ..errors import PredictionError
from .request import Content, candidate_for


def missing_effects(content: Content, running: str, platform: str, where: str) -> list[str]:
    """Warnings about a running configuration that is not the predicted one.

    The device may add or spell things in its own way, and hide what is its
    default; that is only told. But nothing may be left that was to go, and no
    other value may stand where one was asked for: were the same change computed
    again, it would have nothing to take away. Lines with secrets are exempt,
    because devices store them in another form. Raises PredictionError.
    """
    again = candidate_for(content, running, platform)
    unmet = [line for line in config_diff(running, again.predicted, platform).splitlines() if _plain(line, platform)]
    standing = [line[1:].strip() for line in unmet if line.startswith("-")]
    if standing:
        shown = "; ".join(standing[:5])
        raise PredictionError(f"the device accepted the change, but these lines still stand against it: {shown}", where)
    hidden = [line[1:].strip() for line in unmet if line.startswith("+")]
    if hidden:
        return [f"accepted, and not shown by the device (its default, perhaps): {'; '.join(hidden[:5])}"]
    return ["the running configuration differs from the prediction in the device's own additions or spelling"]


def _plain(line: str, platform: str) -> bool:
    return config_redact(line, platform) == line

