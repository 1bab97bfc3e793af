"""When it happened: which of a sentence's dates belongs to a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.extraction.attribution import speaking_verb
from tracker.extraction.clauses import Clauses
from tracker.extraction.dates import DateMention
from tracker.extraction.frames import Trigger
from tracker.extraction.sayings import SAYING
from tracker.extraction.scene import Placed, Scene

_ENDS = frozenset({"until", "till", "through", "expire"})
PAPERS = frozenset(
    """
    rule notice order letter announcement statement report decree proclamation law amendment regulation measure
    document filing directive decision agreement deal arrangement
    """.split()
)
"""What is issued on a day: the day of the paper is the day of what it does."""
_MODIFIERS = frozenset({"compound", "amod", "nmod:poss"})
"""How a date hangs on a noun that it only names: 'the October regime'."""
ISSUING = frozenset("issue publish release send sign date announce make dated adopt post circulate".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A chosen date and the rule that chose it."""

    found: DateMention
    rule: str


def choose(scene: Scene, trigger: Trigger, own_act: bool) -> Dated | None:
    """The date of what the trigger tells; ``None`` where the sentence gives none.

    A date that hangs on a verb of saying dates the saying. It is taken for the deed only when
    ``own_act`` is set: the speaker tells what it does itself.
    """
    clauses = scene.clauses
    candidates = [d for d in scene.dates if d.found.interval is not None and d.found.cue not in _ENDS]
    if trigger.pattern.part == "verb":
        candidates = [d for d in candidates if not _only_names(clauses, d.head)]
    else:
        named = {d.head for d in candidates if _only_names(clauses, d.head)}
        candidates = [d for d in candidates if d.head not in named or clauses.words[d.head].head == trigger.index]
    ranked = sorted(candidates, key=lambda d: _distance(clauses, d, trigger.index))
    saying = speaking_verb(clauses, trigger.index)
    behind = _right_behind(clauses, ranked, trigger)
    if behind is not None:
        return Dated(found=behind.found, rule="stands right behind it")
    for placed in ranked:
        if placed.head in trigger.region and not _belongs_elsewhere(clauses, placed, trigger.index):
            within = (d for d in ranked if d.head in trigger.region and _is_within(d.found, placed.found))
            return Dated(found=next(within, placed).found, rule="stands in the same clause")
    deed = _counted_from(scene, clauses.words[trigger.index].start)
    if deed is not None:
        return deed
    for rule, words in _wider(clauses, trigger.index):
        found = next((d for d in ranked if d.head in words and _owner(clauses, d.head) != saying), None)
        if found is not None:
            return Dated(found=found.found, rule=rule)
    if saying is not None and (own_act or clauses.lemmas[saying] == "announce"):
        said = next((d for d in ranked if _owner(clauses, d.head) == saying), None)
        return Dated(found=said.found, rule="the day on which the actor announced it") if said else None
    return None


def _only_names(clauses: Clauses, index: int) -> bool:
    """Whether a date only tells which noun is meant: 'the October regime', but not 'on Monday local time'."""
    word = clauses.words[index]
    return word.label in _MODIFIERS and not (word.head >= 0 and clauses.lemmas[word.head] == "time")


def _right_behind(
    clauses: Clauses, ranked: Sequence[Placed[DateMention]], trigger: Trigger
) -> Placed[DateMention] | None:
    """The date that follows the phrase of a noun: 'said after a call with Wang on Thursday'."""
    if trigger.pattern.part != "noun" or clauses.words[trigger.index].label not in {"obl", "nmod"}:
        return None
    for placed in ranked:
        first = min(placed.words)
        first -= clauses.lemmas[first - 1] in {"on", "in"} if first else 0
        phrase = clauses.subtree(trigger.index) - clauses.subtree(placed.head)
        if trigger.index < first and first - 1 in phrase and clauses.words[first - 1].text != ",":
            return placed
    return None


def _counted_from(scene: Scene, start: int) -> Dated | None:
    """'On 13 September, one day after the ministry had blocked it': the blocking has a day of its own."""
    for placed in scene.dates:
        deed = placed.found.deed
        if deed is not None and deed.start <= start < deed.end:
            return Dated(found=replace(placed.found, interval=deed.interval), rule="other dates are counted from it")
    return None


def is_earlier(clauses: Clauses, index: int) -> bool:
    """Whether a deed that a noun tells lies before what its sentence tells: 'after the meeting'."""
    word = clauses.words[index]
    return word.label == "obl" and not {"after", "since", "following"}.isdisjoint(clauses.cases(index))


def standing(scene: Scene) -> Dated | None:
    """The date that heads the paragraph, for a sentence that it opens or that has no date of its own."""
    if scene.standing is None:
        return None
    opens = scene.standing.start == scene.sentence.start
    if not opens and any(d.found.interval for d in scene.dates):
        return None
    return Dated(found=scene.standing, rule="heads the paragraph")


def _wider(clauses: Clauses, index: int) -> Iterable[tuple[str, frozenset[int]]]:
    """Stretches outside the clause whose date is the trigger's as well, best first."""
    yield "the day of the paper that does it", _paper(clauses, index)
    yield "stands in the clause that 'when' joins", _joined_by_when(clauses, index)
    yield "stands before the verbs that share it", _before_shared_verbs(clauses, index)
    yield "the day from which it counts", _starting(clauses, index)
    yield "stands in the clause of which it is a part", _clause_of_noun(clauses, index)
    yield "the day on which they were told", _informed(clauses, index)
    yield "stands in the participle before it", _participle(clauses, index)
    yield "stands in the clause that it goes with", _accompanied(clauses, index)


def _paper(clauses: Clauses, index: int) -> frozenset[int]:
    """'A notice issued on 4 October forbids', 'in a report published on', 'signed on Friday a rule that puts'."""
    found: set[int] = set()
    done_to = clauses.is_passive(index)  # 'the rule, published in May, was rescinded': not in May
    nouns = [*(() if done_to else clauses.subjects(index)), *_papers_of(clauses, index)]
    for noun in nouns:
        if is_paper(clauses, noun):
            for participle in clauses.labelled(noun, "acl"):
                if clauses.words[participle].lemma in ISSUING:
                    found |= clauses.subtree(participle)
            found |= _in_force(clauses, noun) | _signed(clauses, noun)
    if issued := issued_with(clauses, index):
        found |= clauses.region(issued)
    for noun in (*clauses.objects(index), *clauses.labelled(index, "obl")):
        found |= _in_force(clauses, noun)
    word = clauses.words[index]
    if word.label.startswith("acl") and word.head >= 0 and clauses.words[word.head].lemma in PAPERS:
        found |= clauses.phrase(word.head)
        above = clauses.words[word.head]
        if above.label in {"obj", "nsubj:pass"} and above.head >= 0:
            found |= clauses.region(above.head)
    return frozenset(found)


def is_paper(clauses: Clauses, noun: int) -> bool:
    """Whether the noun or the name that it heads is something issued: a rule, 'Executive Order 14105'."""
    return any(clauses.lemmas[i] in PAPERS for i in (noun, *clauses.labelled(noun, "flat")))


def _papers_of(clauses: Clauses, index: int) -> Iterable[int]:
    """The adverbial phrases of the word and of the verbs that it completes: 'in a notice it said that'."""
    at = index
    yield from clauses.labelled(at, "obl", "obl:agent")
    while clauses.words[at].label in {"ccomp", "xcomp", "parataxis"} and clauses.words[at].head >= 0:
        at = clauses.words[at].head
        yield from clauses.labelled(at, "obl")


def issued_with(clauses: Clauses, index: int) -> int | None:
    """The verb that issues the paper of which the clause tells: 'adopted a rule under which exports need a permit'."""
    for at in (index, *clauses.ancestors(index)):
        word = clauses.words[at]
        if word.label not in {"advcl", "acl:relcl", "advcl:relcl"} or word.head < 0:
            continue
        below = sorted(clauses.subtree(at))
        if not any(clauses.lemmas[i] == "which" and clauses.lemmas[i - 1] in _UNDER for i in below if i):
            return None
        above = clauses.words[word.head]
        verb = above.head if above.tag in {"NOUN", "PROPN"} and above.label in {"obj", "nsubj:pass"} else above.index
        issues = verb >= 0 and any(clauses.lemmas[o] in PAPERS for o in clauses.objects(verb))
        return verb if issues else None
    return None


_UNDER = frozenset({"under", "by", "through", "with"})


def _signed(clauses: Clauses, noun: int) -> set[int]:
    """'Under an order that the president signed on Wednesday'."""
    issued = (c for c in clauses.labelled(noun, "acl:relcl") if clauses.lemmas[c] in ISSUING)
    return {i for clause in issued for i in clauses.region(clause)}


def _in_force(clauses: Clauses, noun: int) -> set[int]:
    """'Under a rule that takes effect on 1 October, exporters will need'."""
    found: set[int] = set()
    for clause in clauses.labelled(noun, "acl:relcl"):
        holds = any(clauses.lemmas[i] in {"effect", "force"} for i in clauses.subtree(clause))
        if clauses.lemmas[clause] == "apply" or (clauses.lemmas[clause] in {"take", "come", "enter", "go"} and holds):
            found |= clauses.region(clause)
    return found


def _joined_by_when(clauses: Clauses, index: int) -> frozenset[int]:
    for at in (index, *clauses.ancestors(index)):
        word = clauses.words[at]
        if word.head >= 0 and word.label in {"advcl", "acl:relcl", "advcl:relcl"} and _has_when(clauses, at):
            return clauses.region(word.head) | {word.head}
    for child in clauses.labelled(index, "advcl", "advcl:relcl"):
        if _has_when(clauses, child):
            return clauses.region(child)
    return frozenset()


def _has_when(clauses: Clauses, index: int) -> bool:
    return any(clauses.words[c].lemma in {"when", "where"} for c in clauses.labelled(index, "advmod", "mark"))


def _before_shared_verbs(clauses: Clauses, index: int) -> frozenset[int]:
    """'On 2 December the agency blacklisted A and restricted B': what stands before the first verb counts for both."""
    word = clauses.words[index]
    if word.label == "xcomp" and word.head >= 0:
        word = clauses.words[word.head]
    if word.label != "conj" or word.head < 0:
        return frozenset()
    first = word.head
    shared = clauses.is_passive(first) and not clauses.labelled(word.index, "nsubj", "nsubj:pass")
    return frozenset(i for i in clauses.region(first) if i < first or (shared and i < word.index))


def _starting(clauses: Clauses, index: int) -> frozenset[int]:
    """'Would need its permission, starting on 1 December', 'effective 1 July'."""
    starts = (i for i in clauses.subtree(index) if clauses.lemmas[i] in {"start", "begin", "effective"} and i > index)
    return frozenset().union(
        *(clauses.subtree(i) for i in starts if clauses.words[i].label in {"advcl", "advmod", "acl", "amod"})
    )


def _informed(clauses: Clauses, index: int) -> frozenset[int]:
    """'On 2 July the bureau informed the company that it had been rescinded'."""
    word = clauses.words[index]
    tells = word.head >= 0 and clauses.lemmas[word.head] in {"inform", "notify", "instruct"}
    return clauses.region(word.head) if tells and word.label == "ccomp" else frozenset()


def _participle(clauses: Clauses, index: int) -> frozenset[int]:
    """'Speaking in London on Wednesday, he said', 'asked about it on Monday, a spokesman said'."""
    found: set[int] = set()
    for child in clauses.labelled(index, "advcl"):
        asked = clauses.words[child].fine in {"VBN", "VBD"} and clauses.lemmas[child] in {"ask", "question", "press"}
        if (
            child < index
            and (clauses.words[child].fine == "VBG" or asked)
            and not clauses.labelled(child, "nsubj", "mark")
        ):
            found |= clauses.region(child)
    return frozenset(found)


def _accompanied(clauses: Clauses, index: int) -> frozenset[int]:
    """'Entered into force on 1 September, subjecting scanners to': what goes with a deed happens on its day."""
    word = clauses.words[index]
    goes_with = word.label == "advcl" and word.fine == "VBG" and 0 <= word.head < index
    alone = goes_with and not clauses.labelled(index, "nsubj", "nsubj:pass", "mark", "aux")
    saying = goes_with and clauses.lemmas[word.head] in SAYING
    return clauses.region(word.head) if alone and not saying else frozenset()


def _is_within(inner: DateMention, outer: DateMention) -> bool:
    """Whether one date narrows the other: 'last month, on November 9'."""
    a, b = inner.interval, outer.interval
    return (
        a is not None and b is not None and b.start <= a.start and a.end <= b.end and a.end - a.start < b.end - b.start
    )


def _clause_of_noun(clauses: Clauses, index: int) -> frozenset[int]:
    """A deed told by a noun ('during a visit to Taipei in May') happens when its clause says."""
    word = clauses.words[index]
    if word.tag in {"VERB", "AUX"} or word.head < 0 or clauses.words[word.head].lemma in SAYING:
        return frozenset()
    return clauses.region(word.head)


def _distance(clauses: Clauses, placed: Placed[DateMention], index: int) -> tuple[int, int]:
    path: Sequence[int] = [placed.head, *clauses.ancestors(placed.head)]
    up = path.index(index) if index in path else 50
    return up, abs(placed.head - index)


def _owner(clauses: Clauses, index: int) -> int | None:
    """The verb that the date hangs on."""
    return next((a for a in clauses.ancestors(index) if clauses.words[a].tag in {"VERB", "AUX"}), None)


def _belongs_elsewhere(clauses: Clauses, placed: Placed[DateMention], index: int) -> bool:
    """Whether the date hangs on another verb of the clause: one of saying, or a participle after a noun."""
    owner = _owner(clauses, placed.head)
    if owner is None or owner == index:
        return False
    word = clauses.words[owner]
    if word.lemma in SAYING and word.label != "xcomp":
        return index in clauses.subtree(owner) and word.lemma != "announce"
    return word.label == "acl" and index not in clauses.subtree(owner)
