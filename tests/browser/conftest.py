"""A real browser and the reports it looks at. ``MOONBASE_CHROMIUM`` names the browser where it is not on the path."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from moonbase import pipeline

MISSIONS = Path(__file__).parents[2] / "missions"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage")

LETTERS = """
() => {
  const bad = [];
  for (const svg of document.querySelectorAll('.broad svg, .slim svg')) {
    const box = svg.getBoundingClientRect();
    if (!box.width) continue;
    const name = svg.closest('figure').id;
    const scale = box.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
    const boxes = texts.map(text => text.getBoundingClientRect());
    texts.forEach((text, i) => {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale, at = boxes[i];
      if (size < 10) bad.push([name, 'small', size]);
      if (at.left < box.left - 2 || at.right > box.right + 2) bad.push([name, 'cut off', text.textContent]);
      for (let j = 0; j < i; j++) {
        const other = boxes[j];
        const across = Math.min(at.right, other.right) - Math.max(at.left, other.left);
        const down = Math.min(at.bottom, other.bottom) - Math.max(at.top, other.top);
        if (across > 1 && down > 4) bad.push([name, 'overlap', text.textContent, texts[j].textContent]);
      }
    });
  }
  return bad;
}
"""


@pytest.fixture(scope="session")
def letters():
    """Give the script that lists letters in drawings that are too small, cut off or over each other."""
    return LETTERS


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    found = os.environ.get("MOONBASE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, f"no browser: install one of {', '.join(NAMES)} or name it in MOONBASE_CHROMIUM"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


class Seen:
    """A page, what it complained about, and what it asked the network for."""

    def __init__(self, page, path):
        self.page, self.path = page, path
        self.complaints, self.requests = [], []
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())


@pytest.fixture(scope="session", params=["first_satellite", "ground_datacenters"])
def run(request, tmp_path_factory):
    """Plan a mission and give its run folder with its result."""
    folder = tmp_path_factory.mktemp("runs") / request.param
    checked = pipeline.check(MISSIONS / f"{request.param}.toml")
    solved = pipeline.plan(checked.network)
    result = pipeline.fly(checked, solved, pipeline.summarise(checked, solved))
    pipeline.render(result, folder)
    return folder, result


@pytest.fixture
def visit(browser, run):
    """Open the report in a window of its own, of a width and a colour scheme."""
    opened = []

    def look(width=1280, scheme="light", **more):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
        opened.append(context)
        return Seen(context.new_page(), run[0] / "report.html")

    yield look
    for context in opened:
        context.close()
