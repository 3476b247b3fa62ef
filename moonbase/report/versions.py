"""What computed a result: versions of moonbase, Python, libraries and plugins."""

from __future__ import annotations

import platform
from importlib import metadata

from moonbase.report.result import Plugin
from moonbase.version import __version__

__all__ = ["installed_plugins", "versions"]

_LIBRARIES = ("numpy", "scipy", "astropy", "highspy", "highspy-extras", "pyarrow", "boinor", "poliastro", "pluggy")


def versions() -> dict[str, str]:
    """List versions by name; a library that is not installed is left out."""
    libraries = {name: version for name in _LIBRARIES if (version := _version(name))}
    return {"moonbase": __version__, "python": platform.python_version(), **libraries}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def installed_plugins() -> tuple[Plugin, ...]:
    """List the plugins that announce themselves by entry point, by name, none of them imported."""
    points = metadata.entry_points(group="moonbase")
    found = {
        point.name: Plugin(
            name=point.name,
            distribution=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
        )
        for point in points
    }
    return tuple(found[name] for name in sorted(found))
