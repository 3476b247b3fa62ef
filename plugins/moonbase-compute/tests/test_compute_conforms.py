"""Every payload and supply keeps the promises of its kind."""

from __future__ import annotations

from moonbase.api import Site
from moonbase.testing import contract
from moonbase_compute.container import BulkContainer
from moonbase_compute.earth_built_satellites import EarthBuiltSatellites
from moonbase_compute.earth_cargo import EarthCargo
from moonbase_compute.earth_data_centre import EarthDataCentre
from moonbase_compute.earth_launch import EarthLaunch
from moonbase_compute.satellite import ComputeSatellite

HOOKS = "moonbase_compute"
SUNSIDE = Site(name="sunside", kind="heliocentric")

# These are the masses of commodities, and change only together with them.
TIED = {"package_mass": "0.4 kg", "array_mass": "2.14 kg/m2", "radiator_mass": "5 kg/m2"}

test_satellite = contract(ComputeSatellite, site=SUNSIDE, hooks=HOOKS, values=TIED)
test_container = contract(BulkContainer, site=SUNSIDE, hooks=HOOKS)
test_earth_cargo = contract(EarthCargo, commodities=("machinery", "compute-package"), hooks=HOOKS)
test_earth_launch = contract(EarthLaunch, site=SUNSIDE, commodities=("electronics",), hooks=HOOKS)
test_earth_data_centre = contract(
    EarthDataCentre, site=Site(name="virginia", kind="earth"), commodities=("compute",), hooks=HOOKS
)
test_earth_built_satellites = contract(EarthBuiltSatellites, site=SUNSIDE, commodities=("compute",), hooks=HOOKS)
