"""The SQL behind the filters: each function takes the rows that are asked and the value that was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from tracker.model import Role
from tracker.store.tables import (
    ArticleRow,
    ClaimRoleRow,
    ClaimRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
)
from tracker.store.text import pattern, words

Rows: TypeAlias = Any
"""A table's row class; each condition names the columns that it needs."""

Condition: TypeAlias = Callable[[Rows, Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How one filter reads in a form and what it means in SQL."""

    label: str
    condition: Condition
    """Asked only where the filter is set."""
    choices: Callable[[], Sequence[str]] | None = None
    """All values that make sense, if they can be listed."""
    when_off: bool = False
    """Whether the condition holds while the box is *not* ticked: ticking it lets more through."""


def has_words(rows: Rows, query: str) -> ColumnElement[bool]:
    """Every word of the query stands somewhere in the folded text."""
    return and_(True, *(rows.search.like(pattern(word), escape="\\") for word in words(query)))


def plays(role: Role | None) -> Condition:
    """An entity fills ``role``, or any role."""

    def condition(rows: Rows, key: str) -> ColumnElement[bool]:
        owner, table = (
            (EventRoleRow.event_id, EventRoleRow) if rows is EventRow else (ClaimRoleRow.claim_id, ClaimRoleRow)
        )
        playing = select(owner).where(table.entity_key == key)
        return _is_among(rows, playing if role is None else playing.where(table.role == role))

    return condition


def _is_among(rows: Rows, ids: Select[str]) -> ColumnElement[bool]:
    """Asked once and not per row, which databases without statistics get wrong."""
    among: ColumnElement[bool] = rows.id.in_(ids)
    return among


def _events_with_claims() -> Select[str]:
    return select(EventClaimRow.event_id).join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)


def reported_by(rows: Rows, outlet: str) -> ColumnElement[bool]:
    """An article of the outlet says so."""
    articles = select(ArticleRow.id).where(ArticleRow.outlet == outlet)
    if rows is ClaimRow:
        return ClaimRow.article_id.in_(articles)
    return _is_among(rows, _events_with_claims().where(ClaimRow.article_id.in_(articles)))


def said_by(rows: Rows, origin: str) -> ColumnElement[bool]:
    """An article says so, or a reference record does."""
    if rows is EventRow:
        return EventRow.origin.in_((origin, "both"))
    return (ClaimRow.article_id if origin == "article" else ClaimRow.reference_id).is_not(None)


def well_supported(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It rests on more than reference records of low confidence."""
    supported = or_(rows.confidence.is_(None), rows.confidence != "low")
    return or_(supported, EventRow.origin != "reference") if rows is EventRow else supported


def of_event(rows: Rows, event_id: str) -> ColumnElement[bool]:
    """It speaks of the event, which may be named by the id of any of its claims."""
    event = select(EventClaimRow.event_id).where(EventClaimRow.claim_id == event_id).scalar_subquery()
    return _is_among(rows, select(EventClaimRow.claim_id).where(EventClaimRow.event_id == event))


def stands(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It was not retracted."""
    retracted: ColumnElement[bool] = rows.retracted_at.is_(None)
    return retracted


def is_named(rows: Rows, key: str) -> ColumnElement[bool]:
    """The text of the article names the entity."""
    return _is_among(rows, select(MentionRow.article_id).where(MentionRow.entity_key == key))


def was_named(rows: Rows, _: bool) -> ColumnElement[bool]:
    """An article names the entity, or a claim gives it a part."""
    mentioned = exists().where(MentionRow.entity_key == rows.key)
    return or_(mentioned, exists().where(ClaimRoleRow.entity_key == rows.key))
