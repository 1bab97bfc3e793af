"""Errors as pages: what is wrong, in words, and where to go next."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tracker.errors import TrackerError
from tracker.web.rendering import show

_WORDS = {
    404: ("Page not found", "There is no page at this address. It may have been mistyped."),
    405: ("Not possible", "These pages can only be read."),
    500: ("Something went wrong", "The error is on this side, and the server's log says what it is. Try again."),
}


def answer(request: Request, error: Exception) -> HTMLResponse:
    """The page that tells a reader of ``error``; an unforeseen one is shown without its internals."""
    match error:
        case TrackerError():
            return show(request, "error.html", error.status, title=error.title, detail=str(error))
        case HTTPException():
            title, detail = _WORDS.get(error.status_code, ("This did not work", str(error.detail)))
            page = show(request, "error.html", error.status_code, title=title, detail=detail)
            page.headers.update(error.headers or {})
            return page
        case _:
            title, detail = _WORDS[500]
            return show(request, "error.html", 500, title=title, detail=detail)
