"""Sources on this machine: folders of saved pages, and web archives (WARC, ISO 28500)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from tracker.errors import InputError
from tracker.model import Document
from tracker.sources.source import Ask, Found, Lead, Listing, Memory

PAGE_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
LARGEST = 10_000_000
_ARCHIVES = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Folder:
    """Saved pages below a folder; a file that changes is a new version."""

    path: Path

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """Nothing of the network."""
        return ()

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Nothing comes from the network."""
        return Found()

    def leads(self) -> Iterator[Lead]:
        """Every page, in order of name. Raises ``InputError`` where the folder cannot be read."""
        if not self.path.is_dir():
            raise InputError(f"There is no folder {self.path}: check the name")
        for folder, inner, names in os.walk(self.path):
            inner.sort()
            for path in sorted(Path(folder, name) for name in names if Path(name).suffix.lower() in PAGE_TYPES):
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield Lead(url=path.resolve().as_uri(), place=str(path), modified=changed)

    def receive(self, lead_url: str, place: str, now: datetime) -> Document:
        """The page at ``place``. Raises ``InputError``."""
        path = Path(place)
        try:
            with path.open("rb") as file:
                body = file.read(LARGEST + 1)
        except OSError as error:
            raise InputError(f"The file cannot be read ({error.strerror}): check its permissions") from error
        if not body.strip() or len(body) > LARGEST:
            raise InputError(f"The file is empty or larger than {LARGEST // 1_000_000} MB: save the article alone")
        media_type = PAGE_TYPES.get(path.suffix.lower(), "text/html")
        return Document(url=lead_url, media_type=media_type, charset=None, fetched=now, body=body)


@dataclass(frozen=True, slots=True)
class Warc:
    """The pages in a web archive file, or in all of a folder."""

    path: Path

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """Nothing of the network."""
        return ()

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Nothing comes from the network."""
        return Found()

    def leads(self) -> Iterator[Lead]:
        """Every page that was answered with 200, in order. Raises ``InputError`` where a file is no archive."""
        for path in self._files():
            for record in _pages(path):
                offset = record.stream_pos
                url = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
                if url.startswith(("http://", "https://")):
                    yield Lead(url=url, place=f"{path}#{offset}", modified=moment(record))

    def receive(self, lead_url: str, place: str, now: datetime) -> Document:
        """The page at ``place``; it was received when the archive says. Raises ``InputError``."""
        name, _, offset = place.rpartition("#")
        for record in _pages(Path(name), int(offset)):
            body = record.reader.read(LARGEST + 1)
            if not body.strip() or len(body) > LARGEST:
                break
            media_type, charset = content_type(record)
            fetched = min(moment(record) or now, now)
            return Document(url=lead_url, media_type=media_type, charset=charset, fetched=fetched, body=body)
        raise InputError(f"The page is not in {name} any more, is empty or too large: see whether the file is whole")

    def _files(self) -> list[Path]:
        files = sorted(self.path.iterdir()) if self.path.is_dir() else [self.path]
        found = [path for path in files if path.name.endswith(_ARCHIVES) and path.is_file()]
        if not found:
            raise InputError(f"There is no web archive at {self.path}: their names end in {' or '.join(_ARCHIVES)}")
        return found


def _pages(path: Path, offset: int = 0) -> Iterator[Any]:
    """The records that are readable pages; with ``offset`` the one there alone."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True)
            for record in records:
                if record.http_headers is not None and is_page(record):
                    yield record
                    if offset:
                        return
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{path} cannot be read as a web archive ({type(error).__name__}): fetch it again") from error


def is_page(record: Any) -> bool:
    """Whether a response was answered with 200 and is text that can be read."""
    return record.http_headers.status_code == 200 and content_type(record)[0] in {*PAGE_TYPES.values()}


def content_type(record: Any) -> tuple[str, str | None]:
    """What is in a response, and the encoding that it declares."""
    return _media_type(str(record.http_headers.get("Content-Type") or "text/html"))


@lru_cache(maxsize=256)
def _media_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = header
    charset = message.get_content_charset()
    return message.get_content_type(), charset[:40] if charset else None


def moment(record: Any) -> datetime | None:
    """When a response was received, in UTC."""
    try:
        when = datetime.fromisoformat(str(record.headers.get("WARC-Date", "")))
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else None
