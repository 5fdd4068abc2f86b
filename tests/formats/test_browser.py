"""The briefing in a browser: opened from disk, filtered, linked, printed, with the keyboard, on narrow screens, without script."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assess.api import assess_file
from assess.views.briefing_view import briefing_view
from tests.formats.briefings import HOSTILE, KENYA
from tests.formats.browsing import SHOWN, Opened, Pages, chromium, fits, focused, shown

pytestmark = pytest.mark.documents


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return Pages(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    one = Opened(browser)
    yield one
    one.page.close()


# Opened from disk


@pytest.mark.parametrize("name", ["kenya", "brief", "treaties", "comparison", "french", "arabic", "hostile"])
def test_a_file_opens_without_complaint_and_asks_for_nothing(name: str, opened: Opened, pages: Pages) -> None:
    page = opened.open(pages[name])
    assert "scripted" in (page.locator("html").get_attribute("class") or "")  # the script ran, so the policy knows it
    assert opened.said == []
    assert opened.asked == [pages[name].as_uri()]


def test_the_policy_stops_everything_that_the_document_did_not_bring(
    opened: Opened, pages: Pages, tmp_path: Path
) -> None:
    foreign = (
        "<script>document.title = 'ran'</script><p id=seen style='color: red' onclick=\"document.title = 'ran'\">x</p>"
        "<img src=x.png onerror=\"document.title = 'ran'\"><link rel=stylesheet href=x.css>"
    )
    html = pages["hostile"].read_text(encoding="utf-8")
    (tmp_path / "x.html").write_text(html.replace("</main>", f"{foreign}</main>"), encoding="utf-8")
    page = opened.open(tmp_path / "x.html")
    page.locator("#seen").click()
    assert page.title().startswith("Kenya")
    assert page.locator("#seen").evaluate("one => getComputedStyle(one).color") != "rgb(255, 0, 0)"
    assert len([text for text in opened.said if "Content Security Policy" in text]) >= 4


def test_a_script_that_was_changed_does_not_run(opened: Opened, pages: Pages, tmp_path: Path) -> None:
    html = pages["hostile"].read_text(encoding="utf-8")
    (tmp_path / "x.html").write_text(html.replace('"use strict";', '"use strict"; '), encoding="utf-8")
    page = opened.open(tmp_path / "x.html")
    expect(page.locator("#filter")).to_be_hidden()
    assert any("Content Security Policy" in text for text in opened.said)


def test_hostile_text_is_text(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["hostile"], "#text=<img src=x onerror=alert(1)>&axis=\"'><script>alert(2)</script>")
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert page.locator("#filter-text").input_value() == "<img src=x onerror=alert(1)>"
    page.locator("#filter-text").fill(HOSTILE)
    assert page.locator("p.filtered").first.text_content() == f"Filtered ({HOSTILE}). Criteria shown: 1 of 2."
    page.locator(f"{SHOWN} summary").click()
    assert HOSTILE in page.locator(SHOWN).inner_text()
    assert opened.said == []


# Filters and links


def test_findings_are_filtered_by_what_was_found_axis_and_domain(opened: Opened, pages: Pages) -> None:
    findings = [f for c in briefing_view(assess_file(KENYA), country="Kenya").parts[0].chapters for f in c.findings]
    marks = Counter(finding.mark for finding in findings)
    assert len(marks) >= 3
    page = opened.open(pages["kenya"])
    status = page.get_by_role("status")
    expect(status).to_have_text("Criteria shown: 70 of 70")
    page.get_by_role("checkbox", name="point for attention").uncheck()
    page.get_by_role("checkbox", name="in part").uncheck()
    left = 70 - marks["gap"] - marks["part"]
    expect(status).to_have_text(f"Criteria shown: {left} of 70")
    assert len(shown(page)) == left
    page.get_by_role("button", name="Show all findings").click()
    page.get_by_label("Axis").select_option("Capacity")
    assert len(shown(page)) == sum(finding.axis == "Capacity" for finding in findings) > 0
    page.get_by_label("Axis").select_option("")
    page.get_by_label("Domain").select_option(label="4 Jurisdiction")
    assert len(shown(page)) == sum(finding.number.startswith("4.") for finding in findings) > 0
    assert [head.inner_text() for head in page.locator("section.annex:has(tbody.finding) h3:visible").all()][1:] == [
        "4 Jurisdiction"
    ]


def test_only_points_for_attention_are_shown_where_asked(opened: Opened, pages: Pages) -> None:
    (part,) = briefing_view(assess_file(KENYA), country="Kenya").parts
    points = [f"{part.id}-{f.id}" for c in part.chapters for f in c.findings if f.gap]
    page = opened.open(pages["kenya"])
    page.get_by_label("Only points for attention").check()
    assert shown(page) == points
    assert 5 < len(points) < 30
    expect(page.get_by_role("status")).to_have_text(f"Criteria shown: {len(points)} of 70")
    assert page.url.endswith("#points=only")
    assert (page.locator("p.filtered").first.text_content() or "").startswith("Filtered (Only points for attention).")
    address = page.url
    page.get_by_role("button", name="Show all findings").click()
    assert len(shown(page)) == 70
    opened.open(pages["kenya"], "#" + address.partition("#")[2])
    assert shown(page) == points


def test_words_are_sought_in_titles_elements_and_sources(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    said = page.locator("tbody.finding").evaluate_all(
        "bodies => bodies.map(body => [body.id, [...body.rows].filter(row => row.className !== 'why')"
        ".map(row => row.textContent).join(' ').toLowerCase()])"
    )
    for sought in ("Expedited PRESERVATION", "s. 48", "copyright", "court"):
        page.get_by_role("searchbox").fill(sought)
        wanted = [name for name, text in said if all(word in text for word in sought.lower().split())]
        assert 0 < len(wanted) < 70
        assert shown(page) == wanted
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_role("status")).to_contain_text("Criteria shown: 0 of 70. No criterion fits")


def test_words_are_found_without_their_accents(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["french"])
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("searchbox").fill("preuve electronique")
    assert 0 < len(shown(page)) < 70
    assert all("électronique" in body.inner_text().lower() for body in page.locator(SHOWN).all())


def test_the_address_keeps_the_filters(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    page.get_by_role("checkbox", name="open").uncheck()
    page.get_by_label("Axis").select_option("Law")
    page.get_by_role("searchbox").fill("act, s. 2")
    page.keyboard.press("Enter")
    before, address = shown(page), page.url
    assert 0 < len(before) < 70
    opened.open(pages["kenya"])
    assert len(shown(page)) == 70
    opened.open(pages["kenya"], "#" + address.partition("#")[2])
    assert shown(page) == before
    assert page.get_by_role("searchbox").input_value() == "act, s. 2"
    assert not page.get_by_role("checkbox", name="open").is_checked()
    page.get_by_role("button", name="Show all findings").click()
    assert page.url.endswith("#")
    assert len(shown(page)) == 70


def test_a_link_to_a_finding_shows_it_even_when_it_is_filtered_out(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"], "#text=copyright")
    target, before = page.locator("#cooperation-preservation"), len(shown(page))
    assert before
    expect(target).to_be_hidden()
    page.locator("svg a[href='#cooperation-preservation']").click()
    expect(target).to_be_in_viewport()
    expect(page.get_by_role("status")).to_have_text(f"Criteria shown: {before + 1} of 70")
    page.go_back()
    expect(target).to_be_hidden()
    page.locator(".chapter a[href='#cooperation-preservation']").first.click()
    expect(target).to_be_in_viewport()
    page.get_by_role("searchbox").fill("copyrigh")
    expect(target).to_be_hidden()


def test_several_frameworks_are_filtered_together(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["treaties"])
    assert page.locator("#filter").count() == 1
    parts = page.locator("section.annex:has(tbody.finding)")
    assert parts.count() == 2
    page.get_by_label("Domain").select_option(value="un_convention-2")
    assert {name.partition("-")[0] for name in shown(page)} == {"un_convention"}


def test_a_trace_says_what_each_line_asks_found_and_cites(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    finding = page.locator("#cooperation-preservation")
    line = finding.locator("li", has_text="max_days >= 90").last
    expect(line).to_be_hidden()
    finding.locator("summary").click()
    expect(line).to_be_visible()
    expect(line).to_contain_text(re.compile(r"not identified \(30 days\).*at least 90.*Cybercrimes Act, s\.\s47"))
    assert finding.locator("li > ul > li").count() >= 3
    page.get_by_role("button", name="Open all traces").click()
    assert page.locator("details.trace:not([open])").count() == 0
    page.get_by_role("button", name="Close all traces").click()
    assert page.locator("details.trace[open]").count() == 0


# Keyboard


def test_everything_is_reached_with_the_keyboard(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    for name in ("Skip to the main content", "Skip to all findings (annex A)"):
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text(name)
        expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    boxes = (
        "identified",
        "point for attention",
        "in part, no gap known",
        "open",
        "option not taken up",
        "not applicable",
    )
    for box in boxes:
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_accessible_name(re.compile(rf"{box}$"))
        assert focused(page).evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(focused(page)).not_to_be_checked()
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_accessible_name("Only points for attention")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_accessible_name("Domain")
    page.keyboard.press("Tab")
    page.keyboard.type("act")
    assert "axis=Law&text=act" not in page.url  # only what is settled is written into the address
    for name in ("Show all findings", "Open all traces", "Close all traces"):
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_accessible_name(name)
    assert "axis=Law&text=act" in page.url
    assert 0 < len(shown(page)) < 70
    page.keyboard.press("Tab")
    assert focused(page).evaluate("one => one.localName") == "summary"
    page.keyboard.press("Enter")
    assert page.locator("details.trace[open]").count() == 1
    page.keyboard.press("Space")
    assert page.locator("details.trace[open]").count() == 0
    page.keyboard.press("Shift+Tab")
    expect(focused(page)).to_have_accessible_name("Close all traces")


def test_no_element_keeps_the_focus(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["hostile"])
    order = []
    for _ in range(60):
        page.keyboard.press("Tab")
        order.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    first = order.index(order[0], 1)  # round once, and at the beginning again
    assert len(set(order[:first])) >= first - 1


# Screens and paper


@pytest.mark.parametrize("name", ["kenya", "brief", "comparison", "arabic", "treaties", "hostile", "long"])
def test_a_page_never_scrolls_sideways(name: str, opened: Opened, pages: Pages) -> None:
    page = opened.open(pages[name])
    for trace in page.locator("details.trace summary").all()[:2]:
        trace.click()
    for width in (320, 375, 700, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width


def test_stacked_cells_name_their_column(opened: Opened, pages: Pages) -> None:
    opened.page.set_viewport_size({"width": 360, "height": 740})
    page = opened.open(pages["kenya"])
    cell = page.locator("table.actions td").nth(1)
    label = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert label.replace('" "', "").strip('"').startswith("Vehicle; lead (proposed)")
    row = page.locator("table.actions tbody tr").first
    assert len({box["x"] for box in (each.bounding_box() for each in row.locator("td").all()) if box}) == 1


def test_without_script_everything_is_there_but_the_filters(browser: Browser, pages: Pages) -> None:
    page = Opened(browser, java_script_enabled=False).open(pages["kenya"])
    expect(page.locator("#filter")).to_be_hidden()
    seen = page.locator("tbody.finding").evaluate_all("bodies => bodies.map(body => body.checkVisibility())")
    assert seen == [True] * 70
    finding = page.locator("#cooperation-preservation")
    assert "Expedited preservation of stored data" in finding.inner_text()
    finding.locator("summary").click()
    expect(finding.locator("details li").first).to_be_visible()
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
    page.close()


def test_paper_shows_what_the_screen_shows_and_says_that_it_is_filtered(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert text.count("Illegal access") >= 2
    assert not re.search("Show only some|Open all traces|Skip to|Why: the trace|Filtered|Criteria shown", text)
    assert text.count("Contents") == 1
    page.emulate_media(media="screen")
    page.get_by_role("checkbox", name="open").uncheck()
    page.get_by_role("searchbox").fill("preservation")
    page.locator("#cooperation-preservation summary").click()
    left = len(shown(page))
    page.emulate_media(media="print")
    text = page.locator(".annex").first.inner_text()
    chosen = "identified, point for attention, in part, no gap known, option not taken up, not applicable; preservation"
    assert f"Filtered ({chosen}). Criteria shown: {left} of 70." in text
    assert "powers.expedited_preservation.any_data" in text  # a trace that was opened is printed
    assert not re.search("Show only some|Open all traces|Why: the trace|Illegal access", text)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_no_word_of_the_filters_stays_english(opened: Opened, pages: Pages) -> None:
    words = r"[A-Za-z]{3,}"
    page = opened.open(pages["kenya"])
    assert len(re.findall(words, page.locator("#filter").inner_text())) > 20
    opened.open(pages["arabic"])
    page.get_by_role("checkbox").first.uncheck()
    page.emulate_media(media="print")
    assert re.search(r"\d+", page.locator("p.filtered").first.inner_text())
    page.emulate_media(media="screen")
    told = page.locator("#filter").inner_text() + (page.locator("p.filtered").first.text_content() or "")
    told += "".join(page.locator(".skip a").all_text_contents()) + page.locator("summary").first.inner_text()
    assert not re.findall(words, told)


def test_the_contents_stand_beside_the_text_where_there_is_room(opened: Opened, pages: Pages) -> None:
    opened.page.set_viewport_size({"width": 1600, "height": 900})
    for name, side in (("hostile", "left"), ("arabic", "right")):
        page = opened.open(pages[name])
        toc, text = page.locator(".toc").bounding_box(), page.locator("#brief").bounding_box()
        assert toc
        assert text
        apart = toc["x"] + toc["width"] <= text["x"] if side == "left" else text["x"] + text["width"] <= toc["x"]
        assert apart


def in_view(page: Page) -> list[str]:
    """The entries of the contents that are marked as the place that is read."""
    return page.locator(".toc a[aria-current]").all_text_contents()


def test_the_contents_stay_in_view_and_mark_the_place_that_is_read(opened: Opened, pages: Pages) -> None:
    page = opened.open(pages["kenya"])
    for chapter in ("4 Jurisdiction", "Annex B: sources"):
        page.locator(".toc a", has_text=chapter).click()
        expect(page.locator(".toc a", has_text=chapter)).to_have_attribute("aria-current", "location")
        expect(page.locator(".toc a", has_text=chapter)).to_be_in_viewport()
        assert in_view(page) == [chapter]
        expect(page.locator("section > h2", has_text=chapter)).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".toc a[aria-current]")).to_have_count(0)


def test_on_a_narrow_screen_a_bar_opens_the_contents(opened: Opened, pages: Pages) -> None:
    opened.page.set_viewport_size({"width": 375, "height": 740})
    page = opened.open(pages["kenya"])
    bar, entry = page.get_by_role("button", name="Contents"), page.locator(".toc a", has_text="4 Jurisdiction")
    page.evaluate("scrollTo(0, 5000)")
    expect(bar).to_be_in_viewport()
    expect(entry).to_be_hidden()
    bar.focus()
    page.keyboard.press("Enter")
    expect(bar).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    bar.click()
    edges = page.locator(".toc a").evaluate_all("links => links.map(one => one.getBoundingClientRect().left)")
    assert min(edges) >= 0
    entry.click()
    expect(entry).to_be_hidden()
    title = page.locator("section > h2", has_text="4 Jurisdiction").bounding_box()
    under = page.locator(".toc").bounding_box()
    assert title
    assert under
    assert under["y"] + under["height"] <= title["y"] < 370  # the bar does not cover what was gone to
    expect(bar).to_contain_text("4 Jurisdiction")


SMALL = """() => {
  const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || one.closest("script, style, svg") || !one.checkVisibility()) continue;
    let size = parseFloat(getComputedStyle(one).fontSize);
    for (let each = one; each; each = each.parentElement) size *= parseFloat(getComputedStyle(each).zoom || 1);
    if (size < 16) found.add(`${one.localName}.${one.className} ${size}`);
  }
  return [...found];
}"""


@pytest.mark.parametrize("name", ["kenya", "brief", "comparison", "arabic"])
def test_no_text_is_smaller_than_16_pixels_on_a_screen(name: str, opened: Opened, pages: Pages) -> None:
    page = opened.open(pages[name])
    for trace in page.locator("details.trace summary").all()[:2]:
        trace.click()
    for width in (375, 1366):
        opened.page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(SMALL) == []


# Accessibility, by axe-core


@pytest.mark.parametrize(
    ("name", "width"), [("kenya", 1600), ("hostile", 360), ("hostile", 1280), ("brief", 1280), ("comparison", 360)]
)
def test_axe_finds_nothing_at_levels_a_and_aa(name: str, width: int, opened: Opened, pages: Pages) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    page = opened.open(pages[name], "#text=court" if name == "kenya" else "")
    for trace in page.locator(f"{SHOWN} summary").all()[:3]:
        trace.click()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]}).response
    assert {"color-contrast", "html-has-lang", "target-size"} & {rule["id"] for rule in found["passes"]}
    assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found["violations"]] == []
