"""The lab of real FRR routers is what it says: real sessions, real breakage, and no trace afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ansible_collections.auto.factory.tests.integration.conftest import require_frr
from ansible_collections.auto.factory.tests.lab.frr import network
from ansible_collections.auto.factory.tests.lab.frr.lab import FrrLab

ROOT = Path(__file__).parents[3]
OTHER = {"prefix": "iu", "network_prefix": "172.31.88"}
# Where a lab could leave something outside its own folder; the account files must come through untouched.
SHARED = [Path(p) for p in ("/etc/frr", "/run/frr", "/home", "/run", "/etc/passwd", "/etc/shadow", "/etc/group")]


def eventually(true: Callable[[], bool], seconds: float = 15) -> bool:
    """Say whether something comes true in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def ssh(lab: FrrLab, router: str, *command: str, port: int = 22) -> subprocess.CompletedProcess[str]:
    """Log in to a router as the lab's user with the lab's key and host key, and run a command."""
    options = {
        "BatchMode": "yes",
        "ConnectTimeout": "5",
        "IdentitiesOnly": "yes",
        "LogLevel": "ERROR",
        "UserKnownHostsFile": str(lab.folder / "known_hosts"),
        "StrictHostKeyChecking": "yes",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    argv = ["ssh", "-F", "none", "-T", "-p", str(port), "-i", str(lab.folder / "id_ed25519"), *words]
    argv += [f"netops@{lab.machines[router].router.address}", *command]
    return subprocess.run(argv, text=True, capture_output=True, check=False, timeout=30, stdin=subprocess.DEVNULL)


def traces(prefix: str) -> list[str]:
    """Return whatever a lab of this prefix has on the computer."""
    mounts = [
        line
        for line in Path("/proc/mounts").read_text("utf-8").splitlines()
        if f"/{prefix}r" in line or "auto-factory-lab/" + prefix in line
    ]
    files = [str(p) for folder in SHARED if folder.is_dir() for p in folder.glob(f"{prefix}r[0-9]*")]
    state = [str(p) for p in [Path("/run/auto-factory-lab", prefix)] if p.exists()]
    running = [p.parent.name for p in Path("/proc").glob("[0-9]*/cmdline") if f"auto-factory-lab/{prefix}/" in _read(p)]
    return network.links_of(prefix) + network.namespaces_of(prefix) + mounts + files + state + running


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # the process has ended meanwhile
        return ""


@pytest.fixture
def other_lab() -> Iterator[Callable[..., FrrLab]]:
    """A maker of small labs beside the shared one, taken down whatever happens."""
    require_frr()
    made: list[FrrLab] = []

    def make(**how: str) -> FrrLab:
        made.append(FrrLab(2, **OTHER, **how))
        return made[-1]

    yield make
    for lab in made:
        lab.down()


def test_every_session_is_up(frr_lab: FrrLab) -> None:
    """The lab a user gets has every BGP session Established and every OSPF neighbour Full."""
    assert frr_lab.unsettled() == {}
    wanted = {"192.168.1.0/24", "192.168.3.0/24", "192.168.4.0/24"}
    assert eventually(lambda: wanted <= set(json.loads(frr_lab.vtysh("r2", "show ip route bgp json"))))


def test_neighbours_are_seen_from_the_routers_own_shell(frr_lab: FrrLab) -> None:
    """`lldpctl -f json`, typed by the login user, answers for the router he is on."""

    def seen() -> set[str]:
        found = json.loads(ssh(frr_lab, "r1", "lldpctl -f json").stdout or "{}").get("lldp", {}).get("interface", [])
        return {name for port in found for facts in port.values() for name in facts["chassis"]}

    assert eventually(lambda: seen() == {"r2", "r4"}), seen()


@pytest.mark.parametrize("router", ["r1", "r4"])
def test_plain_vtysh_is_this_routers(frr_lab: FrrLab, router: str) -> None:
    """In a router's shell plain vtysh, the host name and the saved configuration are that router's own."""
    said = ssh(frr_lab, router, "hostname; vtysh -c 'show running-config'; cat /etc/frr/frr.conf")
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith(f"{router}\n")
    assert said.stdout.count(f"hostname {router}\n") == 2


def test_a_wrong_neighbour_takes_bgp_down(frr_lab: FrrLab) -> None:
    """A wrong remote-as ends the session for real, and putting it back gives the same configuration, byte for byte."""
    before = frr_lab.running("r1")
    enter = ("configure terminal", "router bgp 65000")
    frr_lab.vtysh("r1", *enter, "neighbor 10.255.0.2 remote-as 65055")
    try:
        assert eventually(lambda: any("10.255.0.2" in word for word in frr_lab.unsettled().get("r1", [])))
    finally:
        frr_lab.vtysh("r1", *enter, "neighbor 10.255.0.2 remote-as 65000")
        frr_lab.wait_converged()
    assert frr_lab.running("r1") == before


def test_removing_the_management_address_cuts_the_login(frr_lab: FrrLab) -> None:
    """A change of the management address really loses the device; its console still works."""
    address = f"{frr_lab.machines['r3'].router.address}/24"
    enter = ("configure terminal", "interface mgmt0")
    frr_lab.vtysh("r3", *enter, f"no ip address {address}")
    try:
        assert ssh(frr_lab, "r3", "true").returncode == 255
    finally:
        frr_lab.vtysh("r3", *enter, f"ip address {address}")
    assert eventually(lambda: ssh(frr_lab, "r3", "true").returncode == 0)


def test_the_inventory_keeps_secrets_to_its_owner(frr_lab: FrrLab) -> None:
    """Password, key and inventory of the lab can be read by their owner only."""
    for name in ("password", "id_ed25519", "inventory.json"):
        assert (frr_lab.folder / name).stat().st_mode & 0o077 == 0, name
    frr = frr_lab.inventory()["all"]["children"]["real"]["children"]["frr"]
    assert sorted(frr["hosts"]) == ["r1", "r2", "r3", "r4"]
    assert frr["vars"]["ansible_network_os"] == "frr.frr.frr"


@pytest.mark.parametrize("style", ["container", "pathspace"])
def test_a_login_in_vtysh_has_a_shell_beside_it(other_lab: Callable[..., FrrLab], style: str) -> None:
    """With --login vtysh port 22 answers as vtysh and port 2222 as a shell; after `down` the computer is as it was."""
    before = {path: path.read_bytes() if path.is_file() else sorted(path.glob("*")) for path in SHARED if path.exists()}
    lab = other_lab(style=style, login="vtysh")
    lab.up()
    assert "FRRouting" in ssh(lab, "r1", "show version").stdout
    assert ssh(lab, "r1", "hostname", port=2222).stdout == "r1\n"
    assert eventually(lambda: ssh(lab, "r1", "lldpctl", port=2222).stdout.count("SysName:      r2") == 1)
    lab.down()
    assert traces("iu") == []
    after = {path: path.read_bytes() if path.is_file() else sorted(path.glob("*")) for path in before}
    changed = {str(path): (before[path], after[path]) for path in before if before[path] != after[path]}
    # Other programs come and go in the shared folders; the lab's names do not.
    assert not [path for path in changed if path.startswith("/etc")]


def test_down_cleans_up_after_a_killed_up(other_lab: Callable[..., FrrLab]) -> None:
    """`up`, killed in the middle, leaves nothing that `down` does not find."""
    lab = other_lab()
    argv = [sys.executable, "-m", "frr", "up", "--prefix", OTHER["prefix"], "--network", OTHER["network_prefix"], "--routers", "2"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests/lab")}
    process = subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL)
    assert eventually(lambda: bool(network.links_of("iu")), 5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert traces("iu") != []
    lab.down()
    assert traces("iu") == []
