"""Whether a clause tells what happened, what is decided, what is only considered, or what did not happen."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.clauses import Clauses, Word
from tracker.extraction.frames import Trigger
from tracker.extraction.scene import Scene
from tracker.model import ClaimStatus

_PLANNED = frozenset(
    """
    plan intend expect promise pledge vow prepare aim commit schedule assure undertake slate project anticipate
    due set mean ready oblige poise
    """.split()
)
_PROPOSED = frozenset(
    """
    consider weigh mull study urge ask want seek propose threaten examine debate suggest recommend demand push
    lobby hope explore draft request press float contemplate advocate argue appeal encourage evaluate discuss
    wish would-be plead require-that beg review call think insist ponder work lean toy eye entertain sue fight
    """.split()
)
_DENIED = frozenset("deny dispute refuse decline reject fail rule refute contradict oppose".split())
_VOICED = frozenset("threaten propose consider weigh mull float contemplate".split())
"""Verbs that tell of something only as a possibility, even where they are what tells it."""
_PROPOSED_NOUNS = frozenset(
    "proposal threat talk talks call prospect possibility risk option request suggestion idea demand draft".split()
)
_DENIED_NOUNS = frozenset({"refusal", "failure", "denial"})
_PLANNED_NOUNS = frozenset("plan promise pledge intention assurance commitment".split())
_CIRCUMSTANCES = frozenset("during after before at since amid following on in upon".split())
"""Prepositions that tell when or where something is said, not what."""
_FUTURE = frozenset({"will", "shall"})
_POSSIBLE = frozenset({"could", "may", "might", "should", "would", "can"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})
_NEGATIVE = frozenset({"not", "never", "no", "none", "nobody", "neither", "nor", "without", "nothing"})
_CLAUSAL = ("ccomp", "xcomp", "acl", "advcl", "obl", "obj", "nsubj:pass", "nmod", "csubj", "conj")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the words that decided it."""

    status: ClaimStatus
    words: str
    rule: str


_OCCURRED = Verdict("occurred", "", "stated as fact")


def judge(scene: Scene, trigger: Trigger) -> Verdict:
    """The status of what the trigger tells: the weakest that its own verb group and the verbs above it leave."""
    if trigger.pattern.frame.status:
        return Verdict(trigger.pattern.frame.status, scene.clauses.words[trigger.index].text, "implied by the words")
    verdicts = list(_own(scene.clauses, trigger.index)) + list(_above(scene.clauses, trigger.index))
    for status in ("denied", "proposed", "planned"):
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    return _OCCURRED


def is_hypothetical(scene: Scene, index: int) -> bool:
    """Whether the word stands under an 'if' or 'should', in 'how many', or in what nobody ever did."""
    clauses = scene.clauses
    for at in (index, *clauses.ancestors(index)):
        word = clauses.words[at]
        if word.label in {"advcl", "advcl:relcl"} and any(
            clauses.lemmas[c] in {"if", "unless", "should"} for c in clauses.labelled(at, "mark", "aux")
        ):
            return True
    region = clauses.region(index)
    ever = any(clauses.lemmas[c] == "ever" for c in clauses.labelled(index, "advmod"))
    return any(clauses.lemmas[i : i + 2] == ("how", "many") for i in region) or (
        ever and not any(clauses.lemmas[i] in _NEGATIVE for i in region)
    )


def _own(clauses: Clauses, index: int) -> list[Verdict]:
    found = []
    verb = _support(clauses, index)
    if clauses.lemmas[index] in _VOICED and clauses.words[index].tag == "VERB":
        found.append(Verdict("proposed", clauses.words[index].text, "only voiced"))
    for at in dict.fromkeys((index, verb)):
        found.extend(_verb_group(clauses, at))
    for noun in (*clauses.subjects(verb), *clauses.objects(verb)):
        negative = next(
            (c for c in clauses.labelled(noun, "det", "advmod") if clauses.words[c].lemma in _NEGATIVE), None
        )
        negative = (
            negative
            if negative is not None
            else next((c for c in clauses.labelled(noun, "cc:preconj") if clauses.words[c].lemma == "neither"), None)
        )
        if negative is not None or clauses.words[noun].lemma in {"none", "nobody", "neither", "nothing"}:
            found.append(
                Verdict("denied", clauses.words[negative if negative is not None else noun].text, "negated argument")
            )
    return found


def _support(clauses: Clauses, index: int) -> int:
    """The verb that carries the trigger: itself, or the one whose object or subject the noun is."""
    word = clauses.words[index]
    if word.tag not in {"VERB", "AUX"} and word.label in {"obj", "nsubj", "nsubj:pass"} and word.head >= 0:
        return word.head
    return index


def _verb_group(clauses: Clauses, index: int) -> list[Verdict]:
    found = []
    for child in clauses.labelled(index, "aux", "aux:pass", "advmod", "mark", "cop", "det", "cc:preconj"):
        word = clauses.words[child]
        if word.lemma in _NEGATIVE and word.lemma != "without" and not _is_no_longer(clauses, word):
            found.append(Verdict("denied", word.text, "negation"))
        elif word.lemma in _FUTURE:
            found.append(Verdict("planned", word.text, "future auxiliary"))
        elif word.lemma in _POSSIBLE and word.tag == "AUX":
            found.append(_possible(clauses, index, word))
        elif word.lemma in _CONDITIONS and word.label == "mark":
            found.append(Verdict("proposed", word.text, "condition"))
        elif word.lemma == "to" and child and clauses.lemmas[child - 1] == "yet":
            found.append(Verdict("denied", "yet to", "not done so far"))
    return found


def _is_no_longer(clauses: Clauses, word: Word) -> bool:
    after = clauses.words[word.index + 1].lemma if word.index + 1 < len(clauses.words) else ""
    return after in {"longer", "only", "later", "yet"} and word.lemma in {"no", "not"}


def _possible(clauses: Clauses, index: int, word: Word) -> Verdict:
    """'Would' under a verb of saying is a reported future; elsewhere it is conditional."""
    if word.lemma == "would":
        above = clauses.words[index]
        if above.label in {"ccomp", "conj", "parataxis"} and not any(
            w.lemma in {"if", "could", "consider"} for w in clauses.words
        ):
            return Verdict("planned", word.text, "reported future")
    return Verdict("proposed", word.text, "possibility")


def _above(clauses: Clauses, index: int) -> list[Verdict]:
    """What the verbs and nouns that govern the trigger's clause leave of it."""
    found: list[Verdict] = []
    at = _support(clauses, index)
    for _ in range(5):
        word = clauses.words[at]
        if word.head < 0 or word.label not in _CLAUSAL:
            break
        if word.label == "conj" and not _shares_governor(clauses, at):
            break
        if word.label in {"obl", "nmod"} and clauses.words[word.head].tag in {"NOUN", "PROPN"} and word.label == "obl":
            break
        if word.label == "advcl":
            found.extend(_of_no_decision(clauses, word))
            found.extend(_when(clauses, word))
            above = clauses.words[word.head]
            if (
                any(clauses.words[c].lemma == "to" for c in clauses.labelled(at, "mark"))
                and above.lemma in _PROPOSED | _PLANNED | _DENIED
            ):
                found.extend(_by_verb(clauses, word, above))
                at = above.index
                continue
            if above.lemma in {"use", "used"} and clauses.completes(at):
                at = above.index  # 'denied that it was used to smuggle'
                continue
            break
        above = clauses.words[word.head]
        found.extend(_governed(clauses, word, above))
        at = above.index
    return found


def _when(clauses: Clauses, word: Word) -> list[Verdict]:
    """'Will raise it when he flies': what is told in the present beside a plan is planned too."""
    when = any(clauses.words[c].lemma == "when" for c in clauses.labelled(word.index, "advmod", "mark"))
    if not when or word.fine not in {"VBZ", "VBP"}:
        return []
    main = clauses.words[word.head]
    return [v for v in (*_verb_group(clauses, main.index), *_governed(clauses, word, main)) if v.status == "planned"]


def _of_no_decision(clauses: Clauses, word: Word) -> list[Verdict]:
    """'Has made no decision to extend', 'has no plans to tighten': what is not decided is denied."""
    if not any(clauses.words[c].lemma == "to" for c in clauses.labelled(word.index, "mark")):
        return []
    nouns = clauses.labelled(word.head, "obj", "nsubj")
    negated = (c for noun in nouns for c in clauses.labelled(noun, "det") if clauses.words[c].lemma == "no")
    return [Verdict("denied", clauses.words[c].text, "no decision or plan") for c in negated]


def _shares_governor(clauses: Clauses, index: int) -> bool:
    return not clauses.labelled(index, "nsubj", "nsubj:pass", "aux")


def _governed(clauses: Clauses, word: Word, above: Word) -> list[Verdict]:
    """What one verb or noun above leaves of the clause of ``word``."""
    if word.label == "conj":
        return [v for v in _verb_group(clauses, above.index) if v.status != "denied"]
    if above.tag in {"NOUN", "PROPN"}:
        return _by_noun(clauses, above) if word.label in {"acl", "nmod", "ccomp", "xcomp"} else []
    if word.label in {"obl", "nmod"} and above.lemma not in _PROPOSED | _DENIED:
        return []
    if word.label == "obl" and _CIRCUMSTANCES & set(clauses.cases(word.index)):
        return []  # 'on a visit to The Hague he urged': the visit is made
    found = _by_verb(clauses, word, above)
    if word.label in {"xcomp", "ccomp", "obj", "nsubj:pass"}:
        group = _verb_group(clauses, above.index)
        found.extend(v for v in group if v.status != "denied" or word.label != "ccomp")
    return found


def _by_noun(clauses: Clauses, above: Word) -> list[Verdict]:
    if above.lemma in _PROPOSED_NOUNS:
        return [Verdict("proposed", above.text, "noun above")]
    if above.lemma in _DENIED_NOUNS:
        return [Verdict("denied", above.text, "noun above denies")]
    if above.lemma not in _PLANNED_NOUNS:
        return []
    negated = any(clauses.words[c].lemma == "no" for c in clauses.labelled(above.index, "det"))
    return [Verdict("denied" if negated else "planned", above.text, "noun above")]


def _by_verb(clauses: Clauses, word: Word, above: Word) -> list[Verdict]:
    infinitive = any(clauses.words[c].lemma == "to" for c in clauses.labelled(word.index, "mark"))
    if above.lemma in _DENIED and word.label != "nsubj:pass":
        return [Verdict("denied", above.text, "verb above denies")]
    if above.lemma in _PROPOSED:
        return [Verdict("proposed", above.text, "verb above weighs or asks")]
    if above.lemma in _PLANNED:
        return [Verdict("planned", above.text, "verb above plans or promises")]
    return [Verdict("planned", above.text, "is to")] if above.lemma == "be" and infinitive else []
