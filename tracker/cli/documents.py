"""Turn what the user names on the command line into documents: a file, standard input or an address."""

from __future__ import annotations

import mimetypes
import sys
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import InputError
from tracker.model import Document

STDIN = "-"
LARGEST = 10_000_000
"""Bytes of a page that are read; news pages are hundreds of times smaller."""
PAGE_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}


def is_address(name: str) -> bool:
    """Whether ``name`` is an http(s) address and not a path."""
    return name.lower().startswith(("http://", "https://"))


def open_document(name: str, url: str | None) -> Document:
    """The document at ``name``: a path, ``-`` for standard input, or an http(s) address.

    ``url`` is where the page comes from, if that is known. Raises ``InputError`` when there is nothing to read and
    ``FetchError`` when a server does not answer as it should.
    """
    if is_address(name):
        return _fetched(name)
    body = _piped() if name == STDIN else _stored(Path(name))
    return Document(
        url=url or (f"file:{STDIN}" if name == STDIN else Path(name).resolve().as_uri()),
        media_type=_media_type(name, body),
        charset=None,
        fetched=datetime.now(UTC),
        body=body,
    )


def _stored(path: Path) -> bytes:
    if not path.exists():
        raise InputError(f"{path}: no such file. Give a page, '-' for standard input, or an http(s) address")
    if not path.is_file():
        raise InputError(f"{path}: not a file. 'tracker ingest' reads whole folders")
    with path.open("rb") as file:
        return _bounded(str(path), file.read(LARGEST + 1))


def _piped() -> bytes:
    if sys.stdin.isatty():
        raise InputError("standard input is the keyboard. Pipe a page into it, or name a file")
    return _bounded("standard input", sys.stdin.buffer.read(LARGEST + 1))


def _bounded(name: str, body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise InputError(f"{name}: larger than {LARGEST // 1_000_000} MB. Cut it down to the article")
    return body


def _media_type(name: str, body: bytes) -> str:
    known = PAGE_TYPES.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0]
    return known or ("text/html" if body.lstrip()[:1] == b"<" else "text/plain")
