"""When to look again: at a source by its schedule, at a page while it may still change, after a failure ever later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from tracker.sources import At, Every

REVISITS = (timedelta(hours=6), timedelta(days=1), timedelta(days=7))
"""After a page was received, when it is looked at again for a new version; then no more, unless a listing says so."""
ATTEMPTS = 7
"""How often a page is tried before it is given up; the last try comes about six days after the first."""
_FIRST_RETRY = timedelta(minutes=2)
_SOURCE_RETRY = timedelta(minutes=5)
_LONGEST_RETRY = timedelta(hours=12)


def next_visit(schedule: Every | At, now: datetime) -> datetime:
    """When a source is looked through next, if all went well."""
    if isinstance(schedule, Every):
        return now + timedelta(minutes=schedule.minutes)
    trigger = CronTrigger.from_crontab(schedule.crontab, timezone=schedule.zone)
    found: datetime | None = trigger.get_next_fire_time(None, now + timedelta(seconds=1))
    return found.astimezone(UTC) if found else now + timedelta(days=1)


def after_failure(failures: int, now: datetime, asked: float | None = None) -> datetime:
    """When a source that failed so often in a row is tried again; ``asked``: seconds that its server wants."""
    delay = min(_SOURCE_RETRY * 2 ** min(max(failures, 1) - 1, 10), _LONGEST_RETRY)
    later: datetime = now + max(delay, timedelta(seconds=asked or 0))
    return later


def next_attempt(attempts: int, now: datetime, asked: float | None = None) -> datetime | None:
    """When a page that failed so often is tried again; ``None`` when it is given up."""
    if attempts >= ATTEMPTS:
        return None
    later: datetime = now + max(_FIRST_RETRY * 4 ** min(attempts - 1, 6), timedelta(seconds=asked or 0))
    return later


def next_look(visits: int, now: datetime) -> datetime | None:
    """When a page that was received so often is looked at again; ``None`` when it is left as it is."""
    return now + REVISITS[visits - 1] if 0 < visits <= len(REVISITS) else None
