"""What makes a study that study: its text, the code that computes it, and how two of them differ."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import socket
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

from moonbase import registry
from moonbase.campaign.study import Study
from moonbase.version import __version__

__all__ = ["SCHEMA", "differences", "host", "identity_of", "run_id"]

SCHEMA: Final = 1
_LIBRARIES: Final = (
    "numpy",
    "scipy",
    "astropy",
    "highspy",
    "highspy-extras",
    "pyarrow",
    "numba",
    "boinor",
    "poliastro",
)
_OPTIMISERS: Final = ("cmaes", "optuna")
_SHOWN = 60


def identity_of(study: Study) -> dict[str, Any]:
    """Gather everything that a result depends on.

    Parameters
    ----------
    study
        The study.

    Returns
    -------
    dict
        Plain data: schema, the study, hashes of moonbase and of each plugin, versions of Python and libraries.
    """
    names = (*_LIBRARIES, *_OPTIMISERS) if study.design.kind == "optimise" else _LIBRARIES
    told = study.to_json()
    told["plugins"]["files"] = [Path(name).name for name in study.plugins.files]
    for source in (told["mission"], *told["others"]):
        del source["name"]
    return {
        "schema": SCHEMA,
        "study": told,
        "moonbase": {"version": __version__, "sources": _hash_of_package("moonbase")},
        "plugins": _plugins(study),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "machine": platform.machine(),
        "libraries": {name: version for name in names if (version := _version(name))},
    }


def run_id(identity: Mapping[str, Any]) -> str:
    """Hash an identity (blake2b, 128 bit, hexadecimal).

    Examples
    --------
    >>> run_id({"a": 1, "b": 2}) == run_id({"b": 2, "a": 1})
    True
    """
    text = json.dumps(identity, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def host() -> dict[str, Any]:
    """Describe the machine, for the record: no result depends on it."""
    return {"name": socket.gethostname(), "system": platform.platform(), "processors": os.cpu_count()}


def differences(held: Mapping[str, Any], asked: Mapping[str, Any]) -> list[str]:
    """Tell in which entries two identities differ, one line each.

    Examples
    --------
    >>> differences({"study": {"design": {"n": 10}}}, {"study": {"design": {"n": 20}}})
    ['study.design.n: 10 there, 20 here']
    """
    before, after = dict(_flat("", held)), dict(_flat("", asked))
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return [f"{name}: {_shown(before.get(name))} there, {_shown(after.get(name))} here" for name in names]


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list | tuple) and any(isinstance(inner, Mapping | list | tuple) for inner in value):
        for index, inner in enumerate(value):
            yield from _flat(f"{name}[{_label(inner, index)}]", inner)
    else:
        yield name, list(value) if isinstance(value, tuple) else value


def _label(value: Any, index: int) -> str:
    named = value.get("factor") if isinstance(value, Mapping) else None
    return str(named["name"]) if isinstance(named, Mapping) and "name" in named else str(index)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > _SHOWN:
        return f"text of {len(text)} characters ({hashlib.blake2b(text.encode(), digest_size=4).hexdigest()})"
    return text


def _plugins(study: Study) -> dict[str, dict[str, str]]:
    wanted = study.plugins
    loaded = registry.load(wanted.files, no_plugins=wanted.none, without=wanted.without)
    found = {}
    for plugin in loaded.plugins:
        path = getattr(plugin.module, "__file__", None)
        sources = "" if path is None else _hash_of_module(Path(path))
        found[plugin.name] = {"version": plugin.version, "sources": sources}
    return found


def _hash_of_module(path: Path) -> str:
    return _hash_of_folder(path.parent) if path.name == "__init__.py" else _hash_of_files([path], path.parent)


def _hash_of_package(name: str) -> str:
    return _hash_of_folder(Path(str(resources.files(name))))


@lru_cache(maxsize=64)
def _hash_of_folder(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return _hash_of_files(sorted(files), folder)


def _hash_of_files(files: list[Path], base: Path) -> str:
    hashed = hashlib.blake2b(digest_size=16)
    for path in files:
        name, content = path.relative_to(base).as_posix().encode(), path.read_bytes()
        hashed.update(f"{len(name)}:{len(content)}:".encode() + name + content)
    return hashed.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
