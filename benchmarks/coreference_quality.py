"""How well Entente tells which mentions are one: CoNLL F1 on GUM, for the kinds of mention that it is for.

Run it with ``python benchmarks/coreference_quality.py FOLDER_OR_FILES… [--documents] [--rules]``, on CoNLL-U
with ``Entity=`` (GUM's development folder). Counted are the entities that may act: persons, organisations,
and places whose name is a state's or a capital's. Two mentions are the same when their head words are;
entities of one mention are left out on both sides, as in OntoNotes.

Two settings: ``given`` hands over the gold mentions, so that only the joining counts (what the resolver has
no opinion on stays alone); ``found`` takes the mentions from the text, and what it joins that is no such
mention costs precision. The baseline joins mentions of the same words without articles, case and
possessive endings, and leaves pronouns alone. Scores: ``coreference_scores.py``.

GUM dev, 12 documents: baseline 0.329; given mentions: first rules 0.473, rules 0.577, with the trained head
0.617; found mentions: 0.440, 0.539, 0.576. ``--rules`` leaves the head out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coreference_scores import Counts, Entity, b_cubed, ceaf_e, f1, muc
from spacy.tokens import Doc

from entente import actors
from entente.actors import ActorIndex
from entente.nlp.conllu import ConlluSentence
from entente.nlp.coreference.head import CorefHead
from entente.nlp.coreference.reader import resolve
from entente.nlp.mentions.find import find_mentions
from entente.nlp.pipeline import load
from entente.nlp.treebanks import ENTITY, read_treebank, word_spans
from entente.records import Document

SCORES = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}
KINDS = frozenset({"person", "organization"})
PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "i me my mine myself you your yours he him his himself she her hers herself it its itself we us our "
        "ours ourselves they them their theirs themselves who whom whose which that this these those",
    )
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A document's text and, by the offset of the head word, each mention's words and entity."""

    name: str
    text: str
    words: Mapping[int, str]
    entity: Mapping[int, str]


def read_gold(path: Path, index: ActorIndex) -> Gold:
    """Return a document with the mentions of entities that may act."""
    text, mentions = "", list[tuple[int, str, str, str]]()
    for sentence in read_treebank(path):
        paragraph = any(re.match(r"# newpar(?!_block)", comment) for comment in sentence.comments)
        text += ("\n\n" if paragraph else " ") if text else ""
        mentions += _mentions(sentence, len(text))
        text += sentence.text
    acting = {key for _, key, kind, _ in mentions if kind in KINDS}
    acting |= {
        key
        for _, key, kind, words in mentions
        if kind == "place" and any(entry.kind == "state" for entry in index.lookup(plain(words)))
    }
    kept = [mention for mention in mentions if mention[1] in acting]
    return Gold(path.stem, text, {m[0]: m[3] for m in kept}, {m[0]: m[1] for m in kept})


def _mentions(sentence: ConlluSentence, start: int) -> Iterator[tuple[int, str, str, str]]:
    """Yield (offset of the head, entity, type, words), the longer first, so that the shorter ones win."""
    spans, rows = list(word_spans(sentence, start)), sentence.words
    open_at: dict[str, list[tuple[int, str, str]]] = {}
    found: list[tuple[int, int, str, str]] = []
    for place, row in enumerate(rows):
        field = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in ENTITY.finditer(field):
            if match["open"]:
                key, kind = match["open"].split("-")[:2]
                if match["closed"]:
                    found.append((place, place, key, kind))
                else:
                    open_at.setdefault(key, []).append((place, key, kind))
            elif open_at.get(match["close"]):
                begin, key, kind = open_at[match["close"]].pop()
                found.append((begin, place, key, kind))
    for begin, end, key, kind in sorted(found, key=lambda span: span[0] - span[1]):
        heads = (p for p in range(begin, end + 1) if not begin <= int(rows[p][6]) - 1 <= end)
        head = next(heads, end)
        words = sentence.text[spans[begin][0] - start : spans[end][1] - start]
        yield spans[head][0], key.partition("[")[0], kind, words


def plain(words: str) -> str:
    """Return the words of a mention without article, case and possessive ending."""
    words = re.sub(r"['’]s?$", "", words.casefold().strip())
    return re.sub(r"^(?:the|a|an|this|that|these|those)\s+", "", words)


def system(gold: Gold, doc: Doc, index: ActorIndex, head: CorefHead | None) -> dict[int, int]:
    """Return offset of a head → entity, for every noun phrase and pronoun that Entente has read."""
    document = Document.from_text(gold.text)
    found = find_mentions(doc, index, document)
    discourse = resolve(doc, found, index, document, head=head)
    adjectives = {mention.head for mention in found if mention.label == "adjective"}
    entities = ((token, discourse.entity_at(token.i)) for token in doc if token.i not in adjectives)
    return {token.idx: entity for token, entity in entities if entity is not None}


def by_words(words: Mapping[int, str]) -> dict[int, str]:
    """Return the baseline: mentions of the same words are one, a pronoun is alone."""
    return {
        offset: plain(text) if plain(text) not in PRONOUNS else f"pronoun {offset}"
        for offset, text in words.items()
    }


def together(entity: Mapping[int, object], among: Iterable[int] | None = None) -> list[Entity]:
    """Return the entities of more than one mention."""
    kept = None if among is None else set(among)
    sets: dict[object, set[int]] = {}
    for offset, key in entity.items():
        if kept is None or offset in kept:
            sets.setdefault(key, set()).add(offset)
    return [frozenset(offsets) for offsets in sets.values() if len(offsets) > 1]


def added(total: dict[str, Counts], gold: list[Entity], found: list[Entity]) -> None:
    """Add a document's counts of each score."""
    for name, score in SCORES.items():
        one, old = score(gold, found), total.get(name, (0.0, 0.0, 0.0, 0.0))
        total[name] = (old[0] + one[0], old[1] + one[1], old[2] + one[2], old[3] + one[3])


def line(title: str, total: Mapping[str, Counts]) -> str:
    """Return the scores of one system in words."""
    values = {name: f1(total[name]) for name in SCORES}
    mean = sum(value[2] for value in values.values()) / len(values)
    parts = (f"{name} {r:.3f}/{p:.3f}/{f:.3f}" for name, (r, p, f) in values.items())
    return f"{title:28} CoNLL {mean:.3f}   " + "   ".join(parts)


def main() -> None:
    """Read the documents, print the CoNLL score of Entente and of the baseline in both settings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+", help="CoNLL-U files, or folders of them")
    parser.add_argument("--documents", action="store_true", help="print a line for each document")
    parser.add_argument("--rules", action="store_true", help="leave the trained head out")
    arguments = parser.parse_args()
    paths = [
        p for path in arguments.paths for p in (sorted(path.glob("*.conllu")) if path.is_dir() else [path])
    ]
    nlp, index = load(threads=1), actors.load()
    head = None if arguments.rules else CorefHead.shipped()
    totals: dict[str, dict[str, Counts]] = {}
    for path in paths:
        gold = read_gold(path, index)
        ours, theirs = system(gold, nlp(gold.text), index, head), by_words(gold.words)
        answer = together(gold.entity)
        runs = {
            "given, words (baseline)": together(theirs),
            "given, Entente": together(ours, among=gold.entity),
            "found, Entente": together(ours),
        }
        for name, found in runs.items():
            added(totals.setdefault(name, {}), answer, found)
            if arguments.documents:
                own: dict[str, Counts] = {}
                added(own, answer, found)
                print(line(f"{path.stem[4:]}: {name}", own))
    print(f"{len(paths)} documents; recall/precision/F1")
    for name, total in totals.items():
        print(line(name, total))


if __name__ == "__main__":
    main()
