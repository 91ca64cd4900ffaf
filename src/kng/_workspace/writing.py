"""Writing files and folders so that they are whole or untouched."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from kng._errors import WorkspaceError
from kng._workspace.folders import reason

MANIFEST = "MANIFEST.json"
Content = bytes | Callable[[IO[bytes]], None]
_OLD = "-old"
_PATIENCE = 120.0
_PAUSE = 0.05


class Overtaken(WorkspaceError):
    """What was to be written rests on files that somebody else has changed meanwhile."""


def write_folder(
    folder: Path,
    files: Mapping[str, Content] | Iterable[tuple[str, Content]],
    gone: Collection[str] = (),
    unchanged: Callable[[], bool] | None = None,
) -> None:
    """Write all ``files`` (path and content) into ``folder``, or leave it wholly as it was.

    A content is bytes, or a function that writes them to a stream, so that no file need be held
    in memory; files are written in the order in which they come. They are written aside first,
    then the folders change places in one step, so that who reads, or kills the process, finds the
    old files or the new ones and never some of each. What stood in the old folder and was not
    listed in its manifest is somebody else's and is kept, unless one of ``files`` has its name or
    it is among ``gone``. Who writes at the same time waits, two minutes at most; then ``unchanged``
    is asked whether what ``files`` were made from still stands.

    Raises:
        WorkspaceError: the folder cannot be written; it is as it was.
        Overtaken: ``unchanged`` says no; nothing was written.
    """
    with _told(folder):
        target = folder.resolve()
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target.parent) as parent:
            prefix = f".{target.name}.kng-"
            _clear(prefix, target)
            if unchanged is not None and not unchanged():
                raise Overtaken(f"{folder} was changed by somebody else; nothing was written")
            aside = target.with_name(f"{prefix}{os.getpid()}")
            try:
                aside.mkdir()
                _fill(aside, files)
                _keep_foreign(target, aside, gone)
                _settle(aside)
                _exchange(aside, target)
                os.fsync(parent)
            finally:
                shutil.rmtree(aside, ignore_errors=True)


def write_file(file: Path, data: bytes) -> None:
    """Write one file, or leave it as it was.

    Raises:
        WorkspaceError: it cannot be written; it is as it was.
    """
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(aside).chmod(0o644)
            Path(aside).replace(file)
        finally:
            Path(aside).unlink(missing_ok=True)


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files at their paths below ``root``, or leave all as they were.

    All are written aside first, then take their places in the order given; where one cannot, those
    before it are put back.

    Raises:
        WorkspaceError: one cannot be written; all are as they were.
    """
    with _told(root), ExitStack() as cleaning:
        pairs: list[tuple[Path, Path]] = []
        for name, data in files.items():
            target = root / name
            handle, aside = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
            cleaning.callback(Path(aside).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(target, aside)
            pairs.append((Path(aside), target))
        _take_places(pairs)


def _take_places(pairs: Sequence[tuple[Path, Path]]) -> None:
    before: list[tuple[Path, bytes]] = []
    try:
        for aside, target in pairs:
            old = target.read_bytes()
            aside.replace(target)
            before.append((target, old))
    except OSError:
        for target, old in before:
            write_file(target, old)
        raise


def _fill(folder: Path, files: Mapping[str, Content] | Iterable[tuple[str, Content]]) -> None:
    for name, content in files.items() if isinstance(files, Mapping) else files:
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            raise WorkspaceError(f"'{name}' would leave the exports folder; nothing was written")
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            if isinstance(content, bytes):
                stream.write(content)
            else:
                content(stream)
            stream.flush()
            os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """See that the system has put down which names the folder and those in it hold."""
    for inner in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        handle = os.open(inner, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear(prefix: str, folder: Path) -> None:
    """Do away with what killed processes left; bring the folder back if one had moved it."""
    for left in [path for path in folder.parent.iterdir() if path.name.startswith(prefix)]:
        if left.name.endswith(_OLD) and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left)


def _keep_foreign(old: Path, new: Path, gone: Collection[str]) -> None:
    if not old.is_dir():
        return
    shutil.copymode(old, new)
    ours = {*listed(old), *gone}
    for file in sorted(path for path in old.rglob("*") if path.is_symlink() or path.is_file()):
        relative = file.relative_to(old)
        if relative.as_posix() not in ours and not (new / relative).is_file():
            (new / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, new / relative, follow_symlinks=False)


def listed(folder: Path) -> set[str]:
    """The files that the manifest of a folder lists, and itself; none where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return {MANIFEST, *(entry["path"] for entry in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _exchange(new: Path, folder: Path) -> None:
    """Put ``new`` where ``folder`` is, which then stands where ``new`` was.

    Linux does it in one step, renameat2(2). Where that is unknown two steps are needed, and a
    process that is killed between them leaves the old folder aside until the next writing.
    """
    if not folder.exists():
        new.rename(folder)
    elif not _exchange_at_once(new, folder):
        old = new.with_name(new.name + _OLD)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        old.rename(new)


def _exchange_at_once(one: Path, other: Path) -> bool:
    import ctypes

    relative_to_here, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = (relative_to_here, os.fsencode(one), relative_to_here, os.fsencode(other))
    if rename(*paths, exchange) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(number, os.strerror(number))


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """Wait until no other kng writes in ``folder``; where locks are unknown, go on. Gives a handle
    of the folder.

    Raises:
        WorkspaceError: the other one takes too long.
    """
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    until = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise WorkspaceError(
                        f"another kng has been writing in {folder} for {_PATIENCE:.0f} seconds; "
                        "nothing was written: try again when it is done"
                    ) from None
                time.sleep(_PAUSE)
            except OSError:
                break
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written: {reason(error)}; what stood there is untouched"
        ) from None
