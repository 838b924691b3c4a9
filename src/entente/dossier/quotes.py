"""The sentences that a dossier quotes, and the numbered list of their sources."""

from __future__ import annotations

from collections.abc import Sequence

from entente.dossier.dossier import Quote, Source, SourceQuote
from entente.records import Document, Evidence, Span


class Quotes:
    """Hands out quotes and remembers them, so that the list of sources holds every one of them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._numbers = {document.id: number for number, document in enumerate(documents, start=1)}
        self._taken: dict[str, dict[tuple[int, int], tuple[Evidence, set[tuple[int, int]]]]] = {}

    def number(self, document: str) -> int:
        """Return a document's number in the list of sources; 0 for one that the rows do not hold."""
        return self._numbers.get(document, 0)

    def take(self, document: str, evidence: Evidence, span: Span | None) -> Quote:
        """Return the sentence as a quote, parted around the span where that lies within it."""
        text, offset = evidence.quote, evidence.start
        inside = span is not None and offset <= span.start < span.end <= offset + len(text)
        start, end = (span.start - offset, span.end - offset) if span is not None and inside else (0, 0)
        key = (evidence.start, evidence.end)
        _, marks = self._taken.setdefault(document, {}).setdefault(key, (evidence, set()))
        if end > start:
            marks.add((start, end))
        return Quote(
            source=self.number(document),
            document=document,
            sentence=evidence.sentence + 1,
            start=evidence.start,
            end=evidence.end,
            before=text[:start],
            marked=text[start:end],
            after=text[end:],
        )

    def sources(self) -> tuple[Source, ...]:
        """Return every document with the sentences that were taken from it, in reading order."""
        return tuple(
            Source(
                number=self._numbers[document.id],
                document=document.id,
                title=document.title,
                author=document.author,
                author_affiliation=document.author_affiliation,
                publisher=document.publisher,
                published=document.published,
                genre=document.genre,
                url=document.url,
                place=document.source,
                quotes=self._quotes(document.id),
            )
            for document in self._documents.values()
        )

    def _quotes(self, document: str) -> tuple[SourceQuote, ...]:
        number = self.number(document)
        return tuple(
            SourceQuote(f"s{number}-{start}-{end}", evidence.sentence + 1, evidence.quote, merged(marks))
            for (start, end), (evidence, marks) in sorted(self._taken.get(document, {}).items())
        )


def merged(marks: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return marks in order, those that touch or overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
