"""How the pages are built."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

sys.path.insert(0, str(Path(__file__).parent.parent))

from aidtrack.model.described import Noun
from aidtrack.model.line import LineItem
from aidtrack.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "aidtrack"
author = "the aidtrack contributors"
copyright = author
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

nitpicky = True
# Other libraries' pages are not fetched: their names are shown without a link.
nitpick_ignore_regex = [(r"py:.*", r"(?!aidtrack\.).*"), (r"py:class", r".*\.T")]

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"aidtrack {release}"
html_show_sphinx = False
html_copy_source = False


def is_model(thing: object) -> bool:
    """Return whether something is one of the nouns."""
    return inspect.isclass(thing) and issubclass(thing, Noun)


def hide_signature(
    app: Sphinx, what: str, name: str, thing: object, *rest: Any
) -> tuple[str, None] | None:
    """Leave out the signature of a noun: its fields are listed with their meaning."""
    del app, what, name, rest
    return ("", None) if is_model(thing) else None


def list_fields(app: Sphinx, what: str, name: str, thing: Any, *rest: Any) -> None:
    """List the fields of a noun below its docstring; of a kind of goods, its own ones."""
    del app, what, name
    if not is_model(thing):
        return
    lines: list[str] = rest[-1]
    kind = issubclass(thing, LineItem) and thing is not LineItem
    common = {*LineItem.model_fields, "kind"} if kind else set()
    if kind:
        lines += [f"Its kind is ``{thing.model_fields['kind'].default}``.", ""]
    for field, info in thing.model_fields.items():
        if field not in common and field not in ("extra", "as_written"):
            lines.append(f"- ``{field}``: {info.description or named(info.annotation)}")
    lines.append("")


def named(annotation: Any) -> str:
    """Return what a field of other nouns holds, linked."""
    nouns = [each for each in (annotation, *get_args(annotation)) if is_model(each)]
    if nouns:
        return f":class:`aidtrack.{nouns[0].__name__}`"
    return "any number of the kinds of lines below, as a tuple"


def setup(app: Sphinx) -> None:
    """Have the nouns shown by their fields."""
    app.connect("autodoc-process-signature", hide_signature)
    app.connect("autodoc-process-docstring", list_fields)
