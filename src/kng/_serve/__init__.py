"""The graph served over HTTP: a SPARQL endpoint, pages for things, and what describes them."""

from kng._serve.app import app
from kng._serve.settings import Settings
from kng._serve.site import Site

__all__ = ["Settings", "Site", "app"]
