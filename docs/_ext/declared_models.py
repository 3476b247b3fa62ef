"""Pages of models, commodities, sites and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moonbase import registry
from moonbase.models.catalogue import KINDS
from moonbase.parameters.declare import ParamInfo, params_of
from moonbase.parameters.describe import range_text, value_text
from moonbase.registry import Registry

__all__ = ["model_pages", "table"]

_INTRODUCTION = {
    "process": "Processes turn commodities into others at one site.",
    "launcher": "Launchers throw payloads off a site.",
    "payload": "Payloads are thrown, and may serve where they arrive.",
    "supply": "Supplies bring what a mission does not make, at a price.",
}


def model_pages() -> dict[str, str]:
    """Give a page per kind of model, and those of commodities, sites and sources."""
    found = registry.load()
    pages = {f"{kind}.md": _kind(found, kind) for kind in KINDS}
    return {**pages, "commodities.md": _commodities(found), "sites.md": _sites(found), "sources.md": _sources(found)}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return [*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)]


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _kind(found: Registry, kind: str) -> str:
    lines = [f"# Models: {kind}", "", _INTRODUCTION[kind], ""]
    for name, ref in found.refs.items():
        if ref.kind == kind:
            lines += _model(found, name)
    return "\n".join(lines) + "\n"


def _model(found: Registry, name: str) -> list[str]:
    cls = found.model(name)
    infos = params_of(cls)
    lines = [f"(model-{name})=", f"## {name}", "", *_prose(cls.__doc__ or ""), ""]
    if cls.validity:
        lines += [f"*Valid for:* {cls.validity}", ""]
    lines += [f"From the plugin `{found.owners[name]}`; {len(infos)} parameters.", ""]
    if infos:
        lines += table(("parameter", "default", "range", "meaning and source"), map(_row, infos))
    presets = found.presets(name)
    if presets:
        rows = [(f"`{item.name}`", item.doc, item.grade, item.source) for item in presets.values()]
        lines += ["", *table(("preset", "what it is", "grade", "source"), rows)]
    return [*lines, ""]


def _row(info: ParamInfo) -> tuple[str, ...]:
    varies = "" if info.distribution is None else " … ".join(value_text(info, value) for value in info.distribution)
    default = "must be given" if info.required else value_text(info, info.default)
    allowed = "; ".join(words for words in (range_text(info), f"varies {varies}" if varies else "") if words)
    source = info.grade if info.grade == info.source else f"{info.grade}: {info.source}"
    return (f"`{info.name}`", default, allowed, f"{info.doc} [{source}]")


def _prose(doc: str) -> list[str]:
    """Take the paragraphs of a docstring up to its first section."""
    kept: list[str] = []
    for line in doc.strip().splitlines():
        if set(line.strip()) == {"-"} and kept:
            return kept[:-1]
        kept.append(line.strip().replace("``", "`"))
    return kept


def _commodities(found: Registry) -> str:
    rows = [
        (
            f"`{item.name}`",
            item.unit,
            f"{item.mass:g}",
            "yes" if item.storable else "no",
            f"{item.loss * 31557600.0:.3g}" if item.loss else "",
            "yes" if item.wasteable else "no",
            item.doc,
            item.source,
        )
        for item in found.commodities.values()
    ]
    head = ("commodity", "unit", "kg per unit", "stored", "loss per year", "may be thrown away", "meaning", "source")
    return "\n".join(["# Commodities", "", "What models exchange.", "", *table(head, rows), ""])


def _sites(found: Registry) -> str:
    rows = [
        (f"`{name}`", site.kind, f"{site.latitude:g}", f"{site.longitude:g}", f"{site.illumination:g}", site.source)
        for name, site in found.sites.items()
    ]
    head = ("site", "kind", "latitude", "longitude", "share of time with Sun", "source")
    return "\n".join(["# Sites", "", 'Places that a mission builds on with `like = "…"`.', "", *table(head, rows), ""])


def _sources(found: Registry) -> str:
    rows = [(f"`{key}`", source.citation, source.link) for key, source in found.sources.items()]
    head = ("key", "citation", "link")
    return "\n".join(["# Sources", "", "Citations behind source keys.", "", *table(head, rows), ""])
