"""What the shell is offered when Tab is pressed: mission files, and the names of models, parameters and plugins."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from moonbase.registry import Registry

__all__ = ["MissionFile", "ModelName", "ParameterName", "PluginName"]

_PATIENCE = "2"
"""Longest time that a plugin may keep a person waiting for an answer to Tab [s]."""


class MissionFile(click.Path):
    """A path that completes to folders and to mission files."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """Offer TOML files that begin with what was typed, and folders on the way to them."""
        typed, slash, start = incomplete.rpartition("/")
        folder = Path(f"{typed}{slash}" or ".").expanduser()
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return []
        found = [entry for entry in entries if entry.name.startswith(start) and (start or entry.name[0] != ".")]
        files = [entry.name for entry in found if entry.suffix == ".toml" and entry.is_file()]
        folders = [f"{entry.name}/" for entry in found if entry.is_dir()]
        # Folders alone are left to the shell, which then adds no space behind the slash.
        if not files:
            return [CompletionItem(incomplete, type="dir")]
        return [CompletionItem(f"{typed}{slash}{name}") for name in (*folders, *files)]


class ModelName(click.types.StringParamType):
    """The name of a model, alone or after its kind; commands look it up themselves."""

    name = "model"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer the names of models with one line each, none of them imported."""
        loaded = _registry(ctx)
        refs = loaded.refs.values() if loaded else ()
        named = {**{ref.name: ref for ref in refs}, **{f"{ref.kind}.{ref.name}": ref for ref in refs}}
        wanted = {name: ref for name, ref in named.items() if name.startswith(incomplete)}
        plain = {name: ref for name, ref in wanted.items() if "." not in name or "." in incomplete}
        return [CompletionItem(name, help=ref.summary) for name, ref in sorted(plain.items())]


class ParameterName(click.types.StringParamType):
    """A parameter after the model that has it, or after the node of the mission that was named before."""

    name = "parameter"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer owners while several are meant, then the parameters of the one."""
        loaded = _registry(ctx)
        if loaded is None:
            return []
        owners = _placed(ctx.params.get("mission_option")) or {name: name for name in loaded.refs}
        owner, dot, _ = incomplete.rpartition(".")
        if not dot:
            meant = [name for name in owners if name.startswith(incomplete)]
            if incomplete not in meant and len(meant) != 1:
                return _plain(meant, incomplete)
            owner = incomplete if incomplete in meant else meant[0]
        from moonbase.errors import MoonbaseError
        from moonbase.parameters.declare import params_of

        try:
            infos = params_of(loaded.model(owners[owner]))
        except (KeyError, MoonbaseError):
            return []
        found = {f"{owner}.{info.name}": info.doc for info in infos}
        return [CompletionItem(name, help=doc) for name, doc in found.items() if name.startswith(incomplete)]


class PluginName(click.types.StringParamType):
    """The name of an installed plugin."""

    name = "plugin"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer the names of entry points, none of them imported."""
        from moonbase.registry.discover import discover

        return _plain((candidate.name for candidate in discover()), incomplete)


def _plain(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(incomplete)]


def _registry(ctx: click.Context) -> Registry | None:
    """Load the plugins that the line names; None if it names what does not exist."""
    from moonbase import registry
    from moonbase.errors import MoonbaseError

    os.environ.setdefault("MOONBASE_PLUGIN_TIMEOUT", _PATIENCE)
    given = ctx.find_root().params
    chosen: dict[str, Any] = {name: given.get(name) or () for name in ("plugin_files", "without")}
    try:
        return registry.load(**chosen, no_plugins=bool(given.get("no_plugins")))
    except MoonbaseError:
        return None


def _placed(path: str | None) -> dict[str, str]:
    """Give the model of each node and supply of a mission; none if it cannot be read."""
    from moonbase.compat import tomllib

    try:
        content = tomllib.loads(Path(path or "").expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    tables = [content.get(section) for section in ("nodes", "supplies")]
    items = [(name, item) for table in tables if isinstance(table, dict) for name, item in table.items()]
    return {name: str(item.get("model", "")).rpartition(".")[2] for name, item in items if isinstance(item, dict)}
