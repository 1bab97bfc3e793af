"""The pages in a slice of an archive, as documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import fsspec
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tracker.batch.archives import Slice, first_record
from tracker.errors import InputError
from tracker.model import Document
from tracker.sources.local import LARGEST, content_type, is_page, moment

BLOCK = 8_000_000
"""Bytes that are asked for at once where an archive lies elsewhere."""


@dataclass(frozen=True, slots=True)
class Page:
    """One response out of an archive."""

    position: int
    """Of its record, in bytes of the file."""
    document: Document | None
    """``None`` where ``fault`` says why it is none."""
    fault: str | None


@dataclass(slots=True)
class Bounds:
    """Where the first record of a slice was found, and the first one behind it: they prove that slices meet."""

    first: int | None = None
    behind: int | None = None


def pages(one: Slice, bounds: Bounds) -> Iterator[Page]:
    """Every response of a slice in order, ``bounds`` being told where it begins and ends.

    Responses that are no pages (pictures, redirections, errors) are left out. Raises ``InputError`` where the archive
    cannot be read any further.
    """
    try:
        with fsspec.open(one.url, "rb", block_size=BLOCK) as file:
            at = first_record(file, one)
            if at is None:
                return
            file.seek(at)
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                if bounds.first is None:
                    bounds.first = record.stream_pos
                if record.stream_pos >= one.end:
                    bounds.behind = record.stream_pos
                    return
                if record.http_headers is not None and is_page(record):
                    yield _page(record)
    except (OSError, ValueError, EOFError) as error:
        message = f"{one.url} cannot be read as a web archive ({type(error).__name__}: {error}): fetch it again"
        raise InputError(message) from error


def _page(record: Any) -> Page:
    position = record.stream_pos
    when = moment(record)
    url = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
    if not url.startswith(("http://", "https://")) or when is None:
        return Page(position, None, "its record has no address or no date")
    body = record.reader.read(LARGEST + 1)
    if len(body) > LARGEST:
        return Page(position, None, f"larger than {LARGEST // 1_000_000} MB")
    if len(body) < record.content_length:
        return Page(position, None, "cut off: the archive ends in the middle of it; fetch the archive again")
    if not body.strip():
        return Page(position, None, "empty")
    media_type, charset = content_type(record)
    return Page(position, Document(url=url, media_type=media_type, charset=charset, fetched=when, body=body), None)
