"""Texts cut into names and proofs."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.store import MentionView
from tracker.web.markup import Proof, paragraphs

TEXT = "Acme makes chips.\n\nThe ministry fined Acme. It paid."


def name(start: int, end: int, key: str = "acme") -> MentionView:
    return MentionView(start=start, end=end, text=TEXT[start:end], key=key, name=key, kind="company")


def test_names_and_proofs_stand_where_they_are_in_the_text():
    first, second = paragraphs(TEXT, [name(0, 4), name(38, 42)], [Proof(start=19, end=43, claim="a")])
    assert [(p.text, p.name and p.name.key) for run in first.runs for p in run.pieces] == [
        ("Acme", "acme"),
        (" makes chips.", None),
    ]
    assert [("".join(p.text for p in run.pieces), run.claims) for run in second.runs] == [
        ("The ministry fined Acme.", ("a",)),
        (" It paid.", ()),
    ]
    assert (first.claims, second.claims) == ((), ("a",))


def test_two_claims_of_one_sentence_share_a_run_and_keep_an_anchor_each():
    proofs = [Proof(start=19, end=43, claim="a"), Proof(start=19, end=43, claim="b")]
    (run, _) = paragraphs(TEXT, [], proofs)[1].runs
    assert run.begun == run.claims == ("a", "b")


def test_a_claim_has_one_anchor_though_its_proof_is_cut_by_another():
    proofs = [Proof(start=19, end=43, claim="a"), Proof(start=32, end=37, claim="b")]
    begun = [claim for run in paragraphs(TEXT, [], proofs)[1].runs for claim in run.begun]
    assert begun == ["a", "b"]


def test_of_two_overlapping_names_the_longer_stays():
    (first, _) = paragraphs(TEXT, [name(0, 4, "short"), name(0, 10, "long")], [])
    assert [p.name.key for run in first.runs for p in run.pieces if p.name] == ["long"]


spans = st.tuples(st.integers(-3, 60), st.integers(-3, 60))


@given(st.text(alphabet="ab \n", max_size=60), st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_no_character_is_lost_or_doubled_whatever_the_spans(text, names, proofs):
    mentions = [MentionView(start=a, end=b, text="", key="k", name="k", kind="item") for a, b in names]
    marked = paragraphs(text, mentions, [Proof(start=a, end=b, claim=f"{a}-{b}") for a, b in proofs])
    shown = ["".join(piece.text for run in paragraph.runs for piece in run.pieces) for paragraph in marked]
    assert shown == [part for part in text.split("\n\n") if part.strip()]
