"""Entente keeps the record of relations between states.

The package is used through a few plain functions and the command ``entente``::

    from entente.coder import Coder
    from entente.records import Document

    coded = Coder().code_one(Document.from_text("The foreign ministers of Chad and Niger met."))
"""

__version__ = "0.1.0"
