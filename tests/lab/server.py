# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server process: all devices of a topology, their network, and the control socket."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import asyncssh

from .control import answer
from .network import Network
from .platforms import device_class
from .station import Station, new_key
from .topology import Topology

ALGORITHMS = {
    "kex_algs": ["curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "diffie-hellman-group14-sha256"],
    "encryption_algs": ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes256-ctr"],
    "mac_algs": ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512"],
    "compression_algs": ["none"],
}


class Server:
    """Everything that runs."""

    def __init__(self, topology: Topology, state_dir: Path) -> None:
        """Build the devices; nothing listens yet."""
        self.topology = topology
        self.state_dir = state_dir
        self.devices = {name: device_class(spec.platform)(spec) for name, spec in topology.devices.items()}
        self.network = Network(self.devices, topology.links, topology.convergence)
        self.stations: dict[str, Station] = {}
        self.over = asyncio.Event()
        for device in self.devices.values():
            device.network = self.network

    async def start(self) -> None:
        """Listen on every address, then on the control socket; known_hosts is written in between."""
        shared = new_key()
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=asyncssh.SSHServer,
            server_host_keys=[shared],
            line_editor=False,
            allow_scp=False,
            agent_forwarding=False,
            x11_forwarding=False,
            gss_host=None,
            server_version="simulated",
            **ALGORITHMS,
        )
        for name, device in self.devices.items():
            key = new_key() if self.topology.host_keys == "each" else None
            station = self.stations[name] = Station(device, key, options)
            await station.settle()
        lines = [self._known(self.stations[name], shared) for name in self.devices]
        (self.state_dir / "known_hosts").write_text("".join(lines), encoding="ascii")
        self.control = await asyncio.start_unix_server(self._control, str(self.state_dir / "control.sock"))

    @staticmethod
    def _known(station: Station, shared: Any) -> str:
        spec = station.device.spec
        public = (station.key or shared).export_public_key().decode().split()[:2]
        where = spec.host if spec.port == 22 else f"[{spec.host}]:{spec.port}"
        return f"{where} {' '.join(public)}\n"

    async def serve(self, parent: int = 0) -> None:
        """Run until told to stop, by signal or over the control socket, or until the parent process is gone."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.over.set)
        await self.start()
        (self.state_dir / "lab.pid").write_text(f"{os.getpid()}\n", encoding="ascii")
        watch = asyncio.ensure_future(self._watch(parent)) if parent else None
        await self.over.wait()
        await self.stop()
        if watch:
            watch.cancel()

    async def _watch(self, parent: int) -> None:
        while os.getppid() == parent:
            await asyncio.sleep(0.5)
        self.over.set()

    async def stop(self) -> None:
        """Close everything and leave no file behind."""
        self.control.close()
        for station in self.stations.values():
            await station.close()
        await asyncio.sleep(0)
        shutil.rmtree(self.state_dir, ignore_errors=True)

    async def _control(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One JSON request a line, one JSON answer a line."""
        try:
            while line := await reader.readline():
                reply = await answer(self, json.loads(line))
                writer.write(json.dumps(reply).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):
            pass
        finally:
            writer.close()


def run(topology: Topology, state_dir: Path, parent: int = 0) -> None:
    """Serve until told to stop."""

    async def main() -> None:
        await Server(topology, state_dir).serve(parent)

    asyncio.run(main())
