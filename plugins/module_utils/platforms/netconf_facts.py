# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is true of NETCONF servers: of those that follow RFC 6241, and, as data, of those that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .base import Capabilities

CAPABILITIES = Capabilities(
    network_os="auto.factory.netconf",
    proved_against="real",
    preview="A",
    candidate=True,
    onbox_diff=False,
    atomic_replace=False,
    timer="device",
    timer_unit=1,
    timer_range=(1, 7 * 86400),
    confirm_from_new_session=True,
    names_pending=False,
    has_startup=True,
    binding="device",
    proof="netconfd (yuma123 2.13): candidate, confirmed-commit 1.1 with persist, startup; its own timer and its own sshd",
    bites=(
        "A server without :confirmed-commit:1.1 (persist) is refused: its trial would die with the session.",
        "RFC 6241 has no question for a pending commit: it is asked by locking the running configuration for a moment.",
        "The candidate is shared: a change is refused while somebody else has it locked or edited.",
        "netconfd 2.13: after an explicit <validate> of the candidate, <commit> answers ok and commits nothing.",
        "netconfd 2.13 looks at its timers only in a second in which nobody talks to it.",
        "netconfd 2.13 writes the startup as soon as a trial is confirmed, also where save is false.",
        "Without :startup the server saves what is committed by itself, and save does nothing.",
        "No state is read over NETCONF: of the checks, only those about the configuration can see anything.",
    ),
)


@dataclass(frozen=True)
class Quirks:
    """How a platform's server differs. ``needs``: capabilities without which nothing is begun, with what they are for.

    ``persist``: trials have a token. Where they have none, ``step_back`` is the operation that puts the configuration before
    the trial into the candidate. ``pending_query`` and ``pending_words``: a
    question of the platform's own for what is pending, and the pattern of its yes.
    """

    needs: Mapping[str, str] = field(
        default_factory=lambda: {
            "candidate:1.0": "a change is prepared in the candidate configuration",
            "confirmed-commit:1.1": "a commit with <persist> is what undoes the change when nobody confirms it",
        }
    )
    cure: str = "Enable the capability on the server, or manage the device over its command line (auto.factory.cli)."
    persist: bool = True
    step_back: str = ""
    pending_query: str = ""
    pending_words: str = r"(?!)"

    def says_pending(self, answer: str) -> bool:
        """Does the answer to ``pending_query`` say that a commit waits?"""
        return re.search(self.pending_words, answer) is not None


_STANDARD = Quirks()
# Junos offers confirmed-commit 1.0: no token, but its timer belongs to the device, any session's commit confirms, and
# rollback 1 takes it back. <confirm-timeout> of the standard's <commit> is in seconds (of <commit-configuration>: minutes).
_JUNOS = Quirks(
    needs={
        "candidate:1.0": "a change is prepared in the candidate configuration",
        "confirmed-commit:1.0": "a commit confirmed is what undoes the change when nobody confirms it",
    },
    persist=False,
    step_back='<load-configuration rollback="1"/>',
    pending_query="<get-commit-revision-information><level>detail</level></get-commit-revision-information>",
    pending_words=r"commit confirmed, rollback in",
)
QUIRKS: Mapping[str, Quirks] = {CAPABILITIES.network_os: _STANDARD, "junipernetworks.junos.junos": _JUNOS}


def quirks_for(network_os: str) -> Quirks:
    """Those of a platform; the standard's where nothing else is known."""
    return QUIRKS.get(network_os, _STANDARD)


def capabilities_for(network_os: str) -> Capabilities:
    """What is true of a platform over NETCONF. Its configuration is XML, so it goes by the generic platform's name."""
    if network_os == CAPABILITIES.network_os:
        return CAPABILITIES
    proof = f"RFC 6241 and the documentation of {network_os}; the driver itself against netconfd"
    return replace(CAPABILITIES, proved_against="documentation", proof=proof)
