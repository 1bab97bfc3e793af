"""The data files of this package, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from tracker.errors import KnowledgeError

_FOLDER = Path(__file__).parent
T = TypeVar("T")


class Outlet(BaseModel):
    """A newspaper, agency, authority, firm or think-tank that publishes from one place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    domain: str
    name: str
    zone: str
    """IANA name of the zone in which its clock times are meant."""
    country: str
    """ISO 3166-1 code."""


class Zones(BaseModel):
    """How pages write time zones; values are IANA names or offsets such as ``-05:00``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    abbreviations: Mapping[str, str | Mapping[str, str]]
    words: Mapping[str, str]
    countries: Mapping[str, str]
    places: Mapping[str, str]


class Furniture(BaseModel):
    """How pages name what is not the article, and how lines that are not its own read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Mapping[str, str]
    credits: tuple[str, ...]
    labels: tuple[str, ...]
    notices: Mapping[str, tuple[str, ...]]
    tail_headings: tuple[str, ...]
    box_titles: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The words of what stands around an article."""
    return _load("furniture.yaml", TypeAdapter(Furniture))


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets."""
    return _load("outlets.yaml", TypeAdapter(tuple[Outlet, ...]))


@cache
def zones() -> Zones:
    """The table of time zones."""
    return _load("zones.yaml", TypeAdapter(Zones))


@cache
def months() -> Mapping[str, int]:
    """Month names of all languages, in lower case, to their number."""
    tables = _load("months.yaml", TypeAdapter(dict[str, dict[str, int]]))
    return {name: number for table in tables.values() for name, number in table.items()}


def _load(name: str, adapter: TypeAdapter[T]) -> T:
    try:
        return adapter.validate_python(yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise KnowledgeError(f"tracker/reading/{name} is invalid: {first}") from error
