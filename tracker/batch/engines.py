"""What maps the work over slices: processes on this machine, or a Dask cluster.

An engine is a function from tasks to results in any order. It may be killed at any time: what is not in the manifest
is done again, and the same slice gives the same rows.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, TypeAlias

from tracker.batch.manifest import Done, key_of
from tracker.batch.work import Task, work
from tracker.errors import InputError, TrackerError

ATTEMPTS = 3
"""How often a slice is begun whose worker dies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A slice that could not be done."""

    task: Task
    message: str

    @property
    def key(self) -> str:
        """Names the slice, as ``Done.key`` does."""
        return key_of(self.task.slice)


Result: TypeAlias = Done | Failed
Engine: TypeAlias = Callable[[Sequence[Task]], Iterator[Result]]


@dataclass(frozen=True, slots=True)
class Local:
    """Processes on this machine; one that dies is replaced, and its slice begun again."""

    workers: int
    work: Callable[[Task], Result] | None = None
    """What is done with a task; ``attempt`` unless given. Must have a name in its module, to be sent to a process."""

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Every task's result as it comes."""
        if self.workers == 1:
            yield from map(self.work or attempt, tasks)
            return
        left = dict(enumerate(tasks))
        deaths = dict.fromkeys(left, 0)
        while left:
            alone = {number for number in left if deaths[number]}
            yield from self._round(left, deaths, alone or set(left), 1 if alone else self.workers)

    def _round(self, left: dict[int, Task], deaths: dict[int, int], chosen: set[int], workers: int) -> Iterator[Result]:
        """Work on the tasks ``chosen`` until they are done or a worker dies; what is done leaves ``left``.

        After a death, those that were under way are tried one at a time, so that the one to blame is known.
        """
        with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_prepare) as pool:
            waiting = sorted(chosen, reverse=True)
            running: dict[Future[Result], int] = {}
            while waiting or running:
                while waiting and len(running) < workers:
                    number = waiting.pop()
                    try:
                        running[pool.submit(self.work or attempt, left[number])] = number
                    except BrokenProcessPool:
                        waiting.append(number)
                        break
                ended = wait(running, return_when=FIRST_COMPLETED).done
                broken = False
                for future in ended:
                    number = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        broken = True
                        deaths[number] += 1
                        if deaths[number] < ATTEMPTS:
                            continue
                        result = Failed(task=left[number], message=_deadly(left[number]))
                    del left[number]
                    yield result
                if broken:
                    for number in running.values():
                        deaths[number] += 1
                    return


@dataclass(frozen=True, slots=True)
class Dask:
    """A Dask cluster: the one of a scheduler's address, or one of so many processes on this machine."""

    workers: int
    scheduler: str | None

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Every task's result as it comes. Raises ``InputError`` where there is no Dask or no cluster."""
        distributed = _distributed()
        try:
            client = distributed.Client(
                **({"address": self.scheduler} if self.scheduler else {"n_workers": self.workers}),
                **({} if self.scheduler else {"threads_per_worker": 1, "dashboard_address": None}),
                set_as_default=False,
            )
        except (OSError, ValueError) as error:
            raise InputError(f"There is no Dask cluster at {self.scheduler} ({error}): start its scheduler") from error
        with client:
            sent = {client.submit(attempt, task, pure=False, retries=ATTEMPTS): task for task in tasks}
            for future in distributed.as_completed(sent, loop=client.loop):
                try:
                    yield future.result()
                except distributed.KilledWorker:
                    yield Failed(task=sent[future], message=_deadly(sent[future]))


def attempt(task: Task) -> Result:
    """The work, with what is wrong with an archive as a result."""
    try:
        return work(task)
    except (TrackerError, OSError) as error:
        return Failed(task=task, message=" ".join(str(error).split()))


def _context() -> BaseContext:
    """Processes that are forked from one that holds what all need; where there is no forking, new ones."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tracker.batch.warm"])
    return context


def _prepare() -> None:
    """What every process does once: one thread of arithmetic each, since there are as many processes as cores."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    threadpool_limits(1)


def _deadly(task: Task) -> str:
    return f"Bytes {task.slice.start} to {task.slice.end} of {task.slice.url} ended their worker {ATTEMPTS} times"


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise InputError("Dask is not installed: pip install 'trade-tracker[batch]'") from error
    return distributed
