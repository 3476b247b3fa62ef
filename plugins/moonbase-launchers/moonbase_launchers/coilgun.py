"""Coaxial coilgun: a superconducting bucket pulled through pulsed drive coils."""

from __future__ import annotations

from moonbase.api import param
from moonbase_launchers.track_launcher import Section, TrackLauncher

__all__ = ["Coilgun"]


class Coilgun(TrackLauncher):
    """Coaxial mass driver with a recirculating superconducting bucket.

    Bucket and drive coils pull each other with ``F = mu0 g NI_bucket NI_drive`` at the peak g of the inductance
    gradient. The payload sets the bore, the bucket's field its ampere-turns, the thrust the drive current, and the
    current density the mass of the windings and their loss. Only a few coils carry current at a time, so that the
    loss is independent of speed and the efficiency of the coils grows with it.
    """

    payload_density: float = param(
        default="1500 kg/m3",
        unit="kg/m3",
        doc="Of the payload as packed in the bucket.",
        source="assumed",
        lo="10 kg/m3",
    )
    payload_slenderness: float = param(
        default=2.0, unit="1", doc="Length of the payload per diameter.", source="assumed", lo=0.1, hi=50.0
    )
    bucket_field: float = param(
        default="3 T",
        unit="T",
        doc="Field at the centre of the bucket coil.",
        source="SP-413 appendix F",
        grade="primary",
        lo="0.01 T",
        hi="30 T",
    )
    radius_ratio: float = param(
        default=0.7, unit="1", doc="Bucket coil radius per drive coil radius.", source="assumed", lo=0.1, hi=0.98
    )
    pitch_ratio: float = param(
        default=0.5, unit="1", doc="Spacing of drive coils per their radius.", source="assumed", lo=0.05, hi=5.0
    )
    active_coils: float = param(
        default=3.0,
        unit="1",
        doc="Drive coils that carry current at a time.",
        source="two to four in steady operation",
        grade="computed",
        lo=1.0,
        hi=20.0,
    )
    current_density: float = param(
        default="187.5 A/mm2",
        unit="A/m2",
        doc="Peak current density of the drive coils.",
        source="makes the windings of the default launcher weigh 221 kg/m (SP-428: 108 t over 488 m)",
        grade="computed",
        lo="0.1 A/mm2",
        hi="2000 A/mm2",
    )
    resistivity: float = param(
        default="2.2e-8 ohm m", unit="ohm m", doc="Copper at 370 K.", source="handbook value", grade="recalled", lo=0.0
    )
    conductor_density: float = param(
        default="8960 kg/m3", unit="kg/m3", doc="Copper.", source="handbook value", grade="recalled", lo="1000 kg/m3"
    )
    coolable_loss: float = param(
        default="50 MW/m3",
        unit="W/m3",
        doc="Mean loss that coolant can carry out of a winding; 7 for hollow conductor, above 1000 for Bitter magnets.",
        source="between hollow-conductor and Bitter magnets",
        grade="estimated",
        lo="1 kW/m3",
        hi="10 GW/m3",
    )
    hottest_rise: float = param(
        default="100 K",
        unit="K",
        doc="Highest temperature rise of a drive coil in one shot.",
        source="assumed; 300 to 400 K is usual",
        grade="assumed",
        lo="0.1 K",
        hi="1000 K",
    )
    switch_mass: float = param(
        default="9.17e-5 kg/kW",
        unit="kg/W",
        doc="Packaged switches per installed rating; every drive coil has its own.",
        source="makes the switches of the default launcher weigh 50.3 t (SP-428); modern ones down to a twentieth",
        grade="computed",
        lo=0.0,
        distribution=("4.6e-6 kg/kW", "9.17e-5 kg/kW", "9.17e-5 kg/kW"),
    )
    feeder_mass: float = param(
        default="0.712 g/(m kW)",
        unit="kg/(m W)",
        doc="Feeders per metre of track and mean power.",
        source="SP-428: 43.3 t over 488 m at 125 MW",
        grade="computed",
        lo=0.0,
    )
    stage_scatter: float = param(
        default=1e-3,
        unit="1",
        doc="Standard deviation of each drive coil's energy, relative, before any trimming.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(1e-4, 1e-3, 1e-2),
    )
    tape_mass: float = param(
        default="4e-5 kg/(A m)",
        unit="kg/(A m)",
        doc="Superconducting tape per ampere-metre: 4 g/m at 100 A, 77 K.",
        source="4 mm tape",
        grade="computed",
        lo=0.0,
    )

    def motor_efficiency(self, mass: float, speed: float) -> float:
        """``F v / 2`` over that plus the ohmic loss of the active coils [1]."""
        from moonbase_launchers.coilgun_sizing import windings

        return windings(self).efficiency(mass * speed**2 / (2.0 * self.powered_length), speed / 2.0)

    def section(self) -> Section:
        """Size coils, feeders and the rates that cooling and spacing allow."""
        from moonbase_launchers.coilgun_sizing import section

        return section(self)
