"""What a satellite's computing is worth to a workload: downlink, bisection, upsets, checkpoints, latency.

Plain arithmetic: floats and numpy arrays alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from moonbase_compute.reliability import checkpoint
from moonbase_compute.tables import read

__all__ = ["Setting", "Usefulness", "delivered_share", "torus_bisection", "useful_share", "workloads"]


def delivered_share(downlink: Any, bits_per_operation: Any, speed: Any) -> Any:
    """Share of the computing whose results the downlink can carry, ``min(1, C / (G F))`` [1].

    Parameters
    ----------
    downlink
        Mean rate to the ground [bit/s].
    bits_per_operation
        Traffic of the workload [bit].
    speed
        Useful operations per second [1/s].

    Examples
    --------
    >>> float(delivered_share(1e9, 1e-8, 2e17))
    0.5
    """
    return np.minimum(1.0, downlink / (bits_per_operation * speed))


def torus_bisection(satellites: Any, link: Any, *, dimensions: int = 2) -> Any:
    """Rate across the middle of a torus of satellites, ``2 N^(1 - 1/d) B`` [bit/s].

    Parameters
    ----------
    satellites
        Number N.
    link
        Rate of one link, B [bit/s].
    dimensions
        Two or three.

    Examples
    --------
    >>> round(torus_bisection(8000, 100e9) / 8e12, 2)
    2.24
    """
    return 2.0 * satellites ** (1.0 - 1.0 / dimensions) * link


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A cluster of satellites as a workload sees it.

    Attributes
    ----------
    packages
        Accelerators that work on one job together.
    speed
        Useful operations per second of one package [1/s].
    downlink
        Mean rate to the ground of one satellite [bit/s].
    packages_per_satellite
        Accelerators that share this downlink.
    bisection
        Rate across the middle of the cluster [bit/s].
    latency
        Round trip to the user [s].
    interruptions
        Failures and upsets that stop a job, per package [1/s].
    checkpoint_time
        Time to write one checkpoint [s].
    checks
        Share of the computing spent on catching silent corruption [1].
    """

    packages: int
    speed: float
    downlink: float
    packages_per_satellite: int
    bisection: float
    latency: float
    interruptions: float
    checkpoint_time: float = 60.0
    checks: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Usefulness:
    """Share of the computing that a workload can use [1], by cause; `share` is their least times the time kept.

    Attributes
    ----------
    downlink
        What the way to the ground carries.
    network
        What the cluster's bisection carries.
    kept
        Share of the time left by interruptions, checkpoints and checks.
    in_time
        Whether answers come soon enough.
    """

    downlink: float
    network: float
    kept: float
    in_time: bool

    @property
    def share(self) -> float:
        """Useful share of the computing [1]."""
        return min(self.downlink, self.network) * self.kept if self.in_time else 0.0

    @property
    def binding(self) -> str:
        """Name of what holds it back most."""
        if not self.in_time:
            return "latency"
        limits = {"downlink": self.downlink, "network": self.network, "interruptions and checks": self.kept}
        return min(limits, key=lambda name: limits[name])


def workloads() -> tuple[str, ...]:
    """Names of the workloads in the table."""
    return tuple(row["name"] for row in read("workloads.csv"))


def useful_share(workload: str, setting: Setting) -> Usefulness:
    """Find the share of a cluster's computing that a workload can use.

    Parameters
    ----------
    workload
        One of `workloads`.
    setting
        The cluster.

    Notes
    -----
    A job that needs all its packages together loses what checkpoints (Young and Daly) leave over; jobs that run on
    single packages lose only the package that stops, which the fleet's failures already count.

    Raises
    ------
    KeyError
        If the workload is not in the table.
    """
    rows = {row["name"]: row for row in read("workloads.csv")}
    row = rows[workload]
    down, across, limit = (float(row[name]) for name in ("down_bits_per_op", "across_bits_per_op", "latency_s"))
    speed = setting.speed * setting.packages_per_satellite
    network = 1.0
    if across > 0.0:
        network = min(1.0, setting.bisection / (across * setting.speed * setting.packages))
    kept = 1.0
    if row["together"] == "yes" and setting.interruptions > 0.0:
        kept = checkpoint(1.0 / (setting.interruptions * setting.packages), setting.checkpoint_time)[1]
    return Usefulness(
        downlink=float(delivered_share(setting.downlink, down, speed)),
        network=network,
        kept=kept * (1.0 - setting.checks),
        in_time=setting.latency <= limit,
    )
