# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms of configuration other than indented sections: each is one module with the functions of ``Style``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from . import contextstyle, filestyle, jsonstyle, routerstyle, setstyle, xmlstyle
from .vendor import Vendor


class Style(Protocol):
    """What the engine asks of a form of configuration. Texts in, texts out; every function is pure."""

    def canonical(self, text: str, vendor: Vendor) -> tuple[str, ...]:
        """Lines that are equal for equivalent configurations; order only where it has a meaning."""

    def clean(self, text: str, vendor: Vendor) -> str:
        """The configuration without echo, prompts and what changes by itself; LF line ends."""

    def diff(self, running: str, intended: str, vendor: Vendor) -> str:
        """Unified-looking, with its hierarchy; '' when equivalent."""

    def remediate(self, running: str, intended: str, vendor: Vendor) -> list[str]:
        """The commands that make ``running`` equal to ``intended``, in a safe order."""

    def predict(self, running: str, commands: Sequence[str], vendor: Vendor) -> str:
        """The configuration after ``commands``, in the form of ``running``."""

    def effective(self, running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
        """(the lines that would change something, those that would not)."""

    def typed(self, commands: Sequence[str], vendor: Vendor) -> list[str]:
        """The commands as they are typed at the device."""


_STYLES: dict[str, Style] = {
    "set": setstyle,
    "xml": xmlstyle,
    "files": filestyle,
    "json": jsonstyle,
    "srlinux": contextstyle,
    "mdcli": contextstyle,
    "routeros": routerstyle,
}


def style_of(vendor: Vendor) -> Style | None:
    """The form of a network OS; None for indented sections, which the engine itself knows."""
    return _STYLES.get(vendor.style)
