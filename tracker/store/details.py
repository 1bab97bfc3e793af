"""One event, claim, entity or article with all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from tracker.errors import NotFound
from tracker.model import Link, Post
from tracker.resolution import CONFLICT_KINDS
from tracker.store.conditions import NOW, AsKnown, holds, printed_by
from tracker.store.conflicts import render_conflicts
from tracker.store.followups import follow_ups
from tracker.store.rendering import holding, render_articles, render_claims, render_entities, render_events
from tracker.store.tables import (
    ArticleRow,
    ClaimRow,
    ConflictRow,
    DocumentRow,
    EntityRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
    VersionRow,
)
from tracker.store.views import (
    ArticleDetail,
    ArticleView,
    ChoiceView,
    ClaimDateView,
    ClaimView,
    Companion,
    EntityDetail,
    EntityRef,
    EventDetail,
    EventView,
    MentionView,
    VersionView,
)

_TIMELINE = 200
_SHORT_LIST = 20
_LOOKED_AT = 500
"""Of how many events the ties between others are counted."""


def event_detail(session: Session, event_id: str, known: AsKnown = NOW) -> EventDetail:
    """The event that bears the id or to which the claim of that id belongs. Raises ``NotFound``."""
    row = event_row(session, event_id, known)
    members = session.scalars(
        select(ClaimRow)
        .join(EventClaimRow, EventClaimRow.claim_id == ClaimRow.id)
        .where(EventClaimRow.state == row.state)
        .order_by(EventClaimRow.position)
    ).all()
    claims = render_claims(session, members, known)
    outlets = {claim.id: claim.outlet for claim in claims}
    found = session.scalars(select(ConflictRow).where(ConflictRow.state == row.state).order_by(ConflictRow.id)).all()
    links, waiting = follow_ups(session, row, known)
    return EventDetail(
        event=render_events(session, [row])[0],
        claims=claims,
        differences=differences(claims),
        conflicts=tuple(sorted(render_conflicts(session, found), key=lambda c: CONFLICT_KINDS.index(c.kind))),
        choices=tuple(
            ChoiceView(
                field=choice["field"],
                claim=choice["claim"],
                outlet=outlets.get(choice["claim"]),
                reason=choice["reason"],
            )
            for choice in row.choices
        ),
        follow_ups=links,
        open_days=waiting,
    )


def event_row(session: Session, event_id: str, known: AsKnown) -> EventRow:
    """The state of an event that holds, or held as known then. Raises ``NotFound``."""
    mine = select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id)
    row = session.scalar(select(EventRow).where(EventRow.id == event_id, *holds(known))) or session.scalar(
        select(EventRow).where(EventRow.state.in_(mine), *holds(known))
    )
    if row is None:
        why = "it may rest on claims that were retracted since" if known.at is None else "nothing was known of it then"
        raise NotFound(f"There is no event {event_id[:60]!r}: {why}")
    return row


def differences(claims: Sequence[ClaimView]) -> Mapping[str, tuple[str, ...]]:
    """The fields on which claims differ, each with its values in the order in which they appear.

    A month does not differ from a day in it.
    """
    told: dict[str, list[str]] = {
        "status": [claim.status for claim in claims],
        "date": _exact_dates([claim.date for claim in claims if claim.date]),
        "amount": [f"{amount.value:.15g} {amount.unit}" for claim in claims for amount in claim.amounts],
    }
    distinct = {field: tuple(dict.fromkeys(values)) for field, values in told.items()}
    return {field: values for field, values in distinct.items() if len(values) > 1}


def _exact_dates(dates: Sequence[ClaimDateView]) -> list[str]:
    """``2025-04-09``, or ``2025-04-01/2025-04-30`` where no other date lies within."""
    spans = [(date.start, date.end) for date in dates]
    exact = [s for s in spans if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in spans)]
    return [f"{first}" if first == last else f"{first}/{last}" for first, last in exact]


def claim_detail(session: Session, claim_id: str) -> ClaimView:
    """One claim, retracted or not. Raises ``NotFound``."""
    row = session.get(ClaimRow, claim_id)
    if row is None:
        raise NotFound(f"There is no claim {claim_id[:60]!r}")
    return render_claims(session, [row])[0]


def entity_detail(session: Session, key: str, known: AsKnown = NOW) -> EntityDetail:
    """An entity with its timeline and its company. Raises ``NotFound``."""
    row = session.get(EntityRow, key)
    if row is None:
        raise NotFound(f"There is no entity {key[:60]!r}: look it up by name in the list of entities")
    return EntityDetail(
        entity=render_entities(session, [row], known)[0],
        aliases=tuple(row.aliases),
        timeline=_timeline(session, key, known),
        companions=_companions(session, key, known),
        articles=_articles_naming(session, key, known),
    )


def _timeline(session: Session, key: str, known: AsKnown) -> tuple[EventView, ...]:
    query = select(EventRow).where(EventRow.state.in_(_states_with(key)), *holds(known))
    newest = query.order_by(EventRow.sort_day.desc(), EventRow.id)
    return render_events(session, session.scalars(newest.limit(_TIMELINE)).all())


def _states_with(key: str) -> Select[str]:
    return select(EventRoleRow.state).where(EventRoleRow.entity_key == key)


def _companions(session: Session, key: str, known: AsKnown) -> tuple[Companion, ...]:
    other = aliased(EventRoleRow)
    number = func.count(other.state.distinct())
    found = session.execute(
        select(other.entity_key, number)
        .join(EventRoleRow, EventRoleRow.state == other.state)
        .where(EventRoleRow.entity_key == key, holding(known), other.entity_key != key)
        .group_by(other.entity_key)
        .order_by(number.desc(), other.entity_key)
        .limit(_SHORT_LIST)
    ).all()
    called = select(EntityRow).where(EntityRow.key.in_([row.entity_key for row in found]))
    rows = {row.key: row for row in session.scalars(called)}
    return tuple(
        Companion(entity=EntityRef(key=one, name=rows[one].name), kind=cast("Any", rows[one].kind), events=events)
        for one, events in found
    )


def ties(session: Session, key: str, others: Sequence[str], known: AsKnown) -> tuple[tuple[str, str, int], ...]:
    """How many of the newest events of ``key`` each two of ``others`` share; only those that share any."""
    newest = (
        select(EventRow.state)
        .where(EventRow.state.in_(_states_with(key)), *holds(known))
        .order_by(EventRow.sort_day.desc(), EventRow.id)
        .limit(_LOOKED_AT)
    )
    one, other = aliased(EventRoleRow), aliased(EventRoleRow)
    number = func.count(one.state.distinct())
    found = session.execute(
        select(one.entity_key, other.entity_key, number)
        .join(other, (other.state == one.state) & (other.entity_key > one.entity_key))
        .where(one.state.in_(newest), one.entity_key.in_(others), other.entity_key.in_(others))
        .group_by(one.entity_key, other.entity_key)
        .order_by(one.entity_key, other.entity_key)
    )
    return tuple((first, second, count) for first, second, count in found)


def _articles_naming(session: Session, key: str, known: AsKnown) -> tuple[ArticleView, ...]:
    named = select(MentionRow.article_id).where(MentionRow.entity_key == key)
    query = (
        select(ArticleRow)
        .where(ArticleRow.id.in_(named), *printed_by(known))
        .order_by(ArticleRow.sort_day.desc(), ArticleRow.id)
    )
    return render_articles(session, session.scalars(query.limit(_SHORT_LIST)).all())


def article_detail(session: Session, article_id: str) -> ArticleDetail:
    """An article with its text, names, claims and versions. Raises ``NotFound``."""
    row = session.get(ArticleRow, article_id)
    if row is None:
        raise NotFound(f"There is no article {article_id[:60]!r}")
    claims = session.scalars(
        select(ClaimRow)
        .where(ClaimRow.article_id == article_id, ClaimRow.retracted_at.is_(None))
        .order_by(ClaimRow.evidence_start, ClaimRow.id)
    ).all()
    return ArticleDetail(
        article=render_articles(session, [row])[0],
        dateline=row.dateline,
        modified=datetime.fromisoformat(row.modified) if row.modified else None,
        text=row.text,
        topics=tuple(row.topics),
        related=tuple(row.related),
        links=tuple(Link(**link) for link in row.links),
        posts=tuple(_post(post) for post in row.posts),
        origins=row.origins,
        known_at=row.known_at,
        mentions=_mentions(session, article_id),
        claims=render_claims(session, claims),
        versions=_versions(session, row),
    )


def _post(stored: dict[str, Any]) -> Post:
    published = stored["published"]
    return Post(
        start=stored["start"],
        end=stored["end"],
        published=datetime.fromisoformat(published) if published else None,
    )


def _mentions(session: Session, article_id: str) -> tuple[MentionView, ...]:
    found = session.execute(
        select(MentionRow, EntityRow.name, EntityRow.kind)
        .join(EntityRow, EntityRow.key == MentionRow.entity_key)
        .where(MentionRow.article_id == article_id)
        .order_by(MentionRow.start, MentionRow.end.desc(), MentionRow.entity_key)
    )
    return tuple(
        MentionView(start=m.start, end=m.end, text=m.text, key=m.entity_key, name=name, kind=cast("Any", kind))
        for m, name, kind in found
    )


def _versions(session: Session, article: ArticleRow) -> tuple[VersionView, ...]:
    found = session.execute(
        select(DocumentRow.digest, DocumentRow.url, DocumentRow.fetched)
        .join(VersionRow, VersionRow.document_digest == DocumentRow.digest)
        .where(VersionRow.article_id == article.id)
        .order_by(DocumentRow.fetched, DocumentRow.digest)
    )
    return tuple(
        VersionView(digest=digest, url=url, fetched=fetched, current=digest == article.document_digest)
        for digest, url, fetched in found
    )
