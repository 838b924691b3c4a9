"""One family of errors; each says what was found, what was expected and what to do.

EntenteError
├── UsageError            the call or command was wrong (exit status 2)
│   └── UnknownSetting
├── BadInput              a document or file cannot be used
│   ├── UnreadableSource  missing, empty, binary, over a limit, a URL that fails
│   └── BadConllu
├── CodebookError         an event type, mode or code that the codebook does not hold
├── ActorTableError       a row of an actor table that cannot be used
├── ModelError            the shipped weights are missing or damaged
└── RecordError           the record cannot be opened, read or written
    ├── RecordLocked
    └── RecordTooNew
"""


class EntenteError(Exception):
    """Base of every error that Entente raises on purpose; its text is meant for people."""


class UsageError(EntenteError):
    """A call or command that cannot be carried out as written."""


class UnknownSetting(UsageError):
    """A setting whose name or value is not in the settings table."""


class BadInput(EntenteError):
    """A document, or a part of one, that cannot be used; the rest of the run goes on."""


class UnreadableSource(BadInput):
    """A file, folder or address from which no document can be read."""


class BadConllu(BadInput):
    """A line that is not CoNLL-U."""


class CodebookError(EntenteError):
    """A name or code that the codebook does not hold."""


class ActorTableError(EntenteError):
    """A row of an actor table that cannot be used."""


class ModelError(EntenteError):
    """The language model's files are missing or damaged."""


class RecordError(EntenteError):
    """The record cannot be opened, read or written."""


class RecordLocked(RecordError):
    """Another process holds the record open for writing."""


class RecordTooNew(RecordError):
    """The record was written by a newer version of Entente."""
