"""The first page: what is new since the last visit, what sources dispute, what comes next, and how the sources do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.controls import clock, unreported
from tracker.errors import InputError
from tracker.store import ConflictFilter, ConflictView, EventFilter, News, Store
from tracker.store.health import source_health
from tracker.web.pages import by_day
from tracker.web.parameters import Held, Known, only, today
from tracker.web.rendering import root, show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

COOKIE = "visits"
"""Holds the time of the visit before this one and of this one; it is read by this page alone."""

_VISIT = timedelta(minutes=30)
"""Pages that are loaded within so long of each other belong to one visit."""
_FIRST = timedelta(days=7)
"""How far a first visit looks back."""
_AHEAD, _BACK = 120, 365
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """When a reader came last, and before."""

    before: datetime | None
    last: datetime

    def __str__(self) -> str:
        """As the cookie holds it."""
        return ".".join(str(int(when.timestamp())) for when in (self.before, self.last) if when)


def visits(cookie: str | None, now: datetime) -> Visits:
    """The visits after this one at ``now``; a cookie that cannot be read counts as none."""
    try:
        times = [datetime.fromtimestamp(int(part), UTC) for part in (cookie or "").split(".", 1)]
    except (ValueError, OverflowError, OSError):
        return Visits(before=None, last=now)
    last = times[-1]
    if now - last < _VISIT:
        return Visits(before=times[0] if len(times) == 2 else None, last=now)
    return Visits(before=last, last=now)


@router.get("/")
def first_page(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """What an analyst wants to know in the morning."""
    only(request, "since")
    now = datetime.now(UTC)
    seen = visits(request.cookies.get(COOKIE), now)
    asked = request.query_params.get("since", "").strip()
    since = read_moment(asked) if asked else seen.before or now - _FIRST
    news = store.news(since, _MOST)
    newest = () if news.items else store.events(EventFilter(status=("occurred",), limit=12)).items
    page = show(
        request,
        "today.html",
        section="/",
        now=now,
        today=today(),
        news=news,
        asked=asked,
        visited=seen.before,
        days=by_day([item.event for item in news.items] or newest),
        fresh=_marks(news),
        spans=[(label, (now - span).date()) for label, span in _SPANS],
        conflicts=biggest_conflicts(store),
        coming=clock(knowledge, today=today(), days=_AHEAD),
        passed=unreported(knowledge, today=today(), days=_BACK),
        ahead=_AHEAD,
        health=health_line(store, now),
    )
    page.set_cookie(COOKIE, str(seen), max_age=400 * 86400, path=root(request) or "/", httponly=True, samesite="lax")
    return page


_SPANS = (("1 day", timedelta(days=1)), ("1 week", timedelta(days=7)), ("1 month", timedelta(days=30)))


def _marks(news: News) -> dict[str, str]:
    return {item.event.id: "new" if item.new else "changed" for item in news.items}


def read_moment(words: str) -> datetime:
    """A day, from its beginning in UTC, or a moment. Raises ``InputError``."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        raise InputError(f"{words[:40]!r} is no day: write YYYY-MM-DD") from None
    if len(words) <= 10:
        return datetime.combine(found.date(), time(), UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def biggest_conflicts(store: Store, most: int = 6) -> list[ConflictView]:
    """Of the newest contradictions those with the most claims, and claims that say too much first."""
    found = store.conflicts(ConflictFilter(limit=60)).items
    return sorted(found, key=lambda one: (not one.overclaims, -sum(len(side.claims) for side in one.sides)))[:most]


def health_line(store: Store, now: datetime) -> Counter[str]:
    """How many of the watched sources do how."""
    return Counter(source.condition for source in source_health(store, now) if source.enabled)
