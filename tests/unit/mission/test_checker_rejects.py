"""One mistake at a time: its code, the line that is underlined, and what helps."""

from __future__ import annotations

import pytest

from moonbase.errors import PluginError

# (what is replaced, by what, code, line that is shown, words of message, notes or help)
MISTAKES = [
    ("format = 1", "format = 2", "M003", "format = 2", "format 1"),
    ("format = 1\n", "", "M003", "", "format = 1"),
    ('name = "First satellite"', "name = 3", "M006", "name = 3", "text in quotes"),
    ('name = "First satellite"\n', "", "M005", "", "Title"),
    ('description = "Every', 'description = "\\u001b[31mEvery', "M007", "description", "control characters"),
    ("[economics]", "[economy]", "M004", "[economy]", 'did you mean "economics"'),
    ("[time]", "[time]\nzone = 3", "M004", "zone", "known here: horizon, period, start"),
    ("start = 2030-01-01", "start = 12:00:00", "M006", "start", "2030-01-01"),
    ("start = 2030-01-01", 'start = "1.1.2030"', "M021", "start", "year-month-day"),
    ("start = 2030-01-01", "start = 1850-01-01", "M021", "start", "before 1950"),
    ('horizon = "10 yr"', "horizon = 10", "M009", "horizon = 10", 'horizon = "10 d"'),
    ('horizon = "10 yr"', 'horizon = "1000 yr"', "M011", "horizon", "200 yr"),
    ('horizon = "10 yr"', 'horizon = "10 km"', "M010", "horizon", "same kind"),
    ('horizon = "10 yr"', 'horizon = "ten years"', "M010", "horizon", "start with a number"),
    ('horizon = "10 yr"', "horizon = inf", "M012", "horizon", "finite"),
    ("count = 24", "count = 1000000", "M011", "count", "5000"),
    ("count = 24", "count = 4999", "M022", "period", "auto"),
    ("count = 24", 'count = "many"', "M006", "count", "whole number"),
    ("discount_rate = 0.05", "discount_rate = 5", "M011", "discount_rate", "above the allowed 1"),
    ('like = "lunar-south-pole"', 'like = "lunar-south-pol"', "M017", "like", "lunar-south-pole"),
    ("illumination = 0.9", "ilumination = 0.9", "M004", "ilumination", "illumination"),
    ("illumination = 0.9", 'latitude = "-91 deg"', "M011", "latitude", "-90 deg"),
    ("illumination = 0.9", "soil = { SiO2 = 0.2 }", "M011", "soil", "sum to 0.2"),
    ('kind = "heliocentric"', 'kind = "heliocentic"', "M020", "kind", "heliocentric"),
    ('radius = "0.95 AU"', "", "M005", "[sites.swarm]", "needs radius"),
    ("[sites.swarm]", '[sites."swärm"]', "M007", "[sites", "lower-case"),
    ("[sites.swarm]", "[sites.Swarm]", "M007", "[sites.Swarm]", "lower-case"),
    ("[nodes.sat]", "[nodes.digger_]\nmodel = 1\n[nodes.digger-]", "M008", "[nodes.digger-]", "looks like"),
    ('model = "process.digger"', 'model = "diger"', "M013", "model", 'did you mean "digger"'),
    ('model = "process.digger"', 'model = "os:system"', "M013", "model", "moonbase models"),
    ('model = "process.digger"', 'model = "launcher.digger"', "M014", "model", "it is a process"),
    ('model = "process.digger"', 'model = "earth-cargo"', "M014", "model", "[supplies.digger]"),
    ('model = "earth-cargo"', 'model = "digger"', "M014", "model", "[nodes.earth_cargo]"),
    ('model = "demo"\n', "", "M005", "[nodes.driver]", "no model"),
    ('preset = "rassor"', 'preset = "rasor"', "M015", "preset", "rassor"),
    ('efficiency = "95 %"', "effciency = 0.7", "M016", "effciency", "efficiency"),
    ('efficiency = "95 %"', "efficiency = nan", "M012", "efficiency", "finite"),
    ('efficiency = "95 %"', "efficiency = 1e400", "M012", "efficiency", "finite"),
    ('efficiency = "95 %"', "efficiency = true", "M006", "efficiency", "true or false"),
    ('efficiency = "95 %"', "energy = 12", "M009", "energy", 'energy = "12 kJ/kg"'),
    ('efficiency = "95 %"', 'energy = "12"', "M009", "energy", 'energy = "12 kJ/kg"'),
    ('efficiency = "95 %"', 'energy = "12 KJ/kg"', "M010", "energy", "kJ/kg"),
    ('efficiency = "95 %"', 'energy = "1e308 GJ/mg"', "M010", "energy", "too large"),
    ('efficiency = "95 %"', 'energy = "1,5 kJ/kg"', "M010", "energy", "point for decimals"),
    ('efficiency = "95 %"', "energy = []", "M006", "energy", "list"),
    ('efficiency = "95 %"', "teeth = 1.5", "M006", "teeth", "whole number"),
    ('efficiency = "95 %"', "teeth = 0", "M011", "teeth", "allowed: 1 to 100"),
    ('efficiency = "95 %"', 'tool = "drumm"', "M020", "tool", "drum"),
    ('efficiency = "95 %"', "crewed = 1", "M006", "crewed", "true or false"),
    ('length = "300 m"\n', "", "M025", "[nodes.driver]", "Length of the track"),
    ('length = "300 m"', 'length = "300 m"\nmuzzle_speed = "24 km/s"', "M011", "muzzle_speed", "10 km/s"),
    ('initial = "1 t/h"', 'initial = "1 t/hour2x"', "M010", "initial", "not a unit"),
    ('initial = "1 t/h"', "initial = 1", "M009", "initial", "per time"),
    ('initial = "1 t/h"', 'initial = "-1 t/h"', "M011", "initial", "below zero"),
    ("initial = 1\n", 'initial = "1 t/h"\n', "M010", "initial", "number of machines"),
    ("available_from = 2032-01-01", "available_from = 2060-01-01", "M021", "available_from", "2040-01-01"),
    ('commodities = ["machinery",', 'commodities = ["machinry",', "M018", "commodities", "machinery"),
    ('"electronics"]', '"machinery"]', "M008", "commodities", "twice"),
    ('commodities = ["machinery", "electronics"]', "", "M005", "[supplies.earth_cargo]", "commodities"),
    ('payload = "sat"', 'payload = "digger"', "M014", "payload", "nodes of that kind: sat"),
    ('launcher = "driver"', 'launcher = "driber"', "M019", "launcher", "driver"),
    ('to = "swarm"', 'to = "base"', "M028", "to", "from base to base"),
    ('model = "satellite"\nsite = "base"', 'model = "satellite"\nsite = "swarm"', "M029", "[legs.throw]", "same site"),
    ("[legs.throw]", "[legs.digger]", "M008", "[legs.digger]", "already one of the nodes"),
    ("[nodes.sat]", "[nodes.compute]", "M008", "[nodes.compute]", "commodity"),
    ('commodity = "compute"', 'commodity = "computing"', "M018", "commodity", "compute"),
    ('amount = "10 MW yr"', 'amount = "10 MW"', "M010", "amount", "units like J"),
    ('amount = "10 MW yr"', "most = 4", "M009", "most", "4 W"),
    ("by = 2039-01-01", "by = 2045-01-01", "M021", "by", "after 2040-01-01"),
    ("by = 2039-01-01", "from = 2035-01-01\nuntil = 2034-01-01", "M021", "until", "not after"),
    ('amount = "10 MW yr"', 'rate = "1 MW"', "M028", "by", "needs an amount"),
    ('price = "3000 USD/(kW yr)"', 'price = "3000 EUR/kW"', "M010", "price", "USD"),
    ('quantity = "cost"', 'quantity = "costs"', "M020", "quantity", "cost"),
    ('most = "5 GUSD/yr"', "", "M005", "[limits.budget]", "neither most nor least"),
    ('most = "5 GUSD/yr"', 'most = "5 GUSD/yr"\nleast = "1 USD"', "M028", "least", "one bound per time"),
    ('most = "5 GUSD/yr"', 'most = "5 GUSD/yr"\nof = "digger"', "M028", "of", "whole mission"),
    ('most = "5 GUSD/yr"', 'most = "5 GUSD/yr"\nleast = "6 GUSD/yr"', "M028", "least", "nothing lies between"),
    ('most = "10 kt"', 'most = "10 kt"\nleast = "1 Mt"', "M028", "least", "nothing lies between"),
    ("period = [", 'period = "11 yr" #', "M022", "period", "longer than the horizon"),
    ('quantity = "activity"\nof = "digger"', 'quantity = "build"\nof = "throw"', "M019", "of", "no node"),
    (
        'quantity = "cost"\nmost = "5 GUSD/yr"',
        'quantity = "stock"\nof = "compute"\nmost = "5 J"',
        "M028",
        "of",
        "cannot be stored",
    ),
    ('of = "digger"\n', "", "M005", "[limits.digging]", "node, supply or leg"),
    ('most = "10 kt"', 'most = "10 kt"\nleast = "1 t/h"', "M028", "least", "different kinds"),
    ('maximise = "compute"', 'maximise = "compute"\nminimise = "cost"', "M024", "[objective]", "either"),
    ('[objective]\nmaximise = "compute"\nat = "swarm"', "", "M024", "", "[objective]"),
    ('at = "swarm"', "", "M005", "[objective]", "at"),
    ('at = "swarm"', 'at = "swarm"\ndemand = "service"', "M028", "demand", "date"),
    ('maximise = "compute"\nat = "swarm"', 'minimise = "date"', "M005", "[objective]", "demand"),
    ('demo-plugin = "*"', 'demo-plugin = "about 2"', "M010", "demo-plugin", ">=0.1,<2"),
    ('demo-plugin = "*"', "demo-plugin = 2", "M006", "demo-plugin", "version"),
]


@pytest.mark.parametrize(("old", "new", "code", "shown", "words"), MISTAKES)
def test_mistake(findings_of, demo_source, old, new, code, shown, words):
    assert demo_source.text.count(old) >= 1
    found = findings_of(demo_source.text.replace(old, new, 1))
    matching = [item for item in found if item.code == code]
    assert matching, [(item.code, item.message) for item in found]
    item = matching[0]
    assert item.excerpt.startswith(shown) or shown in item.excerpt
    assert bool(item.span) == bool(shown)
    assert words in " ".join([item.message, *item.notes, item.help])


def test_a_mission_without_nodes(findings_of):
    found = findings_of(
        'format = 1\nname = "x"\ntime = { start = 2030-01-01, horizon = "1 yr" }\nobjective.minimise = "cost"'
    )
    assert [item.code for item in found] == ["M023"]


def test_everything_is_told_at_once_and_in_order(findings_of, demo_source):
    text = demo_source.text
    for old, new, *_ in MISTAKES[20:40:5]:
        text = text.replace(old, new, 1)
    found = findings_of(text.replace("format = 1", "format = 7"))
    assert len(found) >= 5
    lines = [item.span.line for item in found if item.span]
    assert lines == sorted(lines)


def test_a_date_objective_needs_an_amount(findings_of, demo_source):
    text = demo_source.text.replace('maximise = "compute"\nat = "swarm"', 'minimise = "date"\ndemand = "service"')
    text = text.replace('amount = "10 MW yr"\nby = 2039-01-01', 'rate = "1 MW"')
    (item,) = findings_of(text)
    assert (item.code, item.excerpt) == ("M028", "[demands.service]")


def test_a_required_plugin_that_is_missing_is_an_error_of_plugins(check_text, demo_source):
    with pytest.raises(PluginError, match='"demo-plugins", which is not installed') as caught:
        check_text(demo_source.text.replace("demo-plugin =", "demo-plugins ="))
    assert "demo-plugin" in caught.value.help
    with pytest.raises(PluginError, match="a file without version"):
        check_text(demo_source.text.replace('"*"', '">=1"'))
