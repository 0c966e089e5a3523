# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated lab: network devices that keep configuration and state, behind real SSH.

Everything answered here is this project's own words for what vendors document; nothing
was compared with a vendor's device. A result that rests on it says "simulated".
"""

from __future__ import annotations

from .client import LabError, SimulatedDevice
from .lab import SimulatedLab

__all__ = ["LabError", "SimulatedDevice", "SimulatedLab"]
