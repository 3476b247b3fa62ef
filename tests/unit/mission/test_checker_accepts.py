"""A mission with every section becomes SI floats that remember where they were written."""

from __future__ import annotations

import pytest

from moonbase import mission
from moonbase.constants import ASTRONOMICAL_UNIT, YEAR
from moonbase.errors import MissionError
from moonbase.mission.raw import RawRate
from moonbase.quantities import parse_date


@pytest.fixture(scope="module")
def demo(demo_registry, demo_source):
    return mission.check(demo_source, demo_registry)


def test_frame(demo):
    assert demo.name == "First satellite"
    assert demo.start == parse_date("2030-01-01")
    assert demo.horizon == pytest.approx(10 * YEAR, rel=1e-12)
    assert demo.period.kind == "blocks"
    assert [count for _, count in demo.period.blocks] == [24, 8]
    assert demo.discount_rate == 0.05
    assert [(need.plugin, need.version) for need in demo.requires] == [("demo-plugin", "*")]
    assert demo.warnings == ()


def test_sites_build_on_plugins_and_know_their_distance_from_the_sun(demo):
    assert demo.sites["base"].illumination == 0.9
    assert demo.sites["base"].latitude == -1.56
    assert demo.sites["base"].soil == {"SiO2": 1.0}
    assert demo.sites["swarm"].sun_distance == pytest.approx(0.95 * ASTRONOMICAL_UNIT, rel=1e-12)


def test_parameters_know_where_they_come_from(demo):
    node = demo.nodes["digger"]
    assert (node.kind, node.model_name, node.site, node.whole) == ("process", "digger", "base", True)
    assert node.model.energy == 8000.0
    assert node.origins["energy"].where == "preset rassor"
    assert node.origins["energy"].grade == "primary"
    assert node.model.efficiency == 0.95
    line = node.origins["efficiency"].where.removeprefix("mission line ")
    assert demo.source.lines[int(line) - 1] == 'efficiency = "95 %"'
    assert node.origins["teeth"].where == "default"
    assert node.origins["teeth"].source == "assumed"
    assert set(node.origins) == {"energy", "efficiency", "teeth", "tool", "crewed"}


def test_capacities_wait_for_the_unit_of_the_model(demo):
    assert demo.nodes["digger"].initial.si("kg/s") == pytest.approx(1000 / 3600)
    assert demo.nodes["driver"].initial.si("1") == 1.0
    assert demo.nodes["sat"].initial is None
    with pytest.raises(MissionError) as caught:
        demo.nodes["digger"].initial.si("J/s")
    (finding,) = caught.value.diagnostics
    assert finding.code == "M010"
    assert finding.excerpt == 'initial = "1 t/h"'


def test_wants(demo):
    want = demo.demands["service"]
    assert want.amount == pytest.approx(10e6 * YEAR)
    assert want.end == parse_date("2039-01-01")
    assert want.price == pytest.approx(3000 / (1e3 * YEAR))
    assert demo.limits["budget"].per_time
    assert demo.limits["budget"].most == pytest.approx(5e9 / YEAR)
    digging = demo.limits["digging"].resolved("kg", "kg/s")
    assert (digging.most, digging.per_time) == (1e7, False)
    assert demo.legs["throw"].max_onboard_dv == 200.0
    assert demo.objective.quantity == "compute"


def test_payload_nodes_are_commodities_counted_in_pieces(check_text, demo_source):
    text = demo_source.text.replace('commodity = "compute"', 'commodity = "sat"').replace("10 MW yr", "12")
    text = text.replace('price = "3000 USD/(kW yr)"', 'price = "2 MUSD"')
    want = check_text(text).demands["service"]
    assert (want.amount, want.price) == (12.0, 2e6)


@pytest.mark.parametrize(
    ("line", "least", "per_time"),
    [
        ('quantity = "imported-mass"\nmost = "5 t"\nleast = "1 t"', 1000.0, False),
        ('quantity = "imported-mass"\nof = "earth_cargo"\nleast = "10 kg/s"', 10.0, True),
        ('quantity = "stock"\nof = "regolith"\nsite = "base"\nleast = "3 t"', 3000.0, False),
    ],
)
def test_limits_in_known_units(check_text, demo_source, line, least, per_time):
    text = demo_source.text.replace('quantity = "cost"\nmost = "5 GUSD/yr"', line)
    limit = check_text(text).limits["budget"]
    assert (limit.least, limit.per_time) == (least, per_time)


@pytest.mark.parametrize(
    ("period", "kind", "count"), [('"auto"', "auto", None), ('"1 month"', "uniform", 120), ('"3 yr"', "uniform", 4)]
)
def test_periods(check_text, demo_source, period, kind, count):
    head, _, rest = demo_source.text.partition("period = ")
    found = check_text(f"{head}period = {period}\n{rest.partition(chr(10))[2]}").period
    assert found.kind == kind
    assert count is None or found.blocks[0][1] == count


def test_dates_may_be_text_or_have_a_time(check_text, demo_source):
    text = demo_source.text.replace("start = 2030-01-01", 'start = "2030-01-01"')
    assert check_text(text).start == parse_date("2030-01-01")
    text = demo_source.text.replace("start = 2030-01-01", "start = 2030-01-01T12:00:00+12:00")
    assert check_text(text).start == parse_date("2030-01-01")


def test_an_unused_site_is_a_warning(check_text, demo_source):
    checked = check_text(demo_source.text + '\n[sites.spare]\nkind = "earth"\n')
    (warning,) = checked.warnings
    assert (warning.severity, warning.code) == ("warning", "M101")
    assert warning.excerpt == "[sites.spare]"


def test_inline_tables_and_dotted_keys_say_the_same(check_text, demo_source):
    text = demo_source.text.replace('[sites.swarm]\nkind = "heliocentric"\nradius = "0.95 AU"\n', "")
    text = text.replace("format = 1", 'format = 1\nsites.swarm = { kind = "heliocentric", radius = "0.95 AU" }')
    text = text.replace("[sites.base]\n", "[sites_base]\n")
    head, _, tail = text.partition("[sites_base]\n")
    body, _, rest = tail.partition("\n\n")
    inner = ", ".join(body.splitlines())
    text = f"sites.base = {{ {inner} }}\n{head}{rest}"
    assert check_text(text).sites == check_text(demo_source.text).sites


def test_raw_bounds():
    assert RawRate("0").si("kg/s") == 0.0
    assert RawRate("5 t/d").bound("kg") == (pytest.approx(5000 / 86400), True)
    assert RawRate("5").bound("1") == (5.0, False)
    with pytest.raises(MissionError, match="not a unit of the same kind"):
        RawRate("5 m").si("kg")
