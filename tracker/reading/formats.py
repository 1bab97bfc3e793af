"""Which reader takes which document: by what the bytes look like, then by the declared media type."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.errors import UnreadableDocument
from tracker.model import Article, Document
from tracker.reading.decoding import decode
from tracker.reading.dump import read_dump
from tracker.reading.html import read_html

Reader = Callable[[Document, str], Article]

READERS: dict[str, Reader] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_dump,
    "text/markdown": read_dump,
}
"""One reader for each media type; a new format is a new module and a line here."""

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|table|section|meta|title)\b[^>]*>", re.IGNORECASE
)


def read(document: Document) -> Article:
    """Read the article out of a document as received.

    Raises ``UnreadableDocument`` for bytes that are no page or text, ``NotAnArticle`` for a page without an article.
    """
    return _reader(document)(document, decode(document.body, document.charset))


def _reader(document: Document) -> Reader:
    """By content first: servers send pages as text and texts as pages."""
    head = document.body[:3000].decode("latin-1")
    media_type = document.media_type.partition(";")[0].strip().lower()
    if len(_MARKUP.findall(head)) >= 2 and media_type != "text/markdown":
        return read_html
    if media_type in READERS:
        return READERS[media_type]
    if media_type in ("", "application/octet-stream") or media_type.startswith("text/"):
        return read_html if "<" in head and _MARKUP.search(head) else read_dump
    raise UnreadableDocument(f"Documents of type {media_type} cannot be read: give HTML or plain text")
