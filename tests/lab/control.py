# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the control socket understands; each operation is one function of this table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .server import Server
    from .station import Station


async def answer(server: Server, request: dict[str, Any]) -> dict[str, Any]:
    """Carry out one request; ``{"result": ...}`` or ``{"error": text}``."""
    try:
        name = request.pop("op")
        if name in WHOLE:
            return {"result": await WHOLE[name](server, **request)}
        device = request.pop("device")
        if device not in server.stations:
            raise ValueError(f"no device is called {device!r}; there are: {', '.join(server.stations)}")
        return {"result": await DEVICE[name](server.stations[device], **request)}
    except Exception as error:  # whatever went wrong, the caller is told, and the lab goes on
        return {"error": f"{type(error).__name__}: {error}"}


async def _ping(server: Server) -> dict[str, Any]:
    refused = {name: device.refused_at_start for name, device in server.devices.items() if device.refused_at_start}
    return {"devices": list(server.devices), "refused_at_start": refused}


async def _stop(server: Server) -> None:
    server.over.set()


async def _clock(server: Server, speed: float | None = None, advance: float = 0.0, devices: list[str] | None = None) -> None:
    for name in devices or server.devices:
        clock = server.devices[name].clock
        if speed is not None:
            clock.set_speed(speed)
        if advance:
            clock.advance(advance)


async def _text(station: Station, which: str) -> str:
    return station.device.running_text() if which == "running" else station.device.startup_text()


async def _body(station: Station, which: str) -> str:
    device = station.device
    return device.body() if which == "running" else device.config_text(device.startup)


async def _commands(station: Station, forget: bool = False) -> list[dict[str, Any]]:
    found = station.device.commands()
    if forget:
        station.device.log.clear()
    return found


async def _fault(station: Station, name: str, args: dict[str, Any]) -> None:
    await station.inject(name, args)


async def _clear(station: Station) -> None:
    await station.clear()


async def _apply(station: Station, lines: list[str]) -> list[str]:
    return station.device.apply(lines)


async def _type(station: Station, lines: list[str], user: str = "other") -> list[str]:
    """Lines typed at a terminal of somebody's own, who stays logged in."""
    shell = station.device.shell(station.device, user, 15)
    station.device.visitors.append(shell)
    return [shell.feed(line) for line in lines]


async def _save(station: Station) -> None:
    station.device.save()


async def _sessions(station: Station) -> dict[str, int]:
    return {"open": len(station.connections), "logins": station.device.logins}


async def _pending(station: Station) -> dict[str, Any] | None:
    return station.device.pending()


async def _files(station: Station) -> dict[str, str]:
    return dict(station.device.flash)


async def _reachable(station: Station) -> bool:
    return station.listener is not None


WHOLE: dict[str, Callable[..., Awaitable[Any]]] = {"ping": _ping, "stop": _stop, "clock": _clock}
DEVICE: dict[str, Callable[..., Awaitable[Any]]] = {
    "text": _text,
    "body": _body,
    "commands": _commands,
    "fault": _fault,
    "clear": _clear,
    "apply": _apply,
    "type": _type,
    "save": _save,
    "sessions": _sessions,
    "pending": _pending,
    "files": _files,
    "reachable": _reachable,
}
