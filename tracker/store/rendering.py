"""Rows to views: each function takes rows and fetches at once, for all of them, what else their views show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from tracker.model import ROLES, Access, Amount, Reason, Role
from tracker.resolution import CONFLICT_KINDS
from tracker.store.conditions import NOW, AsKnown, holds, printed_by
from tracker.store.tables import (
    ArticleRow,
    ClaimRoleRow,
    ClaimRow,
    ConflictRow,
    EntityRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
    RecordRow,
)
from tracker.store.titles import title
from tracker.store.views import (
    ArticleView,
    AttributionView,
    ClaimDateView,
    ClaimView,
    DateView,
    EntityRef,
    EntityView,
    EventView,
    EvidenceView,
    FillerView,
)

Roles = Mapping[Role, tuple[Any, ...]]


def render_events(session: Session, rows: Sequence[EventRow]) -> tuple[EventView, ...]:
    """Events as shown, in the order of ``rows``."""
    states = [row.state for row in rows]
    roles, outlets, differing = _event_roles(session, states), _outlets(session, states), _differing(session, states)
    return tuple(_event(row, roles[row.state], outlets[row.state], differing[row.state]) for row in rows)


def _event(row: EventRow, roles: Roles, outlets: Iterable[str], differing: Sequence[ConflictRow]) -> EventView:
    return EventView(
        id=row.id,
        type=row.type,
        status=cast("Any", row.status),
        date=date_of(row),
        title=row.title,
        roles=roles,
        amounts=amounts(row.amounts),
        attribution=row.attribution,
        sources=row.sources,
        origins=tuple(row.origins),
        outlets=tuple(sorted(outlets)),
        first_published=datetime.fromisoformat(row.first_published) if row.first_published else None,
        first_published_precision=cast("Any", row.first_published_precision),
        conflicts=tuple(kind for kind in CONFLICT_KINDS if any(c.kind == kind and c.contradiction for c in differing)),
        overclaims=len({claim for conflict in differing for claim in conflict.overclaims}),
        origin=cast("Any", row.origin),
        confidence=cast("Any", row.confidence),
        reading_confidence=row.reading_confidence,
        description=row.description,
    )


def _differing(session: Session, states: Iterable[str]) -> Mapping[str, list[ConflictRow]]:
    """The conflicts of each state."""
    found: defaultdict[str, list[ConflictRow]] = defaultdict(list)
    query = select(ConflictRow).where(ConflictRow.state.in_(states)).order_by(ConflictRow.state, ConflictRow.id)
    for row in session.scalars(query):
        found[row.state].append(row)
    return found


def _outlets(session: Session, states: Iterable[str]) -> Mapping[str, set[str]]:
    """By state: who printed the articles that speak of it."""
    found = session.execute(
        select(EventClaimRow.state, ArticleRow.outlet)
        .join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(EventClaimRow.state.in_(states))
    )
    outlets = defaultdict[str, set[str]](set)
    for state, outlet in found:
        if outlet:
            outlets[state].add(outlet)
    return outlets


def date_of(row: EventRow) -> DateView | None:
    """Its date, as exact as known."""
    if row.date_start is None or row.date_end is None:
        return None
    return DateView(start=row.date_start, end=row.date_end, precision=cast("Any", row.date_precision))


def _event_roles(session: Session, states: Iterable[str]) -> Mapping[str, Roles]:
    found = session.execute(
        select(EventRoleRow.state, EventRoleRow.role, EntityRow.key, EntityRow.name)
        .join(EntityRow, EntityRow.key == EventRoleRow.entity_key)
        .where(EventRoleRow.state.in_(states))
        .order_by(EventRoleRow.state, EventRoleRow.position)
    )
    return _by_role((owner, role, EntityRef(key=key, name=name)) for owner, role, key, name in found)


def _by_role(filled: Iterable[tuple[str, str, Any]]) -> Mapping[str, Roles]:
    """By owner, roles in their fixed order."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for owner, role, filler in filled:
        found[owner][role].append(filler)
    ordered = {owner: {role: tuple(r[role]) for role in ROLES if role in r} for owner, r in found.items()}
    return defaultdict(dict, ordered)


def render_claims(session: Session, rows: Sequence[ClaimRow], known: AsKnown = NOW) -> tuple[ClaimView, ...]:
    """Claims as shown, in the order of ``rows``; what came later than ``known`` does not show."""
    ids = [row.id for row in rows]
    roles = _claim_roles(session, ids)
    events = _events_of(session, ids, known)
    articles = _rows(session, ArticleRow, ArticleRow.id, {row.article_id for row in rows})
    records = _rows(session, RecordRow, RecordRow.id, {row.reference_id for row in rows})
    return tuple(
        _as_known(
            _claim(row, roles[row.id], events.get(row.id), articles.get(row.article_id), records.get(row.reference_id)),
            articles.get(row.article_id),
            known,
        )
        for row in rows
    )


def _as_known(view: ClaimView, article: ArticleRow | None, known: AsKnown) -> ClaimView:
    """Without what came later: retractions, new versions of pages, and the sources of records, gathered since."""
    if known.at is None:
        return view
    later = article is not None and article.changed_at is not None and article.changed_at > known.at
    return replace(
        view,
        retracted_at=None,
        retraction_reason=None,
        sources=(),
        headline=None if later else view.headline,
        evidence=replace(view.evidence, start=None, end=None) if later else view.evidence,
    )


def _events_of(session: Session, claims: Sequence[str], known: AsKnown) -> Mapping[str, str]:
    """By claim the event that it speaks of; asked in two steps, as one lets SQLite go through all events."""
    mine = select(EventClaimRow.claim_id, EventClaimRow.state).where(EventClaimRow.claim_id.in_(claims))
    told = [(claim, state) for claim, state in session.execute(mine)]
    states = {state for _, state in told}
    held = _pairs(session, select(EventRow.state, EventRow.id).where(EventRow.state.in_(states), *holds(known)))
    return {claim: held[state] for claim, state in told if state in held}


def _pairs(session: Session, query: Any) -> dict[str, str]:
    return {key: value for key, value in session.execute(query)}  # noqa: C416 - a result row is no pair to dict()


def _rows(session: Session, table: Any, key: Any, values: set[str | None]) -> dict[str | None, Any]:
    return {getattr(row, key.key): row for row in session.scalars(select(table).where(key.in_(values - {None})))}


def _claim_roles(session: Session, ids: Iterable[str]) -> Mapping[str, Roles]:
    """The fillers of each role, by claim."""
    found = session.execute(
        select(ClaimRoleRow, EntityRow.name)
        .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
        .where(ClaimRoleRow.claim_id.in_(ids))
        .order_by(ClaimRoleRow.claim_id, ClaimRoleRow.position)
    )
    return _by_role(
        (row.claim_id, row.role, FillerView(key=row.entity_key, name=name, words=row.words, rule=row.rule))
        for row, name in found
    )


def _claim(
    row: ClaimRow, roles: Roles, event: str | None, article: ArticleRow | None, record: RecordRow | None
) -> ClaimView:
    return ClaimView(
        id=row.id,
        type=row.type,
        status=cast("Any", row.status),
        date=_claim_date(row),
        title=title(
            row.type, cast("Any", row.status), {role: [f.name for f in fillers] for role, fillers in roles.items()}
        ),
        roles=roles,
        amounts=amounts(row.amounts),
        attribution=_attribution(row),
        evidence=EvidenceView(start=row.evidence_start, end=row.evidence_end, text=row.evidence_text),
        reasons=tuple(Reason(**reason) for reason in row.reasons),
        origin="article" if row.article_id else "reference",
        confidence=cast("Any", row.confidence),
        reading_confidence=row.reading_confidence,
        event_id=event,
        article_id=row.article_id,
        headline=article.headline if article else None,
        outlet=article.outlet if article else None,
        url=article.url if article else None,
        reference_id=row.reference_id,
        sources=tuple(record.sources) if record else (),
        extractor_version=row.extractor_version,
        known_at=row.known_at,
        published_at=row.published_at,
        retracted_at=row.retracted_at,
        retraction_reason=row.retraction_reason,
    )


def _claim_date(row: ClaimRow) -> ClaimDateView | None:
    if row.date_start is None or row.date_end is None:
        return None
    return ClaimDateView(
        start=row.date_start,
        end=row.date_end,
        precision=cast("Any", row.date_precision),
        words=row.date_words or "",
        rule=row.date_rule or "",
    )


def _attribution(row: ClaimRow) -> AttributionView | None:
    if row.attribution_name is None:
        return None
    return AttributionView(name=row.attribution_name, key=row.attribution_key, words=row.attribution_words or "")


def amounts(stored: Iterable[Any]) -> tuple[Amount, ...]:
    """Amounts as they were before they were stored."""
    return tuple(Amount(**amount) for amount in stored)


def render_entities(session: Session, rows: Sequence[EntityRow], known: AsKnown = NOW) -> tuple[EntityView, ...]:
    """Entities as shown, in the order of ``rows``."""
    keys = [row.key for row in rows]
    articles = _counts(session, MentionRow.entity_key, MentionRow.article_id, keys, *_printed(known))
    events = _counts(session, EventRoleRow.entity_key, EventRoleRow.state, keys, holding(known))
    return tuple(
        EntityView(
            key=row.key,
            kb_id=row.kb_id,
            kind=cast("Any", row.kind),
            name=row.name,
            country=row.country,
            articles=articles.get(row.key, 0),
            events=events.get(row.key, 0),
        )
        for row in rows
    )


def _printed(known: AsKnown) -> Sequence[ColumnElement[bool]]:
    """Of mentions: that the article was there."""
    if known.at is None:
        return []
    return [exists().where(ArticleRow.id == MentionRow.article_id, *printed_by(known))]


def holding(known: AsKnown) -> ColumnElement[bool]:
    """Of parts: that the state of the event held."""
    if known == NOW:
        return EventRoleRow.listed.is_not(None)
    return exists().where(EventRow.state == EventRoleRow.state, *holds(known))


def _counts(session: Session, by: Any, what: Any, keys: Iterable[str], *conditions: Any) -> dict[str, int]:
    counted = select(by, func.count(what.distinct())).where(by.in_(keys), *conditions).group_by(by)
    return {key: number for key, number in session.execute(counted)}  # noqa: C416


def render_articles(session: Session, rows: Sequence[ArticleRow]) -> tuple[ArticleView, ...]:
    """Articles as shown, in the order of ``rows``."""
    ids = [row.id for row in rows]
    counted = (
        select(ClaimRow.article_id, func.count())
        .where(ClaimRow.article_id.in_(ids), ClaimRow.retracted_at.is_(None))
        .group_by(ClaimRow.article_id)
    )
    claims = {article: number for article, number in session.execute(counted)}  # noqa: C416
    return tuple(_article(row, claims.get(row.id, 0)) for row in rows)


def _article(row: ArticleRow, claims: int) -> ArticleView:
    return ArticleView(
        id=row.id,
        url=row.url,
        outlet=row.outlet,
        headline=row.headline,
        standfirst=row.standfirst,
        byline=tuple(row.byline),
        published=datetime.fromisoformat(row.published) if row.published else None,
        published_precision=cast("Any", row.published_precision),
        language=row.language,
        access=cast("Access | None", row.access),
        claims=claims,
    )
