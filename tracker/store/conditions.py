"""The SQL behind the filters: each function takes the rows that are asked and the value that was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, literal, not_, or_, select

from tracker.model import Role
from tracker.store.change_tables import ChangeRow
from tracker.store.selecting import Condition, Rows
from tracker.store.tables import (
    ArticleRow,
    ClaimRoleRow,
    ClaimRow,
    ConflictRow,
    DecisionRow,
    EntityRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
    TieRow,
)
from tracker.store.weighing import is_among, is_one_of


def plays(role: Role | None) -> Condition:
    """One of the entities fills ``role``, or any role; their keys are listed or selected."""

    def condition(rows: Rows, keys: Any) -> ColumnElement[bool]:
        table, key = _roles(rows), rows.state if rows is EventRow else rows.id
        playing = select(_owner(table)).where(table.entity_key.in_(keys), *([table.role == role] if role else ()))
        mine = playing.where(_owner(table) == key).correlate(rows)
        if not isinstance(keys, tuple) or len(keys) > _EACH:
            mine = mine.with_hint(table, f"INDEXED BY sqlite_autoindex_{table.__tablename__}_1", "sqlite")
        return is_among(rows, key, playing, one_by_one=mine.exists())

    return condition


_EACH = 3
"""Whether so many entities play a part is asked of each; of more, the parts are read and it is asked who plays them."""


def _roles(rows: Rows) -> type[EventRoleRow] | type[ClaimRoleRow]:
    return EventRoleRow if rows is EventRow else ClaimRoleRow


def _owner(table: type[EventRoleRow] | type[ClaimRoleRow]) -> Any:
    return EventRoleRow.state if table is EventRoleRow else ClaimRoleRow.claim_id


def and_those_below(keys: Sequence[str]) -> Select[str]:
    """The keys of these entities and of all that belong to them or act for them, at any depth."""
    found = select(EntityRow.key).where(EntityRow.key.in_(keys)).cte(recursive=True)
    deeper = select(TieRow.entity_key).join(found, TieRow.above == found.c.key)
    return select(found.union(deeper).c.key)


def _plays_as(rows: Rows, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Someone of whom this holds plays a part."""
    table = _roles(rows)
    playing = select(_owner(table)).join(EntityRow, EntityRow.key == table.entity_key)
    return _is_among(rows, playing.where(*conditions))


def plays_as_kind(rows: Rows, kinds: Sequence[str]) -> ColumnElement[bool]:
    """Someone or something of these kinds plays a part."""
    return _plays_as(rows, EntityRow.kind.in_(kinds))


def is_about_family(rows: Rows, families: Sequence[str]) -> ColumnElement[bool]:
    """An item of these families plays a part."""
    return _plays_as(rows, EntityRow.kind == "item", EntityRow.subkind.in_(families))


def is_under_law_of(rows: Rows, codes: Sequence[str]) -> ColumnElement[bool]:
    """An authority or a state of these countries acts, or it is done by a rule of theirs."""
    table = _roles(rows)
    return _plays_as(rows, EntityRow.country.in_([code.upper() for code in codes]), is_of_law(table))


def is_of_law(part: Any, entity: Any = EntityRow) -> ColumnElement[bool]:
    """The part by which it falls under somebody's law: an authority that acts, or the rule by which it is done."""
    acts = and_(part.role == "actor", entity.kind.in_(("agency", "place")))
    return or_(acts, part.role == "instrument")


def _is_among(rows: Rows, ids: Select[str]) -> ColumnElement[bool]:
    return is_among(rows, rows.state if rows is EventRow else rows.id, ids)


def is_of_type(rows: Rows, types: Sequence[str]) -> ColumnElement[bool]:
    """It is of one of these types."""
    return is_one_of(rows.type, types, rows.state if rows is EventRow else rows.id)


def _telling() -> Select[str]:
    """The states of events with the articles that speak of them."""
    return (
        select(EventClaimRow.state)
        .join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
    )


def reported_by(rows: Rows, outlets: Sequence[str]) -> ColumnElement[bool]:
    """An article of one of the outlets says so."""
    return _told_in(rows, ArticleRow.outlet.in_(outlets))


def told_by_kind(rows: Rows, kinds: Sequence[str]) -> ColumnElement[bool]:
    """A page of such a kind says so, or a reference record."""
    told = _told_in(rows, ArticleRow.source_kind.in_(kinds))
    return or_(told, said_by(rows, "reference")) if "reference" in kinds else told


def _told_in(rows: Rows, articles: ColumnElement[bool]) -> ColumnElement[bool]:
    if rows is ClaimRow:
        return is_among(rows, ClaimRow.article_id, select(ArticleRow.id).where(articles))
    return is_among(rows, EventRow.state, _telling().where(articles), costly=True)


def attributed_to(rows: Rows, names: Sequence[str]) -> ColumnElement[bool]:
    """One of these is named as the source."""
    column = rows.attribution if rows is EventRow else rows.attribution_name
    named: ColumnElement[bool] = func.lower(column).in_([name.lower() for name in names])
    return named


def is_dated(rows: Rows, first: date | None, last: date | None, match: str) -> list[ColumnElement[bool]]:
    """Its days and those asked for have one in common, or all of its days are among them."""
    starts, ends = (rows.date_end, rows.date_start) if match == "overlaps" else (rows.date_start, rows.date_end)
    exact = [*([starts >= first] if first else ()), *([ends <= last] if last else ())]
    return [*exact, *is_placed(rows.sort_day, first, last, match)]


def is_placed(day: Any, first: date | None, last: date | None, match: str) -> list[ColumnElement[bool]]:
    """What follows for the ``day`` in whose order rows stand, their first: the others need no look."""
    return [
        *([day <= last] if last else ()),
        *([day >= first] if first and match == "within" else ()),
    ]


def printed_since(rows: Rows, day: date) -> ColumnElement[bool]:
    """First printed on that day or later, where the outlet is; of a claim in UTC."""
    if rows is EventRow:
        return EventRow.first_published >= day.isoformat()
    return ClaimRow.published_at >= datetime.combine(day, time.min, UTC)


def printed_until(rows: Rows, day: date) -> ColumnElement[bool]:
    """First printed on that day or before, where the outlet is; of a claim in UTC."""
    if rows is EventRow:
        return EventRow.first_published < (day + timedelta(days=1)).isoformat()
    return ClaimRow.published_at <= datetime.combine(day, time.max, UTC)


def has_origins(rows: Rows, number: int) -> ColumnElement[bool]:
    """So many said it who did not have it from another."""
    independent: ColumnElement[bool] = func.json_array_length(rows.origins) >= number
    return independent


def differs_on(rows: Rows, kinds: Sequence[str]) -> ColumnElement[bool]:
    """Sources contradict each other on one of these."""
    return _is_among(rows, _contradicted().where(ConflictRow.kind.in_(kinds)))


def is_contradicted(rows: Rows, wanted: bool) -> ColumnElement[bool]:
    """Sources contradict each other on anything, or on nothing."""
    differing = _is_among(rows, _contradicted())
    return differing if wanted else not_(differing)


def _contradicted() -> Select[str]:
    return select(ConflictRow.state).where(ConflictRow.contradiction.is_(True))


def was_reviewed(rows: Rows, wanted: bool) -> ColumnElement[bool]:
    """A person decided of one of its claims with which others it belongs together, or nobody did."""
    decided = select(DecisionRow.one).union(select(DecisionRow.other))
    looked_at = _is_among(rows, select(EventClaimRow.state).where(EventClaimRow.claim_id.in_(decided)))
    return looked_at if wanted else not_(looked_at)


def said_by(rows: Rows, origin: str) -> ColumnElement[bool]:
    """An article says so, or a reference record does."""
    if rows is EventRow:
        return EventRow.origin.in_((origin, "both"))
    return (ClaimRow.article_id if origin == "article" else ClaimRow.reference_id).is_not(None)


def well_supported(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It rests on more than reference records of low confidence."""
    supported = or_(rows.confidence.is_(None), rows.confidence != "low")
    return or_(supported, EventRow.origin != "reference") if rows is EventRow else supported


def is_read_surely(rows: Rows, least: float) -> ColumnElement[bool]:
    """Of claims that are read like it, so many are right; what was not read off a page has no such share."""
    return or_(rows.reading_confidence.is_(None), rows.reading_confidence >= least)


def of_event(rows: Rows, event_id: str) -> ColumnElement[bool]:
    """It speaks of the event, which may be named by the id of any of its claims."""
    mine = select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id)
    event = select(EventRow.state).where(EventRow.state.in_(mine), *holds(NOW))
    return _is_among(rows, select(EventClaimRow.claim_id).where(EventClaimRow.state.in_(event)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AsKnown:
    """When, and to whom: to the world, or to this database."""

    at: datetime | None
    """``None`` for all that is known now."""
    by: Literal["world", "tracker"]


_DAY = re.compile(r"\d{4}-\d\d-\d\d")

NOW = AsKnown(at=None, by="world")


def plain_day(given: Any) -> Any:
    """A day that is written as one, which must not become its first moment."""
    return date.fromisoformat(given) if isinstance(given, str) and _DAY.fullmatch(given.strip()) else given


def moment(given: date | datetime | None) -> datetime | None:
    """The end of a day in UTC, or the very moment; a time without an offset is taken as UTC."""
    if given is None:
        return None
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=UTC)
    return datetime.combine(given, time.max, UTC)


def holds(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The states of events that hold now, or held as known then."""
    # Written out: an index of what holds now is used only where the database sees that it is asked for.
    clock = EventRow.clock == literal(known.by, literal_execute=True)
    if known.at is None:
        return clock, EventRow.until.is_(None)
    return (
        clock,
        EventRow.since <= known.at,
        or_(EventRow.until.is_(None), EventRow.until > known.at),
    )


def heard(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The claims that stood as known then."""
    if known.at is None:
        return ()
    if known.by == "world":
        return ClaimRow.heard_from <= known.at, or_(ClaimRow.heard_until.is_(None), ClaimRow.heard_until > known.at)
    return ClaimRow.known_at <= known.at, or_(ClaimRow.retracted_at.is_(None), ClaimRow.retracted_at > known.at)


def printed_by(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The articles that were printed, or had been read here, as known then."""
    if known.at is None:
        return ()
    if known.by == "tracker":
        return (ArticleRow.known_at <= known.at,)
    printed = and_(ArticleRow.published_utc <= known.at, _day_was_over(known.at))
    return (or_(printed, and_(ArticleRow.published_utc.is_(None), ArticleRow.known_at <= known.at)),)


def _day_was_over(at: datetime) -> ColumnElement[bool]:
    """Where only the day of publication is known, that it had ended."""
    last = at.astimezone(UTC).date() - timedelta(days=0 if at.astimezone(UTC).time() == time.max else 1)
    return or_(ArticleRow.published_precision != "day", ArticleRow.published_day <= last)


def stands(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It was not retracted."""
    retracted: ColumnElement[bool] = rows.retracted_at.is_(None)
    return retracted


def is_named(rows: Rows, keys: Sequence[str]) -> ColumnElement[bool]:
    """The text of the article names one of the entities."""
    return _is_among(rows, select(MentionRow.article_id).where(MentionRow.entity_key.in_(keys)))


def was_named(rows: Rows, _: bool) -> ColumnElement[bool]:
    """An article names the entity, or a claim gives it a part."""
    mentioned = exists().where(MentionRow.entity_key == rows.key)
    return or_(mentioned, exists().where(ClaimRoleRow.entity_key == rows.key))


def of_states(known: AsKnown) -> ColumnElement[bool]:
    """Conflicts of the states that held then."""
    return exists().where(EventRow.state == ConflictRow.state, *holds(known))


def in_event(rows: Rows, event_id: str) -> ColumnElement[bool]:
    """Of the event, which may be named by the id of any of its claims."""
    return is_among(rows, rows.state, select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id))


def of_types(rows: Rows, types: Sequence[str]) -> ColumnElement[bool]:
    """Of an event of one of these types."""
    return is_among(rows, rows.state, select(EventRow.state).where(EventRow.type.in_(types)))


def plays_in_event(rows: Rows, keys: Any) -> ColumnElement[bool]:
    """One of the entities plays a part in the event."""
    return is_among(rows, rows.state, select(EventRoleRow.state).where(EventRoleRow.entity_key.in_(keys)))


def told_by(rows: Rows, outlets: Sequence[str]) -> ColumnElement[bool]:
    """An article of one of the outlets speaks of the event."""
    return is_among(rows, rows.state, _telling().where(ArticleRow.outlet.in_(outlets)), costly=True)


def has_overclaims(rows: Rows, _: bool) -> ColumnElement[bool]:
    """A source says more than a better one."""
    return cast(rows.overclaims, Text) != "[]"


def contradicts(rows: Rows, _: bool) -> ColumnElement[bool]:
    """The values exclude each other."""
    excluded: ColumnElement[bool] = rows.contradiction.is_(True)
    return excluded


def changed_since(number: int) -> ColumnElement[bool]:
    """Events that changed after the change of this number."""
    return is_among(EventRow, EventRow.id, select(ChangeRow.event_id).where(ChangeRow.number > number))
