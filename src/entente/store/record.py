"""The record: one DuckDB file with every document, coding and row."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from entente.contract import Failed
from entente.errors import RecordError, UsageError
from entente.records import Claim, CodedDocument, Document, Event, Relation
from entente.store import questions, writing
from entente.store.connection import connect, our_errors
from entente.store.filters import (
    ActorFilter,
    ClaimFilter,
    DocumentFilter,
    EventFilter,
    RelationFilter,
    StandingFilter,
)
from entente.store.found import Found, FoundActor, FoundDocument, FoundFailure, RunRow
from entente.store.insert import insert
from entente.store.measures import PERIODS, Measures, measure
from entente.store.reassemble import coded_documents, documents_of
from entente.store.schema import latest, migrate, version_of
from entente.store.standing import drawing
from entente.store.standing import questions as standing_questions
from entente.store.standing.found import Contradicted, FoundStanding
from entente.store.tables import quoted

_KEYS = 2000  # kinds of incident, or of relation, drawn at once

VERDICTS = ("confirmed", "rejected", "corrected", "added")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a SQL question returned: column names, and rows of Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Record:
    """An open record. One process writes or many read: open it shortly before use, close it after.

    ::

        with Record.open("entente.duckdb", read_only=True) as record:
            for found in record.events_between("CHN", "RUS", since=date(2017, 1, 1)):
                print(found.row.type, found.row.evidence.quote, found.document.title)
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
        self._con = con
        self.path = path
        self.read_only = read_only

    @classmethod
    def open(
        cls, path: str | Path, *, read_only: bool = False, wait: float = 10.0, files: bool = False
    ) -> Self:
        """Return the record in a file, which is created when it is opened for writing and missing.

        Another process that holds it is waited for, ``wait`` seconds at most. ``files`` lets SQL
        read and write other files. Raises RecordLocked, RecordTooNew or RecordError.
        """
        path = Path(path)
        if read_only and not path.exists():
            raise RecordError(
                f"found no record at {path}; expected one made by `entente read`. "
                f"Make it with `entente read TARGET --record {path}`, or name another with --record."
            )
        con = connect(path, read_only=read_only, wait=wait, files=files)
        try:
            with our_errors(path, "reading the schema"):
                if not read_only:
                    migrate(con, path)
                elif version_of(con, path) < latest():
                    con.close()
                    cls.open(path, wait=wait).close()  # a writer brings it up to date
                    con = connect(path, read_only=True, wait=wait, files=files)
        except BaseException:
            con.close()
            raise
        return cls(con, path, read_only=read_only)

    def close(self) -> None:
        """Close the file and let others in."""
        self._con.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self, doing: str = "writing") -> Iterator[None]:
        """Everything within happens or nothing does."""
        if self.read_only:
            raise UsageError(f"found {self.path} open for reading; expected it open for writing")
        with our_errors(self.path, doing):
            self._con.begin()
            try:
                yield
            except BaseException:
                self._con.rollback()
                raise
            self._con.commit()

    # Writing

    def start_run(self, *, coder_key: str, targets: Sequence[str] = ()) -> str:
        """Record that a run begins and return its id."""
        run = secrets.token_hex(8)
        with self.transaction("starting a run"):
            writing.add_run(self._con, run, targets, coder_key)
        return run

    def finish_run(self, run: str, *, coded: int, skipped: int, failed: int, state: str = "finished") -> None:
        """Record how a run ended: ``state`` is ``finished`` or ``interrupted``."""
        with self.transaction("ending a run"):
            self._con.execute(
                """UPDATE runs SET finished = ?, state = ?, documents = ?, coded = ?, skipped = ?, failed = ?
                WHERE id = ?""",
                [writing.now(), state, coded + skipped + failed, coded, skipped, failed, run],
            )

    def add(self, coded: CodedDocument, *, run: str | None = None, coder_key: str | None = None) -> int:
        """Add one coding and return its number; see :meth:`add_all`."""
        return self.add_all([coded], run=run, coder_key=coder_key)

    def add_all(
        self, coded: Sequence[CodedDocument], *, run: str | None = None, coder_key: str | None = None
    ) -> int:
        """Add codings in one transaction and return the number of the last.

        Raises BadInput, with nothing added, where a row's words do not stand in its text.
        """
        if not coded:
            return 0
        with self.transaction("adding codings"):
            return writing.add_codings(self._con, coded, run=run, key=coder_key)

    def fail(
        self,
        source: str,
        reason: str,
        *,
        label: str | None = None,
        document: str | None = None,
        run: str | None = None,
    ) -> None:
        """Record that a document could not be read or coded, and why."""
        row = {"run": run, "source": source, "label": label, "document": document, "reason": reason}
        with self.transaction("recording a failure"):
            insert(self._con, "failures", [row | {"recorded": writing.now().isoformat()}])

    def fail_all(self, failures: Iterable[Failed], *, run: str | None = None) -> None:
        """Record several failures, each with a source, a reason and perhaps the caller's label."""
        now = writing.now().isoformat()
        rows = [
            {"run": run, "recorded": now, "source": it.source, "label": it.label, "reason": it.reason}
            for it in failures
        ]
        with self.transaction("recording failures"):
            insert(self._con, "failures", rows)

    def next_coding(self) -> int:
        """Return the number that the next coding will have."""
        with our_errors(self.path, "counting codings"):
            return writing.next_number(self._con, "codings")

    def draw_incidents(self, *, since_coding: int = 1) -> int:
        """Join the reports of one happening, for every event that codings from a number on touch."""
        with self.transaction("drawing incidents"):
            keys = writing.incident_keys_of(self._con, since_coding)
            return sum(
                writing.redraw_incidents(self._con, keys[at : at + _KEYS])
                for at in range(0, len(keys), _KEYS)
            )

    def draw_standing(self, *, since_coding: int = 1) -> int:
        """Merge the reports of one relation, for every relation that codings from a number on touch."""
        with self.transaction("drawing standing relations"):
            keys = drawing.keys_since(self._con, since_coding)
            return sum(drawing.redraw(self._con, keys[at : at + _KEYS]) for at in range(0, len(keys), _KEYS))

    def review(
        self,
        row: Event | Relation | Claim,
        *,
        document: str,
        verdict: str,
        row_id: str | None = None,
        reviewer: str | None = None,
        note: str | None = None,
    ) -> None:
        """Record what a reader decided about a row of a document.

        ``confirmed`` and ``rejected`` keep the row as it is; ``corrected`` puts ``row`` in the place
        of the one with ``row_id`` (its own id by default); ``added`` adds a row that was missed.
        """
        if verdict not in VERDICTS:
            raise UsageError(f"found {verdict!r} for a verdict; expected one of {', '.join(VERDICTS)}")
        kind = type(row).__name__.lower()
        target = row_id or row.id
        with self.transaction("reviewing"):
            coding = None
            if verdict in ("corrected", "added"):
                coding = self._add_reviewed(row, document, target, reviewer)
            values: dict[str, Any] = {
                "number": writing.next_number(self._con, "reviews"),
                "made": writing.now().isoformat(),
                "reviewer": reviewer,
                "row_kind": kind,
                "row_id": target,
                "document": document,
                "verdict": verdict,
                "coding": coding,
                "note": note,
            }
            insert(self._con, "reviews", [values])
            writing.redraw_incidents(self._con, self._keys_of_document(document))
            drawing.redraw(self._con, drawing.keys_of(self._con, document))

    def _add_reviewed(
        self, row: Event | Relation | Claim, document: str, target: str, reviewer: str | None
    ) -> int:
        known = next(iter(coded_documents(self._con, [document])), None)
        if known is None:
            raise UsageError(f"found no document {document} in {self.path}; expected the id of a coded one")
        row = replace(row, id=target)
        coded = CodedDocument(
            document=known.document,
            coding=writing.review_coding(known.document, reviewer),
            events=(row,) if isinstance(row, Event) else (),
            relations=(row,) if isinstance(row, Relation) else (),
            claims=(row,) if isinstance(row, Claim) else (),
        )
        return writing.add_codings(self._con, [coded], run=None, key=None, by_review=True)

    def _keys_of_document(self, document: str) -> list[str]:
        rows = self._con.execute(
            """SELECT DISTINCT incident_key FROM events
            WHERE document = ? AND incident_key IS NOT NULL ORDER BY incident_key""",
            [document],
        ).fetchall()
        return [row[0] for row in rows]

    # Questions

    def coded_already(self, documents: Iterable[Document], coder_key: str) -> set[str]:
        """Return the ids of those documents that this coder has coded as they are."""
        with our_errors(self.path, "looking for codings"):
            return writing.already_coded(self._con, documents, coder_key)

    def is_coded(self, document: Document, coder_key: str) -> bool:
        """Return whether this coder has coded the document as it is."""
        return document.id in self.coded_already([document], coder_key)

    def events(self, asked: EventFilter | None = None) -> list[Found[Event]]:
        """Return the current events that meet the conditions, by date."""
        with our_errors(self.path, "looking for events"):
            return questions.events(self._con, asked or EventFilter())

    def events_between(self, a: str, b: str, **conditions: Any) -> list[Found[Event]]:
        """Return events in which both actors take part; more conditions as in EventFilter."""
        return self.events(EventFilter(between=(a, b), **conditions))

    def events_of(self, actor: str, **conditions: Any) -> list[Found[Event]]:
        """Return events in which an actor takes part; more conditions as in EventFilter."""
        return self.events(EventFilter(actor=actor, **conditions))

    def measures(
        self,
        a: str,
        b: str,
        *,
        by: str = "month",
        since: date | None = None,
        until: date | None = None,
        statuses: Sequence[str] = ("actual",),
        background: bool = False,
        directed: bool = False,
        min_confidence: float = 0.0,
    ) -> Measures:
        """Return cooperation and conflict of two actors by month, quarter or year; see ``measure``."""
        asked = EventFilter(between=(a, b), directed=directed, min_confidence=min_confidence)
        if by not in PERIODS:
            raise UsageError(f"found {by!r} for a period; expected one of {', '.join(PERIODS)}")
        with our_errors(self.path, "measuring"):
            events = questions.counted(self._con, asked)
            coverage = questions.documents_by_day(self._con, since, until)
        return measure(
            events, coverage, by=by, since=since, until=until, statuses=statuses, background=background
        )

    def documents_by_day(self, *, since: date | None = None, until: date | None = None) -> dict[date, int]:
        """Return how many coded documents were published on each day that has any."""
        with our_errors(self.path, "counting documents"):
            return questions.documents_by_day(self._con, since, until)

    def relations(self, asked: RelationFilter | None = None) -> list[Found[Relation]]:
        """Return the current relations that meet the conditions, by kind and date."""
        with our_errors(self.path, "looking for relations"):
            return questions.relations(self._con, asked or RelationFilter())

    def relations_between(self, a: str, b: str, **conditions: Any) -> list[Found[Relation]]:
        """Return relations to which both are parties; more conditions as in RelationFilter."""
        return self.relations(RelationFilter(between=(a, b), **conditions))

    def standing(self, asked: StandingFilter | None = None) -> list[FoundStanding]:
        """Return relations merged across documents, with history and every report, by kind and beginning."""
        with our_errors(self.path, "looking for standing relations"):
            return standing_questions.standing(self._con, asked or StandingFilter())

    def contradictions(self, asked: StandingFilter | None = None) -> list[Contradicted]:
        """Return the pairs of accounts of standing relations that contradict each other."""
        with our_errors(self.path, "looking for contradictions"):
            return standing_questions.contradictions(
                self._con, replace(asked or StandingFilter(), contradicted=True)
            )

    def claims(self, asked: ClaimFilter | None = None) -> list[Found[Claim]]:
        """Return the current claims that meet the conditions, by day of publication."""
        with our_errors(self.path, "looking for claims"):
            return questions.claims(self._con, asked or ClaimFilter())

    def claims_about(self, *actors: str, **conditions: Any) -> list[Found[Claim]]:
        """Return claims about every one of these actors; more conditions as in ClaimFilter."""
        return self.claims(ClaimFilter(about=actors, **conditions))

    def documents(self, asked: DocumentFilter | None = None) -> list[FoundDocument]:
        """Return coded documents that meet the conditions, by day of publication."""
        with our_errors(self.path, "looking for documents"):
            return questions.documents(self._con, asked or DocumentFilter())

    def documents_like(self, text: str, **conditions: Any) -> list[FoundDocument]:
        """Return documents with these words in title or text; more conditions as in DocumentFilter."""
        return self.documents(DocumentFilter(text=text, **conditions))

    def actors(self, asked: ActorFilter | None = None) -> list[FoundActor]:
        """Return actors that meet the conditions, the most often named first."""
        with our_errors(self.path, "looking for actors"):
            return questions.actors(self._con, asked or ActorFilter())

    def actors_named(self, name: str, **conditions: Any) -> list[FoundActor]:
        """Return actors whose name or code contains these words; more conditions as in ActorFilter."""
        return self.actors(ActorFilter(name=name, **conditions))

    def failures_of(self, run: str | None = None) -> list[FoundFailure]:
        """Return the documents that failed in a run; without one, those that have not been coded since."""
        with our_errors(self.path, "looking for failures"):
            return questions.failures(self._con, run)

    def runs(self) -> list[RunRow]:
        """Return every run, the oldest first."""
        with our_errors(self.path, "looking for runs"):
            return questions.runs(self._con)

    def coded_documents(
        self,
        ids: Sequence[str] | None = None,
        *,
        between: tuple[str, str] | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[CodedDocument]:
        """Yield the current state of documents by day of publication, reviews applied.

        ``between`` and ``actor`` keep documents that name those actors; ``since`` and ``until`` keep
        those with an event or relation in the period, or published in it.
        """
        with our_errors(self.path, "reading documents"):
            chosen = documents_of(self._con, ids=ids, between=between, actor=actor, since=since, until=until)
            yield from coded_documents(self._con, chosen)

    def coded_document(self, document: str) -> CodedDocument | None:
        """Return the current state of one document; None where the record does not hold it."""
        return next(iter(self.coded_documents([document])), None)

    def sql(self, question: str, values: Sequence[Any] = ()) -> Answer:
        """Return what a SQL question finds. Open the record read-only for questions of strangers."""
        with our_errors(self.path, "answering SQL"):
            answer = self._con.execute(question, list(values))
            columns = tuple(str(column[0]) for column in answer.description or ())
            return Answer(columns, answer.fetchall())

    def copy_to_parquet(self, question: str, path: str | Path) -> None:
        """Write what a SQL question finds to a Parquet file; the record must be open with ``files``."""
        question = question.rstrip().rstrip(";")
        with our_errors(self.path, "writing Parquet"):
            self._con.execute(f"COPY ({question}\n) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")
