"""FrrLab: real FRR routers in network namespaces, up in seconds and down without a trace.

with FrrLab() as lab:
    lab.wait_converged()
    lab.running("r1")
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

from . import account, network
from .command import LabError
from .inventory import inventory
from .machine import Machine
from .topology import Topology

STATE = Path("/run/auto-factory-lab")
STYLES = ("container", "pathspace")
LOGINS = ("shell", "vtysh")
# What the daemons of the pathspace style make outside the lab's folder.
SHARED = (Path("/run/sshd"), Path("/run/lldpd"), Path("/run/frr/ospfd-gr.json"))
TOOLS = {
    "vtysh": "frr",
    "sshd": "openssh-server",
    "lldpd": "lldpd",
    "ip": "iproute2",
    "unshare": "util-linux",
    "openssl": "openssl",
}


def missing() -> str | None:
    """Return why the lab cannot run on this computer, or None where it can."""
    if os.geteuid() != 0:
        return "real FRR routers need root (network namespaces)"
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/lib/frr"
    packages = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool, path=path)})
    return f"real FRR routers need the Debian packages {', '.join(packages)}: run .ci/install frr" if packages else None


class FrrLab:
    """The lab of one prefix. What stands outlives the object: a second FrrLab of the same prefix finds it again."""

    def __init__(  # noqa: PLR0913  # a description, all of it by keyword but the first two
        self,
        routers: int = 4,
        prefix: str = "nl",
        *,
        style: str = "container",
        login: str = "shell",
        network_prefix: str = "172.31.99",
        state: Path = STATE,
    ) -> None:
        """Describe a lab, or find the one of this prefix that is up (whose description then counts)."""
        self.folder = Path(state) / prefix
        said = self._remembered()
        style, login = said.get("style", style), said.get("login", login)
        if style not in STYLES or login not in LOGINS:
            raise LabError(f"style is one of {STYLES} and login one of {LOGINS}, not {style!r} and {login!r}")
        self.style, self.login = style, login
        self.topology = Topology(said.get("routers", routers), prefix, said.get("network", network_prefix))
        self.machines = {r.name: Machine(r, self.folder / r.name, style, login) for r in self.topology.routers}

    def _remembered(self) -> dict[str, Any]:
        note = self.folder / "lab.json"
        return json.loads(note.read_text("utf-8")) if note.exists() else {}

    def __enter__(self) -> FrrLab:
        """Start the lab."""
        self.up()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the lab down, whatever happened in between."""
        self.down()

    def up(self) -> None:
        """Build and start everything; returns when every router's sshd answers. A failure takes down what was begun."""
        reason = missing()
        if reason:
            raise LabError(reason)
        if self.folder.exists() or network.namespaces_of(self.topology.prefix):
            raise LabError(f"a lab {self.topology.prefix!r} is there already: take it down first, or choose another prefix")
        try:
            self._begin()
            network.build(self.topology, kernel_addresses=self.style == "pathspace")
            started = [(machine, machine.start()) for machine in self.machines.values()]
            for machine, process in started:
                machine.await_ready(process)
        except BaseException:
            self.down()
            raise

    def _begin(self) -> None:
        """Write the lab's folder first: it is what lets `down` clean up after a killed `up`."""
        self.folder.mkdir(parents=True)
        note = {
            "routers": self.topology.count,
            "network": self.topology.network,
            "style": self.style,
            "login": self.login,
            "netns_was_mounted": network.netns_is_mounted(),
            "absent": [str(path) for path in SHARED if not path.exists()],
        }
        (self.folder / "lab.json").write_text(json.dumps(note), "utf-8")
        if self.style == "pathspace":
            SHARED[0].mkdir(exist_ok=True)  # sshd refuses to start without it
        password = account.new_password()
        self._secret("password", password + "\n")
        public_key = account.make_key(self.folder / "id_ed25519")
        with ThreadPoolExecutor() as pool:
            keys = list(pool.map(lambda m: m.prepare(password, public_key), self.machines.values()))
        known = "".join(
            f"{m.router.address},[{m.router.address}]:2222 {key}\n" for m, key in zip(self.machines.values(), keys, strict=True)
        )
        (self.folder / "known_hosts").write_text(known, "utf-8")
        self._secret("inventory.json", json.dumps(self.inventory(), indent=2) + "\n")
        # Started through sudo: the secrets belong to the person, who runs Ansible as himself.
        owner = os.environ.get("SUDO_UID")
        for name in ("password", "id_ed25519", "inventory.json") if owner else ():
            os.chown(self.folder / name, int(owner or 0), -1)

    def _secret(self, name: str, text: str) -> None:
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)

    def down(self) -> None:
        """Remove every process, namespace, link, mount and file of this prefix, also those of an `up` that was killed."""
        prefix = self.topology.prefix
        note = self._remembered()
        for _ in range(100):  # a dying process may still fork, and a tool of a killed `up` may still build
            alive = [pid for name in network.namespaces_of(prefix) for pid in network.kill(name)]
            if not alive:
                network.remove(prefix, unmount=not note.get("netns_was_mounted", True))
            if not (alive or network.namespaces_of(prefix) or network.links_of(prefix)):
                break
            time.sleep(0.02)
        for machine in self.machines.values():
            if not machine.isolated:
                shutil.rmtree(machine.configuration_folder, ignore_errors=True)
                shutil.rmtree(machine.runtime_folder, ignore_errors=True)
        for path in (Path(name) for name in note.get("absent", []) if self.style == "pathspace"):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.parent.is_dir() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()

    def inventory(self) -> dict[str, Any]:
        """Return the Ansible inventory of this lab, password included: handle it as a secret."""
        return inventory(list(self.machines.values()), self.folder)

    def run(self, router: str, *argv: str, check: bool = True, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command inside a router as root, past its sshd."""
        return self.machines[router].run(*argv, check=check, stdin=stdin)

    def vtysh(self, router: str, *commands: str) -> str:
        """Return what a router's vtysh prints for these commands, past its sshd."""
        machine = self.machines[router]
        return machine.run(*machine.vtysh, *(word for command in commands for word in ("-c", command))).stdout

    def running(self, router: str) -> str:
        """Return a router's running configuration, past its sshd."""
        return self.vtysh(router, "show running-config")

    def startup(self, router: str) -> str:
        """Return a router's frr.conf."""
        return (self.machines[router].configuration_folder / "frr.conf").read_text("utf-8")

    def cut_management(self, router: str) -> None:
        """Pull a router's management cable."""
        network.set_management(self.machines[router].router, up=False)

    def restore_management(self, router: str) -> None:
        """Plug a router's management cable in again."""
        network.set_management(self.machines[router].router, up=True)

    def unsettled(self) -> dict[str, list[str]]:
        """Return what has not come up yet: by router, each BGP or OSPF neighbour that is not there."""
        with ThreadPoolExecutor() as pool:
            found = pool.map(self._unsettled, self.machines)
            return {name: words for name, words in zip(self.machines, found, strict=True) if words}

    def _unsettled(self, name: str) -> list[str]:
        router = self.machines[name].router
        bgp = json.loads(self.vtysh(name, "show bgp summary json") or "{}").get("ipv4Unicast", {}).get("peers", {})
        ospf = json.loads(self.vtysh(name, "show ip ospf neighbor json") or "{}").get("neighbors", {})
        states = {f"10.255.0.{number}": "absent" for number, _ in router.neighbors}
        # A session counts once it has brought its neighbour's prefix: routes stand still from then on.
        states |= {
            peer: facts["state"] if facts["state"] != "Established" or facts.get("pfxRcd") else "without prefixes"
            for peer, facts in bgp.items()
        }
        words = [f"bgp {peer} {state}" for peer, state in states.items() if state != "Established"]
        full = sum(n["nbrState"].startswith("Full") for group in ospf.values() for n in group)
        return words + ([f"ospf {full} of {len(router.interfaces)} Full"] if full < len(router.interfaces) else [])

    def wait_converged(self, timeout: float = 30) -> float:
        """Wait until every BGP session is Established and every OSPF neighbour Full; return the seconds it took."""
        began = time.monotonic()
        while left := self.unsettled():
            if time.monotonic() - began > timeout:
                raise LabError(f"the lab did not settle within {timeout} s: {left}")
            time.sleep(0.2)
        return time.monotonic() - began
