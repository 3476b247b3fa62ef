"""``moonbase new``: a commented mission to start from."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from moonbase.cli.console import Console
from moonbase.errors import UsageError

__all__ = ["TEMPLATES", "command"]

TEMPLATES = Path(__file__).parents[1] / "templates" / "missions"
_DEFAULT = "satellite"


class _TemplateOrPath(click.types.StringParamType):
    """The name of a template, or of the file to write."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the templates first, then what the shell knows about files."""
        started = bool(ctx.params.get(param.name or ""))
        found = [] if started else [CompletionItem(name) for name in _known() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


def _known() -> list[str]:
    return sorted(file.stem for file in TEMPLATES.glob("*.toml"))


@click.command("new")
@click.argument("words", nargs=-1, required=True, type=_TemplateOrPath(), metavar="[TEMPLATE] PATH")
@click.pass_obj
def command(console: Console, words: tuple[str, ...]) -> None:
    """Write a commented mission that runs as it is; nothing that exists is overwritten.

    Templates: satellite (the default) throws compute satellites off the Moon, oxygen makes oxygen from soil.
    """
    if len(words) > 2:
        raise UsageError("give a template and a path, or a path alone", help="moonbase new oxygen first.toml")
    template, path = (words[0] if len(words) == 2 else _DEFAULT), Path(words[-1])
    known = _known()
    if template not in known:
        raise UsageError(f'there is no template "{template}"', help=f"templates: {', '.join(known)}")
    text = (TEMPLATES / f"{template}.toml").read_text(encoding="utf-8").replace("THIS_FILE", str(path))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists already", help="choose another name") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", help="choose another place") from None
    console.out(str(path))
    console.say(f"next: moonbase check {path}")
