"""robots.txt after RFC 9309: what is unavailable allows all, what is unreachable allows nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from protego import Protego

from tracker.errors import FetchBusy, FetchError, FetchRefused

_KEPT_SECONDS = 24 * 3600.0
_FAILED_SECONDS = 300.0
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said when it was asked for its rules; status 0 where it only kept redirecting."""

    status: int
    body: bytes


Ask = Callable[[str], Answer]
"""Fetches an address, following redirects; raises ``FetchError`` where nobody answers."""


@dataclass(slots=True)
class Robots:
    """The rules of the servers that were asked, each kept for a day; a failure to answer for five minutes."""

    agent: str
    """The product token that rules may name."""
    _rules: dict[str, tuple[float, Protego]] = field(default_factory=dict)
    _failures: dict[str, tuple[float, FetchError]] = field(default_factory=dict)

    def check(self, url: str, ask: Ask) -> float:
        """The pause in seconds that the server of ``url`` asks for.

        Raises ``FetchRefused`` where it says no, and ``FetchBusy`` or what ``ask`` raises where it says nothing.
        """
        address = urljoin(url, "/robots.txt")
        rules = self._fresh(address) or self._ask(address, ask)
        if not rules.can_fetch(url, self.agent):
            raise FetchRefused(f"{address} forbids to fetch {url}: save the page by hand and ingest the file")
        return max(0.0, float(rules.crawl_delay(self.agent) or 0.0))

    def _fresh(self, address: str) -> Protego | None:
        until, rules = self._rules.get(address, (0.0, None))
        return rules if time.monotonic() < until else None

    def _ask(self, address: str, ask: Ask) -> Protego:
        until, failure = self._failures.get(address, (0.0, None))
        if failure is not None and time.monotonic() < until:
            raise failure
        try:
            answer = ask(address)
            if answer.status == _TOO_MANY_REQUESTS or answer.status >= 500:
                raise FetchBusy(
                    f"{address} answered {answer.status}, so nothing there may be fetched for now: try again later"
                )
        except FetchError as error:
            self._failures[address] = (time.monotonic() + _FAILED_SECONDS, error)
            raise
        text = answer.body.decode("utf-8", "replace") if 200 <= answer.status < 300 else ""
        rules = Protego.parse(text.removeprefix("\ufeff").replace("\x00", ""))
        self._rules[address] = (time.monotonic() + _KEPT_SECONDS, rules)
        return rules
