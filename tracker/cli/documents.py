"""Turn what the user names on the command line into a document: a file, standard input or an address."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tracker.cli.settings import settings
from tracker.errors import InputError
from tracker.model import Document

STDIN = "-"


def open_document(name: str, url: str | None) -> Document:
    """The document at ``name``: a path, ``-`` for standard input, or an http(s) address.

    ``url`` is where the page comes from, if that is known. Raises ``InputError`` when there is nothing to read and
    ``FetchError`` when a server does not answer as it should.
    """
    from tracker.pipeline import is_address, open_page

    now = datetime.now(UTC)
    if name == STDIN:
        return _piped(now, url)
    if is_address(name):
        from tracker.fetch import fetch

        document = fetch(name, user_agent=settings().user_agent, now=now)
        return replace(document, url=url) if url else document
    try:
        return open_page(Path(name), now, url)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _piped(now: datetime, url: str | None) -> Document:
    from tracker.pipeline import LARGEST

    if sys.stdin.isatty():
        raise InputError("Standard input is the keyboard: pipe a page into it, or name a file")
    body = sys.stdin.buffer.read(LARGEST + 1)
    if not body.strip():
        raise InputError("Standard input is empty: pipe a page into it, or name a file")
    if len(body) > LARGEST:
        raise InputError(f"Standard input is larger than {LARGEST // 1_000_000} MB: give the article alone")
    # Reading looks at the bytes; a pipe does not say what they are.
    return Document(url=url or "file:-", media_type="application/octet-stream", charset=None, fetched=now, body=body)
