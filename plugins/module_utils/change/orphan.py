# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker whose controller was killed must not go on alone: nobody would see what it does.

The dead man's switch on the device finishes the matter.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal

from ..errors import ChangeError

_PR_SET_PDEATHSIG = 1


class Tether:
    """Ties this process to the one that started it."""

    def __init__(self) -> None:
        self._parent = os.getppid()
        # Linux ends this process with its parent. Elsewhere `check` finds out before anything is confirmed.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    def check(self) -> None:
        """Raise ChangeError when the controller is gone."""
        if os.getppid() != self._parent:
            raise ChangeError("the controlling process has died meanwhile", cure="Run the change again.")
