"""The data files of this package, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml

from tracker.errors import KnowledgeError

_FOLDER = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newspaper, agency, authority, firm or think-tank that publishes from one place."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    domain: str
    name: str
    zone: str
    """IANA name of the zone in which its clock times are meant."""
    country: str
    """ISO 3166-1 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """How pages write time zones; values are IANA names or offsets such as ``-05:00``."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    abbreviations: Mapping[str, str | Mapping[str, str]]
    words: Mapping[str, str]
    countries: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """How pages name what is not the article, and how lines that are not its own read."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    names: Mapping[str, str]
    credits: tuple[str, ...]
    labels: tuple[str, ...]
    notices: Mapping[str, tuple[str, ...]]
    tail_headings: tuple[str, ...]
    box_titles: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The words of what stands around an article."""
    return _load("furniture.yaml", Furniture)


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets."""
    return _load("outlets.yaml", tuple[Outlet, ...])


@cache
def zones() -> Zones:
    """The table of time zones."""
    return _load("zones.yaml", Zones)


@cache
def months() -> Mapping[str, int]:
    """Month names of all languages, in lower case, to their number."""
    tables = _load("months.yaml", dict[str, dict[str, int]])
    return {name: number for table in tables.values() for name, number in table.items()}


def _load(name: str, kind: type[T]) -> T:
    # The checker is imported here, as reading a page must not wait for it to be imported.
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415

    try:
        loaded = yaml.load((_FOLDER / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - the safe one
        return TypeAdapter(kind).validate_python(loaded)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise KnowledgeError(f"tracker/reading/{name} is invalid: {first}") from error
