"""Looks through one source: what is listed, which of it is new, and what became of it."""

from __future__ import annotations

import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tracker.crawl.metrics import PAGES, RUN_SECONDS, RUNS
from tracker.crawl.receiving import Received, Receiver, Result
from tracker.crawl.schedule import after_failure, next_visit
from tracker.crawl.workers import this_worker
from tracker.errors import FetchBusy, SourceChanged, StoreError, TrackerError
from tracker.fetch import Fetcher, Validators
from tracker.sources import Ask, Folder, Found, Lead, Listing, Source, Warc
from tracker.store import Store
from tracker.store.crawl_views import HeldLead, Tally
from tracker.store.crawling import CrawlStore

_LOG = logging.getLogger("tracker.watch")
_MOST_LISTINGS = 60
"""Addresses of one source that are looked through in one run."""
_CHUNK = 500
_EACH = 8
"""Leads of one host that are taken at once."""
_REST = timedelta(minutes=5)
_LOST_RACES = 5
_TOGETHER = 1.0
"""Seconds within which pages that came from one host are stored and settled at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What became of one page, for those who watch."""

    source: str
    url: str
    result: Result
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run brought."""

    source: str
    tally: Tally
    events: int
    """How many events are new or changed."""
    error: str | None
    """What went wrong with the listings, if anything."""
    alarms: tuple[str, ...]
    seconds: float
    next_at: datetime | None
    """When the listings are looked through again; ``None`` where this run left them alone."""

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where something failed, 2 where nothing could be used."""
        done = self.tally.added + self.tally.updated + self.tally.unchanged + self.tally.copies
        if self.error or self.alarms or self.tally.failed:
            return 1 if done or (self.tally.listed and not self.tally.failed) else 2
        return 0


def _silent(_: Page) -> None:
    """Show no progress."""


@dataclass(slots=True)
class _Run:
    """The state of one run."""

    source: Source
    id: str
    lists: bool
    """Whether the listings are looked through."""
    listed: int = 0
    found: int = 0
    results: Counter[str] = field(default_factory=Counter)
    errors: list[TrackerError] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        return Tally(
            listed=self.listed,
            found=self.found,
            added=self.results["added"],
            updated=self.results["updated"],
            unchanged=self.results["unchanged"],
            copies=self.results["copy"],
            failed=self.results["failed"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """Looks through sources; several may share one database, in one process or in many."""

    store: Store
    crawls: CrawlStore
    fetcher: Fetcher
    receiver: Receiver
    clock: Callable[[], datetime]
    hands: int = 4
    """Hosts of one source that are worked on at once; of one host always one page at a time."""
    resolves: bool = True
    """Whether a run brings the events in step at its end; else somebody does so for several runs at once."""
    progress: Callable[[Page], None] = _silent
    stop: threading.Event = field(default_factory=threading.Event)
    """Set to end a run early and in good order."""

    def crawl(self, source: Source, *, when_due: bool = False, accept_losses: bool = False) -> Summary | None:
        """Look through ``source`` now; ``None`` while another worker does.

        ``when_due``: leave its listings alone until their time comes, and only work on pages that are due.

        What cannot be used is noted and reported. Raises ``StoreError`` where the database cannot be used.
        """
        begun = monotonic()
        run_id = self.crawls.begin(source.name, this_worker(), self.clock())
        if run_id is None:
            return None
        run = _Run(source, run_id, lists=not when_due or self._is_due(source))
        try:
            if run.lists:
                self._list(run, accept_losses=accept_losses)
            self._work(run)
        except BaseException as error:
            self._end(run, 0, begun, error)
            raise
        return self._end(run, self._resolve(run), begun, None)

    def look(self, source: Source) -> Found:
        """What the listings of ``source`` lead to, without noting or fetching any of it. Raises ``FetchError``."""
        if isinstance(source.reader, (Folder, Warc)):
            return Found(leads=tuple(islice(source.reader.leads(), _CHUNK)))
        memory = self.crawls.memory(source.name).get("reader", {})
        leads: list[Lead] = []
        alarms: list[str] = []
        open_asks = list(source.reader.asks(self.clock(), memory))
        for number, ask in enumerate(open_asks):
            listing = self._listing(ask, None)
            if listing is None or number >= _MOST_LISTINGS:
                continue
            found = source.reader.read(listing, memory)
            leads += found.leads
            alarms += found.alarms
            open_asks += found.more
        return Found(leads=tuple(leads), alarms=tuple(alarms))

    def _is_due(self, source: Source) -> bool:
        now = self.clock()
        state = self.crawls.states(now).get(source.name)
        return state is None or state.next_at is None or state.next_at <= now

    def _list(self, run: _Run, *, accept_losses: bool) -> None:
        """Find what is new. What went wrong is noted: pages that were found before can still be worked on."""
        reader = run.source.reader
        try:
            if isinstance(reader, (Folder, Warc)):
                self._list_local(run, reader)
            else:
                self._list_web(run, accept_losses=accept_losses)
        except StoreError:
            raise
        except TrackerError as error:
            self._note_error(run, error)

    def _list_local(self, run: _Run, reader: Folder | Warc) -> None:
        leads = iter(reader.leads())
        while chunk := list(islice(leads, _CHUNK)):
            run.listed += len(chunk)
            run.found += self.crawls.note(run.source.name, chunk, None, self.clock())

    def _list_web(self, run: _Run, *, accept_losses: bool) -> None:
        kept = self.crawls.memory(run.source.name)
        memory, validators = dict(kept.get("reader", {})), dict(kept.get("validators", {}))
        if accept_losses and memory:
            memory["accept"] = True
        fresh: dict[str, Any] = {}
        open_asks = list(run.source.reader.asks(self.clock(), memory))
        for number, ask in enumerate(open_asks):
            if number >= _MOST_LISTINGS or self.stop.is_set():
                break
            try:
                known = validators.get(ask.url) if not accept_losses else None
                listing = self._listing(ask, known, fresh)
                if listing is None:
                    continue
                found = run.source.reader.read(listing, memory)
            except StoreError:
                raise
            except TrackerError as error:
                self._note_error(run, error, ask.url)
                continue
            memory = self._note(run, found, memory, validators)
            seen = {each.url for each in open_asks}
            open_asks += [each for each in found.more if each.url not in seen]
        if not run.errors and not self.stop.is_set():
            # Only now: a run that is killed before must look through all of it again.
            self.crawls.note(run.source.name, [], {"reader": memory, "validators": fresh}, self.clock())

    def _listing(self, ask: Ask, known: Any, fresh: dict[str, Any] | None = None) -> Listing | None:
        """What came; ``None`` where nothing has changed since the last time."""
        now = self.clock()
        asked = Validators(etag=known[0], last_modified=known[1]) if known else None
        download = self.fetcher.get(ask.url, now, media_types=ask.media_types, largest=ask.largest, validators=asked)
        # A listing that leads to others is asked for whole each time: they may have changed while it has not.
        if fresh is not None and ask.depth == 0:
            given = asked if download.unchanged and asked else download.validators
            fresh[ask.url] = [given.etag, given.last_modified]
        if download.unchanged:
            return None
        return Listing(
            ask=ask,
            url=download.url,
            media_type=download.media_type,
            charset=download.charset,
            body=download.body,
            now=now,
        )

    def _note(self, run: _Run, found: Found, memory: dict[str, Any], validators: dict[str, Any]) -> dict[str, Any]:
        """Write down what a listing holds; gives what its reader keeps from now on."""
        keep = None
        if found.memory is not None:
            memory = dict(found.memory)
            keep = {"reader": memory, "validators": validators}
        run.listed += len(found.leads)
        run.found += self.crawls.note(run.source.name, found.leads, keep, self.clock())
        for alarm in found.alarms:
            self._alarm(run, alarm)
        return memory

    def _work(self, run: _Run) -> None:
        """Work on all leads of the source that are due, host by host."""
        with ThreadPoolExecutor(self.hands, thread_name_prefix="crawl") as pool:
            while not self.stop.is_set():
                leads = self.crawls.take(run.source.name, run.id, self.clock(), self.hands * _EACH)
                if not leads:
                    return
                by_host = defaultdict(list)
                for lead in leads:
                    by_host[urlsplit(lead.url).netloc].append(lead)
                for _ in pool.map(lambda some: self._work_host(run, some), by_host.values()):
                    pass
                if not self.crawls.renew(run.source.name, run.id, self.clock()):
                    return

    def _work_host(self, run: _Run, leads: Sequence[HeldLead]) -> None:
        done: list[tuple[HeldLead, Received]] = []
        since = monotonic()
        for number, lead in enumerate(leads):
            if self.stop.is_set():
                self._settle(run, done)
                self.crawls.put_back(run.id, [each.key for each in leads[number:]], self.clock())
                return
            received = self.receiver.receive(run.source, lead, self.clock())
            done.append((lead, received))
            if received.busy is not None:
                self._settle(run, done)
                wait = timedelta(seconds=received.busy.seconds) if received.busy.seconds else _REST
                self.crawls.put_back(run.id, [each.key for each in leads[number + 1 :]], self.clock() + wait)
                return
            if monotonic() - since > _TOGETHER:
                self._settle(run, done)
                done, since = [], monotonic()
        self._settle(run, done)

    def _settle(self, run: _Run, received: Sequence[tuple[HeldLead, Received]]) -> None:
        """Store some pages at once and say what became of them; what is stored is found so if this ends between."""
        if not received:
            return
        done = self.receiver.store_all(received)
        for lead, one in done:
            self.progress(Page(source=run.source.name, url=lead.url, result=one.result, message=one.message))
        now = self.clock()
        kept = self.crawls.settle(run.id, now, {lead.key: one.settlement for lead, one in done})
        for lead, one in done:
            if lead.key not in kept:
                continue
            run.results[one.result] += 1
            PAGES.labels(run.source.name, one.result).inc()
            if one.result == "failed":
                self.crawls.report(run.source.name, "page", one.message, now, lead.url)

    def _resolve(self, run: _Run) -> int:
        return self.resolve() if self.resolves and run.results["added"] + run.results["updated"] else 0

    def resolve(self) -> int:
        """Bring the events in step with all that was stored; says how many changed."""
        for race in range(_LOST_RACES):
            try:
                return self.store.resolve()
            except StoreError as error:
                if "serialize" not in str(error) or race == _LOST_RACES - 1:
                    raise
        return 0

    def _note_error(self, run: _Run, error: TrackerError, address: str | None = None) -> None:
        run.errors.append(error)
        if isinstance(error, SourceChanged):
            self._alarm(run, str(error), address)
        else:
            self.crawls.report(run.source.name, "error", str(error), self.clock(), address)

    def _alarm(self, run: _Run, message: str, address: str | None = None) -> None:
        run.alarms.append(message)
        self.crawls.report(run.source.name, "alarm", message, self.clock(), address)
        _LOG.warning("alarm", extra={"source": run.source.name, "run": run.id, "problem": message})

    def _end(self, run: _Run, events: int, begun: float, broken: BaseException | None) -> Summary:
        now = self.clock()
        error = _said(run.errors, broken)
        next_at = self._next(run, now, error) if run.lists or broken is not None else None
        self.crawls.finish(run.source.name, run.id, now, (run.tally, error, next_at))
        seconds = monotonic() - begun
        RUNS.labels(run.source.name, "failed" if error else "ok").inc()
        RUN_SECONDS.labels(run.source.name).observe(seconds)
        summary = Summary(
            source=run.source.name,
            tally=run.tally,
            events=events,
            error=error,
            alarms=tuple(run.alarms),
            seconds=round(seconds, 3),
            next_at=next_at,
        )
        counts = {name: getattr(run.tally, name) for name in Tally.__slots__}
        _LOG.info(
            "run", extra={"source": run.source.name, "run": run.id, "problem": error, "seconds": seconds, **counts}
        )
        return summary

    def _next(self, run: _Run, now: datetime, error: str | None) -> datetime:
        if error is None:
            return next_visit(run.source.schedule, now)
        state = self.crawls.states(now).get(run.source.name)
        asked = [each.seconds or 0.0 for each in run.errors if isinstance(each, FetchBusy)]
        return after_failure((state.failures if state else 0) + 1, now, max(asked, default=0.0))


def _said(errors: Iterable[TrackerError], broken: BaseException | None) -> str | None:
    messages = [" ".join(str(error).split()) for error in errors]
    if broken is not None:
        messages.append(
            "Interrupted" if isinstance(broken, KeyboardInterrupt) else f"{type(broken).__name__}: {broken}"
        )
    return "; ".join(messages)[:2000] or None
