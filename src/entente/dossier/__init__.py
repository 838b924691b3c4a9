"""Rows of the record → a dossier on one actor or on two, as text, Markdown, HTML and JSON."""

from entente.dossier.compose import compose
from entente.dossier.dossier import Dossier
from entente.dossier.rows import DossierRows, Period, select
from entente.dossier.to_html import to_html
from entente.dossier.to_json import to_json
from entente.dossier.to_markdown import to_markdown
from entente.dossier.to_text import to_text

__all__ = [
    "Dossier",
    "DossierRows",
    "Period",
    "compose",
    "select",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]
