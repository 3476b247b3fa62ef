"""Linear induction motor: a passive reaction plate on the sled, dragged along by the stator's travelling field."""

from __future__ import annotations

from moonbase.api import param
from moonbase_launchers.levitated_track import LevitatedTrack
from moonbase_launchers.track_launcher import Section

__all__ = ["InductionMotor"]


class InductionMotor(LevitatedTrack):
    """Maglev sled driven by a long-stator linear induction motor, double-sided, without magnets on the sled.

    Shear stress ``sigma = K B0 / 2 * n / (1 + n^2)`` with the no-load field ``B0 = mu0 K tau / (pi g)`` and n the slip
    times the goodness factor ``G = 2 mu0 sigma_s tau^2 f / (pi g)``. G grows with speed, so that the motor keeps its
    best thrust at a constant slip speed ``v_slip = n pi g / (mu0 sigma_s tau)``, whose heat stays in the plate.
    """

    validity = (
        "constant thrust and slip speed; no end effect; plate thinner than its skin depth at slip frequency; level"
        " track short against the Moon's radius; rigid payload"
    )

    rated_payload: float = param(
        default=10.0, unit="kg", doc="Heaviest payload per shot.", source="SP-413 appendix F", lo="1 g", hi="1000 t"
    )
    acceleration: float = param(
        default="288 m/s2", unit="m/s2", doc="Of a full load.", source="SP-413 appendix F", grade="primary", lo=0.1
    )
    rate: float = param(
        default="1 Hz", unit="1/s", doc="Wanted shots per second.", source="assumed", lo="1e-9 Hz", hi="1 kHz"
    )
    converter_mass: float = param(
        default="0 kg/kW",
        unit="kg/W",
        doc="Converters per mean power beyond the section inverters.",
        source="assumed",
        lo="0 kg/kW",
        hi="100 kg/kW",
    )
    current_loading: float = param(
        default="200 kA/m",
        unit="A/m",
        doc="Surface current of the stator while a sled passes.",
        source="assumed",
        lo="1 kA/m",
        hi="10 MA/m",
    )
    pole_pitch: float = param(
        default="0.25 m", unit="m", doc="Half a wavelength of the travelling field.", source="assumed", lo="1 mm"
    )
    magnetic_gap: float = param(
        default="20 mm", unit="m", doc="From stator face to stator face.", source="assumed", lo="1 mm", hi="1 m"
    )
    plate_thickness: float = param(
        default="8 mm", unit="m", doc="Of the sled's reaction plate.", source="assumed", lo="0.1 mm", hi="0.5 m"
    )
    plate_resistivity: float = param(
        default="3.5e-8 ohm m",
        unit="ohm m",
        doc="Of the reaction plate; aluminium at 370 K.",
        source="handbook value",
        grade="recalled",
        lo="1e-10 ohm m",
    )
    plate_share: float = param(
        default=0.6, unit="1", doc="Reaction plate per sled mass.", source="assumed", lo=0.01, hi=1.0
    )
    plate_heat_capacity: float = param(
        default="900 J/(kg K)", unit="J/(kg K)", doc="Aluminium.", source="handbook value", grade="recalled", lo=1.0
    )
    hottest_rise: float = param(
        default="200 K", unit="K", doc="Highest temperature rise of the plate in one shot.", source="assumed", lo="1 K"
    )
    slip_factor: float = param(
        default=1.0,
        unit="1",
        doc="Slip times goodness; thrust peaks at 1, less slips less.",
        source="definition",
        grade="computed",
        lo=0.05,
        hi=5.0,
    )
    stator_width: float = param(
        default="0.2 m", unit="m", doc="Active width, both sides together.", source="assumed", lo="1 cm", hi="100 m"
    )
    stator_mass: float = param(
        default="150 kg/m2", unit="kg/m2", doc="Windings and iron per active area.", source="assumed", lo="1 kg/m2"
    )
    stator_thickness: float = param(
        default="30 mm", unit="m", doc="Conductor thickness of the stator.", source="assumed", lo="0.1 mm", hi="1 m"
    )
    resistivity: float = param(
        default="3.5e-8 ohm m",
        unit="ohm m",
        doc="Of the stator's aluminium at 370 K.",
        source="handbook value",
        grade="recalled",
        lo=0.0,
    )
    muzzle_section: float = param(
        default="20 m", unit="m", doc="Length of the last stator section.", source="assumed", lo="0.1 m", hi="100 km"
    )
    shared_sections: float = param(
        default=20.0, unit="1", doc="Sections that one inverter serves.", source="assumed", lo=1.0, hi=1e4
    )
    inverter_mass: float = param(
        default="0.4 kg/kW",
        unit="kg/W",
        doc="Inverters per installed apparent power.",
        source="SP-428: packaged silicon-controlled rectifiers",
        grade="computed",
        lo="0.001 kg/kW",
        hi="100 kg/kW",
        distribution=("0.02 kg/kW", "0.4 kg/kW", "0.4 kg/kW"),
    )
    section_scatter: float = param(
        default=1e-3,
        unit="1",
        doc="Standard deviation of each section's thrust, relative, before any trimming.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(1e-4, 1e-3, 1e-2),
    )

    def motor_efficiency(self, mass: float, speed: float) -> float:
        """``E / (E + slip + stator + drag)`` with E the kinetic energy [1]."""
        from moonbase_launchers.induction_motor_sizing import efficiency

        return efficiency(self, mass, speed)

    def section(self) -> Section:
        """Size stator, plate and inverters."""
        from moonbase_launchers.induction_motor_sizing import section

        return section(self)
