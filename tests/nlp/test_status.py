"""Status read along the clause chain; docs are built by hand, no trained model."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from entente.nlp.status.read import status_at
from entente.nlp.timing import told_as_past

NLP = spacy.blank("en")


def parsed(rows: str) -> Doc:
    """Return a parsed doc; a line holds word, lemma, part of speech, tag, head and relation."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words, lemmas, pos, tags, heads, deps = zip(*cells, strict=True)
    return Doc(
        NLP.vocab,
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        heads=[int(head) for head in heads],
        deps=list(deps),
        sent_starts=[True] + [False] * (len(words) - 1),
    )


def status(rows: str, trigger: str) -> str:
    """Return the status of a word of a parsed sentence."""
    doc = parsed(rows)
    found = status_at(next(token for token in doc if token.text == trigger))
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

WHETHER = """
They they PRON PRP 2 nsubj
will will AUX MD 2 aux
vote vote VERB VB 2 root
on on SCONJ IN 6 mark
whether whether SCONJ IN 6 mark
to to PART TO 6 mark
strike strike VERB VB 2 advcl
"""
ON_SATURDAY = """
The the DET DT 1 det
plane plane NOUN NN 2 nsubj
lands land VERB VBZ 2 root
on on ADP IN 4 case
Saturday Saturday PROPN NNP 2 obl
"""
ON_SATURDAYS = """
The the DET DT 1 det
plane plane NOUN NN 2 nsubj
lands land VERB VBZ 2 root
on on ADP IN 4 case
Saturdays Saturday PROPN NNPS 2 obl
"""
LANDED = ON_SATURDAY.replace("lands land VERB VBZ", "landed land VERB VBD")
CHOSEN = """
Baku Baku PROPN NNP 2 nsubj:pass
was be AUX VBD 2 aux:pass
chosen choose VERB VBN 2 root
to to PART TO 4 mark
host host VERB VB 2 xcomp
it it PRON PRP 4 obj
"""
MOTION = """
It it PRON PRP 1 nsubj
{verb} VERB VBD 1 root
a a DET DT 3 det
motion motion NOUN NN 1 obj
to to PART TO 5 mark
send send VERB VB 3 acl
medics medic NOUN NNS 5 obj
"""
BLOCKADE = """
{det} DET DT 1 det
blockade blockade NOUN NN 3 nsubj
{modal} AUX MD 3 aux
ruin ruin VERB VB 3 root
it it PRON PRP 3 obj
"""
MUTINY = """
A a DET DT 1 det
mutiny mutiny NOUN NN 3 nsubj
is be AUX VBZ 3 cop
possible possible ADJ JJ 3 root
"""
EXERCISE = """
An an DET DT 1 det
exercise exercise NOUN NN 6 nsubj
planned plan VERB VBN 1 acl
for for ADP IN 4 case
July July PROPN NNP 2 obl
will will AUX MD 6 aux
bring bring VERB VB 6 root
men man NOUN NNS 6 obj
"""
RATHER = """
They they PRON PRP 3 nsubj
would would AUX MD 3 aux
rather rather ADV RB 3 advmod
die die VERB VB 3 root
than than SCONJ IN 5 mark
surrender surrender VERB VB 3 advcl
"""

BACKED_AWAY = """
Rome Rome PROPN NNP 1 nsubj
backed back VERB VBD 1 root
{way} ADV RB 1 advmod
from from ADP IN 4 case
sanctions sanction NOUN NNS 1 obl
"""
POISED = """
They they PRON PRP 2 nsubj
are be AUX VBP 2 cop
poised poi ADJ JJ 2 root
to to PART TO 4 mark
extend extend VERB VB 2 xcomp
it it PRON PRP 4 obj
"""
ANY = """
It it PRON PRP 2 nsubj
would would AUX MD 2 aux
respond respond VERB VB 6 ccomp
to to ADP IN 5 case
{det} DET DT 5 det
landing landing NOUN NN 2 obl
said say VERB VBD 6 root
"""


IMMINENT = """
The the DET DT 2 det
imminent imminent ADJ JJ 2 amod
departure departure NOUN NN 3 nsubj
alarmed alarm VERB VBD 3 root
them they PRON PRP 3 obj
"""
TOMORROW = """
Planes plane NOUN NNS 1 nsubj
land land VERB VBP 1 root
{day} NOUN NN 3 compound
morning morning NOUN NN 1 obl:unmarked
"""
NO_POINT = """
At at ADP IN 2 case
no no DET DT 2 det
{noun} NOUN NN 5 obl
did do AUX VBD 5 aux
police police NOUN NNS 5 nsubj
intervene intervene VERB VB 5 root
"""
WAS_TO_HAVE = """
It it PRON PRP 4 nsubj:pass
was be AUX VBD 4 aux
to to PART TO 4 mark
have have AUX VB 4 aux
opened open VERB VBN 4 root
"""
ANYONE = """
{who} PRON NN 4 nsubj
who who PRON WP 2 nsubj
fires fire VERB VBZ 0 acl:relcl
will will AUX MD 4 aux
die die VERB VB 4 root
"""
UNTIL_PAST = """
They they PRON PRP 1 nsubj
held hold VERB VBD 1 root
until until SCONJ IN 4 mark
Rome Rome PROPN NNP 4 nsubj
{surrendered} 1 advcl
"""
WOULD_LATER = """
He he PRON PRP 5 nsubj
who who PRON WP 4 nsubj
would would AUX MD 4 aux
{later} ADV RB 4 advmod
defect defect VERB VB 0 acl:relcl
taught teach VERB VBD 5 root
"""
KEEPS = """
Rome Rome PROPN NNP 1 nsubj
keeps keep VERB VBZ 1 root
blaming blame VERB VBG 1 xcomp
Bern Bern PROPN NNP 2 obj
"""
KEPT_FROM = """
Fog fog NOUN NN 1 nsubj
kept keep VERB VBD 1 root
ships ship NOUN NNS 1 obj
from from SCONJ IN 4 mark
sailing sail VERB VBG 1 advcl
"""
RISK = """
Tariffs tariff NOUN NNS 1 nsubj
risk risk VERB VBP 1 root
starting start VERB VBG 1 advcl
a a DET DT 4 det
war war NOUN NN 2 obj
"""
LONG_AS = """
As as ADV RB 1 advmod
long long ADV RB 6 advmod
as as SCONJ IN 4 mark
Rome Rome PROPN NNP 4 nsubj
disarms disarm VERB VBZ 1 advcl
it it PRON PRP 6 nsubj
stays stay VERB VBZ 6 root
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
        (WHETHER, "strike", "possible"),
        (ON_SATURDAY, "lands", "planned"),
        (ON_SATURDAYS, "lands", "actual"),
        (LANDED, "landed", "actual"),
        (CHOSEN, "host", "planned"),
        (MOTION.format(verb="tabled table"), "send", "possible"),
        (MOTION.format(verb="approved approve"), "send", "planned"),
        (BLOCKADE.format(det="A a", modal="would would"), "blockade", "possible"),
        (BLOCKADE.format(det="The the", modal="would would"), "blockade", "actual"),
        (BLOCKADE.format(det="A a", modal="did do"), "blockade", "actual"),
        (MUTINY, "mutiny", "possible"),
        (EXERCISE, "exercise", "planned"),
        (RATHER, "surrender", "negated"),
        (BACKED_AWAY.format(way="away away"), "sanctions", "negated"),
        (BACKED_AWAY.format(way="loudly loudly"), "sanctions", "actual"),
        (POISED, "extend", "planned"),
        (ANY.replace("{det}", "any any"), "respond", "possible"),
        (ANY.replace("{det}", "the the"), "respond", "planned"),
        (IMMINENT, "departure", "planned"),
        (TOMORROW.format(day="tomorrow tomorrow"), "land", "planned"),
        (TOMORROW.format(day="summer summer"), "land", "actual"),
        (NO_POINT.format(noun="point point"), "intervene", "negated"),
        (NO_POINT.format(noun="cost cost"), "intervene", "actual"),
        (WAS_TO_HAVE, "opened", "negated"),
        (ANYONE.format(who="Anyone anyone"), "fires", "possible"),
        (ANYONE.format(who="He he"), "fires", "actual"),
        (UNTIL_PAST.format(surrendered="surrendered surrender VERB VBD"), "surrendered", "actual"),
        (UNTIL_PAST.format(surrendered="surrenders surrender VERB VBZ"), "surrenders", "possible"),
        (WOULD_LATER.format(later="later later"), "defect", "actual"),
        (WOULD_LATER.format(later="gladly gladly"), "defect", "planned"),
        (KEEPS, "blaming", "actual"),
        (KEPT_FROM, "sailing", "negated"),
        (RISK, "war", "possible"),
        (LONG_AS, "disarms", "possible"),
    ],
)
def test_the_words_over_an_event_decide_its_status(rows: str, trigger: str, expected: str) -> None:
    assert status(rows, trigger) == expected


YEARS_AFTER = """
{unit} NOUN NNS 3 nmod:unmarked
after after ADP IN 3 case
the the DET DT 3 det
partition partition NOUN NN 5 obl
trains train NOUN NNS 5 nsubj
cross cross VERB VBP 5 root
"""
GOVERNMENTS = """
{kind} ADJ JJ 1 amod
governments government NOUN NNS 3 nsubj
had have AUX VBD 3 aux
sold sell VERB VBN 3 root
"""


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        (YEARS_AFTER.format(unit="years year"), 3, True),
        (YEARS_AFTER.format(unit="hours hour"), 3, False),
        (GOVERNMENTS.format(kind="Earlier early"), 3, True),
        (GOVERNMENTS.format(kind="African african"), 3, False),
    ],
)
def test_what_years_are_counted_from_and_earlier_governments_did_is_past(
    rows: str, place: int, expected: bool
) -> None:
    assert told_as_past(parsed(rows)[place]) is expected


def test_a_plan_that_only_a_day_makes_says_so() -> None:
    landing, visit = parsed(ON_SATURDAY)[2], parsed(CHOSEN)[4]
    for token, expected in ((landing, True), (visit, False)):
        found = status_at(token)
        assert found is not None
        assert found.by_day is expected


IN_A_CAMP = """
Rebels rebel NOUN NNS 1 nsubj
attack attack VERB VBP 1 root
in in ADP IN 4 case
a a DET DT 4 det
camp camp NOUN NN 1 obl
that that PRON WDT 7 nsubj
may may AUX MD 7 aux
close close VERB VB 4 acl:relcl
"""


def test_a_modal_in_a_phrase_is_no_month() -> None:
    assert status(IN_A_CAMP, "attack") == "actual"
