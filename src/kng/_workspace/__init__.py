"""The folders: where everything lies, what is read and how exports are written.

A workspace is a folder with ``graph/``, ``ontology/`` and ``queries/``. Every path is decided
here, and only here are files opened; the stages below get bytes and give bytes.
"""

from kng._workspace.folders import Document, Workspace, graph_name, read_document, read_folder
from kng._workspace.writing import (
    MANIFEST,
    Content,
    Overtaken,
    listed,
    write_file,
    write_files,
    write_folder,
)

__all__ = [
    "MANIFEST",
    "Content",
    "Document",
    "Overtaken",
    "Workspace",
    "graph_name",
    "listed",
    "read_document",
    "read_folder",
    "write_file",
    "write_files",
    "write_folder",
]
