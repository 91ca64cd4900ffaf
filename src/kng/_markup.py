"""Pages of HTML without script: one template, one block of style named by its hash.

The hash stands in the Content Security Policy (https://www.w3.org/TR/CSP3/) of the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def template(text: str) -> Template:
    """A Jinja2 template that escapes what is put into it, and fails on names that are missing.

    >>> template("<p>{{ name }}</p>").render(name="<b>")
    '<p>&lt;b&gt;</p>'
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(text)


def style_policy(style: str) -> str:
    """The Content Security Policy that lets exactly this block of style hold, and nothing else.

    >>> style_policy("p {}").split("; ")[0]
    "default-src 'none'"
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def printable(text: str) -> str:
    r"""Without the control characters that neither HTML nor XML allows.

    >>> printable("a\x07b") == "a\ufffdb"
    True
    """
    return _UNPRINTABLE.sub("\ufffd", text)
