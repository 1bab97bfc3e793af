"""A status and a classification for a reader, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.cli.printing import counted, one_line
from tracker.controls import Assessment, Band, Classification, SideStatus, Status
from tracker.knowledge import Knowledge

_SAID = {
    "licence required": ", review policy not known",
    "permitted": " by the measures that are held",
}

_WITHIN = {"yes": "within", "no": "outside", "unknown": "cannot be told", "open": "cannot be told"}


def status_card(found: Status, knowledge: Knowledge, *, everything: bool) -> Iterator[str]:
    """The answer, both sides, and what it rests on; with ``everything`` also what does not apply."""
    names = {key: entity.name for key, entity in knowledge.entities.items()}
    to = f" to {names.get(found.shipment.party, '')}" if found.shipment.party else ""
    yield f"{names.get(found.shipment.item, found.shipment.item)} → {found.shipment.destination}{to}"
    yield f"on {found.valid_at}, by what was known on {found.known_at}"
    yield ""
    yield f"{found.state.upper()}{_policy(found.policy, found.state)}"
    yield f"  exporter's side: {_side(found.exporter)}"
    yield f"  buyer's side: {_side(found.buyer)}"
    for exception in found.exporter.exceptions:
        yield f"  open: {one_line(exception.words)}"
    yield from (f"  condition: {one_line(condition)}" for condition in found.exporter.conditions)
    yield from _section("What decides", found.applied)
    yield from _section("What is said and done about licences", found.practice)
    yield from _section("Only reported; decides nothing", found.reported)
    yield from _section("Depends on what was not named", found.depends)
    if everything:
        yield from _section("Looked at; does not apply", found.considered)
    elif found.considered:
        yield ""
        yield f"Looked at and not applying: {counted(len(found.considered), 'measure')}; --all lists them with reasons"
    for caveat in found.caveats:
        yield ""
        yield f"Note: {one_line(caveat)}"


def classification_card(name: str, found: Sequence[Classification]) -> Iterator[str]:
    """Each version of the rules with its answer, the numbers and how they came about."""
    if not found:
        yield f"No figures of {name} are held; nothing can be computed."
        return
    yield name
    for version in found:
        yield ""
        yield f"{version.title}: {_WITHIN[version.outcome]}{f' ({version.eccn})' if version.eccn else ''}"
        yield f"  {one_line(version.reason)}"
        shown: set[str] = set()
        for quantity in version.quantities:
            yield f"  {quantity.metric}: {quantity.words}{' (estimate)' if quantity.estimated else ''}"
            yield from (f"    {one_line(step)}" for step in quantity.steps if step not in shown)
            shown.update(quantity.steps)


def timeline_rows(bands: Iterable[Band]) -> Iterator[Sequence[str]]:
    """One row for each band."""
    for band in bands:
        reported = "" if band.as_reported == band.state else band.as_reported
        decided = ", ".join([*band.decided_by, *(f"licences {word}" for word in band.practice)])
        yield (str(band.start), str(band.end), band.state, band.policy or "–", reported or "–", decided or "–")


def _section(heading: str, assessments: Sequence[Assessment]) -> Iterator[str]:
    if not assessments:
        return
    yield ""
    yield heading
    for found in assessments:
        yield f"  {one_line(found.title)}"
        yield f"    {found.verdict}: {one_line(found.reason)}"
        if found.practice:
            yield f"    licences {found.practice}{''.join(f'; {one_line(c)}' for c in found.conditions)}"
        if found.report:
            yield f"    report: {one_line(found.report)}"
            yield from (f"      {one_line(source)}" for source in found.report_sources)
        if found.sources:
            yield f"    {one_line(found.sources[0])}"


def _side(side: SideStatus) -> str:
    reported = "" if side.as_reported == side.state else f"; if reports hold: {side.as_reported}"
    return f"{side.state}{_policy(side.policy, side.state)}{reported}"


def _policy(policy: str | None, state: str) -> str:
    if policy:
        return f", {policy}"
    return _SAID.get(state, "")
