# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any NETCONF server with a candidate and confirmed commits that survive their session (RFC 6241, 8.3 and 8.4).

The change's id is the ``<persist>`` token: whoever knows the id can keep the
change or take it back, from any session. The standard has no question for
what is pending; see ``pending``. The driver sends no ``<validate>`` before a
commit: ``test-then-set`` and the commit itself validate, and after an explicit
one netconfd 2.13 commits nothing (and says ok).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from ..config.diff import config_diff
from ..config.fingerprint import clean, equivalent
from ..errors import ChangedSinceError, DeadManError, FactoryError, PendingTrialError, RejectedCommandError, UndoError
from ..session.netconf import NetconfSession, RpcRefusedError
from ..session.target import Target
from ..xmltext import USUAL, Element
from ..xmltext import lines as text_lines
from .base import Driver, Pending, Trial
from .netconf_facts import CAPABILITIES, Quirks, capabilities_for, quirks_for
from .netconf_models import Models
from .netconf_refusal import rejected

OS = CAPABILITIES.network_os
_OWNER = "Let its owner commit or discard it (<discard-changes/>), then run again."
_PENDING_TAGS = ("outstanding-confirmed-commit",)


class NetconfDriver:
    """One NETCONF server."""

    def __init__(self, target: Target, quirks: Quirks) -> None:
        self.target, self.quirks = target, quirks
        self.capabilities = capabilities_for(target.network_os)
        self.session = NetconfSession(target).open()
        self._models = Models(self.session)
        self._locked = False

    def close(self) -> None:
        """End the session; the server drops its locks, and what is in a locked candidate."""
        self.session.close()

    # ---- reading ------------------------------------------------------------
    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Operations in XML (``<get>...</get>``), and the content of the answers; there are no show commands."""
        return {command: self._operation(command) for command in commands}

    def _operation(self, command: str) -> str:
        if not command.lstrip().startswith("<"):
            return f"% unsupported: NETCONF has operations in XML, no commands: {command}"
        try:
            return _text(self.session.call(command))
        except RejectedCommandError as error:
            return f"% {error.answer}"

    def running(self) -> str:
        """The running configuration, with what is known of its model."""
        return self._read("running")

    def startup(self) -> str | None:
        """What the next boot loads, where that is a datastore of its own."""
        return self._read("startup") if self.session.offers("startup:1.0") else None

    def pending(self) -> Pending | None:
        """Somebody's confirmed commit that waits.

        Asked by locking the running configuration for a moment, which a server must refuse meanwhile (RFC 6241, 7.5). A
        refusal may also be another session's lock: that a change cannot be made then is all there is to know.
        """
        if self.quirks.pending_query:
            answer = _text(self.session.call(self.quirks.pending_query))
            return Pending(None, " ".join(answer.split())[:200]) if self.quirks.says_pending(answer) else None
        try:
            self.session.call("<lock><target><running/></target></lock>")
        except RpcRefusedError as error:
            if not error.has("in-use", "lock-denied", "resource-denied"):
                raise
            return Pending(None, self._words(error))
        self.session.call("<unlock><target><running/></target></unlock>")
        return None

    def _words(self, error: RpcRefusedError) -> str:
        first = error.errors[0]
        if first.app_tag not in _PENDING_TAGS and first.session.strip("0"):
            return f"session {first.session} has locked the running configuration: {error.answer}"
        return error.answer

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """NETCONF has no ping."""
        return {target: {"reached": None, "detail": "NETCONF has no ping"} for target in targets}

    # ---- changing -----------------------------------------------------------
    def preflight(self, trial: Trial) -> None:
        """The server needs what the dead man's switch is made of, and a candidate that nobody works in."""
        for capability, meaning in self.quirks.needs.items():
            if not self.session.offers(capability):
                raise DeadManError(f"the server does not offer :{capability} ({meaning})", self.target.where, self.quirks.cure)
        if not self._locked:
            self._lock()
            self._unlock()

    def arm(self, trial: Trial) -> None:
        """Load the candidate; the timer starts with the commit in ``apply``."""
        self._load(trial)

    def apply(self, trial: Trial) -> None:
        """Commit, to be undone after so many seconds unless the token comes back."""
        persist = f"<persist>{escape(trial.id)}</persist>" if self.quirks.persist else ""
        commit = f"<commit><confirmed/><confirm-timeout>{trial.seconds}</confirm-timeout>{persist}</commit>"
        try:
            self.session.call(commit, timeout=max(self.target.command_timeout, float(trial.seconds)))
        except RpcRefusedError as error:
            self._drop()  # not every server forgets the candidate with the session that had it locked
            raise rejected(error, trial, self.target.where) from error
        self._unlock()

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """The server knows the way back; that it still waits is asked."""
        if self.pending() is None:
            raise DeadManError("the server has no confirmed commit pending any more", self.target.where)

    def confirm(self, trial: Trial) -> None:
        """Commit once more with the token, from whichever session; first nothing else may stand in the candidate."""
        self._refuse_foreign_candidate()
        token = f"<persist-id>{escape(trial.id)}</persist-id>" if self.quirks.persist else ""
        try:
            self.session.call(f"<commit>{token}</commit>")
        except RpcRefusedError as error:
            raise DeadManError(f"the server does not take the confirmation: {error.answer}", self.target.where) from error
        if self.pending() is not None:
            raise DeadManError("a confirmed commit is still pending after the confirmation", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Cancel the commit by its token, and forget what this session has in the candidate."""
        if self._locked:
            with contextlib.suppress(RpcRefusedError):
                self.session.call("<discard-changes/>")
            self._unlock()
        if not self.quirks.persist:
            self._undo_nameless(trial)
            return
        try:
            self.session.call(f"<cancel-commit><persist-id>{escape(trial.id)}</persist-id></cancel-commit>")
        except RpcRefusedError as error:
            # Nothing is pending: it never was, or it is over. Where something is, it is not under our token.
            if self.pending() is not None:
                raise UndoError(f"the pending commit cannot be cancelled: {error.answer}", self.target.where) from error

    def _undo_nameless(self, trial: Trial) -> None:
        """Without a token: commit what was before, and only that. Where the timer was faster, or somebody else's commit came
        after ours, the way back leads elsewhere."""
        if self.pending() is None:
            return
        try:
            self._lock()
            self.session.call(self.quirks.step_back)
            if not equivalent(self._read("candidate"), trial.before, OS):
                raise UndoError("the step back does not lead to the configuration from before the change", self.target.where)
            self.session.call("<commit/>")
        except (RpcRefusedError, PendingTrialError) as error:
            raise UndoError(f"the pending commit cannot be taken back: {error.what}", self.target.where) from error
        finally:
            if self._locked:
                self._drop()

    def save(self) -> None:
        """Copy running to startup; a server without a startup of its own keeps what is committed by itself."""
        if self.session.offers("startup:1.0"):
            self.session.call("<copy-config><target><startup/></target><source><running/></source></copy-config>")

    def preview(self, trial: Trial) -> str | None:
        """The difference that the server's own candidate makes, once validated; the candidate is thrown away again."""
        self._load(trial)
        try:
            shown = self._read("candidate")
            if self._offers_validation():
                self.session.call("<validate><source><candidate/></source></validate>")
        except RpcRefusedError as error:
            raise rejected(error, trial, self.target.where) from error
        finally:
            self._drop()
        return config_diff(trial.before, shown, OS).strip("\n")

    # ---- details ------------------------------------------------------------
    def _read(self, store: str) -> str:
        told = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults"
        explicit = f'<with-defaults xmlns="{told}">explicit</with-defaults>' if self._models.explicit else ""
        reply = self.session.call(f"<get-config><source><{store}/></source>{explicit}</get-config>")
        data = reply.find("data") or Element("data")
        header = self._models.facts(data).header()
        return clean("\n".join([*header, *(line for child in data.children for line in text_lines(child))]), OS)

    def _load(self, trial: Trial) -> None:
        """Lock, see that it is clean, edit as a whole or not at all.

        A replacement, too, is sent as the difference, with what goes named as deleted: what this user may not read stays, and
        netconfd 2.13 keeps things where default-operation says replace.
        """
        self._lock()
        test = "<test-option>test-then-set</test-option>" if self._offers_validation() else ""
        stop = "<error-option>rollback-on-error</error-option>" if self.session.offers("rollback-on-error:1.0") else ""
        # The namespaces of nc: and yang: are in the wrapper, so that the lines need not repeat them.
        spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in USUAL.items())
        edit = (
            f"<edit-config><target><candidate/></target><default-operation>merge</default-operation>"
            f"{test}{stop}<config {spaces}>{chr(10).join(trial.commands)}</config></edit-config>"
        )
        self._refuse_edits(trial)
        try:
            self.session.call(edit)
        except RpcRefusedError as error:
            self._drop()
            raise rejected(error, trial, self.target.where) from error

    def _offers_validation(self) -> bool:
        return self.session.offers("validate:1.1") or self.session.offers("validate:1.0")

    def _lock(self) -> None:
        try:
            self.session.call("<lock><target><candidate/></target></lock>")
        except RpcRefusedError as error:
            if not error.has("lock-denied", "in-use", "resource-denied"):
                raise
            holder = error.errors[0].session
            who = f"session {holder} works" if holder.strip("0") else "somebody works"
            raise PendingTrialError(
                f"{who} in the candidate configuration: {error.answer}",
                self.target.where,
                _OWNER,
            ) from error
        self._locked = True

    def _unlock(self) -> None:
        with contextlib.suppress(RpcRefusedError):  # some servers drop the lock with the commit
            self.session.call("<unlock><target><candidate/></target></unlock>")
        self._locked = False

    def _refuse_edits(self, trial: Trial) -> None:
        """Under the lock, before the first edit: what others left in the candidate is neither thrown away nor committed, and
        running is what the edit was made for. A server must refuse the lock of an edited candidate; not every one does."""
        running = self._read("running")
        error: FactoryError | None = None
        if not equivalent(running, self._read("candidate"), OS):
            error = PendingTrialError("somebody's edits are in the candidate, not committed", self.target.where, _OWNER)
        elif not equivalent(running, trial.before, OS):
            error = ChangedSinceError("the running configuration was changed by somebody else since it was read", self.target.where)
        if error:
            self._unlock()
            raise error

    def _drop(self) -> None:
        with contextlib.suppress(FactoryError):
            self.session.call("<discard-changes/>")
        with contextlib.suppress(FactoryError):
            self._unlock()

    def _refuse_foreign_candidate(self) -> None:
        """A confirmation commits the candidate as it is then: edits that others left there would go live with it."""
        if not equivalent(self._read("running"), self._read("candidate"), OS):
            raise DeadManError(
                "somebody else has edited the candidate since, and a confirmation would commit that too",
                self.target.where,
                "Let its owner commit or discard it, then run the change again.",
            )


def _text(reply: Element) -> str:
    return "\n".join(line for child in reply.children for line in text_lines(child))


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return NetconfDriver(target, quirks_for(target.network_os))
