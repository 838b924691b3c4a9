"""Parses of the event corpus by the first parser: `python training/prepare_silver.py MODEL --out BUILD`.

While the event heads train, nothing tells the encoder to keep parsing sentences of the corpus's kind, and
their parse drifts although the treebanks' does not. So the words of `events-train.jsonl` and
`frames-train.jsonl` are parsed by the model that was trained on the treebanks alone (MODEL, a folder that
export.py wrote), and added to `train.jsonl`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from entente.nlp import pipeline
from entente.nlp.parser import MENTIONS


def sample_of(doc: Doc, glued: list[int]) -> dict[str, Any]:
    """A parsed sentence as a training sample of the treebanks."""
    mentions = ["O"] * len(doc)
    for span in sorted(doc.spans[MENTIONS], key=len, reverse=True):
        mentions[span.root.i] = span.label_.lower()
    return {
        "text": doc.text,
        "forms": [token.text for token in doc],
        "glued": glued,
        "upos": [token.pos_ for token in doc],
        "xpos": [token.tag_ for token in doc],
        "lemmas": [token.lemma_ for token in doc],
        "heads": [0 if token.head == token else token.head.i + 1 for token in doc],
        "deprels": [token.dep_ for token in doc],
        "mentions": mentions,
        "happened": None,
        "silver": True,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the model trained on the treebanks alone")
    parser.add_argument("--out", type=Path, default=Path("training/build"))
    options = parser.parse_args()
    nlp = pipeline.load(folder=options.model)
    seen, rows = set[str](), []
    for name in ("events-train", "frames-train"):
        for line in (options.out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            spaces = [not tight for tight in given["glued"][1:]] + [False]
            doc = Doc(nlp.vocab, words=given["forms"], spaces=spaces)
            if doc.text in seen:
                continue
            seen.add(doc.text)
            for token in doc:
                token.is_sent_start = token.i == 0
            for pipe_name, pipe in nlp.pipeline:
                if pipe_name != pipeline.SENTENCES:
                    doc = pipe(doc)
            rows.append(json.dumps(sample_of(doc, given["glued"]), ensure_ascii=False) + "\n")
    with (options.out / "train.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(rows)
    print(f"{len(rows)} sentences added")


if __name__ == "__main__":
    main()
