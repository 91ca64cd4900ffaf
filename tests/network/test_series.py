"""A network a step of time after the other."""

from __future__ import annotations

from datetime import date

import pytest

from kng._dates import ALL_TIME, Window, asked_window
from kng._errors import UnknownName, UsageError
from kng._network import STEPS, series
from kng._network._series import MOST_STEPS

from .conftest import PEOPLE, dated, rows, weights

MET = dated(
    ("ann", "m1", "2019-03-01"),
    ("bo", "m1", "2019-03-01"),
    ("ann", "m2", "2021-12-31"),
    ("bo", "m2", "2021-12-31"),
    ("cy", "m2", "2021-12-31"),
    ("eve", "undated", ""),
)


def test_every_year_between_the_first_and_the_last_has_a_network() -> None:
    found = series(PEOPLE, MET, {}, "year")
    assert {label: len(one) for label, one in found.items()} == {"2019": 2, "2020": 0, "2021": 3}
    assert weights(found["2019"]) == {("ann", "bo"): 1.0}
    assert found["2021"].window == Window(date(2021, 1, 1), date(2021, 12, 31))
    assert found["2020"].left_out.after == ("m2",)


@pytest.mark.parametrize(
    ("step", "labels"),
    [
        ("half-year", ["2019-H1", "2019-H2"]),
        ("quarter", ["2019-Q1", "2019-Q2", "2019-Q3"]),
        ("month", ["2019-02", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07"]),
    ],
)
def test_steps_follow_the_calendar(step: str, labels: list[str]) -> None:
    found = series(PEOPLE, MET, {}, step, "newman", asked_window(("2019-02-05", "2019-07-04")))
    assert list(found) == labels
    assert sum(len(one) for one in found.values()) == 2


def test_the_last_step_ends_with_its_last_day() -> None:
    found = series(PEOPLE, MET, {}, "month", "newman", asked_window(("2020-02", "2020-02")))
    assert found["2020-02"].window == Window(date(2020, 2, 1), date(2020, 2, 29))
    assert list(series(PEOPLE, MET, {}, "year", "newman", asked_window(("9998", "9999"))))


def test_with_a_half_life_ages_count_to_the_end_of_each_step() -> None:
    found = series(PEOPLE, MET, {}, "year", "half-life", half_life=1.0)
    assert weights(found["2021"])["ann", "bo"] == 0.5  # on the last day, three were there
    assert found["2019"].half_life is not None
    assert found["2019"].half_life.until == date(2019, 12, 31)


def test_nothing_dated_has_no_steps() -> None:
    assert series(PEOPLE, dated(("ann", "m", "")), {}, "year") == {}


def test_wrong_steps_are_told() -> None:
    with pytest.raises(UnknownName, match=r"no step is called 'week'; .*known: half-year, month"):
        series(PEOPLE, MET, {}, "week")
    with pytest.raises(UsageError, match="as-of is one day and has no steps"):
        series(PEOPLE, MET, {}, "year", "newman", asked_window(as_of="2020"))
    with pytest.raises(UsageError, match="the rows have no dates, so that it has no steps"):
        series(PEOPLE, rows("node thing", ("ann", "m")), {}, "year", "newman", ALL_TIME)
    with pytest.raises(UsageError, match=rf"is 1200 steps of a month; at most {MOST_STEPS}"):
        series(PEOPLE, MET, {}, "month", "newman", asked_window(("1950", "2049")))


def test_steps_are_named_in_both_languages() -> None:
    assert all(step.meaning.sv and step.meaning.en for step in STEPS)
