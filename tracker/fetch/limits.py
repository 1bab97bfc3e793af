"""How much of the tracker's time and memory one address may take, and how much of a server's patience."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one fetch; times in seconds, sizes in bytes after decompression."""

    seconds: float = 30.0
    """Of wall clock for the whole exchange: robots.txt, redirects, headers and body, without polite pauses."""
    connect_seconds: float = 5.0
    body: int = 10_000_000
    robots: int = 512_000
    """Rules beyond are ignored, as RFC 9309 allows."""
    redirects: int = 5
    pause: float = 1.0
    """Between two requests to one host."""
    jitter: float = 0.25
    """Share of a pause by which it may be longer, so that no rhythm forms."""
    longest_pause: float = 10.0
    """A server that asks for a longer one while a page is waited for is left alone for now."""
    longest_delay: float = 60.0
    """Of a crawl delay in robots.txt; what asks for more gets this."""
    failures: int = 5
    """In a row, after which a host is left alone for a while."""
    rest: float = 600.0
    """How long a host that fails is left alone."""


class Deadline:
    """A point in time after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        """Let it pass ``seconds`` from now."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    def extend(self, seconds: float) -> None:
        """Do not count a pause that was made on purpose."""
        self._end += seconds
