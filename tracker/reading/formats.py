"""Which reader takes which document: by what the bytes look like, then by the declared media type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from tracker.errors import UnreadableDocument
from tracker.model import Article, Document
from tracker.reading.decoding import unpacked

Reader = Callable[[Document], Article]

READERS: dict[str, str] = {
    "text/html": "webpage:read_page",
    "application/xhtml+xml": "webpage:read_page",
    "text/plain": "dump:read_text",
    "text/markdown": "dump:read_text",
    "message/rfc822": "mail:read_mail",
    "application/pdf": "pdf:read_pdf",
}
"""Media type to module and function; a new format is a new module and a line here. Imported when first needed."""

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|table|section|meta|title)\b[^>]*>", re.IGNORECASE
)
_MAIL_HEADER = re.compile(
    r"^(?:from|to|date|subject|message-id|mime-version|received|return-path|delivered-to|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_MARK = re.compile(r"^(?:message-id|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)


def read(document: Document) -> Article:
    """Read the article out of a document as received.

    Raises ``UnreadableDocument`` for bytes that are no page, text, mail or PDF, ``NotAnArticle`` for a page without
    an article.
    """
    document = replace(document, body=unpacked(document.body))
    return reader_of(document)(document)


def read_if(document: Document, wanted: Callable[[str | None, str], bool]) -> Article | None:
    """Read the article out of a document if ``wanted`` says so, which is asked with its headline and text.

    Of a page that is not wanted no more than these two is looked for. Raises as ``read`` does.
    """
    document = replace(document, body=unpacked(document.body))
    if _media_type(document) in ("text/html", "application/xhtml+xml"):
        from tracker.reading.webpage import read_page_if  # noqa: PLC0415 - as the other readers are

        return read_page_if(document, wanted)
    article = reader_of(document)(document)
    return article if wanted(article.headline, article.text) else None


def reader_of(document: Document) -> Reader:
    """The reader for a document: by its content first, as servers send pages as text and texts as pages."""
    module, _, function = READERS[_media_type(document)].partition(":")
    reader: Reader = getattr(import_module(f"tracker.reading.{module}"), function)
    return reader


def _media_type(document: Document) -> str:
    head = document.body[:3000].decode("latin-1")
    declared = document.media_type.partition(";")[0].strip().lower()
    if head.lstrip().startswith("%PDF-"):
        return "application/pdf"
    if _is_mail(head):
        return "message/rfc822"
    if len(_MARKUP.findall(head)) >= 2 and declared != "text/markdown":
        return "text/html"
    if declared in READERS and declared != "application/pdf":
        return declared
    if declared in ("", "application/octet-stream", "application/gzip") or declared.startswith("text/"):
        return "text/html" if "<" in head and _MARKUP.search(head) else "text/plain"
    raise UnreadableDocument(f"Documents of type {declared} cannot be read: give HTML, plain text, an e-mail or a PDF")


def _is_mail(head: str) -> bool:
    """Whether the head of a document is that of an e-mail, which names how it was sent."""
    block = re.split(r"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    return len(_MAIL_HEADER.findall(block)) >= 3 and bool(_MAIL_MARK.search(block))
