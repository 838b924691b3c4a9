"""Read the treebanks into training samples: `python training/prepare.py EWT_FOLDER GUM_FOLDER --out BUILD`.

`--factuality FOLDER` adds to the sentences of EWT how far people took each event to have happened, from -3 to
3 (UDS-IH2: `train.jsonl`, `dev.jsonl`).

Writes `train.jsonl`, `ewt-dev.jsonl`, `gum-dev.jsonl` (one sentence a line) and `labels.json`
(what each head can say). Only the train parts decide the labels.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from entente.nlp.conllu import ConlluSentence
from entente.nlp.lemmas import apply_script, script_between
from entente.nlp.treebanks import NO_MENTION, mention_heads, read_treebank

RARE_SCRIPT = 3  # scripts seen less often are left to the tables


def sample_of(sentence: ConlluSentence, *, mentions: bool) -> dict[str, Any]:
    """One sentence as plain lists, one entry a word."""
    words = sentence.words
    spaces = sentence.spaces()
    return {
        "text": sentence.text,
        "forms": [row[1] for row in words],
        "glued": [0, *(int(not space) for space in spaces[:-1])],
        "upos": [row[3] for row in words],
        "xpos": [row[4] for row in words],
        "lemmas": [row[2] for row in words],
        "heads": [int(row[6]) for row in words],
        "deprels": [row[7] for row in words],
        "mentions": mention_heads(words) if mentions else None,
        "happened": None,
    }


def add_factuality(samples: list[dict[str, Any]], path: Path) -> int:
    """Write the judgements of a file beside the sentences that have its words; return how many found one."""
    told: dict[tuple[str, ...], dict[int, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        judged = {target["span1"][0]: target["label"] for target in entry["targets"]}
        told.setdefault(tuple(entry["text"].split()), {}).update(judged)
    found = 0
    for sample in samples:
        judged = told.get(tuple(sample["forms"]), {})
        sample["happened"] = {str(place): value for place, value in judged.items()} or None
        found += len(judged)
    return found


def label_tables(samples: list[dict[str, Any]]) -> dict[str, list[str]]:
    scripts: Counter[str] = Counter()
    for sample in samples:
        scripts.update(
            script_between(form, lemma, proper=tag == "PROPN")
            for form, lemma, tag in zip(sample["forms"], sample["lemmas"], sample["upos"], strict=True)
            if tag != "_"
        )
    return {
        "upos": seen(samples, "upos"),
        "xpos": seen(samples, "xpos"),
        "deprel": seen(samples, "deprels"),
        "lemma": sorted(script for script, count in scripts.items() if count >= RARE_SCRIPT),
        "mention": [NO_MENTION, *(kind for kind in seen(samples, "mentions") if kind != NO_MENTION)],
    }


def seen(samples: list[dict[str, Any]], field: str) -> list[str]:
    return sorted({value for sample in samples for value in sample[field] or () if value != "_"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ewt", type=Path, help="folder with en_ewt-ud-train.conllu and -dev.conllu")
    parser.add_argument("gum", type=Path, help="folder with train/ and dev/ of GUM CoNLL-U files")
    parser.add_argument("--factuality", type=Path, help="folder with train.jsonl and dev.jsonl of UDS-IH2")
    parser.add_argument("--out", type=Path, default=Path("training/build"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    parts = {
        "train": [(options.ewt / "en_ewt-ud-train.conllu", False)]
        + [(path, True) for path in sorted((options.gum / "train").glob("*.conllu"))],
        "ewt-dev": [(options.ewt / "en_ewt-ud-dev.conllu", False)],
        "gum-dev": [(path, True) for path in sorted((options.gum / "dev").glob("*.conllu"))],
    }
    samples = {
        part: [sample_of(s, mentions=marked) for path, marked in paths for s in read_treebank(path)]
        for part, paths in parts.items()
    }
    if options.factuality:
        for part, name in (("train", "train"), ("ewt-dev", "dev")):
            found = add_factuality(samples[part], options.factuality / f"{name}.jsonl")
            print(part, found, "events judged")
    labels = label_tables(samples["train"])
    (options.out / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")
    for part, rows in samples.items():
        with (options.out / f"{part}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        print(part, len(rows), "sentences,", sum(len(row["forms"]) for row in rows), "words")
    known = set(labels["lemma"])
    pairs = [
        (script_between(form, lemma, proper=tag == "PROPN"), form, lemma)
        for row in samples["ewt-dev"]
        for form, lemma, tag in zip(row["forms"], row["lemmas"], row["upos"], strict=True)
    ]
    assert all(apply_script(script, form) == lemma for script, form, lemma in pairs)
    print({name: len(values) for name, values in labels.items()})
    print(f"lemma scripts cover {sum(s in known for s, _, _ in pairs) / len(pairs):.2%} of EWT dev")


if __name__ == "__main__":
    main()
