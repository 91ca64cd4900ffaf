"""One HTML file out of the template, the scripts, the styles and the data.

Everything that runs is named by its hash in the page's Content Security Policy
(https://www.w3.org/TR/CSP3/), and data stand as JSON that no HTML parser can leave.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SCRIPTS = (
    *("swedish", "english", "words", "data", "project", "state", "picture", "groups", "paths"),
    *("colours", "dom", "draw", "camera", "labels", "panel", "cards", "ties", "measures"),
    *("overview", "legend", "controls", "time", "stories", "search", "table", "share", "main"),
)
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def html(title: str, note: str, data: dict[str, Any]) -> str:
    """The finished page: ``title`` and ``note`` are what stands there before scripts have run."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    scripts = [_library_script(), _own_script()]
    styles = [_library_style(), _read("map.css")]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_read("page.html.j2")).render(
        title=title,
        note=note,
        policy=policy(scripts, styles),
        scripts=[Markup(script) for script in scripts],
        styles=[Markup(style) for style in styles],
        data=Markup(embedded_json(data)),
    )


def embedded_json(data: Any) -> str:
    """``data`` as JSON that is safe between script tags and stays the same JSON.

    >>> embedded_json({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content Security Policy that lets exactly these blocks run and nothing else.

    >>> policy([], [])
    "default-src 'none'; script-src 'none'; style-src 'none'; img-src data:; base-uri 'none'; \
form-action 'none'"
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hashes(blocks: Iterable[str]) -> str:
    digests = [hashlib.sha256(block.encode("utf-8")).digest() for block in blocks]
    return " ".join(f"'sha256-{base64.b64encode(d).decode('ascii')}'" for d in digests) or "'none'"


def _library_script() -> str:
    # The last line points at a source map, which a browser's tools would ask the net for.
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", _read("vendor/vis-network.min.js"))


def _library_style() -> str:
    # Rules with pictures belong to the editing toolbar and are nine tenths of the file.
    style = _read("vendor/vis-network.min.css")
    return re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "", style)


def _own_script() -> str:
    body = "\n".join(_read(f"script/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
