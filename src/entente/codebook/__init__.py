"""The codebook as data, and the frames that tell which words stand for which event."""

from entente.codebook.book import Codebook, EventType, load

__all__ = ["Codebook", "EventType", "load"]
