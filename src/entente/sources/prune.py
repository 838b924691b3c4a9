"""The parts of an HTML page that are not its text, taken out by tag, role and class."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from entente.sources.cues import cues

_KEPT = frozenset({"html", "body", "head", "main", "article"})
_MOST = 0.5  # a part with more than this share of the page's prose is its text, whatever its class says
_SPACE = re.compile(r"\s+")


def prune(tree: HtmlElement) -> None:
    """Take navigation, sidebars, share buttons, cookie banners, comments and the like out of the tree."""
    total = prose_length(tree)
    sure, roles = cues("html", "tags"), cues("html", "roles")
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _KEPT or not _attached(element, tree):
            continue
        named = element.tag in sure or element.get("role") in roles or is_hidden(element)
        if named or has_word(element, "words", parts=True):
            if prose_length(element) > total * _MOST and element.tag not in {"nav", "script", "style"}:
                continue
            element.drop_tree()


def lay_out(tree: HtmlElement) -> None:
    """Turn tables that only place text into plain blocks, and tell a line break apart from a space."""
    for table in list(tree.iter("table")):
        cells = [len(_SPACE.sub(" ", cell.text_content())) for cell in table.iter("td")]
        if (
            table.find(".//table") is not None
            or table.find(".//p") is not None
            or max(cells, default=0) > 200
        ):
            for part in [table, *table.iter("tbody", "thead", "tr", "td", "th")]:
                part.tag = "div"


def prose_length(element: HtmlElement) -> int:
    """Return how many characters of running text an element holds."""
    texts = (_SPACE.sub(" ", p.text_content()).strip() for p in element.iter("p"))
    length = sum(len(text) for text in texts if len(text) >= 60)
    if length:
        return length
    lines = (_SPACE.sub(" ", one).strip() for one in element.itertext() if isinstance(one, str))
    return sum(len(line) for line in lines if len(line) >= 80)


def has_word(element: HtmlElement, name: str, *, parts: bool = False) -> bool:
    """Tell whether class, id or data attribute of an element holds a cue of ``[html] name`` as a word."""
    return any(word in cues("html", name) for word in words_of(element)) or (
        parts
        and any(
            part in cues("html", "parts") for word in words_of(element) for part in re.split(r"[-_]+", word)
        )
    )


def words_of(element: HtmlElement) -> list[str]:
    """Return the words of an element's class, id and itemprop, in lower case."""
    joined = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "data-component"))
    return [word.replace("_", "-") for word in joined.casefold().split()]


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether the page itself hides an element from its readers."""
    style = _SPACE.sub("", element.get("style") or "").casefold()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _attached(element: HtmlElement, tree: HtmlElement) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not tree:
        parent = parent.getparent()
    return parent is tree
