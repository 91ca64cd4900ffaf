"""Writing a whole workspace, file by file: aside first, then in one step to where it belongs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kng._errors import WorkspaceError

_MODEL: Final = ("ontology", "queries")


def write_workspace(folder: Path, model: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write ``files`` (path and bytes) and the model's ontology and queries to a new folder.

    Raises:
        WorkspaceError: the folder holds something or cannot be written; it is as it was.
    """
    folder = folder.absolute()
    try:
        _refuse(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _cannot(folder, error) from None
    try:
        _fill(aside, model, files)
        aside.chmod(0o755)
        aside.replace(folder)  # takes the place of an empty folder, and of nothing else
    except OSError as error:
        raise _cannot(folder, error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        what = "is not empty" if folder.is_dir() else "is no folder"
        raise WorkspaceError(
            f"{folder} {what}; a simulated workspace needs a new or empty one; nothing was written"
        )


def _fill(folder: Path, model: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name in _MODEL:
        if (model / name).is_dir():
            shutil.copytree(model / name, folder / name)
    for name in ("graph/reference", "graph/sources"):
        (folder / name).mkdir(parents=True)
    for path, data in files:
        (folder / path).write_bytes(data)


def _cannot(folder: Path, error: OSError) -> WorkspaceError:
    reason = error.strerror or str(error)
    return WorkspaceError(f"{folder} cannot be written: {reason}; what stood there is untouched")
