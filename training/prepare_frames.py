"""Example sentences of the codebook's frames as samples: `python training/prepare_frames.py --out BUILD`.

Each frame has a sentence of its own that shows it, and a list of words that may stand in the place of its
trigger. The sentence is read by the frame; then other words of the frame take the trigger's place in the same
form, and other frames' no-event senses stay without an event. Writes `frames-train.jsonl`: what the codebook
says of words, for the heads to learn. The corpus teaches what the frames do not know.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prepare_events import NO_MODE, has_modes
from spacy.tokens import Token

from entente.codebook.frames import Frame, load_frames
from entente.coder import Coder
from entente.nlp.reading import Reading
from entente.nlp.roles import read_parties
from entente.nlp.status.read import read_status
from entente.nlp.triggers import Candidate, find_candidates
from entente.records import Document

VARIANTS = 5  # of one sentence, at most
SEED = 7


def forms() -> dict[tuple[str, str], str]:
    """(lemma, tag) → the form that the treebanks have for it."""
    path = Path(__file__).parent.parent / "src" / "entente" / "models" / "lemmas.tsv"
    found: dict[tuple[str, str], str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        form, tag, lemma = line.split("\t")
        found.setdefault((lemma, tag), form)
    return found


def inflected(lemma: str, tag: str, known: dict[tuple[str, str], str]) -> str:
    """A lemma in the form of a tag, by table or by rule."""
    if (lemma, tag) in known:
        return known[lemma, tag]
    final = lemma[-1] == "y" and lemma[-2:-1] not in set("aeiou")
    if tag in {"VBD", "VBN"}:
        return lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if final else lemma + "ed"
    if tag == "VBG":
        return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    if tag in {"VBZ", "NNS"}:
        return (
            lemma[:-1] + "ies"
            if final
            else lemma + ("es" if lemma[-1] in "sxz" or lemma[-2:] in {"ch", "sh"} else "s")
        )
    return lemma


def others() -> dict[str, list[str]]:
    """Single words that evoke a frame without more, by frame and part of speech (`id/verb`, `id/noun`)."""
    found: dict[str, list[str]] = defaultdict(list)
    frames = load_frames()
    for kind, table in (("verb", frames.verbs), ("noun", frames.nouns)):
        for lemma, triggers in table.items():
            for trigger in triggers:
                if not (trigger.particle or trigger.modifier or trigger.preposition) and lemma.isalpha():
                    found[f"{trigger.frame.id}/{kind}"].append(lemma)
    return found


def sample_of(reading: Reading, candidates: list[Candidate], frame: Frame) -> dict[str, Any] | None:
    """The example as a training sample; None where the frame does not match in its own sentence."""
    tokens = [token for token in reading.doc if not token.is_space]
    words = {token.i: place for place, token in enumerate(tokens)}
    own = [candidate for candidate in candidates if candidate.frame.id == frame.id]
    events: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    if frame.type is not None:
        if len(own) != 1:
            return None
        status = read_status(own[0])
        parties = read_parties(reading, own[0])
        if status is None or not parties.all:
            return None
        roles = {
            "actors": [words[head_at(reading, actor.start, actor.end).i] for actor in parties.actors],
            "recipients": [words[head_at(reading, one.start, one.end).i] for one in parties.recipients],
            "date": [], "place": [], "speaker": [],
        }  # fmt: skip
        type_ = frame.type
        events = [
            {
                "words": sorted(words[token.i] for token in trigger_of(own[0])),
                "type": type_,
                "mode": f"{type_} {frame.mode or NO_MODE}" if has_modes(type_) else None,
                "status": str(status.status),
                "background": False,
                "contexts": [],
                "roles": roles,
                "silver": True,
            }
        ]
        spans = {
            role: [range_of(reading, one.start, one.end, words) for one in getattr(parties, role)]
            for role in ("actors", "recipients")
        }
        links = [(a, r) for a in spans["actors"] for r in spans["recipients"]]
        if not links and len(spans["actors"]) > 1:
            links = [(spans["actors"][0], spans["actors"][1]), (spans["actors"][1], spans["actors"][0])]
        pairs = [
            {"source": a, "target": r, "types": [type_], "statuses": [str(status.status)]}
            for a, r in links
            if a != r
        ]
        if spans["recipients"] and spans["actors"] and spans["actors"][0] != spans["recipients"][0]:
            back = {
                "source": spans["recipients"][0],
                "target": spans["actors"][0],
                "types": [],
                "statuses": [],
            }
            pairs.append(back)
    elif any(candidate.frame.type for candidate in candidates):
        return None
    return {
        "id": frame.id,
        "forms": [token.text for token in tokens],
        "glued": [0, *(int(not token.whitespace_) for token in tokens[:-1])],
        "events": events,
        "pairs": pairs,
        "silver": True,
    }


def trigger_of(candidate: Candidate) -> list[Token]:
    particles = [child for child in candidate.token.children if child.dep_ == "compound:prt"]
    light = [candidate.light] if candidate.light is not None else []
    return [candidate.token, *particles, *light]


def head_at(reading: Reading, start: int, end: int) -> Token:
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return span.root


def range_of(reading: Reading, start: int, end: int, words: dict[int, int]) -> list[int]:
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    places = [words[token.i] for token in span if token.i in words]
    return [places[0], places[-1] + 1]


def variants(
    sample: dict[str, Any], own: Candidate, lemmas: list[str], draw: random.Random
) -> Iterator[dict[str, Any]]:
    """The sample with other words of the frame in the trigger's form."""
    place = sample["words_of_trigger"]
    tag = own.token.tag_
    choices = sorted({lemma for lemma in lemmas if lemma != own.token.lemma_})
    draw.shuffle(choices)
    for lemma in choices[:VARIANTS]:
        form = inflected(lemma, tag, FORMS)
        forms_ = [*sample["forms"]]
        forms_[place] = form.title() if forms_[place].istitle() else form
        yield {**sample, "forms": forms_}


FORMS = forms()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("training/build"))
    options = parser.parse_args()
    coder, draw, words = Coder(), random.Random(SEED), others()
    frames = load_frames()
    known = {
        t.frame.id: t.frame
        for table in (frames.verbs, frames.nouns, frames.adjectives)
        for ts in table.values()
        for t in ts
    }
    rows: list[dict[str, Any]] = []
    kept = 0
    for frame in (known[name] for name in sorted(known)):
        if frame.example is None:
            continue
        document = Document.from_text(frame.example)
        reading = coder.read(document, coder.nlp(document.text))
        candidates = find_candidates(reading, frames)
        sample = sample_of(reading, candidates, frame)
        if sample is None:
            continue
        kept += 1
        rows.append(sample)
        own = next((candidate for candidate in candidates if candidate.frame.id == frame.id), None)
        if own is None or own.token.dep_ == "compound:prt":
            continue
        tokens = [token.i for token in reading.doc if not token.is_space]
        sample["words_of_trigger"] = tokens.index(own.token.i)
        kind = "noun" if own.is_noun else "verb"
        plain = not any(child.dep_ == "compound:prt" for child in own.token.children)
        if plain:
            rows += variants(sample, own, words[f"{frame.id}/{kind}"], draw)
    for row in rows:
        row.pop("words_of_trigger", None)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (options.out / "frames-train.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{kept} frames of {len(known)}, {len(rows)} sentences")


if __name__ == "__main__":
    main()
