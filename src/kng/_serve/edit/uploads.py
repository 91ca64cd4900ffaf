"""Files that came in: kept under names that cannot leave their folder, for as long as the server
runs."""

from __future__ import annotations

import re
import secrets
import tempfile
from pathlib import Path
from typing import Final

from kng._serve.errors import Refused

LARGEST: Final = 20 * 2**20
"""Bytes of a file that may come in through the browser; the command line takes larger ones."""

ENDINGS: Final = (".xlsx", ".ods", ".csv")
_MOST: Final = 20
_LONGEST: Final = 120
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')


class Uploads:
    """The files, by keys that nobody can guess; the oldest go when there are too many."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kng-edit-")
        self._files: dict[str, Path] = {}

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file under a name that is fit; its key."""
        file = self.spare(name)
        file.write_bytes(data)
        return file.parent.name

    def file(self, key: str) -> Path:
        """The file of that key.

        Raises:
            Refused: there is none.
        """
        if key not in self._files:
            raise Refused(404, "the file is no longer here; choose it again")
        return self._files[key]

    def beside(self, key: str, name: str) -> Path:
        """A file that was made beside one that came in.

        Raises:
            Refused: there is none.
        """
        made = [path for path in self.file(key).parent.iterdir() if path.name == name]
        if not made:
            raise Refused(404, "there is no such file")
        return made[0]

    def spare(self, name: str) -> Path:
        """Where a file of that name can be put, alone in its folder."""
        while len(self._files) >= _MOST:
            self._drop(next(iter(self._files)))
        key = secrets.token_hex(16)
        self._files[key] = Path(self._folder.name) / key / name
        self._files[key].parent.mkdir(mode=0o700)
        return self._files[key]

    def close(self) -> None:
        """Remove everything."""
        self._files.clear()
        self._folder.cleanup()

    def _drop(self, key: str) -> None:
        folder = self._files.pop(key).parent
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def fit_name(name: str) -> str:
    """The name of a file without folders and without what no file should be called.

    >>> fit_name("C:\\\\möten\\\\höst.xlsx"), fit_name("../../etc/lista.CSV")
    ('höst.xlsx', 'lista.CSV')

    Raises:
        Refused: it does not end as that of a table does, or is nothing but the ending.
    """
    last = _UNFIT.sub("", re.split(r"[/\\]", name)[-1]).strip(" .")
    file = Path(last)
    if file.suffix.casefold() not in ENDINGS or file.stem.startswith("."):
        raise Refused(415, f"a table is called something{', something'.join(ENDINGS)}")
    return file.stem[:_LONGEST] + file.suffix
