"""What a study varies: one input of the mission, by its dotted name."""

from __future__ import annotations

from dataclasses import dataclass

from moonbase.quantities import date_text

__all__ = ["Factor"]


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One input that a study varies.

    Attributes
    ----------
    name
        Dotted name as ``--set`` takes it, such as ``"smelter.specific_energy"``.
    unit
        Unit in which people read and write it; "" for a pure number and for choices, ``"date"`` for a date, which
        is seconds after J2000 in a sample.
    factor_si
        SI value of one `unit`: samples hold SI values, and ``si / factor_si`` is what is printed.
    choices
        Texts to choose from where the input is no number; a sample then holds their index.
    whole
        Whether the input takes whole numbers only.
    """

    name: str
    unit: str = ""
    factor_si: float = 1.0
    choices: tuple[str, ...] = ()
    whole: bool = False

    def text(self, value: float) -> str:
        """Write one sampled value as a mission file would, so that ``--set`` and a study mean the same.

        Parameters
        ----------
        value
            SI value, or the index of a choice.

        Examples
        --------
        >>> Factor(name="miner.lifetime", unit="yr", factor_si=31557600.0).text(63115200.0)
        '2.0 yr'
        >>> Factor(name="driver.model", choices=("coilgun", "quenchgun")).text(1.0)
        'quenchgun'
        """
        if self.choices:
            return self.choices[int(value)]
        if self.unit == "date":
            return date_text(value)
        if self.whole:
            return str(round(float(value)))
        number = repr(float(value) / self.factor_si)
        return f"{number} {self.unit}" if self.unit else number

    def told(self, value: float) -> str:
        """Write one sampled value for people: as `text` does, with at most six digits.

        Examples
        --------
        >>> Factor(name="plant.growth", unit="1/yr", factor_si=1.0 / 31557600.0).told(1.5844043907014474e-09)
        '0.05 1/yr'
        """
        if self.choices or self.whole or self.unit == "date":
            return self.text(value)
        return f"{float(value) / self.factor_si:.6g} {self.unit}".rstrip()
