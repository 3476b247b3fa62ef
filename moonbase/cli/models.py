"""``moonbase models``: what is installed, and the parameters of one model."""

from __future__ import annotations

import json
from typing import Any

import click

from moonbase.cli.complete import ModelName
from moonbase.cli.console import Console, table, wrap
from moonbase.errors import UsageError
from moonbase.models.catalogue import KINDS
from moonbase.models.refs import ModelRef
from moonbase.parameters.closest import did_you_mean
from moonbase.registry import Registry

__all__ = ["command", "find"]


@click.command("models")
@click.argument("name", type=ModelName(), required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--schema", is_flag=True, help="Write the JSON schema of one model's parameters.")
@click.pass_obj
def command(console: Console, name: str | None, *, as_json: bool, schema: bool) -> None:
    """List installed models, or show the parameters of one.

    NAME is a model (coilgun, launcher.coilgun) or a kind (process, launcher, payload, supply).
    """
    registry = console.registry()
    if name is None or name in KINDS:
        if schema:
            raise UsageError("--schema needs the name of one model", help="moonbase schema describes whole missions")
        refs = [ref for ref in registry.refs.values() if name in (None, ref.kind)]
        console.out(_list_json(refs, registry) if as_json else _list(refs, registry))
        return
    ref = find(registry, name)
    cls = registry.model(ref.name)
    if schema:
        from moonbase.parameters.schema import model_schema

        console.out(json.dumps(model_schema(cls), indent=2, ensure_ascii=False))
        return
    from moonbase.parameters.describe import describe_model

    content = describe_model(cls, registry.sources)
    content["plugin"] = registry.owners[ref.name]
    content["presets"] = [
        {"name": item.name, "doc": item.doc, "source": item.source, "grade": item.grade, "values": dict(item.values)}
        for item in registry.presets(ref.name).values()
    ]
    console.out(json.dumps({"format": 1, **content}, indent=2, default=str) if as_json else _page(content, registry))


def find(registry: Registry, name: str) -> ModelRef:
    """Find a model by its name, with or without its kind before it.

    Raises
    ------
    UsageError
        If there is none.
    """
    kind, _, bare = name.rpartition(".")
    ref = registry.refs.get(bare)
    if ref is None or kind not in ("", ref.kind):
        hint = did_you_mean(bare, registry.refs, otherwise="moonbase models lists what is installed")
        raise UsageError(f'there is no model "{name}"', help=hint)
    return ref


def _list(refs: list[ModelRef], registry: Registry) -> str:
    if not refs:
        return "no models: no plugin that declares any is loaded"
    blocks = []
    for kind in KINDS:
        rows = [(ref.name, ref.summary, f"[{registry.owners[ref.name]}]") for ref in refs if ref.kind == kind]
        if rows:
            blocks.append(f"{kind}\n{table(rows, indent=2)}")
    return "\n\n".join(blocks)


def _list_json(refs: list[ModelRef], registry: Registry) -> str:
    models = [
        {
            "name": ref.name,
            "kind": ref.kind,
            "summary": ref.summary,
            "plugin": registry.owners[ref.name],
            "target": ref.target,
        }
        for ref in refs
    ]
    return json.dumps({"format": 1, "models": models}, indent=2, ensure_ascii=False)


def _page(content: dict[str, Any], registry: Registry) -> str:
    lines = [f"{content['kind']}.{content['name']}  (plugin {content['plugin']})", ""]
    lines += [part for paragraph in content["doc"] for part in (wrap(paragraph), "")]
    if content["validity"]:
        lines += [wrap(f"Validity: {content['validity']}"), ""]
    lines.append("parameters" if content["parameters"] else "no parameters")
    from moonbase.parameters.declare import params_of
    from moonbase.parameters.describe import range_text, value_text

    for info, item in zip(params_of(registry.model(content["name"])), content["parameters"], strict=True):
        default = "must be given" if info.required else value_text(info, info.default)
        allowed = range_text(info)
        lines.append(f"  {info.name} = {default}" + (f"    ({allowed})" if allowed else ""))
        lines.append(wrap(f"{info.doc} [{info.grade}: {item['citation']}]", indent=6))
    if content["presets"]:
        lines += ["", "presets"]
        lines += [f"  {item['name']}  {item['doc']} [{item['grade']}: {item['source']}]" for item in content["presets"]]
    return "\n".join(lines)
