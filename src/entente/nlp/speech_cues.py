"""Speech cues: which words report what somebody says, and how strongly."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import particle_of
from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading

QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "when", "where", "who", "what", "which"})


@cache
def strengths(kind: str) -> dict[str, str]:
    """Return reporting words of a kind and how strongly each puts what it reports."""
    table = load_table("speech")[kind]
    return {word: strength for strength, words in table.items() for word in words}


def reporting_strength(token: Token) -> str | None:
    """Return how strongly a verb or noun puts what it reports; None when it reports nothing."""
    lemma, particle = token.lemma_.casefold(), particle_of(token)
    words = strengths("verbs" if token.pos_ in {"VERB", "AUX"} else "nouns")
    return words.get(f"{lemma} {particle}") or words.get(lemma)


def strength_over(reading: Reading, verb: Token, clause: Token) -> str | None:
    """Return how strongly a verb puts a clause: as `reporting_strength`, and of a question asked."""
    asks = strengths("asking").get(verb.lemma_.casefold()) if verb.pos_ == "VERB" else None
    if asks is None:
        return reporting_strength(verb)
    return asks if is_question(clause) or reading.quotation_of(clause) else None


def is_question(clause: Token) -> bool:
    """Whether a clause opens with "why", "whether" and the like, or is a question of its own."""
    words = [token for token in clause.subtree if token.i <= clause.i]
    opens = any(word.lower_ in QUESTION_WORDS and word.head in {clause, word} for word in words)
    return opens or any(child.text == "?" for child in clause.children)
