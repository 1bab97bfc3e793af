"""The orders in which lists stand, and the indexes that hold them so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.store.filters import EventSort
from tracker.store.orders import Order
from tracker.store.tables import (
    NOW_LISTED,
    NOW_MOST_TOLD,
    ArticleRow,
    ClaimRow,
    ConflictRow,
    EntityRow,
    EventRow,
)

_PAST, _SINCE = "ix_events_clock_sort_day", "ix_events_clock_since"

EVENTS: Mapping[EventSort, Order[EventRow, Any]] = MappingProxyType(
    {
        "newest": Order(
            name="newest", rows=EventRow, sort=EventRow.sort_day, key=EventRow.id, falling=True,
            index=NOW_LISTED, past=_PAST,
        ),
        "oldest": Order(
            name="oldest", rows=EventRow, sort=EventRow.sort_day, key=EventRow.id, falling=False,
            index=NOW_LISTED, past=_PAST,
        ),
        "changed": Order(
            name="changed", rows=EventRow, sort=EventRow.since, key=EventRow.id, falling=True,
            index=_SINCE, past=_SINCE,
        ),
        "sources": Order(
            name="sources", rows=EventRow, sort=EventRow.sources, key=EventRow.id, falling=True, index=NOW_MOST_TOLD
        ),
    }
)  # fmt: skip
"""By how the user calls them."""

CLAIMS: Order[ClaimRow, date] = Order(
    name="newest", rows=ClaimRow, sort=ClaimRow.sort_day, key=ClaimRow.id, falling=True,
    index="ix_claims_sort_day_id", past="ix_claims_sort_day_id",
)  # fmt: skip
CONFLICTS: Order[ConflictRow, date] = Order(
    name="newest", rows=ConflictRow, sort=ConflictRow.sort_day, key=ConflictRow.id, falling=True,
    index="ix_event_conflicts_sort_day_id", past="ix_event_conflicts_sort_day_id", always=True,
)  # fmt: skip
ARTICLES: Order[ArticleRow, date] = Order(
    name="newest", rows=ArticleRow, sort=ArticleRow.sort_day, key=ArticleRow.id, falling=True,
    index="ix_articles_sort_day_id",
)  # fmt: skip
ENTITIES: Order[EntityRow, str] = Order(
    name="name", rows=EntityRow, sort=EntityRow.sort_name, key=EntityRow.key, falling=False,
    index="ix_entities_sort_name_key",
)  # fmt: skip
