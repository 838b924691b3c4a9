"""Attribution by the verb that a clause hangs on, as in "A said that …", "accused B of …", "is said to …"."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken, unnamed
from entente.nlp.attribution.gaps import by_gap
from entente.nlp.attribution.names import by_calling, by_known, by_speaking
from entente.nlp.attribution.nouns import (
    attitude_of,
    by_attitude,
    by_noun,
    by_surfacing,
    by_voicing,
    fills_noun,
)
from entente.nlp.clauses import has_to, is_passive, preposition_of, surface_subjects
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import QUESTION_WORDS, is_unspoken, reporting_strength, strength_over, strengths

_BEHIND = frozenset({"obj", "iobj", "nsubj"})
_CONTENT = frozenset({"ccomp", "parataxis", "csubj", "csubj:pass"})


def by_governor(reading: Reading, clause: Token, governor: Token) -> Attribution | None:
    """Return the subject of the reporting verb, or the owner of the claim, that a clause hangs on."""
    found = by_gap(reading, clause) or by_known(reading, clause, governor)
    if found is not None:
        return found
    if _accuses(clause, governor):
        return spoken(reading, governor, surface_subjects(governor), "doubtful", clause)
    attitude = attitude_of(governor) if clause.dep_ == "ccomp" else None
    if attitude is not None:
        return by_attitude(reading, clause, attitude)
    if governor.pos_ in {"VERB", "AUX"} and governor.lower_ not in strengths("attitudes"):
        return _by_verbal(reading, clause, governor)
    if governor.lower_ == "what" and clause.dep_ in {"csubj", "nsubj", "ccomp"}:
        return _by_cleft(reading, clause, governor)
    if governor.pos_ not in {"NOUN", "PROPN"} or has_to(clause) or not fills_noun(clause):
        return None
    if governor.dep_ == "obl" and reporting_strength(governor) is None:
        return by_surfacing(reading, clause, governor.head)
    if governor.dep_ in {"obj", "iobj"} and reporting_strength(governor.head) and clause.dep_ == "acl:relcl":
        return _by_verb(reading, clause, governor.head, str(reporting_strength(governor.head)))
    return by_noun(reading, clause, governor)


def _by_verbal(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return who a verb gives a clause, a name or a thing spoken of to."""
    named = by_calling(reading, clause, verb) or by_speaking(reading, clause, verb)
    if named is not None:
        return named
    strength = strength_over(reading, verb, clause)
    if strength is None:
        return by_surfacing(reading, clause, verb) or by_voicing(reading, clause, verb)
    return None if is_unspoken(verb) else _by_verb(reading, clause, verb, strength)


def _by_cleft(reading: Reading, clause: Token, what: Token) -> Attribution | None:
    """Return the speaker of "That Chad paid is what Togo contends"."""
    for verb in what.children:
        strength = reporting_strength(verb) if verb.dep_ == "acl:relcl" and verb.pos_ == "VERB" else None
        if strength is not None:
            return spoken(reading, verb, surface_subjects(verb, 0), strength, clause)
    return None


def _by_verb(reading: Reading, clause: Token, verb: Token, strength: str) -> Attribution | None:
    """Return who a reporting verb says says the clause below it; of "it was reported that" nobody known."""
    content = _is_content(reading, clause, verb)
    if is_passive(verb) and not any(child.dep_ == "nsubj" for child in verb.children):
        told = strengths("hearsay")
        heard = any(lemma in told for lemma in (verb.lemma_.casefold(), verb.lower_.removesuffix("ed")))
        if not heard or not (content or clause.dep_ == "xcomp"):
            return None
        agents = [child for child in verb.children if child.dep_ == "obl:agent"]
        return spoken(reading, verb, agents, strength, clause) or unnamed(reading, verb, clause)
    if not content:
        return None
    if verb.lemma_.casefold() in strengths("hearing"):
        return unnamed(reading, verb, clause, strength)
    speakers = _cited(verb) or surface_subjects(shared_head(verb)) or _lost_subjects(verb, clause)
    if reading.quotation_of(clause) is not None and reading.quotation_of(verb) is None:
        speakers = [one for one in speakers if reading.quotation_of(one) is None] or inverted(verb, clause)
    nearest = sorted(speakers, key=lambda speaker: abs(speaker.i - verb.i))
    return spoken(reading, verb, nearest, strength, clause)


def _is_content(reading: Reading, clause: Token, verb: Token) -> bool:
    """Whether a clause under a reporting verb is what it reports, and not what else its subject did."""
    if clause.dep_ == "parataxis" and clause.i > verb.i and reading.quotation_of(clause) is None:
        return not _is_behind_dash(clause)
    if _is_attendant(clause, verb):
        return False
    if clause.dep_ in _CONTENT or clause.dep_ == "acl:relcl":
        return True
    if clause.dep_ in {"nsubj", "nsubj:pass"} and clause.pos_ in {"VERB", "AUX"}:
        edge = clause.left_edge
        marked = any(child.lower_ == "that" and child.i < clause.i for child in verb.children)
        return marked or edge.lower_ == "that" or (edge.i > 0 and edge.nbor(-1).lower_ == "that")
    if reading.quotation_of(clause) is not None and reading.quotation_of(verb) is None:
        return clause.dep_ in {"advcl", "dep", "appos"} and not has_to(clause)
    if clause.dep_ == "obj" and clause.lower_ in QUESTION_WORDS:
        return True
    if clause.dep_ in {"conj", "xcomp"} and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    ):
        return True
    quoted = clause.dep_ == "conj" and reading.quotation_of(clause)
    return bool(quoted) and reading.quotation_of(verb) != reading.quotation_of(clause)


def shared_head(verb: Token) -> Token:
    """Return the verb that a coordinated or trailing one shares its subject with.

    In "said that Chad had paid and described how …" the past tense goes with "said", not with "had paid";
    in "demanded that Chad pay, saying that …" whoever demands says so.
    """
    if any(child.dep_ in {"nsubj", "nsubj:pass"} for child in verb.children):
        return verb
    told = verb.head
    said = told.head if told.dep_ == "ccomp" and told.head.i < told.i else None
    if said is None or said.pos_ != "VERB":
        return verb
    if verb.dep_ == "advcl":
        trails = verb.tag_ == "VBG" and verb.i > told.i and verb.left_edge.i > 0
        return said if trails and _follows_comma(verb) and reporting_strength(verb) else verb
    perfect = any(child.dep_ == "aux" and child.lower_ in {"had", "has", "have"} for child in told.children)
    tenses = verb.dep_ == "conj" and verb.tag_ == "VBD" and told.tag_ == "VBN" and perfect
    return said if tenses and reporting_strength(said) is not None else verb


def _follows_comma(verb: Token) -> bool:
    return verb.i > 0 and verb.nbor(-1).text == ","


def _is_attendant(clause: Token, verb: Token) -> bool:
    """Whether a participle says what the speaker did meanwhile: "'…,' she said, standing at the gate"."""
    if clause.dep_ != "ccomp" or clause.tag_ != "VBG" or clause.i < verb.i:
        return False
    own = any(child.dep_ in {"nsubj", "mark", "aux"} for child in clause.children)
    return not own and any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)


def _is_behind_dash(clause: Token) -> bool:
    edge = clause.left_edge
    return edge.text in {"—", "–"} or (edge.i > 0 and edge.nbor(-1).text in {"—", "–"})


def inverted(verb: Token, clause: Token) -> list[Token]:
    """Return the speaker behind a verb of quoting whom the parse takes for its object: "asked the envoy"."""
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in _BEHIND]
    return after[:1] if clause.i < verb.i else []


def _cited(verb: Token) -> list[Token]:
    """Return who is cited: in "quoted a commander as saying that" the commander."""
    over = verb.head
    if verb.dep_ != "advcl" or over.lemma_.casefold() not in strengths("naming") or is_passive(over):
        return []
    as_ = any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    return [child for child in over.children if as_ and child.dep_ == "obj"]


def _lost_subjects(verb: Token, clause: Token) -> list[Token]:
    """Return a speaker hung on what is said ("…, said a negotiator"), or on "in a statement Chad said"."""
    subjects = [child for child in clause.children if child.dep_ == "nsubj"]
    inverted = [child for child in subjects if child.i > verb.i > clause.i]
    inserted = [child for child in subjects[1:] if child.i < verb.i < clause.i]
    fronted = [
        name
        for phrase in verb.children
        for name in phrase.children
        if phrase.dep_ == "obl" and phrase.i < verb.i and name.dep_ == "nmod" and name.pos_ == "PROPN"
        and preposition_of(name) is None and phrase.i < name.i and name.right_edge.i == verb.i - 1
    ]  # fmt: skip
    return inverted or inserted or fronted


def _accuses(clause: Token, governor: Token) -> bool:
    """Whether a clause is what somebody is accused of: "accused Chad of arming rebels"."""
    if governor.pos_ != "VERB" or clause.dep_ not in {"advcl", "xcomp", "ccomp"} or is_passive(governor):
        return False
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
    return governor.lemma_.casefold() in strengths("accusing") and bool(marks & {"of", "for", "with"})
