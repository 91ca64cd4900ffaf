"""What the verbs share: how a workspace is named, and how unknown names are told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from kng._errors import UnknownName, UsageError
from kng._values import Bilingual

Folder = str | Path | None

Tell = Callable[[Bilingual], object]


def require_known(*choices: tuple[str, str, Collection[str]]) -> None:
    """Say at once all names that are not among the known of their kind."""
    raised([UnknownName(kind, name, known) for kind, name, known in choices if name not in known])


def raised(errors: list[UsageError]) -> None:
    """Raise all of the errors as one, if there are any."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise UsageError("\n".join(str(error) for error in errors))


def unheard(_words: Bilingual) -> None:
    """No telling."""
