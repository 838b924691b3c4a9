"""HTML by hand: elements whose text is always escaped."""

from __future__ import annotations

from html import escape

from entente.dossier.words import shown


class Markup(str):
    """HTML that is ready; every other string is text and is escaped when it becomes part of an element."""

    __slots__ = ()


_VOID = frozenset({"meta", "br", "hr", "line", "circle", "path", "rect"})


def h(tag: str, *children: object, **attributes: object) -> Markup:
    """Return an element, its text escaped; None is left out. ``class_`` is class, ``_`` a hyphen."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID and not children:
        return Markup(f"<{tag}{given}>" if tag in {"meta", "br", "hr"} else f"<{tag}{given}/>")
    return Markup(f"<{tag}{given}>{join(*children)}</{tag}>")


def join(*children: object) -> Markup:
    """Return children one after the other, as HTML."""
    return Markup(
        "".join(
            child if isinstance(child, Markup) else text(child) for child in children if child is not None
        )
    )


def text(value: object) -> Markup:
    """Return text as HTML, on one line and without control characters; spaces at its ends stay."""
    raw = str(value)
    left = " " if raw[:1].isspace() else ""
    right = " " if raw[-1:].isspace() and raw.strip() else ""
    return Markup(escape(f"{left}{shown(raw)}{right}", quote=True))
