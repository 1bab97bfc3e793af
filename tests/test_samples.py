"""The sample documents: clearly samples, read as what they are, and telling what the reference timeline knows too."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

import tracker
from tracker.cli.documents import open_document
from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.model import Extraction
from tracker.reading import read

FOLDER = Path(tracker.__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".txt"))

TOLD = [
    ("2019-05-21-huawei-entity-list.html", "party_listed", "Huawei", date(2019, 5, 16)),
    ("2023-07-04-gallium-germanium.html", "control_imposed", "gallium", date(2023, 8, 1)),
    ("2023-10-19-advanced-computing-rules.html", "party_listed", "Biren", date(2023, 10, 17)),
    ("2024-01-02-asml-licence.html", "licence_denied", "NXT:2050i", None),
    ("2025-04-16-h20-licence.html", "control_imposed", "H20", None),
    ("2025-07-15-h20-applications.html", "licence_applied", "H20", None),
    ("2025-07-29-cadence-settlement.txt", "penalty_imposed", "Cadence", date(2025, 7, 28)),
    ("2025-08-12-revenue-share.html", "investigation_opened", "Nvidia", date(2025, 7, 31)),
    ("2025-09-03-validated-end-users.html", "licence_denied", "SK hynix", date(2025, 8, 29)),
    ("2025-11-10-rare-earths-paused.html", "control_suspended", "rare earths", date(2025, 11, 7)),
    ("2025-11-20-nexperia-order.html", "control_imposed", "Ministry of Commerce", date(2025, 10, 4)),
    ("2026-01-15-h200-review-policy.html", "control_eased", "H200", date(2026, 1, 13)),
]
"""What an analyst would be angry to miss: file, event type, a name in any role, first day (``None``: any)."""


@cache
def reading_of(name: str) -> Extraction:
    return extract(read(open_document(str(FOLDER / name), None)), load_knowledge())


def test_there_are_twelve_and_each_is_listed():
    listed = (FOLDER / "README.md").read_text("utf-8")
    assert len(SAMPLES) == 12
    assert [path.name for path in SAMPLES if f"`{path.name}`" not in listed] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_says_that_it_is_one(path: Path):
    article = reading_of(path.name).article
    assert "Tracker Sample" in path.read_text("utf-8")
    assert "A sample document, written to show how the tracker reads." in path.read_text("utf-8")
    if path.suffix == ".html":
        assert (article.outlet or "").startswith("Tracker Sample")
        assert ".sample.example/" in (article.url or "")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_dated_as_its_file_name_says(path: Path):
    published = reading_of(path.name).article.published
    assert published is not None
    assert published.date().isoformat() == path.name[:10]


def test_the_dateline_of_a_wire_story_does_not_hide_the_date():
    claims = [
        claim for claim in reading_of("2025-07-15-h20-applications.html").claims if claim.type == "licence_applied"
    ]
    assert [claim.date.start for claim in claims if claim.date] == [date(2025, 7, 14)]


@pytest.mark.parametrize(("name", "kind", "who", "first_day"), TOLD, ids=[told[0] for told in TOLD])
def test_a_sample_tells_its_story(name: str, kind: str, who: str, first_day: date | None):
    claims = [claim for claim in reading_of(name).claims if claim.type == kind]
    told = [
        claim
        for claim in claims
        if any(filler.name == who for fillers in claim.roles.values() for filler in fillers)
        and (first_day is None or (claim.date is not None and claim.date.start == first_day))
    ]
    assert told != [], [(claim.type, claim.date and claim.date.start, dict(claim.roles)) for claim in claims]
