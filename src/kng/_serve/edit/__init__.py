"""The coordinator's door: a workbook comes in through the browser.

It stands at an address that nobody can guess, and opens only to this machine. What is heavy runs
in processes of its own (:mod:`kng._serve.edit.work`), so that the server answers meanwhile, and
one that dies leaves the graph as it was.
"""

from kng._serve.edit.door import Door, require_loopback

__all__ = ["Door", "require_loopback"]
