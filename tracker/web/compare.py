"""The page that puts two things side by side: two chips, two entities, or one chip on two days."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.comparing import FIGURES, Comparison, Side
from tracker.comparing import compare as comparison
from tracker.controls.asking import read_entity, read_place
from tracker.errors import InputError
from tracker.knowledge import Knowledge
from tracker.model import KINDS
from tracker.store import Store
from tracker.web.names import Unclear, key_of
from tracker.web.parameters import Held, Known, only, place_name, read_day, today
from tracker.web.rendering import root, show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_NAMES = ("one", "other", "destination", "day", "other_day")


@router.get("/compare")
def compare(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Two sides, what differs marked, and what they have in common."""
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    found: Comparison | None = None
    try:
        only(request, *_NAMES)
        told = _compared(given, store, knowledge)
        found, wrong = (None, told) if isinstance(told, str) else (told, None)
    except (InputError, Unclear) as error:
        wrong = str(error)
    sides = found.sides if found else ()
    return show(
        request,
        "compare.html",
        422 if wrong else 200,
        section="/compare",
        given={"day": today().isoformat(), "destination": "China", **given},
        sides=sides,
        shared=found.shared if found else (),
        wrong=wrong,
        rows=figures(sides) if sides else [],
        place=place_name(sides[0].status.shipment.destination, knowledge) if sides and sides[0].status else "",
        types={name: one.title for name, one in knowledge.event_types.items()},
        twin=_twin(request, given, sides),
    )


def _twin(request: Request, given: dict[str, str], sides: tuple[Side, ...]) -> str | None:
    """The same question to the API, which takes keys."""
    if not sides:
        return None
    keys = dict(zip(("one", "other"), (side.key for side in sides), strict=True))
    return f"{root(request)}/api/compare?{urlencode({**given, **{n: k for n, k in keys.items() if n in given}})}"


def _compared(given: dict[str, str], store: Store, knowledge: Knowledge) -> Comparison | str | None:
    """Both sides, what is wrong with the question, or nothing where nothing is asked."""
    if "one" not in given:
        return "Give the first of the two" if "other" in given else None
    if not given.keys() & {"other", "other_day"}:
        return "Give a second name, or a second day for the same item"
    place = read_place(given.get("destination", "CN"), knowledge)
    first = read_day(given.get("day"))
    second = read_day(given["other_day"]) if "other_day" in given else first
    one = _key(given["one"], store, knowledge)
    other = _key(given["other"], store, knowledge) if "other" in given else one
    days = ((first, max(first, today())), (second, max(second, today())))
    return comparison((one, other), days, place, store, knowledge)


def _key(words: str, store: Store, knowledge: Knowledge) -> str:
    try:
        return read_entity(words, KINDS, knowledge, "name")
    except InputError:
        return key_of(words, store, knowledge)


def figures(sides: tuple[Side, ...]) -> list[tuple[str, list[str]]]:
    """Rows of figures that either side has."""
    if not all(side.figures for side in sides):
        return []
    told = [(_LABELS[name], [_figure(side.figures.get(name)) for side in sides]) for name in FIGURES]
    return [(label, values) for label, values in told if any(values)]


_LABELS = {
    "tpp": "TPP",
    "performance_density": "Performance density",
    "die_area_mm2": "Die area, mm²",
    "memory_gb": "Memory, GB",
    "memory_type": "Memory type",
    "memory_bandwidth_gb_s": "Memory bandwidth, GB/s",
    "interconnect_gb_s": "Interconnect, GB/s",
    "process": "Process",
}


def _figure(value: float | str | None) -> str:
    if value is None:
        return ""
    return f"{value:,g}" if isinstance(value, (int, float)) else value
