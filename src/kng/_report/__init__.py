"""What is missing, and what the graph rests on: a report that a YAML file of questions declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from kng._report._html import html
from kng._report._markdown import markdown
from kng._report._plan import Plan, read_plan
from kng._report._sheet import Material, Sheet, sheet

__all__ = ["LANGUAGES", "REPORT_FORMATS", "Material", "Plan", "read_plan", "reports"]

LANGUAGES: Final = ("sv", "en")
REPORT_FORMATS: Final[Mapping[str, Callable[[Sheet], str]]] = MappingProxyType(
    {"md": markdown, "html": html}
)
"""Name and ending of each format to what writes it."""


def reports(plan: Plan, material: Material) -> dict[str, str]:
    """The report in both languages and all formats, by the names of files: ``sv.md`` and so on.

    The same graph gives the same text: there is no clock in it.
    """
    return {
        f"{language}.{name}": write(filled)
        for language in LANGUAGES
        for filled in [sheet(plan, material, language)]
        for name, write in REPORT_FORMATS.items()
    }
