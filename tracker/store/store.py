"""The store: documents, articles, claims and events, found by filter and added document by document."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.controls import LicenceSaid, Report, Said, measures_by_instrument, reports
from tracker.errors import StoreError
from tracker.knowledge import Knowledge, KnownEntity, ListingRecord, TimelineRecord
from tracker.model import Article, Document, Extraction
from tracker.resolution.alikeness import Names
from tracker.store import (
    adding,
    bulk,
    changes,
    checking,
    conflicts,
    copies,
    counting,
    deciding,
    details,
    finding,
    history,
    migrations,
    names,
    news,
    numbering,
    reference,
    rendering,
    reported,
    resolving,
    verdicts,
    verifying,
)
from tracker.store.answers import Aggregate, Facets, Found, Screened, Suggestion
from tracker.store.conditions import NOW, AsKnown
from tracker.store.counting import EventCount, EventFacets
from tracker.store.dialects import connect, is_lost_race, writing
from tracker.store.filters import ArticleFilter, ClaimFilter, ConflictFilter, EntityFilter, EventFilter
from tracker.store.lists import ARTICLES, CLAIMS, CONFLICTS, ENTITIES, EVENTS
from tracker.store.looking import COUNTED
from tracker.store.orders import Order
from tracker.store.paging import read_page
from tracker.store.selecting import Filter
from tracker.store.views import (
    Added,
    ArticleDetail,
    ArticleView,
    Changes,
    ClaimView,
    ConflictView,
    Discovered,
    EntityDetail,
    EntityView,
    EventDetail,
    EventView,
    History,
    News,
    Page,
)
from tracker.store.walking import Walk

T = TypeVar("T")

_WAITS = (0.01, 0.05, 0.2, 0.5, 1.0, 2.0)
"""Seconds between the attempts at a transaction that loses a race."""


class Store:
    """All that is kept. Safe to share between threads; every method is one transaction.

    Every method raises ``StoreError`` when the database cannot be used: it is locked, full, read-only or damaged.
    """

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are right; ``open`` makes sure of that."""
        self._engine = engine
        self._held_names: tuple[tuple[int, int], Names[str]] | None = None

    @classmethod
    def open(cls, database_url: str) -> Self:
        """Open a database whose tables are there already (see ``tracker.store.upgrade``).

        Raises ``StoreError``, saying what to run, where they are missing or of another version.
        """
        engine = connect(database_url)
        migrations.check(engine)
        return cls(engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def events(self, chosen: EventFilter) -> Page[EventView]:
        """A page of events, in the order that was asked for."""
        with self._read() as session:
            return read_page(session, chosen, EVENTS[chosen.sort], rendering.render_events)

    def news(self, since: datetime, most: int = 60) -> News:
        """The events about which this tracker's answer changed after ``since``, the latest first."""
        with self._read() as session:
            return news.news(session, since, most)

    def facets(self, chosen: EventFacets, most: int = COUNTED) -> Facets:
        """How many of the events, the newest ``most`` of them, there are of each kind, in each country, and so on."""
        with self._read() as session:
            return counting.facets(session, chosen, most)

    def aggregate(self, chosen: EventCount) -> Aggregate:
        """How many events there are for each combination of one to three dimensions."""
        with self._read() as session:
            return counting.aggregate(session, chosen)

    def event(self, event_id: str, known: AsKnown = NOW) -> EventDetail:
        """One event, or what was known of it then; any of its claims' ids leads to it too. Raises ``NotFound``."""
        with self._read() as session:
            return details.event_detail(session, event_id, known)

    def history(self, event_id: str, known: AsKnown = NOW) -> History:
        """How the answer about one event changed and why, as far as known then. Raises ``NotFound``."""
        with self._read() as session:
            return history.history(session, event_id, known)

    def conflicts(self, chosen: ConflictFilter) -> Page[ConflictView]:
        """A page of the fields on which the sources of events differ, the newest events first."""
        with self._read() as session:
            return read_page(session, chosen, CONFLICTS, conflicts.render_conflicts)

    def claims(self, chosen: ClaimFilter) -> Page[ClaimView]:
        """A page of claims, newest first."""
        with self._read() as session:
            return read_page(session, chosen, CLAIMS, lambda s, rows: rendering.render_claims(s, rows, chosen.known))

    def claim(self, claim_id: str) -> ClaimView:
        """One claim, retracted or not. Raises ``NotFound``."""
        with self._read() as session:
            return details.claim_detail(session, claim_id)

    def said_of_measures(self, measures: Mapping[str, str], known_at: date) -> Sequence[Said]:
        """What articles that were public on ``known_at`` say was done with ``measures``: instrument to measure id."""
        with self._read() as session:
            return reported.said_of_measures(session, measures, known_at)

    def reports(self, knowledge: Knowledge, known_at: date) -> tuple[Report, ...]:
        """What of that was news beside what ``knowledge`` confirms; for ``as_known``."""
        said = self.said_of_measures(measures_by_instrument(knowledge), known_at)
        return reports(said, knowledge, known_at=known_at)

    def said_of_licences(self, item: str, known_at: date) -> Sequence[LicenceSaid]:
        """What articles that were public on ``known_at`` say about licences for ``item``, the first told first."""
        with self._read() as session:
            return reported.said_of_licences(session, item, known_at)

    def entities(self, chosen: EntityFilter) -> Page[EntityView]:
        """A page of entities, in alphabetical order."""
        with self._read() as session:
            return read_page(session, chosen, ENTITIES, rendering.render_entities)

    def entity(self, key: str, known: AsKnown = NOW) -> EntityDetail:
        """One entity with its timeline, or what was known of that then. Raises ``NotFound``."""
        with self._read() as session:
            return details.entity_detail(session, key, known)

    def ties(self, key: str, others: Sequence[str], known: AsKnown = NOW) -> Sequence[tuple[str, str, int]]:
        """How many of the newest events of an entity each two of ``others`` share."""
        with self._read() as session:
            return details.ties(session, key, others, known)

    def articles(self, chosen: ArticleFilter) -> Page[ArticleView]:
        """A page of articles, newest first."""
        with self._read() as session:
            return read_page(session, chosen, ARTICLES, rendering.render_articles)

    def article(self, article_id: str) -> ArticleDetail:
        """One article with its text. Raises ``NotFound``."""
        with self._read() as session:
            return details.article_detail(session, article_id)

    def changes(self, chosen: EventFilter, since: int, most: int = 200) -> Changes:
        """Events that changed after the change numbered ``since``, oldest first; ``most`` at once.

        What ``chosen`` leaves out counts as gone. From 0 on, every event comes once. Raises ``InputError``.
        """
        with self._read() as session:
            return changes.read(session, chosen, since, most)

    def latest_change(self) -> int:
        """The number of the last change; 0 where there was none."""
        with self._read() as session:
            return numbering.latest(session)

    def walk(self, chosen: Filter, *, most: int | None = None, together: bool = False) -> Iterator[Any]:
        """All that ``chosen`` asks for and not only a page, as views, in the order of its list; ``most`` at most.

        ``together`` shows all as it was at one moment, which keeps the database from tidying up until the last is
        taken; otherwise each step of some hundred is read by itself. Raises ``InputError`` for what is no cursor.
        """
        order, render = _walked(chosen)
        walk = Walk(chosen=chosen, order=order, render=render, most=most)
        return (walk.together if together else walk.apart)(self._read)

    def search(self, words: str, limit: int) -> Found:
        """The newest events and articles that say the words, with passages, and the entities that are called so."""
        events = self.events(EventFilter(text=words, limit=limit))
        articles = self.articles(ArticleFilter(text=words, limit=limit))
        with self._read() as session:
            return Found(
                events=finding.found_events(session, events.items, words),
                events_total=events.total,
                events_total_is=events.total_is,
                articles=finding.found_articles(session, articles.items, words),
                articles_total=articles.total,
                articles_total_is=articles.total_is,
                entities=finding.suggest(session, self._names(session), words, limit),
            )

    def suggest(self, words: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """The entities that somebody may mean, whatever the script and with typing errors."""
        with self._read() as session:
            return finding.suggest(session, self._names(session), words, limit)

    def screen(
        self, names: Sequence[str], listings: Sequence[ListingRecord], least: float = finding.SUSPECT
    ) -> tuple[Screened, ...]:
        """Compare names with listed parties and all that is tracked; from a score of ``least`` on they are reported."""
        with self._read() as session:
            return finding.screen(session, self._names(session), names, listings, least)

    def _names(self, session: Session) -> Names[str]:
        """All names, read again when they changed."""
        version = finding.names_version(session)
        held = self._held_names
        if held is None or held[0] != version:
            held = self._held_names = (version, finding.all_names(session))
        return held[1]

    def held(self, digest: str, extractor_version: str) -> ArticleView | None:
        """The article whose page shows these very bytes, if this extractor read them already."""
        with self._read() as session:
            row = adding.read_from(session, digest, extractor_version)
            return rendering.render_articles(session, [row])[0] if row else None

    def same_page(self, article: Article, own_id: str) -> str | None:
        """The id of the article that a page repeats at another address, if that is held; never ``own_id``."""
        with self._read() as session:
            return copies.same_page(session, article, own_id)

    def add(
        self,
        document: Document,
        extraction: Extraction,
        *,
        known_at: datetime,
        extractor_version: str,
        live: bool = False,
    ) -> Added:
        """Store a document and what was read out of it, all or nothing.

        The same again changes nothing. Claims that are no longer made are retracted, never deleted; those that are
        made again stay as they were. Another body under the page's address is a new version of the same article.
        A page that was received ``live`` from its address may also have returned to what it said before.
        Events follow when ``resolve`` is called next.
        Raises ``InputError`` where a claim names an entity that is neither among those read nor known.
        """
        occasion = adding.Occasion(known_at=known_at, extractor_version=extractor_version, live=live)
        return self._write(lambda session: adding.add_document(session, document, extraction, occasion))

    def add_pages(self, pages: bulk.Pages) -> bulk.Bulk:
        """Add at once, or not at all, those of many pages of which nothing is held, as ``add`` would do one by one.

        Those that are held otherwise are left for ``add``. Events follow when ``resolve`` is called next.
        """
        return self._write(lambda session: bulk.add_pages(session, pages))

    def add_entities(self, entities: Iterable[KnownEntity]) -> int:
        """Store what the knowledge base says of entities, in one transaction; counts the new and changed ones."""
        held = list(entities)
        return self._write(lambda session: reference.add_entities(session, held))

    def add_reference(self, records: Iterable[TimelineRecord], *, known_at: datetime) -> Added:
        """Let the reference timeline be exactly ``records``, in one transaction; records of no event type are left out.

        Raises ``InputError`` where a record names an entity that ``add_entities`` was not told of.
        """
        kept = list(records)
        return self._write(lambda session: reference.add_reference(session, kept, known_at))

    def resolve(self) -> int:
        """Bring the events in step with the claims, in one transaction; counts the events that changed."""
        return self._write(resolving.resolve_claims)

    def merge(self, one: str, other: str, *, by: str, reason: str, now: datetime) -> None:
        """Decide that two events are one; ``resolve`` then keeps them so. Raises ``NotFound`` and ``InputError``."""
        self._write(lambda session: deciding.merge(session, (one, other), by, reason, now))

    def split(self, claim_id: str, *, by: str, reason: str, now: datetime) -> None:
        """Decide that a claim is of another event than the rest of its own. Raises ``NotFound`` and ``InputError``."""
        self._write(lambda session: deciding.split(session, claim_id, by, reason, now))

    def confirm(self, claim_id: str, *, by: str, reason: str, now: datetime) -> None:
        """Decide that a claim is rightly read. Raises ``NotFound`` and ``InputError``."""
        self._write(lambda session: verdicts.confirm(session, claim_id, by, reason, now))

    def reject(self, claim_id: str, *, by: str, reason: str, now: datetime) -> None:
        """Decide that a claim was misread: it is retracted, and not read again. Raises ``NotFound``, ``InputError``."""
        self._write(lambda session: verdicts.reject(session, claim_id, by, reason, now))

    def unsettle(self) -> None:
        """Let the next ``resolve`` make every event again, as after a change of its rules."""
        self._write(resolving.unsettle)

    def discovered(self, key: str) -> Discovered:
        """A name that only articles know, ready for the knowledge base. Raises ``NotFound`` and ``InputError``."""
        with self._read() as session:
            return names.discovered(session, key)

    def counts(self) -> Mapping[str, int]:
        """How much is held of each thing, e.g. ``{"documents": 12, ...}``; claims and events are those that stand."""
        with self._read() as session:
            return checking.counts(session)

    def content_hash(self) -> str:
        """One figure for all that is held: equal exactly when two stores hold the same."""
        with self._read() as session:
            return checking.content_hash(session)

    def verify(self) -> list[str]:
        """One line for each thing that is not what was stored; empty when all is well."""
        with self._read() as session:
            return list(verifying.verify(session))

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with _explained(), Session(self._engine) as session:
            yield session

    def _write(self, work: Callable[[Session], T]) -> T:
        """One transaction; done again from the start where another that came between made it impossible."""
        with _explained():
            for wait in (*_WAITS, None):
                try:
                    with Session(writing(self._engine), expire_on_commit=False) as session, session.begin():
                        return work(session)
                except DBAPIError as error:
                    if wait is None or not is_lost_race(error):
                        raise
                    time.sleep(wait)
        raise StoreError("The database is too busy: try again")


def _walked(chosen: Filter) -> tuple[Order[Any, Any], Any]:
    """In which order a list stands and how its rows become views."""
    match chosen:
        case EventFilter():
            return EVENTS[chosen.sort], rendering.render_events
        case ClaimFilter():
            return CLAIMS, lambda session, rows: rendering.render_claims(session, rows, chosen.known)
        case ConflictFilter():
            return CONFLICTS, conflicts.render_conflicts
        case ArticleFilter():
            return ARTICLES, rendering.render_articles
        case EntityFilter():
            return ENTITIES, rendering.render_entities
    raise TypeError(f"{type(chosen).__name__} asks for no list")


@contextmanager
def _explained() -> Iterator[None]:
    """Turn the database's own errors into one line for the user."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        raise StoreError(f"The database cannot be used: {reason}; check the disk and run: tracker db verify") from error
