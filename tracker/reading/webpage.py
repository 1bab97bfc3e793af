"""Web pages as received: by the reader of their site, if it has one of its own, else as any page."""

from __future__ import annotations

from tracker.model import Article, Document
from tracker.reading.decoding import decode
from tracker.reading.html import read_html
from tracker.reading.sites import site_reader


def read_page(document: Document) -> Article:
    """The article of a page.

    Raises ``NotAnArticle`` and ``UnreadableDocument`` as ``read_html`` does, and ``SourceChanged`` where the reader of
    a site finds nothing on its page.
    """
    markup = decode(document.body, document.charset)
    site = site_reader(document.url)
    return site(document, markup) if site is not None else read_html(document, markup)
