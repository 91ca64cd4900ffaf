"""A workbook as a zip package: looked over before it is unpacked, and read in pieces."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

from kng._tables import limits
from kng._tables._refusals import Refused
from kng._values import Bilingual

_CHUNK = 1 << 16
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
# What a walk through a damaged part stumbles over.
_PART_ERRORS = (*_ZIP_ERRORS, LookupError, OverflowError)

Start = Callable[[str, dict[str, str]], Any]
End = Callable[[str], Any]
Characters = Callable[[str], Any]


def _pass_over(_: str) -> None:
    pass


class Package:
    """The parts of a workbook, by their names, whose letter case does not count.

    Raises:
        Refused: the bytes are no zip package, or one of too many parts.
    """

    def __init__(self, data: bytes) -> None:
        if (parts := data.count(_DIRECTORY_ENTRY)) > limits.MOST_PARTS:
            raise Refused("zip-bomb", _counted(parts, limits.MOST_PARTS, "delar", "parts"))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise Refused("broken", str(error)) from None
        self._parts: Mapping[str, zipfile.ZipInfo] = {
            info.filename.casefold(): info for info in self._archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts as they are written."""
        return tuple(info.filename for info in self._parts.values())

    def reasons(self) -> Iterator[Refused]:
        """Why the package as such is not to be unpacked: all the reasons."""
        infos = self._archive.infolist()
        if len(infos) > len(self._parts):
            detail = Bilingual("två delar heter likadant", "two parts bear the same name")
            yield Refused("zip-bomb", detail)
        size = sum(info.file_size for info in infos)
        if size > limits.LARGEST_UNPACKED:
            most = limits.LARGEST_UNPACKED // limits.MIB
            yield Refused("zip-bomb", _counted(size // limits.MIB, most, "MB", "MB"))
        for reason in (_dense, _escaping, _unknown_packing):
            found = next((info.filename for info in infos if reason(info)), None)
            if found is not None:
                yield Refused("zip-bomb", _show(found))
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            yield Refused("encrypted")

    def head(self, name: str, most: int) -> bytes:
        """The first ``most`` bytes of a part.

        Raises:
            Refused: there is no such part, or it is damaged.
        """
        with self._open(name) as stream:
            return bytes(stream.read(most))

    def read(
        self,
        name: str,
        start: Start,
        end: End = _pass_over,
        characters: Characters | None = None,
        most: int = limits.LARGEST_SIDE_PART,
    ) -> None:
        """Walk through a part of at most ``most`` bytes: ``start`` gets each element's name with
        its attributes, ``end`` its name, and ``characters`` the text between.

        Names have their namespace before them, parted by a blank.

        Raises:
            Refused: there is no such part, it is too large, damaged, not XML, or has a document
                type.
        """
        if name in self and self._parts[name.casefold()].file_size > most:
            mib = most // limits.MIB
            shown = f"{_show(name)}: > {mib} MB"
            raise Refused("zip-bomb", shown)
        parser = _parser(name)
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = characters
        try:
            with self._open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("broken", f"{_show(name)}: {error}") from None

    @contextmanager
    def _open(self, name: str) -> Iterator[Any]:
        info = self._parts.get(name.casefold())
        if info is None:
            missing = _show(name)
            raise Refused("broken", Bilingual(f"{missing} saknas", f"{missing} is missing"))
        try:
            with self._archive.open(info) as stream:
                yield stream
        except _PART_ERRORS as error:
            raise Refused("broken", f"{_show(name)}: {error}") from None


class Names(dict[str, str]):
    """The names of elements without their namespaces, each worked out once.

    >>> Names()["urn:a b"]
    'b'
    """

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


def _parser(name: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Refused("dtd", _show(name))

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _dense(info: zipfile.ZipInfo) -> bool:
    large = info.file_size > limits.SMALL_PART
    return large and info.file_size > limits.LARGEST_RATIO * max(info.compress_size, 1)


def _escaping(info: zipfile.ZipInfo) -> bool:
    name = info.filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _unknown_packing(info: zipfile.ZipInfo) -> bool:
    return info.compress_type not in _METHODS


def _counted(number: int, most: int, sv: str, en: str) -> Bilingual:
    return Bilingual(f"{number} {sv}, högst {most}", f"{number} {en}, at most {most}")


def _show(name: str) -> str:
    longest = 80
    shown = "".join(c if c.isprintable() else "�" for c in name)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"
