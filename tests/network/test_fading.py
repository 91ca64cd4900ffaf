"""Weights that halve with age, with ages and halves worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kng._dates import ALL_TIME, Window, asked_window
from kng._errors import UsageError
from kng._network import DATES, project
from kng._network._weights import faded
from kng._values import HalfLife, Shown

from .conftest import PEOPLE, TIES, dated, rows, weights

# 1461 days are four years of 365.25 days each: 2017-01-01 to 2021-01-01.
MET = dated(
    ("ann", "old", "2017-01-01"),
    ("bo", "old", "2017-01-01"),
    ("ann", "new", "2021-01-01"),
    ("cy", "new", "2021-01-01"),
    ("bo", "both", "2021-01-01"),
    ("ann", "both", "2021-01-01"),
)


def test_a_weight_halves_with_every_half_life_back_from_the_newest() -> None:
    network = project(PEOPLE, MET, {}, "half-life", half_life=4.0)
    assert weights(network) == {("ann", "bo"): 0.5 + 1.0, ("ann", "cy"): 1.0}
    assert network.half_life == HalfLife(4.0, date(2021, 1, 1))
    assert weights(project(PEOPLE, MET, {}, "half-life", half_life=2.0))["ann", "bo"] == 1.25


def test_ages_count_to_the_end_of_the_window() -> None:
    window = asked_window(("2017", "2024"))
    network = project(PEOPLE, MET, {}, "half-life", window, half_life=1461 / 365.25)
    # from 2021-01-01 to 2024-12-31 are 1460 days, from 2017-01-01 2921
    assert network.half_life == HalfLife(4.0, date(2024, 12, 31))
    assert weights(network)["ann", "cy"] == pytest.approx(0.5 ** (1460 / 1461), rel=1e-12)
    expected = 0.5 ** (1460 / 1461) + 0.5 ** (2921 / 1461)
    assert weights(network)["ann", "bo"] == pytest.approx(expected, rel=1e-12)


def test_three_years_is_the_half_life_unless_another_is_asked_for() -> None:
    network = project(PEOPLE, MET, {}, "half-life")
    assert network.half_life is not None
    assert network.half_life.years == 3.0
    assert weights(network)["ann", "bo"] == pytest.approx(1 + 0.5 ** (4 / 3))


def test_the_age_is_that_of_the_middle_of_the_days_on_which_it_may_have_ended() -> None:
    known = rows(
        " ".join(("node", "thing", *DATES)),
        *((who, "year", *("2020-01-01", "2020-12-31") * 2) for who in ("ann", "bo")),
        *((who, "day", *("2024-07-01",) * 4) for who in ("cy", "dan")),
    )
    # the middle of 2020 (366 days) is 1 July; to 1 July 2024 are 1461 days
    tie = weights(project(PEOPLE, known, {}, "half-life", half_life=4.0))
    assert tie == {("ann", "bo"): 0.5, ("cy", "dan"): 1.0}


def test_what_has_no_date_has_no_age_and_is_left_out_and_told() -> None:
    network = project(
        PEOPLE,
        dated(
            ("ann", "m", "2020-01-01"), ("bo", "m", "2020-01-01"), ("ann", "n", ""), ("cy", "n", "")
        ),
        {},
        "half-life",
    )
    assert weights(network) == {("ann", "bo"): 1.0}
    assert network.left_out.undated == ("n",)


def test_direct_ties_fade_by_their_own_days() -> None:
    given = rows(
        " ".join(("source", "target", "weight", "evidence", *DATES)),
        ("ann", "kth", 8, "e1", *("2017-01-01",) * 4),
        ("ann", "kth", 8, "e2", *("2021-01-01",) * 4),
        ("bo", "kth", 8, "e3", "2017-01-01", "2017-01-01", None, None),
    )
    network = project(TIES, given, {}, "half-life", half_life=4.0)
    assert weights(network) == {("ann", "kth"): 12.0}
    assert network.left_out.undated == ("e3",)


def test_what_still_lasts_at_the_end_of_the_window_is_not_older_than_that() -> None:
    assert faded(np.array([-100, 0]), 1.0).tolist() == [1.0, 1.0]
    lasting = rows(
        " ".join(("source", "target", *DATES)),
        ("ann", "kth", "2010-01-01", "2010-01-01", "2030-01-01", "2030-01-01"),
    )
    window = Window(date(2017, 1, 1), date(2020, 12, 31))
    assert weights(project(TIES, lasting, {}, "half-life", window)) == {("ann", "kth"): 1.0}


def test_files_say_the_half_life() -> None:
    facts = project(PEOPLE, MET, {}, "half-life", half_life=4.0).rests_on()
    assert (facts["half_life"], facts["half_life_until"]) == (4.0, "2021-01-01")
    assert "half_life" not in project(PEOPLE, MET, {}).rests_on()


def test_rows_without_dates_have_no_age() -> None:
    with pytest.raises(UsageError, match="the rows have no dates, so that they have no age"):
        project(PEOPLE, rows("node thing", ("ann", "m")), {}, "half-life", ALL_TIME)


@pytest.mark.parametrize(
    ("weighting", "shown", "told"),
    [
        ("half-life", {"half_life": 0.0}, ["half-life: 0 is no number of years above 0"]),
        ("half-life", {"half_life": -2.0}, ["half-life: -2 is no number of years above 0"]),
        ("half-life", {"half_life": float("nan")}, ["half-life: nan is no number of years"]),
        ("half-life", {"half_life": float("inf")}, ["half-life: inf is no number of years"]),
        ("newman", {"half_life": 3.0}, ["the weight 'newman' does not fade; ask for half-life"]),
        ("newman", {"minimum": -0.1}, ["minimum weight: -0.1 is no number from 0 on"]),
        ("newman", {"backbone": 0.0}, ["backbone: 0 is no level of significance between 0 and 1"]),
        ("newman", {"backbone": 1.0}, ["backbone: 1 is no level"]),
        (
            "count",
            {"half_life": -1.0, "minimum": float("nan"), "backbone": 2.0},
            ["half-life: -1", "does not fade", "minimum weight: nan", "backbone: 2"],
        ),
    ],
)
def test_choices_that_are_none_are_told_all_at_once(
    weighting: str, shown: Shown, told: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        project(PEOPLE, MET, {}, weighting, **shown)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(told)
    assert all(words in line for words, line in zip(told, lines, strict=True))
