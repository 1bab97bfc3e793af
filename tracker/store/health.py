"""How the sources do: when each last succeeded, what it brought against what was expected, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from tracker.errors import InputError
from tracker.sources import At, Every, Source, SourceKind, catalogued, own_source
from tracker.store.crawl_views import Issue, RunView, SourceState, Yield
from tracker.store.crawling import CrawlStore
from tracker.store.store import Store

Condition: TypeAlias = Literal["off", "new", "working", "well", "quiet", "failing"]
"""``new`` has not succeeded yet; ``quiet`` brought less than expected; ``working`` is being looked through now."""

CONDITIONS: tuple[Condition, ...] = ("off", "new", "working", "well", "quiet", "failing")
_ISSUE_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source, how it stands and how it does."""

    name: str
    title: str
    publisher: str
    country: str
    language: str
    kind: SourceKind
    homepage: str
    licence: str
    note: str | None
    starter: bool
    own: bool
    """Whether the user made it."""
    schedule: str
    """In words."""
    expected: int
    """Documents in ``expected_days`` days, at least."""
    expected_days: int
    enabled: bool
    condition: Condition
    last_started: datetime | None
    last_success: datetime | None
    last_error: str | None
    failures: int
    next_at: datetime | None
    held: int
    lately: int
    """Pages that were held for the first time in the last ``expected_days`` days."""
    newest: datetime | None
    waiting: int
    failed: int
    issues: int
    """Kinds of issue in the last seven days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetail:
    """A source with its last runs and issues."""

    source: SourceHealth
    runs: tuple[RunView, ...]
    issues: tuple[Issue, ...]


def known_sources(states: Mapping[str, SourceState]) -> dict[str, Source]:
    """The catalogue and the user's own sources."""
    known = dict(catalogued())
    for name, state in states.items():
        if state.definition is not None and name not in known:
            try:
                known[name] = own_source(state.definition)
            except InputError:
                continue  # written by another version of the program; the others must still work
    return known


def source_health(store: Store, now: datetime) -> list[SourceHealth]:
    """Every source: those that are on first, then by name."""
    crawls = CrawlStore(store)
    states = crawls.states(now)
    known = known_sources(states)
    yields = crawls.yields({name: now - timedelta(days=source.expects.days) for name, source in known.items()})
    troubles: dict[str, int] = {}
    for issue in crawls.issues(since=now - _ISSUE_DAYS, limit=1_000):
        troubles[issue.source] = troubles.get(issue.source, 0) + 1
    found = [
        _health(source, states.get(name), yields.get(name), (now, troubles.get(name, 0)))
        for name, source in known.items()
    ]
    return sorted(found, key=lambda health: (not health.enabled, health.name))


def source_detail(store: Store, name: str, now: datetime) -> SourceDetail | None:
    """One source; ``None`` where there is none of this name."""
    found = next((health for health in source_health(store, now) if health.name == name), None)
    if found is None:
        return None
    crawls = CrawlStore(store)
    return SourceDetail(source=found, runs=tuple(crawls.runs(name)), issues=tuple(crawls.issues(name)))


def schedule_words(schedule: Every | At) -> str:
    """``every 30 minutes``, ``at 15 9 * * mon-fri (America/New_York)``."""
    if isinstance(schedule, At):
        return f"at {schedule.crontab} ({schedule.zone})"
    hours, minutes = divmod(schedule.minutes, 60)
    if minutes:
        return f"every {schedule.minutes} minutes"
    return "every hour" if hours == 1 else f"every {hours} hours"


def _health(
    source: Source, state: SourceState | None, brought: Yield | None, seen: tuple[datetime, int]
) -> SourceHealth:
    now, issues = seen
    return SourceHealth(
        name=source.name,
        title=source.title,
        publisher=source.publisher,
        country=source.country,
        language=source.language,
        kind=source.kind,
        homepage=source.homepage,
        licence=source.licence,
        note=source.note,
        starter=source.starter,
        own=source.definition is not None,
        schedule=schedule_words(source.schedule),
        expected=source.expects.documents,
        expected_days=source.expects.days,
        enabled=state.enabled if state else False,
        condition=_condition(source, state, brought, now),
        last_started=state.last_started if state else None,
        last_success=state.last_success if state else None,
        last_error=state.last_error if state else None,
        failures=state.failures if state else 0,
        next_at=state.next_at if state else None,
        held=brought.held if brought else 0,
        lately=brought.lately if brought else 0,
        newest=brought.newest if brought else None,
        waiting=brought.waiting if brought else 0,
        failed=brought.failed if brought else 0,
        issues=issues,
    )


def _condition(source: Source, state: SourceState | None, brought: Yield | None, now: datetime) -> Condition:
    if state is None or not state.enabled:
        return "off"
    if state.working:
        return "working"
    if state.failures:
        return "failing"
    if state.last_success is None:
        return "new"
    # A source that was enabled a short while ago cannot have brought yet what is expected in a month.
    young = brought is None or brought.first is None or now - brought.first < timedelta(days=source.expects.days)
    enough = brought is not None and brought.lately >= source.expects.documents
    return "well" if enough or young else "quiet"
