"""What the words around a pronoun tell of it: whether it stands for anything, acts, is acted on, owns or speaks."""

from __future__ import annotations

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.context import SAID
from tracker.extraction.naming.words import Words
from tracker.model import Kind

MEMBERS: frozenset[Kind] = frozenset({"company", "agency", "organisation"})
"""The kinds that act as one body."""
_EMPTY_IT = lexicon.words("cues", "anaphora.empty_it")
_CLEFT = lexicon.words("cues", "anaphora.cleft")
_LAW_VERBS = frozenset({"passed", "passes", "expires", "expired", "lapses", "lapsed", "becomes"})
_OF_FIRMS = lexicon.words("anaphora", "owned_by_firms")
_OF_STATES = lexicon.words("anaphora", "owned_by_states")
_VERBS = lexicon.words("titles", "said") | lexicon.words("cues", "anaphora.verbs")
CLAUSE_OPENERS = (_VERBS - {"will", "not"}) | lexicon.words("cues", "anaphora.clause_openers")
_ADVERBS = frozenset("not still also now far too very so more less".split())


def is_law(words: Words, position: int) -> bool:
    """Whether only a rule can do what follows: ``it takes effect``, ``it was in force``."""
    following = [words.fold(at) for at in range(position + 1, position + 5)]
    return following[0] in _LAW_VERBS or following[1] == "effect" or "force" in following


def speaks(words: Words, position: int) -> bool:
    """Whether a verb of saying follows, which only bodies can be the subject of: ``it said``, ``it has denied``."""
    following = position + 1 + (words.fold(position + 1) in {"has", "had", "also", "later", "then"})
    return words.fold(following) in SAID - {"met", "visited", "signed"}


def owners(words: Words, position: int) -> frozenset[Kind]:
    """The kinds that can own what follows ``its``: plants belong to firms, borders to states."""
    for at in range(position + 1, position + 5):
        word = words.fold(at)
        if word in _OF_FIRMS:
            return frozenset({"company"})
        if word in _OF_STATES:
            return frozenset({"agency"})
        if not (word.isalpha() or word == "-"):
            break
    return MEMBERS


def is_object(words: Words, position: int) -> bool:
    """Whether a verb or a preposition governs the pronoun there, and no verb of its own follows."""
    before, after = words.fold(position - 1), words.fold(position + 1)
    if not words.same_sentence(position - 1, position) or before in CLAUSE_OPENERS or not before.isalpha():
        return False
    return after not in _VERBS and not (after.endswith(("ed", "s")) and after not in {"as", "its", "this", "was"})


def follows_unnamed(words: Words, position: int) -> bool:
    """Whether it belongs to something without a name: ``a Texas firm and its owner``."""
    return (
        words.fold(position) in {"its", "their"}
        and words.fold(position - 1) == "and"
        and words.at(position - 2).islower()
        and words.same_sentence(position - 2, position)
        and any(words.fold(at) in {"a", "an"} for at in range(max(0, position - 6), position - 2))
    )


def is_empty(words: Words, position: int) -> bool:
    """Whether ``it`` stands for a clause: ``it is unclear whether``, ``it took months``."""
    following = [words.fold(position + n) for n in range(1, 5)]
    if words.fold(position - 1) == "what" or "turn" in following[1:]:
        return True
    if following[0] in {"is", "was"} and following[1] in {".", ",", "?", ";"}:
        return True
    if following[0] in {"is", "was"} and following[1] in _CLEFT:
        return "that" in [words.fold(at) for at in range(position + 3, position + 14)]
    if following[0] in {"will", "would", "may", "might", "could"}:
        return following[1] == "be" and following[2] in _EMPTY_IT
    if following[0] in {"is", "was", "remains", "'s", "seems"}:
        return following[1] in _EMPTY_IT or (following[1] in _ADVERBS and following[2] in _EMPTY_IT)
    return following[0] in {"emerged", "seems", "seemed", "appears", "appeared", "follows", "means", "depends"}
