"""PDF files: the text of their pages, without what stands on every page, read as a plain-text dump."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tracker.errors import UnreadableDocument
from tracker.model import Article, Document
from tracker.reading.decoding import MAX_BYTES
from tracker.reading.dump import read_dump
from tracker.reading.texts import ends_sentence, squeeze

MAX_PAGES = 60
"""Pages that are read; a notice with its annexes has fewer."""
MAX_TEXT = 1_000_000
_BROKEN = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError, ArithmeticError,
    NotImplementedError, AssertionError, MemoryError,
)  # fmt: skip
"""What the library raises for files that are not as the standard has them."""
_PAGE_NUMBER = re.compile(r"^\W*(?:page|seite|p\.)?\s?\d{1,4}(?:\s?(?:/|of|von)\s?\d{1,4})?\W*$", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^(?:[-•·‣▪●–]|\(?(?:\d{1,2}|[a-z])[.)])\s")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(document: Document) -> Article:
    """The article in a PDF.

    Raises ``UnreadableDocument`` for a file that is broken, locked or holds only pictures of pages, ``NotAnArticle``
    for one whose text is no article.
    """
    if len(document.body) > MAX_BYTES:
        raise UnreadableDocument(f"The PDF is longer than {MAX_BYTES:,} bytes: give the article alone")
    try:
        reader = PdfReader(BytesIO(document.body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument("The PDF is locked with a password: save it without one")
        pages = list(_pages(reader))
    except _BROKEN as error:
        raise UnreadableDocument("The PDF is broken: download it again, or save its text") from error
    if not any(pages):
        raise UnreadableDocument("The PDF holds pictures of pages and no text: run text recognition over it first")
    article = read_dump(document, "\n\n".join(paragraphs(pages)))
    return replace(article, origins={**article.origins, "text": "pages of the PDF"})


def _pages(reader: PdfReader) -> Iterator[list[str]]:
    """The lines of each page."""
    size = 0
    for page in reader.pages[:MAX_PAGES]:
        text = page.extract_text()
        size += len(text)
        if size > MAX_TEXT:
            return
        yield list(map(squeeze, text.splitlines()))


def paragraphs(pages: list[list[str]]) -> list[str]:
    """The paragraphs of pages of lines: what every page repeats is left out, lines and broken words are joined."""
    repeated = _repeated(pages)
    lines = [line for page in pages for line in page if _key(line) not in repeated and not _PAGE_NUMBER.match(line)]
    widths = sorted(len(line) for line in lines if line)
    full = 0.75 * widths[int(0.9 * (len(widths) - 1))] if widths else 0
    found: list[str] = []
    open_line = ""
    for line in lines:
        if open_line and line and _continues(open_line, line, full):
            found[-1] = _joined(found[-1], line)
        elif line:
            found.append(line)
        open_line = line or (open_line if open_line and not ends_sentence(open_line) and len(open_line) >= full else "")
    return found


def _repeated(pages: list[list[str]]) -> set[str]:
    """Lines at the head or foot of most pages, but for their numbers."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:3], *page[-3:]) if line})
    return {key for key, count in edges.items() if len(pages) > 2 and count > 0.5 * len(pages)}


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _continues(before: str, line: str, full: float) -> bool:
    """Whether a line goes on with the paragraph of the line before: that one is full, and no new item begins."""
    if _LIST_ITEM.match(line):
        return False
    if line[:1].islower():
        return True
    return len(before) >= full and not (ends_sentence(before) and len(before) < 1.25 * full)


def _joined(text: str, line: str) -> str:
    """Two lines as one; a word that was broken at the end of the first is whole again."""
    if re.search(r"[a-z]-$", text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"
