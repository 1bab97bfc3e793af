"""From addresses and files to stored events: fetch, read, extract, store, resolve.

Every source is a transaction of its own. What cannot be used is reported in one line, and the run goes on.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias

from tracker.caps import capped
from tracker.errors import InputError, StoreError, TrackerError
from tracker.extraction import VERSION, extract_on_topic
from tracker.fetch import Fetcher
from tracker.knowledge import Knowledge
from tracker.model import Article, Document, Extraction
from tracker.reading import read
from tracker.store import Added, ArticleView, Store

PAGE_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
"""Names of saved pages, by how they end, and what is in them."""

LARGEST = 10_000_000
"""Bytes of a saved page that are read; news pages are hundreds of times smaller."""

READERS = ("reading", "extraction", "knowledge")
"""The packages that decide what is read out of a page."""

Result: TypeAlias = Literal["added", "updated", "unchanged", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source."""

    source: str
    """The path or address."""
    result: Result
    """``updated`` where a page was known, but says something else now or is read differently."""
    message: str
    """The headline; for a failure what is wrong and what to do next. One line."""
    added: Added | None
    """``None`` for a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all sources, in the order in which they were taken."""

    outcomes: tuple[Outcome, ...]
    events: int
    """How many events are new or changed."""

    def count(self, result: Result) -> int:
        """How many sources ended so."""
        return sum(outcome.result == result for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where some sources failed, 2 where none could be used."""
        failed = self.count("failed")
        if failed == len(self.outcomes):
            return 2
        return 1 if failed else 0


def _silent(_: Outcome) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The stages, put together; tests and other programs may put in their own."""

    store: Store
    knowledge: Knowledge
    fetch: Callable[[str, datetime], Document]
    """From an address to what is there; see ``pipeline`` for the usual one."""
    read: Callable[[Document], Article]
    extract: Callable[[Article, Knowledge], Extraction]
    version: str
    """Of the extractor."""
    progress: Callable[[Outcome], None] = _silent
    """Told of every source as soon as it is done."""

    def ingest(self, sources: Iterable[str | Path], now: datetime, url: str | None = None) -> Report:
        """Store what ``sources`` (addresses, saved pages, folders of saved pages) say, as known since ``now``.

        ``url`` is where a saved page comes from, if it does not say so itself. The same again changes nothing.
        Raises ``StoreError`` where the database cannot be used; all else is in the report.
        """
        self.store.add_entities(self.knowledge.entities.values())
        outcomes = []
        events = 0
        try:
            for outcome in self._outcomes(sources, now, url):
                outcomes.append(outcome)
                self.progress(outcome)
        finally:
            events = self.store.resolve()
        return Report(outcomes=tuple(outcomes), events=events)

    def submit(self, document: Document, *, live: bool) -> Report:
        """Store what one document says; ``live`` if it was fetched from its address just now.

        The store must hold the entities of the knowledge base, see ``Store.add_entities``. Raises what is wrong with
        the document: ``UnreadableDocument``, ``NotAnArticle``, ``StoreError``.
        """
        outcome = self._keep(document.url, document, live=live)
        return Report(outcomes=(outcome,), events=self.store.resolve())

    def load_reference(self, now: datetime) -> Added:
        """Bring the store in step with the knowledge base: its entities and its reference timeline."""
        self.store.add_entities(self.knowledge.entities.values())
        added = self.store.add_reference(self.knowledge.timeline, known_at=now)
        self.store.resolve()
        return added

    def add(self, document: Document) -> Added:
        """Read a document that is at hand, and store what it says. Raises ``InputError`` and ``StoreError``."""
        extraction = self.extract(self.read(document), self.knowledge)
        return self.store.add(
            document, extraction, known_at=document.fetched, extractor_version=self.version, live=False
        )

    def _outcomes(self, sources: Iterable[str | Path], now: datetime, url: str | None) -> Iterator[Outcome]:
        for source in sources:
            if is_address(str(source)):
                yield self._take(str(source), lambda address: self.fetch(address, now))
                continue
            try:
                paths = find_pages(Path(source))
            except InputError as error:
                yield _failure(str(source), str(error))
                continue
            for path in paths:
                yield self._take(str(path), lambda name: open_page(Path(name), now, url))

    def _take(self, source: str, receive: Callable[[str], Document]) -> Outcome:
        try:
            return self._keep(source, receive(source), live=is_address(source))
        except StoreError:
            raise
        except TrackerError as error:
            return _failure(source, str(error))
        except Exception as error:  # one page that breaks a stage must not end the run
            return _failure(source, f"This page breaks the program ({type(error).__name__}: {error}); please report it")

    def _keep(self, source: str, document: Document, *, live: bool) -> Outcome:
        if held := self.store.held(document.digest, self.version):
            return _unchanged(source, held)
        extraction = self.extract(self.read(document), self.knowledge)
        added = self.store.add(
            document, extraction, known_at=document.fetched, extractor_version=self.version, live=live
        )
        return Outcome(source=source, result=_result(added), message=_title(extraction.article.headline), added=added)


def pipeline(store: Store, knowledge: Knowledge, user_agent: str) -> Pipeline:
    """The usual stages; addresses are fetched as ``user_agent``."""
    return Pipeline(
        store=store,
        knowledge=knowledge,
        fetch=Fetcher(user_agent=user_agent).fetch,
        read=capped(read),
        extract=capped(extract_on_topic),
        version=extractor_version(),
    )


def extractor_version() -> str:
    """Of the extractor that is installed; stored with every claim."""
    return f"{VERSION}.{edition()}"


@cache
def edition() -> str:
    """Eight digits that differ when pages are read differently: by other code, or with other knowledge."""
    total = hashlib.sha256()
    for package in READERS:
        folder = Path(str(files(f"tracker.{package}")))
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:8]


def is_address(source: str) -> bool:
    """Whether ``source`` is an address of any scheme and no path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def find_pages(path: Path) -> list[Path]:
    """The saved pages at ``path``: itself, or all in the folder and in the folders below, in order of name.

    Raises ``InputError`` where there are none.
    """
    if not path.is_dir():
        return [path]
    unreadable: list[OSError] = []
    pages = sorted(
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=unreadable.append)
        for name in names
        if Path(name).suffix.lower() in PAGE_TYPES
    )
    if pages:
        return pages
    if unreadable:
        raise InputError(f"The folder cannot be read ({unreadable[0].strerror}): change its permissions")
    raise InputError(f"The folder holds no saved pages: their names end in {', '.join(PAGE_TYPES)}")


def open_page(path: Path, now: datetime, url: str | None) -> Document:
    """A saved page as if it had been received ``now``. Raises ``InputError``."""
    media_type = PAGE_TYPES.get(path.suffix.lower())
    if not path.exists():
        raise InputError("There is no such file or folder: check the name; web addresses begin with https://")
    if media_type is None:
        raise InputError(f"This is no saved page: their names end in {', '.join(PAGE_TYPES)}")
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror}): check its permissions") from error
    if not body.strip():
        raise InputError("The file is empty: save the page again")
    if len(body) > LARGEST:
        raise InputError(f"The file is larger than {LARGEST // 1_000_000} MB: save the article alone")
    return Document(url=url or path.resolve().as_uri(), media_type=media_type, charset=None, fetched=now, body=body)


def _unchanged(source: str, held: ArticleView) -> Outcome:
    """A page that still shows the very bytes that this extractor read before."""
    added = Added(article_id=held.id, new=0, unchanged=held.claims, retracted=0, already_known=True)
    return Outcome(source=source, result="unchanged", message=_title(held.headline), added=added)


def _title(headline: str | None) -> str:
    return " ".join((headline or "without a headline").split())


def _result(added: Added) -> Result:
    if added.new or added.retracted:
        return "updated" if added.already_known or added.unchanged or added.retracted else "added"
    return "unchanged" if added.already_known else "added"


def _failure(source: str, message: str) -> Outcome:
    return Outcome(source=source, result="failed", message=" ".join(message.split()), added=None)
