"""What is found by words and names: articles, events and entities at once, names as they are typed, lists of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.knowledge import ListingRecord
from tracker.resolution.alikeness import Alike, Names
from tracker.store.answers import FoundArticle, FoundEvent, ListedView, NameMatch, Screened, Snippet, Suggestion
from tracker.store.chunking import chunks
from tracker.store.conditions import NOW, holds
from tracker.store.rendering import date_of, render_entities
from tracker.store.searching import snippet
from tracker.store.tables import ArticleRow, ClaimRow, EntityRow, EventClaimRow, EventRoleRow, EventRow, MarkRow
from tracker.store.views import ArticleView, EntityView, EventRef, EventView

ALIKE = 80.0
"""From what score on a name is offered to somebody who types."""
SUSPECT = 85.0
"""From what score on a name is reported when a list is screened, unless another is asked for."""
_EVENTS = 5


def found_events(session: Session, events: Sequence[EventView], words: str) -> tuple[FoundEvent, ...]:
    """Each event with the words of a source in which the query stands."""
    said = defaultdict[str, list[str]](list)
    query = (
        select(EventRow.id, ClaimRow.evidence_text)
        .join(EventClaimRow, EventClaimRow.state == EventRow.state)
        .join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
        .where(EventRow.id.in_([event.id for event in events]), *holds(NOW))
        .order_by(EventRow.id, EventClaimRow.position)
    )
    for event, text in session.execute(query):
        said[event].append(text)
    return tuple(
        FoundEvent(event=event, snippet=_first(snippet(text, words) for text in (*said[event.id], event.title)))
        for event in events
    )


def found_articles(session: Session, articles: Sequence[ArticleView], words: str) -> tuple[FoundArticle, ...]:
    """Each article with the passage in which most of the words stand."""
    query = select(ArticleRow.id, ArticleRow.headline, ArticleRow.standfirst, ArticleRow.text).where(
        ArticleRow.id.in_([article.id for article in articles])
    )
    texts = {row[0]: [text for text in (row[3], row[2], row[1]) if text] for row in session.execute(query)}
    return tuple(
        FoundArticle(article=article, snippet=_first(snippet(text, words) for text in texts[article.id]))
        for article in articles
    )


def _first(found: Iterable[Snippet | None]) -> Snippet | None:
    return next((one for one in found if one), None)


def names_version(session: Session) -> tuple[int, int]:
    """Changes when names do: the names that are held, and the marks that are made of them."""
    entities = session.scalar(select(func.count()).select_from(EntityRow)) or 0
    return entities, session.scalar(select(func.count()).select_from(MarkRow)) or 0


def all_names(session: Session) -> Names[str]:
    """Every form of every name that is held, by the key of the entity that it means."""
    rows = session.execute(select(EntityRow.key, EntityRow.same_as, EntityRow.name, EntityRow.aliases)).all()
    return Names((row.same_as or row.key, form) for row in rows for form in (row.name, *row.aliases))


def suggest(session: Session, names: Names[str], words: str, limit: int) -> tuple[Suggestion, ...]:
    """Entities whose names begin with the words or are like them; the better known of equals first."""
    alike = names.like(words, least=ALIKE, most=limit * 3, beginnings=True)
    views = _entities(session, [one.key for one in alike])
    ranked = sorted(
        (one for one in alike if one.key in views),
        key=lambda one: (-round(one.score / 10), -views[one.key].events, -one.score, one.key),
    )
    return tuple(
        Suggestion(entity=views[one.key], form=one.form, score=one.score, reason=one.reason) for one in ranked[:limit]
    )


def _entities(session: Session, keys: Sequence[str]) -> Mapping[str, EntityView]:
    rows = session.scalars(select(EntityRow).where(EntityRow.key.in_(keys))).all()
    return {view.key: view for view in render_entities(session, rows)}


def screen(
    session: Session, names: Names[str], asked: Sequence[str], listings: Sequence[ListingRecord], least: float
) -> tuple[Screened, ...]:
    """Each name with all that are like it, those on lists first."""
    entries = Names((record.party, record.entry) for record in listings if record.entry)
    found = {name: _alike(names, entries, name, least) for name in dict.fromkeys(asked)}
    keys = sorted({one.key for alike in found.values() for one in alike})
    rows = {
        row.key: row
        for some in chunks(keys)
        for row in session.scalars(select(EntityRow).where(EntityRow.key.in_(some)))
    }
    listed, events = _listed(listings), _listing_events(session, keys)
    return tuple(
        Screened(
            name=name,
            matches=tuple(
                sorted(
                    (_match(one, rows[one.key], listed, events) for one in found[name] if one.key in rows),
                    key=lambda match: (not match.listed, -match.score, match.key),
                )
            ),
        )
        for name in asked
    )


def _alike(names: Names[str], entries: Names[str], name: str, least: float) -> list[Alike[str]]:
    best: dict[str, Alike[str]] = {}
    for one in (*entries.like(name, least=least, most=20), *names.like(name, least=least, most=20)):
        if one.key not in best or one.score > best[one.key].score:
            best[one.key] = one
    return list(best.values())


def _match(
    one: Alike[str],
    row: EntityRow,
    listed: Mapping[str, tuple[ListedView, ...]],
    events: Mapping[str, tuple[EventRef, ...]],
) -> NameMatch:
    lists = listed.get(row.key, ())
    told = events.get(row.key, ())
    return NameMatch(
        key=row.key,
        name=row.name,
        kind=cast("Any", row.kind),
        country=row.country,
        form=one.form,
        score=one.score,
        reason=one.reason,
        listed=any(view.listed for view in lists) or any(event.type == "party_listed" for event in told),
        lists=lists,
        events=told,
    )


def _listed(listings: Iterable[ListingRecord]) -> Mapping[str, tuple[ListedView, ...]]:
    """By party: what is held of each list, the newest record of it alone."""
    newest: dict[tuple[str, str], ListingRecord] = {}
    for record in listings:
        held = newest.get((record.party, record.list))
        if held is None or _day(record) >= _day(held):
            newest[record.party, record.list] = record
    found = defaultdict[str, list[ListedView]](list)
    for (party, _), record in newest.items():
        found[party].append(
            ListedView(
                list=record.list,
                listed=record.listed,
                since=record.date.start if record.date else None,
                entry=record.entry,
                checked=record.checked.end if record.checked else None,
                sources=record.sources,
            )
        )
    return {party: tuple(views) for party, views in found.items()}


def _day(record: ListingRecord) -> str:
    return record.date.start.isoformat() if record.date else ""


def _listing_events(session: Session, keys: Sequence[str]) -> Mapping[str, tuple[EventRef, ...]]:
    """By party: the newest events that put it on a list or took it off."""
    found = defaultdict[str, list[EventRef]](list)
    for some in chunks(keys):
        query = (
            select(EventRoleRow.entity_key, EventRow)
            .join(EventRow, EventRow.state == EventRoleRow.state)
            .where(EventRoleRow.entity_key.in_(some), EventRoleRow.role == "target")
            .where(EventRow.type.in_(("party_listed", "party_delisted")), *holds(NOW))
            .order_by(EventRow.sort_day.desc(), EventRow.id)
        )
        for key, row in session.execute(query):
            if len(found[key]) < _EVENTS:
                found[key].append(
                    EventRef(
                        id=row.id,
                        title=row.title,
                        type=row.type,
                        status=cast("Any", row.status),
                        date=date_of(row),
                    )
                )
    return {key: tuple(refs) for key, refs in found.items()}
