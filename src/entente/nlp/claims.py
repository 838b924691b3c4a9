"""Claims: who says what. Every event and relation has one; judgements without an event are kept too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from entente.nlp.attribution.find import attribution_at
from entente.nlp.attribution.found import Attribution, content_evidence
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, unique
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength
from entente.records import Actor, Claim, Event, Evidence, Genre, Relation, Span, content_id

__all__ = ["attribution_at", "find_claims", "publisher_of"]


@dataclass
class _Draft:
    """A claim in the making: one holder's words at one place."""

    holder: Actor
    role: str
    cue: Span | None
    evidence: Evidence
    strength: str | None = None
    about: list[Actor] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)


def find_claims(reading: Reading, events: Sequence[Event], relations: Sequence[Relation]) -> list[Claim]:
    """Return the claims of a document: one per holder and place, with the rows that it holds."""
    drafts = dict[tuple[object, ...], _Draft]()
    for event in events:
        draft = _claim_at(reading, drafts, event.trigger.start, event.evidence, event.attributed_to)
        draft.events.append(event.id)
        draft.about.extend(event.actors + event.recipients)
    for relation in relations:
        start = relation.trigger.start if relation.trigger else relation.evidence.start
        draft = _claim_at(reading, drafts, start, relation.evidence, None)
        draft.relations.append(relation.id)
        draft.about.extend(relation.parties)
    _add_statements(reading, drafts)
    claims = [_claim(reading, draft) for draft in drafts.values()]
    return sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))


def _claim(reading: Reading, draft: _Draft) -> Claim:
    holder = draft.holder
    name = holder.id or holder.name or holder.text
    evidence = draft.evidence
    return Claim(
        id=content_id("claim", reading.document.id, draft.role, name, evidence.start, evidence.end),
        holder=holder,
        holder_role=draft.role,
        cue=draft.cue,
        evidence=evidence,
        about=tuple(actor for actor in unique(draft.about) if is_coded(actor)),
        events=tuple(dict.fromkeys(draft.events)),
        relations=tuple(dict.fromkeys(draft.relations)),
        strength=draft.strength,
    )


def _claim_at(
    reading: Reading,
    drafts: dict[tuple[object, ...], _Draft],
    start: int,
    evidence: Evidence,
    attributed_to: Actor | None,
) -> _Draft:
    """Return the claim that holds what stands at a character, made when it is new."""
    token = _token_at(reading, start)
    attribution = attribution_at(reading, token)
    if attribution is not None:
        return _spoken(reading, drafts, attribution)
    if attributed_to is not None:
        key = (attributed_to.start, attributed_to.end, evidence.start, evidence.end)
        return drafts.setdefault(key, _Draft(attributed_to, "speaker", None, evidence))
    return _voiced(reading, drafts, evidence)


def _token_at(reading: Reading, start: int) -> Token:
    span = reading.doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else reading.doc[0]


def _spoken(reading: Reading, drafts: dict[tuple[object, ...], _Draft], attribution: Attribution) -> _Draft:
    evidence = content_evidence(reading, attribution)
    holder = attribution.holder
    key = (holder.start, holder.end, evidence.start, evidence.end)
    return drafts.setdefault(key, _Draft(holder, "speaker", attribution.cue, evidence, attribution.strength))


def _voiced(reading: Reading, drafts: dict[tuple[object, ...], _Draft], evidence: Evidence) -> _Draft:
    """Return the claim of the document's own voice: the author's in opinion pieces, else the publisher's."""
    holder, role = voice_of(reading)
    key = (role, evidence.start, evidence.end)
    return drafts.setdefault(key, _Draft(holder, role, None, evidence))


def voice_of(reading: Reading) -> tuple[Actor, str]:
    """Return who speaks where nobody is quoted, and as what."""
    document = reading.document
    if document.author and (document.genre is Genre.OPINION or not document.publisher):
        return _outside("person", document.author, person=document.author), "author"
    return publisher_of(document.publisher), "publisher"


def publisher_of(name: str | None) -> Actor:
    """Return a document's publisher as a holder of claims; it stands nowhere in the text."""
    return _outside("media", name)


def _outside(kind: str, name: str | None, person: str | None = None) -> Actor:
    reason = "named by the document's source" if name else "the document's source names nobody"
    return Actor(0, 0, "", kind=kind, name=name, person=person, reason=reason)


def _add_statements(reading: Reading, drafts: dict[tuple[object, ...], _Draft]) -> None:
    """Add what is said or judged about actors where no event or relation stands."""
    for sentence in reading.doc.sents:
        about = _known_actors(reading, sentence)
        if not about:
            continue
        spoken = list(_speeches(reading, sentence))
        for attribution in spoken:
            draft = _spoken(reading, drafts, attribution)
            draft.about.extend(actor for actor in about if _inside(actor, draft.evidence))
        if not spoken and reading.document.genre is Genre.OPINION and _is_judgement(sentence):
            draft = _voiced(reading, drafts, reading.sentence_evidence(sentence.root))
            draft.about.extend(about)


def _known_actors(reading: Reading, sentence: SpacySpan) -> list[Actor]:
    number = reading.sentence_of(sentence[0])
    return unique(
        mention.actor
        for mention in reading.discourse.mentions
        if mention.sentence == number and (is_coded(mention.actor) or mention.actor.countries)
    )


def _speeches(reading: Reading, sentence: SpacySpan) -> Iterable[Attribution]:
    """Yield one attribution for each thing that a sentence reports somebody as saying."""
    seen = set[int]()
    for token in sentence:
        is_content = token.dep_ in {"ccomp", "acl"} or token.head == token
        if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"} or not is_content:
            continue
        if token.head == token and reporting_strength(token) is not None:
            continue
        attribution = attribution_at(reading, token)
        if attribution is not None and attribution.content not in seen:
            seen.add(attribution.content)
            yield attribution


def _inside(actor: Actor, evidence: Evidence) -> bool:
    return evidence.start <= actor.start and actor.end <= evidence.end


def _is_judgement(sentence: SpacySpan) -> bool:
    """Whether a sentence of an opinion piece judges rather than reports."""
    cues = load_table("speech")["judgement"]
    for token in sentence:
        if token.dep_ == "aux" and token.lemma_ in cues["modals"]:
            return True
        if token.pos_ == "ADJ" and token.lemma_ in cues["adjectives"]:
            return True
        if token.pos_ == "VERB" and token.lemma_ in cues["verbs"] and token.tag_ in {"VBZ", "VBP", "VBD"}:
            return True
    return False
