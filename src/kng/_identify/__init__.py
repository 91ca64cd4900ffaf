"""Which addresses name one thing: what has been judged, and what is proposed to be judged.

A judgement is a fact with a source like any other. Source graphs keep the addresses that they
minted; the merged graphs carry the one that is kept. What is proposed stands in
:mod:`kng._identify.proposed`, which loads the matching of names.
"""

from kng._identify.judged import judgements, kept_addresses, merged_triples

__all__ = ["judgements", "kept_addresses", "merged_triples"]
