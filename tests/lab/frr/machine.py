"""One router as a running machine: its folder, its first process, and commands inside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import account, network
from .command import LabError, run
from .topology import Router, frr_config

BOOT = Path(__file__).with_name("boot.sh")
SHELL_PORT = 2222
SSHD = """\
Port 22
HostKey {lab}/host_key
PidFile {lab}/sshd.pid
AllowUsers {user}
PasswordAuthentication yes
UsePAM yes
UseDNS no
MaxStartups 200:30:400
MaxSessions 100
PrintMotd no
PrintLastLog no
Subsystem sftp internal-sftp
SetEnv PATH={lab}/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
"""
# The usual way to land a login in vtysh; the plain shell waits on a second port.
SSHD_VTYSH = """\
Port {port}
Match LocalPort 22
  ForceCommand if [ -z "$SSH_ORIGINAL_COMMAND" ]; then exec {vtysh}; else exec {vtysh} -c "$SSH_ORIGINAL_COMMAND"; fi
"""


@dataclass(frozen=True)
class Machine:
    """A router of the lab on this computer. ``style`` is container or pathspace, ``login`` is shell or vtysh."""

    router: Router
    folder: Path
    style: str
    login: str

    @property
    def isolated(self) -> bool:
        """Whether the router has its own /run, /etc/frr, /tmp and process ids."""
        return self.style == "container"

    @property
    def vtysh(self) -> list[str]:
        """The vtysh of this router, as one types it inside."""
        return ["vtysh"] if self.isolated else ["vtysh", "-N", self.router.namespace]

    @property
    def configuration_folder(self) -> Path:
        """Where the router's /etc/frr lies on this computer."""
        return self.folder / "etc-frr" if self.isolated else Path("/etc/frr", self.router.namespace)

    @property
    def runtime_folder(self) -> Path:
        """Where the router's FRR sockets lie on this computer."""
        return self.folder / "run/frr" if self.isolated else Path("/var/run/frr", self.router.namespace)

    def prepare(self, password: str, public_key: str) -> str:
        """Write everything the router's first process needs; return the public host key."""
        for name in ("log", "home", "tmp", "var-tmp", "etc-frr", "run/lab/bin", "run/frr", "run/sshd", "run/lldpd", "run/lock"):
            (self.folder / name).mkdir(parents=True)
        for name in ("tmp", "var-tmp", "run/lock"):
            os.chmod(self.folder / name, 0o1777)  # noqa: S103  # they are mounted where everybody may write
        uid, gid = account.write_account_files(self.folder, password)
        shutil.chown(self.folder / "shadow", "root", "shadow")
        self._write_home(public_key, uid, gid)
        self._write_frr()
        return self._write_lab()

    def _write_home(self, public_key: str, uid: int, gid: int) -> None:
        home = self.folder / "home" / account.USER
        (home / ".ssh").mkdir(parents=True)
        (home / ".ssh/authorized_keys").write_text(public_key + "\n", "utf-8")
        for path in (home, home / ".ssh", home / ".ssh/authorized_keys"):
            os.chown(path, uid, gid)
        os.chmod(home / ".ssh", 0o700)

    def _write_frr(self) -> None:
        folder, runtime = self.configuration_folder, self.runtime_folder
        for path in (folder, runtime):
            path.mkdir(exist_ok=True)
            shutil.chown(path, "frr", "frr")
        # A member of group frr may save: vtysh replaces frr.conf by a new file, which takes the right to write the folder.
        os.chmod(folder, 0o775)  # noqa: S103
        shutil.chown(self.folder / "log", "frr", "frr")
        (self.folder / "log/frr").mkdir()
        shutil.chown(self.folder / "log/frr", "frr", "frr")
        text = frr_config(self.router, log_file="/var/log/frr/frr.log", with_addresses=self.isolated)
        files = {"frr.conf": (text, "frr"), "vtysh.conf": ("service integrated-vtysh-config\n", "frrvty"), "daemons": ("", "frr")}
        for name, (content, group) in files.items():
            (folder / name).write_text(content, "utf-8")
            shutil.chown(folder / name, "frr", group)
            os.chmod(folder / name, 0o640)

    def _write_lab(self) -> str:
        lab = self.folder / "run/lab"
        seen = "/run/lab" if self.isolated else str(lab)  # the same folder, as the router sees it
        socket = "/run/lldpd.socket" if self.isolated else str(self.folder / "run/lldpd.socket")
        host_key = account.make_key(lab / "host_key")
        sshd = SSHD.format(lab=seen, user=account.USER)
        if self.login == "vtysh":
            sshd += SSHD_VTYSH.format(port=SHELL_PORT, vtysh=" ".join(self.vtysh))
        (lab / "sshd.conf").write_text(sshd, "utf-8")
        (lab / "lldpd.conf").write_text("configure lldp tx-interval 1\nconfigure lldp tx-hold 4\n", "utf-8")
        wrapper = lab / "bin/lldpctl"
        wrapper.write_text(f'#!/bin/sh\nexec /usr/sbin/lldpctl -u {socket} "$@"\n', "utf-8")
        os.chmod(wrapper, 0o755)  # noqa: S103  # a command for every login
        return host_key

    def start(self) -> subprocess.Popen[bytes]:
        """Start the router's first process and return at once; ``await_ready`` tells when it serves."""
        spaces = ["--mount", "--uts", *(["--pid", "--fork", "--mount-proc", "--kill-child"] if self.isolated else [])]
        words = [self.style, str(self.folder), self.router.name, self.router.namespace]
        argv = ["ip", "netns", "exec", self.router.namespace, "unshare", *spaces, "/bin/sh", str(BOOT), *words]
        with open(self.folder / "boot.log", "wb") as log:
            # The router outlives this command: it gets a session of its own and no terminal.
            return subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # noqa: S603

    def await_ready(self, process: subprocess.Popen[bytes], timeout: float = 20) -> None:
        """Wait until sshd listens, and note the first process's id; a router that dies or hangs raises LabError with its log."""
        deadline = time.monotonic() + timeout
        while not (self.folder / "run/lab/ready").exists():
            if process.poll() is not None or time.monotonic() > deadline:
                said = (self.folder / "boot.log").read_text("utf-8", "replace").strip()
                raise LabError(f"{self.router.name} did not start: {said or 'no word in ' + str(self.folder / 'boot.log')}")
            time.sleep(0.02)
        pid = process.pid
        if self.isolated:  # unshare stays outside as the parent of the router's process 1
            pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()[0])
        (self.folder / "pid").write_text(str(pid), "utf-8")

    def pid(self) -> int:
        """Return the id of the router's first process; LabError when the router is off."""
        note = self.folder / "pid"
        pid = int(note.read_text("utf-8")) if note.exists() else 0
        # A process id is reused: it counts only if it lives in this router's network namespace.
        if pid not in network.processes(self.router.namespace):
            raise LabError(f"{self.router.name} is not running: start the lab with `python -m tests.lab.frr up`")
        return pid

    def run(
        self, *argv: str, check: bool = True, stdin: str | None = None, timeout: float = 30
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside the router as root, as if typed on its console."""
        spaces = ["--mount", "--uts", "--net", *(["--pid"] if self.isolated else [])]
        return run(["nsenter", f"--target={self.pid()}", *spaces, "--", *argv], check=check, stdin=stdin, timeout=timeout)
