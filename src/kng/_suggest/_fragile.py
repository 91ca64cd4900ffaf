"""What becomes of a network when somebody leaves it, or a series of meetings ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kng._errors import KngError
from kng._suggest._field import Truths, steps_between
from kng._suggest._gain import Shape, shape
from kng._values import Bilingual, Network, Thing

LARGEST = 3000
"""The most nodes of a network for which all ways are looked at."""

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Loss:
    """What a network loses with ``gone``: its shape before and after, without who left.

    ``apart`` are the pairs that had a way to each other and have none any more, ``alone`` those
    left without any tie that had one, ``ties`` how many ties go.
    """

    gone: Bilingual
    before: Shape
    after: Shape
    apart: tuple[tuple[Thing, Thing], ...]
    alone: tuple[Thing, ...]
    ties: int

    def text(self, language: str = "sv") -> str:
        """The loss in a few lines, in ``sv`` or ``en``."""
        before, after = self.before, self.after
        lines = [
            Bilingual(
                f"band som försvinner: {self.ties}; delar: {after.parts} (nu {before.parts})",
                f"ties that go: {self.ties}; parts: {after.parts} (now {before.parts})",
            ),
            Bilingual(
                f"par som förlorar kontakten: {len(self.apart)} av {before.reached}",
                f"pairs that lose contact: {len(self.apart)} of {before.reached}",
            ),
            Bilingual(
                f"i snitt {_sv(after.mean_steps)} band mellan två som når varandra "
                f"(nu {_sv(before.mean_steps)})",
                f"{after.mean_steps:.2f} ties in the mean between two who reach each other "
                f"(now {before.mean_steps:.2f})",
            ),
        ]
        if self.alone:
            names = _listed([one.label for one in self.alone])
            lines.append(Bilingual(f"blir utan band: {names.sv}", f"left without ties: {names.en}"))
        told = [self.gone.in_language(language)]
        told += [f"  {line.in_language(language)}" for line in lines]
        pairs = [
            "  " + " – ".join(one.label.in_language(language) for one in pair)
            for pair in self.apart[:_SHOWN]
        ]
        left = len(self.apart) - len(pairs)
        more = Bilingual(f"  och {left} par till", f"  and {left} pairs more").in_language(language)
        return "\n".join([*told, *pairs, *([more] if left else [])])


def loss_of(
    network: Network, gone: Bilingual, nodes: Collection[str] = (), things: Collection[str] = ()
) -> Loss:
    """What the network loses when nodes leave it, or things (meetings) had not been.

    A tie stays while one piece of its evidence does. Weights do not count.

    Raises `KngError` for a network of more than `LARGEST` nodes.
    """
    if len(network) > LARGEST:
        raise KngError(
            f"network '{network.name}' has {len(network)} nodes, too many to look at every way "
            f"(at most {LARGEST}); choose a shorter time with --between"
        )
    stays = np.array([node.id not in nodes for node in network.nodes], dtype=bool)
    whole = _met(network, ())
    after = _met(network, things) & stays[:, None] & stays[None, :]
    lost = np.isfinite(steps_between(whole)) & ~np.isfinite(steps_between(after))
    apart = np.argwhere(np.triu(lost & stays[:, None] & stays[None, :], k=1)).tolist()
    alone = np.flatnonzero(stays & whole.any(axis=1) & ~after.any(axis=1)).tolist()
    return Loss(
        gone,
        shape(whole, stays),
        shape(after, stays),
        tuple((network.nodes[one], network.nodes[other]) for one, other in apart),
        tuple(network.nodes[at] for at in alone),
        int(np.triu(whole).sum() - np.triu(after).sum()),
    )


def _met(network: Network, without: Collection[str]) -> Truths:
    """Who are tied when the evidence does not count that names any of these things."""
    stands = [
        not reasons or any(reason.thing not in without for reason in reasons)
        for reasons in (network.evidence if without else [()] * len(network.weight))
    ]
    met = np.zeros((len(network), len(network)), dtype=bool)
    source, target = network.source[stands], network.target[stands]
    met[source, target] = met[target, source] = True
    return met


def weakest(
    network: Network, series: Mapping[str, tuple[Bilingual, Collection[str]]], most: int = 10
) -> list[Loss]:
    """What the network loses most by: its nodes, and the series of meetings with the things of each
    by address. Those without which nobody loses contact are left out.

    Who is named here is shown to whoever asks, and is written to no export.

    Raises `KngError` for a network of more than `LARGEST` nodes.
    """
    losses = [
        *(loss_of(network, node.label, nodes=[node.id]) for node in _threads(network)),
        *(loss_of(network, label, things=things) for label, things in series.values()),
    ]
    felt = [loss for loss in losses if loss.apart]
    return sorted(felt, key=lambda loss: (-len(loss.apart), loss.gone))[:most]


def _threads(network: Network) -> list[Thing]:
    """The nodes without which a part of the network falls apart."""
    import igraph

    ends = np.column_stack([network.source, network.target]).tolist()
    points = igraph.Graph(n=len(network), edges=ends).simplify().articulation_points()
    return [network.nodes[at] for at in sorted(points)]


def _listed(names: Sequence[Bilingual]) -> Bilingual:
    shown = names[:_SHOWN]
    left = len(names) - len(shown)
    sv = [name.in_language("sv") for name in shown] + ([f"{left} till"] if left else [])
    en = [name.in_language("en") for name in shown] + ([f"{left} more"] if left else [])
    return Bilingual(", ".join(sv), ", ".join(en))


def _sv(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
