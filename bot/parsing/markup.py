"""XML that a stranger may have written: no document type, so that no entity is ever expanded."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat


def tree(xml: str) -> Element:
    """The element that a text holds; what stands before the first `<` is passed over.

    Raises ValueError for what is no XML, or has a document type.
    """
    builder, parser = TreeBuilder(), expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml[max(xml.find("<"), 0) :].strip(), True)
        return builder.close()
    except (expat.ExpatError, AssertionError) as error:
        raise ValueError("xml") from error


def _refuse(*_: object) -> None:
    raise ValueError("xml")
