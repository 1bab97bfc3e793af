"""Offices over time: who held which on a day, and a chart of them."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.web.charts import Axis, Bar, Lane, Line, TimeChart
from tracker.web.facts import Facts, Post
from tracker.web.wording import period

_MOST = 14
_EARLIEST = date(2017, 1, 1)


def in_office(facts: Facts, day: date) -> tuple[Post, ...]:
    """The posts that were held on ``day`` as far as is known; a post without an end is held still."""
    return tuple(post for post in _posts(facts) if _held(post, day))


def _posts(facts: Facts) -> tuple[Post, ...]:
    return (*facts.offices, *facts.holders)


def _held(post: Post, day: date) -> bool:
    if post.end and post.end.end < day:
        return False
    if post.start:
        return post.start.start <= day
    # Without a first day it is known only that they were in it when they were seen, or before it ended.
    return post.as_of is None or post.as_of.start <= day or post.end is not None


def offices(facts: Facts, day: date) -> TimeChart | None:
    """The posts with any date as lanes; ``None`` where there is none."""
    dated = [post for post in _posts(facts) if post.start or post.end]
    if not dated:
        return None
    firsts = [post.start.start for post in dated if post.start]
    axis = Axis(
        first=max(_EARLIEST, min([*firsts, day], default=day)) - timedelta(days=60), last=day + timedelta(days=120)
    )
    if any(post.start is None for post in dated):
        axis = Axis(first=min(axis.first, _EARLIEST), last=axis.last)
    shown = sorted(dated, key=lambda post: (post.office.title, post.start.start if post.start else date.min))[:_MOST]
    return TimeChart(
        title="Offices over time",
        ticks=axis.ticks(),
        lanes=tuple(Lane(label=f"{post.other.name}: {post.office.title}", bars=_bars(axis, post)) for post in shown),
        lines=(Line(x=axis.at(day), label=f"on {day}", look="on"),),
    )


def _bars(axis: Axis, post: Post) -> tuple[Bar, ...]:
    start = post.start.start if post.start else axis.first
    end = post.end.end if post.end else axis.last
    if end < axis.first or start > axis.last:
        return ()
    told = [
        f"{word} {period(when.start, when.end, when.precision)}"
        for word, when in (("from", post.start), ("until", post.end))
        if when
    ]
    return (axis.bar(max(start, axis.first), min(end, axis.last), "office", "", ", ".join(told)),)
