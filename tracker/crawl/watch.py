"""Runs all enabled sources on their schedule, in one process; several processes on one database share the work.

APScheduler keeps the time and the threads. What is due is decided by the database alone: a job that is lost with its
process, or that comes twice, changes nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from tracker.crawl.crawler import Crawler, Summary
from tracker.crawl.schedule import next_visit
from tracker.crawl.setting_up import sources_of
from tracker.crawl.workers import dead_workers
from tracker.errors import StoreError, TrackerError
from tracker.sources import Source

_LOG = logging.getLogger("tracker.watch")
_KEPT_RUNS = timedelta(days=90)
_SLACK = timedelta(hours=2)
_UPKEEP_SECONDS = 60
_RESOLVE_SECONDS = 20


class Watch:
    """All enabled sources, again and again."""

    def __init__(
        self,
        crawler: Crawler,
        *,
        at_once: int = 4,
        every: float = 5.0,
        tell: Callable[[Summary], None] = lambda _: None,
    ) -> None:
        """``at_once`` sources are worked on at the same time; every so many seconds it is seen what is due."""
        # Each run for itself would hold the right to write for longer than the others can wait.
        self._crawler = replace(crawler, resolves=False)
        self._at_once, self._every, self._tell = at_once, every, tell
        self._stale = threading.Event()
        self._stale.set()
        self._busy: set[str] = set()
        self._lock = threading.Lock()
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(at_once), "clock": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone="UTC",
        )
        # A missed second is no news: what is due is asked of the database anyway.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)

    def run(self, stop: threading.Event) -> None:
        """Watch until ``stop`` is set, then let what is under way come to an end in good order."""
        self.upkeep()
        self._scheduler.add_job(self._look, "interval", seconds=self._every, executor="clock", id="look")
        self._scheduler.add_job(self.upkeep, "interval", seconds=_UPKEEP_SECONDS, executor="clock", id="upkeep")
        self._scheduler.add_job(self._resolve, "interval", seconds=_RESOLVE_SECONDS, executor="clock", id="resolve")
        self._scheduler.start()
        self._look()
        try:
            stop.wait()
        finally:
            self._crawler.stop.set()
            self._scheduler.shutdown(wait=True)
            self._resolve()

    def upkeep(self) -> None:
        """End the leases of workers that died on this machine; forget old runs; bring back what a clock sent away."""
        crawls, now = self._crawler.crawls, self._crawler.clock()
        try:
            if freed := crawls.release(dead_workers(crawls.open_workers()), now):
                _LOG.info("freed", extra={"runs": freed})
            crawls.forget_runs(now - _KEPT_RUNS)
            self._mend_clock()
        except TrackerError as error:
            _LOG.error("upkeep failed", extra={"problem": str(error)})

    def _mend_clock(self) -> None:
        """A clock that stood in the future has put visits off; they are due when the schedule says."""
        crawls, now = self._crawler.crawls, self._crawler.clock()
        known = sources_of(crawls, now)
        for state in crawls.states(now).values():
            if not state.enabled or state.failures or state.next_at is None or state.name not in known:
                continue
            latest = next_visit(known[state.name].schedule, now)
            if state.next_at > latest + _SLACK:
                crawls.advance(state.name, latest)

    def _look(self) -> None:
        crawls, now = self._crawler.crawls, self._crawler.clock()
        try:
            due, known = crawls.due(now), sources_of(crawls, now)
        except TrackerError as error:
            _LOG.error("look failed", extra={"problem": str(error)})
            return
        for name in due:
            if name in known and self._claim(name):
                self._scheduler.add_job(self._crawl, args=(known[name],), id=f"crawl {name}", replace_existing=True)

    def _resolve(self) -> None:
        """Bring the events in step, for all runs that ended since the last time."""
        if not self._stale.is_set():
            return
        self._stale.clear()
        try:
            events = self._crawler.resolve()
        except StoreError as error:
            self._stale.set()
            _LOG.error("resolving failed", extra={"problem": str(error)})
        else:
            _LOG.info("resolved", extra={"events": events})

    def _claim(self, name: str) -> bool:
        """Whether this process may queue a source: not twice at a time, and not more than it can soon begin."""
        with self._lock:
            if name in self._busy or len(self._busy) >= 2 * self._at_once or self._crawler.stop.is_set():
                return False
            self._busy.add(name)
            return True

    def _crawl(self, source: Source) -> None:
        try:
            if self._crawler.stop.is_set() or (summary := self._crawler.crawl(source, when_due=True)) is None:
                return
            if summary.tally.added + summary.tally.updated:
                self._stale.set()
            self._tell(summary)
        except StoreError as error:
            _LOG.error("crawl failed", extra={"source": source.name, "problem": str(error)})
        except Exception:  # a source that breaks the program must not end the others
            _LOG.exception("crawl broke", extra={"source": source.name})
        finally:
            with self._lock:
                self._busy.discard(source.name)
