"""Which archives there are, and how they are cut into slices that can be read apart.

Archives are web archives (WARC, ISO 28500) on this machine, at an address or in an object store; all are opened
through fsspec. A compressed one is a row of gzip members, one a record, so that reading can begin at any of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import fsspec

from tracker.errors import InputError

ENDINGS = (".warc.gz", ".warc")
SLICE = 16_000_000
"""Bytes of a slice unless asked otherwise: some seconds of work, so that little is lost when a worker dies."""

_MAGIC = b"\x1f\x8b\x08"
_WINDOW = 1 << 20
_FIRST_WORDS = b"WARC/1."


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A file of pages."""

    url: str
    """A path, or an address that fsspec can open."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of an archive: the records that begin in ``[start, end)``, in bytes of the file."""

    url: str
    size: int
    start: int
    end: int
    begins: int | None
    """Where a record is known to begin, to read from there on; ``None`` where that is to be found."""


def find_archives(sources: Iterable[str]) -> list[Archive]:
    """The archives at ``sources``: files, folders, or patterns such as ``s3://bucket/2025/*.warc.gz``; each once.

    Raises ``InputError`` where there is nothing or it cannot be looked at.
    """
    found: dict[str, Archive] = {}
    for source in sources:
        archives = list(_archives_at(source))
        if not archives:
            raise InputError(f"There is no web archive at {source}: their names end in {' or '.join(ENDINGS)}")
        found.update({archive.url: archive for archive in archives})
    return sorted(found.values(), key=lambda archive: archive.url)


def cut(archives: Iterable[Archive], length: int = SLICE) -> list[Slice]:
    """``archives`` in slices of about ``length`` bytes.

    An archive that is not compressed stays whole: what looks like the beginning of a record may stand in a page there.
    """
    return [
        Slice(
            url=archive.url,
            size=archive.size,
            start=start,
            end=min(start + step, archive.size),
            begins=0 if start == 0 else None,
        )
        for archive in archives
        for step in [length if archive.url.endswith(".gz") else max(archive.size, 1)]
        for start in range(0, archive.size, step)
    ]


def first_record(file: Any, one: Slice) -> int | None:
    """Where the first record of a slice begins, in bytes of the file; ``None`` where none begins in it."""
    if one.begins is not None:
        return one.begins
    at = one.start
    while at < one.end:
        file.seek(at)
        window = file.read(_WINDOW)
        if not window:
            return None
        found = next(_members(window), None)
        if found is not None:
            return at + found if at + found < one.end else None
        at += max(1, len(window) - len(_MAGIC))
    return None


def _members(window: bytes) -> Iterator[int]:
    """Where in ``window`` compressed records begin."""
    at = window.find(_MAGIC)
    while at >= 0:
        if _begins_a_record(window[at : at + 4096]):
            yield at
        at = window.find(_MAGIC, at + 1)


def _begins_a_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, 64).startswith(_FIRST_WORDS)
    except zlib.error:
        return False


def _archives_at(source: str) -> Iterator[Archive]:
    try:
        files, path = fsspec.core.url_to_fs(source)
        if any(mark in path for mark in "*?["):
            paths: Sequence[str] = files.glob(path)
        elif files.isdir(path):
            paths = files.find(path)
        else:
            paths = [path]
        for each in sorted(paths):
            if each.endswith(ENDINGS):
                yield Archive(url=files.unstrip_protocol(each), size=int(files.info(each)["size"]))
    except ImportError as error:
        raise InputError(f"{source} cannot be opened ({error}): pip install 'trade-tracker[batch]'") from error
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{source} cannot be looked at ({reason}): check the name and your rights") from error
