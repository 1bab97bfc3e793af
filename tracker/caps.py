"""An end to work that takes too much time or memory, in any thread of any engine."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from tracker.errors import TooCostly

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 20.0
"""Of CPU that a stage may take for a document; a news page takes a hundredth, a notice of many hundred pages some."""
MEGABYTES = 1_000.0
"""By which the process may grow meanwhile; hostile pages were measured to take a third."""
_LOOK_EACH = 0.5
"""Seconds between two looks at the memory."""
_STATUS = Path("/proc/self/status")


class Overrun(BaseException):
    """The work took more than it may; no ``Exception``, so that no stage takes it for a fault of the page."""


def capped(stage: Callable[P, T], seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Callable[P, T]:
    """The same stage, which raises ``TooCostly`` where it takes more CPU time or memory than it may."""

    @wraps(stage)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with at_most(seconds, megabytes):
                return stage(*args, **kwargs)
        except (Overrun, MemoryError):
            raise TooCostly(
                f"This page takes more than {seconds:g} s of CPU or {megabytes:,.0f} MB of memory and was left out: "
                "save the article alone and ingest that"
            ) from None

    return held


@contextmanager
def at_most(seconds: float, megabytes: float | None = None) -> Iterator[None]:
    """Raise ``Overrun`` in this thread once the block has taken so much of its CPU time, or the process has grown so.

    What a C library does in one call is not interrupted; the sizes that are read bound that. The memory is that of
    the process, whoever of its threads took it, and is looked at where the system tells it (``/proc``).
    """
    watch = _Watch(seconds, megabytes)
    watch.begin()
    try:
        yield
    finally:
        watch.end_for_good()


class _Watch:
    """Looks at the clock of one thread from another one, since signals reach the main thread alone."""

    def __init__(self, seconds: float, megabytes: float | None) -> None:
        self._thread = threading.get_ident()
        self._clock = _clock_of(self._thread)
        self._until = _cpu(self._clock) + seconds
        self._largest = _resident() + megabytes if megabytes is not None else None
        self._lock = threading.Lock()
        self._over = False
        self._timer = threading.Timer(self._pause(seconds), self._look)

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
            if left <= 0 or (self._largest is not None and _resident() > self._largest):
                self._raise(Overrun)
            # The thread may have had to wait for others, or a destructor may have swallowed what was raised.
            self._timer = threading.Timer(self._pause(left), self._look)
            self._start(self._timer)

    def _pause(self, left: float) -> float:
        wanted = left if self._largest is None else min(left, _LOOK_EACH)
        return max(wanted, 0.05)

    def _raise(self, kind: type[BaseException] | None) -> None:
        told = ctypes.py_object(kind) if kind else None
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), told)


def _clock_of(thread: int) -> int | None:
    """The CPU clock of a thread; ``None`` on systems that have none, where the wall clock stands in."""
    return time.pthread_getcpuclockid(thread) if hasattr(time, "pthread_getcpuclockid") else None


def _cpu(clock: int | None) -> float:
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def _resident() -> float:
    """Megabytes that the process holds; 0 where the system does not tell."""
    with suppress(OSError):
        return int(_STATUS.read_text().partition("VmRSS:")[2].split()[0]) / 1024
    return 0.0
