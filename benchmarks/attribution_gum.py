"""How far attribution reaches on texts of others: the attribution relations of GUM's discourse annotation.

    python benchmarks/attribution_gum.py PATH/gum                     # news, interview, bio, academic
    python benchmarks/attribution_gum.py PATH/gum --genres news --errors

GUM says which stretch of a text is attributed (the nucleus) and which words name the source (the satellite:
"he said"). A relation is found when the coder shows the first clause of the nucleus as quoted, and its source
is right when the coder's speaker or cue stands in the satellite. GUM counts "I think" and "we know" as well,
which are in the text's own voice by the codebook, so relations with a first or second person in the satellite
are counted apart. Clauses outside of every nucleus and of quotation marks are the text's own. The baseline
takes a clause as quoted when its sentence has a reporting verb, with the nearest noun before that as source.
Of 320 relations with another source 240 are quoted and 227 have their source (215 and 203 before
the rules were widened; baseline 175); of 5,392 own clauses 85 are shown as quoted (83; baseline 977).
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from entente.coder import Coder
from entente.nlp.attribution.find import attribution_at
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength
from entente.nlp.treebanks import gold_documents
from entente.records import Document

GENRES = ("news", "interview", "bio", "academic")
PERSONAL = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
CREDITS = frozenset({"Image", "image", "Video", "Audio"})


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution: characters of the source, of the whole nucleus, and of its first clause."""

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    clause: tuple[int, int]
    personal: bool


@dataclass(frozen=True)
class GumText:
    """A document with its reading, its attributions and its elementary units."""

    name: str
    reading: Reading
    relations: tuple[Relation, ...]
    units: tuple[tuple[int, int], ...]


def main() -> None:
    """Read the documents and print the counts of each genre."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--genres", nargs="+", default=list(GENRES))
    parser.add_argument("--errors", action="store_true", help="list every relation that is missed")
    arguments = parser.parse_args()
    coder, total = Coder(), Counter[str]()
    for genre in arguments.genres:
        counts = Counter[str]()
        for path in sorted(arguments.folder.glob(f"[td]*/GUM_{genre}_*.conllu")):
            counts += tally(read(coder, path), errors=arguments.errors)
        print_counts(genre, counts)
        total += counts
    print_counts("all", total)


def read(coder: Coder, path: Path) -> GumText:
    """Return one document, read by the coder as plain text."""
    (gold,) = gold_documents(path)
    document = Document.from_text(gold.text, publisher="GUM")
    spans, at = [], 0
    for word in gold.words:
        form = gold.text[word.span[0] : word.span[1]]
        at = max(document.text.find(form, at), at)
        spans.append((at, at + len(form)))
        at += len(form)
    tree = ET.parse(path.parent.parent / "rst" / f"{path.stem}.rs4")
    relations, units = attributions(tree, spans)
    reading = coder.read(document, coder.nlp(document.text))
    return GumText(path.stem, reading, tuple(relations), tuple(units))


def attributions(
    tree: ET.ElementTree[ET.Element], spans: list[tuple[int, int]]
) -> tuple[list[Relation], list[tuple[int, int]]]:
    """Return the attribution relations of a discourse tree and its units in order, without photo credits."""
    nodes = {node.attrib["id"]: node for node in tree.getroot().findall("body/*") if "id" in node.attrib}
    nuclear = {rel.attrib["name"] for rel in tree.getroot().iter("rel") if rel.attrib["type"] == "multinuc"}
    units, words, at = dict[str, tuple[int, int]](), dict[str, list[str]](), 0
    for key, node in nodes.items():
        if node.tag == "segment":
            words[key] = (node.text or "").split()
            units[key] = (spans[at][0], spans[at + len(words[key]) - 1][1])
            at += len(words[key])
    below = defaultdict[str, list[tuple[str, bool]]](list)
    for key, node in nodes.items():
        kind = node.attrib.get("relname", "")
        below[node.attrib.get("parent", "")].append((key, kind == "span" or kind in nuclear))

    def core(key: str) -> list[str]:
        return [key] if key in units else [leaf for child, kept in below[key] if kept for leaf in full(child)]

    def full(key: str) -> list[str]:
        return [*core(key), *(leaf for child, kept in below[key] if not kept for leaf in full(child))]

    found = []
    for key, node in nodes.items():
        if not node.attrib.get("relname", "").startswith("attribution"):
            continue
        source, content = core(key), sorted(core(node.attrib["parent"]), key=lambda leaf: units[leaf])
        if any(word.rstrip(":;") in CREDITS for leaf in source for word in words[leaf]):
            continue
        personal = any(word.lower() in PERSONAL for leaf in source for word in words[leaf])
        found.append(
            Relation(
                tuple(units[leaf] for leaf in source),
                tuple(units[leaf] for leaf in content),
                units[content[0]],
                personal,
            )
        )
    return found, sorted(units.values())


def head_of(reading: Reading, unit: tuple[int, int]) -> Token | None:
    """Return the highest word of a stretch: a verb that hangs on a word outside it, or the first such."""
    span = reading.doc.char_span(*unit, alignment_mode="expand")
    heads = [
        token
        for token in span or ()
        if not token.is_punct and (token.head == token or token.head not in span)
    ]
    return min(heads, key=lambda token: (token.pos_ not in {"VERB", "AUX"}, token.i), default=None)


def is_in(stretches: tuple[tuple[int, int], ...], start: int) -> bool:
    """Whether a character stands in one of some stretches."""
    return any(first <= start < last for first, last in stretches)


def tally(text: GumText, *, errors: bool = False) -> Counter[str]:
    """Count the relations of one document that are found, and its own clauses that are not left alone."""
    counts, reading = Counter[str](), text.reading
    for relation in text.relations:
        head = head_of(reading, relation.clause)
        if head is None:
            continue
        kind = "personal" if relation.personal else "other"
        found = attribution_at(reading, head)
        right = found is not None and (
            is_in(relation.source, reading.doc[found.speaker].idx) or is_in(relation.source, found.cue.start)
        )
        nearest = nearest_speaker(head)
        counts[kind] += 1
        counts[f"{kind} quoted"] += found is not None
        counts[f"{kind} right"] += right
        counts[f"{kind} base"] += nearest is not None and is_in(relation.source, nearest.idx)
        if errors and not relation.personal and not right:
            print_miss(text, relation, head, found.cue.text if found else None)
    for unit in text.units:
        head = head_of(reading, unit)
        told = any(is_in(one.content + one.source, unit[0]) for one in text.relations)
        if head is None or told or reading.quotation_of(head) is not None:
            continue
        found = attribution_at(reading, head)
        counts["own"] += 1
        counts["own quoted"] += found is not None
        counts["own base"] += nearest_speaker(head) is not None
        if errors and found is not None:
            print(f"own words {head.text!r} given by {found.cue.text!r}: {head.sent.text}")
    return counts


def nearest_speaker(head: Token) -> Token | None:
    """Return the baseline's source: the nearest noun before the first reporting verb of the sentence."""
    for verb in head.sent:
        if verb.pos_ == "VERB" and verb != head and reporting_strength(verb):
            before = [
                word for word in head.sent if word.i < verb.i and word.pos_ in {"NOUN", "PROPN", "PRON"}
            ]
            return before[-1] if before else verb
    return None


def print_miss(text: GumText, relation: Relation, head: Token, cue: str | None) -> None:
    """Print a relation whose source is not found."""
    source = " … ".join(text.reading.document.text[first:last] for first, last in relation.source)
    print(f"{text.name} {head.sent.text}\n  {head.text!r}: {cue!r}, should be [{source}]")


def print_counts(name: str, counts: Counter[str]) -> None:
    """Print one line of counts."""
    parts = [
        f"{kind} {counts[kind]}: quoted {counts[f'{kind} quoted']}, source {counts[f'{kind} right']}"
        f" (baseline {counts[f'{kind} base']})"
        for kind in ("other", "personal")
    ]
    own = f"own {counts['own']}: quoted {counts['own quoted']} (baseline {counts['own base']})"
    print(f"{name:<10} {'; '.join([*parts, own])}")


if __name__ == "__main__":
    main()
