"""What pages share about their parameters: the store and knowledge they ask, days, and places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request

from tracker.errors import InputError
from tracker.knowledge import Knowledge
from tracker.store import Store

T = TypeVar("T")


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _knowledge(request: Request) -> Knowledge:
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


Held = Annotated[Store, Depends(_store)]
Known = Annotated[Knowledge, Depends(_knowledge)]


def today() -> date:
    """The day on which a question without a day is asked."""
    return datetime.now(UTC).date()


def read_day(words: str | None) -> date:
    """A day as a form sends it; today where nothing is given. Raises ``InputError``."""
    if words is None or not words.strip():
        return today()
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise InputError(f"{words!r} is no day: write YYYY-MM-DD") from None


def only(request: Request, *names: str) -> None:
    """Refuse parameters that a page does not have: they must not look as if they were heard. Raises ``InputError``."""
    if strange := sorted(set(request.query_params) - set(names)):
        raise InputError(f"There is no parameter {' or '.join(strange)}")


def place_name(code: str, knowledge: Knowledge) -> str:
    """The name of a country or territory by its ISO code."""
    found = (
        entity.name
        for entity in knowledge.entities.values()
        if entity.kind == "place" and entity.country == code and entity.subkind in ("country", "territory")
    )
    return next(found, code)


def remembered(request: Request, key: object, make: Callable[[], T]) -> T:
    """What ``make`` gave for ``key``: for what follows from the knowledge base alone, which does not change."""
    kept: dict[object, object] = request.app.state.__dict__.setdefault("remembered", {})
    if key not in kept:
        if len(kept) > 2_000:
            kept.clear()
        kept[key] = make()
    return cast("T", kept[key])
