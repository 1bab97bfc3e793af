"""The grammar of one sentence, and the questions an event reader asks of it."""

from dataclasses import dataclass

ROOT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Words with their UD tags (`tags`), Penn tags (`fine_tags`), heads (-1 for the root) and UD relations (`labels`).

    All five tuples are equally long. Words are named by their position, from 0.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    fine_tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]

    def children(self, word: int, *labels: str) -> tuple[int, ...]:
        """Words whose head is `word`, left to right; with `labels` only those in exactly one of these relations."""
        found = (i for i, head in enumerate(self.heads) if head == word)
        return tuple(i for i in found if not labels or self.labels[i] in labels)

    def subtree(self, word: int) -> tuple[int, int]:
        """First position and one past the last position of everything below `word`, itself included."""
        start, end, waiting = word, word, [word]
        while waiting:
            below = self.children(waiting.pop())
            waiting.extend(below)
            start, end = min(start, *below, start), max(end, *below, end)
        return start, end + 1

    def conjuncts(self, word: int) -> tuple[int, ...]:
        """All members of the coordination that `word` belongs to, left to right; `word` alone if there is none."""
        first = word
        while self.labels[first] == "conj":
            first = self.heads[first]
        members = [first]
        for member in members:
            members.extend(self.children(member, "conj"))
        return tuple(sorted(members))

    def is_passive(self, word: int) -> bool:
        """Whether the verb `word` is passive: "was banned", "chips banned by", or joined to such a verb by "and"."""
        if self.children(word, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"):
            return True
        if self.children(word, "aux", "nsubj", "obj"):
            return False
        if self.labels[word] == "acl":  # "chips made in Japan": here the form of the past is always a participle
            return self.fine_tags[word] in {"VBN", "VBD"}
        if self.fine_tags[word] != "VBN":
            return False
        return self.labels[word] != "conj" or self.is_passive(self.heads[word])
