"""What the filters and methods of Jinja make of a value, and those that templates of readers do without."""

from assess.formats.templates.shapes import (
    ANY,
    FLAG,
    FUNCTION,
    NAMESPACE,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    Items,
    Kind,
    Method,
    Record,
    Table,
    View,
    item_of,
    join,
    kind,
    listed,
)

REFUSED_FILTERS = {
    "attr": "the filter attr (write value.name)",
    "safe": "the filter safe (texts of a profile would become HTML)",
    "pprint": "the filter pprint (it shows what the toolkit holds)",
    "random": "the filter random (the same inputs give the same bytes)",
    "urlize": "the filter urlize (a document links to nothing outside it)",
}
REFUSED_FUNCTIONS = frozenset({"lipsum"})
ATTRIBUTE_FIRST = frozenset({"selectattr", "rejectattr", "groupby"})
"""Filters whose first argument is the name of a field."""
ATTRIBUTE_NAMED = frozenset({"map", "sort", "sum", "min", "max", "unique", "join", "groupby"})
"""Filters that take the name of a field as `attribute`."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT = _words(
    "capitalize center e escape filesizeformat forceescape format indent join lower replace string striptags title tojson "
    "trim truncate upper urlencode wordwrap xmlattr"
)
_NUMBERS = _words("abs count float int length round sum wordcount")
_SAME = _words("list reverse select selectattr reject rejectattr sort unique")
_TEXT_METHODS: dict[str, Kind] = {
    **dict.fromkeys(
        ("upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "replace", "join"), kind(TEXT)
    ),
    **dict.fromkeys(("removeprefix", "removesuffix"), kind(TEXT)),
    **dict.fromkeys(("startswith", "endswith", "isdigit"), kind(FLAG)),
    "split": kind(Items(kind(TEXT))),
    "splitlines": kind(Items(kind(TEXT))),
}
_NAMES = {TEXT: "a text", NUMBER: "a number", FLAG: "a yes or no", FUNCTION: "a function", ANY: "a value of the view"}


def made_by(name: str, of: Kind) -> Kind:
    """The kind of `value|name`, where it does not depend on arguments."""
    if name in _TEXT:
        return kind(TEXT)
    if name in _NUMBERS:
        return kind(NUMBER)
    if name in ("first", "last", "min", "max"):
        return item_of(of)
    if name in _SAME:
        return listed(item_of(of))
    if name in ("batch", "slice"):
        return listed(listed(item_of(of)))
    if name in ("items", "dictsort"):
        values = [shape.value for shape in of if isinstance(shape, Table)]
        pair = (kind(TEXT), join(values))
        return listed(listed(join(pair), pair))
    if name == "groupby":
        group = listed(item_of(of))
        return listed(kind(Record("a group", (("grouper", UNKNOWN), ("list", group)))))
    return UNKNOWN


def loop_record(item: Kind) -> Record:
    """What `loop` offers in a loop over such items."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    fields = [*((name, kind(NUMBER)) for name in numbers), *((name, kind(FLAG)) for name in ("first", "last"))]
    fields += [
        ("previtem", item),
        ("nextitem", item),
        ("cycle", kind(Method(UNKNOWN))),
        ("changed", kind(Method(kind(FLAG)))),
    ]
    return Record("loop", tuple(fields))


def methods_of(shape: object) -> dict[str, Kind]:
    """What can be called on a value."""
    if shape == TEXT:
        return {name: kind(Method(gives)) for name, gives in _TEXT_METHODS.items()}
    if isinstance(shape, Table):
        pair = (kind(TEXT), shape.value)
        gives = {
            "items": listed(listed(join(pair), pair)), "keys": listed(kind(TEXT)), "values": listed(shape.value),
            "get": shape.value | kind(NOTHING),
        }  # fmt: skip
        return {name: kind(Method(each)) for name, each in gives.items()}
    return {}


def called(shape: object) -> str:
    """A shape for messages."""
    if isinstance(shape, View):
        return str(shape.type.__name__)
    if isinstance(shape, Record):
        return shape.name
    if isinstance(shape, Items):
        return f"a list of {len(shape.parts)}" if shape.parts is not None else "a list"
    if isinstance(shape, Table):
        return "a mapping"
    return _NAMES.get(str(shape), "a macro")


ANY_NAMES = frozenset(
    [*_TEXT_METHODS, "items", "keys", "values", "get", "grouper", "list", *dict(loop_record(UNKNOWN).fields)]
)
"""Names that may follow a value of which nothing is known."""

TRANSLATIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
GLOBALS: dict[str, Kind] = {
    "range": kind(Method(kind(Items(kind(NUMBER))))), "dict": kind(Method(UNKNOWN)), "namespace": kind(Method(kind(NAMESPACE))),
    "joiner": kind(Method(kind(Method(kind(TEXT))))), "cycler": kind(Method(UNKNOWN)),
    **dict.fromkeys(TRANSLATIONS, kind(Method(kind(TEXT)))),
}  # fmt: skip
"""What the functions that every template knows give."""
