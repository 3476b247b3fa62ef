"""How many wafers, and how much energy, one good accelerator package takes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Accelerator", "Die", "WaferShares"]


@dataclass(frozen=True, kw_only=True)
class Die:
    """One kind of die.

    Attributes
    ----------
    gross
        Whole dies per wafer [1].
    die_yield
        Share of them that work [1].
    line_yield
        Share of started wafers that leave the line [1].
    """

    gross: float
    die_yield: float
    line_yield: float = 1.0

    @property
    def good(self) -> float:
        """Good dies per started wafer [1]."""
        return self.gross * self.die_yield * self.line_yield


@dataclass(frozen=True, kw_only=True)
class WaferShares:
    """Wafers per good package, by kind [1]."""

    logic: float
    memory: float
    base: float
    interposer: float


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """Logic dies and memory stacks on one silicon interposer.

    Attributes
    ----------
    logic, memory, base, interposer
        The dies.
    logic_dies, stacks, stack_height
        Counts per package; a stack is `stack_height` memory dies on one base die.
    bond_yield
        Share of bonded memory layers that work [1]; a stack works with all of them.
    assembly_yield
        Share of packages that work after assembly [1].
    """

    logic: Die
    memory: Die
    base: Die
    interposer: Die
    logic_dies: int = 2
    stacks: int = 8
    stack_height: int = 12
    bond_yield: float = 0.99
    assembly_yield: float = 0.95

    @property
    def stack_yield(self) -> float:
        """Share of stacks that work, ``bond_yield ** stack_height`` [1]."""
        return float(self.bond_yield**self.stack_height)

    def wafers(self) -> WaferShares:
        """Give the wafers that one good package takes, known good dies assembled.

        Returns
        -------
        WaferShares
            ``n / (good dies per wafer)``, over the stack's and the assembly's yield.
        """
        stacks = self.stacks / self.stack_yield
        return WaferShares(
            logic=self.logic_dies / self.logic.good / self.assembly_yield,
            memory=stacks * self.stack_height / self.memory.good / self.assembly_yield,
            base=stacks / self.base.good / self.assembly_yield,
            interposer=1.0 / self.interposer.good / self.assembly_yield,
        )
