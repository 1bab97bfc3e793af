"""Reads the claims out of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tracker.extraction.amounts import find_amounts
from tracker.extraction.cast import Cast
from tracker.extraction.claims import Draft, drafts
from tracker.extraction.confidence import confidence
from tracker.extraction.dates import DateMention, find_dates
from tracker.extraction.frames import Lexicon, load_lexicon
from tracker.extraction.merging import merge
from tracker.extraction.naming import Naming, find_names
from tracker.extraction.parsing import Asked, parse
from tracker.extraction.scene import Scene, place
from tracker.extraction.text import Sentence, sentences
from tracker.extraction.triage import concerns_controls
from tracker.knowledge import Knowledge
from tracker.model import Article, Extraction

VERSION = "3"
"""Changes whenever the same article may be read differently; stored with every claim."""


def extract(article: Article, knowledge: Knowledge) -> Extraction:
    """The entities and claims of an article; only English is read, other languages yield nothing yet."""
    if article.language is not None and not article.language.casefold().startswith("en"):
        return Extraction(article=article, entities=(), claims=())
    found = sentences(article.text)
    naming = find_names(article, found, knowledge)
    if not concerns_controls(article):
        return Extraction(article=article, entities=naming.entities, claims=())
    lexicon = load_lexicon()
    cast = Cast(article.text, naming, knowledge)
    published = article.published.date() if article.published else None
    for number, sentence in enumerate(found):
        lists = (r for r in _inside(naming.references, sentence) if r.kind == "instrument")
        cast.note_lists(number, [person.name for r in lists for key in r.keys if (person := cast.known(key))])
    told: list[Draft] = []
    for scene in scenes(article, found, naming, lexicon):
        if scene.sentence.text.endswith("?"):
            for trigger in lexicon.triggers(scene):  # a question names what its answer is about
                cast.note(scene.number, trigger.pattern.type)
        for draft in drafts(scene, lexicon, cast, published):
            cast.note(scene.number, draft.trigger.pattern.type)
            told.append(draft)
    if not lexicon.is_topical([d.claim.type for d in told], (t.text for s in found for t in s.tokens)):
        told = []
    return Extraction(
        article=article,
        entities=naming.entities,
        claims=tuple(replace(c, confidence=confidence(c)) for c in merge(told, cast)),
    )


def extract_on_topic(article: Article, knowledge: Knowledge) -> Extraction:
    """As ``extract``, but in an article that cannot be about controls not even names are looked for.

    Most of what a crawl meets is of other fields; so it costs no more than reading it and a glance at its words.
    """
    if concerns_controls(article):
        return extract(article, knowledge)
    return Extraction(article=article, entities=(), claims=())


def scenes(article: Article, found: Sequence[Sentence], naming: Naming, lexicon: Lexicon) -> Iterator[Scene]:
    """The sentences that could tell an event, parsed, with what they name; the others have no trigger."""
    dates = _dates(article, found)
    amounts = find_amounts(article.text, tuple(found))
    asked: list[Asked] = []
    places: list[tuple[int, DateMention | None]] = []
    standing: DateMention | None = None
    paragraph = -1
    for number, sentence in enumerate(found):
        references, when = _inside(naming.references, sentence), _inside(dates, sentence)
        if sentence.paragraph != paragraph:
            paragraph, standing = sentence.paragraph, _heading(article.text, sentence, when)
        heading = (
            standing.end - sentence.start if standing and standing.start == sentence.start else _dateline(sentence)
        )
        if not lexicon.tells(lexicon.lemmas.of(t.text) for t in sentence.tokens):
            continue
        for part in _parts(sentence):
            one = Asked(
                sentence=part,
                names=_inside(references, part),
                dates=_inside(when, part),
                heading=heading if part.start == sentence.start else 0,
            )
            if len(one.spans) <= _LONGEST and _may_tell(one, lexicon, bool(_inside(amounts, part))):
                asked.append(one)
                places.append((number, standing))
    parsed = parse(asked, lexicon.lemmas)
    for one, (number, standing), clauses in zip(asked, places, parsed, strict=True):
        begins = one.sentence.start + one.heading
        yield Scene(
            sentence=found[number],
            number=number,
            clauses=clauses,
            references=place(clauses, one.names),
            dates=place(clauses, [d for d in one.dates if d.start >= begins]),
            amounts=place(clauses, _inside(amounts, one.sentence)),
            standing=standing,
        )


def _may_tell(asked: Asked, lexicon: Lexicon, has_amount: bool) -> bool:
    """Whether a part of a sentence holds what some frame asks for; if not, parsing it would find nothing."""
    text = asked.sentence.text
    lemmas = frozenset(lexicon.lemmas.of(text[a:b]) for a, b in asked.spans)
    kinds = frozenset(name.kind for name in asked.names if name.keys and name.kind is not None)
    return lexicon.may_tell(lemmas, kinds, has_amount, bool(asked.dates))


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """The main clauses that a semicolon keeps apart, or a colon before a clause with a subject of its own."""
    start = 0
    for found in _APART.finditer(sentence.text):
        if found.start() - start > _SHORTEST and len(sentence.text) - found.end() > _SHORTEST:
            yield _part(sentence, start, found.start() + 1)
            start = found.end()
    yield _part(sentence, start, len(sentence.text)) if start else sentence


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    return replace(
        sentence, start=sentence.start + start, end=sentence.start + end, text=sentence.text[start:end], tokens=()
    )


_APART = re.compile(r"; |: (?=(?:it|he|she|they|the|a|an|in|on|at|its|under|after)\b)")
_LONGEST = 1_000
"""Words of a sentence that is parsed; what is longer is no prose, and would take its length in squares."""
_SHORTEST = 24
"""Characters of a part; what is shorter is an aside."""


def _dates(article: Article, found: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """The article's dates; of an article without one of its own only those that are written out."""
    dates = find_dates(article.text, tuple(found), article.published or _UNDATED)
    return dates if article.published else tuple(d for d in dates if not d.relative and d.anchor == "none")


def _heading(text: str, sentence: Sentence, dates: Sequence[DateMention]) -> DateMention | None:
    """The full date with which a paragraph or list entry begins, as in a chronology."""
    first = next((d for d in dates if d.start == sentence.start and d.interval), None)
    if first is None or first.form not in {"day", "month", "year"}:
        return None
    return first if (_AFTER_COLON if first.relative else _AFTER_HEADING).match(text, first.end) else None


def _dateline(sentence: Sentence) -> int:
    """How many characters of the sentence are a dateline: 'WASHINGTON, July 15 (Agency) - '."""
    found = _DATELINE.match(sentence.text)
    return found.end() if found else 0


_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ ,]+[A-ZÀ-Þ][\w.’'-]*){0,4}"  # a city in capitals, and where that is
    r"(?:, [A-Z][a-z]+\.? \d{1,2})?(?: \([^)]{2,40}\))?,? ?[-–—]{1,2} "  # a day, an agency in brackets, a dash
)
_AFTER_HEADING = re.compile(r"\s*[:–—-]\s+\S|\s+[A-Z“‘]|\s*$", re.MULTILINE)
_AFTER_COLON = re.compile(r"\s?(?::|[–—]|\s-)\s+\S")
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def _inside(found, sentence: Sentence):  # type: ignore[no-untyped-def]
    return [f for f in found if sentence.start <= f.start and f.end <= sentence.end]
