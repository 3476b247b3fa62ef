"""What maglev launchers share: a conducting guideway whose drag a shot pays for."""

from __future__ import annotations

from moonbase.api import param
from moonbase_launchers.track_launcher import TrackLauncher

__all__ = ["LevitatedTrack"]


class LevitatedTrack(TrackLauncher):
    """Track launcher whose sled floats over a conducting guideway."""

    guideway_resistivity: float = param(
        default="2.86e-8 ohm m",
        unit="ohm m",
        doc="Of the guideway sheet; aluminium.",
        source="handbook value",
        grade="recalled",
        lo="1e-10 ohm m",
    )
    guideway_thickness: float = param(
        default="10 mm", unit="m", doc="Of the guideway sheet.", source="assumed", lo="0.1 mm", hi="1 m"
    )
    levitation_wavelength: float = param(
        default="0.5 m", unit="m", doc="Of the sled's lift magnets along the track.", source="assumed", lo="1 cm"
    )

    def drag_loss(self, mass: float, speed: float) -> float:
        """Energy that levitation drag takes from a shot over the whole powered track [J].

        Parameters
        ----------
        mass
            Moving [kg].
        speed
            At the muzzle [m/s].
        """
        from moonbase_launchers.levitation import drag_energy

        sheet = (self.guideway_resistivity, self.guideway_thickness, self.levitation_wavelength)
        return drag_energy(mass, speed, self.powered_length, sheet)

    def levitation_figures(self) -> dict[str, tuple[float, str]]:
        """Lift per drag at the muzzle and the drag energy of the rated shot."""
        from moonbase_launchers.levitation import lift_to_drag

        sheet = (self.guideway_resistivity, self.guideway_thickness, self.levitation_wavelength)
        loss = self.drag_loss(self.rated_payload + self.bucket_mass, self.max_muzzle_speed)
        return {
            "lift_to_drag": (lift_to_drag(self.max_muzzle_speed, *sheet), "1"),
            "levitation_drag_energy": (loss, "J"),
        }
