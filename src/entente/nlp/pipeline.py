"""The pipeline: `load()` gives a spaCy `Language` that parses English with the shipped model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language

from entente.nlp.agreement import AgreementMender
from entente.nlp.encoder import SHIPPED
from entente.nlp.parser import Parser
from entente.nlp.sentences import SentenceMarker
from entente.nlp.tokenizer import blank_english

SENTENCES, PARSER, AGREEMENT = "entente_sentences", "entente_parser", "entente_agreement"


@Language.factory(SENTENCES, assigns=["token.is_sent_start"])
def make_sentence_marker(nlp: Language, name: str) -> SentenceMarker:
    del nlp, name
    return SentenceMarker()


@Language.factory(
    PARSER,
    requires=["token.is_sent_start"],
    assigns=["token.pos", "token.tag", "token.lemma", "token.dep", "token.head", "doc.spans"],
    default_config={"folder": None, "threads": None},
)
def make_parser(nlp: Language, name: str, folder: str | None, threads: int | None) -> Parser:
    del name
    return Parser.from_folder(nlp.vocab, Path(folder) if folder else SHIPPED, threads=threads)


@Language.factory(AGREEMENT, requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def make_agreement_mender(nlp: Language, name: str) -> AgreementMender:
    del nlp, name
    return AgreementMender()


def load(*, threads: int | None = None, folder: Path | None = None) -> Language:
    """A pipeline of tokenizer, sentence boundaries and parser.

    `threads` is the number of ONNX Runtime threads; None means two in a single process and one
    in each of several. `folder` names another model than the shipped one. Raises ModelError
    when the model's files are missing.
    """
    nlp = blank_english()
    nlp.add_pipe(SENTENCES)
    config: dict[str, Any] = {"threads": threads, "folder": str(folder) if folder else None}
    nlp.add_pipe(PARSER, config=config)
    nlp.add_pipe(AGREEMENT)
    return nlp
