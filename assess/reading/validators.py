"""pydantic-core's validators, without its module of types.

`pydantic_core` also imports `pydantic_core.core_schema`: types of schemas, for type checkers and for pydantic. Nothing of it is
used here, because schemas are plain data (`core_schema.py`), and defining those types would take a sixteenth of a run to text. So
something stands in for the module while the package is imported. Whoever imports the module later, or asks the package for one of
its names, gets the real one; pydantic does.
"""

import sys
from _thread import _count as other_threads
from importlib import import_module
from types import ModuleType
from typing import Any

_TYPES = "pydantic_core.core_schema"
_NAMES = ("CoreConfig", "CoreSchema", "CoreSchemaType", "ErrorType")
"""What the package imports from it."""


def _imported_alone() -> None:
    stand_in = ModuleType(_TYPES)
    vars(stand_in).update(dict.fromkeys(_NAMES, Any))
    sys.modules[_TYPES] = stand_in
    try:
        package = import_module("pydantic_core")
    except ImportError:  # a version that imports more of it
        return
    finally:
        del sys.modules[_TYPES]
    for name in _NAMES:
        delattr(package, name)
    vars(package)["__getattr__"] = _later


def _later(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'pydantic_core' has no attribute {name!r}")
    return getattr(import_module(_TYPES), name)


# not where another thread might ask for the module at this moment
if "pydantic_core" not in sys.modules and not other_threads():
    _imported_alone()

from pydantic_core import SchemaValidator, ValidationError  # noqa: E402

__all__ = ["SchemaValidator", "ValidationError"]
