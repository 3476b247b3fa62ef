"""What a satellite's computing is worth to training, batch inference and conversation where it is."""

from __future__ import annotations

import pytest

from moonbase.api import ModelError, Site, constants
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.satellite_work import downlink
from moonbase_compute.surroundings import look_around

AU = constants.ASTRONOMICAL_UNIT
LOW = Site(name="shell", kind="earth-orbit", radius=constants.EARTH_RADIUS + 700e3)
HELIO = Site(name="belt", kind="heliocentric", radius=AU, sun_distance=AU)


def share(satellite, site, workload):
    return satellite.design(site).figures[f"useful_share_{workload}"][0]


def test_conversation_needs_a_low_orbit():
    assert share(ComputeSatellite(), LOW, "interactive") > 0.9
    assert share(ComputeSatellite(), HELIO, "interactive") == 0.0
    with pytest.raises(ModelError, match="useful for interactive work where it is: latency"):
        ComputeSatellite(workload="interactive").design(HELIO)


def test_a_named_workload_delivers_its_useful_share():
    plain, busy = ComputeSatellite().design(LOW), ComputeSatellite(workload="batch-inference").design(LOW)
    assert busy.service.rate == pytest.approx(plain.service.rate * busy.figures["useful_share_batch_inference"][0])


def test_training_is_held_back_by_links_between_satellites():
    slow, fast = (share(ComputeSatellite(crosslink=rate), LOW, "training") for rate in (1e11, 1e13))
    assert fast > 5.0 * slow
    alone = share(ComputeSatellite(crosslink=1e13, cluster=1, packages=8), LOW, "training")
    assert alone > fast


def test_far_satellites_cannot_send_their_answers_home():
    near, far = (share(ComputeSatellite(), site, "batch_inference") for site in (LOW, HELIO))
    assert near > 0.9
    assert far < 0.2
    better = ComputeSatellite(link_power=200.0, link_aperture=0.6, ground_aperture=10.0)
    assert share(better, HELIO, "batch_inference") > 0.9


def test_link_to_the_ground_is_of_the_order_of_the_demonstrator():
    """DSOC sent 267 Mbit/s over 53 million km with 4 W and 22 cm."""
    satellite = ComputeSatellite(link_power=4.0, link_loss=1.0, ground_availability=1.0)
    site = Site(name="far", kind="heliocentric", radius=AU, sun_distance=AU)
    place = look_around(satellite, site)
    found = downlink(satellite, place) * (place.distance / 53e9) ** 2
    assert 0.3 < found / 267e6 < 3.0


def test_checkpoints_cost_more_where_more_goes_wrong():
    calm, rough = (ComputeSatellite(crosslink=1e16, interruptions=rate / constants.YEAR) for rate in (0.1, 10.0))
    assert share(rough, LOW, "training") < share(calm, LOW, "training")
    assert share(rough, LOW, "batch_inference") == share(calm, LOW, "batch_inference")
