# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of every action: options from the stub's documentation, plain values for the core, errors translated once."""

from __future__ import annotations

import ast
import functools
import gc
import os
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import yaml
from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, InputError

_SPEC_KEYS = ("type", "elements", "required", "default", "choices", "aliases", "no_log")


def plain(value: Any) -> Any:
    """``value`` without ansible-core's own types (tagged strings, lazy containers), all the way down."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    return value


@functools.cache
def argument_spec(action_file: str) -> dict[str, Any]:
    """The argument spec of an action, read from the documentation of the module stub of the same name."""
    folder, name = os.path.split(os.path.abspath(action_file))
    stub = os.path.join(os.path.dirname(folder), "modules", name)
    with open(stub, encoding="utf-8") as file:
        tree = ast.parse(file.read(), stub)
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "DOCUMENTATION" for t in node.targets):
            return _spec(yaml.safe_load(ast.literal_eval(node.value)).get("options") or {})
    raise AnsibleError(f"{stub} has no DOCUMENTATION")


def _spec(options: Mapping[str, Any]) -> dict[str, Any]:
    made = {}
    for name, option in options.items():
        made[name] = {key: option[key] for key in _SPEC_KEYS if key in option}
        if option.get("suboptions"):
            made[name]["options"] = _spec(option["suboptions"])
    return made


def freeze_heap() -> None:
    """Keep the parent's objects out of the workers' garbage collections, so that forked pages stay shared."""
    gc.collect()
    gc.freeze()


class FactoryAction(ActionBase):
    """Implement ``execute``; name the stub's file by setting ``spec`` to ``argument_spec(__file__)``."""

    spec: ClassVar[dict[str, Any]] = {}
    mutually_exclusive: Sequence[Sequence[str]] = ()
    required_one_of: Sequence[Sequence[str]] = ()
    required_by: Mapping[str, Any] = {}
    required_if: Sequence[Sequence[Any]] = ()
    _supports_check_mode = True
    _supports_async = False
    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """What ansible-core calls."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        try:
            result.update(self.execute(plain(self._arguments()), task_vars or {}))
        except FactoryError as error:
            error.at(str((task_vars or {}).get("inventory_hostname", "")))
            result.update(self.failure(error))
        return result

    def failure(self, error: FactoryError) -> dict[str, Any]:
        """The result of a task that came to nothing; an action that promises more keys adds them."""
        return {"failed": True, "msg": str(error), "error": error.to_dict()}

    def execute(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Do the work with validated, plain arguments; the dictionary returned is the task's result. May raise FactoryError."""
        raise NotImplementedError

    def _setting(self, name: str, task_vars: dict[str, Any]) -> str | None:
        """The variable ``auto_factory_<name>`` of the host, rendered; None where it is unset (the environment may say it then)."""
        value = plain(self._templar.template(task_vars.get(f"auto_factory_{name}")))
        return str(value) if value else None

    def _arguments(self) -> dict[str, Any]:
        try:
            _checked, arguments = self.validate_argument_spec(
                argument_spec=self.spec,
                mutually_exclusive=[list(group) for group in self.mutually_exclusive] or None,
                required_one_of=[list(group) for group in self.required_one_of] or None,
                required_by=dict(self.required_by) or None,
                required_if=[list(rule) for rule in self.required_if] or None,
            )
        except AnsibleError as error:
            # ansible-core 2.19 and later wrap the reason; the last cause names the option.
            reason = getattr(error, "_original_message", None) or getattr(error, "message", None) or str(error)
            raise InputError(str(reason), f"options of {self._task.action}") from error
        return dict(arguments)
