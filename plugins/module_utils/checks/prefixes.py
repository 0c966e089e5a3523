# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``bgp_prefixes_within``: the number of prefixes a peer sends, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .model import Finding, Look
from .stay import matches_glob

DEFAULT_PERCENT = 10.0
# Received counts need soft reconfiguration on some platforms; accepted ones are compared there.
WORDS = ("received", "accepted")
Counts = Mapping[str, Any]


@dataclass(frozen=True)
class Allowance:
    """How much a count may change; of two limits the wider holds."""

    percent: float
    absolute: int

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> Allowance:
        """The limits the user gave, or the default where there is none."""
        percent, absolute = params.get("percent"), params.get("absolute")
        if percent is None:
            percent = DEFAULT_PERCENT if absolute is None else 0.0
        return cls(percent, absolute or 0)

    def allows(self, was: int, now: int) -> bool:
        """Whether the change is within the limits."""
        return abs(now - was) <= max(was * self.percent / 100, self.absolute)

    def __str__(self) -> str:
        parts = [f"{self.percent:g} %"] if self.percent or not self.absolute else []
        return " or ".join([*parts, f"{self.absolute} prefixes"] if self.absolute else parts)


def bgp_prefixes_within(look: Look) -> Finding:
    """Each peer that was up sends about as many prefixes as before, family by family."""
    before, after = look.pair("bgp_neighbors")
    allowance = Allowance.of(look.params)
    failures, unseen, counted = [], [], 0
    for title, counts, current in _counted(look, before, after):
        counted += 1
        word = next((word for word in WORDS if _known(counts, word) and (current is None or _known(current, word))), None)
        if word is None:
            unseen.append(f"{title}: number of prefixes unknown")
            continue
        was = counts[f"{word}_prefixes"]
        if current is None:
            failures.append(f"{title}: {was} prefixes {word} before, session not established now")
        elif not allowance.allows(was, now := current[f"{word}_prefixes"]):
            failures.append(f"{title}: {was} prefixes {word} before, {now} now (allowed: {allowance})")
    fine = f"prefixes of {counted} BGP peers and families within {allowance}"
    return Finding(failures, unseen, fine if counted else "no BGP session was up before: nothing to count", noun="prefix counts")


def _counted(look: Look, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Counts, Counts | None]]:
    """Title, counts before, counts now (None: session down) of each family of each peer that was up."""
    excluded = look.params.get("except") or ()
    for vrf, instance in before.items():
        peers_now = (after.get(vrf) or {}).get("peers") or {}
        for address, peer in (instance.get("peers") or {}).items():
            if not peer.get("is_up") or any(matches_glob(address, pattern) for pattern in excluded):
                continue
            now = peers_now.get(address) or {}
            families_now = (now.get("address_family") or {}) if now.get("is_up") else None
            for family, counts in (peer.get("address_family") or {}).items():
                title = f"BGP peer {address} (vrf {vrf}) {family}"
                yield title, counts, None if families_now is None else families_now.get(family) or {}


def _known(counts: Counts, word: str) -> bool:
    value = counts.get(f"{word}_prefixes")
    # NAPALM says -1 where the device does not count.
    return isinstance(value, int) and value >= 0
