"""Places in a ranking, in the digits that files carry."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Better
from kng._measures._structure import Floats, Ints

_DIGITS = 9


def rank(values: Floats, better: Better = "higher") -> Ints:
    """The place of each value, 1 for the best; equal values share the best place (1, 2, 2, 4).

    The best is the highest, or with ``better`` = ``lower`` the lowest. Values are equal when they
    agree in 9 significant digits, which files carry.

    >>> rank(np.array([0.5, 0.25, 0.9, 0.5])).tolist()
    [2, 4, 1, 2]
    >>> rank(np.array([0.5, 0.25, 0.9, 0.5]), "lower").tolist()
    [2, 1, 4, 2]
    """
    signed = rounded(values) if better == "lower" else -rounded(values)
    return np.searchsorted(np.sort(signed), signed, side="left") + 1


def last_place(values: Floats, better: Better = "higher") -> Ints:
    """The last of the places that each value shares with its equals; see `rank`.

    >>> last_place(np.array([0.5, 0.25, 0.9, 0.5])).tolist()
    [3, 4, 1, 3]
    """
    signed = rounded(values) if better == "lower" else -rounded(values)
    return np.searchsorted(np.sort(signed), signed, side="right")


def rounded(values: Floats) -> Floats:
    """Values in 9 significant digits.

    >>> rounded(np.array([1 / 3, 0.0, -123456789012.0])).tolist()
    [0.333333333, 0.0, -123456789000.0]
    """
    found, at = np.unique(values, return_inverse=True)
    written = [float(f"{value:.{_DIGITS - 1}e}") for value in found.tolist()]
    return np.array(written, dtype=np.float64)[at]
