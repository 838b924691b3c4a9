"""Known names on the tokens of a document, without those that are part of a longer, different name.

``Jordan`` in "Jordan Peterson", ``China`` in "China Daily" and ``Paris`` in "Paris Hilton" are no actors;
``Guinea`` in "New Guinea" is not the state. What the text spells out decides, not the table alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from entente.actors import ActorEntry, ActorIndex, NameMatch
from entente.actors import load as load_actors
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.phrases import NAME_LINKS, case_of, relation


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A known name on its tokens: ``first`` to ``last`` (exclusive), its head and what it may stand for."""

    first: int
    last: int
    head: int
    match: NameMatch
    glued: bool = False  # only the first part of its token ("U.S.-backed")

    @property
    def entries(self) -> tuple[ActorEntry, ...]:
        """What the name may stand for; several entries when it is ambiguous."""
        return self.match.entries

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of actor that the name may stand for."""
        return frozenset(entry.kind for entry in self.entries)

    @property
    def forms(self) -> frozenset[str]:
        """The ways in which the name stands for its entries: name, adjective, capital, …"""
        return frozenset(entry.form for entry in self.entries)


def place_names(doc: Doc, index: ActorIndex) -> dict[int, PlacedName]:
    """Return the known names of a document by every token that they cover; one pass over the text."""
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    placed: dict[int, PlacedName] = {}
    for match in index.find_all(doc.text):
        first, last = starts.get(match.start), ends.get(match.end)
        glued = False
        if first is not None and last is None:
            last, glued = first + 1, doc.text[match.end : match.end + 1] in {"-", "–", "‑"}
            if not glued:
                continue
        if first is None or last is None or not _is_spelled_as_name(doc[first:last]):
            continue
        name = PlacedName(first, last, doc[first:last].root.i, match, glued)
        for i in range(first, last):
            placed[i] = name
    return placed


def _is_spelled_as_name(span: Span) -> bool:
    """Tell a name from a common word ("turkey", "us", "may"): a name has a capital letter."""
    if not any(character.isupper() for character in span.text):
        return False
    if len(span) > 1 or span.text not in {"US", "IT", "WHO", "May", "March", "Turkey", "Chad"}:
        return True
    token = span[0]
    if token.i and span.doc[token.i - 1].lower_ == "the" and token.text.isupper():
        return True
    if token.text == "May":
        return bool(token.pos_ == "PROPN" and relation(token) not in {"obl", "nmod", "nummod", "aux"})
    return token.pos_ not in {"PRON", "AUX", "NUM"}


def is_part_of_longer_name(doc: Doc, name: PlacedName) -> bool:
    """Tell whether the name is only a piece of another proper name ("Jordan Peterson", "New Guinea")."""
    head = doc[name.head]
    if _is_paired(doc, name):
        return False
    if any(_extends_name(child, name) for token in doc[name.first : name.last] for child in token.children):
        return True
    if name.last < len(doc) and doc[name.last].text in {"-", "–", "/"} and head.head.i > name.last:
        return False  # "China-Russia": two names, not one
    if head.dep_.split(":")[0] in {"flat", "goeswith"} and head.head.pos_ == "PROPN":
        return not name.first <= head.head.i < name.last
    outside = not name.first <= head.head.i < name.last
    return relation(head) == "compound" and head.head.pos_ == "PROPN" and outside


def _is_paired(doc: Doc, name: PlacedName) -> bool:
    """Tell whether a hyphen joins the name to another state's ("China-Russia", however it was parsed)."""
    paired: list[Token] = []
    if name.first >= 2 and doc[name.first - 1].text in _HYPHENS:
        paired.append(doc[name.first - 2])
    if name.last + 1 < len(doc) and doc[name.last].text in _HYPHENS:
        paired.append(doc[name.last + 1])
    return any(other.pos_ == "PROPN" and _is_state(other.text) for other in paired) and _is_state(
        doc[name.first : name.last].text
    )


_HYPHENS = frozenset({"-", "–", "/"})


@cache
def _is_state(text: str) -> bool:
    """Tell whether a name is a state's and nobody else's."""
    matches = load_actors().find_all(text)
    return len(matches) == 1 and all(entry.kind == "state" for entry in matches[0].entries)


def _extends_name(child: Token, name: PlacedName) -> bool:
    if name.first <= child.i < name.last:
        return False
    table = load_table("mention_nouns")
    if relation(child) in {"flat", "goeswith"}:
        return child.pos_ in {"PROPN", "X"}
    if (
        relation(child) in {"compound", "amod", "nmod"}
        and child.i == name.first - 1
        and child.text[:1].isupper()
    ):
        return child.lower_ in table["names"]["extenders"]
    return False


def is_of_name(doc: Doc, name: PlacedName) -> bool:
    """Tell whether the name closes a longer proper name with "of": "Bank of China", "Gulf of Guinea"."""
    head = doc[name.head]
    governor = head.head
    if relation(head) != "nmod" or case_of(head) != "of" or governor.pos_ != "PROPN":
        return False
    return not any(child.dep_ == "det" for child in head.children)


def modifies_noun(doc: Doc, name: PlacedName) -> bool:
    """Tell whether the name only modifies another word: "Chinese troops", "Iran policy", "US-led"."""
    head = doc[name.head]
    if name.glued:
        return True
    if relation(head) == "flat" and _is_paired(doc, name):
        head = head.head
    if relation(head) in {"amod", "compound"} and head.head != head:
        return True
    if relation(head) == "nmod" and head.dep_ in {"nmod:desc", "nmod:unmarked"} and head.i < head.head.i:
        return True
    if name.last < len(doc) and doc[name.last].text in {"-", "–"} and not doc[name.last - 1].whitespace_:
        return not doc[name.last].whitespace_ and relation(head) in {
            "amod",
            "compound",
            "obl",
            "advmod",
            "nmod",
        }
    return relation(head) == "conj" and relation(_top(head)) in {"amod", "compound"} and head.pos_ == "ADJ"


def _top(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def linked_left(token: Token) -> list[Token]:
    """Return the modifiers before a head, nearest last, through compounds: what an owner hides in."""
    found: list[Token] = []
    for child in token.lefts:
        if relation(child) in {*NAME_LINKS, "amod"} or child.dep_ in {"nmod:desc", "nmod:unmarked"}:
            found.extend(linked_left(child))
            found.append(child)
            found.extend(member for member in child.rights if member.dep_ == "conj")
    return found


def countries_named(names: Mapping[int, PlacedName]) -> dict[str, dict[str, int]]:
    """Return how often each state or organisation is named beyond doubt (one entry), by the name used."""
    counts: dict[str, dict[str, int]] = {}
    for i, name in names.items():
        if i != name.first or len({entry.id for entry in name.entries}) > 1:
            continue
        entry = name.entries[0]
        by_name = counts.setdefault(entry.country or entry.organisation or entry.id, {})
        by_name[name.match.text] = by_name.get(name.match.text, 0) + 1
    return counts
