"""Speech cues: which words report what somebody says, and how strongly."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import has_to, particle_of
from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading
from entente.nlp.speakers import speaker_words

QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "when", "where", "who", "what", "which"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@cache
def strengths(kind: str) -> dict[str, str]:
    """Return reporting words of a kind and how strongly each puts what it reports."""
    table = load_table("speech")[kind]
    return {word: strength for strength, words in table.items() for word in words}


def reporting_strength(token: Token) -> str | None:
    """Return how strongly a verb or noun puts what it reports; None when it reports nothing."""
    lemma = token.lemma_.casefold()
    if token.pos_ not in {"VERB", "AUX"}:
        return strengths("nouns").get(lemma)
    words = strengths("verbs")
    return words.get(f"{lemma} {_particle(token)}") or words.get(lemma)


def _particle(verb: Token) -> str | None:
    """Return a verb's particle, though the parse may take it for an adverb: "shot back"."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return particle_of(verb) or (after.lower_ if after is not None and after.dep_ == "advmod" else None)


def strength_over(reading: Reading, verb: Token, clause: Token) -> str | None:
    """Return how strongly a verb puts a clause: as `reporting_strength`, and of what it asks or quotes."""
    lemma = verb.lemma_.casefold()
    if verb.pos_ != "VERB":
        return reporting_strength(verb)
    quoted = reading.quotation_of(clause) is not None and reading.quotation_of(verb) is None
    if quoted and lemma in strengths("quoting"):
        return strengths("quoting")[lemma]
    asks = strengths("asking").get(lemma)
    if asks is not None:
        return asks if quoted or is_question(clause) or reading.quotation_of(clause) else None
    if lemma == "know" and verb.dep_ == "xcomp" and verb.head.lemma_ == "demand" and is_question(clause):
        return "assertive"
    return reporting_strength(verb) or _strength_of_text(verb)


def _strength_of_text(verb: Token) -> str | None:
    """Return how strongly "shows" puts what a document says by itself, and "heard" what a court is told."""
    lemma = verb.lemma_.casefold()
    for kind, subjects in (("showing", "documents"), ("hearing", "hearers")):
        if lemma in strengths(kind) and any(
            child.dep_ == "nsubj" and child.lemma_.casefold() in speaker_words(subjects)
            for child in verb.children
        ):
            return strengths(kind)[lemma]
    return None


def is_question(clause: Token) -> bool:
    """Whether a clause opens with "why", "whether" and the like, or is a question of its own."""
    words = [token for token in clause.subtree if token.i <= clause.i]
    opens = any(word.lower_ in QUESTION_WORDS and word.head in {clause, word} for word in words)
    return opens or any(child.text == "?" for child in clause.children)


def is_unspoken(verb: Token) -> bool:
    """Whether nobody says what a verb of saying reports: "has never said that", "refused to say that"."""
    strength = strengths("verbs").get(verb.lemma_.casefold())
    if verb.pos_ != "VERB" or strength is None:
        return False
    if _is_nobodys(verb) or (strength != "doubtful" and _is_denied(verb)):
        return True
    return strength in {"neutral", "assertive"} and (_is_supposed(verb) or _is_withheld(verb))


def _is_denied(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in speaker_words("denying") and child.i < verb.i:
            return child.nbor().lower_ not in {"only", "just", "merely", "simply"}
    return False


def _is_nobodys(verb: Token) -> bool:
    """Whether the subject of a verb is nobody: "no official would say"."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return any(child.lower_ in speaker_words("denying") or _has_no(child) for child in subjects)


def _has_no(noun: Token) -> bool:
    return any(child.lower_ in {"no", "neither"} and child.i < noun.i for child in noun.children)


def _is_supposed(verb: Token) -> bool:
    """Whether a verb stands in a condition: "if Iran says that", "should Seoul announce that"."""
    children = list(verb.children)
    marked = any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in children)
    subjects = [child.i for child in children if child.dep_ in _SUBJECTS]
    inverted = [child for child in children if child.dep_ == "aux" and child.lower_ in {"should", "had"}]
    return marked or any(child.i < min(subjects, default=0) for child in inverted)


def _is_withheld(verb: Token) -> bool:
    if verb.dep_ not in {"xcomp", "ccomp"} or not has_to(verb):
        return False
    return verb.head.lemma_.casefold() in speaker_words("withholding")
