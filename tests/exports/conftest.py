"""Views to export: of a small press of our own, and hostile ones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.web.press import printed
from tracker.exports import Occasion
from tracker.model import Amount
from tracker.store import DateView, EntityRef, EventView, Store

MADE = datetime(2025, 8, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with printed(tmp_path_factory.mktemp("press")) as opened:
        yield opened


def occasion(listed: str = "events", base: str | None = "https://tracker.example") -> Occasion:
    return Occasion(listed=listed, title=f"All {listed}", made=MADE, base=base)


def event(words: str = "Acme Chips: licence granted", **changes: object) -> EventView:
    """An event in every text of which ``words`` stand."""
    fields: dict[str, object] = {
        "id": "0a1b",
        "type": "licence_granted",
        "status": "occurred",
        "date": DateView(start=date(2025, 7, 1), end=date(2025, 7, 31), precision="month"),
        "title": words,
        "roles": {"actor": (EntityRef(key="acme", name=words),)},
        "amounts": (Amount(value=-5.5, unit="percent", words=words),),
        "attribution": words,
        "sources": 2,
        "origins": (words,),
        "outlets": (words, "Example News"),
        "first_published": datetime(2025, 7, 18, 21, tzinfo=UTC),
        "first_published_precision": "instant",
        "conflicts": (),
        "overclaims": 0,
        "origin": "article",
        "confidence": None,
        "description": words,
    }
    unknown = dict.fromkeys(EventView.__dataclass_fields__)
    return EventView(**(unknown | fields | changes))  # type: ignore[arg-type]
