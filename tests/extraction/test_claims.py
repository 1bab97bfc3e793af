"""What a reader gets: which claims an article makes, with evidence, amounts and reasons; and when it makes none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.telling import ON_TOPIC, article, claim, claims, days, names, reading
from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.model import CLAIM_STATUSES, ROLES

US = "The Commerce Department"
MOFCOM = "China's Ministry of Commerce"
RESTRICTED = "restricted exports of the H20 to China"

# ---------------------------------------------------------------- evidence and reasons


def test_the_evidence_is_the_sentence_and_lies_where_it_says() -> None:
    text = f"Chips are small. {US} fined Harrow Devices $12 million on Monday. It did not say why."
    told = claim(text, "penalty_imposed")
    assert told.evidence.text == f"{US} fined Harrow Devices $12 million on Monday."
    assert text[told.evidence.start : told.evidence.end] == told.evidence.text


def test_every_part_of_a_claim_has_a_reason_with_words_of_the_sentence() -> None:
    told = claim(f"{US} fined Harrow Devices $12 million on Monday, Jensen Huang said.", "penalty_imposed")
    fields = {reason.field for reason in told.reasons}
    assert {"type", "status", "date", "actor", "target", "attribution"} <= fields
    assert all(reason.rule for reason in told.reasons)
    assert all(reason.words in told.evidence.text for reason in told.reasons)


def test_the_reason_of_the_type_quotes_its_trigger() -> None:
    told = claim(f"{US} fined Harrow Devices $12 million.", "penalty_imposed")
    assert [reason.words for reason in told.reasons if reason.field == "type"] == ["fined"]


def test_claims_come_in_the_order_of_the_text() -> None:
    text = f"{US} fined Harrow Devices.\n\nNvidia has stopped sales of the H20 to China.\n\n{US} {RESTRICTED}."
    starts = [told.evidence.start for told in claims(text)]
    assert len(starts) > 2
    assert starts == sorted(starts)


# ---------------------------------------------------------------- amounts


def test_a_total_and_its_parts_are_all_amounts_of_the_fine() -> None:
    text = (
        "Harrow Devices agreed to pay $140 million, including a fine of $95 million and a forfeiture of $45 million, "
        "to settle charges that it had sold tools to China."
    )
    told = claim(text, "penalty_imposed")
    assert [(amount.value, amount.unit) for amount in told.amounts] == [(140e6, "USD"), (95e6, "USD"), (45e6, "USD")]
    assert told.amounts[0].words == "$140 million"


def test_a_count_of_goods_belongs_to_the_deal() -> None:
    told = claim("Quillon Semiconductor ordered 2,000 H20 chips from Nvidia in May.", "deal_made")
    assert [(amount.value, amount.unit) for amount in told.amounts] == [(2000, "chips")]


def test_a_charge_is_a_financial_impact_with_its_quarter() -> None:
    told = claim("Nvidia took a charge of $5.5 billion on its H20 stock in the first quarter.", "financial_impact")
    assert [(amount.value, amount.unit) for amount in told.amounts] == [(5.5e9, "USD")]
    assert days(told) == "2025-01-01/2025-03-31"


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        (f"Nvidia shares dropped 6.5% on Wednesday after {US} {RESTRICTED}.", -6.5),
        (f"Shares of Nvidia rose 4% on Tuesday after {US} granted a licence to sell the H20 to China.", 4.0),
        (f"Nvidia's stock lost 3 percent after {US} {RESTRICTED}.", -3.0),
        (f"Nvidia gained 2.1% after {US} granted a licence to sell the H20 to China.", 2.1),
    ],
)
def test_a_price_that_falls_is_negative(text: str, percent: float) -> None:
    told = claim(text, "market_moved")
    assert names(told)["actor"] == ["Nvidia"]
    assert [(amount.value, amount.unit) for amount in told.amounts] == [(percent, "percent")]


def test_each_of_two_shares_moves_by_its_own_figure() -> None:
    moved = claims(f"Nvidia fell 7% and AMD 3% after {US} {RESTRICTED}.", "market_moved")
    told = {names(one)["actor"][0]: [amount.value for amount in one.amounts] for one in moved}
    assert told == {"Nvidia": [-7.0], "AMD": [-3.0]}


def test_a_fall_and_what_caused_it_are_two_claims() -> None:
    kinds = [told.type for told in claims(f"Nvidia fell 7% after {US} {RESTRICTED}.")]
    assert kinds == ["control_imposed", "market_moved"]


# ---------------------------------------------------------------- statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{MOFCOM} condemned the restrictions on Thursday.", "Ministry of Commerce"),
        (f"{MOFCOM} urged the United States to abandon its zero-sum mentality.", "Ministry of Commerce"),
        ("Jensen Huang warned on Wednesday that the United States would lose its lead.", "Jensen Huang"),
        ("Jensen Huang praised Chinese engineers on Wednesday.", "Jensen Huang"),
    ],
)
def test_a_position_is_a_statement_of_whoever_takes_it(text: str, speaker: str) -> None:
    told = claim(text, "statement_made")
    assert names(told)["actor"] == [speaker]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nvidia said it had stopped sales of the H20 to China.", "sale_halted"),
        ("Nvidia said it was filing applications to sell the H20 in China.", "licence_applied"),
        ("Jensen Huang said Harrow Devices had been fined.", "penalty_imposed"),
        (f"{US} denied that it had {RESTRICTED}.", "control_imposed"),
        (f"{MOFCOM} urged Washington to lift its restrictions on exports of the H20 to China.", "control_eased"),
    ],
)
def test_words_whose_content_is_an_event_are_that_event_alone(text: str, kind: str) -> None:
    assert [told.type for told in claims(text)] == [kind]


def test_a_statement_beside_a_deed_stays_a_statement() -> None:
    text = f"China's Ministry of Commerce condemned the United States after {US} {RESTRICTED}."
    assert {told.type for told in claims(text)} == {"statement_made", "control_imposed"}


def test_an_analysts_comment_is_no_position_of_a_party() -> None:
    assert claims("Ottilie Brandt, an analyst at Fenwick Research, warned that the rules would be costly.") == ()


# ---------------------------------------------------------------- silence


@pytest.mark.parametrize(
    "text",
    [
        "The city council banned cars from the old town on Monday. Residents praised the mayor, Ottilie Brandt.",
        "Shares of Nvidia rose 4% on Tuesday. The company's sales were strong.",
        "Jensen Huang met Satya Nadella in Taipei on Thursday. They praised the food.",
        "A court fined the baker $200 for burning bread. He said he was sorry.",
        "The ministry said on Thursday that the harvest was good.",
    ],
)
def test_an_article_about_other_things_claims_nothing(text: str) -> None:
    assert extract(article(text), load_knowledge()).claims == ()


@pytest.mark.parametrize("language", ["zh", "nl", "de-DE"])
def test_an_article_in_another_language_yields_nothing(language: str) -> None:
    found = extract(article(f"{US} {RESTRICTED}. {ON_TOPIC}", language=language), load_knowledge())
    assert (found.claims, found.entities) == ((), ())


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_of_every_country_is_read(language: str | None) -> None:
    found = extract(article(f"{US} {RESTRICTED}. {ON_TOPIC}", language=language), load_knowledge())
    assert [told.type for told in found.claims] == ["control_imposed"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "—", "“”", "\u200b", "Ban.", "a" * 2000])
def test_a_body_without_a_sentence_yields_nothing(text: str) -> None:
    assert extract(article(text), load_knowledge()).claims == ()


# ---------------------------------------------------------------- whatever the text

WORDS = """The the a Commerce Department Bureau of Industry and Security Nvidia Quillon Semiconductor Harrow Devices H20
NXT:2000i China Beijing Dutch government ministry it they which that who , . ; : – — ( ) “ ” " ' ? ! \n\n 3 July 2025
on Monday last month since April said says announced reported told urged denied according to if may will would not no
plans plan added add to Entity List from banned restricted exports sales shipments stopped resumed fined fine $12
million 7% fell rose licence licences granted revoked approval for charged pleaded guilty smuggling met talks agreement
tariffs export controls among them including and or but after when by""".split(" ")

shuffled = st.builds(" ".join, st.lists(st.sampled_from([w for ws in WORDS for w in ws.split("\n")]), max_size=40))


@given(text=st.one_of(shuffled, st.text(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_claims_are_sound_and_quote_it(text: str) -> None:
    found = extract(article(f"{text}\n\n{ON_TOPIC}"), load_knowledge())
    body = found.article.text
    keys = {entity.key for entity in found.entities} | set(load_knowledge().entities)
    for told in found.claims:
        assert body[told.evidence.start : told.evidence.end] == told.evidence.text != ""
        assert told.status in CLAIM_STATUSES
        assert all(fillers and role in ROLES for role, fillers in told.roles.items())
        assert {filler.key for fillers in told.roles.values() for filler in fillers} <= keys
        assert told.date is None or told.date.start <= told.date.end
        assert {reason.field for reason in told.reasons} >= {"type", "status"}


@given(text=shuffled)
@settings(max_examples=20, deadline=None)
def test_the_same_text_is_read_the_same_twice(text: str) -> None:
    assert extract(article(text), load_knowledge()) == extract(article(text), load_knowledge())


def test_the_entities_of_an_article_are_kept_though_it_claims_nothing() -> None:
    assert [entity.name for entity in reading("Nvidia makes chips.").entities] == ["Nvidia"]
