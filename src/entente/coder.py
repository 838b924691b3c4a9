"""The coder: documents in, coded documents out, in the same order.

coder = Coder()
for result in coder.code(documents):
    ...  # a CodedDocument, or a Failure that says what was wrong with the document
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, partial
from importlib import resources
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from entente import __version__, actors, codebook
from entente.actors import ActorIndex, OwnActor, read_own_actors
from entente.codebook import Codebook
from entente.codebook.frames import Frames, load_frames
from entente.codebook.own_types import OwnType, read_own_types, with_types
from entente.errors import EntenteError
from entente.nlp import pipeline
from entente.nlp.claims import attribution_at, find_claims
from entente.nlp.confidence import load_least_confidence
from entente.nlp.coreference.head import CorefHead
from entente.nlp.coreference.reader import resolve
from entente.nlp.dates.find import find_dates, publisher_order
from entente.nlp.encoder import load_labels, model_hash
from entente.nlp.events import find_events
from entente.nlp.gazetteer import load_gazetteer
from entente.nlp.labelling import tokens_in
from entente.nlp.mentions.find import find_mentions
from entente.nlp.own_types import OwnTypeFinder
from entente.nlp.pairs import PairScorer, PairShares, pair_shares
from entente.nlp.parser import Parser
from entente.nlp.places.find import find_places
from entente.nlp.reading import Reading
from entente.nlp.relations import find_relations
from entente.nlp.trigger_scores import trigger_scores
from entente.prefetch import prefetched
from entente.records import Actor, CodedDocument, Coding, Document, content_id
from entente.settings import Settings
from entente.sources.failure import Failure

AHEAD = 4  # documents that are parsed at most while one is read
Marks = tuple[int, int] | None  # a span of characters; None where a text names no such party
_DECIDING = frozenset({".py", ".toml", ".tsv", ".txt", ".gz"})
_LONGEST_TEXT = 25_000_000  # characters; sources refuse larger documents before


@cache
def coder_version() -> str:
    """Return the package's version and a hash of the code and tables that decide what is read."""
    digest = hashlib.sha256()
    package = Path(str(resources.files("entente")))
    files = [package / "coder.py"]
    for folder in ("actors", "codebook", "nlp"):
        files += [path for path in (package / folder).rglob("*") if path.suffix in _DECIDING]
    for path in sorted(files):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"entente {__version__}+{digest.hexdigest()[:8]}"


class Coder:
    """Codes documents. Tables and model are loaded when the first document comes.

    Raises CodebookError for a file of own event types that cannot be used, ActorTableError for a table of
    own actors that cannot be.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        path = self.settings.own_types
        self.own_types: tuple[OwnType, ...] = read_own_types(Path(path)) if path else ()
        path = self.settings.own_actors
        self.own_actors: tuple[OwnActor, ...] = read_own_actors(Path(path)) if path else ()

    @cached_property
    def key(self) -> str:
        """The hash of everything that decides what is written: coder, model, codebook, settings."""
        return content_id("coder", coder_version(), self.model, self.codebook.version, self.settings_hash)

    @cached_property
    def model(self) -> str:
        """The hash of the language model."""
        return model_hash()[:16]

    @cached_property
    def settings_hash(self) -> str:
        """The hash of the settings that change what is coded."""
        return content_id("settings", self.settings.min_confidence, *self._own_mark, *self._actors_mark)

    @cached_property
    def least_confidence(self) -> float:
        """The confidence below which nothing is written: the setting, or what the model was measured with."""
        if self.settings.min_confidence >= 0:
            return self.settings.min_confidence
        return load_least_confidence() if "event" in self.labels else 0.0

    @cached_property
    def nlp(self) -> Language:
        """The pipeline of the language layer."""
        nlp = pipeline.load(threads=self.settings.threads or None)
        nlp.max_length = _LONGEST_TEXT
        _parser(nlp).keep_words = bool(self.own_types)
        return nlp

    @cached_property
    def coreference(self) -> CorefHead | None:
        """The trained head of coreference, or None for a model without one."""
        return CorefHead.shipped()

    @cached_property
    def own_finder(self) -> OwnTypeFinder | None:
        """What finds the user's own types, or None where there are none."""
        return OwnTypeFinder(self.own_types, self.nlp) if self.own_types else None

    @property
    def _own_mark(self) -> tuple[str, ...]:
        """A hash of the user's own types; nothing where there are none."""
        return (content_id("own types", repr(self.own_types)),) if self.own_types else ()

    @property
    def _actors_mark(self) -> tuple[str, ...]:
        """A hash of the user's own actors, wherever their file lies; nothing where there are none."""
        rows = tuple(replace(row, source="") for row in self.own_actors)
        return (content_id("own actors", repr(rows)),) if rows else ()

    @cached_property
    def index(self) -> ActorIndex:
        """The actor tables."""
        return actors.load(self.own_actors)

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """What each head of the model can say."""
        return load_labels()

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook, with the user's own types."""
        book = codebook.load()
        return with_types(book, self.own_types, *self._own_mark) if self.own_types else book

    @cached_property
    def frames(self) -> Frames:
        """The frames of the codebook."""
        return load_frames()

    def code_one(self, document: Document) -> CodedDocument:
        """Return one document coded. Raises EntenteError when it cannot be."""
        return self._assemble(document, self.nlp(document.text))

    def code(
        self, documents: Iterable[Document], *, batch_size: int | None = None
    ) -> Iterator[CodedDocument | Failure]:
        """Yield each document coded, or the failure that kept it from being coded, in input order.

        While one document is read, the next ones, at most ``batch_size``, are parsed beside it; with one
        thread everything is done in turn.
        """
        parse = self.nlp
        if self.settings.threads == 1:
            for document in documents:
                yield self._coded(document, partial(parse, document.text))
            return
        ahead = min(AHEAD, batch_size or self.settings.batch_size)
        for document, future in prefetched(documents, lambda document: parse(document.text), ahead):
            yield self._coded(document, future.result)

    def _coded(self, document: Document, parsed: Callable[[], Doc]) -> CodedDocument | Failure:
        """Return a document coded from its parse, or the failure that kept it from being parsed or coded."""
        try:
            return self._assemble(document, parsed())
        except Exception as problem:
            return _failure(document, problem)

    def parsed_with_words(self, texts: list[str]) -> list[Doc]:
        """Return texts parsed, with the vectors of their words for `heard`."""
        parser = _parser(self.nlp)
        before, parser.keep_words = parser.keep_words, parser.roles is not None
        try:
            return list(self.nlp.pipe(texts, batch_size=max(1, len(texts))))
        finally:
            parser.keep_words = before

    def heard(self, doc: Doc, source: Marks, target: Marks) -> PairShares | None:
        """Return what the pair head says of two spans of a text parsed with its words."""
        if "event" not in self.labels:
            return None
        spans = (tokens_in(doc, source), tokens_in(doc, target))
        return pair_shares(doc, *spans, self.pairs, self.labels)

    @cached_property
    def pairs(self) -> PairScorer:
        """The pair head of the model."""
        return PairScorer()

    def read(self, document: Document, doc: Doc) -> Reading:
        """Return the reading of a parsed document: mentions resolved, dates and places found."""
        places = find_places(doc, load_gazetteer())
        located = {place.head: place.place.country for place in places if place.place.country is not None}
        mentions = find_mentions(doc, self.index, document, located)
        return Reading(
            doc=doc,
            document=document,
            discourse=resolve(doc, mentions, self.index, document, head=self.coreference),
            dates=find_dates(doc, document.published, order=publisher_order(document.publisher)),
            places=places,
            index=self.index,
            codebook=self.codebook,
            triggers=trigger_scores(doc, self.labels) if "event" in self.labels else None,
        )

    def _assemble(self, document: Document, doc: Doc) -> CodedDocument:
        """Return everything that is read in one parsed document."""
        reading = self.read(document, doc)
        least = self.least_confidence
        events = [
            event
            for event in find_events(reading, self.frames, _attribute, self.own_finder)
            if event.confidence >= least
        ]
        relations = [
            relation
            for relation in find_relations(reading, events)
            if relation.confidence >= max(0.0, self.settings.min_confidence)
        ]
        return CodedDocument(
            document=document,
            coding=self._coding(document),
            events=tuple(events),
            relations=tuple(relations),
            claims=tuple(find_claims(reading, events, relations)),
            mentions=tuple(reading.discourse.mentions),
            dates=tuple(found.date for found in reading.dates),
            places=tuple(found.place for found in reading.places),
            notes=_notes(document),
        )

    def _coding(self, document: Document) -> Coding:
        return Coding(
            id=content_id("coding", document.id, self.key),
            document=document.id,
            coder=coder_version(),
            model=self.model,
            codebook=self.codebook.version,
            settings=self.settings_hash,
        )


def _parser(nlp: Language) -> Parser:
    parser = nlp.get_pipe(pipeline.PARSER)
    assert isinstance(parser, Parser)
    return parser


def _attribute(reading: Reading, token: Token) -> Actor | None:
    """Return who is quoted as saying what a clause holds, or None."""
    attribution = attribution_at(reading, token)
    return attribution.holder if attribution is not None else None


def _notes(document: Document) -> tuple[str, ...]:
    """Return what could not be known of the document, and why, for the reader."""
    if document.published is None:
        return ("no publication date was found: relative dates such as 'on Sunday' stay unresolved",)
    return ()


def _failure(document: Document, problem: Exception) -> Failure:
    """Return a failure that says what went wrong with a document, in words for people."""
    source = document.source or document.url or document.label or document.id
    if isinstance(problem, EntenteError):
        reason = str(problem)
    else:
        reason = (
            f"the document could not be coded ({type(problem).__name__}: {problem}). "
            "This is a defect of Entente: please report it with the text of the document"
        )
    return Failure(source=source, reason=reason, label=document.label)
