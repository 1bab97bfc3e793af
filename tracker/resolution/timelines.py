"""How what is known of happenings changed while claims came and went: resolved again at every moment that matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.resolution.clustering import Judge, links, resolve_neighbourhood
from tracker.resolution.features import Features
from tracker.resolution.kinship import Kinship
from tracker.resolution.sourced import ResolvedEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A claim, and from when until when it was heard."""

    features: Features
    since: datetime
    until: datetime | None
    """``None`` while it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An event as it was known for some time."""

    event: ResolvedEvent
    since: datetime
    until: datetime | None
    """``None`` for what is known now."""


def timeline(heard: Sequence[Heard], kinship: Kinship, judge: Judge) -> Iterator[State]:
    """Every state of the events of one neighbourhood.

    Each is made from the claims that were heard then and from no others, as if nothing had come after.
    """
    members = [one.features for one in heard]
    neighbours = links(members, judge)
    open_: dict[str, tuple[ResolvedEvent, datetime]] = {}
    made: dict[frozenset[int], tuple[ResolvedEvent, ...]] = {}
    for moment in sorted({one.since for one in heard} | {one.until for one in heard if one.until}):
        audible = {
            n for n, one in enumerate(heard) if one.since <= moment and (one.until is None or moment < one.until)
        }
        current: dict[str, ResolvedEvent] = {}
        for part in _parts(audible, neighbours):
            if part not in made:
                made[part] = resolve_neighbourhood([members[n] for n in sorted(part)], kinship, judge)
            current.update({event.id: event for event in made[part]})
        for identifier, (event, since) in list(open_.items()):
            if current.get(identifier) != event:
                yield State(event=event, since=since, until=moment)
                del open_[identifier]
        open_.update({i: (event, moment) for i, event in current.items() if i not in open_})
    yield from (State(event=event, since=since, until=None) for event, since in open_.values())


def _parts(among: set[int], neighbours: Sequence[set[int]]) -> Iterator[frozenset[int]]:
    """Those that are linked within ``among``."""
    left = set(among)
    while left:
        part, edge = set[int](), {min(left)}
        while edge:
            part |= edge
            edge = set().union(*(neighbours[n] for n in edge)) & left - part
        left -= part
        yield frozenset(part)
