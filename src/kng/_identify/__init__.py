"""Which addresses name one thing: what has been judged, and what is proposed to be judged.

A judgement is a fact with a source like any other. The files of the sources keep the addresses
that they minted; the graphs made of them carry the one that is kept. What is proposed stands in
:mod:`kng._identify.proposed`, which loads the matching of names.
"""

from kng._identify.judged import judgements, kept_addresses, merged_triples

__all__ = ["judgements", "kept_addresses", "merged_triples"]
