"""The reasons for a meeting and what it changes, in Swedish and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from kng._suggest._field import Field
from kng._suggest._gain import Shape
from kng._values import Bilingual

_NUMBERS = (
    ("noll", "no"),
    *(("ett", "one"), ("två", "two"), ("tre", "three"), ("fyra", "four"), ("fem", "five")),
)


def reasons(
    field: Field, group: Sequence[int], names: Mapping[str, Bilingual]
) -> Iterator[Bilingual]:
    """Why these should meet: a line a reason for two, a line a pair for more."""
    for pair in combinations(group, 2):
        told = list(_of_pair(field, pair, names))
        if len(group) == 2:
            yield from (Bilingual(_capital(one.sv), _capital(one.en)) for one in told)
        else:
            sv, en = (
                " – ".join(field.nodes[at].label.in_language(language) for at in pair)
                for language in ("sv", "en")
            )
            both = Bilingual("; ".join(one.sv for one in told), "; ".join(one.en for one in told))
            yield Bilingual(f"{sv}: {both.sv}", f"{en}: {both.en}")


def _of_pair(
    field: Field, pair: tuple[int, int], names: Mapping[str, Bilingual]
) -> Iterator[Bilingual]:
    topics = [names.get(topic, Bilingual(topic, topic)) for topic in field.shared.get(pair, ())]
    if topics:
        sv = ", ".join(sorted(topic.in_language("sv") for topic in topics))
        en = ", ".join(sorted(topic.in_language("en") for topic in topics))
        yield Bilingual(f"båda har tagit upp {sv}", f"both have taken up {en}")
    if field.phase[pair]:
        yield Bilingual("samma fas i programmet", "the same phase of the programme")
    if field.size[pair]:
        yield Bilingual("liknande folkmängd", "a similar number of inhabitants")
    yield _contact(field, pair)
    steps = field.steps[pair]
    if np.isinf(steps):
        yield Bilingual(
            "ingen väg leder från den ena till den andra i nätverket",
            "no way leads from one to the other in the network",
        )
    elif steps > 2:
        sv, en = counted(int(steps))
        yield Bilingual(f"{sv} band från varandra", f"{en} ties apart")


def _contact(field: Field, pair: tuple[int, int]) -> Bilingual:
    if not field.met[pair]:
        return Bilingual("har inte setts vid något möte", "have been at no meeting together")
    age = field.age[pair]
    if np.isnan(age):
        return Bilingual("har setts, men det är okänt när", "have met, but it is not known when")
    sv, en = f"{age:.1f}".replace(".", ","), f"{age:.1f}"
    return Bilingual(f"sågs senast för {sv} år sedan", f"last met {en} years ago")


def gained(before: Shape, after: Shape) -> Bilingual:
    """What a network gains from one shape to another.

    >>> gained(Shape(3, 4, 0.5, 2, 1), Shape(6, 9, 0.8, 1, 1)).en
    'Then 3 more pairs reach each other; 1 part fewer; efficiency 0.500 → 0.800.'
    """
    sv: list[str] = []
    en: list[str] = []
    more = after.reached - before.reached
    if more:
        sv.append(f"{more} par fler når varandra")
        en.append(f"{more} more pair{'s' if more != 1 else ''} reach each other")
    if after.parts < before.parts:
        fewer = before.parts - after.parts
        sv.append(f"{fewer} {'del' if fewer == 1 else 'delar'} färre")
        en.append(f"{fewer} part{'' if fewer == 1 else 's'} fewer")
    if not more and after.steps < before.steps:
        now, then = before.mean_steps, after.mean_steps
        sv.append(f"kortare vägar: i snitt {_sv(then)} band (nu {_sv(now)})")
        en.append(f"shorter ways: {then:.2f} ties in the mean (now {now:.2f})")
    if after.threads < before.threads:
        fewer = before.threads - after.threads
        sv.append(f"{fewer} färre som ensam håller ihop nätverket")
        en.append(f"{fewer} fewer that alone hold the network together")
    sv.append(f"effektivitet {_sv(before.efficiency, 3)} → {_sv(after.efficiency, 3)}")
    en.append(f"efficiency {before.efficiency:.3f} → {after.efficiency:.3f}")
    return Bilingual(f"Då: {'; '.join(sv)}.", f"Then {'; '.join(en)}.")


def counted(number: int) -> Bilingual:
    """A small number in words.

    >>> counted(3), counted(12).en
    (Bilingual(sv='tre', en='three'), '12')
    """
    known = _NUMBERS[number] if number < len(_NUMBERS) else (str(number), str(number))
    return Bilingual(*known)


def _sv(number: float, digits: int = 2) -> str:
    return f"{number:.{digits}f}".replace(".", ",")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
