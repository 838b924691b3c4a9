"""A tiny random parser: no trained weights, the same answer every time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from spacy.language import Language

from entente.nlp.encoder import FloatArray, PieceBatch
from entente.nlp.lemmas import Lemmatizer
from entente.nlp.parser import Parser
from entente.nlp.pieces import SHAPE_COUNT, PieceVocabulary
from entente.nlp.pipeline import PARSER, SENTENCES
from entente.nlp.tokenizer import blank_english

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?-()'\"/$:"
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
LABELS = {
    "upos": ["NOUN", "VERB", "PUNCT", "PROPN"],
    "xpos": ["NN", "NNS", "VBD", "NNP", "."],
    "deprel": ["acl:relcl", "det", "nsubj", "obj", "punct", "root"],
    "lemma": ["k0|", "l0|", "l1|", "=be"],
    "mention": ["O", "person", "place"],
}
WIDTH = 16


class RandomRunner:
    """Scores that depend on the pieces of the two words alone."""

    def __init__(self) -> None:
        draw = np.random.default_rng(7).normal
        self.pieces = draw(size=(len(PIECES), WIDTH)).astype(np.float32)
        self.shapes = draw(size=(SHAPE_COUNT, WIDTH)).astype(np.float32)
        self.places = draw(size=(4_000, WIDTH)).astype(np.float32)
        self.arc = draw(size=(WIDTH, WIDTH)).astype(np.float32)
        self.tags = {
            name: draw(size=(WIDTH, len(LABELS[name]))).astype(np.float32)
            for name in ("upos", "xpos", "lemma", "mention")
        }
        self.batches: list[tuple[int, ...]] = []

    def __call__(self, batch: PieceBatch) -> Mapping[str, FloatArray]:
        self.batches.append(batch.pieces.shape)
        states = self.pieces[batch.pieces] + self.shapes[batch.shapes]
        rows = np.arange(len(batch.first))[:, None]
        words = states[rows, batch.first] + states[rows, batch.last]
        scores = {name: words @ weight for name, weight in self.tags.items()}
        placed = words + self.places[np.arange(words.shape[1])]
        scores["arc"] = placed @ self.arc @ placed.transpose(0, 2, 1)
        scores["relation_child"] = scores["relation_head"] = words
        return scores


@pytest.fixture
def tiny_parser() -> Parser:
    return make_parser(blank_english())


@pytest.fixture
def tiny_nlp() -> Language:
    nlp = blank_english()
    nlp.add_pipe(SENTENCES)
    parser = make_parser(nlp)
    nlp._components.append((PARSER, parser))  # type: ignore[arg-type]  # its factory would load the model
    return nlp


def make_parser(nlp: Language) -> Parser:
    weight = np.random.default_rng(8).normal(size=(WIDTH, len(LABELS["deprel"]))).astype(np.float32)
    return Parser(
        nlp.vocab,
        run=RandomRunner(),
        relations=lambda child, head: (child * head) @ weight,
        vocabulary=PieceVocabulary(PIECES),
        labels=LABELS,
        lemmatizer=Lemmatizer(LABELS["lemma"], {}),
    )
