# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real NETCONF server: netconfd (yuma123) with a small YANG module of our own, behind an sshd of its own.

with NetconfDevice() as device:
    device.config("running")

Each has its own folder, port, keys and processes; several run side by side, and nothing is left of one that was stopped.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

MODULE = Path(__file__).parent / "yang" / "factory-lab.yang"
SPACE = "urn:auto.factory:lab"
CONFIG = (
    f'<system xmlns="{SPACE}"><host-name>r1</host-name><ntp><server>198.51.100.1</server></ntp></system>'
    f'<interfaces xmlns="{SPACE}"><interface><name>eth1</name><description>old</description></interface></interfaces>'
)
_BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
_HELLO = (
    f'<hello xmlns="{_BASE}"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>'
)
_PROGRAMS = {
    "netconfd": "netconfd",
    "netconf-subsystem": "netconfd",
    "sshd": "openssh-server",
    "ssh-keygen": "openssh-client",
    "setpriv": "util-linux",
}
_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
_PATIENCE = 15.0
# Seconds between the hello and the first operation, lest they arrive as one.
_APART = 0.02
_PRIVSEP = Path("/run/sshd")


class NetconfLabError(RuntimeError):
    """The lab did not do what it should; the programs' own words are in the message."""


def missing() -> str:
    """Why no such device can run here, '' where it can."""
    absent = sorted({package for program, package in _PROGRAMS.items() if not shutil.which(program, path=_PATH)})
    return f"a real NETCONF server needs the Debian packages {', '.join(absent)}: run .ci/install netconf" if absent else ""


class NetconfDevice:
    """One server; ``with`` starts and stops it. ``startup`` false: a server that has no startup datastore."""

    def __init__(self, config: str = CONFIG, *, startup: bool = True) -> None:
        self.initial, self.with_startup = config, startup
        self.host, self.port, self.user = "127.0.0.1", 0, getpass.getuser()
        self.folder = Path()
        self._server: subprocess.Popen[bytes] | None = None
        self._sshd: subprocess.Popen[bytes] | None = None
        self._made_privsep = False

    # ---- life -----------------------------------------------------------------
    def __enter__(self) -> NetconfDevice:
        """Start it, and return when it answers."""
        self.folder = Path(tempfile.mkdtemp(prefix="af-netconf-"))
        try:
            self._prepare()
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop it, and take everything away."""
        self.hang_up()
        for process in (self._sshd, self._server):
            if process is not None:
                process.kill()  # there is nothing of theirs to keep
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._made_privsep:
            with contextlib.suppress(OSError):
                _PRIVSEP.rmdir()

    @property
    def key(self) -> Path:
        """The private key of the login."""
        return self.folder / "login"

    @property
    def known_hosts(self) -> Path:
        """The host's key, as known_hosts has it."""
        return self.folder / "known_hosts"

    def _prepare(self) -> None:
        for name in ("host", "login"):
            self._do("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self.folder / name))
        with socket.socket() as free:
            free.bind((self.host, 0))
            self.port = free.getsockname()[1]
        host_key = " ".join((self.folder / "host.pub").read_text().split()[:2])
        self.known_hosts.write_text(f"[{self.host}]:{self.port} {host_key}\n")
        (self.folder / "startup.xml").write_text(f'<?xml version="1.0"?>\n<config xmlns="{_BASE}">{self.initial}</config>\n')
        relay = " ".join(
            [sys.executable, "-S", "-E", str(Path(__file__).with_name("relay.py")), str(self.folder), *self._subsystem()]
        )
        # HOME: the login shell that starts the subsystem finds no file of the person's own there.
        (self.folder / "sshd.conf").write_text(
            f"Port {self.port}\nListenAddress {self.host}\nHostKey {self.folder}/host\nPidFile none\nStrictModes no\n"
            f"AuthorizedKeysFile {self.folder}/login.pub\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            f"UsePAM no\nPermitRootLogin prohibit-password\nPrintMotd no\nSetEnv HOME={self.folder}\nMaxStartups 100\n"
            f"Subsystem netconf {relay}\n"
        )
        if os.geteuid() == 0 and not _PRIVSEP.exists():
            _PRIVSEP.mkdir()
            self._made_privsep = True

    def _subsystem(self) -> list[str]:
        program = shutil.which("netconf-subsystem", path=_PATH) or "netconf-subsystem"
        return [program, f"--ncxserver-sockname={self.port}@{self.folder}/ncx"]

    def _start(self) -> None:
        folder, sshd = self.folder, shutil.which("sshd", path=_PATH) or "sshd"
        server = [
            shutil.which("netconfd", path=_PATH) or "netconfd",
            *(f"--module={MODULE}", f"--startup={folder}/startup.xml", f"--with-startup={str(self.with_startup).lower()}"),
            *(f"--ncxserver-sockname={folder}/ncx", f"--port={self.port}", f"--superuser={self.user}"),
            *(f"--log={folder}/log", "--log-level=info"),
        ]
        self._server = self._spawn(server, {"PATH": _PATH, "HOME": str(folder)})
        self._sshd = self._spawn([sshd, "-D", "-f", f"{folder}/sshd.conf", "-E", f"{folder}/sshd.log"], dict(os.environ))
        self._await()

    def _spawn(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self.folder / "output").open("ab") as output:
            return subprocess.Popen(  # noqa: S603  # the lab's own programs, no shell
                # Killed with the tests, however those end.
                [shutil.which("setpriv", path=_PATH) or "setpriv", "--pdeathsig", "KILL", "--", *command],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def _await(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and all(process and process.poll() is None for process in (self._server, self._sshd)):
            with contextlib.suppress(OSError), socket.create_connection((self.host, self.port), timeout=1) as probe:
                if (self.folder / "ncx").exists() and probe.recv(4) == b"SSH-":
                    return
            time.sleep(0.02)
        words = (
            "".join(path.read_text(errors="replace") for path in self.folder.glob("*log")) + (self.folder / "output").read_text()
        )
        raise NetconfLabError(f"netconfd or its sshd did not start: {words[-800:]}")

    def _do(self, *command: str) -> None:
        done = subprocess.run(  # noqa: S603  # the lab's own programs, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NetconfLabError(f"{command[0]}: {done.stderr.strip()}")

    # ---- from outside: not through SSH, and not through the collection ------------
    def ask(self, *operations: str) -> list[str]:
        """The answers to operations of one session on the server's own socket."""
        environment = {"SSH_CONNECTION": f"127.0.0.1 1 127.0.0.1 {self.port}", "USER": self.user, "PATH": _PATH}
        with subprocess.Popen(  # noqa: S603  # the lab's own program, no shell
            self._subsystem(), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as console:
            assert console.stdin is not None
            heard = _Heard(console)
            heard.until("]]>]]>")
            heard.say(_HELLO)
            time.sleep(_APART)
            said = []
            for number, operation in enumerate(operations):
                heard.operate(operation, str(number))
                said.append(heard.answer(str(number)))
            console.kill()
        return said

    def config(self, store: str) -> str:
        """A datastore's content, as the server writes it, without the envelope."""
        answer = self.ask(f"<get-config><source><{store}/></source></get-config>")[0]
        found = re.search(r"<data[^>]*>(.*)</data>", answer, re.DOTALL)
        return found[1] if found else ""

    def pending(self) -> bool:
        """Does a confirmed commit wait? The server says so to whoever wants to lock its running configuration."""
        return "outstanding-confirmed-commit" in self.ask("<lock><target><running/></target></lock>")[0]

    def left(self) -> list[str]:
        """What lies there that should not: edits in the candidate, and locks."""
        answer = self.ask("<lock><target><candidate/></target></lock>")[0]
        found = [] if "<ok/>" in answer or self.pending() else ["a lock or an edited candidate"]
        return found + ([] if self.config("candidate") == self.config("running") else ["edits in the candidate"])

    def edit(self, content: str, *, confirmed: str = "") -> None:
        """Change it as somebody else would; with ``confirmed``, a token, as a trial that waits."""
        persist = f"<confirmed/><confirm-timeout>300</confirm-timeout><persist>{confirmed}</persist>" if confirmed else ""
        answers = self.ask(
            f"<edit-config><target><candidate/></target><config>{content}</config></edit-config>", f"<commit>{persist}</commit>"
        )
        if any("<ok/>" not in answer for answer in answers):
            raise NetconfLabError(f"the edit was refused: {answers}")

    def operations(self) -> int:
        """How many operations came over SSH."""
        counter = self.folder / "operations"
        return counter.stat().st_size if counter.exists() else 0

    def cut_at(self, number: int) -> None:
        """Break the session at the so many-th operation from now on: done, and not answered."""
        (self.folder / "cut").write_text(str(self.operations() + number))

    def hang_up(self) -> None:
        """Break every SSH session now: all processes below the sshd."""
        if self._sshd is not None:
            for pid in _below(self._sshd.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


class _Heard:
    """What a console says. netconfd looks at a message that came with the hello only when another one comes: then one is sent."""

    def __init__(self, console: subprocess.Popen[bytes]) -> None:
        self.console, self.text = console, ""

    def say(self, text: str) -> None:
        """Send as it is."""
        assert self.console.stdin is not None
        self.console.stdin.write(text.encode())
        self.console.stdin.flush()

    def operate(self, operation: str, name: str) -> None:
        """One message, as base:1.1 frames it."""
        message = f'<rpc message-id="{name}" xmlns="{_BASE}">{operation}</rpc>'
        self.say(f"\n#{len(message.encode())}\n{message}\n##\n")

    def until(self, end: str) -> str:
        """The text up to ``end``, which is left out."""
        assert self.console.stdout is not None
        patience = time.monotonic() + _PATIENCE
        while end not in self.text:
            if not select.select([self.console.stdout], [], [], 0.2)[0]:
                self.operate('<get><filter type="subtree"/></get>', "again")
            else:
                data = os.read(self.console.stdout.fileno(), 65536).decode()
                patience = time.monotonic() + _PATIENCE if data else 0
                self.text += data
            if time.monotonic() > patience:
                raise NetconfLabError(f"netconfd does not answer: {self.text[-400:]}")
        found, _end, self.text = self.text.partition(end)
        return found

    def answer(self, name: str) -> str:
        """The answer to the operation of this name."""
        while True:
            found = re.sub(r"\n#\d+\n", "", self.until("\n##\n"))
            if f'message-id="{name}"' in found:
                return found


def _below(pid: int) -> list[int]:
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [below for child in children for below in (child, *_below(child))]
