"""What the shell is offered when Tab is pressed: mission files and names of models."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

__all__ = ["MissionFile", "ModelName"]


class MissionFile(click.Path):
    """A path that completes to folders and to mission files."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """Offer TOML files that begin with what was typed, and folders on the way to them."""
        typed = Path(incomplete)
        folder, start = (typed, "") if incomplete.endswith("/") else (typed.parent, typed.name)
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return []
        found = [entry for entry in entries if entry.name.startswith(start) and (start or entry.name[0] != ".")]
        files = [CompletionItem(entry.as_posix()) for entry in found if entry.suffix == ".toml" and entry.is_file()]
        folders = [CompletionItem(f"{entry.as_posix()}/") for entry in found if entry.is_dir()]
        # Folders alone are left to the shell, which then adds no space behind the slash.
        return [*folders, *files] if files else [CompletionItem(incomplete, type="dir")]


class ModelName(click.types.StringParamType):
    """The name of a model, alone or after its kind; commands look it up themselves."""

    name = "model"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer the names of installed models with one line each, none of them imported."""
        from moonbase import registry

        refs = registry.load().refs.values()
        named = {**{ref.name: ref for ref in refs}, **{f"{ref.kind}.{ref.name}": ref for ref in refs}}
        wanted = {name: ref for name, ref in named.items() if name.startswith(incomplete)}
        plain = {name: ref for name, ref in wanted.items() if "." not in name or "." in incomplete}
        return [CompletionItem(name, help=ref.summary) for name, ref in sorted(plain.items())]
