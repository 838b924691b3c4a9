"""Coreference: the discourse of a document, read once from left to right over its mentions and parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from entente.actors import ActorIndex
from entente.nlp.clauses import first_conjunct
from entente.nlp.coreference.choice import linked, rechosen
from entente.nlp.coreference.definites import (
    complete,
    country_of_owner,
    is_open,
    named_before,
    owned_by_following,
)
from entente.nlp.coreference.head import CorefHead
from entente.nlp.coreference.memory import OTHER, PLACE, Candidate, Memory, rank_of
from entente.nlp.coreference.pairs import (
    Several,
    add_group,
    blank_actor,
    joined,
    resolve_former,
    resolve_several,
    several_at,
)
from entente.nlp.coreference.persons import Cluster, cluster_persons, gender_of
from entente.nlp.coreference.pronouns import (
    actors_of,
    antecedents,
    following_subject,
    is_pronoun,
    is_speaker,
    relative_head,
)
from entente.nlp.discourse import Discourse
from entente.nlp.mentions.around import Around, entity_types
from entente.nlp.mentions.find import FoundMention
from entente.nlp.mentions.persons import name_words
from entente.nlp.mentions.phrases import (
    conjuncts,
    is_inside_name,
    is_plural,
    relation,
    sentence_numbers,
)
from entente.records import Actor, Document, Mention

_BODIES = frozenset({"organ", "company", "media", "ngo", "unknown", "group", "party", "armed_group"})
_NO_ACTOR_TYPES = frozenset({"TIME"})


def resolve(
    doc: Doc,
    mentions: Sequence[FoundMention],
    index: ActorIndex,
    document: Document,
    *,
    head: CorefHead | None = None,
) -> Discourse:
    """Return who every phrase stands for: mentions, and pronouns and descriptions by their antecedents.

    ``head`` is the trained head; without it the rules decide alone.
    """
    around = Around(
        doc=doc, index=index, document=document, names={}, types=entity_types(doc), states={}, places={}
    )
    memory = Memory(around, sentence_numbers(doc), head(doc, mentions) if head is not None else None)
    _survey(memory, mentions)
    persons = cluster_persons(mentions)
    by_head = {mention.head: mention for mention in mentions}
    records: dict[int, list[Mention]] = {}
    for token in doc:
        records[token.i] = _read(memory, token, by_head.get(token.i), persons)
        _close_group(memory, token)
        if token.is_sent_end:
            _read_owners(memory, token.sent, by_head, records)
            _read_speakers(memory, token.sent, records)
    everyone = [mention for found in records.values() for mention in found]
    return Discourse(
        mentions=tuple(sorted(everyone, key=lambda m: (m.actor.start, -m.actor.end))),
        _actors=dict(memory.actors),
        _plural=frozenset(_plurals(memory, doc)),
        _locative=frozenset(mention.head for mention in mentions if mention.locative),
        _groups=_groups(doc, memory.actors),
        _entities=dict(memory.entities),
    )


def _survey(memory: Memory, mentions: Sequence[FoundMention]) -> None:
    """Count what the document speaks of before reading it: states, the places of sentences, the dateline."""
    for mention in mentions:
        country = mention.actor.country
        if country is None:
            continue
        if mention.locative:
            memory.places.setdefault(mention.sentence, []).append((mention.head, country))
            if (
                memory.dateline is None
                and mention.sentence == 0
                and mention.actor.text.isupper()
                and mention.first == 0
            ):
                memory.dateline = country
        else:
            memory.acting.setdefault(mention.sentence, set()).add(country)
            memory.counts[country] = memory.counts.get(country, 0) + 1


def _read(
    memory: Memory, token: Token, found: FoundMention | None, persons: Mapping[int, Cluster]
) -> list[Mention]:
    """Take one token in: a mention, a plural, a pronoun or some other noun; return what is recorded of it."""
    several = several_at(token)
    if several is not None and (found is None or found.actor.country is None):
        return _read_several(memory, token, several)
    if found is not None:
        return [_read_mention(memory, token, found, persons)]
    if is_pronoun(token):
        return _read_pronoun(memory, token)
    head = relative_head(token)
    if head is not None:
        memory.actors.setdefault(token.i, memory.actors.get(head.i, ()))
        return []
    return _read_noun(memory, token)


def _read_mention(
    memory: Memory, token: Token, found: FoundMention, persons: Mapping[int, Cluster]
) -> Mention:
    actor, antecedent = found.actor, None
    cluster = persons.get(found.head)
    if cluster is not None:
        actor = replace(cluster.actor, start=actor.start, end=actor.end, text=actor.text)
    elif (holder := _described_before(memory, found)) is not None:
        actor = replace(holder, start=actor.start, end=actor.end, text=actor.text)
    elif found.label == "phrase":
        actor, antecedent = complete(memory, token, actor)
        if actor is not found.actor:
            memory.completed.add(found.head)
    entity = antecedent.entity if antecedent is not None and antecedent.entity is not None else None
    if entity is None:
        entity = _entity_of(memory, token, actor, _key(actor, cluster, token))
    for head in (found.head, *found.aliases):
        memory.actors[head] = (actor,)
        memory.entities[head] = entity
    if found.label == "phrase":
        title = memory.around.doc[found.first : found.head + 1].text
        told = gender_of(actor, title) if actor.kind == "person" else None
        memory.add(
            Candidate(
                head=found.head,
                sentence=found.sentence,
                actors=(actor,),
                plural=_is_several(token, actor),
                rank=rank_of(token, locative=found.locative),
                entity=entity,
                gender=memory.genders.get(entity) or told,
            )
        )
    else:
        _add_adjective(memory, token, actor, entity)
    return Mention(actor, entity, found.sentence)


def _entity_of(memory: Memory, token: Token, actor: Actor, key: tuple[str | None, ...] | None) -> int:
    """Return the entity of a mention: the one that is known by its key, or that the head takes it for."""
    known = key is not None and key in memory.keys
    entity = None if known else linked(memory, token, actor)
    if entity is None:
        return memory.entity_for(key)
    return entity if key is None else memory.keys.setdefault(key, entity)


def _described_before(memory: Memory, found: FoundMention) -> Actor | None:
    """Return the person whose second office a bare title is ("Ana Rey, a senator and minister of justice").

    The title follows "and" after a named person who is described already, and has no article and no owner.
    """
    doc, last = memory.around.doc, memory.candidates[-1] if memory.candidates else None
    holder = last.actor if last is not None else None
    bare = found.actor.kind == "person" and found.actor.country is None and found.actor.person is None
    if holder is None or not bare or holder.person is None or found.first < 2:
        return None
    joined = doc[found.first - 1].lower_ == "and" and doc[found.first - 2].idx < holder.end
    described = "," in holder.text and holder.end <= doc[found.first - 1].idx
    return holder if joined and described and doc[found.first].pos_ != "DET" else None


def _read_owners(
    memory: Memory, sentence: Span, by_head: Mapping[int, FoundMention], records: dict[int, list[Mention]]
) -> None:
    """Give descriptions the owner that stands after them: "the armed forces of both sides"."""
    for i in range(sentence.start, sentence.end):
        found, actors = by_head.get(i), memory.actors.get(i, ())
        if found is None or found.label != "phrase" or len(actors) != 1 or not is_open(actors[0]):
            continue
        actor = owned_by_following(memory, memory.around.doc[i], actors[0])
        if actor is not actors[0]:
            memory.actors[i] = (actor,)
            records[i] = [replace(mention, actor=actor) for mention in records[i]]


def _read_speakers(memory: Memory, sentence: Span, records: dict[int, list[Mention]]) -> None:
    """Read what waits for a name to its right: "we" for its speaker, "his" for a participle's subject."""
    for token in sentence:
        if token.i not in memory.actors and is_pronoun(token) and is_speaker(token):
            records[token.i] = _read_pronoun(memory, token)
        if token.i in memory.cataphors:
            found = following_subject(memory, token)
            records[token.i] = _record_pronoun(memory, token, found) if found else records[token.i]


def _key(actor: Actor, cluster: Cluster | None, token: Token) -> tuple[str | None, ...] | None:
    """Return what makes two named mentions one entity; None for what may be somebody new each time."""
    if cluster is not None:
        return ("person", actor.id, *cluster.words)
    if actor.kind == "state" or (actor.id is not None and actor.kind not in {"group", "person"}):
        return (actor.kind, actor.id)
    if actor.kind == "organ" and actor.country is not None:
        return ("organ", actor.country, token.lemma_.lower())
    if actor.kind == "person" and actor.person is not None:
        return ("person", actor.id, actor.person)
    if actor.kind == "group" and actor.country:
        return ("group", actor.country, token.lemma_.lower())
    return _words_key(actor, token)


def _words_key(actor: Actor, token: Token) -> tuple[str | None, ...] | None:
    """Return the words of a proper name that no table knows, or of "the court": in one text they mean one."""
    if actor.id is not None or actor.countries:
        return None
    words = " ".join(name_words(actor.text))
    if token.pos_ == "PROPN":
        return ("name", words)
    return ("definite", words) if words.startswith("the ") and actor.kind in _BODIES else None


def _is_several(token: Token, actor: Actor) -> bool:
    """Tell whether an actor is spoken of as several; "the Philippines" and "the United States" are one."""
    if actor.countries:
        return True
    return is_plural(token) and actor.kind not in {"state", "igo", "company", "media", "armed_group", "party"}


def _add_adjective(memory: Memory, token: Token, actor: Actor, entity: int) -> None:
    """Remember what an adjective names: an organisation or movement, and "Sino-Russian" as a pair."""
    if actor.kind != "state":
        memory.add(Candidate(token.i, memory.sentences[token.i], (actor,), False, PLACE, entity))
    partners = [token.head] if token.head.i in memory.actors else []
    partners += [c for c in token.head.children if c.dep_ in {"amod", "compound"} and c != token]
    for partner in partners:
        close = abs(partner.i - token.i) == 2 and memory.around.doc[min(partner.i, token.i) + 1].text in {
            "-",
            "–",
        }
        if close and partner.i < token.i and memory.actors.get(partner.i):
            add_group(memory, [partner, token], OTHER)


def _read_several(memory: Memory, token: Token, several: Several) -> list[Mention]:
    if token.lower_ in {"former", "latter"}:
        actors = resolve_former(memory, token)
    else:
        actors = resolve_several(memory, token, several)
    if not actors:
        return []
    memory.actors[token.i] = actors
    entity = memory.entity_for(_group_key(actors))
    memory.entities[token.i] = entity
    if actors[0].kind != "unknown":
        rank = rank_of(token)
        plural = token.lower_ not in {"former", "latter"}
        memory.add(Candidate(token.i, memory.sentences[token.i], actors, plural, rank, entity))
    return [
        Mention(actor, entity, memory.sentences[token.i]) for actor in _recorded(actors, blank_actor(token))
    ]


def _group_key(actors: Sequence[Actor]) -> tuple[str | None, ...] | None:
    codes = sorted(
        {code for a in actors for code in (a.countries or (a.person or a.country or a.id,)) if code}
    )
    return ("several", *codes) if codes else None


def _recorded(actors: Sequence[Actor], blank: Actor) -> Sequence[Actor]:
    """Return the one actor that a mention records of several parties: a plural with their states."""
    if len(actors) < 2:
        return actors
    codes = tuple(dict.fromkeys(code for a in actors for code in (a.countries or (a.country,)) if code))
    sectors = {actor.sector for actor in actors}
    sector = sectors.pop() if len(sectors) == 1 else None
    return (replace(blank, kind="plural", countries=codes, sector=sector, reason=actors[0].reason),)


def _read_pronoun(memory: Memory, token: Token) -> list[Mention]:
    found = rechosen(memory, token, antecedents(memory, token))
    if found and found[0].actors:
        return _record_pronoun(memory, token, found)
    if found and found[0].entity is not None:  # somebody whom no table knows
        memory.entities[token.i] = found[0].entity
    if is_speaker(token) and token.i not in memory.entities:  # whoever writes or speaks is one throughout
        number = "several" if token.lower_ in {"we", "us", "our", "ours", "ourselves"} else "one"
        memory.entities[token.i] = memory.entity_for(("speaker", number))
    return []


def _record_pronoun(memory: Memory, token: Token, found: list[Candidate]) -> list[Mention]:
    blank = blank_actor(token)
    blank = replace(blank, start=token.idx, end=token.idx + len(token), text=token.text)
    names = " and ".join(memory.around.doc[c.head].text for c in found)
    actors = joined(actors_of(found), blank, f"pronoun of {names!r}")
    if len(found) == 1 and len(found[0].actors) == 1:
        known = found[0].actors[0]
        actors = (
            replace(
                known, start=blank.start, end=blank.end, text=blank.text, reason=f"pronoun of {known.text!r}"
            ),
        )
    entity = found[0].entity if len(found) == 1 and found[0].entity is not None else None
    entity = memory.entity_for(_group_key(actors)) if entity is None else entity
    memory.actors[token.i] = actors
    memory.entities[token.i] = entity
    sentence = memory.sentences[token.i]
    plural = len(found) > 1 or found[0].plural
    memory.add(Candidate(token.i, sentence, actors, plural, rank_of(token), entity, pronoun=True))
    return [Mention(actor, entity, sentence) for actor in _recorded(actors, blank)]


def _read_noun(memory: Memory, token: Token) -> list[Mention]:
    """Take in a noun that no table knows: "the country" may mean a state named before."""
    if token.pos_ not in {"NOUN", "PROPN"} or is_inside_name(token) or token.i in memory.actors:
        return []
    if memory.around.types.get(token.i) in _NO_ACTOR_TYPES:
        return []
    sentence = memory.sentences[token.i]
    home = country_of_owner(memory, token)
    if home is not None:
        blank = blank_actor(token)
        actor = replace(home, start=blank.start, end=blank.end, text=blank.text)
        entity = memory.entity_for(("state", actor.id))
        memory.actors[token.i], memory.entities[token.i] = (actor,), entity
        memory.add(Candidate(token.i, sentence, (actor,), False, rank_of(token), entity))
        return [Mention(actor, entity, sentence)]
    known = named_before(memory, token)
    if known is not None and known.actor is not None:
        blank = blank_actor(token)
        actor = replace(
            known.actor,
            start=blank.start,
            end=blank.end,
            text=blank.text,
            reason=f"stands for {known.actor.text!r}",
        )
        entity = known.entity if known.entity is not None else memory.entity_for(None)
        memory.actors[token.i], memory.entities[token.i] = (actor,), entity
        memory.add(Candidate(token.i, sentence, (actor,), False, rank_of(token), entity))
        return [Mention(actor, entity, sentence)]
    joined_to = linked(memory, token)
    if joined_to is not None:
        memory.entities[token.i] = joined_to
    memory.add(Candidate(token.i, sentence, (), is_plural(token), rank_of(token), joined_to))
    return []


def _close_group(memory: Memory, token: Token) -> None:
    """Remember a coordination once its last member has been read."""
    if token.dep_ != "conj":
        return
    first = first_conjunct(token)
    heads = conjuncts(first)
    known = any(memory.actors.get(head.i) for head in heads)
    if heads[-1].i == token.i and known and relation(first) not in {"amod", "compound"}:
        known_first = memory.candidate_at(first)
        place = known_first is not None and known_first.rank == PLACE
        add_group(memory, heads, PLACE if place else rank_of(first))


def _plurals(memory: Memory, doc: Doc) -> list[int]:
    """Return the heads that stand for several: plural nouns, resolved plurals, plural pronouns."""
    several = [
        i
        for i, actors in memory.actors.items()
        if len(actors) > 1 or any(len(a.countries) > 1 for a in actors)
    ]
    return [
        *several,
        *(token.i for token in doc if token.pos_ in {"NOUN", "PROPN", "PRON"} and is_plural(token)),
    ]


def _groups(doc: Doc, actors: Mapping[int, tuple[Actor, ...]]) -> dict[int, tuple[int, ...]]:
    groups: dict[int, tuple[int, ...]] = {}
    for token in doc:
        if token.dep_ == "conj" and token.i in actors:
            heads = tuple(head.i for head in conjuncts(first_conjunct(token)))
            for head in heads:
                groups[head] = heads
    return groups
