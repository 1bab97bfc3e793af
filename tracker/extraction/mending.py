"""Mends what the parser gets wrong about news, where the words themselves leave no doubt."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.extraction.phrases import Tree, hang_phrases
from tracker.extraction.sayings import TELLING

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OCCASIONS = frozenset("call interview briefing statement hearing conference letter meeting speech filing".split())
_PLANS = frozenset("decision plan move order proposal vow threat pledge promise offer refusal effort".split())
_DOING = frozenset(
    "propose consider recommend suggest stop start begin resume halt avoid quit cease discuss mull".split()
)
"""Verbs that are followed by what is done: 'proposed restricting exports'."""
_BETWEEN = frozenset({"obj", "obl", "nmod", "obl:unmarked", "nmod:unmarked", "iobj", "compound", "flat"})


def mend(tree: Tree, kinds: Mapping[int, str]) -> None:
    """Mend the tree in place; ``kinds`` gives the head word of each name and what it names."""
    hang_phrases(tree, kinds)
    _mark_infinitives(tree)
    _read_clauses_as_verbs(tree)
    _read_past_tenses_as_active(tree)
    _coordinate_alike(tree, kinds)
    _appose_alike(tree, kinds)
    _hang_reports_on_their_verb(tree, kinds)
    _join_reports(tree)
    _free_what_stands_before_a_speaker(tree)
    _read_progressives_as_verbs(tree)
    _coordinate_infinitives(tree)
    _read_perfects_as_verbs(tree)
    _coordinate_deeds(tree, kinds)
    _coordinate_presents(tree)
    _read_gerunds_as_verbs(tree)
    _hang_infinitives_on_plans(tree)
    _find_speakers_after_quotes(tree, kinds)
    _hang_relatives_on_the_last_name(tree, kinds)


def _mark_infinitives(tree: Tree) -> None:
    """'To' right before a bare verb belongs to that verb; what follows a verb as 'to do' is no subject of it."""
    for i in range(len(tree.texts) - 1):
        if tree.words[i] == "to" and tree.fine[i + 1] == "VB" and tree.labels[i] in {"case", "mark"}:
            tree.heads[i], tree.labels[i], tree.tags[i] = i + 1, "mark", "PART"
            if tree.labels[i + 1] == "csubj" and 0 <= tree.heads[i + 1] < i:
                tree.labels[i + 1] = "xcomp"


def _read_clauses_as_verbs(tree: Tree) -> None:
    """'When the two meet in Detroit': the head of a clause with a subject right before it is a verb."""
    for index, label in enumerate(tree.labels):
        if label not in {"advcl", "ccomp", "acl:relcl"} or tree.fine[index] not in {"NN", "NNS"}:
            continue
        if (index - 1 in tree.children(index, "nsubj")) and not tree.children(index, "cop", "det", "case", "amod"):
            tree.tags[index], tree.fine[index] = "VERB", "VBP" if tree.fine[index] == "NN" else "VBZ"
            for child in tree.children(index, "nmod"):
                tree.labels[child] = "obl"


def _read_past_tenses_as_active(tree: Tree) -> None:
    """'He spoke by phone' has no auxiliary: whoever stands before it does it."""
    for index, label in enumerate(tree.labels):
        verb = tree.heads[index]
        if label == "nsubj:pass" and tree.fine[verb] == "VBD" and not tree.children(verb, "aux", "aux:pass"):
            tree.labels[index] = "nsubj"
            for agent in tree.children(verb, "obl:agent"):
                tree.labels[agent] = "obl"


def _coordinate_alike(tree: Tree, kinds: Mapping[int, str]) -> None:
    """Coordinate names of one kind: in 'G42 of Abu Dhabi and Humain' Humain goes with G42."""
    for index, kind in kinds.items():
        above = tree.heads[index]
        if tree.labels[index] != "conj" or above not in kinds or kinds[above] == kind:
            continue
        while above in kinds and tree.labels[above] in {"nmod", "conj", "appos", "compound", "nmod:poss"}:
            above = tree.heads[above]
            if kinds.get(above) == kind and 0 <= above < index:
                tree.heads[index] = above
                break


def _appose_alike(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In 'the head of Arvano, Petra Lindgren,' the person is the head and not Arvano."""
    for index, kind in kinds.items():
        above = tree.heads[index]
        if tree.labels[index] != "appos" or kind != "person" or kinds.get(above) not in {"company", "agency"}:
            continue
        while above in kinds and tree.labels[above] in {"nmod", "conj", "compound", "nmod:poss"}:
            above = tree.heads[above]
        if above >= 0 and above not in kinds and tree.tags[above] == "NOUN":
            tree.heads[index] = above


def _hang_reports_on_their_verb(tree: Tree, kinds: Mapping[int, str]) -> None:
    """What was said hangs on the verb of saying, not on the noun between: 'told reporters last week that it had'.

    So does what a report says: 'a report by Reuters this month that it was drafting'.
    """
    for index, label in enumerate(tree.labels):
        noun = tree.heads[index]
        if label not in {"acl", "acl:relcl", "ccomp"} or noun < 0 or not _is_content(tree, index, kinds):
            continue
        if label == "ccomp" and tree.tags[noun] not in {"NOUN", "PROPN"}:
            continue
        above = noun
        while above >= 0 and not _tells(tree, above) and tree.words[above] != "report":
            below, above = above, tree.heads[above] if tree.labels[above] in _BETWEEN else -1
            reports = (
                [c for c in tree.children(above, "obj") if tree.words[c] == "report" and c < below]
                if above >= 0
                else []
            )
            above = reports[0] if reports else above
        if above >= 0:
            tree.heads[index], tree.labels[index] = above, "ccomp"


def _tells(tree: Tree, index: int) -> bool:
    """Whether the word is a verb of telling; 'a call' is none."""
    return tree.words[index] in TELLING and tree.tags[index] not in {"NOUN", "PROPN"}


def _is_content(tree: Tree, index: int, kinds: Mapping[int, str]) -> bool:
    """Whether 'that' opens what is said, and does not stand for the noun before it."""
    if _has_that(tree, index):
        return True
    noun = tree.heads[index]
    if not any(tree.words[c] == "that" and c < index for c in tree.children(index)) or not tree.children(
        index, "nsubj"
    ):
        return False
    when = tree.labels[noun] in {"obl:unmarked", "nmod:unmarked"}
    return when or tree.words[noun] in _OCCASIONS or kinds.get(noun) in {"person", "agency", "company"}


def _has_that(tree: Tree, index: int) -> bool:
    return any(tree.words[c] == "that" for c in tree.children(index, "mark"))


def _join_reports(tree: Tree) -> None:
    """'Said that A, and that B': B goes with A, not with the verb of saying."""
    for index, label in enumerate(tree.labels):
        above = tree.heads[index]
        if label == "conj" and above >= 0 and tree.words[above] in TELLING and _has_that(tree, index):
            first = [c for c in tree.children(above, "ccomp") if c < index]
            if first:
                tree.heads[index] = first[0]


def _free_what_stands_before_a_speaker(tree: Tree) -> None:
    """In 'X is to meet Y when he comes, an official said' the 'when' clause belongs to the meeting."""
    for index, label in enumerate(tree.labels):
        if label != "parataxis" or tree.words[index] not in TELLING or tree.heads[index] < 0:
            continue
        subjects = tree.children(index, "nsubj")
        if not subjects or subjects[0] > index:
            continue
        start = min(tree.subtree(subjects[0]))
        for child in tree.children(index, "advcl", "advmod", "obl"):
            if child < start:
                tree.heads[child] = tree.heads[index]


def _read_progressives_as_verbs(tree: Tree) -> None:
    """'It was filing applications' has a verb and its object, not a compound noun."""
    heads, labels = tree.heads, tree.labels
    for i in range(1, len(tree.texts)):
        noun = heads[i]
        is_progressive = tree.texts[i].endswith("ing") and tree.words[i - 1] == "be"
        if not is_progressive or labels[i] not in {"compound", "amod"} or noun <= i or heads[i - 1] != noun:
            continue
        heads[i], labels[i], tree.tags[i] = heads[noun], labels[noun], "VERB"
        heads[noun], labels[noun], labels[i - 1] = i, "obj", "aux"
        for child in tree.children(noun):
            if child < i or labels[child] in {"punct", "advcl", "obl", "parataxis"}:
                heads[child] = i


def _coordinate_infinitives(tree: Tree) -> None:
    """'Urged it to abandon X and continue Y': a bare verb goes with the bare verb before it."""
    for i, label in enumerate(tree.labels):
        above = tree.heads[i]
        if label != "conj" or tree.fine[i] != "VB" or above < 0 or tree.fine[above] not in _FINITE:
            continue
        if tree.children(i, "nsubj", "aux"):
            continue
        bare = [j for j in tree.children(above, "xcomp", "advcl", "ccomp") if j < i and tree.fine[j] == "VB"]
        if bare:
            tree.heads[i] = bare[-1]


def _hang_infinitives_on_plans(tree: Tree) -> None:
    """'Welcomes the decision, announced this morning, to suspend': the infinitive says what was decided."""
    for index, label in enumerate(tree.labels):
        verb = tree.heads[index]
        if label != "advcl" or verb < 0 or not any(tree.words[c] == "to" for c in tree.children(index, "mark")):
            continue
        light = tree.words[verb] in {"make", "take", "have"}  # who makes a decision to act decides to act
        between = tree.children(verb, "obl") if light else tree.children(verb, "obj", "obl")
        plans = [c for c in between if c < index and tree.words[c] in _PLANS]
        if plans:
            tree.heads[index], tree.labels[index] = plans[-1], "acl"


def _find_speakers_after_quotes(tree: Tree, kinds: Mapping[int, str]) -> None:
    """In '…,” said Acting Attorney General Ruth Abernathy' the name is the subject, what stands before it his title."""
    for index, word in enumerate(tree.words):
        if word not in TELLING or not index or tree.texts[index - 1] not in {"”", '"', "’", ","}:
            continue
        people = [i for i in range(index + 1, min(index + 10, len(tree.words))) if kinds.get(i) == "person"]
        if not people or any(t in {",", ".", "that"} for t in tree.texts[index + 1 : people[0]]):
            continue
        person = people[0]
        if tree.heads[person] == index and tree.labels[person] == "nsubj" and not tree.children(index, "obj"):
            titles = [c for c in tree.children(index, "nsubj") if c < person]
        else:
            titles = list(range(index + 1, person))
        if any(tree.labels[i] == "nsubj" and tree.heads[i] == index and i < index for i in range(index)):
            continue
        tree.heads[person], tree.labels[person] = index, "nsubj"
        for title in titles:
            tree.heads[title], tree.labels[title] = person, "compound"


def _hang_relatives_on_the_last_name(tree: Tree, kinds: Mapping[int, str]) -> None:
    """After a comma 'which' and 'who' speak of the name right before it: 'bought it from Intel, in which the state'."""
    for index, label in enumerate(tree.labels):
        if label not in {"acl:relcl", "parataxis"}:
            continue
        pronoun = next((i for i in sorted(tree.subtree(index)) if tree.words[i] in {"which", "who"}), None)
        if pronoun is None or pronoun > index:
            continue
        if label == "parataxis" and (tree.heads[pronoun] != index or not tree.labels[pronoun].startswith("nsubj")):
            continue
        comma = next((i for i in (pronoun - 1, pronoun - 2) if i > 0 and tree.texts[i] == ","), None)
        if comma is None:
            continue
        names = [i for i in kinds if comma - 5 < i < comma and all(_is_of(tree, j, i) for j in range(i, comma))]
        if names:
            tree.heads[index], tree.labels[index] = names[-1], "acl:relcl"


def _is_of(tree: Tree, index: int, name: int) -> bool:
    return index == name or tree.heads[index] == name


def _read_perfects_as_verbs(tree: Tree) -> None:
    """'It had fined Quillon' has a verb and its object, not a thing that it had."""
    heads, labels = tree.heads, tree.labels
    for i in range(1, len(tree.texts)):
        noun, had = heads[i], i - 1
        if tree.fine[had] == "RB" and had:
            had -= 1
        if tree.fine[i] != "VBN" or labels[i] != "amod" or tree.words[had] != "have" or noun <= i or heads[noun] != had:
            continue
        heads[i], labels[i], tree.tags[i] = heads[had], labels[had], "VERB"
        heads[had], labels[had], labels[noun] = i, "aux", "obj"
        for child in tree.children(had):
            heads[child] = i
        heads[noun] = i


def _coordinate_deeds(tree: Tree, kinds: Mapping[int, str]) -> None:
    """'Blacklisted Quillon and restricted exports': a plain noun is not beside a firm, so the participle is a verb."""
    heads, labels = tree.heads, tree.labels
    for i in range(2, len(tree.texts)):
        noun = heads[i]
        if tree.fine[i] not in {"VBN", "VBD"} or labels[i] != "amod" or tree.words[i - 1] != "and" or noun <= i:
            continue
        other = heads[noun]
        if labels[noun] != "conj" or kinds.get(other) not in {"company", "person", "agency"} or noun in kinds:
            continue
        verb = heads[other]
        if labels[other] != "obj" or verb < 0 or tree.fine[verb] not in {"VBD", "VBN"}:
            continue
        heads[i], labels[i], tree.tags[i], tree.fine[i] = verb, "conj", "VERB", "VBD"
        heads[noun], labels[noun] = i, "obj"
        heads[i - 1] = i


def _coordinate_presents(tree: Tree) -> None:
    """'Restricts memory and lists 140 firms': what a number or an article follows after 'and' is a verb."""
    heads, labels = tree.heads, tree.labels
    for i in range(2, len(tree.texts) - 1):
        noun = heads[i]
        if tree.fine[i] != "NNS" or labels[i] != "conj" or tree.words[i - 1] != "and" or noun < 0:
            continue
        verb = heads[noun]
        follows = tree.fine[i + 1] in {"CD", "DT", "PRP$"}
        if not follows or labels[noun] != "obj" or verb < 0 or tree.fine[verb] != "VBZ":
            continue
        objects = [c for c in tree.children(noun, "conj") if c > i] or [c for c in tree.children(i) if c > i + 1]
        heads[i], labels[i], tree.tags[i], tree.fine[i] = verb, "conj", "VERB", "VBZ"
        if objects:
            heads[objects[0]], labels[objects[0]] = i, "obj"


def _read_gerunds_as_verbs(tree: Tree) -> None:
    """'Proposed restricting exports' has a verb and its object below the first, not a kind of exports."""
    heads, labels = tree.heads, tree.labels
    for i in range(1, len(tree.texts)):
        noun = heads[i]
        if tree.fine[i] != "VBG" or labels[i] not in {"amod", "compound"} or tree.words[i - 1] not in _DOING:
            continue
        if noun > i and heads[noun] == i - 1 and labels[noun] == "obj":
            heads[i], labels[i], tree.tags[i] = i - 1, "xcomp", "VERB"
            heads[noun] = i
