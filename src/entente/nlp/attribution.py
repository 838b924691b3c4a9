"""Attribution: who the text says says what a clause holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from entente.nlp.clauses import has_to, is_passive, owners_of, particle_of, preposition_of, surface_subjects
from entente.nlp.cuedata import load_table
from entente.nlp.parties import parties_of
from entente.nlp.quotations import Quotation
from entente.nlp.reading import Reading, once
from entente.nlp.speakers import holder_of
from entente.records import Actor, Evidence, Span

_CONTENT = frozenset({"ccomp", "parataxis", "csubj", "csubj:pass"})
_QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "when", "where", "who", "what", "which"})
_QUOTES = frozenset('"“”«»')
_FURTHEST = 4  # sentences that a quotation may run on after the one that names its speaker


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, by which word, how strongly; ``content`` is the head of what is said."""

    holder: Actor
    cue: Span
    strength: str
    content: int
    speaker: int  # the head of the phrase that names the holder


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


def _strength_over(reading: Reading, verb: Token, clause: Token) -> str | None:
    """Return how strongly a verb puts a clause: as `reporting_strength`, and of a question asked."""
    asks = strengths("asking").get(verb.lemma_.casefold()) if verb.pos_ == "VERB" else None
    if asks is None:
        return reporting_strength(verb)
    return asks if _is_question(clause) or reading.quotation_of(clause) else None


def _is_question(clause: Token) -> bool:
    """Whether a clause opens with "why", "whether" and the like, or is a question of its own."""
    words = [token for token in clause.subtree if token.i <= clause.i]
    opens = any(word.lower_ in _QUESTION_WORDS and word.head in {clause, word} for word in words)
    return opens or any(child.text == "?" for child in clause.children)


@once
def attribution_at(reading: Reading, token: Token) -> Attribution | None:
    """Return who the text says says what the clause of the token holds; None when nobody is quoted.

    The nearest speaker wins: in "A said B had told C that …" what was told is B's.
    """
    left: Token | None = None  # the last clause with a subject of its own that was climbed out of
    for clause, governor in _clauses_up(reading, token):
        found = (
            _by_phrase(reading, clause)
            or _by_aside(reading, clause)
            or _by_parenthesis(reading, clause)
            or (_by_hearsay(reading, clause) if left is None else None)
            or _by_copula(reading, clause)
            or (_by_governor(reading, clause, governor) if governor is not None else None)
        )
        if found is not None:
            return None if _is_outside(reading, token, left, found) else found
        if clause.dep_ in {"conj", "parataxis"} and _has_subject(clause):
            left = clause
    return _by_insertion(reading, token) or _by_running_quote(reading, token)


def _is_outside(reading: Reading, token: Token, left: Token | None, found: Attribution) -> bool:
    """Whether a clause stands after what is said, in the text's own voice.

    It is coordinated with a subject of its own behind "…, X said, and …", or stands behind the speaker
    of direct speech and outside of it: "'…,' said X, whose dossier ran to six pages".
    """
    content, after = reading.doc[found.content], found.cue.end <= token.idx
    if not after or reading.quotation_of(token) is not None:
        return False
    if reading.quotation_of(content) is not None and content.idx < found.cue.start:
        return True
    return left is not None and content.idx < found.cue.start and found.cue.end <= left.idx


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubj:pass", "expl"} for child in clause.children)


def _clauses_up(reading: Reading, token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield each word from the trigger upwards with the word that governs it, None at the root.

    Behind a semicolon a sentence starts anew, unless "that" or a quotation carries what is said over it.
    """
    while True:
        governor = None if token.head == token or _starts_anew(reading, token) else token.head
        yield token, governor
        if governor is None:
            return
        token = governor


def _starts_anew(reading: Reading, clause: Token) -> bool:
    """Whether a clause with a subject of its own follows its governor's behind a semicolon."""
    if clause.dep_ not in {"conj", "parataxis"} or not _has_subject(clause) or clause.i < clause.head.i:
        return False
    edge = clause.left_edge.i
    parted = ";" in {clause.doc[edge].text, clause.doc[max(0, edge - 1)].text}
    asides = [
        word for word in clause.doc[edge : clause.sent.end] if word.dep_ == "parataxis" and word != clause
    ]
    if any(word.pos_ == "VERB" and reporting_strength(word) for word in asides):
        return False
    carried = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return parted and not carried and reading.quotation_of(clause) is None


def _by_governor(reading: Reading, clause: Token, governor: Token) -> Attribution | None:
    """Return the subject of the reporting verb, or the owner of the claim, that a clause hangs on."""
    if _accuses(clause, governor):
        return _spoken(reading, governor, surface_subjects(governor), "doubtful", clause)
    if governor.pos_ in {"VERB", "AUX"} and governor.lower_ not in strengths("attitudes"):
        strength = _strength_over(reading, governor, clause)
        return _by_verb(reading, clause, governor, strength) if strength is not None else None
    if clause.dep_ == "ccomp" and governor.lower_ in strengths("attitudes"):
        return _by_attitude(reading, clause, governor)
    if governor.pos_ not in {"NOUN", "PROPN"} or has_to(clause) or not _fills_noun(clause):
        return None
    if governor.dep_ in {"obj", "iobj"} and reporting_strength(governor.head) and clause.dep_ == "acl:relcl":
        return _by_verb(reading, clause, governor.head, str(reporting_strength(governor.head)))
    return _by_noun(reading, clause, governor)


def _by_attitude(reading: Reading, clause: Token, word: Token) -> Attribution | None:
    """Return who "is convinced that …" or "made clear that …", unless it is denied."""
    if any(child.dep_ == "advmod" and child.lower_ in {"not", "n't", "hardly"} for child in word.children):
        return None
    verb = word.head if word.dep_ == "xcomp" and word.head.lemma_ == "make" else word
    predicates = any(child.dep_ in {"cop", "aux:pass"} for child in word.children)
    if verb == word and (not predicates or word.lower_ in {"clear", "plain"}):
        return None
    return _spoken(reading, verb, surface_subjects(verb), strengths("attitudes")[word.lower_], clause)


def _by_noun(reading: Reading, clause: Token, noun: Token) -> Attribution | None:
    """Return the owner of a claim, or who speaks of it: "rejected reports that …" """
    strength, over = reporting_strength(noun), noun.head
    if strength is None:
        return None
    if over.pos_ == "VERB" and noun.dep_ in {"obj", "obl"} and reporting_strength(over):
        subjects = surface_subjects(over)
        if subjects:
            return _spoken(reading, over, subjects, str(reporting_strength(over)), clause)
    return _spoken(reading, noun, [*owners_of(noun), noun], strength, clause)


def _fills_noun(clause: Token) -> bool:
    """Whether a clause says what a noun holds, though the parse may take it for a relative clause."""
    if clause.dep_ in {"acl", "ccomp"}:
        told = any(child.dep_ in {"mark", "nsubj", "nsubj:pass"} for child in clause.children)
        return told or clause.tag_ != "VBN"
    if clause.dep_ != "acl:relcl":
        return False
    that = [child for child in clause.children if child.lower_ == "that"]
    if any(child.dep_ == "mark" for child in that):
        return True
    full = [
        child for child in clause.children if child.dep_ in {"obj", "ccomp", "xcomp"} and child not in that
    ]
    return bool(that) and that[0].dep_ == "obj" and bool(full)


def _by_copula(reading: Reading, clause: Token) -> Attribution | None:
    """Return the owner of the view, in "The view in Canberra is that …"."""
    if not any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children):
        return None
    be = clause.head if clause.dep_ == "ccomp" and clause.head.lemma_ == "be" else clause
    for noun in be.children:
        outer = noun.dep_ == "nsubj:outer" or (noun.dep_ == "nsubj" and be != clause)
        strength = reporting_strength(noun) if outer and noun.pos_ == "NOUN" else None
        if strength is not None:
            return _spoken(reading, noun, [*owners_of(noun), noun], strength, clause)
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
        return _spoken(reading, verb, agents, strength, clause) or _unnamed(reading, verb, clause)
    if not content:
        return None
    speakers = _cited(verb) or surface_subjects(verb) or _lost_subjects(verb, clause)
    nearest = sorted(speakers, key=lambda speaker: abs(speaker.i - verb.i))
    return _spoken(reading, verb, nearest, strength, clause)


def _is_content(reading: Reading, clause: Token, verb: Token) -> bool:
    """Whether a clause under a reporting verb is what it reports, and not what else its subject did."""
    if clause.dep_ in _CONTENT or clause.dep_ == "acl:relcl":
        return True
    if clause.dep_ == "obj" and clause.lower_ in _QUESTION_WORDS:
        return True
    if clause.dep_ in {"conj", "xcomp"} and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    ):
        return True
    quoted = clause.dep_ == "conj" and reading.quotation_of(clause)
    return bool(quoted) and reading.quotation_of(verb) != reading.quotation_of(clause)


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


def _by_aside(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker of "…, the minister said" hung on the clause that it reports."""
    for child in clause.children:
        if child.dep_ not in {"parataxis", "ccomp", "advcl"} or child.pos_ != "VERB":
            continue
        put_so = child.lemma_.casefold() == "put" and any(part.lower_ == "it" for part in child.children)
        if any(part.dep_ in {"ccomp", "obj"} for part in child.children) and not put_so:
            continue
        strength = "neutral" if put_so else _strength_over(reading, child, clause)
        if strength is not None and not is_passive(child) and _is_aside(child):
            found = _spoken(reading, child, surface_subjects(child, 0), strength, clause)
            if found is not None:
                return found
    return None


def _is_aside(verb: Token) -> bool:
    """Whether a reporting verb stands apart as "…, he said" or "as X put it"."""
    if verb.dep_ == "parataxis" or any(child.lower_ == "as" for child in verb.children):
        return True
    own = any(child.dep_ == "mark" for child in verb.children)
    return verb.dep_ == "advcl" and verb.i > verb.head.i and not own and _opens_after_comma(verb)


def _by_parenthesis(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker of "Fiji, officials said, agreed …": set between commas inside the clause.

    The parse hangs such words on the noun before them, as if they were a relative clause of it.
    """
    for noun in clause.children:
        if noun.dep_ not in {"nsubj", "nsubj:pass", "obj", "obl"} or noun.pos_ not in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            continue
        for verb in noun.subtree:
            strength = reporting_strength(verb) if verb.pos_ == "VERB" and verb.i > noun.i else None
            if strength is None or verb.dep_ not in {"parataxis", "acl:relcl", "acl", "dep", "conj"}:
                continue
            speaker = _speaker_between(verb)
            if speaker is not None and not is_passive(verb):
                found = _spoken(reading, verb, [speaker], strength, clause)
                return _own_name(reading, speaker, found)
    return None


def _by_insertion(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker of "Peru, Chile's envoy complained, moved it" by its commas, whatever the parse.

    Between the commas stands one verb, one of reporting; before them the subject, with no verb.
    """
    sentence = token.sent
    commas = [word.i for word in sentence if word.text == ","]
    for left, right in pairwise(commas):
        inside = reading.doc[left + 1 : right]
        before = reading.doc[sentence.start : left]
        verbs = [word for word in inside if word.pos_ == "VERB"]
        opened = any(word.pos_ == "VERB" or (word.pos_ == "AUX" and word.head.i < right) for word in before)
        if len(verbs) != 1 or right > token.i or opened:
            continue
        verb, strength = verbs[0], reporting_strength(verbs[0])
        named = [word for word in inside if word.i < verb.i and word.pos_ in {"NOUN", "PROPN", "PRON"}]
        if strength is None or not named or named[-1].i != verb.i - 1 or verb.tag_ in {"VBG", "VB"}:
            continue
        if any(word.tag_ in {"WDT", "WP"} or word.lower_ == "that" for word in inside):
            continue
        return _spoken(reading, verb, [named[-1]], strength, token.sent.root)
    return None


def _own_name(reading: Reading, speaker: Token, found: Attribution | None) -> Attribution | None:
    """Return the attribution with the speaker's own state where the parse made an apposition of it."""
    owners = [child for child in speaker.children if child.dep_ in {"nmod:poss", "amod", "compound"}]
    named = [actor for child in owners for actor in parties_of(reading, child)]
    if found is None or speaker.dep_ != "appos" or not named:
        return found
    span = reading.span(speaker.left_edge.i, speaker.i + 1)
    return replace(found, holder=replace(named[0], start=span.start, end=span.end, text=span.text))


def _speaker_between(verb: Token) -> Token | None:
    """Return the subject of a reporting verb that stands between commas and reports nothing of its own."""
    if any(child.dep_ in {"ccomp", "obj", "xcomp"} or child.tag_ in {"WDT", "WP"} for child in verb.children):
        return None
    speaker = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    before = [child for child in verb.head.children if child.dep_ == "appos" and child.i < verb.i]
    speaker = speaker or (before[-1] if before else None)
    if speaker is None or not _opens_after_comma(speaker):
        return None
    after = verb.i + 1
    aside = {token.i for token in verb.subtree if not token.is_punct}
    while after < verb.sent.end - 1 and after in aside:
        after += 1
    return speaker if verb.doc[after].text in {",", ".", "—", "–"} else None


def _opens_after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    while edge <= token.i and token.doc[edge].is_punct:
        edge += 1
    return edge > token.sent.start and token.doc[edge - 1].text in {",", "—", "–"}


def _by_hearsay(reading: Reading, clause: Token) -> Attribution | None:
    """Return a speaker whom nobody names, for what "reportedly" or "allegedly" took place."""
    for child in clause.children:
        if child.dep_ == "advmod" and child.lower_ in strengths("distance"):
            return _unnamed(reading, child, clause)
    return None


def _unnamed(reading: Reading, cue: Token, content: Token) -> Attribution:
    """Return an attribution to nobody known, by the word that says that it is only said."""
    span = reading.span(cue.i, cue.i + 1)
    holder = Actor(
        span.start, span.end, span.text, kind="unknown", reason="the text does not say who says so"
    )
    return Attribution(holder, span, "doubtful", content.i, cue.i)


def _by_phrase(reading: Reading, clause: Token) -> Attribution | None:
    """Return the source of an "according to …" or "in the words of …" phrase."""
    prepositions, nouns = strengths("prepositions"), strengths("accounts")
    for child in clause.children:
        if child.dep_ not in {"obl", "nmod", "advmod"}:
            continue
        preposition = preposition_of(child)
        if preposition in prepositions:
            return _spoken(reading, child, [child], prepositions[preposition], clause)
        if preposition in {"in", "by"} and child.lemma_.casefold() in nouns:
            owners = [
                c
                for c in child.children
                if c.dep_ in {"nmod", "nmod:poss"} and preposition_of(c) in {"of", None}
            ]
            found = (
                _spoken(reading, child, owners, nouns[child.lemma_.casefold()], clause) if owners else None
            )
            if found is not None:
                return replace(found, cue=reading.span(child.left_edge.i, _before_owner(child, owners[0])))
    return None


def _before_owner(noun: Token, owner: Token) -> int:
    """Return the end of the cue "in the words of", before the name of whose words they are."""
    cases = [child.i + 1 for child in owner.children if child.dep_ == "case" and child.i > noun.i]
    return max([noun.i + 1, *cases])


def _spoken(
    reading: Reading, cue: Token, speakers: list[Token], strength: str, content: Token
) -> Attribution | None:
    for speaker in speakers:
        holder = holder_of(reading, speaker, cue)
        if holder is not None:
            first, last = (cue.i, cue.i + 1) if cue != speaker else _case_bounds(speaker)
            return Attribution(holder, reading.span(first, last), strength, content.i, speaker.i)
    return None


def _case_bounds(speaker: Token) -> tuple[int, int]:
    """Return the tokens of the preposition that introduces a source."""
    words = [child for child in speaker.children if child.dep_ == "case"]
    parts = [part.i for word in words for part in (word, *word.children) if part.i < speaker.i]
    return (min(parts), max(parts) + 1) if parts else (speaker.i, speaker.i + 1)


def _by_running_quote(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker of the quotation that a sentence stands in, named in another of its sentences."""
    quotation = reading.quotation_of(token)
    if quotation is None or not quotation.holds(token.sent.root):
        return None
    for number, sentence in enumerate(_sentences_around(token, quotation)):
        verbs = [verb for verb in sentence if verb.pos_ == "VERB" and reading.quotation_of(verb) is None]
        quoted = any(word.text in _QUOTES for word in sentence)
        for verb in verbs if quoted else ():
            asks = strengths("asking").get(verb.lemma_.casefold())
            strength = reporting_strength(verb) or asks
            found = strength and _spoken(reading, verb, surface_subjects(verb), strength, token.sent.root)
            if found:
                return found
        if number and "\n\n" in sentence.text and not quoted:
            return None
    return None


def _sentences_around(token: Token, quotation: Quotation) -> Iterator[SpacySpan]:
    """Yield the sentence in which the token's quotation ends, then those before the token's own."""
    doc, sentence = token.doc, token.sent
    last = doc[min(quotation.last, len(doc) - 1)].sent
    if last != sentence:
        yield last
    for _ in range(_FURTHEST):
        if sentence.start == 0:
            return
        sentence = doc[sentence.start - 1].sent
        yield sentence


def content_evidence(reading: Reading, attribution: Attribution) -> Evidence:
    """Return the words of what is said: the clause where it stands in one piece, else its sentence."""
    head = reading.doc[attribution.content]
    inside = sorted(token.i for token in head.subtree)
    cue_inside = any(attribution.cue.start <= reading.doc[i].idx < attribution.cue.end for i in inside)
    if cue_inside or inside[-1] - inside[0] + 1 != len(inside):
        return reading.sentence_evidence(head)
    piece = reading.doc[inside[0] : inside[-1] + 1]
    return reading.evidence(piece.start_char, piece.end_char, head)
