"""The world → documents: pages, saved text, JSON Lines, CSV, folders, addresses, standard input."""

from entente.sources.failure import Failure
from entente.sources.options import DEFAULT_OPTIONS, ReadOptions
from entente.sources.reader import read_target, read_targets

__all__ = ["DEFAULT_OPTIONS", "Failure", "ReadOptions", "read_target", "read_targets"]
