"""Places that the gazetteer does not know: named where something happens, without code or coordinates.

"The army retook Diabaly": the text says where, so the place is kept as the text has it; its state
and coordinates stay unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Span, Token

from entente.nlp.places.found import FoundPlace
from entente.nlp.places.words import place_words
from entente.records import Place

LONGEST = 4  # tokens of a name
STRICT = frozenset({"in", "at", "near", "outside", "around", "off", "inside"})
NAME_PARTS = frozenset({"compound", "flat", "amod", "nmod"})


def unlisted_places(doc: Doc, taken: Collection[int], actors: Collection[int]) -> Iterator[FoundPlace]:
    """Yield names marked as places that stand where only a place can, outside the tokens ``taken``.

    ``actors`` holds the offsets at which somebody known stands ("in NATO").
    """
    for mention in doc.spans.get("mentions", ()):
        head = _bearer(mention.root)
        if mention.label_ != "PLACE" or head is None:
            continue
        span = _name(head, mention)
        if len(span) > LONGEST or any(token.i in taken or token.idx in actors for token in span):
            continue
        if _is_sign(span) or not _stands_as_place(mention.root):
            continue
        yield FoundPlace(
            Place(span.start_char, span.end_char, span.text, span.text, None, None, None, None, None, None),
            span.start,
            span.end,
            head.i,
        )


def _bearer(root: Token) -> Token | None:
    """Return the word that bears the name: the root, or the name before "river" and the like."""
    if root.pos_ == "PROPN" and root.text[:1].isupper():
        return root
    if root.lower_ not in place_words()["attachment"]["natural"]:
        return None
    names = [child for child in root.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return names[-1] if names else None


def _name(root: Token, mention: Span) -> Span:
    """Return the capitalised words around the root that make the name."""
    first, last = root.i, root.i + 1
    while first > mention.start and _belongs(root.doc[first - 1], root):
        first -= 1
    while last < mention.end and _belongs(root.doc[last], root):
        last += 1
    return root.doc[first:last]


def _belongs(token: Token, root: Token) -> bool:
    linked = token.head.i == root.i and str(token.dep_).split(":")[0] in NAME_PARTS
    return linked and token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ")


def _is_sign(span: Span) -> bool:
    """Tell abbreviations and numbers from names."""
    return span.text.isupper() or any(character.isdigit() for character in span.text)


def _stands_as_place(root: Token) -> bool:
    words, head = place_words()["attachment"], root.head
    cases = {child.lower_ for child in root.lefts if child.dep_ == "case"}
    governors = {head.lemma_.lower(), head.head.lemma_.lower()}
    if cases & STRICT or ("on" in cases and root.pos_ == "NOUN"):
        return True
    if "of" in cases:
        types = place_words()["types"]
        return head.lemma_.lower() in types["city"] | types["admin"]
    if root.dep_ in ("obj", "nsubj:pass"):
        return head.lemma_.lower() in words["through_object"]
    if cases & {"to", "into"}:
        return bool(governors & words["going"])
    if "from" in cases:
        return bool(governors & words["leaving"])
    return root.dep_ == "compound" and head.lemma_.lower() in words["holders"]
