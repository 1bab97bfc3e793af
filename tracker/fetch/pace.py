"""One request at a time to a host, with a pause between; a host that fails again and again gets a rest."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tracker.errors import FetchBusy


class Turns(Protocol):
    """Who may ask a host when; shared by all that ask."""

    def take(self, host: str, pause: float) -> float:
        """Take the next turn; the one after that comes ``pause`` seconds later. Says how many seconds to wait."""
        ...


class OwnTurns:
    """Turns of one process, shared by its threads."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._free_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str, pause: float) -> float:
        """As ``Turns`` says."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + pause
        return turn - now


class Pace:
    """Gives each host's requests their turn; shared by threads."""

    def __init__(
        self, sleep: Callable[[float], None] = time.sleep, turns: Turns | None = None, jitter: float = 0.0
    ) -> None:
        """``sleep`` waits for a number of seconds; ``jitter`` is the share by which a pause may be longer."""
        self._sleep, self._turns, self._jitter = sleep, turns or OwnTurns(), jitter

    def wait(self, host: str, pause: float) -> float:
        """Wait until ``host`` may be asked again, ``pause`` seconds after the last time; says how long that took."""
        wait = self._turns.take(host, pause * (1 + random.uniform(0, self._jitter)))  # noqa: S311 - no secret
        if wait > 0:
            self._sleep(wait)
        return wait


@dataclass(slots=True)
class Breaker:
    """Counts failures in a row by host, and gives a rest to a host that has too many."""

    failures: int
    rest: float
    _count: dict[str, int] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)

    def check(self, host: str) -> None:
        """Raise ``FetchBusy`` while the host rests."""
        wait = self._until.get(host, 0.0) - time.monotonic()
        if wait > 0:
            raise FetchBusy(f"{host} failed {self.failures} times in a row and is left alone for now", wait)

    def rest_for(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        self._until[host] = time.monotonic() + seconds

    def note(self, host: str, *, ok: bool) -> None:
        """Count an answer, or the want of one."""
        if ok:
            self._count.pop(host, None)
            return
        self._count[host] = self._count.get(host, 0) + 1
        if self._count[host] >= self.failures:
            self._count.pop(host)
            self.rest_for(host, self.rest)
