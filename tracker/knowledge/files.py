"""Reads the YAML files of the knowledge base.

Only two readings are used. In entity files every scalar is text, so that ``NO`` stays Norway and
``2024-12-02`` a date as written. In files of measures and figures numbers and truth values are
read too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tracker.errors import KnowledgeError

FOLDER = Path(__file__).parent

_Text: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Safe: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Figures(_Safe):  # type: ignore[misc]
    """Reads plain numbers, ``true``, ``false`` and ``null``; never dates or ``yes``."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?", "-+0123456789"),  # without a point 4E091 stays an ECCN
):
    _Figures.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))

Row = dict[str, Any]


def read_text_rows(path: Path) -> list[Row]:
    """The records of an entity file, every scalar as text. Raises ``KnowledgeError``."""
    return _rows(path, _Text)


def read_rows(path: Path) -> list[Row]:
    """The records of a file with figures. Raises ``KnowledgeError``."""
    return _rows(path, _Figures)


def _rows(path: Path, loader: type[Any]) -> list[Row]:
    try:
        rows = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 - both loaders build plain values only
    except (OSError, yaml.YAMLError, UnicodeError) as error:
        raise KnowledgeError(f"{path.name} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path.name} must be a list of records")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            raise KnowledgeError(f"{path.name}: record {number} has no id: give every record an `id`")
    return rows
