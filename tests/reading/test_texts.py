"""Folding and squeezing text, whatever its length."""

import pytest

from tracker.reading.texts import fold, squeeze


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“It’s over,” she said…", "It's over, she said."),
        ("Curaçao – a café", "CURACAO - A CAFE"),
        ("10.5 GW_h", "10 5 gw_h"),
    ],
)
def test_two_printings_of_one_line_fold_alike(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_a_long_text_folds_and_squeezes_as_a_short_one_does() -> None:
    line = "Kilns\t stay -- COLD,\n \x1c this winter.  "
    many = 100_000 // len(line) + 1
    assert fold(line * many) == " ".join([fold(line)] * many)
    assert squeeze(line * many) == " ".join([squeeze(line)] * many)


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\ufeff", "\u202e"])
def test_what_cannot_be_seen_is_taken_out(unseen: str) -> None:
    assert squeeze(f"ki{unseen}ln and café") == "kiln and café"
