"""What two downloads differ in, and what only looks like a difference."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.sources.listings import screening_list
from tracker.errors import SourceChanged
from tracker.sources import Found, Listing
from tracker.sources.screening_list import COLUMNS, ScreeningList

READER = ScreeningList("https://data.example/list.csv")
FIRST = datetime(2026, 11, 20, 9, tzinfo=UTC)
NAMES = [f"Firm {n}" for n in range(40)]


def parties(names: list[str], **more: str) -> list[dict[str, str]]:
    return [{"name": name, "start_date": "2026-11-19", "federal_register_notice": "91 FR 1"} | more for name in names]


def visit(rows: list[dict[str, str]], memory: Any, day: int = 0, body: bytes | None = None) -> Found:
    (ask,) = READER.asks(FIRST, memory)
    listing = Listing(
        ask=ask,
        url=ask.url,
        media_type="text/csv",
        charset=None,
        body=screening_list(rows) if body is None else body,
        now=FIRST + timedelta(days=day),
    )
    return READER.read(listing, memory)


def titles(found: Found) -> list[str | None]:
    return [lead.title for lead in found.leads]


def test_the_first_download_tells_of_nobody():
    found = visit(parties(NAMES), {})
    assert found.leads == ()
    assert found.memory is not None
    assert len(found.memory["parties"]) == 40


def test_a_new_party_becomes_a_listing():
    before = visit(parties(NAMES), {}).memory
    row = parties(["Acme & Söhne"], addresses="1 Main St, Shenzhen, CN; 2 Side St, Hong Kong, HK")
    (lead,) = visit(parties(NAMES) + row, before, 1).leads
    assert lead.title == "Acme & Söhne added to the Entity List"
    text = (lead.body or b"").decode()
    said = "The Bureau of Industry and Security added Acme &amp; Söhne to the Entity List on 19 November 2026."
    assert said in text
    assert "91 FR 1" in text
    assert "20 November 2026 does not name" in text


def test_a_party_is_removed_when_two_downloads_leave_it_out():
    memory = visit(parties(NAMES), {}).memory
    once = visit(parties(NAMES[1:]), memory, 1)
    assert once.leads == ()
    twice = visit(parties(NAMES[1:]), once.memory, 2)
    assert titles(twice) == ["Firm 0 removed from the Entity List"]
    assert titles(visit(parties(NAMES[1:]), twice.memory, 3)) == []


def test_a_party_that_is_missing_for_a_day_was_never_removed():
    memory = visit(parties(NAMES), {}).memory
    memory = visit(parties(NAMES[1:]), memory, 1).memory
    back = visit(parties(NAMES), memory, 2)
    assert back.leads == ()
    assert visit(parties(NAMES), back.memory, 3).leads == ()


@pytest.mark.parametrize("kept", [0, 1, 20, 34])
def test_a_shrunken_list_is_an_alarm_and_changes_nothing(kept: int):
    memory = visit(parties(NAMES), {}).memory
    with pytest.raises(SourceChanged, match=f"lost {40 - kept} of 40 parties of list EL"):
        visit(parties(NAMES[:kept]), memory, 1)
    assert visit(parties(NAMES), memory, 2).leads == ()


def test_a_loss_that_a_person_confirms_is_one():
    memory = visit(parties(NAMES), {}).memory
    assert memory is not None
    found = visit(parties(NAMES[:20]), {**memory, "accept": True}, 1)
    assert len(found.leads) == 20
    assert found.memory is not None
    assert "accept" not in found.memory


def test_one_list_that_vanishes_is_an_alarm_though_the_others_are_whole():
    chips = parties([f"Maker {n}" for n in range(10)], source="Unverified List (UVL) - Bureau")
    memory = visit(parties(NAMES) + chips, {}).memory
    with pytest.raises(SourceChanged, match="lost 10 of 10 parties of list UVL"):
        visit(parties(NAMES), memory, 1)


def test_a_corrected_address_or_notice_is_no_delisting():
    memory = visit(parties(NAMES), {}).memory
    assert visit(parties(NAMES, addresses="New St, CN", federal_register_notice="91 FR 2"), memory, 1).leads == ()


def test_lists_that_do_not_bear_on_chips_are_left_out():
    row = parties(["A ship"], source="Specially Designated Nationals (SDN) - Treasury Department")
    memory = visit(parties(NAMES), {}).memory
    assert visit(parties(NAMES) + row, memory, 1).leads == ()


@pytest.mark.parametrize(
    "columns", [COLUMNS[:-1], [*COLUMNS, "new"], ["x", *COLUMNS[1:]], [COLUMNS[1], COLUMNS[0], *COLUMNS[2:]]]
)
def test_other_columns_are_an_alarm(columns: list[str]):
    with pytest.raises(SourceChanged, match="other columns"):
        visit([], {}, body=screening_list(parties(NAMES), columns))


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"<html>down</html>", screening_list([]), screening_list([])[:50]])
def test_a_download_that_is_none_is_an_alarm(body: bytes):
    with pytest.raises(SourceChanged):
        visit([], {}, body=body)
    memory = visit(parties(NAMES), {}).memory
    with pytest.raises(SourceChanged):
        visit([], memory, 1, body=body)


def test_a_broken_row_is_told_and_left_out():
    body = screening_list(parties(NAMES)) + b"one,two\r\n"
    found = visit([], {}, body=body)
    assert "1 rows with too few" in found.alarms[0]
    assert found.memory is not None
    assert len(found.memory["parties"]) == 40


def test_what_a_table_says_cannot_become_markup():
    memory = visit(parties(NAMES), {}).memory
    row = parties(["<script>x</script>"], license_requirement="<img src=x onerror=y>")
    (lead,) = visit(parties(NAMES) + row, memory, 1).leads
    assert b"<script" not in (lead.body or b"")
    assert b"<img" not in (lead.body or b"")
