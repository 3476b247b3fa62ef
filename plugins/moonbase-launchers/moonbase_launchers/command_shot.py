"""``moonbase launchers shot``: fire one shot of a design through its circuits and plot it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from moonbase.api import json_option, tell_json

if TYPE_CHECKING:
    from moonbase_launchers.gun import Gun

__all__ = ["shot"]


@click.command()
@click.argument("design")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Plot file; DESIGN-shot.svg in this directory by default.",
)
@click.option("--speed", type=float, default=0.0, help="Scale the voltages until this muzzle speed, m/s.")
@click.option("--tolerance", type=float, default=1e-10, show_default=True, help="Local error per step.")
@json_option
def shot(design: str, out: Path | None, speed: float, tolerance: float, *, as_json: bool) -> None:
    """Fire one shot of DESIGN and plot currents, force, speed, temperature and energy.

    DESIGN is "reference" (20 stages), "single-stage", a design of the library, or a TOML file with a gun.
    """
    from moonbase_launchers.shot_history import history
    from moonbase_launchers.shot_plot import draw

    gun, name = _gun(design)
    if speed:
        from moonbase_launchers.sized_gun import reaching

        gun = reaching(gun, speed)[0]
    done = history(gun, tolerance=tolerance)
    result = done.result
    path = out or Path(f"{name.lower()}-shot.svg")
    path.write_text(draw(done, f"{name}: {len(gun.stages)} stages, {result.speed:.2f} m/s"), encoding="utf-8")
    if as_json:
        peaks = {"force": done.force.max(), "temperature_rise": done.rises.max()}
        tell_json(stages=len(gun.stages), shot=result, efficiency=result.efficiency, peaks=peaks, plot=str(path))
        return
    loss = result.loss
    click.echo(f"stages            {len(gun.stages)}, {result.steps} steps")
    click.echo(f"muzzle speed      {result.speed:.6f} m/s after {result.time * 1e3:.4f} ms and {result.position:.4f} m")
    click.echo(f"energy            {result.spent:.6g} J spent, {result.gained:.6g} J gained, {loss:.6g} J heat")
    click.echo(f"efficiency        {100 * result.efficiency:.2f} % of what left the capacitors")
    click.echo(f"force             {done.force.max():.6g} N, {done.force.max() / gun.bucket.mass:.6g} m/s2 at most")
    click.echo(f"current           {result.peak_currents.max():.6g} A at most in a drive coil")
    click.echo(f"temperature rise  {done.rises.max():.4g} K at most in a drive coil")
    click.echo(f"energy audit      {result.audit:+.1e}")
    click.echo(f"plot              {path}")


def _gun(design: str) -> tuple[Gun, str]:
    from moonbase_launchers import reference_guns

    if design == "reference":
        return reference_guns.twenty_stages(), design
    if design == "single-stage":
        return reference_guns.single_stage(), design
    if design.endswith(".toml"):
        from moonbase_launchers.gun_file import read_gun

        return read_gun(Path(design)), Path(design).stem
    from moonbase_launchers.designs import find
    from moonbase_launchers.sized_gun import gun_of_design

    found = find(design)
    return gun_of_design(found), found.id
