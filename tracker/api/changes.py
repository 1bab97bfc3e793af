"""The routes by which a client keeps a copy: what changed since a number, at once or as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from tracker.api.base_shapes import Shape
from tracker.api.description import problem
from tracker.api.routes import Held
from tracker.api.shapes import Event
from tracker.store import Changes, EventFilter, Store

_STREAMS = 100
"""Clients that follow at the same time."""
_PAUSE = 1.0
"""Seconds between two looks for changes."""
_AT_ONCE = 100
_NUMBER = 2**63 - 1

router = APIRouter(prefix="/api", tags=["Changes"])


class Change(Shape):
    """An event that changed."""

    number: int = Field(examples=[4711])
    """Grows with every change; whoever has seen one has seen all smaller ones."""
    at: datetime
    """Since when it is answered so, in UTC."""
    event_id: str = Field(examples=["8c1f0a52d1e94b7f"])
    """The event."""
    event: Event | None
    """As it is now; null where it is no event any more, or none of those that were asked for: drop it."""


class ChangeList(Shape):
    """Some changes, the oldest first."""

    items: list[Change]
    """The changes; an event that changed several times comes once, under its last change."""
    last: int = Field(examples=[4711])
    """The number up to which all are seen: ask for `since` this one next."""
    more: bool
    """Whether there are more already."""


class ChangesAsked(EventFilter):
    """Since when, and which events."""

    since: Annotated[
        int | None,
        Field(ge=0, le=_NUMBER, description="The number of the last change that was seen; 0 for all.", examples=[4711]),
    ] = None


_REFUSED: dict[int | str, dict[str, Any]] = {
    400: problem("The past does not change: `known_at` cannot be asked for here."),
    422: problem("A parameter is unknown or cannot be used; `errors` says which."),
    503: problem("The database cannot be used, or too many clients follow already."),
}


@router.get("/changes", summary="What changed", response_model=ChangeList, responses=_REFUSED)
def changes(asked: Annotated[ChangesAsked, Query()], store: Held) -> Any:
    """List events that are new or changed since a number, oldest change first; from 0 on, every event comes once."""
    return store.changes(asked, asked.since or 0, asked.limit)


async def _from_then_on(
    asked: Annotated[ChangesAsked, Query()],
    request: Request,
    last_event_id: Annotated[
        str | None, Header(description="The number of the last change that was seen; sent by browsers.")
    ] = None,
) -> tuple[EventFilter, int]:
    """Which events to follow from which number on; checked before the stream begins. Raises ``HTTPException``."""
    if asked.known.at is not None:
        raise HTTPException(400, "What was known at an earlier time does not change: leave known_at out")
    if _following.number >= _STREAMS:
        raise HTTPException(503, "Too many clients follow already: try again later", headers={"Retry-After": "30"})
    if last_event_id is not None and last_event_id.isdecimal() and int(last_event_id) <= _NUMBER:
        return asked, int(last_event_id)
    if asked.since is not None:
        return asked, asked.since
    store: Store = request.app.state.store
    return asked, await run_in_threadpool(store.latest_change)


@router.get("/changes/stream", summary="Follow changes", response_class=EventSourceResponse, responses=_REFUSED)
async def stream(
    begun: Annotated[tuple[EventFilter, int], Depends(_from_then_on)], store: Held
) -> AsyncIterator[ServerSentEvent]:
    """Send changes as they happen, as server-sent events: `change` with a `Change`, its number as id.

    Without `since` and `Last-Event-ID` it begins now. A client that lost the connection goes on where it was.
    """
    chosen, since = begun
    with _following.one_more():
        yield ServerSentEvent(comment=f"from {since} on", retry=3000)
        while True:
            found = await _next(store, chosen, since)
            for change in found.items:
                data = Change.model_validate(change).model_dump(mode="json")
                yield ServerSentEvent(data=data, event="change", id=str(change.number))
            since = found.last


async def _next(store: Store, chosen: EventFilter, since: int) -> Changes:
    """The next changes, as soon as there are some."""
    while await run_in_threadpool(store.latest_change) <= since:
        await asyncio.sleep(_PAUSE)
    return await run_in_threadpool(store.changes, chosen, since, _AT_ONCE)


class _Following:
    """How many follow."""

    def __init__(self) -> None:
        self.number = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Until the block ends."""
        self.number += 1
        try:
            yield
        finally:
            self.number -= 1


_following = _Following()
