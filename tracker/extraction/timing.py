"""When it happened: which of a sentence's dates belongs to a trigger."""

from __future__ import annotations

from datetime import date

from tracker.extraction.attribution import speaking_verb
from tracker.extraction.clauses import Clauses
from tracker.extraction.dates import DateMention
from tracker.extraction.frames import Trigger
from tracker.extraction.sayings import SAYING
from tracker.extraction.scene import Placed, Scene

_ENDS = frozenset({"until", "till", "through", "expire"})
_OTHER = frozenset({"before", "after", "by"})


def choose(scene: Scene, trigger: Trigger, own_act: bool) -> tuple[DateMention, str] | None:
    """The date of what the trigger tells, with the rule that chose it; ``None`` where the sentence gives none.

    A date that hangs on a verb of saying dates the saying. It is taken for the deed only when
    ``own_act`` is set: the speaker tells what it does itself.
    """
    candidates = [d for d in scene.dates if d.found.interval is not None]
    ranked = sorted(candidates, key=lambda d: _distance(scene.clauses, d, trigger))
    for placed in ranked:
        owner = _owner(scene.clauses, placed.head)
        if placed.found.cue in _ENDS:
            continue
        if placed.head in trigger.region and not _belongs_elsewhere(scene.clauses, placed, trigger):
            return placed.found, "stands in the same clause"
        if own_act and owner is not None and owner == speaking_verb(scene.clauses, trigger.index):
            return placed.found, "the day on which the actor announced it"
    return _when(scene, trigger, ranked)


def _when(
    scene: Scene, trigger: Trigger, ranked: list[Placed[DateMention]]
) -> tuple[DateMention, str] | None:
    """The date of the main clause, for a clause that 'when' joins to it."""
    clauses = scene.clauses
    for index in (trigger.index, *clauses.ancestors(trigger.index)):
        word = clauses.words[index]
        joined = any(clauses.words[c].lemma == "when" for c in clauses.labelled(index, "advmod", "mark"))
        if word.head >= 0 and joined and word.label in {"advcl", "acl:relcl", "advcl:relcl"}:
            main = clauses.region(word.head) | {word.head}
            found = next((d for d in ranked if d.head in main and d.found.cue not in _ENDS), None)
            return (found.found, "stands in the clause that 'when' joins") if found else None
    return None


def standing(scene: Scene) -> tuple[DateMention, str] | None:
    """The date that heads the paragraph, for a sentence without one of its own."""
    if scene.standing is None or any(d.found.interval for d in scene.dates):
        return None
    return scene.standing, "heads the paragraph"


def _distance(clauses: Clauses, placed: Placed[DateMention], trigger: Trigger) -> tuple[int, int]:
    path = [placed.head, *clauses.ancestors(placed.head)]
    up = path.index(trigger.index) if trigger.index in path else 50
    return up, abs(placed.head - trigger.index)


def _owner(clauses: Clauses, index: int) -> int | None:
    """The verb that the date hangs on."""
    for above in clauses.ancestors(index):
        if clauses.words[above].tag in {"VERB", "AUX"}:
            return above
    return None


def _belongs_elsewhere(clauses: Clauses, placed: Placed[DateMention], trigger: Trigger) -> bool:
    """Whether the date hangs on another verb of the clause: one of saying, or a participle after a noun."""
    owner = _owner(clauses, placed.head)
    if owner is None or owner == trigger.index:
        return False
    word = clauses.words[owner]
    if word.lemma in SAYING and word.label != "xcomp" and owner != trigger.index:
        return trigger.index in clauses.subtree(owner) and word.lemma not in {"announce"}
    return word.label == "acl" and trigger.index not in clauses.subtree(owner)


def is_future(found: DateMention, published: date) -> bool:
    """Whether the whole interval lies after publication."""
    return found.interval is not None and found.interval.start > published
