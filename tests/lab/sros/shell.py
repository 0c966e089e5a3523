# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The MD-CLI, with SR OS's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..contextform import Misfit, copied, split
from ..shell import Leave, Shell

if TYPE_CHECKING:
    from .device import SrosDevice

_RULE = "=" * 79
_THIN = "-" * 79
_LEAVING = "INFO: CLI #2071: Uncommitted changes are present in the candidate configuration.\nDiscard uncommitted changes? [y,n] "
_NONE_WAITS = "MINOR: MGMT_AGENT #2010: Commit confirmed is not in progress\n"


class SrosShell(Shell):
    """One login. ``mode``: '' for none, ``ex`` for the exclusive candidate, ``gl`` for the shared one, ``ro`` to look at it."""

    device: SrosDevice

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        device.sessions += 1
        self.number = device.sessions
        self.mode = ""
        self.length = 0

    @property
    def dirty(self) -> bool:
        """Are there edits in the candidate?"""
        return self.device.candidate != self.device.active

    def prompt(self) -> str:
        """Two lines: mode and place, then user and name."""
        if self.question:
            return self.question.text
        mode = f"({self.mode})" if self.mode else ""
        star = "*" if self.mode and self.dirty else ""
        return f"\n{star}{mode}[/]\nA:{self.user}@{self.device.hostname}# "

    def feed(self, line: str) -> str:
        """Take one line."""
        if self.question:
            asked, self.question = self.question, None
            return asked.answer(line.strip())
        text = line.strip()
        if not text or text.startswith("#"):
            return ""
        try:
            out = self._command(text, split(text))
        except Misfit as misfit:
            out = self._misfit(text, misfit)
        return out if not out or out.endswith("\n") else out + "\n"

    @staticmethod
    def _misfit(text: str, misfit: Misfit) -> str:
        caret = f"{' ' * max(text.find(misfit.word), 0)}{'^' * len(misfit.word)}\n"
        if misfit.kind == "value":
            return f"{caret}MINOR: MGMT_CORE #2301: Invalid element value - '{misfit.word}', expected {misfit.options[0]}\n"
        if misfit.kind == "missing":
            return f"{caret}MINOR: MGMT_CORE #2203: Missing element after '{misfit.word}'\n"
        return f"{caret}MINOR: MGMT_CORE #2201: Unknown element - '{misfit.word}'\n"

    def _command(self, text: str, words: list[str]) -> str:
        if words[0] == "delete" or words[0].removeprefix("/") == "configure":
            return self._edit(words)
        handler = getattr(self, f"do_{words[0].replace('-', '_')}", None)
        if handler is None:
            raise Misfit("unknown", words[0], [])
        return str(handler(text, words))

    # ---- the candidate --------------------------------------------------------
    def do_edit_config(self, text: str, words: list[str]) -> str:
        """The exclusive mode, and the global one, whose edits stay in the candidate when the session leaves it."""
        if words[1:] not in (["exclusive"], ["global"], ["read-only"]):
            raise Misfit("unknown", words[-1], [])
        if words[1] == "read-only":
            self.mode = "ro"
            return "INFO: CLI #2066: Entering read-only configuration mode\n"
        if self.device.locked is not None and self.device.locked is not self:
            return "MINOR: MGMT_CORE #2052: Exclusive datastore access unavailable - locked by another session\n"
        if words[1] == "global":
            self.mode = "gl"
            return "INFO: CLI #2054: Entering global configuration mode\n"
        self.device.locked = self
        self.mode = "ex"
        return (
            "INFO: CLI #2060: Entering exclusive configuration mode\nINFO: CLI #2061: Uncommitted changes are discarded on exit\n"
        )

    def _edit(self, words: list[str]) -> str:
        if self.mode not in ("ex", "gl"):
            return "MINOR: CLI #2079: Configuration changes are not allowed in operational mode\n"
        form, device = self.device.form, self.device
        if words[0] == "delete":
            form.delete(device.candidate, [words[1].removeprefix("/"), *words[2:]])
            return ""
        trial = copied(device.candidate)  # a line is taken whole or not at all
        form.set(trial, [words[0].removeprefix("/"), *words[1:]])
        device.candidate = trial
        return ""

    def do_compare(self, text: str, words: list[str]) -> str:
        """What the candidate changes."""
        return "".join(f"{line}\n" for line in self.device.form.changes(self.device.active, self.device.candidate))

    def do_discard(self, text: str, words: list[str]) -> str:
        """Forget the edits."""
        if self.mode in ("ex", "gl"):
            self.device.candidate = copied(self.device.active)
        return ""

    def do_validate(self, text: str, words: list[str]) -> str:
        """Everything that was taken is valid here."""
        return ""

    def do_commit(self, text: str, words: list[str]) -> str:
        """``commit``, ``commit confirmed [minutes]``, ``commit confirmed accept|cancel``."""
        device = self.device
        if self.mode not in ("ex", "gl"):
            raise Misfit("unknown", "commit", [])
        if words[1:2] != ["confirmed"]:
            device.commit(device.candidate, self.user)
            return ""
        asked = words[2] if len(words) > 2 else "10"
        if asked == "accept":
            return "" if device.waiting is self and device.keep() else _NONE_WAITS
        if asked == "cancel":
            return "" if device.waiting is self and device.roll_back() else _NONE_WAITS
        if not asked.isdigit() or not 1 <= int(asked) <= 168:
            raise Misfit("value", asked, ["1..168"])
        device.commit(device.candidate, self.user, int(asked) * 60)
        device.waiting = self
        return f"INFO: CLI #2090: Commit confirmed: automatic rollback in {asked} minutes unless accepted\n"

    def do_quit_config(self, text: str, words: list[str]) -> str:
        """Out of the candidate; asks where edits would be lost."""
        if not self.mode:
            return "MINOR: CLI #2076: Not in configuration mode\n"
        if self.dirty and self.mode == "ex":
            return self.ask(_LEAVING, self._leaving)
        self.leave_config()
        return "INFO: CLI #2074: Exiting exclusive configuration mode\n"

    def _leaving(self, answer: str) -> str:
        if answer[:1] == "y":
            self.leave_config()
        return ""

    def leave_config(self) -> None:
        """The end of the session or of its mode: what was not accepted goes back, the lock is given up."""
        device = self.device
        if device.waiting is self:
            device.roll_back()
        if device.locked is self:
            device.locked = None
            device.candidate = copied(device.active)
        self.mode = ""

    # ---- exec commands --------------------------------------------------------
    def do_environment(self, text: str, words: list[str]) -> str:
        """Taken."""
        return ""

    def do_admin(self, text: str, words: list[str]) -> str:
        """``admin show configuration`` and ``admin save``."""
        if words[1:] == ["show", "configuration"]:
            moment = self.device.clock.moment().isoformat()
            head = "# TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR (simulated)\n# Configuration format version 23.10 revision 0\n\n"
            return f"{head}# Generated {moment} by {self.user}\n\n{self.device.body()}\n\n# Finished {moment}\n"
        if words[1:] == ["save"]:
            self.device.save()
            return "Writing configuration to cf3:\\config.cfg\nSaving configuration OK\nCompleted.\n"
        raise Misfit("unknown", words[-1], [])

    def do_file(self, text: str, words: list[str]) -> str:
        """``file show``."""
        if words[1:2] == ["show"] and words[-1].endswith("config.cfg"):
            return self.device.file_text()
        return "MINOR: CLI #2018: File not found\n"

    def do_show(self, text: str, words: list[str]) -> str:
        """The boot options, and the locks."""
        if words[1:] == ["bof"]:
            return f"{_RULE}\nBOF (Memory)\n{_RULE}\n    primary-config    cf3:\\config.cfg\n{_RULE}\n"
        if words[1:] == ["version"]:
            return "TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2023 Nokia. (simulated)\n"
        if words[1:] == ["system", "information"]:
            return f"System Name            : {self.device.hostname}\nSystem Type            : 7750 SR-1\n"
        if words[1:] == ["router", "interface"]:
            return self._interfaces()
        if words[1:4] == ["system", "management-interface", "datastore-locks"]:
            return self._locks()
        raise Misfit("unknown", words[-1], [])

    def _interfaces(self) -> str:
        """Routed interfaces; one is up with its port, or where it needs none."""
        configured = self.device.active.get("configure", {})
        rows: list[str] = []
        router = configured.get("router\0Base", {})
        found = [(key.partition("\0")[2], section) for key, section in router.items() if key.startswith("interface\0")]
        for name, section in found:
            port = section.get("port", "loopback" if "loopback" in section else "system")
            down = configured.get(f"port\0{port}", {}).get("admin-state") == "disable"
            admin = "Down" if section.get("admin-state") == "disable" else "Up"
            state = "Down" if down or admin == "Down" else "Up"
            rows.append(f"{name:<32} {admin:<9} {state + '/Down':<11} Network {port}")
            primary = section.get("ipv4", {}).get("primary", {})
            if "address" in primary:
                rows.append(f"   {primary['address']}/{primary['prefix-length']:<46} n/a")
        head = ["Interface-Name                   Adm       Opr(v4/v6)  Mode    Port/SapId"]
        head += ["   IP-Address                                                  PfxState", _THIN]
        title = [_RULE, "Interface Table (Router: Base)", _RULE]
        return "\n".join(["", *title, *head, *rows, _THIN, f"Interfaces : {len(found)}", _RULE, ""])

    def _locks(self) -> str:
        held = self.device.locked
        rows: list[str] = []
        if held is not None:
            mark = "#" if held is self else " "
            rows = [
                f"{mark}{held.number:<10} configure              Candidate, Running            Locked",
                f"   {held.user:<31} Exclusive                     0d 00:00:10",
                "   MD-CLI                          192.0.2.1",
                _THIN,
            ]
        head = [
            _RULE,
            "Session ID  Region                 Datastore                     Lock State",
            "   Username                        Session Mode                  Idle Time",
            "   Session Type                    From",
            _THIN,
        ]
        return "\n".join(
            [*head, *rows, f"Number of sessions: {int(bool(rows))}", "'#' indicates the current active session", _RULE, ""]
        )

    def do_ping(self, text: str, words: list[str]) -> str:
        """Whatever is asked for is not there."""
        return "3 packets transmitted, 0 packets received, 100% packet loss\n"

    def do_logout(self, text: str, words: list[str]) -> str:
        """Out."""
        raise Leave
