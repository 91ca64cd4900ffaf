"""The catalogue of questions."""

from __future__ import annotations

import pytest

from kng._build import questions
from kng._questions import Question
from kng._workspace import Workspace


@pytest.fixture(scope="session")
def catalogue(workspace: Workspace) -> dict[str, Question]:
    """The questions of the workspace by name."""
    return questions(workspace)
