"""Places in a text: found by the gazetteer, told apart by context, and tied to events.

``find_places`` reads "Astana, Kazakhstan" as one place, takes the Tripoli of the country that the
text is about, and leaves names alone that only hold a place's name. ``place_of`` says where an
event took place, through the parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from spacy.tokens import Doc, Token

from entente.actors import NameMatch
from entente.actors import load as load_actors
from entente.nlp.gazetteer import Entry, Gazetteer, prominence
from entente.nlp.places.attachment import place_of
from entente.nlp.places.candidates import candidates
from entente.nlp.places.found import FoundPlace
from entente.nlp.places.unlisted import unlisted_places
from entente.nlp.places.words import Candidate, head_of, is_close, names_of_kind, place_words
from entente.records import Place

SAME_SENTENCE, SAME_TEXT = 2.5, 1.0  # what a state named nearby adds to a place's prominence
CAPITAL_NEARBY = 1.0  # what the capital of its state adds
REGION_REACH = 4.0  # degrees from the middle of a region
KIND = 5.0  # what "province" adds to a province
LARGE = 100_000  # smaller towns gain little by their state, or each "American" would move Geneva to Illinois
SMALL_SHARE = 0.2
NEIGHBOUR = 2.0  # what a place close by adds that is told in one breath
FORMER = -3.0  # what the present town of a former name has over the capital that bore it
FORMS = frozenset({"name", "adjective", "demonym"})
State = tuple[int, str]  # where a text names a state, and its alpha-3


def find_places(doc: Doc, gazetteer: Gazetteer, states: Iterable[State] | None = None) -> list[FoundPlace]:
    """Return the places that a document names, in order, with state, region and coordinates.

    ``states`` says where the text names states (character offset, alpha-3), by any of their names
    or adjectives; by default the actor tables are asked.
    """
    names = load_actors().find_all(doc.text) if states is None else ()
    actors = [match for match in names if _is_other_actor(match)]
    found = [one for one in candidates(doc, gazetteer) if not _is_within(doc, one, actors)]
    named = Named(doc, _states_of(names) if states is None else states, found)
    out = list(_listed(doc, found, named))
    taken = {index for place in out for index in range(place.first, place.last)}
    out.extend(unlisted_places(doc, taken, {match.start for match in names}))
    return sorted(out, key=lambda place: place.first)


def _listed(doc: Doc, found: Sequence[Candidate], named: Named) -> Iterator[FoundPlace]:
    """Yield the candidates as places, "Astana, Kazakhstan" as one."""
    skip = False
    for candidate, after in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        pair = _paired(doc, candidate, after) if after is not None else None
        if pair is not None:
            skip = True
            yield _found(doc, candidate.first, after.last, pair)
        else:
            chosen = _choose(doc, candidate, named, _beside(doc, candidate, found))
            yield _found(doc, candidate.first, _with_type(doc, candidate), chosen)


def _is_within(doc: Doc, candidate: Candidate, actors: Iterable[NameMatch]) -> bool:
    """Return whether an actor's name covers a town's: "Hamas"; a seat keeps its place ("the Pentagon")."""
    span = doc[candidate.first : candidate.last]
    return candidate.entries[0].kind in ("city", "admin") and any(
        match.start <= span.start_char and span.end_char <= match.end for match in actors
    )


def _is_other_actor(match: NameMatch) -> bool:
    """Return whether a known name is no state or capital: "Hamas", "Congress", "Somali"."""
    return all(
        entry.form in ("adjective", "demonym")
        or (entry.kind != "state" and entry.form not in ("capital", "role"))
        for entry in match.entries
    )


def _states_of(names: Iterable[NameMatch]) -> list[State]:
    """Return where a text names states, by the actor tables: their names, adjectives and people."""
    return [
        (match.start, entry.country)
        for match in names
        for entry in match.entries[:1]
        if entry.country is not None and entry.kind == "state" and entry.form in FORMS
    ]


class Named:
    """The states that a document names, by token and sentence."""

    def __init__(self, doc: Doc, states: Iterable[State], found: Iterable[Candidate] = ()) -> None:
        starts = [token.idx for token in doc]
        self.at = [(bisect_right(starts, offset) - 1, country) for offset, country in states]
        self.capitals = [
            (one.first, one.entries[0].country)
            for one in found
            if one.entries[0].capital and one.entries[0].country is not None
        ]
        self.sentences = [_sentence(doc, index) for index, _ in self.at]

    def bonus(self, doc: Doc, candidate: Candidate, entry: Entry) -> float:
        """Return what the states named nearby, outside the name itself, add to an entry."""
        if entry.country is None:
            return 0.0
        own, weight = _sentence(doc, candidate.first), 0.0
        for (index, country), sentence in zip(self.at, self.sentences, strict=True):
            if country == entry.country and not candidate.first <= index < candidate.last:
                weight = max(weight, SAME_SENTENCE if sentence == own else SAME_TEXT)
        if any(country == entry.country and index != candidate.first for index, country in self.capitals):
            weight = max(weight, CAPITAL_NEARBY)  # "Punjab's farmers camped outside New Delhi"
        large = entry.population >= LARGE or entry.kind != "city"
        return weight if large else weight * SMALL_SHARE


def _sentence(doc: Doc, index: int) -> int:
    return int(doc[index].sent.start) if doc.has_annotation("SENT_START") else 0


def _beside(doc: Doc, candidate: Candidate, found: Sequence[Candidate]) -> list[Entry]:
    """Return the likeliest places of the names that are told in one breath with a name.

    "Nouméa and Païta", "Palma in Cabo Delgado", "left Palma and shelled Macomia": coordinated, one
    under the other, or under coordinated verbs.
    """
    if len(candidate.entries) == 1 or not doc.has_annotation("DEP"):
        return []
    head, out = doc[head_of(doc, candidate.first, candidate.last)], []
    for other in found:
        beside = doc[head_of(doc, other.first, other.last)]
        joined = beside.head.i == head.i or head.head.i == beside.i or _is_in(doc, candidate, other)
        if other is not candidate and (joined or _are_coordinated(head.head, beside.head)):
            out.append(other.entries[0])
    return out


def _is_in(doc: Doc, candidate: Candidate, other: Candidate) -> bool:
    return other.first == candidate.last + 1 and doc[candidate.last].lower_ == "in"


def _are_coordinated(one: Token, other: Token) -> bool:
    return any(last.dep_ == "conj" and last.head.i == first.i for first, last in ((one, other), (other, one)))


def _choose(doc: Doc, candidate: Candidate, named: Named, beside: Sequence[Entry]) -> Entry:
    """Return the entry that the name most likely means here."""
    kinds = set(names_of_kind(doc, candidate))
    former = doc[candidate.first].lower_ in place_words()["names"]["former"]

    def score(entry: Entry) -> float:
        weight = prominence(entry) + (KIND if entry.kind in kinds else 0.0)
        bonus = named.bonus(doc, candidate, entry)
        if former and not entry.usual and not bonus:
            weight += FORMER
        return weight + bonus + NEIGHBOUR * any(is_close(entry, one) for one in beside)

    best = max(candidate.entries, key=score)
    if best.kind == "admin" and "admin" not in kinds:  # Kherson is the city before its region
        return next((one for one in candidate.entries if _is_seat(one, best)), best)
    return best


def _is_seat(entry: Entry, region: Entry) -> bool:
    return entry.kind == "city" and (entry.country, entry.admin) == (region.country, region.name)


def _paired(doc: Doc, left: Candidate, right: Candidate) -> Entry | None:
    """Return the entry of "Astana, Kazakhstan" or "Paris, Texas" where the second holds the first."""
    between = doc[left.last : right.first]
    if len(between) != 1 or between.text != ",":
        return None
    inner = sorted(left.entries, key=lambda one: one.kind == "admin")
    for holds in (_holds, _lies_by):
        for entry in inner:
            if entry.kind != "country" and any(holds(holder, entry) for holder in right.entries):
                return entry
    return None


def _lies_by(holder: Entry, inner: Entry) -> bool:
    """Return whether a region that has another name in the town list holds a town ("Lhasa, Tibet")."""
    near = abs(holder.lat - inner.lat) < REGION_REACH and abs(holder.lon - inner.lon) < REGION_REACH
    return holder.kind in ("admin", "region") and holder.country == inner.country is not None and near


def _holds(holder: Entry, inner: Entry) -> bool:
    if holder.country is None or holder.country != inner.country or holder is inner:
        return False
    if holder.kind == "country":
        return True
    return holder.kind == "admin" and inner.kind in ("city", "site") and (inner.admin in (None, holder.name))


def _with_type(doc: Doc, candidate: Candidate) -> int:
    """Return the end of a name with the word for its kind: "Helmand Province", "Kunduz province"."""
    last = candidate.last
    if last >= len(doc) or candidate.entries[0].kind == "country":
        return last
    types = place_words()["types"]
    kind = next((name for name in ("admin", "sea") if doc[last].lower_ in types[name]), None)
    if kind is None or not any(entry.kind == kind for entry in candidate.entries):
        return last
    return last + 1


def _found(doc: Doc, first: int, last: int, entry: Entry) -> FoundPlace:
    span = doc[first:last]
    place = Place(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        name=entry.name,
        country=entry.country,
        admin=entry.admin,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        granularity=entry.kind,
    )
    return FoundPlace(place, first, last, head_of(doc, first, last))


__all__: Sequence[str] = ["FoundPlace", "find_places", "place_of"]
