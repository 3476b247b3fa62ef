"""The options of a study: the table of the same name as what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moonbase.campaign.study import Study
from moonbase.errors import UsageError
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.closest import did_you_mean

__all__ = ["Kind", "catalogue_of", "options_of", "overrides_of"]

Kind = type | tuple[type, ...]


def options_of(study: Study, known: Mapping[str, Kind]) -> dict[str, Any]:
    """Give the options of a study.

    Parameters
    ----------
    study
        As it was checked.
    known
        Name and type of each option.

    Raises
    ------
    UsageError
        If an option is unknown or of another type.
    """
    for name, value in study.options.items():
        if name not in known:
            raise UsageError(f'a {study.what} study has no option "{name}"', help=did_you_mean(name, known))
        wanted = known[name] if isinstance(known[name], tuple) else (known[name],)
        if isinstance(value, bool) != (bool in wanted) or not isinstance(value, wanted):  # type: ignore[operator]
            words = " or ".join(each.__name__ for each in wanted)  # type: ignore[union-attr]
            raise UsageError(f"{study.what}.{name} = {value!r} is not of the type {words}")
    return dict(study.options)


def catalogue_of(study: Study) -> Catalogue:
    """Load the plugins that take part in a study."""
    from moonbase import registry

    plugins = study.plugins
    return registry.load(plugins.files, no_plugins=plugins.none, without=plugins.without)


def overrides_of(study: Study, values: Any) -> dict[str, str]:
    """Write the values of one sample as ``--set`` takes them, beside those that hold for all."""
    pairs = zip(study.factors, values, strict=True)
    texts = {factor.name: factor.text(float(value)) for factor, value in pairs}
    return {**study.overrides, **texts, **{name: texts[leader] for name, leader in study.follow.items()}}
