"""One request at a time to a host, with a pause between."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Pace:
    """Gives each host's requests their turn; shared by threads."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """``sleep`` waits for a number of seconds."""
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, pause: float) -> float:
        """Wait until ``host`` may be asked again, ``pause`` seconds after the last time; says how long that took."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + pause
        if turn > now:
            self._sleep(turn - now)
        return turn - now
