"""Web pages as received: by the reader of their site, if it has one of its own, else as any page."""

from __future__ import annotations

from tracker.model import Article, Document
from tracker.reading.decoding import decode
from tracker.reading.html import Wanted, read_html, read_html_if
from tracker.reading.sites import site_reader


def read_page_if(document: Document, wanted: Wanted) -> Article | None:
    """The article of a page; ``None`` where its headline and text are not wanted. Raises as ``read_page`` does."""
    if site_reader(document.url) is None:
        return read_html_if(document, decode(document.body, document.charset), wanted)
    article = read_page(document)
    return article if wanted(article.headline, article.text) else None


def read_page(document: Document) -> Article:
    """The article of a page.

    Raises ``NotAnArticle`` and ``UnreadableDocument`` as ``read_html`` does, and ``SourceChanged`` where the reader of
    a site finds nothing on its page.
    """
    markup = decode(document.body, document.charset)
    site = site_reader(document.url)
    return site(document, markup) if site is not None else read_html(document, markup)
