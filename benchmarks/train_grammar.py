"""Train the English tagger and dependency parser of `tracker.extraction.grammar` from a UD treebank.

    python benchmarks/train_grammar.py FOLDER --until 26 --out tracker/extraction/grammar/model.npz

FOLDER holds `en_ewt-ud-{train,dev,test}.conllu.gz`. Made with torch 2.13.0 (CPU build), numpy 2, Python 3.11 and one
thread; torch is needed here only, never by the package. The seed is fixed: the same versions on the same type of
processor give the same model.
"""

import argparse
import copy
import gzip
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from tracker.extraction.grammar.features import CHARACTER_COUNT, SHAPE_COUNT, characters, folded, shape
from tracker.extraction.grammar.trees import best_tree

SEED = 20221
UNKNOWN_WORD = 0
FUNCTION_TAGS = {"ADP", "DET", "CCONJ", "PART", "SCONJ", "PUNCT"}
SIZES = {"word": 128, "character": 32, "filters": 48, "shape": 16, "tag": 64, "hidden": 256, "arc": 320, "label": 128}
WIDTHS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One gold sentence; heads count from 1 and 0 is the root."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    fine_tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the model can name."""

    words: dict[str, int]
    tags: list[str]
    fine_tags: list[str]
    labels: list[str]


def sentences(path: Path) -> Iterator[Sentence]:
    """Gold sentences of a gzip-compressed CoNLL-U file, without multiword ranges and empty nodes."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().strip().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
            rows = [row for row in rows if row[0].isdigit()]
            words, tags, fine, heads, labels = ([row[i] for row in rows] for i in (1, 3, 4, 6, 7))
            yield Sentence(
                words=tuple(words),
                tags=tuple(tags),
                fine_tags=tuple(fine),
                heads=tuple(map(int, heads)),
                labels=tuple(labels),
            )


def key(word: str) -> str:
    """The form under which a word is looked up."""
    return folded(word).lower()


def vocabulary(gold: Sequence[Sentence]) -> Vocabulary:
    """Words seen at least twice, and every tag and label."""
    counts = Counter(key(word) for s in gold for word in s.words)
    known = sorted(word for word, count in counts.items() if count >= 2)
    return Vocabulary(
        words={word: number for number, word in enumerate(known, start=1)},
        tags=sorted({t for s in gold for t in s.tags}),
        fine_tags=sorted({t for s in gold for t in s.fine_tags}),
        labels=sorted({t for s in gold for t in s.labels}),
    )


# --- making web text look more like news: unknown names, headlines, capitals ---

SYLLABLES = (
    "an bel cor dra eno fin gal hua ion jin kel lum mor nex oru pax "
    "qin ral sen tek ume vor wei xan yun zhe tron soft ron ling"
).split()


def invented_name(chance: random.Random) -> str:
    """A name nobody has seen: Galtron, NexLum, KELO, MX-700 without the hyphen."""
    kind = chance.random()
    if kind < 0.2:
        return "".join(chance.choices("ABCDEFGHIKLMNPRSTVXZ", k=chance.randint(2, 5)))
    if kind < 0.3:
        return chance.choice("ABHMRXZ") + str(chance.randint(1, 900)) + chance.choice(["", "", "X"])
    parts = chance.choices(SYLLABLES, k=chance.randint(2, 3))
    return "".join(parts).capitalize() if kind < 0.85 else "".join(part.capitalize() for part in parts)


def renamed(sentence: Sentence, chance: random.Random) -> Sentence:
    """Some proper names become invented ones."""
    words = [
        invented_name(chance) if tag == "PROPN" and word[0].isupper() and chance.random() < 0.4 else word
        for word, tag in zip(sentence.words, sentence.tags, strict=True)
    ]
    return replace(sentence, words=tuple(words))


def headlined(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence in Title Case, lower case or CAPITALS."""
    kind = chance.random()
    if kind < 0.3:
        return replace(sentence, words=tuple(word.lower() for word in sentence.words))
    if kind < 0.5:
        return replace(sentence, words=tuple(word.upper() for word in sentence.words))
    pairs = zip(sentence.words, sentence.tags, strict=True)
    return replace(sentence, words=tuple(w if t in FUNCTION_TAGS else w[:1].upper() + w[1:] for w, t in pairs))


def unstopped(sentence: Sentence) -> Sentence:
    """The sentence without its full stop, as headlines are."""
    if len(sentence.words) < 3 or sentence.words[-1] != "." or len(sentence.words) in sentence.heads:
        return sentence
    columns = (getattr(sentence, name)[:-1] for name in ("words", "tags", "fine_tags", "heads", "labels"))
    words, tags, fine, heads, labels = columns
    return Sentence(words=words, tags=tags, fine_tags=fine, heads=heads, labels=labels)


def varied(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence as the model sees it in one pass over the data."""
    if chance.random() < 0.25:
        sentence = renamed(sentence, chance)
    if chance.random() < 0.06:
        sentence = headlined(sentence, chance)
    if chance.random() < 0.05:
        sentence = unstopped(sentence)
    return sentence


# --- batches ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences of similar length, longest first.

    `spelling[w, c]` are the characters of the distinct words, `which[b, i]` points into them.
    """

    lengths: Tensor
    words: Tensor
    which: Tensor
    spelling: Tensor
    shapes: Tensor
    tags: Tensor
    fine_tags: Tensor
    heads: Tensor
    labels: Tensor


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of unequal length as one table."""
    table = torch.full((len(rows), max(map(len, rows))), fill, dtype=torch.long)
    for number, row in enumerate(rows):
        table[number, : len(row)] = torch.tensor(row, dtype=torch.long)
    return table


def batch(group: Sequence[Sentence], vocab: Vocabulary) -> Batch:
    """A batch with gold columns; -100 marks padding."""
    group = sorted(group, key=lambda s: -len(s.words))
    distinct = {word: number for number, word in enumerate(dict.fromkeys(w for s in group for w in s.words))}
    named = {name: getattr(vocab, name) for name in ("tags", "fine_tags", "labels")}
    numbers = {name: {value: n for n, value in enumerate(values)} for name, values in named.items()}
    return Batch(
        lengths=torch.tensor([len(s.words) for s in group]),
        words=padded([[vocab.words.get(key(w), UNKNOWN_WORD) for w in s.words] for s in group], UNKNOWN_WORD),
        which=padded([[distinct[w] for w in s.words] for s in group], 0),
        spelling=padded([characters(w) for w in distinct], 0),
        shapes=padded([[shape(w) for w in s.words] for s in group], 0),
        tags=padded([[numbers["tags"].get(t, -100) for t in s.tags] for s in group], -100),
        fine_tags=padded([[numbers["fine_tags"].get(t, -100) for t in s.fine_tags] for s in group], -100),
        heads=padded([s.heads for s in group], -100),
        labels=padded([[numbers["labels"].get(t, -100) for t in s.labels] for s in group], -100),
    )


def groups(gold: Sequence[Sentence], size: int, chance: random.Random | None) -> Iterator[list[Sentence]]:
    """Sentences in groups of about `size` words and alike in length; shuffled when `chance` is given."""
    order = list(range(len(gold)))
    order.sort(key=lambda i: len(gold[i].words) + (chance.uniform(-2, 2) if chance else 0))
    made: list[list[Sentence]] = []
    filled = size + 1
    for i in order:
        if filled + len(gold[i].words) > size:
            made.append([])
            filled = 0
        made[-1].append(gold[i])
        filled += len(gold[i].words)
    if chance:
        chance.shuffle(made)
    yield from made


# --- the model ---


class SharedDropout(nn.Module):
    """Dropout that takes away the same features from every word of a sentence."""

    def __init__(self, rate: float) -> None:  # noqa: D107
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Shape (batch, words, features) in and out."""
        if not self.training:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * keep / (1 - self.rate)


class Recurrence(torch.autograd.Function):
    """The step-by-step half of an LSTM, both directions at once; products in bfloat16, everything else in float32.

    Written out because the weight gradient is then one product over the whole batch, not one a step: twice as fast.
    """

    @staticmethod
    def forward(ctx, given: Tensor, weight: Tensor) -> Tensor:
        """`given` (words, 2, batch, 4 hidden), `weight` (2, hidden, 4 hidden); states (words, 2, batch, hidden)."""
        steps, _, size, wide = given.shape
        hidden = wide // 4
        half = weight.bfloat16()
        gates = torch.empty_like(given)
        cells = given.new_zeros(steps + 1, 2, size, hidden)
        states = given.new_zeros(steps + 1, 2, size, hidden, dtype=torch.bfloat16)
        squashed = given.new_empty(steps, 2, size, hidden)
        for t in range(steps):
            gate = torch.add(given[t], torch.bmm(states[t], half), out=gates[t])
            gate[..., : 3 * hidden].sigmoid_()
            gate[..., 3 * hidden :].tanh_()
            i, f, o, g = gate.chunk(4, dim=-1)
            torch.addcmul(i * g, f, cells[t], out=cells[t + 1])
            torch.tanh(cells[t + 1], out=squashed[t])
            states[t + 1] = o * squashed[t]
        ctx.save_for_backward(gates, cells, states, squashed, half)
        return states[1:].float()

    @staticmethod
    def backward(ctx, wanted: Tensor) -> tuple[Tensor, Tensor]:
        """Gradients of `given` and `weight`."""
        gates, cells, states, squashed, half = ctx.saved_tensors
        steps, _, size, wide = gates.shape
        hidden = wide // 4
        back = half.transpose(1, 2).contiguous()
        found = torch.empty_like(gates, dtype=torch.bfloat16)
        d_state = torch.zeros_like(cells[0])
        d_cell = torch.zeros_like(cells[0])
        i, f, o, g = gates.chunk(4, dim=-1)
        slope_i, slope_f = g * i * (1 - i), cells[:-1] * f * (1 - f)
        slope_o, slope_g = squashed * o * (1 - o), i * (1 - g * g)
        slope_c = o * (1 - squashed * squashed)
        for t in range(steps - 1, -1, -1):
            d_state = d_state + wanted[t]
            d_cell.addcmul_(d_state, slope_c[t])
            row = found[t]
            row[..., :hidden] = d_cell * slope_i[t]
            row[..., hidden : 2 * hidden] = d_cell * slope_f[t]
            row[..., 2 * hidden : 3 * hidden] = d_state * slope_o[t]
            row[..., 3 * hidden :] = d_cell * slope_g[t]
            d_state = torch.bmm(row, back).float()
            d_cell = d_cell * f[t]
        before = states[:-1].permute(1, 3, 0, 2).reshape(2, hidden, steps * size)
        d_weight = torch.bmm(before, found.permute(1, 0, 2, 3).reshape(2, steps * size, wide))
        return found.float(), d_weight.float()


class TwoWayLSTM(nn.Module):
    """A bidirectional LSTM; gates in the order input, forget, output, candidate."""

    def __init__(self, given: int, hidden: int) -> None:  # noqa: D107
        super().__init__()
        self.inward = nn.Parameter(torch.empty(2, given, 4 * hidden))
        self.again = nn.Parameter(torch.empty(2, hidden, 4 * hidden))
        self.bias = nn.Parameter(torch.zeros(2, 4 * hidden))
        for direction in range(2):
            nn.init.xavier_uniform_(self.inward.data[direction], gain=1.4)
            for gate in range(4):
                nn.init.orthogonal_(self.again.data[direction, :, gate * hidden : (gate + 1) * hidden])
        self.bias.data[:, hidden : 2 * hidden] = 1.0

    def forward(self, x: Tensor, backwards: Tensor) -> Tensor:
        """(batch, words, given) to (batch, words, 2 hidden); `backwards` reverses each sentence within its length."""
        rows = torch.arange(len(x))[:, None]
        both = torch.stack([x, x[rows, backwards]]).flatten(1, 2).bfloat16()
        inward = torch.bmm(both, self.inward.bfloat16()).float() + self.bias[:, None]
        steps = inward.view(2, *x.shape[:2], -1).permute(2, 0, 1, 3).contiguous()
        out = Recurrence.apply(steps, self.again).permute(1, 2, 0, 3)
        return torch.cat([out[0], out[1][rows, backwards]], dim=2)


def reversal(lengths: Tensor) -> Tensor:
    """For each sentence the positions of its words from last to first; padding stays where it is."""
    places = torch.arange(int(lengths.max()))[None, :].expand(len(lengths), -1)
    return torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)


class Network(nn.Module):
    """Word and character vectors, a BiLSTM for tags, two more for arcs and labels (Dozat and Manning's scorers)."""

    def __init__(self, vocab: Vocabulary, rate: float) -> None:  # noqa: D107
        super().__init__()
        s, hidden = SIZES, SIZES["hidden"]
        self.word = nn.Embedding(len(vocab.words) + 1, s["word"])
        nn.init.normal_(self.word.weight, std=0.1)
        self.character = nn.Embedding(CHARACTER_COUNT, s["character"], padding_idx=0)
        self.filters = nn.ModuleList(
            nn.Conv1d(s["character"], s["filters"], width, padding=width - 1, bias=False) for width in WIDTHS
        )
        self.shape = nn.Embedding(SHAPE_COUNT, s["shape"])
        given = s["word"] + s["filters"] * len(WIDTHS) + s["shape"]
        self.first = TwoWayLSTM(given, hidden)
        self.tag_hidden = nn.Linear(2 * hidden, 192)
        self.tag = nn.Linear(192, len(vocab.tags))
        self.fine_tag = nn.Linear(192, len(vocab.fine_tags))
        self.tag_vector = nn.Linear(len(vocab.tags) + len(vocab.fine_tags), s["tag"])
        self.second = TwoWayLSTM(2 * hidden + s["tag"], hidden)
        self.third = TwoWayLSTM(2 * hidden, hidden)
        self.projections = nn.Linear(2 * hidden, 2 * s["arc"] + 2 * s["label"])
        self.root = nn.Parameter(torch.randn(s["arc"] + s["label"]) * 0.1)
        self.arc = nn.Parameter(torch.zeros(s["arc"] + 1, s["arc"]))
        self.label = nn.Parameter(torch.zeros(len(vocab.labels), s["label"] + 1, s["label"] + 1))
        nn.init.normal_(self.label, std=0.02)
        nn.init.xavier_uniform_(self.arc)
        self.rate = rate
        self.shared = SharedDropout(rate)

    def _inputs(self, b: Batch) -> Tensor:
        spelled = self.character(b.spelling).transpose(1, 2)
        spelled = torch.cat([functional.relu(conv(spelled).max(dim=2).values) for conv in self.filters], dim=1)
        parts = [self.word(b.words), spelled[b.which], self.shape(b.shapes)]
        if self.training:
            drawn = [torch.rand(b.words.shape) >= rate for rate in (0.33, 0.15, 0.15)]
            scale = 3 / sum(d.float() for d in drawn).clamp(min=1)
            parts = [part * (d * scale)[..., None] for part, d in zip(parts, drawn, strict=True)]
        return torch.cat(parts, dim=2)

    def forward(self, b: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Tag scores, fine tag scores, arc scores (b, d, 1+h), and the two vectors a word that give its label."""
        backwards = reversal(b.lengths)
        h = self.shared(self.first(self._inputs(b), backwards))
        t = functional.dropout(functional.leaky_relu(self.tag_hidden(h), 0.1), self.rate, self.training)
        tags, fine = self.tag(t), self.fine_tag(t)
        soft = self.tag_vector(torch.cat([tags.softmax(-1), fine.softmax(-1)], dim=-1))
        h = self.shared(self.second(torch.cat([h, self.shared(soft)], dim=2), backwards))
        h = self.shared(self.third(h, backwards))
        a, k = SIZES["arc"], SIZES["label"]
        both = functional.leaky_relu(self.projections(h), 0.1)
        root = self.root.expand(len(both), 1, -1)
        dependents = self.shared(both[..., : a + k])
        heads = self.shared(torch.cat([root, both[..., a + k :]], dim=1))
        arcs = with_one(dependents[..., :a]) @ self.arc @ heads[..., :a].transpose(1, 2)
        return tags, fine, arcs, with_one(dependents[..., a:]), with_one(heads[..., a:])

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Label scores for pairs of words: (pairs, k+1) twice in, (pairs, labels) out."""
        flat = self.label.permute(1, 0, 2).flatten(1)
        side = (dependents.bfloat16() @ flat.bfloat16()).float().view(len(dependents), -1, heads.shape[1])
        return (side @ heads[:, :, None]).squeeze(2)


def with_one(x: Tensor) -> Tensor:
    """The vectors with a 1 at the end, so that a bilinear form has linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


def masked_arcs(arcs: Tensor, lengths: Tensor) -> Tensor:
    """Arc scores without heads beyond the sentence and without a word as its own head."""
    words = arcs.shape[1]
    beyond = torch.arange(words + 1)[None, :] > lengths[:, None]
    itself = torch.eye(words, words + 1, dtype=torch.bool).roll(1, dims=1)
    return arcs.masked_fill(beyond[:, None, :], -1e9).masked_fill(itself[None], -1e9)


def loss(network: Network, b: Batch) -> Tensor:
    """Sum of the four cross entropies, per word."""
    tags, fine, arcs, dependents, heads = network(b)
    arcs = masked_arcs(arcs, b.lengths)
    real = b.heads >= 0
    gold = b.heads[real]
    rows = torch.nonzero(real)[:, 0]
    labels = network.label_scores(dependents[real], heads[rows, gold])
    return (
        functional.cross_entropy(arcs[real], gold)
        + functional.cross_entropy(labels, b.labels[real])
        + 0.5 * functional.cross_entropy(tags[real], b.tags[real])
        + 0.3 * functional.cross_entropy(fine[real], b.fine_tags[real])
    )


@torch.no_grad()
def scores(network: Network, gold: Sequence[Sentence], vocab: Vocabulary) -> dict[str, float]:
    """UPOS, UAS and LAS in per cent over all words, punctuation included."""
    network.eval()
    right: Counter[str] = Counter()
    for group in groups(gold, 4000, None):
        b = batch(group, vocab)
        tags, _, arcs, dependents, heads = network(b)
        arcs = masked_arcs(arcs, b.lengths)
        for i, n in enumerate(b.lengths.tolist()):
            table = np.zeros((n + 1, n + 1))
            table[1:] = arcs[i, :n, : n + 1].numpy()
            found = torch.from_numpy(best_tree(table)[1:])
            labels = network.label_scores(dependents[i, :n], heads[i, found]).argmax(1)
            attached = found == b.heads[i, :n]
            right["words"] += n
            right["UPOS"] += int((tags[i, :n].argmax(1) == b.tags[i, :n]).sum())
            right["UAS"] += int(attached.sum())
            right["LAS"] += int((attached & (labels == b.labels[i, :n])).sum())
    network.train()
    return {name: round(100 * right[name] / right["words"], 2) for name in ("UPOS", "UAS", "LAS")}


# --- training and export ---


def rate_at(step: int, total: int) -> float:
    """Warm-up over the first 3 % of the steps, then a cosine down to 2 %."""
    warm = max(1, total * 3 // 100)
    if step < warm:
        return step / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))


def average(kept: Network, network: Network, decay: float) -> None:
    """Moves the running average of the weights towards the network."""
    with torch.no_grad():
        for old, new in zip(kept.parameters(), network.parameters(), strict=True):
            old.lerp_(new, 1 - decay)


def train(options: argparse.Namespace, gold: dict[str, list[Sentence]], vocab: Vocabulary) -> Network:
    """The averaged network of the epoch with the best dev LAS; written to `options.out` whenever it improves."""
    chance = random.Random(SEED)
    network = Network(vocab, options.dropout)
    kept = copy.deepcopy(network)
    total = options.epochs * sum(1 for _ in groups(gold["train"], options.words, chance))
    optimiser = torch.optim.Adam(network.parameters(), lr=options.rate, betas=(0.9, 0.95))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, total))
    best, step, started = 0.0, 0, time.monotonic()
    for epoch in range(1, (options.until or options.epochs) + 1):
        sum_of_losses, count = 0.0, 0
        for group in groups([varied(s, chance) for s in gold["train"]], options.words, chance):
            value = loss(network, batch(group, vocab))
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            if step < total:
                schedule.step()
            step += 1
            average(kept, network, min(0.998, (step + 1) / (step + 10)))
            sum_of_losses, count = sum_of_losses + value.item(), count + 1
        line = f"epoch {epoch} loss {sum_of_losses / count:.3f} {time.monotonic() - started:.0f} s"
        if epoch % 2 == 0 or epoch in (options.epochs, options.until):
            dev = scores(kept, gold["dev"], vocab)
            line += f" dev {dev}"
            if dev["LAS"] > best:
                best = dev["LAS"]
                export(kept, vocab, options.out)
        print(line, flush=True)
    return kept


def quantised(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 with one float16 scale a row."""
    scale = np.maximum(np.abs(table).max(axis=-1, keepdims=True) / 127, 1e-7).astype(np.float16)
    scale = np.maximum(scale, np.float16(6e-8))
    return np.clip(np.rint(table / scale.astype(np.float32)), -127, 127).astype(np.int8), scale


def export(network: Network, vocab: Vocabulary, path: Path) -> None:
    """Writes the weights, large tables as int8, and the names of words, tags and labels."""
    arrays: dict[str, np.ndarray] = {}
    for name, weight in network.state_dict().items():
        table = weight.numpy()
        if table.ndim >= 2 and table.size > 4096:
            arrays[f"{name}:int8"], arrays[f"{name}:scale"] = quantised(table)
        else:
            arrays[name] = table.astype(np.float16)
    names = {"words": list(vocab.words), "tags": vocab.tags, "fine_tags": vocab.fine_tags, "labels": vocab.labels}
    for name, values in names.items():
        arrays[f"names:{name}"] = np.frombuffer("\n".join(values).encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=36)
    parser.add_argument("--until", type=int, help="stop after this epoch of the schedule")
    parser.add_argument("--words", type=int, default=700, help="words in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    gold = {s: list(sentences(options.folder / f"en_ewt-ud-{s}.conllu.gz")) for s in ("train", "dev", "test")}
    vocab = vocabulary(gold["train"])
    print(f"{len(vocab.words)} words, {len(vocab.labels)} labels, options {vars(options)}", flush=True)
    network = train(options, gold, vocab)
    print("last, in float32: dev", scores(network, gold["dev"], vocab), "test", scores(network, gold["test"], vocab))


if __name__ == "__main__":
    main()
