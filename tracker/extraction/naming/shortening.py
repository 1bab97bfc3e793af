"""The shorter forms by which an article names again what it has named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.firms import CORPORATE
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.nouns import is_listed
from tracker.extraction.naming.people import CHINESE, surname_first, surname_of
from tracker.extraction.naming.words import Words, form_words

_OPENERS = lexicon.words("words", "openers")
_TYPES = (
    lexicon.words("heads", "sector")
    | CORPORATE
    | lexicon.words("heads", "agency_modifiers")
    | lexicon.words("heads", "agency_last")
    | lexicon.words("heads", "agency_first")
    | lexicon.words("heads", "organisation_last")
    | lexicon.words("heads", "organisation_first")
    | {"New", "North", "South", "East", "West", "Great", "United", "American", "Royal", "Saint", "San", "Santa", "Los"}
)
_QUOTES = "“”\"'‘’«»"


def short_forms(words: Words, named: Named) -> Iterator[tuple[tuple[str, ...], str]]:
    """Word sequences that may stand for ``named`` elsewhere in the article, each with the rule."""
    written = tuple(word.text for word in words.row[named.first : named.last])
    yield written, "name"
    for forms in {form_words(named.name)} - {written}:
        yield forms, "name"
    if defined := defined_short(words, named):
        yield defined, "acronym"
    if named.kind == "person":
        yield from _of_person(named)
    elif named.kind == "company":
        yield from _of_firm(written)
    elif named.kind in {"agency", "organisation"} and "of" in written[1:]:
        head = written[: written.index("of", 1)]
        if len(head) > 1:
            yield head, "short form"


def defined_short(words: Words, named: Named) -> tuple[str, ...] | None:
    """The form in brackets right after the name: ``(BIS)``, ``(“Cadence”)``, ``(the “Affiliates Rule”)``."""
    at = named.last
    if words.at(at) != "(":
        return None
    close = next((n for n in range(at + 1, min(at + 9, len(words))) if words.at(n) == ")"), 0)
    inside = [words.at(n) for n in range(at + 1, close) if words.at(n) not in _QUOTES]
    if not inside or len(inside) > 5:
        return None
    quoted = any(words.at(n) in _QUOTES for n in range(at + 1, close))
    if inside[0] in {"the", "The"} and quoted:
        inside = inside[1:]
    single = (
        len(inside) == 1 and re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}", inside[0]) and sum(map(str.isupper, inside[0])) > 1
    )
    if len(inside) == 1 and is_listed(inside[0].casefold()):
        return None  # ``(the “Company”)`` defines a description
    if inside and (single or (quoted and all(part[0].isupper() or part == "-" for part in inside))):
        return tuple(inside)
    return None


def _of_person(named: Named) -> Iterator[tuple[tuple[str, ...], str]]:
    surname = form_words(surname_of(named.name))
    whole = form_words(named.name)
    if surname and surname != whole:
        yield surname, "surname"
    if surname_first(named.name) and len(whole) > 2 and whole[-1] in CHINESE:
        yield whole[-1:], "surname"
    if surname_first(named.name) or len(whole) < 2:
        return
    if whole[0] not in _OPENERS and len(whole[0]) > 2:
        yield whole[:1], "given name"
    if len(whole) > 2:
        yield whole[:2], "short form"


def _of_firm(written: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    core = written
    while len(core) > 1 and (core[-1].rstrip(".") in CORPORATE or core[-1] in {")", ","}):
        core = core[:-1]
    if core != written:
        yield core, "short form"
    while len(core) > 1 and (core[-1] in _TYPES):
        core = core[:-1]
        yield core, "short form"
    if len(core) > 2 and core[1] not in {"of", "and", "&", "-"}:
        yield core[:2], "short form"
    if (
        len(core) > 1
        and core[0] not in _TYPES
        and core[0] not in _OPENERS
        and len(core[0]) > 3
        and "&" not in core[:2]
        and core[1] != "-"
    ):
        yield core[:1], "short form"
