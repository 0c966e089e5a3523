# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lookup plugin: a change file, validated."""

from __future__ import annotations

DOCUMENTATION = r"""
name: change_file
short_description: Read and validate a change file
version_added: "0.1.0"
author: auto.factory authors (@auto-factory)
description:
  - Returns the change that a file describes, with every key it may have, and with the content for one platform where one is named.
  - What is wrong in the file is an error with the file, the key and the cure.
options:
  _terms:
    description: Paths of the change files.
    type: list
    elements: str
    required: true
  platform:
    description: The platform whose content is wanted, as in C(ansible_network_os). All of it when left out.
    type: str
"""

EXAMPLES = r"""
- name: Show whom a change is for
  ansible.builtin.debug:
    msg: "{{ lookup('auto.factory.change_file', 'CHG0042.yml').targets }}"
"""

RETURN = r"""
_raw:
  description: One dictionary per file.
  type: list
  elements: dict
"""

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase
from ansible_collections.auto.factory.plugins.module_utils.change.file import content_for, read_change_file
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError


class LookupModule(LookupBase):
    """Reads files beside the playbook too."""

    def run(self, terms, variables=None, **kwargs):
        """The changes that the files describe."""
        self.set_options(var_options=variables, direct=kwargs)
        platform = self.get_option("platform")
        found = []
        try:
            for term in terms:
                change = read_change_file(self.find_file_in_search_path(variables, "files", term, ignore_missing=True) or str(term))
                if platform:
                    change["content"] = content_for(change, str(platform))
                found.append(change)
        except FactoryError as error:
            raise AnsibleLookupError(str(error)) from error
        return found
