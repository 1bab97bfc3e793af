"""The routes about what sources do not agree on, and how answers changed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from tracker.api import agreement_shapes, shapes
from tracker.api.exporting import ConflictsAsked, answer_list, files_of
from tracker.api.routes import MISSING, Held, KnownAsked, listed

router = APIRouter(prefix="/api", tags=["Events"])


@router.get("/conflicts", summary="Find conflicts", response_model=shapes.ConflictPage, responses=files_of("conflicts"))
def conflicts(asked: Annotated[ConflictsAsked, Query()], request: Request, store: Held) -> Any:
    """List the fields on which the sources of events differ, and who says more than the best source does."""
    return answer_list("conflicts", asked, request, store, lambda: listed(store.conflicts(asked), request))


@router.get(
    "/events/{id}/history",
    summary="History of an event",
    response_model=agreement_shapes.EventHistory,
    responses=MISSING,
)
def history(
    event_id: Annotated[str, Path(alias="id", description="The event's `id`, or that of any of its claims.")],
    asked: Annotated[KnownAsked, Query()],
    store: Held,
) -> Any:
    """Tell how the answer about an event changed, and why; up to some time if one is given."""
    return store.history(event_id, asked.known)
