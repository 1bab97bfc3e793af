"""From a lead to a stored article: fetch, read, see whether it is new, extract, store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from tracker.crawl.schedule import next_attempt, next_look
from tracker.errors import FetchBusy, FetchGone, FetchRefused, InputError, StoreError, TrackerError
from tracker.fetch import Fetcher, Validators, document_of
from tracker.knowledge import Knowledge
from tracker.model import Article, Document, Extraction
from tracker.sources import Folder, Source, Warc
from tracker.store import Store
from tracker.store.crawl_views import HeldLead, Settlement
from tracker.store.fresh import FreshPages, fresh_page
from tracker.store.identity import article_id

Result: TypeAlias = Literal["added", "updated", "unchanged", "copy", "failed"]

_GONE_ATTEMPTS = 2
_LOST_RACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a lead."""

    result: Result
    message: str
    """The headline, or what is wrong; one line."""
    settlement: Settlement
    busy: FetchBusy | None = None
    """Set where the server asked for time: its other pages should wait as well."""
    page: Unstored | None = None
    """What is still to be stored; ``result`` is then only expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstored:
    """What was read from a page that is not in the store yet."""

    document: Document
    extraction: Extraction
    article_id: str

    @property
    def marks(self) -> frozenset[object]:
        """Pages that share one may be the same, at two addresses or in two versions."""
        article = self.extraction.article
        return frozenset({self.document.digest, self.article_id, (article.outlet, _line(article.headline).casefold())})


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The way of pages from their addresses to the store: each is received, then several are stored at once."""

    store: Store
    knowledge: Knowledge
    fetcher: Fetcher
    read: Callable[[Document], Article]
    extract: Callable[[Article, Knowledge], Extraction]
    version: str

    def receive(self, source: Source, lead: HeldLead, now: datetime) -> Received:
        """Fetch and read what a lead leads to. Raises ``StoreError`` where the database cannot be used; nothing else.

        What is new is not stored yet: see ``store_all``.
        """
        try:
            document, validators = self._document(source, lead, now)
            if document is None:
                return _unchanged(lead, now, validators)
            return self._take(source, lead, document, validators)
        except StoreError:
            raise
        except TrackerError as error:
            return _failure(lead, error, now)
        except Exception as error:  # one page that breaks a stage must not end the run
            return _failure(lead, _broken(error), now)

    def _document(self, source: Source, lead: HeldLead, now: datetime) -> tuple[Document | None, Validators]:
        """What came; no document where the server says that nothing has changed."""
        nothing = Validators(etag=None, last_modified=None)
        if lead.body is not None:
            body = Document(url=lead.url, media_type="text/html", charset="utf-8", fetched=now, body=lead.body)
            return body, nothing
        if isinstance(source.reader, (Folder, Warc)):
            if lead.place is None:
                raise InputError("It is not said where this page lies: crawl the source again")
            return source.reader.receive(lead.url, lead.place, now), nothing
        known = Validators(etag=lead.etag, last_modified=lead.last_modified)
        download = self.fetcher.get(lead.url, now, validators=known if lead.digest and known.headers else None)
        if download.unchanged:
            return None, known
        return document_of(download, now), download.validators

    def _take(self, source: Source, lead: HeldLead, document: Document, validators: Validators) -> Received:
        now = document.fetched
        if lead.digest and lead.digest.partition(":")[0] == document.digest:
            return _unchanged(lead, now, validators)
        article = with_facts(self.read(document), lead, source)
        said = hashlib.sha256(f"{article.headline}\n{article.text}".encode("utf-8", "replace")).hexdigest()
        digest = f"{document.digest}:{said}"
        if lead.digest and lead.digest.partition(":")[2] == said:
            return _unchanged(lead, now, validators, digest)
        own = article_id(document, article)
        twin = self.store.same_page(article, own) if lead.held_at is None else None
        if twin is not None:
            return _copy(article, twin, digest)
        extraction = self.extract(article, self.knowledge)
        settlement = Settlement(
            state="held",
            next_at=None if lead.body is not None or lead.place is not None else next_look(lead.visits + 1, now),
            received=True,
            etag=validators.etag,
            last_modified=validators.last_modified,
            digest=digest,
            article_id=own,
        )
        page = Unstored(document=document, extraction=extraction, article_id=own)
        return Received(result="added", message=_line(article.headline), settlement=settlement, page=page)

    def store_all(self, received: Sequence[tuple[HeldLead, Received]]) -> list[tuple[HeldLead, Received]]:
        """Store what is to be stored, what is new at once; gives what became of each.

        Raises ``StoreError`` where the database cannot be used.
        """
        pages = [one.page for _, one in received if one.page]
        added = self._store_new(pages) if len(pages) > 1 else frozenset()
        return [(lead, self._stored(lead, one, added, alone=len(pages) == 1)) for lead, one in received]

    def _store_new(self, pages: Iterable[Unstored]) -> Set[str]:
        """Store those of which nothing is held and that are like none of the others before; gives their digests."""
        chosen: list[Unstored] = []
        seen: set[object] = set()
        for page in pages:
            if seen.isdisjoint(page.marks):
                chosen.append(page)
            seen.update(page.marks)
        try:
            rows = [fresh_page(page.document, page.extraction, self.version) for page in chosen]
            return frozenset(self.store.add_pages(FreshPages(rows, self.version)).added)
        except Exception:  # stored one by one, it shows which of them it is
            return frozenset()

    def _stored(self, lead: HeldLead, received: Received, added: Set[str], *, alone: bool) -> Received:
        """What became of a page; ``alone``: nothing was stored since it was looked for at other addresses."""
        page = received.page
        if page is None or page.document.digest in added:
            return replace(received, page=None)
        try:
            article = page.extraction.article
            twin = None if alone or lead.held_at else self.store.same_page(article, page.article_id)
            if twin is not None:
                return _copy(article, twin, received.settlement.digest)
            return replace(received, result=self._store(page.document, page.extraction), page=None)
        except StoreError:
            raise
        except TrackerError as error:
            return _failure(lead, error, page.document.fetched)
        except Exception as error:
            return _failure(lead, _broken(error), page.document.fetched)

    def _store(self, document: Document, extraction: Extraction) -> Result:
        """Store; on a database of many writers a lost race is run again."""
        for race in range(_LOST_RACES):
            try:
                added = self.store.add(document, extraction, known_at=document.fetched, extractor_version=self.version)
            except StoreError as error:
                if "serialize" not in str(error) or race == _LOST_RACES - 1:
                    raise
            else:
                if added.already_known:
                    return "updated" if added.new or added.retracted else "unchanged"
                return "updated" if added.unchanged or added.retracted else "added"
        raise AssertionError


def with_facts(article: Article, lead: HeldLead, source: Source) -> Article:
    """``article`` with what the listing says where the page itself is silent; the page always has the first word."""
    origins = dict(article.origins)
    changes: dict[str, object] = {}
    told = f"the listing of {source.name}"
    if article.headline is None and lead.title:
        changes["headline"], origins["headline"] = lead.title, told
    if article.published is None and lead.published is not None:
        changes["published"], origins["published"] = lead.published, told
        changes["published_precision"] = lead.precision
    if article.outlet is None:
        changes["outlet"], origins["outlet"] = source.publisher, told
    if lead.page is not None:
        changes["url"], origins["url"] = lead.page, told
    return replace(article, **changes, origins=origins) if changes else article  # type: ignore[arg-type]


def _copy(article: Article, twin: str, digest: str | None) -> Received:
    settlement = Settlement(state="copy", next_at=None, received=True, digest=digest, copy_of=twin)
    return Received(result="copy", message=_line(article.headline), settlement=settlement)


def _broken(error: Exception) -> InputError:
    return InputError(f"This page breaks the program ({type(error).__name__}: {error}); please report it")


def _unchanged(lead: HeldLead, now: datetime, validators: Validators, digest: str | None = None) -> Received:
    settlement = Settlement(
        state="held",
        next_at=next_look(lead.visits + 1, now) if lead.place is None and lead.body is None else None,
        received=True,
        etag=validators.etag,
        last_modified=validators.last_modified,
        digest=digest,
    )
    return Received(result="unchanged", message=_line(lead.title), settlement=settlement)


def _failure(lead: HeldLead, error: TrackerError, now: datetime) -> Received:
    message = _line(str(error))
    attempts = lead.attempts + 1
    held = lead.held_at is not None
    match error:
        case FetchRefused() | InputError():
            settlement = Settlement(state="held" if held else "refused", next_at=None, received=False, message=message)
        case FetchGone() if attempts >= _GONE_ATTEMPTS or held:
            settlement = Settlement(state="held" if held else "failed", next_at=None, received=False, message=message)
        case _:
            asked = error.seconds if isinstance(error, FetchBusy) else None
            again = next_attempt(attempts, now, asked)
            state: Literal["held", "waiting", "failed"] = "held" if held else "waiting" if again else "failed"
            settlement = Settlement(state=state, next_at=again, received=False, message=message)
    return Received(
        result="failed", message=message, settlement=settlement, busy=error if isinstance(error, FetchBusy) else None
    )


def _line(text: str | None) -> str:
    return " ".join((text or "").split()) or "without a headline"
