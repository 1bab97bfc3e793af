"""Web archives made up for one test."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

TOLD = (
    "The Bureau of Industry and Security added {name} to the Entity List on Thursday.",
    "{name} said on Thursday that it had halted sales of H20 chips to China.",
    "The US Department of Commerce granted {name} a licence to export H20 chips to China on Thursday.",
)
PLAIN = "Some {number} people came to the village fair on Thursday, and the choir sang until the rain began."


def page(number: int, *, on_topic: bool = True, said: str | None = None) -> tuple[str, bytes]:
    """An article of a small newspaper, with its address."""
    url = f"https://news.example/2025/07/18/story-{number}"
    text = [said or pattern.format(name=f"Quorvane {number} Semiconductors") for pattern in TOLD] if on_topic else []
    text += [PLAIN.format(number=number + 7 * n) for n in range(6)]
    paragraphs = "".join(f"<p>{sentence}</p>\n" for sentence in text)
    return url, (
        f'<html lang="en"><head><title>Story {number}</title><link rel="canonical" href="{url}">'
        f'<meta property="article:published_time" content="2025-07-18T09:00:00+02:00">'
        f'<meta property="og:site_name" content="The Example"></head>'
        f"<body><article><h1>What happened in story {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


def record(url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A response as a record."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-07-19T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def pack(records: Iterable[bytes], level: int = 6) -> bytes:
    """A compressed archive: a gzip member for each record."""
    return b"".join(gzip.compress(each, level, mtime=0) for each in records)


def write(path: Path, number: int = 24, every: int = 3) -> Path:
    """An archive of so many pages, one in ``every`` about export controls."""
    path.write_bytes(pack(record(*page(n, on_topic=n % every == 0)) for n in range(number)))
    return path
