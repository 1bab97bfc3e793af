"""What a reply means: a page, a pointer to another, a refusal, a plea for time."""

from __future__ import annotations

import email.utils
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from urllib.parse import urljoin

import requests

from tracker.errors import FetchBusy, FetchError, FetchGone, FetchRefused

LONGEST_WAIT = 3_600.0
"""Seconds that a server may ask for and be heard; what asks for more gets this."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one request."""

    url: str
    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask later whether a page has changed."""

    etag: str | None
    last_modified: str | None

    @property
    def headers(self) -> dict[str, str]:
        """As they are sent back (RFC 9110, 13.1)."""
        sent = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in sent.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What came from an address in the end."""

    url: str
    """After redirects."""
    unchanged: bool
    """Whether the server says that nothing has changed since; then there is no body."""
    media_type: str
    charset: str | None
    body: bytes
    validators: Validators


def download_of(reply: Reply) -> Download:
    """The page that came; one that declares no type is taken for HTML."""
    message = Message()
    message["Content-Type"] = reply.headers.get("Content-Type") or "text/html"
    charset = message.get_content_charset()
    return Download(
        url=reply.url,
        unchanged=reply.status == requests.codes.not_modified,
        media_type=message.get_content_type(),
        charset=charset[:40] if charset else None,
        body=reply.body,
        validators=Validators(
            etag=_short(reply.headers.get("ETag")), last_modified=_short(reply.headers.get("Last-Modified"))
        ),
    )


def redirection(reply: Reply) -> str | None:
    """Where a reply points to, if it is a redirect."""
    if reply.status not in (301, 302, 303, 307, 308) or not reply.headers.get("Location"):
        return None
    location = reply.headers["Location"].encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return urljoin(reply.url, location.strip())
    except ValueError as error:
        raise FetchRefused(f"{reply.url} redirects to what is no web address: it is not followed") from error


def refusal(reply: Reply, now: datetime) -> FetchError:
    """The error that says what a reply without a page means, and what to do."""
    wait = retry_after(reply, now)
    if wait is not None or reply.status in (429, 503):
        asks = f" and asks to come back in {wait:.0f} seconds" if wait is not None else ": try again later"
        return FetchBusy(
            f"{reply.url} answered {reply.status}{asks}", None if wait is None else min(wait, LONGEST_WAIT)
        )
    if reply.status in (401, 402, 403, 451):
        return FetchRefused(f"{reply.url} answered {reply.status}: it is closed to programs; save the page by hand")
    if reply.status in (404, 410):
        return FetchGone(f"{reply.url} answered {reply.status}: there is no such page; check the address")
    return FetchError(f"{reply.url} answered {reply.status}: try again later")


def retry_after(reply: Reply, now: datetime) -> float | None:
    """The seconds that a busy server asks to wait."""
    asked = reply.headers.get("Retry-After", "").strip()
    if reply.status not in (429, 503) or not asked:
        return None
    if asked.isascii() and asked.isdecimal():
        return float(asked[:12])
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def media_type(header: str) -> str:
    """``text/html`` of ``text/html; charset=utf-8``."""
    return header.partition(";")[0].strip().lower()


def _short(value: str | None) -> str | None:
    """A validator of reasonable length that may be sent back; others are not kept."""
    return value if value and len(value) <= 500 and value.isprintable() and value.isascii() else None
