"""The report as a reader meets it: drawn, linked, true to the result, on a phone, in the dark, on paper."""

from __future__ import annotations

import itertools
import re

import pytest

pytestmark = pytest.mark.browser
one_mission = pytest.mark.parametrize("run", ["first_satellite"], indirect=True)

LUMINANCE = """
(element) => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let at = element, back = [255, 255, 255, 0];
  while (at && at !== document) {
    back = parse(getComputedStyle(at).backgroundColor);
    if (back.length === 3 || back[3] > 0) break;
    at = at.parentNode;
  }
  const style = getComputedStyle(element);
  const ink = element.ownerSVGElement ? style.fill : style.color;
  return [light(parse(ink)), light(back)];
}
"""


def contrast(pair):
    low, high = sorted(pair)
    return (high + 0.05) / (low + 0.05)


def test_the_page_opens_without_a_complaint_and_asks_the_network_for_nothing(visit):
    seen = visit()
    seen.page.wait_for_timeout(200)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith("data:")] == [seen.path.as_uri()]


def test_every_drawing_shows_something(visit):
    page = visit().page
    figures = page.locator("figure")
    assert figures.count() >= 4
    for figure in figures.all():
        drawing = figure.locator(".still svg:visible")
        box = drawing.bounding_box()
        assert box["width"] > 200
        assert box["height"] > 40
        assert drawing.locator("path, rect:not(.hover), circle").count() > 0, figure.get_attribute("id")


def test_every_interactive_drawing_draws_itself(visit, run):
    seen = visit()
    page = seen.page
    buttons = page.locator("button.explore")
    assert buttons.count() >= 2
    for button in buttons.all():
        button.click()
        holder = page.locator(f"#{button.get_attribute('aria-controls')}")
        holder.locator(".main-svg").first.wait_for(timeout=20_000)
        assert page.evaluate("id => document.getElementById(id).data.length", holder.get_attribute("id")) > 0
        assert button.get_attribute("aria-expanded") == "true"
        assert holder.bounding_box()["height"] > 200
    if run[1].flights:
        assert page.evaluate("document.getElementById('live-flight-1').data[0].type") == "scatter3d"
        assert page.locator("#live-flight-1 canvas").count() > 0
    buttons.first.click()
    assert page.locator("figure:has(button.explore) .still").first.is_visible()
    assert seen.complaints == []
    assert all(url.startswith(("file:", "blob:", "data:")) for url in seen.requests)


def test_every_link_leads_somewhere(visit):
    page = visit().page
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 8
    for link in links:
        assert link.startswith("#")
        assert page.locator(f"[id='{link[1:]}']").count() == 1, link
    page.locator("nav a").last.click()
    assert page.url.endswith(links[-1])


def test_numbers_in_the_page_are_those_of_the_result(visit, run):
    page, result = visit().page, run[1]
    numbers = [column for column in result.yearly.columns if column.unit]
    shown = page.eval_on_selector_all(
        "#years tbody tr", "rows => rows.map(r => [...r.querySelectorAll('[data-v]')].map(c => Number(c.dataset.v)))"
    )
    assert len(shown) == result.yearly.size
    for index, row in enumerate(shown):
        assert row == pytest.approx([column.values[index] for column in numbers], rel=1e-5, abs=1e-12)
    assert result.answer.sentence in page.locator(".sentence").inner_text()
    assert page.locator("#provenance tbody tr").count() == len(result.provenance)
    assumed = sum(row.grade == "assumed" for row in result.provenance)
    assert f"{assumed} assumed" in page.locator("#provenance").inner_text()


@one_mission
def test_the_table_of_parameters_can_be_sorted_and_searched(visit, run):
    page, rows = visit().page, run[1].provenance
    page.locator("#provenance-tools select").select_option("assumed")
    wanted = sum(row.grade == "assumed" for row in rows)
    assert page.locator("#provenance tbody tr:visible").count() == wanted
    page.locator("#provenance-tools select").select_option("")
    page.locator("#provenance-tools input").fill(rows[0].parameter)
    assert 0 < page.locator("#provenance tbody tr:visible").count() < len(rows)
    page.locator("#provenance-tools input").fill("")
    heading = page.locator("#provenance thead th").nth(1)
    heading.locator("button").click()
    names = page.eval_on_selector_all("#provenance tbody tr td:nth-child(2)", "all => all.map(c => c.textContent)")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert names == sorted(names, key=str.lower)


def test_a_phone_need_not_scroll_sideways(visit):
    page = visit(width=390).page
    for width in (390, 360, 768):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.eval_on_selector_all("p, td, th", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 12


@pytest.mark.parametrize("width", [1400, 1000, 700, 390, 360])
def test_letters_in_drawings_are_large_whole_and_apart(visit, letters, width):
    page = visit(width=width).page
    assert page.locator("figure .slim").count() >= 8
    assert page.evaluate(letters) == []
    shown = (
        "all => all.map(f => [...f.querySelectorAll('.still svg')].filter(s => s.getBoundingClientRect().width).length)"
    )
    assert set(page.eval_on_selector_all("figure", shown)) == {1}


def test_drawings_and_tables_say_what_they_show(visit):
    page = visit().page
    described = page.locator("figure svg[aria-describedby]")
    assert described.count() >= 8
    for told in set(described.evaluate_all("all => all.map(svg => svg.getAttribute('aria-describedby'))")):
        words = page.locator(f"figcaption#{told}").text_content()
        assert words.endswith(".")
        assert len(words) > 30
        assert re.search(r"\d|Most of the time", words), words
    named = page.eval_on_selector_all(
        "table", "all => all.filter(t => !(t.caption && t.caption.textContent.trim())).length"
    )
    assert named == 0


@one_mission
def test_the_whole_mission_graph_fits_at_a_press(visit):
    page = visit(width=900).page
    button, graph = page.locator("#graph button.fit"), page.locator("#graph .graph")
    assert button.get_attribute("aria-pressed") == "false"
    before = graph.bounding_box()["width"]
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert graph.bounding_box()["width"] < before
    assert graph.bounding_box()["width"] <= 900


@one_mission
def test_the_dark_page_is_dark_and_the_light_one_light(visit):
    for scheme, dark in (("dark", True), ("light", False)):
        page = visit(scheme=scheme).page
        ink, paper = page.locator("p.sentence").evaluate(LUMINANCE)
        assert (paper < ink) is dark


@one_mission
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(visit, scheme):
    page = visit(scheme=scheme).page
    for which in ("p.sentence", "p.note", "nav a", ".card dt", "td", "th", "summary", ".chart text", ".tick", "footer"):
        for element in page.locator(which).all()[:5]:
            assert contrast(element.evaluate(LUMINANCE)) >= 4.5, which


@one_mission
def test_paper_gets_every_section_and_no_buttons(visit):
    page = visit(scheme="dark").page
    page.locator("button.explore").first.click()
    page.locator(".live .main-svg").first.wait_for(timeout=20_000)
    page.emulate_media(media="print")
    assert not page.locator("button.explore").first.is_visible()
    assert page.locator("figure.alive .still").first.is_visible()
    assert not page.locator(".live").first.is_visible()
    _, paper = page.locator("p.sentence").evaluate(LUMINANCE)
    assert paper > 0.9
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 3


@one_mission
def test_paper_gets_the_parameters_in_two_columns(visit):
    page = visit(width=696).page  # A4 between its margins
    page.emulate_media(media="print")
    places = page.eval_on_selector_all("#provenance tbody tr", "all => all.map(r => r.getBoundingClientRect().left)")
    assert len(set(places)) == 2
    cut = "all => all.filter(c => c.scrollWidth > c.clientWidth + 1).map(c => c.textContent)"
    assert page.eval_on_selector_all("#provenance td, #provenance tbody th", cut) == []
    sizes = page.eval_on_selector_all("#provenance td", "all => all.map(c => parseFloat(getComputedStyle(c).fontSize))")
    assert min(sizes) >= 8  # 6 points
    pages = page.locator("#provenance .scroll").bounding_box()["height"] / 1020
    assert page.locator("#provenance tbody tr").count() / pages > 80


@one_mission
def test_without_scripts_everything_is_still_there(visit):
    page = visit(java_script_enabled=False).page
    assert page.locator("figure .still svg:visible").first.is_visible()
    assert page.locator("button.explore:visible").count() == 0
    assert page.locator(".tools:visible").count() == 0
    assert page.locator("#provenance tbody tr").first.is_visible()


def test_a_screen_reader_finds_its_way(visit):
    page = visit().page
    for landmark in ("header", "main", "nav", "footer"):
        assert page.locator(landmark).count() == 1
    assert page.locator("h1").count() == 1
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.locator("html[lang]").count() == 1
    unnamed = """all => all.filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')))
        .map(e => e.outerHTML.slice(0, 120))"""
    for which in ("svg", "figure", "section", "[role=region]", "nav"):
        assert page.eval_on_selector_all(which, unnamed) == [], which
    assert page.locator("thead th:not([scope=col])").count() == 0
    assert page.locator("tbody tr:not(:has(th[scope=row]))").count() == 0
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    labels = page.eval_on_selector_all("input, select", "all => all.map(e => e.labels.length)")
    assert all(labels)


@one_mission
def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit):
    page = visit().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
    page.locator("nav a").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    wide = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth && e.tabIndex < 0).length"
    )
    assert wide == 0
