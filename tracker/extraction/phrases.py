"""A parse that may be changed, and phrases hung where their prepositions, commas and titles say that they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.extraction.sayings import TELLING

_LEADING = frozenset("to of for from in into by with against on".split())
_ISSUED = frozenset("sign publish issue date dated release announce adopt make send circulate post".split())
_NAMING = frozenset("name call label designate declare brand dub deem classify".split())
_MADE_FOR = frozenset(
    """
    company companies firm firms group equipment tool tools machine machines plant plants capacity line lines license
    rule rules requirement requirements regime partner partners house houses hub hubs industry process processes
    """.split()
)
"""Nouns of which an -ing form says what they are for: 'packaging equipment'."""
_SIGNS = frozenset({"$", "€", "£", "¥", "US$", "NT$", "HK$"})
_SPANS = frozenset("minute hour day week month year minutes hours days weeks months years".split())


@dataclass(slots=True, kw_only=True)
class Tree:
    """A parse that may still be changed; all lists are equally long, ``heads`` is -1 for the root."""

    texts: Sequence[str]
    words: Sequence[str]
    """Base forms."""
    heads: list[int]
    labels: list[str]
    tags: list[str]
    fine: list[str]

    def children(self, index: int, *labels: str) -> list[int]:
        """The words that hang on ``index`` in one of the relations."""
        return [i for i, head in enumerate(self.heads) if head == index and (not labels or self.labels[i] in labels)]

    def subtree(self, index: int) -> set[int]:
        """The word and all below it."""
        found, waiting = {index}, [index]
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def hang_phrases(tree: Tree, kinds: Mapping[int, str]) -> None:
    """Mend the tree in place; ``kinds`` gives the head word of each name and what it names."""
    _keep_prepositions_with_their_nouns(tree)
    _find_subjects_before_prepositions(tree)
    _give_reports_their_subjects(tree)
    _hang_seats_on_their_firms(tree)
    _read_hours_after_as_clauses(tree)
    _read_what_is_given_as_object(tree)
    _read_who_is_paid(tree, kinds)
    _read_gerunds_after_prepositions(tree)
    _read_what_is_named(tree)
    _hang_issuing_on_papers(tree)
    _raise_names_before_commas(tree, kinds)
    _appose_second_subjects(tree, kinds)
    _read_called_on_as_subjects(tree, kinds)
    _appose_names_to_titles(tree, kinds)
    _find_who_told(tree, kinds)


def _keep_prepositions_with_their_nouns(tree: Tree) -> None:
    """In 'a pact with the Emirates on chips' both prepositions cannot belong to the chips."""
    for index, label in enumerate(tree.labels):
        head = tree.heads[index]
        if label != "case" or head <= index or tree.fine[index] not in {"IN", "TO"}:
            continue
        second = next((c for c in tree.children(head, "case") if index + 1 < c < head and tree.fine[c] == "IN"), None)
        if second is None:
            continue
        nouns = [i for i in range(index + 1, second) if tree.tags[i] in {"NOUN", "PROPN"} and tree.labels[i] != "flat"]
        tops = [i for i in nouns if not index < tree.heads[i] < second]
        if len(tops) == 1 and tree.heads[tops[0]] != index:
            tree.heads[index] = tops[0]


def _find_subjects_before_prepositions(tree: Tree) -> None:
    """'Shipments of drones to Belarus need a permit': what a preposition stands before is no subject."""
    for index, label in enumerate(tree.labels):
        if label not in {"nsubj", "nsubj:pass"} or tree.heads[index] < index:
            continue
        case = next((c for c in tree.children(index, "case") if tree.words[c] in _LEADING), None)
        if case is None or case < 1 or tree.tags[case - 1] not in {"NOUN", "PROPN"}:
            continue
        top = case - 1
        while tree.labels[top] in {"nmod", "compound", "flat"} and 0 <= tree.heads[top] < case:
            top = tree.heads[top]
        if tree.labels[top] in {"obl", "obj", "nmod", "root", "dep"} and tree.heads[index] != top:
            verb = tree.heads[index]
            tree.heads[index], tree.labels[index] = top, "nmod"
            if tree.heads[top] >= 0:
                tree.heads[top], tree.labels[top] = verb, label


def _give_reports_their_subjects(tree: Tree) -> None:
    """In 'deliveries to China restarted in July, its maker said' the deliveries restarted; the maker said it."""
    for verb, word in enumerate(tree.words):
        subjects = tree.children(verb, "nsubj") if word in TELLING else []
        told = [c for c in tree.children(verb, "ccomp") if c < verb and not tree.children(c, "nsubj", "nsubj:pass")]
        if len(subjects) > 1 and len(told) == 1 and subjects[0] < told[0] < subjects[-1]:
            passive = bool(tree.children(told[0], "aux:pass"))
            tree.heads[subjects[0]], tree.labels[subjects[0]] = told[0], "nsubj:pass" if passive else "nsubj"


def _hang_seats_on_their_firms(tree: Tree) -> None:
    """In 'Arizona-based Arcadia won' Arizona wins nothing."""
    for seat in range(len(tree.texts) - 3):
        if tree.texts[seat + 1] == "-" and tree.words[seat + 2] == "based" and tree.labels[seat] != "flat":
            tree.heads[seat], tree.labels[seat] = seat + 2, "compound"
            tree.heads[seat + 1], tree.labels[seat + 1] = seat + 2, "punct"
            if tree.heads[seat + 2] == seat:
                tree.heads[seat + 2], tree.labels[seat + 2] = seat + 3, "amod"


def _read_hours_after_as_clauses(tree: Tree) -> None:
    """In 'minutes after a tariff comes into force' the tariff comes into force, not the minutes."""
    for verb in range(2, len(tree.texts)):
        spans = [c for c in tree.children(verb, "nsubj") if tree.words[c] in _SPANS and c < verb]
        for span in spans:
            after = span + 1
            if after >= verb or tree.words[after] not in {"after", "before"} or tree.labels[after] != "case":
                continue
            subject = tree.heads[after]
            if tree.heads[subject] == verb and tree.labels[subject] == "obl" and subject < verb:
                tree.labels[subject], tree.labels[span] = "nsubj", "obl:unmarked"
                tree.heads[after], tree.labels[after], tree.tags[after] = verb, "mark", "SCONJ"


def _read_what_is_given_as_object(tree: Tree) -> None:
    """In 'was given permission to sell' the permission is what is given."""
    for index, label in enumerate(tree.labels):
        verb = tree.heads[index]
        is_noun = label == "xcomp" and tree.tags[index] == "NOUN" and 0 <= verb < index
        if is_noun and tree.children(verb, "aux:pass") and not tree.children(index, "mark", "case", "cop"):
            tree.labels[index] = "obj"


def _read_who_is_paid(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In 'agreed to pay OFAC $20 million' the sum is not OFAC's: it is paid to it."""
    for index, kind in kinds.items():
        total = tree.heads[index]
        if (
            kind not in {"company", "agency", "person", "organisation"}
            or total < index
            or tree.texts[total] not in _SIGNS
        ):
            continue
        verb = tree.heads[total]
        between = range(index + 1, total)
        close = all(tree.labels[i] == "flat" for i in between) and tree.labels[total] == "obj" and 0 <= verb < index
        if close and tree.labels[index] in {"compound", "nmod", "nmod:poss"} and not tree.children(index, "case"):
            tree.heads[index], tree.labels[index] = verb, "iobj"


def _read_gerunds_after_prepositions(tree: Tree) -> None:
    """'Has followed in restricting sales': what is restricted is sales; 'restricting' is no kind of sales."""
    for index, label in enumerate(tree.labels):
        noun = tree.heads[index]
        if tree.fine[index] != "VBG" or label not in {"amod", "compound"} or noun != index + 1 or index < 1:
            continue
        known = tree.words[index] != tree.texts[index].casefold() and tree.words[noun] not in _MADE_FOR
        case = index - 1
        if known and tree.labels[case] == "case" and tree.heads[case] == noun and tree.heads[noun] >= 0:
            tree.heads[index], tree.labels[index], tree.tags[index] = tree.heads[noun], "advcl", "VERB"
            tree.heads[noun], tree.labels[noun] = index, "obj"
            tree.heads[case], tree.labels[case] = index, "mark"


def _read_what_is_named(tree: Tree) -> None:
    """In 'named Falcon an unreliable entity' Falcon is what is named."""
    for verb, word in enumerate(tree.words):
        named = tree.children(verb, "iobj") if word in _NAMING else []
        called = tree.children(verb, "obj") if named else []
        if called:
            tree.labels[named[0]], tree.labels[called[0]] = "obj", "xcomp"


def _hang_issuing_on_papers(tree: Tree) -> None:
    """'In the decree, dated 3 June, the government bans': what was dated is the decree."""
    for index, label in enumerate(tree.labels):
        issued = label == "advcl" and tree.words[index] in _ISSUED and tree.fine[index] == "VBN"
        if not issued or index < 2 or tree.texts[index - 1] != "," or tree.heads[index] < index:
            continue
        top = index - 2
        while tree.labels[top] in {"flat", "compound", "nmod"} and 0 <= tree.heads[top] < index:
            top = tree.heads[top]
        if tree.labels[top] in {"obl", "nsubj", "nsubj:pass", "obl:agent"}:
            tree.heads[index], tree.labels[index] = top, "acl"


def _raise_names_before_commas(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In 'Peter Lindberg, head of Nordvik, pleaded' the name is what the title explains, and not a part of it."""
    for index, kind in kinds.items():
        title = tree.heads[index]
        beside = tree.labels[index] in {"amod", "compound", "nmod:desc"} and title > index and title not in kinds
        if kind not in {"person", "company"} or not beside or tree.tags[title] != "NOUN":
            continue
        last = max([index, *(c for c in tree.children(index, "flat"))])
        if tree.texts[last + 1] == "," and tree.labels[title] in {"nsubj", "nsubj:pass", "obj", "obl", "nmod"}:
            tree.heads[index], tree.labels[index] = tree.heads[title], tree.labels[title]
            tree.heads[title], tree.labels[title] = index, "appos"


def _appose_second_subjects(tree: Tree, kinds: Mapping[int, str]) -> None:
    """'Peter Lindberg, chief executive of Nordvik, pleaded guilty': one subject, and what he is."""
    for verb in range(len(tree.texts)):
        subjects = [c for c in tree.children(verb, "nsubj", "nsubj:pass") if c < verb]
        if len(subjects) != 2:
            continue
        first, second = subjects
        behind = max(tree.subtree(first) - set(range(second, len(tree.texts))), default=first)
        comma = tree.texts[behind] == "," or tree.texts[behind + 1] == ","
        named = first in kinds and second not in kinds and comma
        called = first not in kinds and second in kinds and tree.tags[first] == "NOUN" and second == first + 1
        if named or called:
            tree.heads[second], tree.labels[second] = first, "appos"


def _read_called_on_as_subjects(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In 'Canada, the largest buyer, is preparing tariffs' nobody is called on: Canada prepares them."""
    for index in kinds:
        verb = tree.heads[index]
        if tree.labels[index] not in {"vocative", "dislocated"} or verb < index:
            continue
        if not tree.children(verb, "nsubj", "nsubj:pass", "csubj"):
            tree.labels[index] = "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def _appose_names_to_titles(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In 'met the premier, Cheng Li-chiun, in Taipei' the name goes with the title and not beside it."""
    for index, kind in kinds.items():
        title = tree.heads[index]
        if tree.labels[index] != "conj" or kind != "person" or title in kinds or not 0 <= title < index:
            continue
        beside = tree.children(title, "conj")
        if tree.texts[index - 1] == "," and index - title <= 3 and len(beside) == 1 and not tree.children(index, "cc"):
            tree.labels[index] = "appos"


def _find_who_told(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In ', its head, Pieter Bos, told the Volkskrant' what follows the verb is told, and the name before it tells."""
    for verb, word in enumerate(tree.words):
        if word not in TELLING or tree.fine[verb] not in {"VBD", "VBZ", "VBN"}:
            continue
        subjects = tree.children(verb, "nsubj", "nsubj:pass")
        if tree.children(verb, "aux", "aux:pass") or (subjects and (subjects[0] < verb or word != "tell")):
            continue
        before = [i for i, kind in kinds.items() if kind == "person" and verb - 5 < i < verb]
        if before and all(tree.texts[i] == "," or tree.labels[i] == "flat" for i in range(before[-1] + 1, verb)):
            for told in subjects:
                tree.labels[told] = "obj"
            tree.heads[before[-1]], tree.labels[before[-1]] = verb, "nsubj"
