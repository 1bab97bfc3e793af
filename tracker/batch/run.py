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
    while missing := _missing(wanted, held, failed):
        for result in engine([Task(slice=one, out=output.url, version=version) for one in missing]):
            tell(result)
            key = result.key
            for results in (held, failed):
                results.pop(key, None)
            if isinstance(result, Failed):
                failed[key] = result
            else:
                held[key] = result
    done = [held[key] for key in wanted if key in held]
    if not failed:
        output.prune({name for one in held.values() for name in one.files})
    return _report(done, list(failed.values()), before)


def _missing(wanted: Mapping[str, Slice], held: Mapping[str, Done], failed: Mapping[str, Failed]) -> list[Slice]:
    """What is not done and did not fail, or, where that is nothing, what is to be done again."""
    first = [one for key, one in wanted.items() if key not in held and key not in failed]
    return first or _displaced(wanted.values(), held, failed)


def _displaced(slices: Iterable[Slice], held: Mapping[str, Done], failed: Mapping[str, Failed]) -> list[Slice]:
    """The slices that began elsewhere than where the one before them ended, to be done again from there.

    What looks like a record in the middle of another one would otherwise be taken for one, or be what a slice fails
    by. One of an archive at a time, since where the next begins follows from it.
    """
    by_archive = groupby(sorted(slices, key=lambda one: (one.url, one.start)), key=lambda one: one.url)
    return [found for _, some in by_archive if (found := _first_displaced(some, held, failed))]


def _first_displaced(slices: Iterable[Slice], held: Mapping[str, Done], failed: Mapping[str, Failed]) -> Slice | None:
    due: int | None = 0
    for one in slices:
        key, begins = key_of(one), one.size if due is None else due
        if key in failed:
            return None if failed[key].task.slice.begins == begins else replace(one, begins=begins)
        if key not in held:
            return None
        first = held[key].first
        if first != begins and min(begins, one.size if first is None else first) < one.end:
            return replace(one, begins=begins)
        if begins < one.end:
            due = held[key].behind
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
