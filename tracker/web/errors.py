"""Errors as pages: what is wrong, in words, and where to go next."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tracker.errors import TrackerError
from tracker.web.rendering import show

_WORDS = {
    401: (
        "A key is needed",
        "Load this page again and give the key as the password, under any name. `tracker keys add NAME` makes one.",
    ),
    404: ("Page not found", "There is no page at this address. It may have been mistyped."),
    405: ("Not possible", "These pages can only be read."),
    500: ("Something went wrong", "The error is on this side, and the server's log says what it is. Try again."),
}

_TITLES = {400: "This cannot be asked", 403: "Not allowed", 429: "Too many requests"}
_OTHER = "This did not work"


def answer(request: Request, error: Exception) -> HTMLResponse:
    """The page that tells a reader of ``error``; an unforeseen one is shown without its internals."""
    match error:
        case TrackerError():
            return show(request, "error.html", error.status, title=error.title, detail=str(error), said="")
        case HTTPException():
            title, detail = _WORDS.get(error.status_code, (_TITLES.get(error.status_code, _OTHER), str(error.detail)))
            said = str(error.detail) if error.status_code == 401 else ""
            page = show(request, "error.html", error.status_code, title=title, detail=detail, said=said)
            page.headers.update(error.headers or {})
            return page
        case _:
            title, detail = _WORDS[500]
            return show(request, "error.html", 500, title=title, detail=detail, said="")
