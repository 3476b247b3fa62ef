"""Published and independently computed numbers against what this package gives, as one table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from moonbase.api import achromatic_site
from moonbase_launchers import geometry, kinematics, thermal
from moonbase_launchers.coilgun_shot import shoot
from moonbase_launchers.gradient import peak_gradient
from moonbase_launchers.inductance import mutual, mutual_gradient
from moonbase_launchers.levitation import lift_to_drag, transition_speed
from moonbase_launchers.reference_guns import single_stage, twenty_stages
from moonbase_launchers.sling import Sling
from moonbase_launchers.tables import DATA
from moonbase_launchers.thick_coils import Section, mutual_of_sections, nagaoka, self_inductance

__all__ = ["Case", "cases", "page"]

_G0 = 9.80665
_Numbers = Callable[[], dict[str, float]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One number: what is published, what comes out.

    Attributes
    ----------
    group, name, unit
        Which case.
    published, computed
        In that unit.
    tolerance
        Relative, or absolute where `absolute` says so.
    absolute
        Whether the tolerance is in the number's unit.
    source
        Of the published number.
    """

    group: str
    name: str
    unit: str
    published: float
    computed: float
    tolerance: float
    absolute: bool
    source: str

    @property
    def residual(self) -> float:
        """Computed minus published, relative unless `absolute`."""
        gap = self.computed - self.published
        return gap if self.absolute or self.published == 0.0 else gap / self.published

    @property
    def passes(self) -> bool:
        """Whether the residual is within the tolerance."""
        return abs(self.residual) <= self.tolerance


def _kinematics() -> dict[str, float]:
    kinetic = kinematics.kinetic_energy(10.5, 2400.0)
    return {
        "SP-428 powered track": kinematics.acceleration_length(2400.0, 1e4),
        "SP-428 time on the track": kinematics.acceleration_time(2400.0, 1e4),
        "SP-428 payload energy": kinetic / 1e6,
        "SP-428 payload power": 4.0 * kinetic / 1e6,
        "SP-428 efficiency as printed": 4.0 * kinetic / 125e6,
        "SP-428 throughput as printed": kinematics.throughput(10.5, 4.0, duty=0.49, span=365.25 * 86400.0) / 1e6,
        "SP-428 occupancy": kinematics.occupancy(4.0, 0.24),
        "SP-413 powered track": kinematics.acceleration_length(2400.0, 288.0),
        "SP-413 time on the track": kinematics.acceleration_time(2400.0, 288.0),
        "Wright kinetic energy": kinematics.kinetic_energy(2.0, 2530.0) / 1e6,
        "Wright minutes per shot": 3.0 * kinematics.kinetic_energy(2.0, 2530.0) / 20e3 / 60.0,
        "Mass Driver III track": kinematics.acceleration_length(2375.68, 1800.0 * _G0),
        "Project Dyson implied speed": kinematics.muzzle_speed(4900.0, 800.0 * 9.81),
        "bucket as heavy as its payload": kinematics.kinetic_energy(10.5, 2400.0)
        / kinematics.shot_energy(10.5, 10.5, 2400.0, drive=0.96, recovery=0.9),
    }


def _inductance() -> dict[str, float]:
    pairs = {
        "Rosa and Grover": (0.25, 0.20, 0.10),
        "near": (0.25, 0.25, 0.01),
        "unit": (1.0, 1.0, 1.0),
        "launcher": (0.0655, 0.05, 0.03),
        "far": (1.0, 0.9, 10.0),
        "touching": (1.0, 0.999, 0.001),
    }
    found = {f"M {name}": float(mutual(*pair)) for name, pair in pairs.items()}
    found |= {f"dM/dx {name}": float(mutual_gradient(*pair)) for name, pair in pairs.items()}
    drive = Section(inner=0.0655, outer=0.0755, low=-0.01, high=0.01)
    bucket = Section(inner=0.040, outer=0.050, low=0.025, high=0.045)
    found["thick coils"] = mutual_of_sections(drive, bucket)
    found["self of a drive coil"] = self_inductance(drive)
    found["Brooks coil"] = self_inductance(Section(inner=1.0, outer=2.0, low=0.0, high=1.0)) / 1.5
    found["Nagaoka at d/l = 1"] = nagaoka(1.0)
    found["Maxwell's table at 60 deg"] = math.log10(float(mutual(1.0, *_at_gamma(60.0))) / (4e-7 * math.pi))
    found["peak gradient at b/a = 0.7"] = peak_gradient(0.7).value
    return found


def _at_gamma(degrees: float) -> tuple[float, float]:
    """Radius and distance of a loop that makes this modular angle with a unit loop of equal radius."""
    return 1.0, 2.0 / math.tan(math.radians(degrees))


def _shots() -> dict[str, float]:
    held, kept = shoot(single_stage(constant_current=True)), shoot(single_stage())
    induced, gun = shoot(single_stage(induction=True)), shoot(twenty_stages())
    return {
        "one stage, constant current": held.speed,
        "one stage, flux conserved": kept.speed,
        "one stage, induction": induced.speed,
        "one stage, flux conserved: peak current": float(kept.peak_currents[0]),
        "one stage, flux conserved: capacitor": float(kept.voltages[0]),
        "twenty stages": gun.speed,
        "twenty stages: time": gun.time * 1e3,
        "twenty stages: place": gun.position,
        "energy audit of twenty stages": abs(gun.audit),
    }


def _flight() -> dict[str, float]:
    two, one = achromatic_site(2), achromatic_site(1)
    return {
        "achromatic site of L2": math.degrees(two.longitude),
        "achromatic site of L2, as printed in 1977": math.degrees(two.longitude),
        "its muzzle speed": two.muzzle_speed,
        "its time of flight": two.time_of_flight / 3600.0,
        "its arrival speed": two.arrival_speed,
        "its second order": two.along_squared / 1e3,
        "its vertical sensitivity": two.vertical / 1e3,
        "its lateral sensitivity": -two.lateral / 1e3,
        "achromatic site of L1: first order left": abs(one.along),
    }


def _ground() -> dict[str, float]:
    return {
        "clearance at 10 km": geometry.clearance(10e3, 2376.0),
        "hold-down": geometry.hold_down(2376.0),
        "chord cut of 10 km": geometry.chord_cut(10e3),
        "radiator at 400 K": thermal.radiator_flux(400.0),
        "lunar night": geometry.LUNAR_NIGHT / 3600.0,
        "copper from 300 to 400 K": thermal.action_integral(thermal.COPPER, 300.0, 400.0) / 1e16,
        "thermal growth per kilometre": geometry.thermal_growth(1000.0),
        "levitation: transition speed": transition_speed(1 / 3.5e7, 0.01),
        "levitation: lift per drag": lift_to_drag(2400.0, 1 / 3.5e7, 0.01, 0.5),
        "sling arm at 2.4 km/s": Sling(max_muzzle_speed="2400 m/s").arm_mass() / 1000.0,  # type: ignore[arg-type]
    }


_GROUPS: dict[str, _Numbers] = {
    "Kinematics and power": _kinematics,
    "Inductance": _inductance,
    "Shots through the circuits": _shots,
    "Flight to the libration points": _flight,
    "Ground, heat, other": _ground,
}


def cases() -> Iterator[Case]:
    """Compute every case of ``validation.csv``."""
    rows = DATA.rows("validation.csv")
    for group, numbers in _GROUPS.items():
        found = numbers()
        for row in rows:
            if row["group"] == group:
                yield Case(
                    group=group,
                    name=row["name"],
                    unit=row["unit"],
                    published=float(row["published"]),
                    computed=found[row["name"]],
                    tolerance=float(row["tolerance"]),
                    absolute=row["absolute"] == "yes",
                    source=row["source"],
                )


def page() -> str:
    """Write the validation page as Markdown; residuals below 1e-10 read as such, so that it is the same everywhere."""
    lines = [
        "# Launchers: published against computed",
        "",
        "Written by `moonbase launchers validation --out docs/validation/launchers.md`; a test keeps it up to date.",
        "Residuals are relative unless a unit follows.",
    ]
    group = ""
    for case in cases():
        if case.group != group:
            group = case.group
            lines += ["", f"## {group}", "", "| case | published | computed | residual | allowed | source |"]
            lines.append("| --- | ---: | ---: | ---: | ---: | --- |")
        unit = f" {case.unit}" if case.unit != "1" else ""
        ending = unit if case.absolute else ""
        residual = "below 1e-10" if abs(case.residual) < 1e-10 else f"{case.residual:+.1e}{ending}"
        computed = f"{case.computed:.9g}{unit}"
        if case.published == 0.0:
            residual, computed = "within", "below what is allowed" if case.passes else f"{case.computed:.3g}"
        mark = "" if case.passes else " **fails**"
        lines.append(
            f"| {case.name} | {case.published:.9g}{unit} | {computed} | {residual}{mark} |"
            f" {case.tolerance:.0e}{ending} | {case.source} |"
        )
    return "\n".join(lines) + "\n"
