"""A coder that needs no language model, in the place of the real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from entente import runs
from entente.cli.main import run
from entente.records import (
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Granularity,
    Mention,
    Relation,
    Span,
    Status,
    content_id,
)
from entente.sources import Failure

NAMES = {"China": "CHN", "Russia": "RUS", "Chad": "TCD", "Niger": "NER"}


class FakeCoder:
    """Finds one meeting of the states named in a text, on the day of its publication."""

    key = "fake"
    coded: list[str]

    def __init__(self) -> None:
        self.coded = []

    def code(
        self, documents: Iterable[Document], *, batch_size: int | None = None
    ) -> Iterator[CodedDocument | Failure]:
        assert batch_size
        for document in documents:
            self.coded.append(document.text)
            if "interrupt" in document.text:
                raise KeyboardInterrupt
            if "broken" in document.text:
                yield Failure(document.source or document.id, "found a broken text", document.label)
            else:
                yield self._coded(document)

    def _coded(self, document: Document) -> CodedDocument:
        text = document.text
        actors = tuple(
            Actor(text.index(name), text.index(name) + len(name), name, "state", code, name, code)
            for name, code in NAMES.items()
            if name in text
        )
        first = text.split()[0]
        day = document.published
        when = EventDate(0, len(first), first, day, day, Granularity.DAY, DateBasis.RELATIVE) if day else None
        evidence = Evidence(0, len(text), text, 0)
        event = Event(
            id=content_id("event", document.id),
            type="CONSULT",
            mode=None,
            contexts=(),
            actors=actors,
            recipients=(),
            date=when,
            place=None,
            status=Status.ACTUAL,
            background=False,
            attributed_to=None,
            plover_type="CONSULT",
            plover_mode=None,
            cameo="036",
            quad=1,
            scale=2.5,
            goldstein=4.0,
            trigger=Span(0, len(first), first),
            evidence=evidence,
        )
        relation = Relation("r" + document.id, "partnership", actors, "old friends", evidence)
        claim = Claim("c" + document.id, actors[0], "speaker", None, evidence, actors, (event.id,))
        return CodedDocument(
            document,
            Coding(content_id("coding", document.id), document.id, "fake", "model", "1.0", "settings"),
            (event,),
            (relation,),
            (claim,),
            tuple(Mention(actor, number, 0) for number, actor in enumerate(actors)),
        )


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeCoder:
    """The coder that every command uses, in an empty working folder."""
    fake = FakeCoder()
    monkeypatch.setattr(runs, "_coder", lambda _: fake)
    monkeypatch.chdir(tmp_path)
    for name in ("ENTENTE_RECORD", "XDG_CONFIG_HOME", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return fake


Entente = Callable[..., tuple[int, str, str]]


@pytest.fixture
def entente(coder: FakeCoder, capsys: pytest.CaptureFixture[str]) -> Entente:
    """Runs the command and returns exit status, standard output and standard error."""
    assert coder.coded == []

    def call(*words: object) -> tuple[int, str, str]:
        try:
            status = run([str(word) for word in words])
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four documents, one of which cannot be coded and one of which cannot be read."""
    rows: list[object] = [
        {"id": "one", "text": "Envoys of China and Russia met.", "published": "2018-04-02", "title": "First"},
        {"id": "two", "text": "A broken text on Chad."},
        {"id": "three"},
        {
            "id": "four",
            "text": "Envoys of Chad and Niger met.",
            "published": "2019-05-06",
            "publisher": "Gazette",
        },
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
