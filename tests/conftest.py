# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all tests share: how they are spread over processes."""

from __future__ import annotations

from typing import Any


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    """Tests on devices are spread by lab; everything else as asked for on the command line."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from tests.integration.scheduling import scheduler  # noqa: PLC0415  # xdist need not be there otherwise

    return scheduler(config, log)
