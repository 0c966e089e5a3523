# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check is made of: its parameters, its definition, one look at the device, the result.

A definition is data (name, parameters, phases, what it reads) and one judge, a
pure function from a ``Look`` to a ``Finding``. The catalogue is the table of
definitions; validation and the reference page both come from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Phase = Literal["pre", "post"]
Snapshot = Mapping[str, Any]

PRE: tuple[Phase, ...] = ("pre",)
POST: tuple[Phase, ...] = ("post",)
BOTH: tuple[Phase, ...] = ("pre", "post")


class NotSeen(Exception):  # noqa: N818 - not an error: a fact that a judge reports
    """A judge asks for a part of the snapshot that is not in it.

    ``for_good`` is true when looking again cannot help: the platform has no
    such thing. Output that did not parse may do so at the next look.
    """

    def __init__(self, subset: str, reason: str, for_good: bool) -> None:
        super().__init__(subset, reason)
        self.subset = subset
        self.reason = reason
        self.for_good = for_good


@dataclass(frozen=True)
class Param:
    """One parameter of a check; ``kind`` names its validator in ``parameters``."""

    name: str
    kind: str
    help: str
    default: Any = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a judge found.

    Attributes:
        failures: one sentence for each thing that is wrong; empty when all is well.
        unseen: what could not be known, with the reason.
        fine: the sentence to show when the check passes.
        uptimes: seconds each thing says it has been up; a fall between two looks is a flap.
        noun: what the failures are counted in ("interfaces").
        for_good: looking again cannot change the unseen.
    """

    failures: Sequence[str] = ()
    unseen: Sequence[str] = ()
    fine: str = ""
    uptimes: Mapping[str, float] = field(default_factory=dict)
    noun: str = "findings"
    for_good: bool = False


@dataclass(frozen=True)
class Rooms:
    """What checks borrow from the rooms ``config`` and ``state``; replaced in tests."""

    fingerprint: Callable[[str, str], str]
    clean: Callable[[str, str], str]
    redact: Callable[[str, str], str]
    differ: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Look:
    """Everything a judge may use: parameters, snapshots, and functions of other rooms."""

    params: Mapping[str, Any]
    before: Snapshot
    after: Snapshot
    phase: Phase
    platform: str
    rooms: Rooms

    @property
    def subject(self) -> Snapshot:
        """The snapshot the phase is about: ``before`` ahead of the change, ``after`` behind it."""
        return self.before if self.phase == "pre" else self.after

    def pair(self, subset: str) -> tuple[Any, Any]:
        """The subset before and after. Raises NotSeen where either has none."""
        return seen(self.before, subset, "before the change"), seen(self.after, subset, "after the change")


@dataclass(frozen=True)
class Definition:
    """One kind of check.

    Attributes:
        name: as the user writes it.
        summary: what it expects, one sentence.
        judge: the pure function that looks.
        reads: the parts of a snapshot it needs.
        phases: when it is judged unless the user says otherwise.
        allowed: the phases a ``phase:`` parameter may choose.
        params: its own parameters; ``phase`` and ``unseen`` are common to all.
        scalar: the parameter that a bare value (``cpu_below: 80``) means; '' when none.
        required: at least one of these parameters must be given.
        waits: whether a failure may heal by itself, so that looking again makes sense.
        blind: what it cannot see, by platform or at all: sentences for the reference page.
        example: the message of a failure.
    """

    name: str
    summary: str
    judge: Callable[[Look], Finding]
    reads: tuple[str, ...]
    phases: tuple[Phase, ...] = POST
    allowed: tuple[str, ...] = ("post",)
    params: tuple[Param, ...] = ()
    scalar: str = ""
    required: tuple[str, ...] = ()
    waits: bool = True
    blind: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Check:
    """One item of the user's ``checks:``, validated. ``params`` holds every parameter, defaults included."""

    name: str
    definition: Definition
    params: Mapping[str, Any]
    phases: tuple[Phase, ...]
    reads: tuple[str, ...]
    waits: bool
    ignore_unseen: bool = False
    where: str = ""


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check in one phase.

    ``waits`` and ``uptimes`` serve ``steady``: whether looking again could turn
    a failure, and by what a flap between two looks betrays itself.
    """

    name: str
    phase: Phase
    passed: bool
    message: str
    unseen: list[str] = field(default_factory=list)
    waits: bool = True
    uptimes: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """What a task result and the journal hold of it."""
        return {
            "name": self.name,
            "phase": self.phase,
            "passed": self.passed,
            "message": self.message,
            "unseen": list(self.unseen),
        }


def seen(snapshot: Snapshot, subset: str, when: str = "") -> Any:
    """The subset's model. Raises NotSeen with the snapshot's own reason where there is none."""
    # What the reader says it could not see wins over a model that may be there in part.
    for key, for_good in (("unsupported", True), ("unparsed", False)):
        reason = (snapshot.get(key) or {}).get(subset)
        if reason is not None:
            raise NotSeen(subset, str(reason), for_good)
    if snapshot.get(subset) is None:
        raise NotSeen(subset, f"not in the snapshot {when}".strip(), True)
    return snapshot[subset]
