import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model import Amount, DateInterval
from tracker.resolution import Decision, Kinship, ResolvedEvent, SourcedClaim, resolve

JULY_17 = date(2025, 7, 17)


def on(first: date, days: int = 1) -> DateInterval:
    precision = "day" if days == 1 else "range"
    return DateInterval(start=first, end=first + timedelta(days=days - 1), precision=precision, words="", rule="")


def told(identifier: str, /, **changes: Any) -> SourcedClaim:
    """Nvidia is granted a licence for the H20 on 17 July, unless changed."""
    fields: dict[str, Any] = {
        "type": "licence_granted",
        "status": "occurred",
        "date": on(JULY_17),
        "roles": {"target": ("nvidia",), "item": ("h20",)},
        "amounts": (),
        "attribution": None,
        "evidence": " ".join(f"word{identifier}{n}" for n in range(8)),
        "source": f"article {identifier}",
        "outlet": f"Outlet {identifier}",
        "standing": "press",
        "origin": f"Outlet {identifier}",
        "published": datetime(2025, 7, 18, tzinfo=UTC),
        "revised": False,
    }
    return SourcedClaim(id=identifier, **(fields | changes))


def groups(*claims: SourcedClaim) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in resolve(claims)}


def one(*claims: SourcedClaim) -> ResolvedEvent:
    (event,) = resolve(claims)
    return event


def usd(value: float) -> tuple[Amount, ...]:
    return (Amount(value=value, unit="USD", words=""),)


def test_two_reports_of_one_happening_are_one_event():
    assert groups(told("a"), told("b", published=datetime(2025, 7, 19, tzinfo=UTC))) == {frozenset("ab")}


def test_a_report_that_knows_less_joins_one_that_knows_more():
    less = told("b", roles={"target": ("nvidia",), "item": ("h20",)})
    roles = {"actor": ("bis",), "target": ("nvidia", "amd"), "item": ("h20",), "destination": ("china",)}
    assert one(less, told("a", roles=roles)).roles == roles


def test_different_happenings_stay_apart():
    base = told("a")
    others = {
        "type": told("b", type="licence_denied"),
        "target": told("b", roles={"target": ("amd",), "item": ("h20",)}),
        "item": told("b", roles={"target": ("nvidia",), "item": ("h200",)}),
        "month": told("b", date=on(date(2025, 9, 18))),
        "year": told("b", date=on(date(2024, 7, 17))),
        "status": told("b", status="denied"),
        "source": told("b", source="article a", date=on(date(2025, 7, 18))),
    }
    for why, other in others.items():
        assert len(groups(base, other)) == 2, why


def test_a_day_that_outlets_give_differently_is_one_happening_with_a_conflict():
    event = one(told("a"), told("b"), told("c", date=on(date(2025, 7, 18))))
    (conflict,) = event.conflicts
    assert (conflict.kind, conflict.contradiction) == ("date", True)
    assert [side.value for side in conflict.sides] == ["2025-07-17", "2025-07-18"]
    assert conflict.note is not None and "time zones" in conflict.note


def test_two_statements_of_one_speaker_on_one_day_stay_apart():
    said = {"roles": {"actor": ("jensen-huang",)}, "type": "statement_made"}
    assert len(groups(told("a", **said), told("b", **said))) == 2


def test_what_was_planned_may_have_happened():
    assert one(told("a", status="planned"), told("b"), told("c")).status == "occurred"


def test_an_agency_acts_for_its_department_and_government_but_not_for_another_agency():
    kin = Kinship({"bis": ("commerce",), "commerce": ("us",), "treasury": ("us",), "trump": ("us",)})

    def by(identifier: str, actor: str) -> SourcedClaim:
        return told(identifier, roles={"actor": (actor,), "item": ("h20",)}, type="control_imposed")

    for superior in ("commerce", "us"):
        assert len(resolve([by("a", "bis"), by("b", superior)], kin)) == 1
    assert len(resolve([by("a", "us"), by("b", "trump")], kin)) == 1
    assert len(resolve([by("a", "bis"), by("b", "treasury")], kin)) == 2
    assert len(resolve([by("a", "bis"), by("b", "treasury")])) == 2


def test_a_rule_that_is_announced_and_then_in_force_is_one_event():
    imposed = {"type": "control_imposed", "roles": {"actor": ("mofcom",), "item": ("gallium",)}}
    announced = told("a", **imposed, date=on(date(2023, 7, 3)))
    in_force = told("b", **imposed, date=on(date(2023, 8, 1)), evidence=announced.evidence)
    (event,) = resolve([announced, in_force])
    assert [conflict.kind for conflict in event.conflicts] == ["date"]


def test_an_undated_report_joins_one_published_in_the_same_days():
    undated = told("b", date=None, published=datetime(2025, 7, 25, tzinfo=UTC))
    late = told("c", date=None, published=datetime(2026, 7, 26, tzinfo=UTC))
    alike = replace(undated, evidence=told("a").evidence)
    assert groups(told("a"), alike) == {frozenset("ab")}
    assert groups(told("a"), late) == {frozenset("a"), frozenset("c")}


def test_two_reference_records_are_two_events():
    records = [told(name, standing="reference", published=None) for name in "ab"]
    assert len(groups(*records)) == 2


def test_what_a_person_decided_counts_for_more_than_likeness():
    apart = [told("a"), told("b", roles={"target": ("amd",), "item": ("mi308",)}, date=on(date(2019, 1, 1)))]
    assert len(resolve(apart)) == 2
    assert len(resolve(apart, None, [Decision(one="a", other="b", same=True)])) == 1
    alike = [told("a"), told("b")]
    assert len(resolve(alike, None, [Decision(one="a", other="b", same=False)])) == 2


def test_official_documents_outweigh_filings_and_those_the_press_and_that_unnamed_sources():
    standings = ("unnamed", "press", "filing", "official")
    claims = [
        told(str(n), standing=standing, date=on(date(2025, 7, 14 + n)), amounts=usd(5.1e9 + n * 1e7))
        for n, standing in enumerate(standings)
    ]
    for number in range(1, len(claims)):
        event = one(*claims[: number + 1])
        assert event.date == claims[number].date
        assert event.amounts == claims[number].amounts
        (why,) = [choice.reason for choice in event.choices if choice.field == "date"]
        assert "outweighs" in why


def test_a_later_correction_outweighs_the_earlier_version():
    event = one(told("a"), told("b"), told("c", date=on(date(2025, 7, 18)), revised=True))
    assert event.date == on(date(2025, 7, 18))
    assert ("date", "c", "a later correction") in [(c.field, c.claim, c.reason) for c in event.choices]


def test_the_most_exact_date_is_best_then_the_most_common():
    month = on(date(2025, 7, 1), 31)
    assert one(told("a", date=month), told("b"), told("c", date=month)).date == on(JULY_17)
    first, second = on(date(2025, 7, 16), 2), on(date(2025, 7, 17), 2)
    assert one(told("a", date=first), told("b", date=second), told("c", date=second)).date == second


def test_the_most_common_figure_is_best():
    claims = (told("a", amounts=usd(5.4e9)), told("b", amounts=usd(5.5e9)), told("c", amounts=usd(5.5e9)))
    event = one(*claims)
    assert event.amounts == usd(5.5e9)
    assert [choice.reason for choice in event.choices if choice.field == "amount"] == ["said by 2 of 3"]


def test_an_attribution_is_kept_only_while_all_lean_on_somebody():
    assert one(told("a", attribution="Nvidia"), told("b", attribution="Nvidia")).attribution == "Nvidia"
    assert one(told("a", attribution="Nvidia"), told("b")).attribution is None


def test_an_event_keeps_its_id_when_later_reports_join():
    first = told("m")
    event = one(first)
    for later in ("a", "z"):
        joined = told(later, published=datetime(2025, 7, 20, tzinfo=UTC))
        assert one(joined, first).id == event.id


ENTITIES = st.sampled_from(["nvidia", "amd", "h20", "h200", "china"])
CLAIMS = st.builds(
    told,
    st.uuids().map(str),
    type=st.sampled_from(["licence_granted", "market_moved"]),
    status=st.sampled_from(["occurred", "planned", "denied"]),
    date=st.none() | st.builds(on, st.dates(date(2025, 7, 1), date(2025, 7, 20)), st.sampled_from([1, 2, 7, 31, 365])),
    roles=st.dictionaries(
        st.sampled_from(["actor", "target", "item", "destination"]),
        st.lists(ENTITIES, min_size=1, unique=True).map(tuple),
    ),
    amounts=st.sampled_from([(), usd(5e9), usd(5.1e9), usd(1e9)]),
    attribution=st.sampled_from([None, "Nvidia"]),
    published=st.none()
    | st.integers(0, 30 * 24).map(lambda hours: datetime(2025, 7, 1, tzinfo=UTC) + timedelta(hours=hours)),
    standing=st.sampled_from(["press", "reference", "official", "unnamed"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, max_size=12), st.randoms())
def test_events_do_not_depend_on_the_order_of_arrival(claims: list[SourcedClaim], random: Any):
    shuffled = list(claims)
    random.shuffle(shuffled)
    events = resolve(claims)
    assert resolve(shuffled) == events
    assert sorted(identifier for event in events for identifier in event.claims) == sorted(c.id for c in claims)
    for event in events:
        assert event.id in event.claims


def test_any_order_of_a_known_case_gives_the_same_events():
    claims = [
        told("a"),
        told("b", date=on(date(2025, 7, 1), 31)),
        told("c", date=None),
        told("d", standing="reference", published=None),
        told("e", date=on(date(2025, 7, 18))),
    ]
    assert all(resolve(order) == resolve(claims) for order in permutations(claims))


def test_the_cost_grows_about_with_the_number_of_claims():
    def spent(number: int) -> float:
        days = [on(date(2015, 1, 1) + timedelta(days=n // 4)) for n in range(number)]
        roles = [{"actor": ("us",), "item": (f"item {n % 7}",)} for n in range(number)]
        claims = [told(str(n), date=days[n], published=None, roles=roles[n]) for n in range(number)]
        begun = time.process_time()
        resolve(claims)
        return time.process_time() - begun

    assert spent(4000) < 12 * max(spent(1000), 0.01)
