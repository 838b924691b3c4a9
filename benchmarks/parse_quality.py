"""How well the shipped parser reads: `python benchmarks/parse_quality.py FILE.conllu…`.

For each file (or folder of files) one line on gold words and one on raw text: the F1 of words,
UPOS, XPOS, lemmas, UAS, LAS and, where the file has `Entity=`, typed mention heads. Beside them a
baseline: every word a noun that hangs on the word before it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from entente.nlp.parser import MENTIONS, Parser
from entente.nlp.pipeline import load
from entente.nlp.scoring import ParseScores, ScoredWord, score
from entente.nlp.treebanks import GoldText, gold_documents, gold_text, read_treebank

MEASURES = ("words", "upos", "xpos", "lemmas", "uas", "las", "mentions")


def scored_words(doc: Doc, spans: list[tuple[int, int]] | None = None) -> Iterator[ScoredWord]:
    """The parse of a document as scored words; `spans` replaces the offsets of gold words."""
    places = spans or [(token.idx, token.idx + len(token)) for token in doc]
    types = {span.root.i: span.label_.lower() for span in doc.spans[MENTIONS]}
    for token in doc:
        if not token.is_space:
            yield ScoredWord(
                span=places[token.i],
                upos=token.pos_,
                xpos=token.tag_,
                lemma=token.lemma_,
                head=None if token.head.i == token.i else places[token.head.i],
                relation=token.dep_,
                mention=types.get(token.i),
            )


def on_gold_words(texts: Iterable[GoldText], nlp: Language) -> ParseScores:
    """Scores with the treebank's words and sentences."""
    total = ParseScores()
    for text in texts:
        docs = [
            Doc(
                nlp.vocab,
                words=[row[1] for row in sentence.words],
                spaces=sentence.spaces(),
                sent_starts=[place == 0 for place in range(len(sentence.words))],
            )
            for sentence in text.sentences
        ]
        parser = nlp.get_pipe("entente_parser")
        assert isinstance(parser, Parser)
        parser.set_annotations(docs, parser.predict(docs, mixed=True))
        found: list[ScoredWord] = []
        start = 0
        for doc in docs:
            spans = [word.span for word in text.words[start : start + len(doc)]]
            start += len(doc)
            found.extend(scored_words(doc, spans))
        total += score(found, text.words)
    return total


def on_raw_text(texts: Iterable[GoldText], nlp: Language) -> ParseScores:
    """Scores with our own words and sentences."""
    total = ParseScores()
    for text in texts:
        total += score(scored_words(nlp(text.text)), text.words)
    return total


def baseline(texts: Iterable[GoldText]) -> ParseScores:
    """Every word a noun and a compound of the word before it."""
    total = ParseScores()
    for text in texts:
        found = [
            ScoredWord(word.span, "NOUN", "NN", text.text[slice(*word.span)].lower(), before, "compound")
            for word, before in zip(text.words, [None, *(w.span for w in text.words)], strict=False)
        ]
        total += score(found, text.words)
    return total


def files_of(path: Path) -> list[Path]:
    return sorted(path.glob("*.conllu")) if path.is_dir() else [path]


def line(name: str, scores: ParseScores) -> str:
    values = (f"{100 * getattr(scores, measure).value:9.2f}" for measure in MEASURES)
    return f"{name:24}" + "".join(values)


def print_table(paths: list[Path], nlp: Language, label: str = "") -> None:
    for path in paths:
        whole = [gold_text(list(read_treebank(file))) for file in files_of(path)]
        running = [text for file in files_of(path) for text in gold_documents(file)]
        name = path.stem.replace("en_ewt-ud-", "ewt-")
        name = name if path.is_file() else f"{path.parent.name}-{path.name}"
        print(line(f"{name} gold words {label}".strip(), on_gold_words(whole, nlp)), flush=True)
        print(line(f"{name} raw text {label}".strip(), on_raw_text(running, nlp)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, nargs="+")
    options = parser.parse_args()
    print(" " * 24 + "".join(f"{measure:>9}" for measure in MEASURES))
    print_table(options.treebanks, load(threads=2))
    for path in options.treebanks:
        texts = [gold_text(list(read_treebank(file))) for file in files_of(path)]
        print(line(f"{path.stem} baseline", baseline(texts)))


if __name__ == "__main__":
    main()
