"""By what events can be counted: one dimension is one entry here, for facets and for tables alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import ColumnElement, FromClause, String, and_, case, cast, func
from sqlalchemy.orm import aliased, join

from tracker.model import ROLES
from tracker.store.conditions import is_of_law
from tracker.store.tables import ArticleRow, ClaimRow, ConflictRow, EntityRow, EventClaimRow, EventRoleRow

DimensionName: TypeAlias = Literal[
    "type",
    "status",
    "year",
    "quarter",
    "month",
    "day",
    "jurisdiction",
    "entity",
    "actor",
    "target",
    "participant",
    "item",
    "destination",
    "instrument",
    "place",
    "kind",
    "family",
    "outlet",
    "source_kind",
    "attribution",
    "origin",
    "confidence",
    "conflict",
]

Found: TypeAlias = FromClause
"""The events that are counted, with the columns ``BASE``."""

BASE = ("state", "type", "status", "date_start", "date_end", "attribution", "origin", "confidence")
"""The columns of events that dimensions may look at."""

Joined: TypeAlias = tuple[Any, Any]
"""Events with what a dimension needs beside them, and the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way of telling events apart."""

    about: str
    value: Callable[[Found, Any], Joined]
    """Given the events and what they are joined with so far: that with one more join, and the value of each row."""
    entities: bool = False
    """Whether its values are keys of entities."""


def _column(name: str) -> Callable[[Found, Any], Joined]:
    return lambda found, so_far: (so_far, found.c[name])


def _span(length: int) -> Callable[[Found, Any], Joined]:
    """A prefix of the date, where all its days have that prefix: a date is never made more exact than it is."""

    def value(found: Found, so_far: Any) -> Joined:
        first, last = (func.substr(cast(found.c[name], String), 1, length) for name in ("date_start", "date_end"))
        return so_far, case((first == last, first))

    return value


def _quarter(found: Found, so_far: Any) -> Joined:
    first, last = (_quarter_of(cast(found.c[name], String)) for name in ("date_start", "date_end"))
    return so_far, case((first == last, first))


def _quarter_of(day: ColumnElement[str]) -> ColumnElement[str]:
    month = func.substr(day, 6, 2)
    number = case((month <= "03", "1"), (month <= "06", "2"), (month <= "09", "3"), else_="4")
    return func.substr(day, 1, 4).concat("-Q").concat(number)


def _filler(role: str | None) -> Callable[[Found, Any], Joined]:
    def value(found: Found, so_far: Any) -> Joined:
        playing = aliased(EventRoleRow)
        mine = playing.state == found.c.state
        on = mine if role is None else and_(mine, playing.role == role)
        return so_far.outerjoin(playing, on), playing.entity_key

    return value


def _of_filler(column: str, condition: Callable[[Any, Any], ColumnElement[bool]]) -> Callable[[Found, Any], Joined]:
    def value(found: Found, so_far: Any) -> Joined:
        playing, entity = aliased(EventRoleRow), aliased(EntityRow)
        both = join(playing, entity, entity.key == playing.entity_key)
        return (
            so_far.outerjoin(both, and_(playing.state == found.c.state, condition(playing, entity))),
            getattr(entity, column),
        )

    return value


def _of_article(column: str) -> Callable[[Found, Any], Joined]:
    def value(found: Found, so_far: Any) -> Joined:
        telling, claim, article = aliased(EventClaimRow), aliased(ClaimRow), aliased(ArticleRow)
        told = join(join(telling, claim, claim.id == telling.claim_id), article, article.id == claim.article_id)
        return so_far.outerjoin(told, telling.state == found.c.state), getattr(article, column)

    return value


def _contradicted(found: Found, so_far: Any) -> Joined:
    differing = aliased(ConflictRow)
    on = and_(differing.state == found.c.state, differing.contradiction.is_(True))
    return so_far.outerjoin(differing, on), differing.kind


DIMENSIONS: Mapping[DimensionName, Dimension] = MappingProxyType(
    {
        "type": Dimension(about="the type of event", value=_column("type")),
        "status": Dimension(about="whether it happened, is planned, proposed or denied", value=_column("status")),
        "year": Dimension(about="the year of its date", value=_span(4)),
        "quarter": Dimension(about="the quarter of its date", value=_quarter),
        "month": Dimension(about="the month of its date", value=_span(7)),
        "day": Dimension(about="its day", value=_span(10)),
        "jurisdiction": Dimension(
            about="whose authority acts or whose rule it is done by", value=_of_filler("country", is_of_law)
        ),
        "entity": Dimension(about="anyone and anything in it", value=_filler(None), entities=True),
        **{role: Dimension(about=f"its {role}", value=_filler(role), entities=True) for role in ROLES},
        "kind": Dimension(
            about="the kinds of those who play a part",
            value=_of_filler("kind", lambda _, entity: entity.key.is_not(None)),
        ),
        "family": Dimension(
            about="the families of its items", value=_of_filler("subkind", lambda _, entity: entity.kind == "item")
        ),
        "outlet": Dimension(about="who printed it", value=_of_article("outlet")),
        "source_kind": Dimension(
            about="whose pages tell of it: an authority's, filings, the press", value=_of_article("source_kind")
        ),
        "attribution": Dimension(about="who is named as the source", value=_column("attribution")),
        "origin": Dimension(
            about="whether articles, the reference timeline or both tell of it", value=_column("origin")
        ),
        "confidence": Dimension(about="how well the reference record is supported", value=_column("confidence")),
        "conflict": Dimension(about="on what its sources contradict each other", value=_contradicted),
    }
)
"""Name to dimension."""

if set(DIMENSIONS) != set(get_args(DimensionName)):  # pragma: no cover
    raise RuntimeError("every dimension must be named in DimensionName")
