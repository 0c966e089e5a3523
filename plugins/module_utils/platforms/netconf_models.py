# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The YANG modules behind a server's configuration, asked of the server itself (RFC 6022)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ..config.xmlschema import Facts, depends, learn
from ..errors import DeviceError
from ..session.netconf import NetconfSession
from ..xmltext import Element

_MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"
_LIBRARY = (
    '<get><filter type="subtree"><modules-state xmlns="urn:ietf:params:xml:ns:yang:ietf-yang-library">'
    "<module><name/><namespace/></module></modules-state></filter></get>"
)
_DEFAULTS = "urn:ietf:params:netconf:capability:with-defaults:1.0"
# More modules than this are not worth their time: what they hold is guessed then.
_MOST = 60
# Modules of types have no lists, and the protocol's own are no configuration: not asked for.
_IDLE = re.compile(r"iana-|.*-types\Z|ietf-netconf\Z|ietf-yang-|.*-extensions?\Z|.*-ext\Z")
# Each module is asked for once in a process: the sessions of one transaction meet the same server.
_texts: dict[tuple[str, str], str] = {}
_learned: dict[tuple[str, frozenset[str]], Facts] = {}


class Models:
    """What one server says of its data models."""

    def __init__(self, session: NetconfSession) -> None:
        self._session = session
        pairs = (capability.partition("?") for capability in session.capabilities)
        self._modules = {space: _parameter(query, "module") for space, _mark, query in pairs if "module=" in query}
        self._looked = False
        self._can_tell = _MONITORING in self._modules
        told = next((c.partition("?")[2] for c in session.capabilities if c.startswith(_DEFAULTS)), "")
        self.explicit = "explicit" in {_parameter(told, "basic-mode"), *_parameter(told, "also-supported").split(",")}

    def facts(self, data: Element) -> Facts:
        """What the modules in use say; nothing where the server does not give them away."""
        inside = {element.namespace for top in data.children for element in top.walk()}
        if self._can_tell and inside - set(self._modules):
            self._look_up()
        used = frozenset(inside & set(self._modules))
        if not self._can_tell or not used:
            return Facts()
        name = (self._session.target.where, used)
        if name not in _learned:
            _learned[name] = learn(self._texts([self._modules[space] for space in sorted(used)]))
        return _learned[name]

    def _look_up(self) -> None:
        """Modules of YANG 1.1 are not in the hello, but in the server's library (RFC 7895)."""
        if self._looked or not any(":yang-library:" in capability for capability in self._session.capabilities):
            return
        self._looked = True
        try:
            reply = self._session.call(_LIBRARY)
        except DeviceError:  # not for this user: what they hold is guessed
            return
        for module in (element for element in reply.walk() if element.name == "module"):
            self._modules.setdefault(module.value("namespace"), module.value("name"))

    def _texts(self, names: list[str]) -> list[str]:
        """The modules and those whose groupings they may use."""
        texts: dict[str, str] = {}
        while names and len(texts) < _MOST:
            name = names.pop(0)
            if name in texts or _IDLE.match(name):
                continue
            texts[name] = self._text(name)
            names += sorted(depends(texts[name]))
        return list(texts.values())

    def _text(self, name: str) -> str:
        key = (self._session.target.where, name)
        if key not in _texts:
            _texts[key] = self._asked(name)
        return _texts[key]

    def _asked(self, name: str) -> str:
        ask = f'<get-schema xmlns="{_MONITORING}"><identifier>{escape(name)}</identifier></get-schema>'
        try:
            data = self._session.call(ask).find("data")
        except DeviceError:  # several revisions, or not for this user: what it holds is guessed
            return ""
        return data.text if data is not None else ""


def _parameter(query: str, name: str) -> str:
    found = [part.partition("=")[2] for part in query.replace("&amp;", "&").split("&") if part.startswith(f"{name}=")]
    return found[0] if found else ""
