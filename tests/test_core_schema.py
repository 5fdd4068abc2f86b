"""The schemas made from annotations equal those of pydantic, and records behave like dataclasses."""

import dataclasses
import pickle
import subprocess
import sys
import textwrap
from typing import Any

import pytest
from pydantic import TypeAdapter

from assess.model.brand import Brand
from assess.model.catalogue import Fact, Topic
from assess.model.framework import CaseFile, Cite, Domain, FrameworkFile
from assess.model.profile import Profile
from assess.reading.core_schema import core_schema
from assess.reading.library import load_library
from assess.reading.profiles import load_profile
from assess.resources import data_dir

# what only serves to write JSON, or says what would hold without it
_SILENT = ("metadata", "serialization", "serialization_alias", "ref")
_DEFAULT = {
    "init": True, "computed_fields": [], "collect_init_only": False, "post_init": False, "frozen": False,
    "default_factory_takes_data": False,
}  # fmt: skip


def expanded(schema: Any, shared: dict[str, Any]) -> Any:
    """The schema with all references resolved."""
    if isinstance(schema, dict):
        if schema.get("type") == "definitions":
            shared |= {each["ref"]: each for each in schema["definitions"]}
            return expanded(schema["schema"], shared)
        if schema.get("type") == "definition-ref":
            return expanded(shared[schema["schema_ref"]], shared)
        return {
            key: expanded(value, shared)
            for key, value in schema.items()
            if key not in _SILENT and not (key in _DEFAULT and value == _DEFAULT[key])
        }
    return [expanded(each, shared) for each in schema] if isinstance(schema, (list, tuple)) else schema


@pytest.mark.parametrize("model", [Profile, Topic, FrameworkFile, Domain, CaseFile, Brand, dict[str, Fact]])
def test_a_schema_is_the_one_that_pydantic_makes(model: Any) -> None:
    own = expanded(core_schema(model), {})
    assert own == expanded(TypeAdapter(model).core_schema, {})
    assert "definition-ref" not in str(own)


@pytest.mark.parametrize("kind", [bytes, tuple[int, str], list[int], "Profile", set[str]])
def test_a_type_that_no_model_uses_yet_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError):
        core_schema(kind)


def test_a_record_is_frozen_and_takes_the_keys_it_has() -> None:
    cite = Cite(instrument="budapest", article="16")
    assert (cite.instrument, cite.article, cite.note) == ("budapest", "16", None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        cite.article = "17"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del cite.article
    with pytest.raises(TypeError):
        Cite(article="16")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Cite(instrument="budapest", artikel="16")  # type: ignore[call-arg]
    assert dataclasses.replace(cite, article="17") == Cite(instrument="budapest", article="17") != cite
    assert Topic.__dataclass_fields__["feature_sets"].default_factory is dict


def test_a_profile_can_be_sent_to_another_process() -> None:
    profile = load_profile(data_dir("frameworks").parent / "examples/profiles/ken.yaml", load_library())
    again = pickle.loads(pickle.dumps(profile))
    assert again == profile
    with pytest.raises(dataclasses.FrozenInstanceError):
        again.country = "UGA"


@pytest.mark.parametrize("threads", [False, True])
def test_pydantic_core_is_whole_for_whoever_imports_it_afterwards(threads: bool) -> None:
    script = textwrap.dedent(
        """
        import sys, threading
        done = threading.Event()
        if THREADS:
            threading.Thread(target=done.wait, daemon=True).start()
        from assess.reading import validators
        assert ("pydantic_core.core_schema" in sys.modules) is THREADS
        import pydantic_core
        from pydantic_core import CoreConfig, CoreSchema, core_schema
        assert core_schema.CoreConfig is CoreConfig and core_schema.CoreSchema is CoreSchema
        assert core_schema.str_schema() == {"type": "str"}
        assert not hasattr(pydantic_core, "nothing")
        from pydantic import BaseModel, TypeAdapter
        assert BaseModel.model_json_schema is not None and TypeAdapter(list[int]).validate_json("[1]") == [1]
        done.set()
        """
    ).replace("THREADS", str(threads))
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)
