"""Packaging line: wafers into accelerator packages with stacked memory."""

from __future__ import annotations

from moonbase.api import ModelError, Recipe, Site, param
from moonbase_fabrication.accelerator import Accelerator, Die, WaferShares
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["PackagingLine"]

_DIAMETER = 0.3  # m
_WAFER_AREA = 0.0706858  # m2


class PackagingLine(CooledPlant):
    """Tests and saws wafers, stacks memory, bonds everything to an interposer, closes the package.

    Dies per wafer are counted on the grid; yields follow the law that is named; stacks need every bond. Base dies
    come from memory wafers. The line makes its own interposers from bare wafers. Wafers are finished wafers, so
    the line yield of the fab is not taken twice.
    """

    validity = "dies up to 26 mm x 33 mm"

    logic_width: float = param(
        default="25 mm", unit="m", doc="Width of a logic die.", source="gb300", grade="estimated", lo="1 mm"
    )
    logic_height: float = param(
        default="32 mm", unit="m", doc="Height of a logic die.", source="gb300", grade="estimated", lo="1 mm"
    )
    memory_width: float = param(
        default="11 mm", unit="m", doc="Width of a memory die.", source="assumed", grade="estimated", lo="1 mm"
    )
    memory_height: float = param(
        default="10 mm", unit="m", doc="Height of a memory die.", source="assumed", grade="estimated", lo="1 mm"
    )
    logic_dies: int = param(default=2, unit="", doc="Logic dies per package.", source="gb300", lo=1)
    stacks: int = param(default=8, unit="", doc="Memory stacks per package.", source="gb300", lo=0)
    stack_height: int = param(default=12, unit="", doc="Memory dies per stack.", source="gb300", lo=1)
    defect_density: float = param(
        default="0.10 /cm2",
        unit="1/m2",
        doc="Killing defects per area; 0.09 for mature lines, above 1 for lines that start.",
        source="tsmc-d0",
        grade="secondary",
        lo=0.0,
        distribution=("0.09 /cm2", "0.10 /cm2", "0.5 /cm2"),
    )
    dust_particles: float = param(
        default="0.05 /cm2",
        unit="1/m2",
        doc="Dust particles that fall on a wafer between its fab and its lid, per area; soil is half finer than 70 um.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("0 /cm2", "0.05 /cm2", "0.5 /cm2"),
    )
    dust_kill: float = param(
        default=0.3,
        doc="Share of those particles that kill a die.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=1.0,
    )
    starting_density: float = param(
        default="1 /cm2",
        unit="1/m2",
        doc="Killing defects per area of a line that starts; above 1 per square centimetre in practice.",
        source="tsmc-d0",
        grade="secondary",
        lo=0.0,
        distribution=("0.5 /cm2", "1 /cm2", "3 /cm2"),
    )
    line_age: float = param(
        default="100 yr",
        unit="s",
        doc="Age of the line at which its yield is taken; the default is a mature line. A node per age, each with its "
        "date, lets a plan learn.",
        source="assumed",
        lo=0.0,
    )
    learning_time: float = param(
        default="2 yr",
        unit="s",
        doc="Time in which a line loses all but a 1/e of its excess defects.",
        source="assumed",
        grade="estimated",
        lo="1 d",
        distribution=("1 yr", "2 yr", "5 yr"),
    )
    yield_law: str = param(
        default="negative-binomial",
        unit="",
        doc="Law of the yield: 1/(1 + x) is seeds, exp(-sqrt(x)) is moore, which some texts call seeds.",
        source="assumed",
        choices=("negative-binomial", "poisson", "murphy", "seeds", "moore", "rectangular"),
    )
    clustering: float = param(
        default=3.0, doc="Clustering parameter of the negative binomial yield law.", source="assumed", lo=0.5, hi=100.0
    )
    bond_yield: float = param(default=0.99, doc="Yield of each bonded memory layer.", source="assumed", lo=0.5, hi=1.0)
    interposers: float = param(default=11.0, doc="Interposers per wafer.", source="assumed", grade="estimated", lo=1.0)
    interposer_yield: float = param(
        default=0.95, doc="Share of interposers that work.", source="assumed", lo=0.05, hi=1.0
    )
    interposer_energy: float = param(
        default="0.5 kWh/cm2",
        unit="J/m2",
        doc="Electricity per area of interposer wafer.",
        source="act-2022",
        grade="estimated",
        lo=0.0,
    )
    interposer_chemicals: float = param(
        default="1 g/cm2",
        unit="kg/m2",
        doc="Chemicals lost per area of interposer wafer, after recycling.",
        source="williams-2002",
        grade="estimated",
        lo=0.0,
    )
    assembly_yield: float = param(
        default=0.95, doc="Share of packages that work after assembly.", source="assumed", lo=0.05, hi=1.0
    )
    assembly_energy: float = param(
        default="20 kWh",
        unit="J",
        doc="Electricity to test, stack, bond and burn in one package.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("5 kWh", "20 kWh", "80 kWh"),
    )
    substrate_mass: float = param(
        default="0.15 kg",
        unit="kg",
        doc="Glass-core substrate of one package.",
        source="assumed",
        grade="estimated",
        lo=0.0,
    )
    lid_mass: float = param(
        default="0.22 kg",
        unit="kg",
        doc="Aluminium lid, stiffener and wiring of one package.",
        source="assumed",
        grade="estimated",
        lo=0.0,
    )
    passives_mass: float = param(
        default="0.03 kg",
        unit="kg",
        doc="Capacitors, solder, thermal interface, underfill: imported.",
        source="assumed",
        grade="estimated",
        lo=0.0,
    )
    tool_mass: float = param(
        default="15 kg month",
        unit="kg s",
        doc="Mass of the line per package rate [kg per package/month].",
        source="fab-tool-masses",
        grade="estimated",
        lo=0.0,
        distribution=("5 kg month", "15 kg month", "45 kg month"),
    )
    electronics_share: float = param(
        default=0.40, doc="Share of the tools' mass that is precision parts.", source="assumed", lo=0.0, hi=0.9
    )
    structure_share: float = param(
        default=0.25, doc="Share of the tools' mass that is plain structure.", source="assumed", lo=0.0, hi=0.5
    )

    def defects(self) -> float:
        """Give killing defects per area at the line's age, those of dust among them [1/m2]."""
        from moonbase_fabrication.die_yield import learned_defect_density

        start = max(self.starting_density, self.defect_density)
        learned = learned_defect_density(self.defect_density, start, self.line_age, self.learning_time)
        return learned + self.dust_particles * self.dust_kill

    def accelerator(self) -> Accelerator:
        """Give dies per wafer and yields of everything in one package.

        Raises
        ------
        ModelError
            If not one whole die fits on a wafer.
        """
        from moonbase_fabrication.die_yield import die_yield
        from moonbase_fabrication.dies_per_wafer import counted

        density = self.defects()

        def die(width: float, height: float) -> Die:
            x = width * height * density
            gross = counted(_DIAMETER, width, height)
            if gross < 1:
                raise ModelError(
                    f"{self.model_name}: no whole die of {width * 1e3:g} mm x {height * 1e3:g} mm fits on a wafer of "
                    f"{_DIAMETER * 1e3:g} mm",
                    help="a scanner prints 26 mm x 33 mm at most: make more and smaller dies",
                )
            return Die(gross=gross, die_yield=die_yield(self.yield_law, x, self.clustering))

        memory = die(self.memory_width, self.memory_height)
        return Accelerator(
            logic=die(self.logic_width, self.logic_height),
            memory=memory,
            base=memory,
            interposer=Die(gross=self.interposers, die_yield=self.interposer_yield),
            logic_dies=self.logic_dies,
            stacks=self.stacks,
            stack_height=self.stack_height,
            bond_yield=self.bond_yield,
            assembly_yield=self.assembly_yield,
        )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per good package."""
        from moonbase_fabrication.tables import commodity

        accelerator = self.accelerator()
        wafers = accelerator.wafers()
        area = wafers.interposer * _WAFER_AREA
        started = 1.0 / self.assembly_yield
        energy = self.interposer_energy * area + self.assembly_energy * started
        return self.make(
            Making(
                product="compute-package",
                inputs={
                    "wafer-logic": wafers.logic,
                    "wafer-memory": wafers.memory + wafers.base,
                    "silicon-eg": wafers.interposer * commodity("wafer-logic").mass,
                    "fab-chemicals": self.interposer_chemicals * area,
                    "glass": self.substrate_mass * started,
                    "conductor": self.lid_mass * started,
                    "electronics": self.passives_mass * started,
                },
                energy=energy,
                plant=self.tool_mass,
                notes=_notes(accelerator, wafers),
            )
        )


def _notes(accelerator: Accelerator, wafers: WaferShares) -> tuple[str, ...]:
    logic, memory = accelerator.logic, accelerator.memory
    return (
        f"{logic.gross:.0f} logic dies per wafer at {logic.die_yield:.1%}.",
        f"{memory.gross:.0f} memory dies per wafer at {memory.die_yield:.1%}, stacks at {accelerator.stack_yield:.1%}.",
        f"{wafers.memory + wafers.base:.3f} memory wafers and {wafers.logic:.3f} logic wafers per package.",
    )
