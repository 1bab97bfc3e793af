"""First persons in quotations, lists of dated entries, and turns of phrase that mislead."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims, days, names, source

CHIEF = "Runa Sandvik, chief executive of Orvane Devices"


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        (f"“We have stopped sales of the VX-70 chip to China,” said {CHIEF}.", "sale_halted", "actor"),
        (f"“We have no licence to export the VX-70 chip,” {CHIEF}, said.", "licence_granted", "target"),
        (
            "“We will resume shipments of the VX-70 chip,” Orvane Devices said in a statement.",
            "sale_resumed",
            "actor",
        ),
        (f"“The rule is a mistake,” said {CHIEF}. “We have halted production of the VX-70.”", "sale_halted", "actor"),
    ],
)  # fmt: skip
def test_we_in_a_quotation_is_whom_the_speaker_speaks_for(text: str, kind: str, role: str) -> None:
    assert names(claim(text, kind))[role] == ["Orvane Devices"]  # type: ignore[index]


def test_an_act_told_in_the_first_person_is_no_statement() -> None:
    assert not claims(f"“We have stopped sales of the VX-70 chip to China,” said {CHIEF}.", "statement_made")


def test_we_outside_quotations_is_nobody() -> None:
    assert not claims("Orvane Devices makes chips. We have stopped sales to China.", "sale_halted")


CHRONICLE = (
    "December 2, 2024: The US Commerce Department restricts exports of gallium to China.\n\n"
    "April 2: The Commerce Department fines Orvane Devices $2 million, three days after a hearing."
)


def test_an_entry_headed_by_a_day_without_its_year_is_dated_by_it() -> None:
    assert days(claim(CHRONICLE, "penalty_imposed", "2025-11-20")) == "2025-04-02"


def test_a_promise_is_not_dated_by_the_heading_of_its_entry() -> None:
    text = "2 June 2025: The Commerce Department promises to grant Orvane Devices a licence for sales to China."
    assert days(claim(text, "licence_granted")) is None


@pytest.mark.parametrize(
    ("text", "kind", "role", "name"),
    [
        (
            "A notice issued on 9 July by the US government bans exports of gallium.",
            "control_imposed",
            "actor",
            "US government",
        ),
        (
            "The curbs will wipe $40 million off Orvane Devices’ revenue.",
            "financial_impact",
            "actor",
            "Orvane Devices",
        ),
        (
            "Howard Lutnick met the head of Nvidia, Jensen Huang, on Monday.",
            "meeting_held",
            "participant",
            "Jensen Huang",
        ),
        (
            "Judge Ottilie Brandt ordered Orvane Devices to forfeit $3 million.",
            "penalty_imposed",
            "actor",
            "Ottilie Brandt",
        ),
        (
            "The House passed the Chip Security Act on Tuesday.",
            "bill_advanced",
            "actor",
            "US House of Representatives",
        ),
    ],
)  # fmt: skip
def test_who_takes_part_is_found_behind_another_word(text: str, kind: str, role: str, name: str) -> None:
    assert name in names(claim(text, kind))[role]  # type: ignore[index]


def test_a_firm_that_is_described_by_its_goods_and_country_is_no_state_and_sells_other_goods() -> None:
    (told,) = claims("Orvane, a Dutch maker of inspection tools, has halted deliveries to Russia.")
    assert (told.type, names(told)) == ("sale_halted", {"actor": ["Orvane"], "destination": ["Russia"]})


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The US government denied a report that it planned to lift curbs on the H20.", "control_eased", "denied"),
        ("India threatened a 50% levy on Chinese goods.", "tariff_imposed", "proposed"),
        ("AMD is preparing a slower version of its MI450 for China.", "product_launched", "planned"),
        ("Neither Orvane Devices nor its units have ever been placed on the Entity List.", "party_listed", "denied"),
        ("The minister, Hana Suzuki, ruled out restrictions on exports of gallium.", "control_imposed", "denied"),
    ],
)  # fmt: skip
def test_what_is_denied_or_only_voiced_is_told_as_such(text: str, kind: str, status: str) -> None:
    assert claim(text, kind).status == status


def test_them_is_what_the_sentence_named_before() -> None:
    told = claims("Donald Trump raised tariffs on Chinese goods to 145% in April and cut them to 30% in May.")
    assert {(c.type, days(c)) for c in told} == {
        ("tariff_imposed", "2025-04-01/2025-04-30"),
        ("tariff_eased", "2025-05-01/2025-05-31"),
    }


def test_a_rule_that_takes_effect_on_a_day_dates_what_it_asks_for() -> None:
    text = "Under a rule that takes effect on 1 October, exporters of gallium will need a licence from Japan."
    assert days(claim(text, "control_imposed")) == "2025-10-01"


def test_the_paper_in_which_it_is_reported_is_the_source() -> None:
    text = "Orvane Devices rejected a report in the Taipei Ledger that it had halted sales of the H20 to China."
    assert source(claim(text, "sale_halted")) == "Orvane Devices"


def test_a_quotation_that_goes_on_is_said_by_the_same_speaker() -> None:
    text = f"“The rule is a mistake,” said {CHIEF}. “We have halted production of the VX-70.”"
    assert source(claim(text, "sale_halted")) == "Runa Sandvik"


def test_an_agency_is_known_by_its_country_and_its_task() -> None:
    told = claim(
        "China’s market regulator opened an investigation into Orvane Devices in January.", "investigation_opened"
    )
    assert names(told)["actor"] == ["State Administration for Market Regulation"]


def test_a_present_tense_that_looks_like_a_plural_is_a_deed() -> None:
    text = (
        "December 2, 2024: The Biden administration restricts memory chips and lists 140 companies, among them Nvidia."
    )
    assert names(claim(text, "party_listed"))["actor"] == ["US government"]
