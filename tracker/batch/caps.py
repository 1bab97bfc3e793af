"""An end to work that takes too long, in any thread of any engine."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Overrun(BaseException):
    """The work took more CPU than it may; no ``Exception``, so that no stage takes it for a fault of the page."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise ``Overrun`` in this thread once the block has taken so much of its CPU time.

    What a C library does in one call is not interrupted; the sizes that are read bound that.
    """
    watch = _Watch(seconds)
    watch.begin()
    try:
        yield
    finally:
        watch.end_for_good()


class _Watch:
    """Looks at the clock of one thread from another one, since signals reach the main thread alone."""

    def __init__(self, seconds: float) -> None:
        self._thread = threading.get_ident()
        self._clock = _clock_of(self._thread)
        self._until = _cpu(self._clock) + seconds
        self._lock = threading.Lock()
        self._over = False
        self._timer = threading.Timer(seconds, self._look)

    def begin(self) -> None:
        """Look at the clock when the time may be over."""
        self._start(self._timer)

    def end_for_good(self) -> None:
        """Stop watching, even where the time runs out just now."""
        while not self._over:
            with suppress(Overrun), self._lock:
                self._over = True
        self._timer.cancel()
        self._raise(None)  # takes back what was raised and not yet felt

    def _start(self, timer: threading.Timer) -> None:
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        with self._lock:
            if self._over:
                return
            left = self._until - _cpu(self._clock)
            if left <= 0:
                self._raise(Overrun)
            # The thread may have had to wait for others, or a destructor may have swallowed what was raised.
            self._timer = threading.Timer(max(left, 0.05), self._look)
            self._start(self._timer)

    def _raise(self, kind: type[BaseException] | None) -> None:
        told = ctypes.py_object(kind) if kind else None
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), told)


def _clock_of(thread: int) -> int | None:
    """The CPU clock of a thread; ``None`` on systems that have none, where the wall clock stands in."""
    return time.pthread_getcpuclockid(thread) if hasattr(time, "pthread_getcpuclockid") else None


def _cpu(clock: int | None) -> float:
    return time.monotonic() if clock is None else time.clock_gettime(clock)
