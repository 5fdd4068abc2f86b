"""Opens documents in a browser for tests: documents are made when first asked for, and pages record errors."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from assess.api import assess_file, assess_profile, compare_files, comparison_document, document
from assess.formats.html import render_html
from assess.formats.style import Style
from assess.model.base import LONGEST
from assess.reading.library import load_library
from assess.reading.profiles import load_profiles
from assess.views.briefing_view import briefing_view
from assess.words.language import speaking
from tests import pseudo
from tests.formats.briefings import CAMBODIA, KENYA, small
from tests.needs import need

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOWN = "tbody.finding:not([hidden])"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the system, with a profile of its own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    need([] if found else ["Chromium (Debian: apt install chromium)"])
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield launched
        launched.close()


class Pages:
    """The documents that are opened, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> Path:
        path = self.folder / f"{name}.html"
        if not path.exists():
            html = getattr(self, f"_{name}")()
            assert isinstance(html, str)
            path.write_text(html, encoding="utf-8")
        return path

    def _kenya(self) -> str | bytes:
        return document(assess_file(KENYA), ".html")

    def _brief(self) -> str | bytes:
        return document(assess_file(KENYA), ".html", Style(brief=True))

    def _treaties(self) -> str | bytes:
        return document(assess_file(KENYA, ["budapest", "un_convention"]), ".html")

    def _french(self) -> str | bytes:
        return document(assess_file(KENYA, language="fr"), ".html", Style(language="fr"))

    def _arabic(self) -> str:
        library = load_library(["cooperation"])
        (profile,) = load_profiles([KENYA], library)
        with speaking("ar", pseudo.locale(ROOT, self.folder)):
            results = assess_profile(profile, pseudo.library(library))
            return render_html(briefing_view(results, country=pseudo.pseudo("Kenya")), screen=True)

    def _comparison(self) -> str | bytes:
        return comparison_document(compare_files([KENYA, CAMBODIA]), ".html")

    def _hostile(self) -> str | bytes:
        made, one = small()
        return document(assess_profile(one, made), ".html")

    def _long(self) -> str | bytes:
        made, one = small("W" * LONGEST["title"])
        return document(assess_profile(one, made), ".html")


class Opened:
    """A page with everything it reported or requested."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.page: Page = browser.new_page(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path, hash_: str = "") -> Page:
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + hash_)
        return self.page


def shown(page: Page) -> list[str]:
    return page.locator(SHOWN).evaluate_all("bodies => bodies.map(body => body.id)")  # type: ignore[no-any-return]


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def fits(page: Page) -> bool:
    wide, room = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    return bool(wide <= room)
