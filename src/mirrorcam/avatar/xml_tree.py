"""Reading foreign XML safely: no entities, no scripts, nothing fetched, bounded in size and depth."""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree
from xml.parsers import expat

from mirrorcam.avatar.errors import fault

MAX_SVG_BYTES = 8_000_000
MAX_ELEMENTS = 6_000
MAX_DEPTH = 60
SVG = "{http://www.w3.org/2000/svg}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
XLINK = "{http://www.w3.org/1999/xlink}"
REFUSED_ELEMENTS = frozenset(
    (
        "script",
        "foreignObject",
        "image",
        "iframe",
        "animate",
        "animateTransform",
        "animateMotion",
        "set",
        "handler",
    )
)


class _SafeTree:
    """Builds an ElementTree from expat's events and stops at the first thing that is not a drawing."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.builder = ElementTree.TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.EntityDeclHandler = self.refuse_entity
        self.elements = 0
        self.depth = 0

    def refuse_entity(self, name: str, *_: object) -> None:
        raise fault(self.file, self.line(), f"the XML entity '{name}'", "a drawing without entities")

    def line(self) -> str:
        return f"line {self.parser.CurrentLineNumber}"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise fault(
                self.file, self.line(), f"more than {MAX_ELEMENTS} elements", f"at most {MAX_ELEMENTS}"
            )
        if self.depth > MAX_DEPTH:
            raise fault(self.file, self.line(), f"elements nested {self.depth} deep", f"at most {MAX_DEPTH}")
        local = name.rpartition("}")[2]
        if local in REFUSED_ELEMENTS:
            raise fault(
                self.file, self.line(), f"<{local}>", "drawn paths only, no scripts, pictures or animation"
            )
        named = {_braced(key): value for key, value in attributes.items()}
        for key, value in named.items():
            self.check_attribute(local, key, value)
        self.builder.start(_braced(name), named)

    def check_attribute(self, element: str, key: str, value: str) -> None:
        local = key.rpartition("}")[2]
        if local.lower().startswith("on"):
            raise fault(
                self.file, self.line(), f"the script '{local}' on <{element}>", "a drawing without scripts"
            )
        if local == "href" and not value.startswith("#"):
            raise fault(
                self.file, self.line(), f"a link to '{value[:60]}'", "links within this file only (#name)"
            )
        for part in value.split("url(")[1:] if "url(" in value else ():
            if not part.lstrip(" '\"").startswith("#"):
                raise fault(
                    self.file, self.line(), f"url({part[:60]}", "links within this file only, url(#name)"
                )

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_braced(name))


@lru_cache(maxsize=256)
def _braced(name: str) -> str:
    uri, separator, local = name.rpartition("}")
    return f"{{{uri}}}{local}" if separator else local


def read_xml(data: bytes, file: str) -> ElementTree.Element:
    """Return the root of an XML file given as bytes; AvatarError names the line of what is refused."""
    if len(data) > MAX_SVG_BYTES:
        raise fault(file, "", f"{len(data):,} bytes", f"at most {MAX_SVG_BYTES:,}")
    tree = _SafeTree(file)
    try:
        tree.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise fault(
            file, f"line {error.lineno}", f"broken XML ({expat.ErrorString(error.code)})", "SVG"
        ) from None
    root: ElementTree.Element = tree.builder.close()
    if root.tag != f"{SVG}svg":
        raise fault(file, "", f"the root element <{root.tag.rpartition('}')[2]}>", "<svg> in SVG's namespace")
    return root
