"""How much the words around a name without a mark speak for a firm."""

from __future__ import annotations

import re

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.context import CORPORATE_POSTS, SAID, post_at, post_before
from tracker.extraction.naming.firms import FIRM_NOUNS
from tracker.extraction.naming.places import all_names
from tracker.extraction.naming.words import Words

Spots = frozenset[int] | set[int]

_POSSESSIONS = lexicon.words("cues", "firms.possessions")
_DEEDS = lexicon.words("cues", "firms.deeds")
_TAKEOVERS = lexicon.words("cues", "firms.takeovers")
_HELD = lexicon.words("cues", "firms.held")
_MOVES = lexicon.words("cues", "firms.moves")
_DECLARES = lexicon.words("cues", "firms.declares")
_LEADING = lexicon.words("cues", "firms.staff")
_ACTED_ON = lexicon.words("cues", "firms.acted_on")
_LISTS = lexicon.words("cues", "firms.lists")
_HANDED = lexicon.words("cues", "firms.handed")
_EXCHANGES = lexicon.words("cues", "firms.exchanges")
_AUXILIARIES = frozenset("has had have will would is was are were may might could can must also then both".split())
_SHARES = frozenset({"shares", "stock", "share", "stocks"})
_MEMBERSHIP = frozenset({"including", "like", "namely", "as"})
_PHRASE_ENDS = frozenset(", . ; ) of in that which who for at".split())
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson lawyer lawyers representative representatives".split())
_GOODS = frozenset("chips processors chip accelerators equipment hardware gpus servers products scanners".split())
_ORGANISED = re.compile(r"\w{2,}(?:tech|tronics?|soft|sys|semi|chip|dyne|ware|com|corp|works|data|link|labs|micro|fab)")
_TICKER = re.compile(r"[A-Z]{1,5}|\d{3,6}")
_REACH = 12
_PHRASE = 5
"""How many words a noun may stand behind its owner."""


def support(words: Words, first: int, last: int, firms_at: Spots) -> float:
    """The weight of one mention, 2 being enough for a name; ``firms_at`` are positions of words in firms' names."""
    return (
        _called(words, first)
        + _staffed(words, first, last)
        + _related(words, first, last)
        + _owning(words, first, last)
        + _acting(words, first, last)
        + _acted_on(words, first, last)
        + _apposed(words, last)
        + _listed(words, first, last, firms_at)
        + _bargaining(words, first, last)
        + _against(words, first, last)
    )


def shape(words: Words, first: int) -> float:
    """The weight of how the name is written: ``DeepSeek``, ``SwayTech``, ``ICARD``."""
    text = words.at(first)
    if not text.isalpha():
        return 0.0
    inner = any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)
    acronym = 0.5 * (len(text) > 1 and text.isupper())
    return acronym + 1.0 * inner + 0.7 * bool(_ORGANISED.fullmatch(text.casefold()))


def has_ticker(words: Words, last: int) -> bool:
    """Whether a code of an exchange follows in brackets: ``(NASDAQ: ONDY)``, ``(2330.TW)``."""
    if words.at(last) != "(":
        return False
    inside = [words.at(at) for at in range(last + 1, min(last + 7, len(words)))]
    inside = inside[: inside.index(")")] if ")" in inside else []
    if len(inside) > 1 and inside[0] in _EXCHANGES:
        return bool(_TICKER.fullmatch(inside[-1]))
    joined = "".join(inside)
    return bool(re.fullmatch(r"(?:\d{3,6}|[A-Z]{2,5})\.[A-Z]{1,3}", joined))


def is_ticker(words: Words, position: int) -> bool:
    """Whether the word there names an exchange, or a code listed on one: ``(NASDAQ: | ONDY)``."""
    if words.at(position) in _EXCHANGES:
        return words.at(position - 1) == "(" or words.at(position + 1) == ":"
    return words.at(position - 1) == ":" and words.at(position - 2) in _EXCHANGES


def _verb_at(words: Words, last: int) -> int:
    """Where the verb stands, behind ``has``, ``will`` and a short insertion: ``X, for its part, | stopped``."""
    at = last
    if words.at(at) == "," and words.fold(at + 1) in {"for", "meanwhile", "however", "which"}:
        at += 1 + (words.fold(at + 1) == "which")
        if at < last + 2:
            close = next((n for n in range(at, min(at + 6, len(words))) if words.at(n) == ","), at)
            at = close + 1
    while words.fold(at) in _AUXILIARIES and at < last + 6:
        at += 1
    return at


def _called(words: Words, first: int) -> float:
    """``chipmaker X``, ``Eindhoven-based X``, ``customers such as X``."""
    before = words.fold(first - 1)
    if not words.same_sentence(first - 1, first):
        return 0.0
    seated = before == "based" and words.at(first - 2) == "-"
    if before in FIRM_NOUNS or (before in {"up", "ups"} and words.fold(first - 3) == "start") or seated:
        return 2.0 if before.endswith("s") else 2.5
    if before.rstrip("s") in FIRM_NOUNS:
        return 2.0
    if before in {"called", "named", ","} and words.fold(first - 2) in FIRM_NOUNS:
        return 1.5 if before == "," else 2.5
    among = before == "them" and words.fold(first - 2) == "among"
    if among or (before in _MEMBERSHIP and (before != "as" or words.fold(first - 2) == "such")):
        return 2.0 * any(_is_plural_firm(words, at) for at in range(max(0, first - 5), first))
    return 0.0


def _is_plural_firm(words: Words, at: int) -> bool:
    word = words.fold(at)
    return word.endswith(("s", "ies")) and (word in FIRM_NOUNS or word[:-1] in FIRM_NOUNS or word == "companies")


def _staffed(words: Words, first: int, last: int) -> float:
    """``analysts at X``, ``chief executive of X``, ``X chief executive``, ``head of research at X``."""
    before, weight = words.fold(first - 1), 0.0
    if before in {"at", "for", "from"} and words.fold(first - 2) in _LEADING:
        weight += 2.0
    if before == "of" and (post := post_before(words, first - 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if (post := post_at(words, last)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if words.fold(last) == "'s" and (post := post_at(words, last + 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if before == "at" and _employed(words, first - 1):
        weight += 2.0
    return weight + 1.5 * (before == "for" and words.fold(first - 2) in _SPEAKERS)


def _related(words: Words, first: int, last: int) -> float:
    """``shipments to X``, ``the takeover of X``, ``shares of X``, ``the former X unit``."""
    before, noun = words.fold(first - 1), words.fold(first - 2)
    weight = 1.5 * ((noun, before) in _RELATIONS)
    if before in {"of", "in"} and noun in {"shares", "stake", "customers", "suppliers", "subsidiary", "unit"}:
        weight += 1.0
    if before in {"from", "to", "through", "by"} and _handed_over(words, first - 1):
        weight += 1.0
    if before == "by" and noun in _HELD:
        weight += 0.7
    return weight + 1.5 * (before == "former" and words.fold(last) in {"unit", "subsidiary", "division", "plant"})


def _handed_over(words: Words, position: int) -> bool:
    """Whether goods, money or permits change hands before the preposition at ``position``."""
    for at in range(position - 1, max(-1, position - 9), -1):
        if not words.same_sentence(at, position) or words.at(at) in {".", ";"}:
            return False
        if words.fold(at) in _HANDED:
            return True
    return False


def _owning(words: Words, first: int, last: int) -> float:
    """``X's factory``, ``X shares``, ``X chips``, ``X's K20``."""
    after, weight = words.fold(last), 0.0
    if after == "'s" and _owns(words, last + 1):
        weight += 1.5
    if after in _SHARES and words.fold(last + 1) not in {"exchange", "market", "index"}:
        weight += 1.8
    goods = last + 1 if after == "'s" else last
    determined = words.fold(first - 1) in {"the", "a", "an", "its", "their", "new", "'s"}
    named = bool(re.fullmatch(r"[A-Z]{1,5}\d{1,4}[A-Za-z]*", words.at(goods)))
    if after != "'s" and words.at(first).isupper() and last - first == 1:
        return weight  # ``USB chips``: what sort of chips they are
    if named or words.fold(goods) in _GOODS or words.fold(goods + 1) in _GOODS:
        weight += 2.0 if after == "'s" else 0.7 if determined else 1.5
    return weight


def _owns(words: Words, first: int) -> bool:
    """Whether what follows ``'s`` is what firms have, behind a sum or an adjective: ``'s | $2bn purchase``."""
    if words.fold(first) in _POSSESSIONS:
        return True
    for at in range(first + 1, first + _PHRASE):
        before = words.at(at - 1)
        if not words.same_sentence(first, at) or not (before.islower() or before == "$" or before[:1].isdigit()):
            return False
        if words.fold(at - 1) in _PHRASE_ENDS or words.fold(at - 1) in _AUXILIARIES:
            return False
        if words.fold(at) in _POSSESSIONS:
            return True
    return False


def _acting(words: Words, first: int, last: int) -> float:
    """``X makes``, ``X, which supplies``, ``X fell 3 per cent``, ``X said it``."""
    if not words.same_sentence(first, last):
        return 0.0
    at, weight = _verb_at(words, last), 0.0
    verb, following = words.fold(at), words.at(at + 1)
    if any(words.fold(n) in {"is", "are", "was", "were"} for n in range(last, at)) and not verb.endswith("ing"):
        return 0.0
    if verb in _MOVES:
        weight += 1.0 + (following[:1].isdigit() or words.fold(at + 1) in {"more", "as", "by"})
    weight += 1.0 * (verb in _DEEDS) + 1.0 * (verb in _DECLARES)
    if following.islower() and words.same_sentence(first, at):
        weight += 1.0 * any(words.fold(n) in _TAKEOVERS for n in range(at, at + 6))
    if verb in SAID | _DECLARES and _as_body(words, at):
        weight += 1.0
    if words.fold(last) in {"had", "has", "holds"} and words.at(last + 1)[:1].isdigit():
        weight += 2.0 * any(words.fold(n) == "market" for n in range(last + 2, last + 9))
    return weight


def _bargaining(words: Words, first: int, last: int) -> float:
    """``X is in talks to buy``, ``neither X nor its distributor``, ``X and its subsidiary``, ``Taiwan's X``."""
    if not words.same_sentence(first, last + 2):
        return 0.0
    at = _verb_at(words, last)
    weight = 1.0 * (words.fold(at) == "in" and words.fold(at + 1) == "talks")
    beside = words.fold(last) in {"and", "or", "nor"} and words.fold(last + 1) == "its"
    weight += 1.0 * (beside and any(words.fold(n) in _POSSESSIONS for n in (last + 2, last + 3)))
    national = words.fold(first - 1) == "'s" and words.at(first - 2) in all_names()
    return weight + 1.0 * national


def _as_body(words: Words, verb: int) -> bool:
    """Whether the speaker is taken up by ``it``, ``its`` or ``the company`` behind the verb."""
    for at in range(verb + 1, min(verb + _REACH, len(words))):
        if not words.same_sentence(verb, at) or words.at(at)[:1].isupper():
            return False
        if words.fold(at) in {"it", "its"} or (words.fold(at - 1) == "the" and words.fold(at) in {"company", "firm"}):
            return True
    return False


def _acted_on(words: Words, first: int, last: int) -> float:
    """``fined X``, ``added X to``, ``X was put on the Entity List``."""
    before, verb, after = words.fold(first - 1), words.fold(first - 2), words.fold(last)
    weight = 0.0
    if before in _LISTS or (before in {"by", "from", "to", "at", "with", "for"} and verb in _LISTS | _HELD):
        weight += 1.0
    if after in {"on", "to", "from", "off"} and before in _LISTS | _ACTED_ON:
        weight += 1.0
    elif before in _ACTED_ON:
        weight += 0.7
    if before == "by" and verb in _HELD:
        weight += 1.0
    return weight + 1.5 * _to_be_listed(words, last) + 1.2 * (before in _BOUGHT)


_BOUGHT = frozenset("buy buying acquire acquired acquiring acquires".split())


def _to_be_listed(words: Words, last: int) -> bool:
    """Whether it comes onto a list: ``X would be added to the … List``."""
    window = [words.fold(at) for at in range(last, last + 9)]
    passive = any(word in {"be", "was", "were", "been", "is"} for word in window[:4])
    moved = any(word in _LISTS or word in _TAKEN_OFF for word in window[:5])
    return passive and moved and any(word.endswith("list") for word in window)


_TAKEN_OFF = frozenset("taken removed struck dropped deleted delisted stripped".split())


def _apposed(words: Words, last: int) -> float:
    """``X, a Dutch toolmaker``, ``X, which makes``, ``X and Y, two makers of``, ``X (NASDAQ: …)``."""
    if has_ticker(words, last):
        return 3.0
    if words.at(last) not in {",", "(", "–", "—"}:
        return 0.0
    after = words.fold(last + 1)
    if after == "which":
        return 1.0
    if after not in _DETERMINERS and not words.at(last + 1).istitle() and after not in FIRM_NOUNS:
        return 0.0
    return 2.5 if _names_firm(words, last + 1) else 0.0


_DETERMINERS = frozenset("a an the one another its their two three four both".split())


def _names_firm(words: Words, position: int) -> bool:
    """Whether a noun for a firm heads the phrase that begins there."""
    for at in range(position, min(position + 8, len(words))):
        starting = words.fold(at) == "up" and words.fold(at - 2) == "start"
        if starting or (words.fold(at) in FIRM_NOUNS and words.fold(at + 1) not in FIRM_NOUNS):
            return words.same_sentence(position, at)
        if words.fold(at) in _PHRASE_ENDS:
            return False
    return False


def _listed(words: Words, first: int, last: int, firms_at: Spots) -> float:
    """Standing in one list with firms: ``Nvidia, X and AMD``."""
    after = last
    if words.at(after) == ",":
        after += 1
    if words.fold(after) in {"and", "or"}:
        after += 1
    if after > last and after in firms_at and words.same_sentence(first, after):
        return 2.0
    before = first - 1
    if words.fold(before) in {"and", "or"}:
        before -= 1
    if words.at(before) == ",":
        before -= 1
    return 2.0 if before < first - 1 and before in firms_at and words.same_sentence(first, before) else 0.0


def _against(words: Words, first: int, last: int) -> float:
    """Weight against a firm: ``the X``, ``in X``, ``X-based``."""
    before = words.fold(first - 1)
    held = {"stake", "shares", "investment", "investor", "invested"}
    located = before in {"in", "near", "outside"} and words.fold(first - 2) not in held
    seat = words.at(last) == "-" and words.fold(last + 1) == "based"
    return -2.0 * (before == "the") - 1.5 * located - 1.5 * seat


def _employed(words: Words, at: int) -> bool:
    """Whether a post stands shortly before ``at``: ``head of Asia research | at``."""
    for position in range(at - 1, max(-1, at - 7), -1):
        if not words.same_sentence(position, at) or words.at(position) in {".", ";"}:
            return False
        if words.fold(position) in {"professor", "fellow", "lecturer", "student"}:
            return False
        if post_at(words, position):
            return True
    return False


_RELATIONS = frozenset(
    (noun, preposition)
    for preposition, nouns in {
        "to": "wrote shipments supplier suppliers sales exports deliveries belongs licences licenses sold shipped "
        "belonging",
        "of": "purchase takeover acquisition subsidiary customers headquarters chairman owner shares arm affiliate",
        "into": "probe investigation inquiry investment",
        "against": "case charges lawsuit suit complaint sanctions",
        "from": "orders ordered buying bought chips licence license comment",
        "for": "tools target supplier supplies makes",
        "at": "yields decisions worked years plants factories",
        "in": "stake shares investment investor invested",
        "by": "request application petition bid appeal purchase takeover acquisition lawsuit complaint",
    }.items()
    for noun in nouns.split()
)
"""What firms stand behind: ``shipments to``, ``the takeover of``."""
