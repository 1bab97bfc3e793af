"""A run over archives: what is missing is worked on, and every slice is made to begin where the one before it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.batch.archives import Slice
from tracker.batch.engines import Engine, Failed, Result
from tracker.batch.manifest import Done, Output, key_of
from tracker.batch.work import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all slices, those of earlier runs included."""

    slices: int
    done_before: int
    """Slices that an earlier run did, so that this one did not."""
    pages: int
    outcomes: dict[str, int]
    """Outcome to number of pages."""
    claims: int
    faults: tuple[str, ...]
    """One line for each slice that failed, and for each page that could not be read, the first hundred of a slice."""
    failed: int
    """Slices that could not be done."""

    @property
    def exit_code(self) -> int:
        """0 where all slices are done, 1 where some failed, 2 where all did."""
        return 0 if not self.failed else 2 if self.failed == self.slices else 1


def run(
    slices: Sequence[Slice], output: Output, version: str, engine: Engine, tell: Callable[[Result], None]
) -> Report:
    """Do all slices that no earlier run did with this ``version`` of the extractor, telling of each as it is done."""
    held = {key: one for key, one in output.done().items() if one.version == version}
    wanted = {key_of(one): one for one in slices}
    before = len(wanted.keys() & held.keys())
    failed: dict[str, Failed] = {}
    missing = [one for key, one in wanted.items() if key not in held]
    while missing:
        for result in engine([Task(slice=one, out=output.url, version=version) for one in missing]):
            tell(result)
            if isinstance(result, Failed):
                failed[key_of(result.task.slice)] = result
            else:
                held[result.key] = result
        missing = _displaced(wanted.values(), held)
    done = [held[key] for key in wanted if key in held]
    if not failed:
        output.prune({name for one in held.values() for name in one.files})
    return _report(done, list(failed.values()), before)


def _displaced(slices: Iterable[Slice], held: Mapping[str, Done]) -> list[Slice]:
    """The slices that began elsewhere than where the one before them ended, to be done again from there.

    What looks like a record in the middle of another one would otherwise be taken for one.
    """
    by_archive = groupby(sorted(slices, key=lambda one: (one.url, one.start)), key=lambda one: one.url)
    return [found for _, some in by_archive if (found := _first_displaced(some, held))]


def _first_displaced(slices: Iterable[Slice], held: Mapping[str, Done]) -> Slice | None:
    following: int | None = 0
    for one in slices:
        done = held.get(key_of(one))
        if done is None:
            return None
        if one.start > 0:
            due = one.size if following is None else following
            if due < one.end and done.first != due:
                return replace(one, begins=due)
            if due >= one.end and done.first is not None and done.first < one.end:
                return replace(one, begins=due)
            if due >= one.end:
                continue
        following = done.behind
    return None


def _report(done: Sequence[Done], failed: Sequence[Failed], before: int) -> Report:
    outcomes: Counter[str] = Counter()
    for one in done:
        outcomes.update(one.outcomes)
    return Report(
        slices=len(done) + len(failed),
        done_before=before,
        pages=sum(one.pages for one in done),
        outcomes=dict(sorted(outcomes.items())),
        claims=sum(one.claims for one in done),
        faults=(*(one.message for one in failed), *(line for one in done for line in one.faults)),
        failed=len(failed),
    )
