"""What to install to have the same plugins again, as lines that pip takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from moonbase.registry.registry import Plugin
from moonbase.version import __version__

__all__ = ["freeze"]

_OWN = "moonbase"


def freeze(plugins: Iterable[Plugin]) -> tuple[str, ...]:
    """Write one requirement per distribution that brought a plugin, moonbase first.

    Parameters
    ----------
    plugins
        As the registry holds them; broken ones are listed too, since they were installed.

    Returns
    -------
    tuple of str
        ``name==version``, or ``name @ url`` and ``-e path`` for what was installed from there; a file that was named
        on the command line is a comment, since nothing can install it.
    """
    found = {plugin.distribution: plugin.version for plugin in plugins if plugin.distribution}
    own = found.pop(_OWN, __version__)
    files = [f"# --plugin {plugin.target}" for plugin in plugins if not plugin.distribution]
    return (_line(_OWN, own), *(_line(name, found[name]) for name in sorted(found)), *sorted(files))


def _line(name: str, version: str) -> str:
    try:
        record = json.loads(distribution(name).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        record = {}
    url = str(record.get("url", ""))
    if record.get("dir_info", {}).get("editable"):
        return f"-e {url.removeprefix('file://')}"
    revision = record.get("vcs_info", {}).get("commit_id")
    if revision:
        return f"{name} @ {record['vcs_info']['vcs']}+{url}@{revision}"
    return f"{name} @ {url}" if url else f"{name}=={version}"
