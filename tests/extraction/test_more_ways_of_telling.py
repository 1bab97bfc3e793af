"""The same happenings in the many words that newsrooms, law firms and authorities have for them."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims, days, names, reading, source

Case = tuple[str, str, str, str | None, dict[str, list[str]], str | None]

TOLD: list[Case] = [
    # text, type, status, date, roles, source
    (
        "Tokyo Chemicals shelved plans to sell its PX9 chip in China, citing new licensing rules.",
        "sale_halted", "occurred", None,
        {"actor": ["Tokyo Chemicals"], "item": ["PX9"], "destination": ["China"]}, None,
    ),
    (
        ("The Bureau of Industry and Security has denied Lumacore's request to ship its L7 accelerator "
         "to Saudi Arabia."),
        "licence_denied", "occurred", None,
        {"actor": ["Bureau of Industry and Security"], "target": ["Lumacore"], "item": ["L7"],
         "destination": ["Saudi Arabia"]}, None,
    ),
    (
        "South Korea's industry ministry handed Daesung Memory a one-year waiver to bring American tools into Wuxi.",
        "licence_granted", "occurred", None, {"target": ["Daesung Memory"]}, None,
    ),
    (
        ("In April 2023 Orlanis Devices agreed to a $300 million penalty to resolve allegations that it had shipped "
         "disk drives to Huawei without authorisation."),
        "penalty_imposed", "occurred", "2023-04-01/2023-04-30", {"target": ["Orlanis Devices"]}, None,
    ),
    (
        "Arcadia Foundry snagged a $1.4 billion grant from the Commerce Department in December to build a plant.",
        "support_granted", "occurred", "2024-12-01/2024-12-31",
        {"actor": ["US Department of Commerce"], "target": ["Arcadia Foundry"]}, None,
    ),
    (
        "Hours before the deadline, the White House pushed back by 90 days a 25% levy on Malaysian chips.",
        "tariff_eased", "occurred", None, {"actor": ["US government"], "destination": ["Malaysia"]}, None,
    ),
    (
        "Drovex was taken off the Pentagon's list of Chinese military companies in June after a long legal fight.",
        "party_delisted", "occurred", "2025-06-01/2025-06-30", {"target": ["Drovex"]}, None,
    ),
    (
        ("The scheme moved processors, among them 300 of the H100, to China between October 2024 and May 2025, "
         "prosecutors in Houston said."),
        "diversion_reported", "occurred", "2024-10-01/2025-05-31", {"item": ["H100"], "destination": ["China"]}, None,
    ),
    (
        "Customers in China cancelled $300 million of orders for Vertane's inspection tools in May.",
        "sale_halted", "occurred", "2025-05-01/2025-05-31", {"target": ["Vertane"]}, None,
    ),
    (
        "Lumacore's L7, a data-centre processor, was cleared for export to the United Arab Emirates in June.",
        "licence_granted", "occurred", "2025-06-01/2025-06-30",
        {"item": ["L7"], "destination": ["United Arab Emirates"]}, None,
    ),
    (
        "The Pentagon announced a $400 million investment in rare-earth miner Sierra Magnetics on July 10.",
        "support_granted", "occurred", "2025-07-10",
        {"actor": ["US Department of Defense"], "target": ["Sierra Magnetics"]}, None,
    ),
    (
        ("Japan's Ministry of Economy, Trade and Industry revised its list of restricted end users on 31 January 2025, "
         "adding 42 organisations, including Huaxin Micro and Beihang Precision."),
        "party_listed", "occurred", "2025-01-31",
        {"actor": ["Ministry of Economy, Trade and Industry"], "target": ["Huaxin Micro", "Beihang Precision"]}, None,
    ),
    (
        "The agency announced the denial of export privileges of Falcon Air Cargo for 180 days.",
        "penalty_imposed", "occurred", None, {"target": ["Falcon Air Cargo"]}, None,
    ),
    (
        ("The curbs have cost Polaris Compute roughly $1.2 billion in revenue so far, its finance "
         "chief Renee Haddad said."),
        "financial_impact", "occurred", None, {"actor": ["Polaris Compute"]}, "Renee Haddad",
    ),
    (
        "Washington has lifted the licence requirement for exports of chip-design software to China.",
        "control_eased", "occurred", None, {"actor": ["US government"], "destination": ["China"]}, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "date", "roles", "by"), TOLD)
def test_it_is_told_in_other_words(
    text: str, kind: str, status: str, date: str | None, roles: dict[str, list[str]], by: str | None
) -> None:
    told = claim(text, kind)
    found = names(told)
    assert (told.status, days(told), source(told)) == (status, date, by)
    assert {role: found.get(role) for role in roles} == roles  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("The ministry cleared the export of two scanners to Wuhan Xinhui in May.", "Wuhan Xinhui"),
        ("Lumacore is in talks to buy Israeli chip start-up Photonium for $700 million.", "Lumacore"),
        ("Neither Lumacore nor its distributor has applied for permission to sell chips in China.", "Lumacore"),
        ("Officials cleared Harbourline's $2.1 billion purchase of chip tester Quantessa.", "Harbourline"),
        ("The Cyberspace Administration of China summoned Lumacore on 31 July 2024 over its chips.", "Lumacore"),
    ],
)
def test_an_unknown_firm_is_known_by_what_it_does_and_has(text: str, firm: str) -> None:
    assert firm in {entity.name for entity in reading(text).entities if entity.kind == "company"}


def test_brothers_share_a_surname() -> None:
    told = claim(
        "Two brothers, Arif and Imran Qadir, were indicted on Thursday over exports of chips.", "prosecution_advanced"
    )
    assert names(told)["target"] == ["Arif Qadir", "Imran Qadir"]


def test_a_list_that_goes_on_belongs_to_the_listing() -> None:
    told = claim(
        (
            "BIS is adding 23 entities to the Entity List. "
            "Among them are Gaoxin Optoelectronics, Beihang Precision and Tehran Micro Devices."
        ),
        "party_listed",
    )
    assert names(told)["actor"] == ["Bureau of Industry and Security"]
    assert names(told)["target"] == ["Gaoxin Optoelectronics", "Beihang Precision", "Tehran Micro Devices"]
    assert told.evidence.text.startswith("BIS is adding")


def test_an_authority_that_tells_of_its_measure_is_its_author() -> None:
    told = claim(
        "Malaysia said on 14 July that exports of American AI chips now need a trade permit.", "control_imposed"
    )
    assert names(told)["actor"] == ["Malaysian government"]
    assert days(told) == "2025-07-14"


def test_whoever_is_called_on_would_do_it_and_whoever_calls_is_the_source() -> None:
    told = claim(
        "The House Select Committee called on the Commerce Department to put Zhongke Memory on the Entity List.",
        "party_listed",
    )
    assert told.status == "proposed"
    assert names(told)["actor"] == ["US Department of Commerce"]
    assert source(told) == "House Select Committee on China"


def test_whoever_is_pressed_to_stop_a_firm_would_restrict() -> None:
    text = (
        "On a visit to The Hague, Howard Lutnick pressed Dutch officials to stop Orbis from "
        "maintaining machines in China."
    )
    told = claim(text, "control_imposed")
    assert (told.status, names(told)["actor"], source(told)) == ("proposed", ["Dutch government"], "Howard Lutnick")
    assert claim(text, "visit_made").status == "occurred"


def test_a_court_is_not_the_government_of_the_city_it_sits_in() -> None:
    told = claim("A federal appeals court in Washington sided with the drone maker Drovex on Friday.", "court_ruled")
    assert "actor" not in names(told)


def test_what_goes_with_a_deed_happens_on_its_day() -> None:
    told = claim(
        "The Dutch rules entered into force on 1 September 2023, subjecting lithography systems to "
        "a licensing requirement.",
        "control_imposed",
    )
    assert days(told) == "2023-09-01"


def test_a_paper_is_withdrawn_on_another_day_than_it_was_published() -> None:
    text = "The export rule, published on January 15, 2025, was rescinded by the Commerce Department."
    assert days(claim(text, "control_eased")) is None


def test_a_rule_under_which_exports_need_a_permit_has_the_day_and_the_author_of_the_rule() -> None:
    told = claim(
        "Poland adopted a regulation on 9 May 2025 under which deliveries of drones to Belarus "
        "require prior authorisation.",
        "control_imposed",
    )
    assert (names(told)["actor"], names(told)["destination"]) == (["Polish government"], ["Belarus"])
    assert days(told) == "2025-05-09"


def test_a_date_behind_a_meeting_is_its_day_even_where_somebody_speaks_of_it() -> None:
    told = claim(
        "China will approve exports of scandium, Maros Sefcovic said after a call with Wang Wentao on Thursday.",
        "meeting_held",
    )
    assert days(told) == "2025-07-17"


def test_a_licence_that_is_refused_is_told_once() -> None:
    told = claims("The minister has refused to grant Orbis Lithography a licence for the export of the TX-550.")
    assert [(c.type, names(c)["target"]) for c in told] == [("licence_denied", ["Orbis Lithography"])]


def test_acts_of_two_countries_are_two_events() -> None:
    told = claims(
        (
            "Malaysia will demand a permit for exports of AI chips, its trade ministry said on 14 July. "
            "The step follows a report that the United States was drafting a rule to restrict shipments of AI chips."
        ),
        "control_imposed",
    )
    assert [names(c)["actor"] for c in told] == [["Malaysian government"], ["US government"]]


def test_importers_without_a_name_are_unnamed_sources() -> None:
    text = "Beijing has stopped exports of gallium to Japan, three importers said."
    assert source(claim(text, "control_imposed")) == "unnamed sources"


def test_what_somebody_denies_did_not_happen() -> None:
    text = "Malaysia's trade minister denied that his country was being used to smuggle Nvidia H100 chips to China."
    assert claim(text, "diversion_reported").status == "denied"


def test_an_impossible_date_is_no_other_date() -> None:
    told = claim("The ministry will ban exports of gallium to Japan on February 29, 2100.", "control_imposed")
    assert told.date is None


SENTENCES: list[Case] = [
    (
        "Minutes after a new tariff of 20 per cent on Indian steel comes into force, the rupee falls.",
        "tariff_imposed", "occurred", None, {"destination": ["India"]}, None,
    ),
    (
        "A rival, Polaris Compute, was given permission to sell the PX9 to Malaysia.",
        "licence_granted", "occurred", None, {"target": ["Polaris Compute"], "item": ["PX9"]}, None,
    ),
    (
        "Dutch toolmaker Vertane has lost its licence to sell TX-550 scanners in China.",
        "licence_denied", "occurred", None, {"target": ["Vertane"], "item": ["TX-550"], "destination": ["China"]}, None,
    ),
    (
        ("Shipments of chips to Huaxin Micro were halted in late June, Vertane's chief executive, Pieter Bos, told "
        "De Volkskrant."),
        "sale_halted", "occurred", "2025-06-01/2025-06-30", {"target": ["Huaxin Micro"]}, "Pieter Bos",
    ),
    (
        "In the decree, dated 3 June 2025, Vietnam's government bans exports of raw tungsten.",
        "control_imposed", "occurred", "2025-06-03",
        {"actor": ["Vietnamese government"], "item": ["tungsten"]}, None,
    ),
    (
        "Last December the Commerce Department awarded Arcadia Foundry $4.7 billion in subsidies for its plant.",
        "support_granted", "occurred", "2024-12-01/2024-12-31", {"target": ["Arcadia Foundry"]}, None,
    ),
    (
        ("In a notice published on Thursday, the Ministry of Commerce said exporters of gallium to Japan would need "
        "a licence."),
        "control_imposed", "planned", "2025-07-17", {"item": ["gallium"], "destination": ["Japan"]},
        "Ministry of Commerce",
    ),
    (
        "Sanctions on Huaxin Micro took effect on July 1, a week after the Treasury had announced them.",
        "party_listed", "occurred", "2025-07-01", {"target": ["Huaxin Micro"]}, None,
    ),
    (
        "Huawei's Ascend 910C went on sale in May at a third of the price of the H100.",
        "product_launched", "occurred", "2025-05-01/2025-05-31", {"item": ["Ascend 910C"]}, None,
    ),
    (
        "Polaris Compute expects the licence requirement to lower sales by about $300 million this year.",
        "financial_impact", "planned", "2025-01-01/2025-12-31", {"actor": ["Polaris Compute"]}, "Polaris Compute",
    ),
    (
        "ByteDance is sounding out Orbis about a takeover of its chip business, a person briefed on the talks said.",
        "deal_made", "proposed", None, {"actor": ["ByteDance"], "target": ["Orbis"]}, "unnamed sources",
    ),
    (
        "After Modi's meeting with Macron in Marseille, India suspended its curbs on graphite exports.",
        "meeting_held", "occurred", None,
        {"participant": ["Emmanuel Macron", "Narendra Modi"], "place": ["Marseille"]}, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "date", "roles", "by"), SENTENCES)
def test_phrases_hang_where_their_words_say(
    text: str, kind: str, status: str, date: str | None, roles: dict[str, list[str]], by: str | None
) -> None:
    test_it_is_told_in_other_words(text, kind, status, date, roles, by)


def test_each_firm_moves_by_its_own_figure() -> None:
    told = claims("Kestrel Devices fell 3.1% and Daesung Memory 2.4% in Seoul on Tuesday.", "market_moved")
    assert {names(c)["actor"][0]: c.amounts[0].value for c in told} == {"Kestrel Devices": -3.1, "Daesung Memory": -2.4}


def test_a_request_that_is_told_again_with_its_month_is_one_request() -> None:
    told = claim(
        "Lumacore, a chip designer in Austin, has asked the Commerce Department for a licence to ship its L7 to "
        "Malaysia. It filed the application in May.",
        "licence_applied",
    )
    assert days(told) == "2025-05-01/2025-05-31"
    assert (names(told)["item"], names(told)["destination"]) == (["L7"], ["Malaysia"])


def test_whom_a_second_verb_urges_is_addressed() -> None:
    text = (
        "China's foreign ministry voiced strong dissatisfaction and urged the United States to correct its practices."
    )
    assert names(claim(text, "statement_made"))["target"] == ["US government"]


PARAGRAPHS: list[Case] = [
    (
        ("Howard Lutnick, the commerce secretary, defended the approval. His department had barred sales "
         "of the H20 in April."),
        "control_imposed", "occurred", "2025-04-01/2025-04-30",
        {"actor": ["US Department of Commerce"], "item": ["H20"]}, None,
    ),
    (
        ("Peter Lindberg, chief executive of Nordvik Drives, pleaded guilty on Thursday. His company "
         "will forfeit $1.2 million."),
        "penalty_imposed", "planned", None, {"target": ["Nordvik Drives"]}, None,
    ),
    (
        "Peter Lindberg, chief executive of Nordvik Drives, pleaded guilty on Thursday to sending chips to Russia.",
        "prosecution_advanced", "occurred", "2025-07-17", {"target": ["Peter Lindberg"]}, None,
    ),
    (
        ("In March Vietnam bought 20 drones from Drovex. The United States had added the Chinese drone maker to its "
         "Entity List in December 2020."),
        "party_listed", "occurred", "2020-12-01/2020-12-31", {"actor": ["US government"], "target": ["Drovex"]}, None,
    ),
    (
        ("Daesung Memory and Kestrel Devices have asked for licences to ship tools to China. Neither has "
         "received one."),
        "licence_granted", "denied", None, {"target": ["Daesung Memory", "Kestrel Devices"]}, None,
    ),
    (
        "On 7 July I revoked the export licence that was granted to Orbis Lithography in 2023 for the TX-550.",
        "licence_denied", "occurred", "2025-07-07", {"target": ["Orbis Lithography"], "item": ["TX-550"]}, None,
    ),
    (
        "Canada, the largest buyer of both materials, is preparing tariffs of 10 per cent on Indian steel.",
        "tariff_imposed", "planned", None,
        {"actor": ["Canadian government"], "item": ["steel"], "destination": ["India"]}, None,
    ),
    (
        ("Vertane and Orbis Lithography lost their appeals. The court upheld the ministry's refusal to "
         "grant them licences for sales."),
        "licence_denied", "occurred", None, {"target": ["Vertane", "Orbis Lithography"]}, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "date", "roles", "by"), PARAGRAPHS)
def test_whoever_is_only_referred_to_is_found(
    text: str, kind: str, status: str, date: str | None, roles: dict[str, list[str]], by: str | None
) -> None:
    test_it_is_told_in_other_words(text, kind, status, date, roles, by)


def test_what_somebody_is_called_is_no_source_of_what_he_did() -> None:
    text = "Jensen Huang, who met Wang Wentao in Beijing on Thursday, called China's market vital."
    assert source(claim(text, "meeting_held")) is None


FURTHER: list[Case] = [
    (
        "Permission to ship the L7 to Qatar came through on Thursday, Lumacore said.",
        "licence_granted", "occurred", None, {"item": ["L7"], "destination": ["Qatar"]}, "Lumacore",
    ),
    (
        "In retaliation, Canada put a 25% surtax on American aluminium.",
        "tariff_imposed", "occurred", None,
        {"actor": ["Canadian government"], "item": ["aluminium"], "destination": ["United States"]}, None,
    ),
    (
        "Hokuto Silicon is to get a further 300 billion yen in state aid next year.",
        "support_granted", "planned", "2026-01-01/2026-12-31", {"target": ["Hokuto Silicon"]}, None,
    ),
    (
        "Americans may no longer invest in Huaxin Micro under an order that Trump signed on Wednesday.",
        "investment_restricted", "occurred", "2025-07-16", {"target": ["Huaxin Micro"]}, None,
    ),
    (
        ("Beijing agreed to a one-year pause in its controls on holmium, the White House said in a fact "
         "sheet on 1 July."),
        "control_suspended", "occurred", None,
        {"actor": ["Chinese government"], "item": ["holmium"]}, "US government",
    ),
    (
        "Selat Systems bought servers from Dell and resold them to Huaxin Micro, the indictment alleges.",
        "diversion_reported", "occurred", None, {"actor": ["Selat Systems"], "target": ["Huaxin Micro"]}, None,
    ),
    (
        "Thousands of A100s reached China by way of Malaysia last year.",
        "diversion_reported", "occurred", "2024-01-01/2024-12-31", {"item": ["A100"], "destination": ["China"]}, None,
    ),
    (
        "Taipei has followed Washington in restricting sales to Huawei and SMIC.",
        "control_imposed", "occurred", None,
        {"actor": ["Taiwanese government"], "target": ["Huawei", "SMIC"]}, None,
    ),
    (
        "Beijing has named Falcon Aerosystems an unreliable entity.",
        "party_listed", "occurred", None, {"actor": ["Chinese government"], "target": ["Falcon Aerosystems"]}, None,
    ),
    (
        "Raymond Teo was handed a 40-month sentence in Singapore on Monday for abetting fraud with chips.",
        "prosecution_advanced", "occurred", "2025-07-14", {"target": ["Raymond Teo"], "place": ["Singapore"]}, None,
    ),
    (
        "Washington and Hanoi are close to an accord on AI chips, officials said.",
        "agreement_reached", "proposed", None,
        {"participant": ["US government", "Vietnamese government"]}, "unnamed officials",
    ),
    (
        ("The settlement is with Kelvin Instruments Inc., which in June agreed to pay $2.9 million to resolve charges "
        "that it had exported refrigerators to Hefei."),
        "penalty_imposed", "occurred", "2025-06-01/2025-06-30", {"target": ["Kelvin Instruments"]}, None,
    ),
    (
        ("I have with immediate effect placed inspection equipment for semiconductors under a national "
         "licence requirement."),
        "control_imposed", "occurred", None, {}, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "date", "roles", "by"), FURTHER)
def test_further_turns_of_phrase_are_read(
    text: str, kind: str, status: str, date: str | None, roles: dict[str, list[str]], by: str | None
) -> None:
    test_it_is_told_in_other_words(text, kind, status, date, roles, by)


def test_an_appeal_to_stop_bullying_is_no_control() -> None:
    told = claims("China urged the United States to stop politicising trade in semiconductors.")
    assert [c.type for c in told] == ["statement_made"]


def test_each_step_of_a_prosecution_is_told() -> None:
    told = claims(
        "The Department of Justice announced on July 8 the arrest of Marcus Dreyer, a former sales manager. "
        "Mr Dreyer is charged with conspiring to export chips.",
        "prosecution_advanced",
    )
    assert [(names(c)["target"], days(c)) for c in told] == [
        (["Marcus Dreyer"], "2025-07-08"),
        (["Marcus Dreyer"], None),
    ]


def test_an_indictment_of_people_who_are_named_later_is_told() -> None:
    text = "A federal grand jury has indicted four people and one firm for conspiring to export chips to Iran."
    assert claim(text, "prosecution_advanced").status == "occurred"


def test_a_nationality_is_no_firm() -> None:
    found = reading(
        "South Korean memory maker Daesung said the United States had granted its plant a licence."
    ).entities
    assert {entity.name for entity in found if entity.kind == "company"} == {"Daesung"}


MORE: list[Case] = [
    (
        "In May Polaris Compute agreed to pay OFAC $20 million, the largest sum so far.",
        "penalty_imposed", "occurred", "2025-05-01/2025-05-31",
        {"actor": ["Office of Foreign Assets Control"], "target": ["Polaris Compute"]}, None,
    ),
    (
        "Two suspects, surnamed Liao and Chen, were arrested on July 14 over exports of antimony.",
        "prosecution_advanced", "occurred", "2025-07-14", {"target": ["Liao", "Chen"]}, None,
    ),
    (
        "Huawei spoke of new chips. The Ascend 910C will go on sale in September.",
        "product_launched", "planned", "2025-09-01/2025-09-30", {"actor": ["Huawei"], "item": ["Ascend 910C"]}, None,
    ),
    (
        "Terbium and holmium joined the control list in April.",
        "control_imposed", "occurred", "2025-04-01/2025-04-30", {"item": ["terbium", "holmium"]}, None,
    ),
    (
        "Officials discussed the matter with the Bureau of Industry and Security in Washington in January.",
        "meeting_held", "occurred", "2025-01-01/2025-01-31",
        {"participant": ["Bureau of Industry and Security"], "place": ["Washington"]}, None,
    ),
]  # fmt: skip

MORE += [
    (
        "Hungary's economy ministry turned down Orlanis Devices' bid to ship chips to Armenia, the firm said.",
        "licence_denied", "occurred", None, {"target": ["Orlanis Devices"], "destination": ["Armenia"]},
        "Orlanis Devices",
    ),
    (
        "The tariff on Vietnamese chips doubled to 40% at midnight on Friday.",
        "tariff_imposed", "occurred", "2025-07-18", {"destination": ["Vietnam"]}, None,
    ),
    (
        "Zhongke Memory is suing the Pentagon to get its name removed from the list of Chinese military companies.",
        "party_delisted", "proposed", None, {"target": ["Zhongke Memory"]}, None,
    ),
    (
        "BIS has placed a five-year denial order on Falcon Air Cargo and its owner, Dmitri Vasin.",
        "penalty_imposed", "occurred", None, {"target": ["Falcon Air Cargo", "Dmitri Vasin"]}, None,
    ),
    (
        "The State Council published revised rules in May that subject exports of battery technology to approval.",
        "control_imposed", "occurred", "2025-05-01/2025-05-31",
        {"actor": ["State Council"], "item": ["battery technology"]}, None,
    ),
    (
        "Beijing denied that it had told firms to shun the PX9.",
        "control_imposed", "denied", None, {"actor": ["Chinese government"], "item": ["PX9"]}, "Chinese government",
    ),
    (
        "The chips ended up in Russian drones, Ukraine said in June.",
        "diversion_reported", "occurred", None, {"destination": ["Russia"]}, "Ukrainian government",
    ),
    (
        "Xi Jinping told Emmanuel Macron in a call on Tuesday that China would keep its markets open.",
        "statement_made", "occurred", "2025-07-15", {"actor": ["Xi Jinping"], "target": ["Emmanuel Macron"]}, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "date", "roles", "by"), MORE)
def test_more_is_read_of_who_and_when(
    text: str, kind: str, status: str, date: str | None, roles: dict[str, list[str]], by: str | None
) -> None:
    test_it_is_told_in_other_words(text, kind, status, date, roles, by)


def test_whoever_is_added_is_added_to_the_list_of_which_the_article_speaks() -> None:
    told = claims(
        "The Entity List has grown for years. When the Commerce Department added Huaxin Micro in May 2019, few had "
        "heard of it. Zhongke Memory was added in 2020.",
        "party_listed",
    )
    assert [names(c)["target"] for c in told] == [["Huaxin Micro"], ["Zhongke Memory"]]


def test_both_stands_for_the_two_metals_named_before() -> None:
    told = claims(
        "China controls gallium and germanium. Shipments of both to Japan were prohibited in December.",
        "control_imposed",
    )
    assert [names(c)["item"] for c in told if names(c).get("destination") == ["Japan"]] == [["gallium", "germanium"]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The trade ministry yanked Kestrel's export permit for gallium on Monday.", "licence_denied"),
        ("The bureau rebuffed Lumacore's application for a licence to ship the L7 to Qatar.", "licence_denied"),
        ("Chip designer Norlund scooped a licence to ship its chips to Riyadh.", "licence_granted"),
        ("Brussels has junked its ban on exports of graphite to India.", "control_eased"),
        ("Beijing has shelved its curbs on exports of gallium to Japan.", "control_suspended"),
        ("Washington has ditched the 25% tariff on Japanese chips.", "tariff_eased"),
        ("Paris has earmarked 400 million euros in aid for the chip start-up Teravolt.", "support_granted"),
        ("Chip designer Norlund has curtailed shipments of the N5 to Russia.", "sale_halted"),
    ],
)
def test_a_verb_is_read_by_what_it_does_to_the_licence_or_the_measure(text: str, kind: str) -> None:
    assert [told.type for told in claims(text)] == [kind]
