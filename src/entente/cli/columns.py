"""Rows with one value a column: what CSV, Parquet and the tables for people show of each kind.

``FIELDS`` is the documentation of these columns as well: name, type, what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: its name, SQL type, what it holds, and how it is taken from a row."""

    name: str
    type: str
    help: str
    take: Callable[[Json], Any]


def _at(*path: str) -> Callable[[Json], Any]:
    def take(row: Json) -> Any:
        value: Any = row
        for key in path:
            value = value.get(key) if value is not None else None
        return value

    return take


def codes(actors: Sequence[Json]) -> list[str]:
    """Return one code for each actor: its own, its country's, or its words in quotation marks."""
    return [code_of(actor) for actor in actors]


def code_of(actor: Json) -> str:
    """Return the shortest name that tells who it is."""
    if actor["countries"] and not actor["country"]:
        return "+".join(actor["countries"])
    return str(actor["id"] or actor["country"] or actor["organisation"] or f"“{actor['text']}”")


def _names(key: str) -> Callable[[Json], list[str]]:
    return lambda row: [str(it["person"] or it["name"] or it["text"]) for it in row[key]]


def _states(key: str) -> Callable[[Json], list[str]]:
    def take(row: Json) -> list[str]:
        found = [code for it in row[key] for code in (it["country"], *it["countries"]) if code]
        return list(dict.fromkeys(found))

    return take


def _codes(key: str) -> Callable[[Json], list[str]]:
    return lambda row: codes(row[key])


def _attributed(row: Json) -> str | None:
    who = row["attributed_to"]
    return code_of(who) if who else None


_TEXT, _LIST, _DATE, _REAL, _WHOLE, _TRUTH = "VARCHAR", "VARCHAR[]", "DATE", "DOUBLE", "BIGINT", "BOOLEAN"

_EVIDENCE = (
    Column("quote", _TEXT, "the words it rests on", _at("evidence", "quote")),
    Column("quote_start", _WHOLE, "first character of them in the document's text", _at("evidence", "start")),
    Column("quote_end", _WHOLE, "character after the last", _at("evidence", "end")),
    Column("sentence", _WHOLE, "number of the sentence, from 0", _at("evidence", "sentence")),
)

_DOCUMENT = (
    Column("document", _TEXT, "id of the document, the caller's where he gave one", _at("document", "id")),
    Column("title", _TEXT, "title of the document", _at("document", "title")),
    Column("published", _DATE, "day of publication", _at("document", "published")),
    Column("publisher", _TEXT, "who published it", _at("document", "publisher")),
    Column("author", _TEXT, "who wrote it", _at("document", "author")),
    Column("url", _TEXT, "its address", _at("document", "url")),
)

_REVIEW = (Column("review", _TEXT, "what a reader decided: confirmed, corrected, added", _at("review")),)

EVENTS = (
    Column("id", _TEXT, "id of the event", _at("id")),
    Column("incident", _TEXT, "reports of one happening share it", _at("incident")),
    Column("date_from", _DATE, "first day on which it may have happened", _at("date", "from")),
    Column("date_to", _DATE, "last such day", _at("date", "to")),
    Column("date_granularity", _TEXT, "day, week, month and so on", _at("date", "granularity")),
    Column("date_basis", _TEXT, "stated, relative or none", _at("date", "basis")),
    Column("type", _TEXT, "PLOVER event type", _at("type")),
    Column("mode", _TEXT, "PLOVER mode", _at("mode")),
    Column("contexts", _LIST, "PLOVER contexts", _at("contexts")),
    Column("status", _TEXT, "actual, planned, possible or negated", _at("status")),
    Column("background", _TRUTH, "whether it lies long before publication", _at("background")),
    Column("actors", _LIST, "codes of those who act", _codes("actors")),
    Column("actor_names", _LIST, "their names", _names("actors")),
    Column("actor_countries", _LIST, "their states", _states("actors")),
    Column("recipients", _LIST, "codes of those who receive", _codes("recipients")),
    Column("recipient_names", _LIST, "their names", _names("recipients")),
    Column("recipient_countries", _LIST, "their states", _states("recipients")),
    Column("attributed_to", _TEXT, "who is quoted as reporting it", _attributed),
    Column("place", _TEXT, "where", _at("place", "name")),
    Column("place_country", _TEXT, "state of the place", _at("place", "country")),
    Column("lat", _REAL, "latitude in degrees", _at("place", "lat")),
    Column("lon", _REAL, "longitude in degrees", _at("place", "lon")),
    Column("geonames", _WHOLE, "GeoNames id of the place", _at("place", "geonames")),
    Column(
        "quad", _WHOLE, "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict", _at("quad")
    ),
    Column("scale", _REAL, "PLOVER score, -10 to 10", _at("scale")),
    Column("cameo", _TEXT, "CAMEO code", _at("cameo")),
    Column("goldstein", _REAL, "Goldstein score, -10 to 10", _at("goldstein")),
    Column("plover_type", _TEXT, "type with the status folded in", _at("plover", "type")),
    Column("plover_mode", _TEXT, "mode with the status folded in", _at("plover", "mode")),
    Column("confidence", _REAL, "0 to 1", _at("confidence")),
    *_EVIDENCE,
    *_DOCUMENT,
    *_REVIEW,
)

RELATIONS = (
    Column("id", _TEXT, "id of the relation", _at("id")),
    Column("kind", _TEXT, "partnership, membership, agreement and so on", _at("kind")),
    Column("parties", _LIST, "codes of the parties", _codes("parties")),
    Column("party_names", _LIST, "their names", _names("parties")),
    Column("party_countries", _LIST, "their states", _states("parties")),
    Column("name", _TEXT, "its own name", _at("name")),
    Column("subtype", _TEXT, "kind of agreement", _at("subtype")),
    Column("role", _TEXT, "role in a membership", _at("role")),
    Column("areas", _LIST, "areas of cooperation", _at("areas")),
    Column("framework", _LIST, "what it stands under", _at("framework")),
    Column("object", _TEXT, "what is disputed, linked or stationed", _at("object")),
    Column("person", _TEXT, "holder of an office", _at("person")),
    Column("office", _TEXT, "office held", _at("office")),
    Column("ordinal", _WHOLE, "which in a series", _at("ordinal")),
    Column("signed_from", _DATE, "first day on which it may have been signed", _at("signed", "from")),
    Column("signed_to", _DATE, "last such day", _at("signed", "to")),
    Column("signed_place", _TEXT, "where it was signed", _at("signed_place", "name")),
    Column("holds_from", _DATE, "first day on which it holds", _at("holds_from")),
    Column("holds_to", _DATE, "last such day", _at("holds_to")),
    Column("status", _TEXT, "in force, announced, suspended, ended or proposed", _at("status")),
    Column("trend", _TEXT, "strengthening, stable or weakening", _at("trend")),
    Column("confidence", _REAL, "0 to 1", _at("confidence")),
    *_EVIDENCE,
    *_DOCUMENT,
    *_REVIEW,
)


def _documents(key: str) -> Callable[[Json], list[str]]:
    return lambda row: list(dict.fromkeys(str(report["id"]) for report in row[key]))


def _steps(row: Json) -> list[str]:
    """The history as lines: day, change, what and value."""
    parts = ("day", "change", "what", "value")
    return [" ".join(str(step[key]) for key in parts if step[key]) for step in row["history"]]


def _accounts(row: Json) -> list[str]:
    told = row["contradictions"]
    return [f"{it['what']}: {it['one']['value']} / {it['other']['value']}" for it in told]


def _side_documents(side: str) -> Callable[[Json], list[str]]:
    return lambda row: _documents("reports")(row[side])


def _side_words(side: str) -> Callable[[Json], str | None]:
    return lambda row: next((str(report["quote"]) for report in row[side]["reports"]), None)


STANDING = (
    Column("id", _TEXT, "id of the relation, the same whichever documents tell of it", _at("id")),
    Column("kind", _TEXT, "partnership, membership, agreement and so on", _at("kind")),
    Column("parties", _LIST, "codes of the parties", _at("parties")),
    Column("name", _TEXT, "the fullest of its names", _at("name")),
    Column("names", _LIST, "every name that documents give it", _at("names")),
    Column("subtype", _TEXT, "kind of agreement", _at("subtype")),
    Column("area", _TEXT, "area of cooperation", _at("area")),
    Column("object", _TEXT, "what is disputed, linked or stationed", _at("object")),
    Column("person", _TEXT, "holder of an office", _at("person")),
    Column("office", _TEXT, "office held", _at("office")),
    Column("status", _TEXT, "in force, announced, suspended, ended or proposed", _at("status")),
    Column("level", _TEXT, "declared level of a partnership, role of a member", _at("level")),
    Column("trend", _TEXT, "strengthening, stable or weakening", _at("trend")),
    Column("signed_from", _DATE, "first day on which it may have been signed", _at("signed_from")),
    Column("signed_to", _DATE, "last such day", _at("signed_to")),
    Column("holds_from", _DATE, "first day on which it holds", _at("holds_from")),
    Column("holds_to", _DATE, "last such day", _at("holds_to")),
    Column("first_reported", _DATE, "publication of the oldest document", _at("first_reported")),
    Column("last_reported", _DATE, "publication of the newest one", _at("last_reported")),
    Column("as_of", _DATE, "day on which it stands so; nothing: by the newest report", _at("as_of")),
    Column("history", _LIST, "day, change, what changed and to what", _steps),
    Column("contradictions", _LIST, "what, and the two accounts of it", _accounts),
    Column("documents", _LIST, "ids of the documents that tell of it", _documents("reports")),
)

CONTRADICTIONS = (
    Column("standing", _TEXT, "id of the standing relation", _at("standing", "id")),
    Column("kind", _TEXT, "its kind", _at("standing", "kind")),
    Column("parties", _LIST, "codes of its parties", _at("standing", "parties")),
    Column("name", _TEXT, "its name", _at("standing", "name")),
    Column("what", _TEXT, "status, level, trend, signed, from or until", _at("what")),
    Column("day", _DATE, "day from which the two stand against each other", _at("day")),
    Column("one", _TEXT, "what one account says", _at("one", "value")),
    Column("one_day", _DATE, "day of that account", _at("one", "day")),
    Column("one_quote", _TEXT, "its first words", _side_words("one")),
    Column("one_documents", _LIST, "ids of the documents that say so", _side_documents("one")),
    Column("other", _TEXT, "what the other account says", _at("other", "value")),
    Column("other_day", _DATE, "day of that account", _at("other", "day")),
    Column("other_quote", _TEXT, "its first words", _side_words("other")),
    Column("other_documents", _LIST, "ids of the documents that say so", _side_documents("other")),
)

MEASURES = (
    Column("period", _TEXT, "month, quarter or year: 2018-04, 2018-Q2, 2018", _at("period")),
    Column("first", _DATE, "first day of it, within the time asked for", _at("first")),
    Column("last", _DATE, "last day", _at("last")),
    Column("documents", _WHOLE, "documents published in it", _at("documents")),
    Column("reports", _WHOLE, "events told, one for each document", _at("reports")),
    Column("incidents", _WHOLE, "distinct happenings", _at("incidents")),
    Column("cooperation", _WHOLE, "incidents of quads 1 and 2", _at("cooperation")),
    Column("conflict", _WHOLE, "incidents of quads 3 and 4", _at("conflict")),
    Column("statements", _WHOLE, "incidents of quads 1 and 3", _at("statements")),
    Column("deeds", _WHOLE, "incidents of quads 2 and 4", _at("deeds")),
    Column("verbal_cooperation", _WHOLE, "incidents of quad 1", _at("verbal_cooperation")),
    Column("material_cooperation", _WHOLE, "incidents of quad 2", _at("material_cooperation")),
    Column("verbal_conflict", _WHOLE, "incidents of quad 3", _at("verbal_conflict")),
    Column("material_conflict", _WHOLE, "incidents of quad 4", _at("material_conflict")),
    Column("cooperation_reports", _WHOLE, "reports of quads 1 and 2", _at("cooperation_reports")),
    Column("conflict_reports", _WHOLE, "reports of quads 3 and 4", _at("conflict_reports")),
    Column("scale_sum", _REAL, "PLOVER scores of the incidents, added up", _at("scale_sum")),
    Column("scale_mean", _REAL, "their mean, -10 to 10", _at("scale_mean")),
    Column("cooperation_share", _REAL, "cooperation over incidents", _at("cooperation_share")),
    Column("deeds_share", _REAL, "deeds over incidents", _at("deeds_share")),
    Column("incidents_per_1000", _REAL, "incidents for 1,000 documents", _at("incidents_per_1000")),
    Column("cooperation_per_1000", _REAL, "cooperation for 1,000 documents", _at("cooperation_per_1000")),
    Column("conflict_per_1000", _REAL, "conflict for 1,000 documents", _at("conflict_per_1000")),
)

CLAIMS = (
    Column("id", _TEXT, "id of the claim", _at("id")),
    Column("holder", _TEXT, "code of who claims it", lambda row: code_of(row["holder"])),
    Column(
        "holder_name",
        _TEXT,
        "name of who claims it",
        lambda row: _names("holders")({"holders": [row["holder"]]})[0],
    ),
    Column("holder_country", _TEXT, "state of who claims it", _at("holder", "country")),
    Column("holder_role", _TEXT, "speaker, author or publisher", _at("holder_role")),
    Column("cue", _TEXT, "the word that marks the claim", _at("cue", "text")),
    Column("strength", _TEXT, "how it is put: neutral, assertive, doubtful, denying", _at("strength")),
    Column("about", _LIST, "codes of those it is about", _codes("about")),
    Column("events", _LIST, "ids of the events claimed", _at("content", "events")),
    Column("relations", _LIST, "ids of the relations claimed", _at("content", "relations")),
    *_EVIDENCE,
    *_DOCUMENT,
    *_REVIEW,
)

DOCUMENTS = (
    Column("id", _TEXT, "id of the document, the caller's where he gave one", _at("id")),
    Column("entente_id", _TEXT, "hash of text and address", _at("entente_id")),
    Column("published", _DATE, "day of publication", _at("published")),
    Column("title", _TEXT, "headline", _at("title")),
    Column("publisher", _TEXT, "who published it", _at("publisher")),
    Column("author", _TEXT, "who wrote it", _at("author")),
    Column("url", _TEXT, "its address", _at("url")),
    Column("section", _TEXT, "section of the publication", _at("section")),
    Column("keywords", _LIST, "keywords the page gives", _at("keywords")),
    Column("genre", _TEXT, "news, opinion, release or unknown", _at("genre")),
    Column("source", _TEXT, "file or address it was read from", _at("source")),
    Column("coder", _TEXT, "version of the coder", _at("coder")),
    Column("events", _WHOLE, "number of its events", _at("events")),
    Column("relations", _WHOLE, "number of its relations", _at("relations")),
    Column("claims", _WHOLE, "number of its claims", _at("claims")),
)

ACTORS = (
    Column("id", _TEXT, "code of the actor", _at("id")),
    Column("name", _TEXT, "name in the actor tables", _at("name")),
    Column("kind", _TEXT, "state, organ, person, igo and so on", _at("kind")),
    Column("country", _TEXT, "ISO 3166 alpha-3", _at("country")),
    Column("organisation", _TEXT, "organisation it is or speaks for", _at("organisation")),
    Column("sector", _TEXT, "PLOVER sector", _at("sector")),
    Column("person", _TEXT, "full name of a person", _at("person")),
    Column("documents", _WHOLE, "documents that name it", _at("documents")),
    Column("events", _WHOLE, "events it takes part in", _at("events")),
)


FAILURES = (
    Column("source", _TEXT, "file, address or line", _at("source")),
    Column("id", _TEXT, "the caller's id", _at("id")),
    Column("reason", _TEXT, "what was found and what to do", _at("reason")),
    Column("run", _TEXT, "run in which it failed", _at("run")),
    Column("recorded", "TIMESTAMP", "when, in UTC", _at("recorded")),
)


def flat(row: Json, columns: Sequence[Column]) -> dict[str, Any]:
    """Return the row with one value a column, in the columns' order."""
    return {column.name: column.take(row) for column in columns}
