"""The data files of this package, read once and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tracker.errors import KnowledgeError

_FOLDER = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newspaper, agency, authority, firm or think-tank that publishes from one place."""

    domain: str
    name: str
    zone: str
    """IANA name of the zone in which its clock times are meant."""
    country: str
    """ISO 3166-1 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """How pages write time zones; values are IANA names or offsets such as ``-05:00``."""

    abbreviations: Mapping[str, str | Mapping[str, str]]
    words: Mapping[str, str]
    countries: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """How pages name what is not the article, and how lines that are not its own read."""

    names: Mapping[str, str]
    credits: tuple[str, ...]
    labels: tuple[str, ...]
    notices: Mapping[str, tuple[str, ...]]
    tail_headings: tuple[str, ...]
    box_titles: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The words of what stands around an article."""
    return _checked("furniture.yaml", _furniture)


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets."""
    return _checked("outlets.yaml", lambda loaded: tuple(Outlet(**entry) for entry in loaded))


@cache
def zones() -> Zones:
    """The table of time zones."""
    return _checked("zones.yaml", lambda loaded: Zones(**loaded))


@cache
def months() -> Mapping[str, int]:
    """Month names of all languages, in lower case, to their number."""
    return _checked(
        "months.yaml",
        lambda loaded: {name: int(number) for table in loaded.values() for name, number in table.items()},
    )


def _furniture(loaded: dict[str, Any]) -> Furniture:
    names = ("credits", "labels", "tail_headings", "box_titles")
    lists: dict[str, Any] = {name: tuple(loaded.pop(name)) for name in names}
    notices = {cue: tuple(lines) for cue, lines in loaded.pop("notices").items()}
    return Furniture(**loaded, **lists, notices=notices)


def _checked(name: str, build: Callable[[Any], T]) -> T:
    """What a data file holds. Not by way of pydantic, which takes longer to import than a page to read."""
    try:
        return build(yaml.load((_FOLDER / name).read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506 - the safe one
    except (OSError, yaml.YAMLError, TypeError, ValueError, KeyError, AttributeError) as error:
        first = str(error).splitlines()[0]
        raise KnowledgeError(f"tracker/reading/{name} is invalid: {first}") from error
