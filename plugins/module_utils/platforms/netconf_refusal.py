# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which line of a change a server's ``<rpc-error>`` is about."""

from __future__ import annotations

import re

from ..config.redact import config_redact
from ..config.xmlstyle import parse
from ..errors import DeviceError, FactoryError, PendingTrialError, RejectedLineError
from ..session.netconf import RpcError, RpcRefusedError
from ..xmltext import Element
from ..xmltext import lines as text_lines
from .base import Trial
from .netconf_facts import CAPABILITIES

# Shorter values are in too many words.
_SHORTEST = 3
_STEP = re.compile(r"/(?:[\w.-]+:)?([\w.-]+)((?:\[[^\]]*\])*)")
_PREDICATE = re.compile(r"\[\s*(?:[\w.-]+:)?([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']\s*\]")


def rejected(error: RpcRefusedError, trial: Trial, where: str) -> FactoryError:
    """The error with the line it is about; a PendingTrialError where somebody else is at work."""
    answer = _without_secrets(error.answer, trial)
    if error.has("in-use", "lock-denied"):
        return PendingTrialError(f"somebody else is changing the device: {answer}", where)
    if not error.has("access-denied") or error.errors[0].path:
        return RejectedLineError(config_redact(_line(error.errors[0], trial), CAPABILITIES.network_os), answer, where)
    return DeviceError(f"the server does not let this user do that: {answer}", where)


def _without_secrets(answer: str, trial: Trial) -> str:
    """The server's words, in which it may repeat the value it refuses."""
    root, _facts = parse("\n".join(trial.commands))
    for leaf in (element for element in root.walk() if len(element.text) >= _SHORTEST and element.text in answer):
        line = text_lines(leaf)[0].strip()
        if config_redact(line, CAPABILITIES.network_os) != line:
            answer = answer.replace(leaf.text, "<secret>")
    return answer


def _line(error: RpcError, trial: Trial) -> str:
    root, _facts = parse("\n".join(trial.commands))
    found, around = _walk(root, error.path)
    named = error.element.rpartition(":")[2]
    if named and found.name != named:
        child = next((element for element in found.walk() if element.name == named), None)
        found, around = (child, child.namespace if child is not root else "") if child else (found, around)
    if found is root:
        return trial.commands[0].strip() if trial.commands else "the configuration"
    return text_lines(found, 0, around)[0].strip()


def _walk(root: Element, path: str) -> tuple[Element, str]:
    """The deepest element of the edit on the path, and the namespace around it."""
    element, around = root, ""
    for name, predicates in _STEP.findall(path):
        wanted = dict(_PREDICATE.findall(predicates))
        fits = (c for c in element.children if c.name == name and all(c.value(k) == v for k, v in wanted.items()))
        found = next(fits, None)
        if found is None:
            break
        element, around = found, element.namespace
    return element, around
