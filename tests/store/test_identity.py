"""Names into slugs and addresses; addresses into short forms and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kng._identity import address, fold, mint_person, slug
from kng._namespaces import ID, KINDS, PREFIXES, expand, shorten


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åäö ÅÄÖ", "aao aao"),
        ("Malmö–Køge", "malmo–koge"),
        ("Łódź, łódź", "lodz, lodz"),
        ("Straße", "strasse"),
        ("Đurđa", "durda"),
        ("Ærø", "aero"),
        ("Þór", "thor"),
    ],
)
def test_accents_and_case_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcåäöÅÄÖ éÉ-0", min_size=1))
def test_upper_case_folds_as_lower_case(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@given(st.text(min_size=1))
def test_a_slug_is_ascii_words_and_hyphens_or_an_error(text: str) -> None:
    try:
        made = slug(text)
    except ValueError:
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert slug(made) == made


def test_a_name_without_a_letter_has_no_slug() -> None:
    with pytest.raises(ValueError, match="no slug"):
        slug("– !")


def test_an_address_joins_its_keys_and_leaves_out_empty_ones() -> None:
    assert address("affiliation", "p2", "0484", "", "1") == ID + "affiliation/p2_0484_1"


@pytest.mark.parametrize(("kind", "keys"), [("thing", ("x",)), ("person", ()), ("person", ("",))])
def test_an_unknown_kind_or_no_key_is_an_error(kind: str, keys: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no address"):
        address(kind, *keys)


def test_a_persons_address_says_nothing_and_is_new_each_time() -> None:
    minted = {mint_person() for _ in range(50)}
    assert len(minted) == 50
    assert all(re.fullmatch(ID + r"person/p[2-9a-hjkmnp-tv-z]{5}", one) for one in minted)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_of_every_kind_has_a_short_form(kind: str) -> None:
    made = address(kind, "x")
    assert shorten(made) == f"kng-{kind}:x"
    assert expand(shorten(made)) == made


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_short_forms_expand_again(prefix: str) -> None:
    assert shorten(PREFIXES[prefix] + "term") == f"{prefix}:term"
    assert expand(f"{prefix}:term") == PREFIXES[prefix] + "term"


@pytest.mark.parametrize("text", ["nothing:x", "plain", "", "https://e.org/x"])
def test_what_has_no_prefix_stays_as_it_is(text: str) -> None:
    assert expand(text) == text
    assert shorten(text) == text
