"""What logic and memory fabs share: energy by area, open-loop consumption, recycling, tool mass."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Recipe, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["WaferFab"]


class WaferFab(CooledPlant, ABC):
    """A fab for 300 mm wafers.

    Consumables are the open-loop figures of terrestrial fabs times what is not recycled. Half of the tool mass is
    precision parts that are imported until electronics are made locally. Waste heat leaves through radiators.
    """

    energy_per_area: float = param(
        default="2.75 kWh/cm2",
        unit="J/m2",
        doc="Electricity per wafer area.",
        source="act-2022",
        grade="secondary",
        lo="0.3 kWh/cm2",
        hi="12 kWh/cm2",
    )
    wafer_area: float = param(
        default="706.9 cm2", unit="m2", doc="Area of one wafer.", source="williams-2002", grade="computed", lo="1 cm2"
    )
    chemicals_per_area: float = param(
        default="45 g/cm2",
        unit="kg/m2",
        doc="Chemicals used per wafer area without recycling; the literature spans 9 to 610.",
        source="williams-2002",
        grade="secondary",
        lo=0.0,
        distribution=("9 g/cm2", "45 g/cm2", "610 g/cm2"),
    )
    gases_per_area: float = param(
        default="437 g/cm2",
        unit="kg/m2",
        doc="Nitrogen and other gases per wafer area without recycling.",
        source="williams-2002",
        grade="secondary",
        lo=0.0,
    )
    water_per_wafer: float = param(
        default="7000 kg",
        unit="kg",
        doc="Water per wafer without recycling: 60 mask layers at 120 L.",
        source="tsmc-water",
        grade="secondary",
        lo=0.0,
        distribution=("3000 kg", "7000 kg", "14100 kg"),
    )
    chemical_recycle: float = param(
        default=0.95,
        doc="Share of the chemicals recovered and used again.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.5, 0.95, 0.99),
    )
    gas_recycle: float = param(
        default=0.99,
        doc="Share of the gases recovered and used again, or not needed in vacuum.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.9, 0.99, 0.999),
    )
    water_recycle: float = param(
        default=0.999,
        doc="Share of the water recovered and used again.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.98, 0.999, 0.9999),
    )
    facility_share: float = param(
        default=0.17,
        doc="Share of the electricity that keeps air clean, dry and cool; 0.40 in older fabs.",
        source="imec-2023",
        grade="secondary",
        lo=0.0,
        hi=0.6,
        distribution=(0.10, 0.17, 0.40),
    )
    vacuum_saving: float = param(
        default=0.5,
        doc="Share of that electricity that vacuum and the absence of people save; nobody has built such a fab.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.0, 0.5, 0.9),
    )
    purge_saving: float = param(
        default=0.5,
        doc="Share of the gases that only purge and carry, and that vacuum makes needless.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.0, 0.5, 0.9),
    )
    pump_saving: float = param(
        default=0.05,
        doc="Share of the tools' mass that is pumps, load locks and their lines, and that vacuum makes needless.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=0.5,
        distribution=(0.0, 0.05, 0.15),
    )
    vacuum_heat: float = param(
        default=0.05,
        doc="Electricity added, per the fab's own, to move heat and lubricate where no air does.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.0, 0.05, 0.2),
    )
    tool_mass: float = param(
        default="250 kg month",
        unit="kg s",
        doc="Mass of tools and facility per wafer rate [kg per wafer/month].",
        source="fab-tool-masses",
        grade="estimated",
        lo=0.0,
        distribution=("100 kg month", "250 kg month", "500 kg month"),
    )
    electronics_share: float = param(
        default=0.50,
        doc="Share of the tools' mass that is optics, stages, sources, sensors and electronics.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=0.9,
        distribution=(0.3, 0.5, 0.8),
    )
    structure_share: float = param(
        default=0.20, doc="Share of the tools' mass that is plain structure.", source="assumed", lo=0.0, hi=0.5
    )
    line_yield: float = param(
        default=0.90,
        doc="Share of started wafers that leave the line; scrapped wafers leave as waste.",
        source="imec-2023",
        grade="secondary",
        lo=0.05,
        hi=1.0,
        distribution=(0.8, 0.90, 0.97),
    )
    lead_time: float = param(
        default="2 yr", unit="s", doc="From using up the tools to first wafers.", source="assumed", lo=0.0
    )

    def wafers(self, product: str) -> Recipe:
        """Answer per finished wafer."""
        from moonbase_fabrication.tables import commodity

        starts = 1.0 / self.line_yield
        area = self.wafer_area * starts
        energy = self.energy_per_area * area * (1.0 - self.facility_share * self.vacuum_saving + self.vacuum_heat)
        used = {
            "fab-chemicals": self.chemicals_per_area * area,
            "fab-gases": self.gases_per_area * area * (1.0 - self.purge_saving),
            "water": self.water_per_wafer * starts,
        }
        lost = {
            "fab-chemicals": 1.0 - self.chemical_recycle,
            "fab-gases": 1.0 - self.gas_recycle,
            "water": 1.0 - self.water_recycle,
        }
        inputs = {"silicon-eg": commodity(product).mass * starts} | {name: used[name] * lost[name] for name in used}
        return self.make(
            Making(
                product=product,
                inputs=inputs,
                circulating=used,
                energy=energy,
                plant=self.tool_mass * (1.0 - self.pump_saving),
                notes=(
                    "Consumption of a dry, vacuum-based lunar fab is unknown; recycling stands in for it.",
                    "Published electricity per area differs by a factor of 1.8 at the same node.",
                    "The electricity to recycle is inside the fab's figure only as far as terrestrial fabs recycle.",
                ),
            )
        )
