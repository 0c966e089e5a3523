# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks on the device's own health: clock, load, default route, reachability, saved configuration."""

from __future__ import annotations

from .config_lines import paths_of, shown
from .model import Finding, Look, NotSeen, seen
from .stay import vrf_name

NAMED = 20
DEFAULT_ROUTES = {"ipv4": "0.0.0.0/0", "ipv6": "::/0"}


def default_route_present(look: Look) -> Finding:
    """The VRF has an active default route of the family."""
    routes = seen(look.subject, "routes")
    vrf, family = vrf_name(look.params.get("vrf")), look.params.get("family", "ipv4")
    prefix = DEFAULT_ROUTES[family]
    active = [p for p in routes.get(prefix) or () if vrf_name(p.get("vrf")) == vrf and p.get("current_active") is not False]
    if not active:
        had = any(vrf_name(path.get("vrf")) == vrf for path in (look.before.get("routes") or {}).get(prefix) or ())
        past = "" if look.phase == "pre" else f": {'present' if had else 'none'} before, none now"
        return Finding([f"no default route {prefix} (vrf {vrf}){past}"])
    return Finding(
        fine=f"default route {prefix} (vrf {vrf}) via {active[0].get('next_hop') or active[0].get('outgoing_interface')}"
    )


def ntp_synchronised(look: Look) -> Finding:
    """The clock is synchronised by NTP."""
    ntp = seen(look.subject, "ntp")
    state = ntp.get("synchronised")
    if state is None:
        return Finding(unseen=["ntp: the device does not say whether its clock is synchronised"])
    if not state:
        before = (look.before.get("ntp") or {}).get("synchronised")
        past = "" if look.phase == "pre" else f"{_clock(before)} before, "
        return Finding([f"NTP: {past}not synchronised now (reference {ntp.get('reference')}, stratum {ntp.get('stratum')})"])
    return Finding(fine=f"NTP synchronised (reference {ntp.get('reference')}, stratum {ntp.get('stratum')})")


def _clock(state: bool | None) -> str:
    return "unknown" if state is None else "synchronised" if state else "not synchronised"


def cpu_below(look: Look) -> Finding:
    """Every CPU is used less than the limit."""
    limit = float(look.params["percent"])
    cpus = seen(look.subject, "environment").get("cpu") or {}
    if not cpus:
        raise NotSeen("environment.cpu", "the device shows no CPU load", True)
    usages = {str(name): cpu.get("%usage") for name, cpu in cpus.items()}
    failures = [
        f"CPU {name}: {usage:g} % used, limit {limit:g} %" for name, usage in usages.items() if usage is not None and usage >= limit
    ]
    unseen = [f"CPU {name}: load unknown" for name, usage in usages.items() if usage is None]
    known = [usage for usage in usages.values() if usage is not None]
    return Finding(failures, unseen, f"CPU at {max(known, default=0):g} %, below {limit:g} %", {}, "CPUs")


def reachable(look: Look) -> Finding:
    """The device reaches the targets; without targets, it answers on a fresh connection itself."""
    targets = look.params.get("targets") or ()
    if not targets:
        return _answers(look)
    seen_targets = seen(look.subject, "reachability")
    failures, unseen = [], []
    for target in targets:
        answer = seen_targets.get(target)
        if answer is None or answer.get("reached") is None:
            unseen.append(f"{target}: not tried from the device")
        elif not answer["reached"]:
            failures.append(f"{target}: not reached from the device{_past(look, target)} ({answer.get('detail') or 'no answer'})")
    return Finding(failures, unseen, f"reached from the device: {', '.join(targets)}", {}, "targets")


def _past(look: Look, target: str) -> str:
    before = (look.before.get("reachability") or {}).get(target) or {}
    known = look.phase == "post" and before.get("reached") is not None
    return f": {'reached' if before['reached'] else 'not reached'} before, not reached now" if known else ""


def _answers(look: Look) -> Finding:
    if look.phase == "pre":
        # The snapshot itself was read over a connection.
        return Finding(fine="the device answered: its state was read")
    if look.subject.get("fresh_connection") is True:
        return Finding(fine="the device answers on a fresh connection")
    return Finding(["the device did not answer on a fresh connection"])


def startup_matches_running(look: Look) -> Finding:
    """Nothing unsaved lies on the device."""
    config = seen(look.subject, "config")
    if "startup" in (look.subject.get("unsupported") or {}):
        seen(look.subject, "startup")
    running, startup = config.get("running"), config.get("startup")
    if running is None or startup is None:
        missing = "running" if running is None else "startup"
        raise NotSeen(f"config.{missing}", f"the device shows no {missing} configuration", True)
    if look.rooms.fingerprint(running, look.platform) == look.rooms.fingerprint(startup, look.platform):
        return Finding(fine="the startup configuration is the running one")
    live, saved = (dict.fromkeys(paths_of(look.rooms.clean(text, look.platform))) for text in (running, startup))
    differing = [("only running", path) for path in live if path not in saved]
    differing += [("only in startup", path) for path in saved if path not in live]
    # A message names a few; redacting thousands for it would take minutes.
    named = [f"{word}: {shown(look, path)}" for word, path in differing[:NAMED]] + [word for word, _unused in differing[NAMED:]]
    return Finding(named or ["the same lines stand in another order"], noun="lines that differ between running and startup")
