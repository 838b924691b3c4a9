"""The form of a clause, as far as its status goes: conditions, orders, questions, plans on the calendar."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.clauses import has_to, preposition_of
from entente.nlp.cuedata import load_table

FINITE = frozenset({"VBD", "VBZ", "VBP"})


def asks(token: Token) -> bool:
    """Whether the clause of the token is asked about; what a "when" or a relative clause tells is not."""
    if any(
        governor.dep_ in {"acl:relcl", "acl"} or is_told_aside(governor)
        for governor in (token, *token.ancestors)
    ):
        return False
    last = [word for word in token.sent if not word.is_space][-2:]
    return any(word.text == "?" for word in last)


def is_told_aside(token: Token) -> bool:
    """Whether a clause only gives the circumstances ("when", "after", "because")."""
    told = load_table("status")["circumstances"]["words"]
    return token.dep_ in {"advcl", "advcl:relcl"} and any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in told for child in token.children
    )


def is_independent(token: Token) -> bool:
    """Whether a clause stands on its own feet: a relative clause, a participle, a quotation."""
    if token.dep_ in {"acl:relcl", "parataxis", "ROOT", "root"}:
        return True
    if token.dep_ == "advcl" and token.tag_ == "VBN":
        return not any(child.dep_ in {"aux", "aux:pass", "mark"} for child in token.children)
    opened = any(child.dep_ == "mark" for child in token.children)
    return token.dep_ == "acl" and not has_to(token) and not opened


def is_bare_complement(token: Token) -> bool:
    """Whether a participle right after its verb completes it ("keeps blaming", "risk starting a war")."""
    return token.tag_ == "VBG" and token.dep_ in {"xcomp", "advcl"} and token.i == token.head.i + 1


def is_asked_indirectly(token: Token) -> bool:
    """Whether a clause is a question under its verb ("decide whether to sign", "vote on whether to")."""
    words = {"whether", "if"} if token.dep_ in {"ccomp", "xcomp"} else {"whether"}
    return any(child.dep_ == "mark" and child.lower_ in words for child in token.children)


def is_inverted(token: Token) -> bool:
    """Whether a clause is a condition by its order ("had they attacked", "should the army leave")."""
    if token.dep_ != "advcl":
        return False
    first = next(iter(token.subtree))
    return first.head == token and first.dep_ in {"aux", "cop"} and first.lower_ in {"had", "should", "were"}


def is_second_best(token: Token) -> bool:
    """Whether a clause is what somebody would rather not do ("would rather die than surrender")."""
    opens = any(child.lower_ == "than" and child.dep_ in {"mark", "cc", "case"} for child in token.children)
    return opens and any(part.lower_ == "rather" for part in token.head.children)


def is_of_anyone(token: Token) -> bool:
    """Whether a relative clause is about whoever may come ("anyone who fires on the convoy")."""
    anyone = load_table("status")["anyone"]["words"]
    return (
        token.dep_ == "acl:relcl"
        and token.tag_ in {"VBZ", "VBP", "VB"}
        and token.head.lemma_.lower() in anyone
    )


def is_foregone(token: Token) -> bool:
    """Whether a clause tells what was to be and was not ("was to have opened")."""
    return has_to(token) and any(child.dep_ == "aux" and child.lower_ == "have" for child in token.children)


def tells_what_came(token: Token) -> bool:
    """Whether "would" tells in hindsight what came: "would later defect", "would go on to lose"."""
    if token.lemma_ == "go" and direction(token) == "on":
        return True
    later = load_table("status")["hindsight"]["words"]
    adverbs = (child for child in token.children if child.dep_ == "advmod")
    return token.dep_ == "acl:relcl" and any(child.lower_ in later for child in adverbs)


def is_reached(clause: Token, word: Token) -> bool:
    """Whether the end that "until" names came: both clauses are told as past."""
    return word.lower_ in {"until", "till"} and (clause.tag_ == "VBD" or is_past_perfect(clause))


def no_way(token: Token) -> Token | None:
    """Return the "no" of a phrase that negates a clause ("at no point did"), or the "neither" of one."""
    nowise = load_table("status")["nowise"]["words"]
    for phrase in token.children:
        if phrase.dep_ not in {"obl", "obl:unmarked", "advmod"}:
            continue
        for part in phrase.children:
            negative = part.lower_ == "no" and part.dep_ == "det" and phrase.lower_ in nowise
            if negative or (part.lower_ == "neither" and part.dep_ in {"cc:preconj", "cc"}):
                return part
    return None


def is_past_perfect(token: Token) -> bool:
    """Whether a clause has "had" before its verb."""
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in token.children)


def is_counterfactual(token: Token) -> bool:
    """Whether a clause says what would have been."""
    words = {child.lower_ for child in token.children if child.dep_ == "aux"}
    return "would" in words and "have" in words


def is_that_clause(token: Token) -> bool:
    """Whether a clause with "that" tells the content of a noun and no relative clause."""
    return token.dep_ == "acl:relcl" and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in token.children
    )


def has_copula(token: Token) -> bool:
    """Whether a word is a predicate ("the swap is possible")."""
    return any(child.dep_ == "cop" for child in token.children)


def shares_auxiliaries(token: Token) -> bool:
    """Whether a coordinated verb stands under the auxiliaries of the first ("will meet and sign")."""
    if token.tag_ in FINITE and token.head.tag_ != token.tag_:
        return False
    return not any(child.dep_ in {"aux", "nsubj", "nsubj:pass"} for child in token.children)


def waits(token: Token) -> bool:
    """Whether a "not" only delays what came ("did not sign until Monday")."""
    if not any(child.dep_ == "aux" and child.lower_ == "did" for child in token.children):
        return False
    return any(
        part.dep_ in {"case", "mark"} and part.lower_ in {"until", "till"}
        for child in token.children
        if child.dep_ in {"obl", "advcl", "obl:unmarked"}
        for part in child.children
    )


def is_condition_met(token: Token) -> bool:
    """Whether a clause follows from a condition ("if they attack, we will respond")."""
    if not any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children):
        return False
    if any(is_of_any(child) for child in token.children):
        return True
    return any(
        child.dep_ == "advcl"
        and (is_inverted(child) or any(part.lower_ in {"if", "unless"} for part in child.children))
        for child in token.children
    )


def is_of_any(phrase: Token) -> bool:
    """Whether a phrase is about a happening that may never come ("would respond to any landing")."""
    return phrase.dep_ in {"obj", "obl"} and any(
        child.dep_ == "det" and child.lower_ == "any" for child in phrase.children
    )


def is_on_calendar(phrase: Token, *, unmarked: bool) -> bool:
    """Whether a phrase names a day or month without a year ("on Saturday morning", "on 28 June")."""
    table = load_table("status")["calendar"]
    close = {"compound", "nummod", "nmod:unmarked", "nmod:desc", "flat", "appos"}
    words = [phrase, *(child for child in phrase.children if child.dep_ in close)]
    named = any(word.tag_ == "NNP" and word.lower_ in table["words"] for word in words)
    if not named or any(len(word) == 4 and word.is_digit for word in phrase.subtree):
        return False
    return unmarked or (phrase.dep_ == "obl" and preposition_of(phrase) in table["prepositions"])


def is_order(token: Token) -> bool:
    """Whether a clause tells somebody to do it ("Withdraw your troops, the envoy told them")."""
    return (
        token.tag_ == "VB"
        and token.i == token.sent.start
        and not any(child.dep_ in {"aux", "mark", "nsubj", "nsubj:pass"} for child in token.children)
    )


def is_reported(token: Token) -> bool:
    """Whether the verb stands in indirect speech or in the future of a past story."""
    return any(governor.tag_ == "VBD" for governor in token.ancestors)


def direction(token: Token) -> str | None:
    """Return an adverb after a verb that makes another verb of it ("backed away from")."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    ways = load_table("status")["particles"]["words"]
    return str(after.lower_) if after is not None and after.head == token and after.lower_ in ways else None


def lies_ahead(token: Token) -> bool:
    """Whether a clause tells what is still to come: an infinitive, or a modal."""
    return has_to(token) or any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)


def opens_what_was_not(clause: Token, word: Token) -> bool:
    """Whether the word opens what did not come about: "rather than surrender", "before they could fire"."""
    if word.lower_ == "than":
        return is_second_best(clause)
    return word.lower_ == "before" and any(part.lower_ == "could" for part in clause.children)
