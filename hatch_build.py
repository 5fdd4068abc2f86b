"""Build hook: compiles the catalogues of words (`.po`) into the wheel (`.mo`), so that an installation does not have to.

Nothing is written into the checkout; there, and in an editable install, the toolkit compiles the catalogues itself.
"""

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledWords(BuildHookInterface[Any]):
    """Adds a compiled catalogue for each catalogue of words."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        for source in sorted(Path(self.root, "assess/words/locale").glob("*/LC_MESSAGES/assess.po")):
            inside = source.relative_to(self.root).with_suffix(".mo")
            compiled = Path(self.folder.name, inside)
            compiled.parent.mkdir(parents=True)
            compiled.write_bytes(self.compiled(source))
            build_data["force_include"][str(compiled)] = inside.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()

    @staticmethod
    def compiled(source: Path) -> bytes:
        """The catalogue, compiled; the same bytes on every day."""
        if '\n"Plural-Forms:' not in source.read_text(encoding="utf-8"):
            raise ValueError(f"{source}: the head of a catalogue that is shipped says its Plural-Forms")
        with source.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        catalog.creation_date = catalog.revision_date = datetime(2020, 1, 1, tzinfo=UTC)
        out = io.BytesIO()
        write_mo(out, catalog)
        return out.getvalue()
