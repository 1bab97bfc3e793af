"""The page that explains the words: claim, event, valid and known time, with one example worked through."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.web.parameters import today
from tracker.web.rendering import show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/help")
def explained(request: Request) -> HTMLResponse:
    """What the words mean."""
    return show(request, "help.html", section="/help", today=today())
