"""The question of a scope as a sentence: what it reaches, in words."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.knowledge import Condition, Knowledge
from tracker.knowledge.scopes import Predicate

_COMPARED = {">=": "at least", ">": "more than", "<": "less than", "<=": "at most", "between": "between"}


def in_words(predicate: Predicate, knowledge: Knowledge) -> str:  # noqa: PLR0911 - one line a kind
    """``it goes to Macau or Country Group D:5, and the maker is Nvidia``; names stand for keys where there are any."""
    match predicate.kind:
        case "all":
            return ", and ".join(_grouped(part, knowledge) for part in predicate.parts)
        case "any":
            return ", or ".join(_grouped(part, knowledge) for part in predicate.parts)
        case "not":
            return f"not ({in_words(predicate.parts[0], knowledge)})"
        case "meets":
            return _tests(predicate, knowledge)
        case "figure":
            return _figure(predicate.condition)
        case "listed" | "owned":
            return _listed(predicate, knowledge)
        case "subject_to_ear":
            return "subject to the US Export Administration Regulations"
        case _:
            return f"{_STARTS[predicate.kind]} {_either(_name(value, knowledge) for value in predicate.values)}"


_STARTS = {
    "item": "the item is",
    "maker": "the maker is",
    "maker_from": "the maker is from",
    "destination": "it goes to",
    "headquarters": "the receiver or its parent has its seat in",
    "exported_from": "it is shipped from",
    "party": "the receiver is",
    "end_use": "it is used for",
}


def _grouped(part: Predicate, knowledge: Knowledge) -> str:
    words = in_words(part, knowledge)
    return f"({words})" if part.kind in ("all", "any") and len(part.parts) > 1 else words


def _tests(predicate: Predicate, knowledge: Knowledge) -> str:
    record = next((one for one in knowledge.thresholds if one.id == predicate.reference), None)
    title = (record.title if record else None) or predicate.reference or ""
    return f"within {_either(predicate.values)} of “{title}”" if predicate.values else f"within the tests of “{title}”"


def _figure(condition: Condition | None) -> str:
    if condition is None:
        return ""
    if condition.metric == "datacentre":
        return "designed or marketed for data centres"
    limit = f"{condition.value:,g}" if condition.value is not None else condition.test or ""
    upper = f" and {condition.upper:,g}" if condition.upper else ""
    compared = _COMPARED.get(condition.comparison or "", "")
    return f"{condition.metric.replace('_', ' ')} {compared} {limit}{upper} {condition.unit or ''}".strip()


def _listed(predicate: Predicate, knowledge: Knowledge) -> str:
    where = _name(predicate.reference or "", knowledge)
    notes = f" with footnote {_either(str(note) for note in predicate.footnotes)}" if predicate.footnotes else ""
    if predicate.kind == "owned":
        return f"at least {predicate.share or 0:g} % of the receiver is held by parties on the {where}{notes}"
    return f"the receiver is on the {where}{notes}"


def _name(key: str, knowledge: Knowledge) -> str:
    if group := knowledge.groups.get(key):
        return group.title
    entity = knowledge.entities.get(key)
    return entity.name if entity else key


def _either(words: Iterable[str]) -> str:
    *most, last = list(words)
    return f"{', '.join(most)} or {last}" if most else last
