"""E-mails: newsletters, forwarded stories and notices, saved as ``.eml``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from tracker.errors import NotAnArticle, UnreadableDocument
from tracker.model import Article, Document
from tracker.reading import bylines
from tracker.reading.decoding import MAX_BYTES, decode
from tracker.reading.dump import read_dump
from tracker.reading.html import read_html
from tracker.reading.texts import squeeze
from tracker.reading.zones import outlet_at

_MARKS = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|\[[^\]]{1,40}\])\s*:?\s+|(?:re|fwd?|aw|wg|tr|rv):\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr|rv):", re.IGNORECASE)
_MAX_PARTS = 200


def read_mail(document: Document) -> Article:
    """The article in an e-mail: its text from the body, its headline, sender and date from the header.

    Raises ``UnreadableDocument`` for a mail without text, ``NotAnArticle`` for one whose text is no article.
    """
    if len(document.body) > MAX_BYTES:
        raise UnreadableDocument(f"The mail is longer than {MAX_BYTES:,} bytes: save it without its attachments")
    try:
        mail = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(document.body)
        article = _body(document, mail)
    except RecursionError as error:
        raise UnreadableDocument("The mail has parts within parts without end: save the article itself") from error
    origins = dict(article.origins)
    subject = squeeze(_header(mail, "subject"))
    forwarded = bool(_FORWARDED.match(subject))
    headline = _MARKS.sub("", subject) or article.headline
    if headline != article.headline:
        origins["headline"] = "Subject of the mail"
    sent = _sent(mail)
    at, precision = article.published, article.published_precision
    if sent is not None and not (forwarded and at is not None):
        at, precision, origins["published"] = sent, "instant", "Date of the mail"
    name, address = parseaddr(_header(mail, "from"))
    known = outlet_at(address.rpartition("@")[2].lower())
    byline = article.byline or (() if forwarded else bylines.authors(name, stated=False))
    if byline and not article.byline:
        origins["byline"] = "From of the mail"
    return replace(
        article,
        headline=headline,
        byline=byline,
        published=at,
        published_precision=precision,
        outlet=known.name if known and not forwarded else article.outlet,
        origins=origins,
    )


def _body(document: Document, mail: EmailMessage) -> Article:
    """The article in the first part that holds one: what is marked up before what is plain."""
    parts = [part for part, _ in zip(mail.walk(), range(_MAX_PARTS), strict=False)]
    refused: NotAnArticle | None = None
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                try:
                    return _read(document, part)
                except NotAnArticle as error:
                    refused = error
    raise refused or UnreadableDocument("The mail has no text: save the article itself")


def _read(document: Document, part: EmailMessage) -> Article:
    payload = part.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    reader = read_html if part.get_content_type() == "text/html" else read_dump
    return reader(document, text)


def _header(mail: EmailMessage, name: str) -> str:
    """A header as text; headers of broken mails may not be parsable at all."""
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _sent(mail: EmailMessage) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo is not None else None
