"""Colours of the page: WCAG AA for words (4.5 to 1) and for what is drawn (3 to 1), light, dark and printed."""

from __future__ import annotations

import itertools
import re
from importlib import resources

import pytest

from moonbase.report.fields import COLOUR_SCALE

SHEET = resources.files("moonbase.report").joinpath("page.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark", "print"), re.findall(r":root\{([^}]*)\}", SHEET), strict=True))
WORDS = ("fg", "muted", "link")
DRAWN = tuple(f"c{number}" for number in range(8))


def tokens(scheme):
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", SCHEMES[scheme]))
    return {name: "#" + "".join(2 * digit for digit in text[1:]) if len(text) == 4 else text
            for name, text in found.items()}  # fmt: skip


def channels(colour):
    return [int(colour[place : place + 2], 16) / 255.0 for place in (1, 3, 5)]


def luminance(colour):
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(colour)]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, two):
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_names_every_colour(scheme):
    assert {*WORDS, *DRAWN, "bg", "card", "line"} <= set(tokens(scheme))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("paper", ["bg", "card"])
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read(scheme, paper, word):
    found = tokens(scheme)
    assert contrast(found[word], found[paper]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("drawn", DRAWN)
def test_what_is_drawn_can_be_seen(scheme, drawn):
    found = tokens(scheme)
    assert contrast(found[drawn], found["bg"]) >= 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_of_curves_differ_from_each_other(scheme):
    found = tokens(scheme)
    for one, two in itertools.combinations(DRAWN, 2):
        apart = sum((a - b) ** 2 for a, b in zip(channels(found[one]), channels(found[two]), strict=True)) ** 0.5
        assert apart > 0.2, (one, two)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_a_picture_have_an_outline_that_sets_them_off(scheme):
    found = tokens("light") | tokens(scheme)
    assert contrast(found["over"], found["under"]) >= 4.5
    assert max(contrast(found["over"], colour) for colour in COLOUR_SCALE) >= 4.5
    assert all(max(contrast(found[one], colour) for one in ("over", "under")) >= 3.0 for colour in COLOUR_SCALE)


def test_drawings_hold_no_colours_of_their_own():
    for name in ("trajectorysvg", "trajectoryplots", "pathsvg", "scenesvg"):
        text = resources.files("moonbase.report").joinpath(f"{name}.py").read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\bwhite\b|\bblack\b", text) == [], name
