"""A capital or a country stands for its government where it acts, is addressed or owns a policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Named = Callable[..., set[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("Washington said the rule would stay.", "US government"),
        ("Beijing, for its part, urged restraint.", "Chinese government"),
        ("The chips are subject to Washington’s export restrictions.", "US government"),
        ("China banned the export of gallium.", "Chinese government"),
        ("The ministry urged the US to drop the curbs.", "US government"),
        ("The envoy held talks with Seoul on Friday.", "South Korean government"),
        ("The U.S. and China agreed to a truce.", "Chinese government"),
        ("The White House declined to comment.", "US government"),
        ("The shipment was blocked by Tokyo.", "Japanese government"),
        ("The Hague has moved in small steps.", "Dutch government"),
    ],
)
def test_a_place_that_acts_is_its_government(named: Named, text: str, government: str) -> None:
    assert ("agency", government) in named(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("He flew to Beijing on Monday.", "Beijing"),
        ("The talks took place in Washington.", "Washington"),
        ("Sales to China fell.", "China"),
        ("Chips made in China are cheap.", "China"),
        ("A Seoul court jailed him.", "Seoul"),
        ("The firm ships to Japan and Taiwan.", "Japan"),
    ],
)
def test_a_place_where_something_happens_stays_a_place(named: Named, text: str, place: str) -> None:
    assert named(text) >= {("place", place)}
    assert not any(kind == "agency" for kind, _ in named(text))
