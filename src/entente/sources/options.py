"""What a caller may choose about reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from entente import __version__

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"entente/{__version__} (reads single pages for a record of relations between states)"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are read.

    ``max_bytes`` holds for one document (one line of JSON Lines, one page, one file). ``day_first``
    settles dates such as 02/04/2018; left at None, such a date is unknown unless one part is above
    12. ``on_note`` receives ``(source, note)`` for things worth telling that lose no document, such
    as a guessed encoding. ``client`` replaces the HTTP client, ``stdin`` the stream behind ``-``.
    """

    max_bytes: int = 20_000_000
    day_first: bool | None = None
    timeout: float = 20.0  # seconds, for each step of an HTTP request
    max_redirects: int = 5
    obey_robots: bool = True
    user_agent: str = USER_AGENT
    on_note: Callable[[str, str], None] | None = None
    client: httpx.Client | None = None
    stdin: BinaryIO | None = None

    def note(self, source: str, text: str) -> None:
        """Pass a note on to whoever listens."""
        if self.on_note is not None:
            self.on_note(source, text)


DEFAULT_OPTIONS = ReadOptions()
