"""Status read along the clause chain; docs are built by hand, no trained model."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from entente.nlp.status import status_at

NLP = spacy.blank("en")


def status(rows: str, trigger: str) -> str:
    """Return the status of a word; a line holds word, lemma, part of speech, tag, head and relation."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words, lemmas, pos, tags, heads, deps = zip(*cells, strict=True)
    doc = Doc(
        NLP.vocab,
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        heads=[int(head) for head in heads],
        deps=list(deps),
        sent_starts=[True] + [False] * (len(words) - 1),
    )
    found = status_at(doc[list(words).index(trigger)])
    assert found is not None
    return str(found.status)


MAY_NOT = """
They they PRON PRP 3 nsubj
may may AUX MD 3 aux
not not PART RB 3 advmod
sign sign VERB VB 3 root
"""
WOULD_HAVE = """
They they PRON PRP 3 nsubj
would would AUX MD 3 aux
have have AUX VB 3 aux
fired fire VERB VBN 3 root
"""
REPORTS = """
He he PRON PRP 1 nsubj
dismissed dismiss VERB VBD 1 root
reports report NOUN NNS 1 obj
of of ADP IN 5 case
a a DET DT 5 det
coup coup NOUN NN 2 nmod
"""
DROPPED = """
It it PRON PRP 1 nsubj
dropped drop VERB VBD 1 root
a a DET DT 3 det
plan plan NOUN NN 1 obj
to to PART TO 5 mark
annex annex VERB VB 3 acl
Kush Kush PROPN NNP 5 obj
"""
CONDITION = """
If if SCONJ IN 2 mark
they they PRON PRP 2 nsubj
attack attack VERB VBP 5 advcl
we we PRON PRP 5 nsubj
will will AUX MD 5 aux
respond respond VERB VB 5 root
"""
TWO_CLAUSES = """
It it PRON PRP 3 nsubj
will will AUX MD 3 aux
not not PART RB 3 advmod
leave leave VERB VB 3 root
and and CCONJ CC 5 cc
sends send VERB VBZ 3 conj
troops troops NOUN NNS 5 obj
"""
UNTIL = """
They they PRON PRP 3 nsubj
did do AUX VBD 3 aux
not not PART RB 3 advmod
sign sign VERB VB 3 root
until until ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
NOBODY = """
It it PRON PRP 1 nsubj
expelled expel VERB VBD 1 root
nobody nobody PRON NN 1 obj
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "expected"),
    [
        (MAY_NOT, "sign", "possible"),
        (WOULD_HAVE, "fired", "negated"),
        (REPORTS, "coup", "negated"),
        (DROPPED, "annex", "negated"),
        (CONDITION, "attack", "possible"),
        (CONDITION, "respond", "possible"),
        (TWO_CLAUSES, "sends", "actual"),
        (TWO_CLAUSES, "leave", "negated"),
        (UNTIL, "sign", "actual"),
        (NOBODY, "expelled", "negated"),
    ],
)
def test_the_words_over_an_event_decide_its_status(rows: str, trigger: str, expected: str) -> None:
    assert status(rows, trigger) == expected
