import time
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model import Amount, DateInterval
from tracker.resolution import ResolvedEvent, SourcedClaim, resolve
from tracker.resolution.compatibility import compatible

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
        "published": datetime(2025, 7, 18, tzinfo=UTC),
        "reference": False,
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
        "destination": told("b", roles={"target": ("nvidia",), "item": ("h20",), "destination": ("uae",)}),
        "day": told("b", date=on(date(2025, 7, 18))),
        "status": told("b", status="denied"),
        "proposal": told("b", status="proposed"),
        "amount": told("b", amounts=usd(9e9)),
    }
    base_with = {
        "destination": told("a", roles={"target": ("nvidia",), "item": ("h20",), "destination": ("china",)}),
        "amount": told("a", amounts=usd(5e9)),
    }
    for why, other in others.items():
        assert len(groups(base_with.get(why, base), other)) == 2, why


def test_one_shared_part_is_enough_only_where_nothing_else_is_said_and_the_day_is_the_same():
    alone = {"roles": {"actor": ("nvidia",)}, "type": "market_moved"}
    more = alone | {"roles": {"actor": ("nvidia",), "place": ("china",)}}
    assert len(groups(told("a", **alone), told("b", **alone))) == 1
    assert len(groups(told("a", **alone), told("b", **alone, date=on(JULY_17, 3)))) == 2
    assert len(groups(told("a", **alone), told("b", **more))) == 2


def test_two_statements_of_one_speaker_on_one_day_stay_apart():
    said = {"roles": {"actor": ("jensen-huang",)}, "type": "statement_made"}
    assert len(groups(told("a", **said), told("b", **said))) == 2


def test_what_was_planned_may_have_happened():
    assert one(told("a", status="planned"), told("b"), told("c")).status == "occurred"


def test_a_day_agrees_with_its_month_but_not_with_its_year():
    assert len(groups(told("a"), told("b", date=on(date(2025, 7, 1), 31)))) == 1
    assert len(groups(told("a"), told("b", date=on(date(2025, 1, 1), 365)))) == 2


def test_two_reports_of_the_same_year_agree():
    year = on(date(2025, 1, 1), 365)
    assert len(groups(told("a", date=year), told("b", date=year))) == 1


def test_an_undated_report_joins_one_published_within_a_week():
    undated = told("b", date=None, published=datetime(2025, 7, 25, tzinfo=UTC))
    late = told("c", date=None, published=datetime(2025, 7, 26, tzinfo=UTC))
    assert groups(told("a"), undated) == {frozenset("ab")}
    assert groups(told("a"), late) == {frozenset("a"), frozenset("c")}
    assert groups(told("a"), told("d", date=None, published=None)) == {frozenset("a"), frozenset("d")}


def test_three_are_one_event_only_if_any_two_agree():
    early, both, late = (
        told("a", date=on(date(2025, 7, 1), 2)),
        told("b", date=on(date(2025, 7, 2), 2)),
        told("c", date=on(date(2025, 7, 3), 2)),
    )
    assert sorted(map(len, groups(early, both, late))) == [1, 2]


def test_two_reference_records_are_two_events():
    assert len(groups(told("a", reference=True, published=None), told("b", reference=True, published=None))) == 2


def test_the_reference_record_is_believed_first():
    record = told("r", reference=True, published=None, date=on(JULY_17), amounts=usd(5.5e9))
    article = told("a", date=on(JULY_17), amounts=usd(5.3e9), attribution="Nvidia", status="planned")
    event = one(article, record)
    assert (event.id, event.amounts, event.status, event.attribution) == ("r", usd(5.5e9), "occurred", None)


def test_the_most_exact_date_is_best_then_the_most_common():
    month = on(date(2025, 7, 1), 31)
    assert one(told("a", date=month), told("b"), told("c", date=month)).date == on(JULY_17)
    first, second = on(date(2025, 7, 16), 2), on(date(2025, 7, 17), 2)
    assert one(told("a", date=first), told("b", date=second), told("c", date=second)).date == second


def test_the_most_common_figure_is_best():
    claims = (told("a", amounts=usd(5.4e9)), told("b", amounts=usd(5.5e9)), told("c", amounts=usd(5.5e9)))
    assert one(*claims).amounts == usd(5.5e9)


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
    reference=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, max_size=12), st.randoms())
def test_events_do_not_depend_on_the_order_of_arrival(claims: list[SourcedClaim], random: Any):
    shuffled = list(claims)
    random.shuffle(shuffled)
    events = resolve(claims)
    assert resolve(shuffled) == events
    assert sorted(identifier for event in events for identifier in event.claims) == sorted(c.id for c in claims)
    by_id = {claim.id: claim for claim in claims}
    for event in events:
        assert event.id in event.claims
        assert all(compatible(by_id[a], by_id[b]) for a in event.claims for b in event.claims if a < b)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_compatible_claims_always_meet(one_claim: SourcedClaim, other: SourcedClaim):
    assert compatible(one_claim, other) == compatible(other, one_claim)
    assert (len(resolve([one_claim, other])) == 1) == compatible(one_claim, other)


def test_any_order_of_a_known_case_gives_the_same_events():
    claims = [
        told("a"),
        told("b", date=on(date(2025, 7, 1), 31)),
        told("c", date=None),
        told("d", reference=True, published=None),
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
