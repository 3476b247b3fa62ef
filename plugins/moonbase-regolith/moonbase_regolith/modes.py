"""Modal minerals of a soil, estimated from its oxides by a norm, with what glass and agglutinates hide.

The norm gives titanium to ilmenite, soda and potash to feldspar, what is left of alumina to anorthite, of lime to
clinopyroxene, of magnesia and iron to orthopyroxene and olivine, and of silica to quartz. Real modes are lower:
a share of every mineral is molten into agglutinates and glass.
"""

from __future__ import annotations

from collections.abc import Mapping

from moonbase.api import ModelError
from moonbase_regolith.oxides import molar_mass, normalised

__all__ = ["MINERALS", "modes", "norm"]

MINERALS = ("ilmenite", "plagioclase", "clinopyroxene", "orthopyroxene", "olivine", "quartz", "other")
_OXIDES = ("SiO2", "TiO2", "Al2O3", "FeO", "MnO", "MgO", "CaO", "Na2O", "K2O", "P2O5")


def norm(soil: Mapping[str, float]) -> dict[str, float]:
    """Give the normative minerals of a soil.

    Parameters
    ----------
    soil
        Mass fraction by oxide.

    Returns
    -------
    dict[str, float]
        Mass fraction by mineral of `MINERALS`, summing to 1. Manganese counts with iron; phosphates and alumina in
        excess are ``other``.

    Raises
    ------
    ModelError
        If the soil holds an oxide that the norm does not know.

    Examples
    --------
    >>> {name: round(share, 3) for name, share in norm({"FeO": 0.47356, "TiO2": 0.52644}).items() if share > 1e-4}
    {'ilmenite': 1.0}
    """
    strange = sorted(set(soil) - set(_OXIDES))
    if strange:
        raise ModelError(f"the norm does not know {', '.join(strange)}", help=f"known: {', '.join(_OXIDES)}")
    shares = normalised({oxide: soil.get(oxide, 0.0) for oxide in _OXIDES})
    moles = {oxide: share / molar_mass(oxide) for oxide, share in shares.items()}
    taken = dict.fromkeys(MINERALS, 0.0)

    def take(mineral: str, amount: float, **oxides: float) -> None:
        """Move moles of oxides, `amount` times the numbers given, into a mineral."""
        for oxide, count in oxides.items():
            part = amount * count
            if oxide == "MF":  # magnesia and iron in the proportion that is left
                both = moles["MgO"] + moles["FeO"]
                split = moles["MgO"] / both if both > 0.0 else 0.0
                for name, portion in (("MgO", split), ("FeO", 1.0 - split)):
                    moles[name] -= part * portion
                    taken[mineral] += part * portion * molar_mass(name)
            else:
                moles[oxide] -= part
                taken[mineral] += part * molar_mass(oxide)

    take("other", moles["P2O5"], P2O5=1.0)
    moles["FeO"] += moles["MnO"] * molar_mass("MnO") / molar_mass("FeO")
    moles["MnO"] = 0.0
    take("ilmenite", min(moles["TiO2"], moles["FeO"]), TiO2=1.0, FeO=1.0)
    take("other", moles["TiO2"], TiO2=1.0)
    for alkali in ("Na2O", "K2O"):
        take(
            "plagioclase",
            _most(moles, {alkali: 1.0, "Al2O3": 1.0, "SiO2": 6.0}),
            **{alkali: 1.0, "Al2O3": 1.0, "SiO2": 6.0},
        )
        take("other", moles[alkali], **{alkali: 1.0})
    take("plagioclase", _most(moles, {"CaO": 1.0, "Al2O3": 1.0, "SiO2": 2.0}), CaO=1.0, Al2O3=1.0, SiO2=2.0)
    take("other", moles["Al2O3"], Al2O3=1.0)
    both = moles["MgO"] + moles["FeO"]
    take("clinopyroxene", min(moles["CaO"], both, moles["SiO2"] / 2.0), CaO=1.0, MF=1.0, SiO2=2.0)
    take("other", moles["CaO"], CaO=1.0)
    both = moles["MgO"] + moles["FeO"]
    silica = min(moles["SiO2"], both)
    olivine = max(0.0, both - silica)  # pairs: 2 MF + SiO2; pyroxene: MF + SiO2
    take("olivine", min(olivine, both / 2.0), MF=2.0, SiO2=1.0)
    take("orthopyroxene", min(moles["SiO2"], moles["MgO"] + moles["FeO"]), MF=1.0, SiO2=1.0)
    take("other", moles["MgO"] + moles["FeO"], MF=1.0)
    take("quartz", max(0.0, moles["SiO2"]), SiO2=1.0)
    return normalised({name: max(0.0, share) for name, share in taken.items()})


def _most(moles: Mapping[str, float], counts: Mapping[str, float]) -> float:
    return max(0.0, min(moles[oxide] / count for oxide, count in counts.items()))


def modes(soil: Mapping[str, float], glass: float = 0.45) -> dict[str, float]:
    """Give the modal minerals beside glass.

    Parameters
    ----------
    soil
        Mass fraction by oxide.
    glass
        Share of agglutinates and glass [1]: 0.25 in fresh soils to 0.65 in mature ones (recalled).

    Returns
    -------
    dict[str, float]
        Mass fraction by mineral and of ``glass``, summing to 1.
    """
    return {**{name: share * (1.0 - glass) for name, share in norm(soil).items()}, "glass": glass}
