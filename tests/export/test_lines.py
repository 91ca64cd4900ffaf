"""Sorting of more statements than are held at once."""

from __future__ import annotations

import io
import random

from hypothesis import given
from hypothesis import strategies as st

from kng._export._lines import in_order
from kng._export.turtle import turtle_of, write_turtle

LINES = [
    f"<https://e.org/s{s}> <https://w3id.org/kng/ns#p{p}> {o} ."
    for s in range(40)
    for p in range(3)
    for o in ("<https://e.org/o>", '"å\u2028b"@sv', '"two\\nlines"', '"7"^^<https://e.org/t>')
]


@given(st.lists(st.sampled_from(LINES)), st.integers(1, 7))
def test_lines_come_out_sorted_and_once(lines: list[str], at_once: int) -> None:
    assert list(in_order(lines, at_once)) == sorted(set(lines))


def test_turtle_is_the_same_however_much_is_held_at_once() -> None:
    shuffled = [*LINES, *LINES[:50]]
    random.Random(1).shuffle(shuffled)
    for at_once in (1, 2, 17, len(shuffled), 10_000):
        out = io.BytesIO()
        write_turtle(iter(shuffled), out, at_once=at_once)
        assert out.getvalue() == turtle_of(LINES), at_once
