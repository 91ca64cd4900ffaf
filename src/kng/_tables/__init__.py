"""Reading what coordinators bring: workbooks and text files, as tables of raw values.

Nothing of a file is trusted: it is looked over before it is unpacked, read in pieces, and
refused with a message where reading on would be unsafe or a guess. Nothing is ever run,
computed, fetched or written.
"""

from __future__ import annotations

from pathlib import Path

from kng._errors import FaultsFound, WorkspaceError
from kng._tables import _csv, _ods, _xlsx, limits
from kng._tables._package import Package
from kng._tables._refusals import Refused, too_large
from kng._tables._unfit import Remark, Unfit
from kng._tables.cells import KINDS, Address, Reading
from kng._tables.cells import read as read_cell
from kng._tables.dates import Dated
from kng._tables.values import Head, Raw, Row, Table, letters

__all__ = [
    "KINDS",
    "Address",
    "Dated",
    "Head",
    "Raw",
    "Reading",
    "Remark",
    "Row",
    "Table",
    "Unfit",
    "letters",
    "read_cell",
    "read_file",
    "read_tables",
]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CSV_ENDINGS = (".csv", ".tsv", ".txt")
_OLD_ENDINGS = (".xls", ".xlt", ".xlsb", ".sxc", ".numbers", ".fods")
_WORKBOOK_ENDINGS = (".xlsx", ".ods", ".xltx", ".ots")
_MACRO_ENDINGS = (".xlsm", ".xltm", ".xlam")


def read_file(path: Path) -> tuple[Table, ...]:
    """The tables of a file on disk; one that is too large is refused before it is read.

    Raises:
        FaultsFound: as :func:`read_tables`.
        WorkspaceError: there is no such file, or it cannot be read.
    """
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "does not exist"
            raise WorkspaceError(f"{path} {what}; nothing was changed")
        size = path.stat().st_size
        if size > limits.LARGEST_FILE:
            raise FaultsFound([too_large(size).fault(path.name)])
        with path.open("rb") as stream:
            data = stream.read(limits.LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(f"{path} cannot be read: {reason}; nothing was changed") from None
    return read_tables(path.name, data)


def read_tables(name: str, data: bytes) -> tuple[Table, ...]:
    """The tables of a file: one for each sheet of a workbook, in its order, or one for a CSV
    file. What the bytes are counts more than how the name ends.

    What is wrong in one sheet stands in its :attr:`Table.faults`.

    >>> (table,) = read_tables("deltagare.csv", "namn;år\\nEva Öst;2022\\n".encode())
    >>> table.rows
    (Row(number=2, values=('Eva Öst', '2022')),)

    Raises:
        FaultsFound: the file as a whole cannot or must not be read; says all the reasons.
    """
    reasons: list[Refused] = []
    try:
        if len(data) > limits.LARGEST_FILE:
            raise too_large(len(data))
        if not data.startswith(_ZIP):
            return _csv.read(_text(name, data), name)
        package = Package(data)
        reasons += package.reasons()
        if not reasons:
            reasons += _kind_reasons(name, package)
        if not reasons:
            read = _ods.read if _ods.is_workbook(package) else _xlsx.read
            return read(package, name)
    except Refused as reason:
        reasons.append(reason)
    raise FaultsFound([reason.fault(name) for reason in reasons])


def _text(name: str, data: bytes) -> bytes:
    """The bytes, if they can only be those of a text file."""
    ending = Path(name).suffix.casefold()
    if data.startswith(_OLE):
        raise Refused("encrypted") if _ENCRYPTED in data else Refused("old-workbook", ".xls")
    if ending in _MACRO_ENDINGS:
        raise Refused("macros", ending)
    if ending in _OLD_ENDINGS:
        raise Refused("old-workbook", ending)
    if ending in _WORKBOOK_ENDINGS:
        raise Refused("broken", f"ZIP: {len(data)} B")
    if ending not in _CSV_ENDINGS:
        raise Refused("not-a-table")
    return data


def _kind_reasons(name: str, package: Package) -> list[Refused]:
    ending = Path(name).suffix.casefold()
    if _ods.is_workbook(package):
        found = list(_ods.reasons(package))
    elif _xlsx.is_workbook(package):
        found = list(_xlsx.reasons(package))
    else:
        raise Refused("old-workbook", ending) if ending in _OLD_ENDINGS else Refused("not-a-table")
    if ending in _MACRO_ENDINGS and not found:
        found = [Refused("macros", ending)]
    return found
