"""The page of the sources: which are watched, and how they do."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.errors import NotFound
from tracker.store.health import source_detail, source_health
from tracker.web.parameters import Held
from tracker.web.rendering import show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sources")
def sources(request: Request, store: Held) -> HTMLResponse:
    """Every source, those that are on first."""
    now = datetime.now(UTC)
    found = source_health(store, now)
    return show(
        request,
        "sources.html",
        section="/sources",
        watched=[health for health in found if health.enabled],
        others=[health for health in found if not health.enabled],
        now=now,
        counts=store.counts(),
    )


@router.get("/sources/{name}")
def source(name: str, request: Request, store: Held) -> HTMLResponse:
    """One source with its last runs and issues."""
    found = source_detail(store, name, datetime.now(UTC))
    if found is None:
        raise NotFound(f"There is no source {name}")
    return show(request, "source.html", section="/sources", detail=found, source=found.source)
