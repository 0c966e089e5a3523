# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error this collection raises on purpose.

FactoryError
├── InputError                 what the user wrote cannot be used
│   ├── UnsupportedError       the platform, command or subset has no implementation here
│   └── MissingLibraryError    an optional library is not installed
├── SessionError               no conversation with the device
│   ├── UnreachableError       no TCP connection, or no SSH server behind it
│   ├── AuthenticationError    the device (or jump host) refused the credentials
│   ├── HostKeyError           the host key is unknown, or is not the known one
│   ├── PrivilegeError         logged in, but not privileged enough
│   ├── DeviceTimeoutError     the device stopped answering
│   ├── PromptError            the device shows a prompt nobody expected
│   └── SessionLostError       the device closed a session that was in use
├── DeviceError                the device answered, and said no
│   ├── RejectedLineError      one configuration line was refused
│   ├── RejectedCommandError   one show or exec command was refused
│   └── UndoError              the device did not return to what it was
├── ChangeError                a transaction cannot, or may not, go on
│   ├── CheckFailedError       an expectation does not hold
│   ├── ChangedSinceError      the configuration is not the one that was read
│   ├── PendingTrialError      somebody's unconfirmed change is pending on the device
│   ├── PredictionError        the device did not take the change as foreseen
│   └── DeadManError           the dead man's switch cannot be armed, or fired
└── JournalError               the record cannot be written or does not hold
    └── TamperedError          the record was edited, cut or extended by another hand

Each carries four facts for people: ``code`` (stable, for programs), ``what``
happened, ``where`` (host, file, key path), and the ``cure``.
"""

from __future__ import annotations

from typing import ClassVar


class FactoryError(Exception):
    """Base of all errors; a result shows it as ``{code, what, where, cure}``."""

    code: ClassVar[str] = "error"
    default_cure: ClassVar[str] = "Report this with the journal's record of the run."

    def __init__(self, what: str, where: str = "", cure: str = "") -> None:
        self.what = what
        self.where = where
        self.cure = cure or self.default_cure
        super().__init__(what, where, self.cure)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what} [{self.code}] Cure: {self.cure}"

    def at(self, where: str) -> FactoryError:
        """The same error with its place filled in, when it has none yet."""
        if not self.where:
            self.where = where
        elif where and where not in self.where:
            self.where = f"{where}, {self.where}"
        return self

    def to_dict(self) -> dict[str, str]:
        """What a task result and the journal hold of this error."""
        return {"code": self.code, "what": self.what, "where": self.where, "cure": self.cure}


class InputError(FactoryError):
    """What the user wrote cannot be used."""

    code = "input"
    default_cure = "Correct the named option; the plugin's documentation shows its form."


class UnsupportedError(InputError):
    """The platform, command or subset has no implementation here."""

    code = "unsupported"
    default_cure = "See the platform table in the documentation for what is supported."

    def __init__(self, what: str, where: str = "", cure: str = "") -> None:
        # Programs look for this word in the text of the error.
        super().__init__(what if "unsupported" in what else f"unsupported: {what}", where, cure)


class MissingLibraryError(InputError):
    """An optional library is not installed."""

    code = "missing_library"

    def __init__(self, library: str, purpose: str) -> None:
        super().__init__(
            f"the Python library {library} is needed {purpose} and is not installed",
            cure=f"python3 -m pip install {library}",
        )


class SessionError(FactoryError):
    """No conversation with the device."""

    code = "session"
    default_cure = "Check that the device is up and that its SSH service answers."


class UnreachableError(SessionError):
    """No TCP connection, or no SSH server behind it."""

    code = "unreachable"
    default_cure = "Check ansible_host and ansible_port, the route to the device and its SSH service."


class AuthenticationError(SessionError):
    """The device, or the jump host, refused the credentials."""

    code = "authentication"
    default_cure = "Check ansible_user and ansible_password or ansible_ssh_private_key_file for this host."


class HostKeyError(SessionError):
    """The host key is unknown, or is not the known one."""

    code = "host_key"
    default_cure = (
        "Verify the key out of band, then record it in known_hosts (ssh-keyscan), or remove the outdated entry (ssh-keygen -R)."
    )


class PrivilegeError(SessionError):
    """Logged in, but not privileged enough."""

    code = "privilege"
    default_cure = "Set ansible_become, ansible_become_method: enable and ansible_become_password, or use a privileged user."


class DeviceTimeoutError(SessionError):
    """The device stopped answering."""

    code = "timeout"
    default_cure = "Check the device's load; raise ansible_command_timeout if it is merely slow."


class PromptError(SessionError):
    """The device shows a prompt nobody expected."""

    code = "prompt"
    default_cure = "Log in by hand with the same user and look at the prompt; check ansible_network_os."


class SessionLostError(SessionError):
    """The device closed a session that was in use."""

    code = "session_lost"
    default_cure = "Look at the device's log for the reason; see the transaction's outcome for its state."


class DeviceError(FactoryError):
    """The device answered, and said no."""

    code = "device"
    default_cure = "Read the device's own words above; nothing was assumed."


class RejectedLineError(DeviceError):
    """One configuration line was refused.

    ``line`` is the line as it was sent, ``answer`` the device's own words.
    """

    code = "rejected_line"
    default_cure = "Correct the line; try it with --check first."

    def __init__(self, line: str, answer: str, where: str = "", cure: str = "") -> None:
        self.line = line.strip()
        self.answer = " ".join(answer.split())
        super().__init__(f"the device rejected the line '{self.line}': {self.answer}", where, cure)

    def to_dict(self) -> dict[str, str]:
        return {**super().to_dict(), "line": self.line, "answer": self.answer}


class RejectedCommandError(DeviceError):
    """One show or exec command was refused."""

    code = "rejected_command"
    default_cure = "Check the command on this software release and the user's privilege."

    def __init__(self, command: str, answer: str, where: str = "", cure: str = "") -> None:
        self.command = command
        self.answer = " ".join(answer.split())
        super().__init__(f"the device rejected the command '{command}': {self.answer}", where, cure)


class UndoError(DeviceError):
    """The device did not return to what it was."""

    code = "undo_failed"
    default_cure = "Compare the running configuration with the result's rollback_commands and finish by hand."


class ChangeError(FactoryError):
    """A transaction cannot, or may not, go on."""

    code = "change"
    default_cure = "Read the transaction's record in the journal (auto.factory.journal_info)."


class CheckFailedError(ChangeError):
    """An expectation does not hold."""

    code = "check_failed"
    default_cure = "See the failed checks in the result; mend the change or the network, then run again."


class ChangedSinceError(ChangeError):
    """The configuration is not the one that was read."""

    code = "changed_since"
    default_cure = "Find out who changed the device (its log, the journal), then compute the change again."


class PendingTrialError(ChangeError):
    """Somebody's unconfirmed change is pending on the device."""

    code = "pending_trial"
    default_cure = "Wait until it is confirmed or undone, or settle it with its owner."


class PredictionError(ChangeError):
    """The device did not take the change as foreseen."""

    code = "not_as_predicted"
    default_cure = "Compare fingerprint.predicted with fingerprint.after and look at the difference in the result."


class DeadManError(ChangeError):
    """The dead man's switch cannot be armed, or fired while it should not."""

    code = "dead_man"
    default_cure = "See the platform's page in the documentation for what its dead man's switch needs."


class JournalError(FactoryError):
    """The record cannot be written or does not hold."""

    code = "journal"
    default_cure = "Check the journal's folder (AUTO_FACTORY_HOME), its permissions and the free space."


class TamperedError(JournalError):
    """The record was edited, cut or extended by another hand."""

    code = "journal_tampered"
    default_cure = "Keep the store as it is, compare it with the central copy, and find out who could write it."
