"""People: forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kng._api.common import Folder
from kng._build import Progress, silent
from kng._workspace import Workspace

if TYPE_CHECKING:
    import datetime

    from kng._forget import Forgotten


def forget(
    person: str,
    workspace: Folder = None,
    out: Folder = None,
    *,
    dry_run: bool = False,
    on: datetime.date | None = None,
    progress: Progress = silent,
) -> Forgotten:
    """Remove a person from the graph and from the exports, and prove that they are gone.

    ``person`` is a name, a part of one that only one has, or an address. The person, what is
    only about them, and their name in every text go; the address stays as a tombstone without a
    name, dated ``on`` (today). ``out`` is where the exports go. A ``dry_run`` says what would go
    and changes nothing. What version control keeps is not touched.

    Raises:
        UnknownName: nobody is called so.
        UsageError: several people are, or it is no person, or one already forgotten.
        FaultsFound: the graph has violations, or the proof finds the name; nothing was changed.
        WorkspaceError: the workspace is the one in the package, or cannot be written.
    """
    from kng._forget import forget as forgotten

    found = Workspace.find(workspace)
    return forgotten(found, person, out, dry_run=dry_run, on=on, progress=progress)
