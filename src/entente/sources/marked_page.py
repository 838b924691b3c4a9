"""A saved page under reading: its lines, which of them are body, and what the others state."""

from __future__ import annotations

from dataclasses import dataclass, field

from entente.sources.lines import Line


@dataclass(slots=True)
class MarkedPage:
    """Lines with a mark each: ``keep`` tells which are body; ``fields`` gathers what the others state."""

    lines: list[Line]
    keep: list[bool]
    fields: dict[str, str] = field(default_factory=dict)
    disclaimer: bool = False
    release: bool = False

    def drop(self, index: int) -> None:
        """Take a line off the body and keep the fields that it states; the first of a name stays."""
        self.keep[index] = False
        for name, value in self.lines[index].fields.items():
            self.fields.setdefault(name, value)

    def text(self, index: int) -> str:
        """Return a line without the spaces around it."""
        return self.lines[index].text.strip()
