"""Fonts made from a shipped one, whose letters stand for those of other scripts; no machine has to have any installed."""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from assess.formats.fonts import shipped_folder

GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
KHMER = "កខគឃងចឆជឈញដឋឌឍណតថទធន"


def font(path: Path, letters: str, family: str, face: str = "Regular", *, spaced: bool = True) -> Path:
    """Writes a font of a family in which each of these letters looks like a Latin one."""
    shown = [chr(code) for code in (*range(0x61, 0x7B), *range(0x41, 0x5B), *range(0xC0, 0xFF))][: len(letters)]
    with TTFont(shipped_folder() / f"NotoSans-{face}.ttf", recalcTimestamp=False) as made:
        chosen = Subsetter(Options(layout_features=[], glyph_names=True, notdef_outline=True))
        chosen.populate(text=" " + "".join(shown))
        chosen.subset(made)
        glyphs = made.getBestCmap()
        space = {ord(" "): glyphs[ord(" ")]} if spaced else {}
        for table in made["cmap"].tables:
            table.cmap = {ord(new): glyphs[ord(old)] for new, old in zip(letters, shown, strict=True)} | space
        for record in made["name"].names:
            if record.nameID in (1, 3, 4, 6, 16):
                record.string = family if record.nameID != 6 else family.replace(" ", "")
        made.save(path)
    return path


def system_of(folder: Path) -> str:
    """A configuration of fontconfig, for FONTCONFIG_FILE, in which the fonts of a folder are all that is installed."""
    config = folder / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{folder}</dir>"
        f"<cachedir>{folder}/kept</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return str(config)
