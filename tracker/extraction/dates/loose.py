"""Times that fix no day: durations, repetitions, and vague words."""

from __future__ import annotations

import re

from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.words import NUMBERS, WEEKDAYS

_COUNTED = frozenset(NUMBERS) | {"a", "an", "several", "few", "some", "many", "dozens", "the", DIGITS}
_ABOUT = frozenset(
    "about around nearly almost roughly approximately some more less over at up just only under barely no as another "
    "past last next coming first previous".split()
)
_PLURALS = frozenset("seconds minutes hours days weeks months quarters years decades centuries".split())
_UNITS = r"(?:second|minute|hour|day|week|month|quarter|year|decade|century|centurie)s?"


@rule(
    _COUNTED | _ABOUT,
    r"(?:(?:the|its|his|her|their) )?(?:(?:past|last|next|coming|first|previous|final|remaining) )?{ABOUT}"
    r"{COUNT}(?: or (?:two|three|four|more)| to {COUNT}|{DASH}{COUNT})?(?: more| further| full| straight| consecutive"
    r"| additional| business| working| calendar| trading)?"
    r"(?: |-)(?:and-a-half-)?" + _UNITS + r"(?!\w|-(?:ago|earlier))(?:(?: |-)long(?!\w))?(?: and a half)?",
)
def duration(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'120 days', 'the past three years', 'two-year'."""
    words = match.group().casefold()
    if re.match(r"(?:the|a|an)\s+(?:second|minute|quarter|decade|century)\b", words) and "quarter" not in words:
        return None
    if re.search(r"(?:first|the|second|third|fourth)\s+(?:quarter|half)$", words) or words.endswith("quarter"):
        return None
    if re.fullmatch(r"(?:a|an|one)\s+(?:year|month|week|day|quarter|hour)", words) and _is_rate(scene, place):
        return Reading(span=None, form="set")
    return Reading(span=None, form="duration")


_RATE = re.compile(
    r"(?:\d(?:[\w,.]{0,15}\w)?|\b(?:million|billion|trillion|percent|times|twice|once|units|chips|wafers|hundred"
    r"|thousand)) $"
)


def _is_rate(scene: Scene, place: Place) -> bool:
    """'$20 million a year', 'twice a month'."""
    return bool(_RATE.search(scene.text[max(scene.sentence.start, place.start - 20) : place.start]))


@rule(
    _PLURALS | {"recent", "coming", "past", "moments"},
    r"(?:(?P<near>recent|coming|past) )?(?:moments|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"
    r"(?:(?: or| and) (?:weeks|months|years))?(?: (?P<way>ago|later|earlier))?(?!\w)",
)
def plural(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'days after', 'for months', 'in recent weeks', 'years ago'."""
    after = re.match(r"\s+(?:after|before|of|into)\b", scene.text[place.end : place.end + 12])
    if match.group().casefold() in {"moments", "minutes", "hours"}:
        counts = after and after.group().strip() in {"after", "before"}
        return Reading(span=None, form="vague") if counts else None
    cued = scene.cue(place.start) in {"for", "in", "within", "over", "after", "by"}
    return Reading(span=None, form="vague") if match["near"] or match["way"] or cued or after else None


@rule(
    {"the", "this", "last", "past", "next"},
    r"(?:the |this )(?:past|last|next|coming|previous|recent) (?:few |several |couple of |{COUNT} )?"
    r"(?:day|week|month|year|quarter|decade|hour|century)s?(?: or so)?(?!\w)",
)
def stretch(_match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'over the past year', 'in the next few months': no fixed ends."""
    return Reading(span=None, form="duration")


@rule(
    {
        "every",
        "each",
        "per",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "yearly",
        "annually",
        "annual",
        "hourly",
        "twice",
        "once",
        "biweekly",
        "fortnightly",
        *(f"{day}s" for day in WEEKDAYS),
    },
    r"(?:(?:every|each|per)(?: {COUNT}| other)? (?:second|minute|hour|day|week|month|quarter|year|decade"
    r"|{WEEKDAY}|{MONTH}|morning"
    r"|evening|night|spring|summer|autumn|fall|winter)s?|daily|weekly|monthly|quarterly|yearly|annually|hourly"
    r"|biweekly|fortnightly"
    r"|{PLURALDAY})(?!\w)".replace("{PLURALDAY}", "|".join(f"{day}s" for day in WEEKDAYS)),
)
def repeated(_match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'every quarter', 'daily', 'Mondays'."""
    return Reading(span=None, form="set")


@rule(
    {
        "now",
        "right",
        "currently",
        "current",
        "presently",
        "nowadays",
        "recently",
        "more",
        "most",
        "recent",
        "lately",
        "previously",
        "formerly",
        "once",
        "soon",
        "shortly",
        "as",
        "the",
        "at",
        "future",
        "these",
        "one",
        "this",
        "then",
        "near",
        "so",
        "already",
        "a",
        "earlier",
        "later",
        "several",
        "some",
    },
    r"(?:right now|as of now|now(?!-)|currently|presently|nowadays|these days|at present|(?:more|most) recently"
    r"|recently|lately"
    r"|as soon as possible|current(?= [a-z])|(?:the )?(?:near|foreseeable|distant"
    r"|not too distant) future|the future"
    r"|the (?:near|short|long|medium) term|the past|the present|the moment)(?![\w-])",
)
def vague(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'now', 'recently', 'in the future'."""
    words = " ".join(match.group().casefold().split())
    if words == "the moment" and scene.cue(place.start) != "at":
        return None
    if (
        words == "the past"
        and re.match(r"\s+\w+", scene.text[place.end : place.end + 12])
        and scene.cue(place.start) != "in"
    ):
        return None
    return Reading(span=None, form="vague")


RULES: tuple[Rule, ...] = (stretch, duration, plural, repeated, vague)
