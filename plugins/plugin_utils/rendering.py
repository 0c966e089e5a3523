# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates of configurations, rendered as ansible.builtin.template renders, on every ansible-core."""

from __future__ import annotations

import os
from typing import Any

from ansible.errors import AnsibleError
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError

try:
    from ansible.template import trust_as_template
except ImportError:  # ansible-core before 2.19 knows no trust

    def trust_as_template(value: str) -> str:
        """Every string is a template there."""
        return value


def render_source(action: Any, src: str, task_vars: dict[str, Any]) -> str:
    """The text of a template file, found as Ansible finds templates, rendered for the host. Raises InputError."""
    try:
        path = action._find_needle("templates", src)
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (AnsibleError, OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the template cannot be read: {error}", f"src: {src}", "Put it beside the playbook or in templates/."
        ) from error
    search = [os.path.dirname(path), *(action._task.get_search_path() or [])]
    try:
        variables = dict(task_vars)
        templar = action._templar.copy_with_new_env(searchpath=search, available_variables=variables)
        rendered = templar.template(trust_as_template(text), **_OPTIONS)
    except AnsibleError as error:
        raise InputError(
            f"the template cannot be rendered: {error}", f"src: {src}", "Define what it uses for this host."
        ) from error
    return str(rendered)


_OPTIONS = {"preserve_trailing_newlines": True, "escape_backslashes": False}
