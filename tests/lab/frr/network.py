"""Namespaces, cables and the management bridge, by iproute2 in batches: one process for many commands."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from pathlib import Path

from .command import run
from .topology import Router, Topology

NETNS = Path("/run/netns")


def exists(namespace: str) -> bool:
    """Say whether a network namespace of that name is there."""
    return (NETNS / namespace).exists()


def netns_is_mounted() -> bool:
    """Say whether /run/netns is a mount point: the first ``ip netns add`` of a machine makes it one, and nothing unmakes it."""
    return any(line.split()[4] == str(NETNS) for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines())


def build(topology: Topology, *, kernel_addresses: bool) -> None:
    """Create every namespace, link and address; with ``kernel_addresses`` FRR is not the one to set them."""
    for router in topology.routers:
        run(["ip", "netns", "add", router.namespace])
    batch = [
        f"link add {topology.bridge} type bridge",
        f"addr add {topology.network}.1/24 dev {topology.bridge}",
        f"link set {topology.bridge} up",
    ]
    for router in topology.routers:
        batch += [
            f"link add {router.namespace}m type veth peer name mgmt0 netns {router.namespace}",
            f"link set {router.namespace}m master {topology.bridge} up",
        ]
    for link in topology.links:
        left, right = (topology.routers[n - 1].namespace for n in (link.left, link.right))
        # Created straight inside both namespaces: the controller never sees the routers' own cables.
        batch.append(f"link add name eth1 netns {left} type veth peer name eth0 netns {right}")
    run(["ip", "-batch", "-"], stdin="\n".join(batch) + "\n")
    for router in topology.routers:
        _raise_interfaces(router, kernel_addresses=kernel_addresses)


def _raise_interfaces(router: Router, *, kernel_addresses: bool) -> None:
    names = ["lo", "mgmt0", *(name for name, _ in router.interfaces)]
    batch = [f"addr add {address} dev {name}" for name, address in router.addresses] if kernel_addresses else []
    batch += [f"link set {name} up" for name in names]
    run(["ip", "-n", router.namespace, "-batch", "-"], stdin="\n".join(batch) + "\n")


def processes(namespace: str) -> list[int]:
    """Return the process ids that live in a network namespace."""
    listed = run(["ip", "netns", "pids", namespace], check=False)
    return [int(pid) for pid in listed.stdout.split()]


def kill(namespace: str) -> list[int]:
    """Kill every process of a network namespace; return the ids that were there."""
    pids = processes(namespace)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return pids


def links_of(prefix: str) -> list[str]:
    """Return the controller's links that belong to the lab of this prefix: the bridge and the routers' management ends."""
    found = json.loads(run(["ip", "-j", "link", "show"]).stdout or "[]")
    names = [link["ifname"] for link in found]
    return [name for name in names if name == f"{prefix}br" or _is_router(name.removesuffix("m"), prefix)]


def namespaces_of(prefix: str) -> list[str]:
    """Return the network namespaces that belong to the lab of this prefix."""
    return sorted(p.name for p in NETNS.iterdir() if _is_router(p.name, prefix)) if NETNS.is_dir() else []


def _is_router(name: str, prefix: str) -> bool:
    return name.startswith(f"{prefix}r") and name.removeprefix(f"{prefix}r").isdigit()


def remove(prefix: str, *, unmount: bool) -> None:
    """Remove what the lab of this prefix left: namespaces, links, and /run/netns itself if the lab made it a mount."""
    for namespace in namespaces_of(prefix):
        run(["ip", "netns", "del", namespace], check=False)
    for name in links_of(prefix):
        run(["ip", "link", "del", name], check=False)
    if unmount and netns_is_mounted() and not any(NETNS.iterdir()):
        run(["umount", str(NETNS)], check=False)
        if not netns_is_mounted() and not any(NETNS.iterdir()):
            os.rmdir(NETNS)


def set_management(router: Router, *, up: bool) -> None:
    """Plug or pull the controller's end of a router's management cable."""
    run(["ip", "link", "set", f"{router.namespace}m", "up" if up else "down"])
