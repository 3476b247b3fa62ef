"""Linear synchronous motor: a levitated sled on a long stator switched in sections."""

from __future__ import annotations

from moonbase.api import param
from moonbase_launchers.levitated_track import LevitatedTrack
from moonbase_launchers.track_launcher import Section

__all__ = ["LinearMotor"]


class LinearMotor(LevitatedTrack):
    """Maglev sled driven by a long-stator linear synchronous motor.

    Thrust is shear stress times active area, ``sigma = B K cos(delta) / 2``. Stator sections are graded so that a
    sled passes each in the same time; one inverter serves every n-th section, which sets both the rating to install
    and the highest rate.
    """

    rated_payload: float = param(
        default=10.0, unit="kg", doc="Heaviest payload per shot.", source="SP-413 appendix F", lo="1 g", hi="1000 t"
    )
    acceleration: float = param(
        default="288 m/s2",
        unit="m/s2",
        doc="Of a full load.",
        source="SP-413 appendix F",
        grade="primary",
        lo="0.1 m/s2",
        hi="1e6 m/s2",
    )
    rate: float = param(
        default="5 Hz",
        unit="1/s",
        doc="Wanted shots per second while firing.",
        source="SP-413",
        lo="1e-9 Hz",
        hi="1 kHz",
    )
    converter_mass: float = param(
        default="0 kg/kW",
        unit="kg/W",
        doc="Converters per mean power beyond the section inverters.",
        source="assumed",
        lo="0 kg/kW",
        hi="100 kg/kW",
    )
    sled_field: float = param(
        default="1 T",
        unit="T",
        doc="Travelling field of the sled at the stator.",
        source="assumed",
        lo="0.01 T",
        hi="10 T",
    )
    current_loading: float = param(
        default="100 kA/m",
        unit="A/m",
        doc="Surface current of the stator.",
        source="assumed",
        lo="1 kA/m",
        hi="10 MA/m",
    )
    load_angle: float = param(
        default="30 deg", unit="rad", doc="Angle between field and current.", source="assumed", lo="0 deg", hi="89 deg"
    )
    stator_width: float = param(
        default="0.2 m", unit="m", doc="Active width, both sides together.", source="assumed", lo="1 cm", hi="100 m"
    )
    stator_mass: float = param(
        default="100 kg/m2", unit="kg/m2", doc="Windings and backing per active area.", source="assumed", lo="1 kg/m2"
    )
    stator_thickness: float = param(
        default="10 mm", unit="m", doc="Conductor thickness of the stator.", source="assumed", lo="0.1 mm", hi="1 m"
    )
    resistivity: float = param(
        default="3.5e-8 ohm m",
        unit="ohm m",
        doc="Aluminium at 370 K.",
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
        doc="Inverters per installed rating.",
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
        """Kinetic energy over that plus the ohmic loss of two energised sections and levitation drag [1]."""
        from moonbase_launchers.linear_motor_sizing import stator

        moved = 0.5 * mass * speed**2
        electric = stator(self).efficiency(moved / self.powered_length, speed / 2.0)
        return moved / (moved / electric + self.drag_loss(mass, speed))

    def section(self) -> Section:
        """Size stator and inverters."""
        from moonbase_launchers.linear_motor_sizing import section

        return section(self)
