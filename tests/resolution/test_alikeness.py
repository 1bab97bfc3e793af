"""Names that are like each other, and why."""

import pytest

from tracker.resolution.alikeness import Names

KNOWN = Names(
    [
        ("huawei", "Huawei Technologies Co., Ltd."),
        ("huawei", "华为技术有限公司"),
        ("sia", "Semiconductor Industry Association"),
        ("smee", "Shanghai Micro Electronics Equipment"),
        ("mikron", "Микрон"),
        ("ism", "Institute of Strange Materials"),
    ]
)


def best(name: str, **options: bool) -> tuple[str, str] | None:
    found = KNOWN.like(name, least=85, most=5, **options)
    return (found[0].key, found[0].reason) if found else None


@pytest.mark.parametrize(
    ("name", "key", "reason"),
    [
        ("huawei technologies co., ltd.", "huawei", "the same name"),
        ("HUAWEI TECHNOLOGIES", "huawei", "corporate form"),
        ("华为技术", "huawei", "corporate form"),
        ("Mikron", "mikron", "Latin letters"),
        ("SIA", "sia", "initials"),
        ("Shangai Micro Electronic Equipment", "smee", "letters agree"),
        ("Micro Electronics Equipment Shanghai", "smee", "letters agree"),
    ],
)
def test_a_name_is_recognised_and_it_is_said_why(name: str, key: str, reason: str):
    found = best(name)
    assert found is not None
    assert found[0] == key
    assert reason in found[1]


@pytest.mark.parametrize("name", ["Bakery Smith", "", "…", "Ltd", "H", "Institute of Simple Measures", "x" * 500])
def test_other_names_are_not(name: str):
    assert best(name) is None


def test_a_name_is_found_while_it_is_typed():
    assert best("shanghai mi", beginnings=True) == ("smee", "begins with it")
    assert best("micro el", beginnings=True) == ("smee", "has a word that begins with it")


def test_nothing_that_is_reckoned_scores_as_high_as_what_is_the_same():
    (found,) = KNOWN.like("Shanghai Micro Electronics Equipmen", least=85, most=5)
    assert found.score < 95
