"""Read the event corpus into training samples: `python training/prepare_events.py --out BUILD`.

Writes `events-{train,dev,test}.jsonl` (one sentence a line; words, triggers with what is said of them, pairs
of parties) and adds the labels of the event heads to `labels.json`. Words are those of the shipped tokenizer;
a span is learned at its head, which the shipped parser finds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

from entente import codebook
from entente.evaluation.gold import split_of
from entente.nlp import pipeline
from entente.records import Status

sys.path.insert(0, str(Path(__file__).parent / "corpus"))
from check import read, sections

ROLES = ("actors", "recipients", "date", "place", "speaker")
NOTHING = "nothing"
NO_MODE = "-"
FUNCTION = {"DET", "ADP", "PUNCT", "PART", "CCONJ", "SCONJ", "PRON", "SPACE"}
Words = dict[int, int]  # place of a token in the document → of the word in its sentence


def label_tables() -> dict[str, list[str]]:
    """What each event head can say."""
    book = codebook.load()
    types = sorted(book.event_types)
    return {
        "event": [NOTHING, *types],
        "mode": [
            f"{name} {mode}"
            for name in types
            if book.event_types[name].modes
            for mode in (NO_MODE, *sorted(book.event_types[name].modes))
        ],
        "status": sorted(str(status) for status in Status),
        "context": sorted(book.contexts),
        "role": [NOTHING, *ROLES],
    }


def samples_of(item: Mapping[str, Any], doc: Doc) -> Iterator[dict[str, Any]]:
    """Yield a sample for each sentence of an item."""
    for number, sentence in enumerate(doc.sents):
        words: Words = {}
        for token in sentence:
            if not token.is_space:
                words[token.i] = len(words)
        if not words:
            continue
        tokens = [doc[place] for place in words]
        events = [
            described for event in item["events"] if (described := describe(event, doc, words)) is not None
        ]
        yield {
            "id": f"{item['id']}.{number}",
            "forms": [token.text for token in tokens],
            "glued": [0, *(int(not token.whitespace_) for token in tokens[:-1])],
            "events": events,
            "pairs": list(pairs_of(item["events"], doc, words)),
        }


def span_at(doc: Doc, span: Mapping[str, Any]) -> Span:
    found = doc.char_span(span["start"], span["end"], alignment_mode="expand")
    assert found is not None
    return found


def head_of(span: Span) -> Token:
    """The word of a span that its others hang on: of several, a noun, the first."""
    tops = [token for token in span if token.head not in span or token.head == token]
    nouns = [token for token in tops if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
    return (nouns or tops)[0]


def describe(event: Mapping[str, Any], doc: Doc, words: Words) -> dict[str, Any] | None:
    """An event with word places for offsets; None when its trigger stands in another sentence."""
    trigger = span_at(doc, event["trigger"])
    content = [token for token in trigger if token.pos_ not in FUNCTION] or list(trigger)
    places = [words[token.i] for token in content if token.i in words]
    if not places:
        return None
    roles: dict[str, list[int]] = {}
    for role in ROLES:
        spans = event[role] if role in {"actors", "recipients"} else [event[role]]
        heads = [head_of(span_at(doc, span)).i for span in spans if span is not None]
        roles[role] = [words[place] for place in heads if place in words]
    return {
        "words": places,
        "type": event["type"],
        "mode": f"{event['type']} {event['mode'] or NO_MODE}" if has_modes(event["type"]) else None,
        "status": event["status"],
        "background": event["background"],
        "contexts": event["contexts"],
        "roles": roles,
    }


def has_modes(type_: str) -> bool:
    return bool(codebook.load().event_types[type_].modes)


def pairs_of(events: list[Mapping[str, Any]], doc: Doc, words: Words) -> Iterator[dict[str, Any]]:
    """Yield ordered pairs of parties of a sentence with every event between them, and half-empty pairs."""
    said: dict[tuple[Any, Any], list[tuple[str, str]]] = {}
    parties: list[Any] = []
    for event in events:
        if span_at(doc, event["trigger"])[0].i not in words:
            continue
        actors = [place for span in event["actors"] if (place := _range(span_at(doc, span), words))]
        others = [place for span in event["recipients"] if (place := _range(span_at(doc, span), words))]
        parties += [place for place in (*actors, *others) if place not in parties]
        joint = len(actors) > 1 and not event["recipients"]
        links = (
            permutations(actors, 2) if joint else ((a, o) for a in actors or [None] for o in others or [None])
        )
        for link in links:
            if link != (None, None):
                said.setdefault(link, []).append((event["type"], event["status"]))
    if not events:
        named = [span for span in doc.spans.get("mentions", ()) if span.label_ in _NAMED]
        parties = [place for span in named if (place := _range(span, words))][:3]
    for link in permutations(parties, 2):
        if not _overlap(*link):
            said.setdefault(link, [])
    for (source, target), found in said.items():
        yield {
            "source": source,
            "target": target,
            "types": [type_ for type_, _ in found],
            "statuses": [status for _, status in found],
        }


_NAMED = {"PERSON", "PLACE", "ORGANIZATION"}


def _range(span: Span, words: Words) -> tuple[int, int] | None:
    places = [words[token.i] for token in span if token.i in words]
    return (places[0], places[-1] + 1) if places else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("training/build"))
    parser.add_argument("--sections", type=Path, nargs="*", help="all when none is named")
    options = parser.parse_args()
    nlp = pipeline.load()
    nlp.max_length = 100_000
    rows: dict[str, list[dict[str, Any]]] = {"train": [], "dev": [], "test": []}
    items = list(read(options.sections or sections()))
    for item, doc in zip(items, nlp.pipe([item["text"] for item in items]), strict=True):
        rows[split_of(item["id"])] += samples_of(item, doc)
    for split, samples in rows.items():
        lines = (json.dumps(sample, ensure_ascii=False) + "\n" for sample in samples)
        (options.out / f"events-{split}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(split, len(samples), "sentences,", sum(len(s["events"]) for s in samples), "events")
    path = options.out / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8")) | label_tables()
    path.write_text(json.dumps(labels, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
