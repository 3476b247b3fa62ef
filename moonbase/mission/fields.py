"""The keys of a mission file that belong to no model, declared the way parameters are.

Checking and the JSON schema both read these tables.
"""

from __future__ import annotations

from typing import Any

from moonbase.models.site import SITE_KINDS
from moonbase.parameters.declare import ParamInfo

__all__ = [
    "DEMAND",
    "ECONOMICS",
    "ELEMENTS",
    "FORMAT",
    "LEG",
    "LIMIT",
    "NAME_PATTERN",
    "NODE",
    "OBJECTIVE",
    "QUANTITIES",
    "SECTIONS",
    "SITE",
    "STOCK",
    "SUPPLY",
    "TIME",
    "TOP",
]

FORMAT = 1
NAME_PATTERN = "[a-z][a-z0-9_-]*"
SECTIONS = (
    "requires",
    "time",
    "economics",
    "sites",
    "nodes",
    "supplies",
    "legs",
    "stocks",
    "demands",
    "limits",
    "objective",
)
QUANTITIES = ("cost", "imported-mass", "activity", "capacity", "build", "stock")


def _keys(**declared: dict[str, Any]) -> dict[str, ParamInfo]:
    return {
        name.rstrip("_"): ParamInfo(
            name=name.rstrip("_"),
            source="mission format",
            grade="assumed",
            **{"default": None, "unit": "", **facts},
        )
        for name, facts in declared.items()
    }


TOP = _keys(
    name={"doc": "Title of the mission.", "required": True},
    description={"doc": "What the mission is about.", "default": ""},
)
TIME = _keys(
    start={
        "doc": "First day of the plan.",
        "unit": "date",
        "required": True,
        "lo": "1950-01-01",
        "hi": "2200-01-01",
    },
    horizon={"doc": "Length of the plan.", "unit": "s", "required": True, "lo": "1 d", "hi": "200 yr"},
)
ECONOMICS = _keys(
    discount_rate={"doc": "Rate at which later counts less, per year.", "unit": "1", "default": 0.0, "lo": 0, "hi": 1},
)
SITE = _keys(
    like={"doc": "Site of a plugin to start from."},
    kind={"doc": "Sort of place.", "choices": SITE_KINDS},
    latitude={"doc": "North latitude on the body.", "unit": "rad", "lo": "-90 deg", "hi": "90 deg"},
    longitude={"doc": "East longitude on the body.", "unit": "rad", "lo": "-360 deg", "hi": "360 deg"},
    illumination={"doc": "Share of the time with Sun.", "unit": "1", "lo": 0, "hi": 1},
    longest_night={"doc": "Longest time without Sun.", "unit": "s", "lo": 0, "hi": "1 yr"},
    sun_distance={"doc": "Distance from the Sun.", "unit": "m", "lo": "0.01 AU", "hi": "1000 AU"},
    radius={"doc": "Orbit radius about the primary.", "unit": "m", "lo": "1 km", "hi": "1000 AU"},
    body={"doc": "Libration point such as EML2, planet such as mars, asteroid or comet such as ceres."},
    period={
        "doc": "Period of a halo orbit; negative for the northern family.",
        "unit": "s",
        "lo": "-30 d",
        "hi": "30 d",
    },
    terrain={"doc": "highland, mare, or a word of your own."},
    source={"doc": "Where the numbers come from."},
    grade={
        "doc": "Grade of that source.",
        "choices": ("primary", "secondary", "computed", "recalled", "estimated", "assumed"),
    },
)
ELEMENTS = _keys(
    semi_major_axis={
        "doc": "Half the long axis of the orbit.",
        "unit": "m",
        "lo": "0.05 AU",
        "hi": "1000 AU",
        "required": True,
    },
    eccentricity={"doc": "Eccentricity; a closed orbit has less than 1.", "unit": "1", "lo": 0, "required": True},
    inclination={"doc": "Inclination to the ecliptic.", "unit": "rad", "lo": "0 deg", "hi": "180 deg"},
    ascending_node={"doc": "Longitude of the ascending node.", "unit": "rad", "lo": "-360 deg", "hi": "360 deg"},
    argument_of_perihelion={"doc": "From node to perihelion.", "unit": "rad", "lo": "-360 deg", "hi": "360 deg"},
    mean_anomaly={"doc": "Mean anomaly at the epoch.", "unit": "rad", "lo": "-360 deg", "hi": "360 deg"},
    epoch={"doc": "Date of the elements.", "unit": "date", "required": True},
)
NODE = _keys(
    model={"doc": "Model of the node.", "required": True},
    site={"doc": "Where it stands.", "required": True},
    preset={"doc": "Named parameter set of the model."},
    whole={"doc": "Whether capacity comes in whole machines.", "default": False},
    available_from={"doc": "Earliest date of building or running.", "unit": "date"},
)
SUPPLY = _keys(
    model={"doc": "Model of the supply.", "required": True},
    site={"doc": "Where the goods arrive.", "required": True},
    preset={"doc": "Named parameter set of the model."},
    whole={"doc": "Whether flights come whole.", "default": False},
)
LEG = _keys(
    payload={"doc": "Node of kind payload.", "required": True},
    launcher={"doc": "Node of kind launcher.", "required": True},
    to={"doc": "Destination site.", "required": True},
    capture={
        "doc": "Who brings the payload to rest at the destination: its own propulsion, or a catcher there.",
        "choices": ("payload", "destination"),
    },
    burn={
        "doc": "Where the payload burns what the launcher misses: at the edge of the Moon's sphere of influence, or "
        "also right after release and at a perigee if that is cheaper.",
        "choices": ("sphere", "cheapest"),
    },
    max_muzzle_speed={"doc": "Highest speed off the track.", "unit": "m/s", "lo": 0, "hi": "1000 km/s"},
    max_onboard_dv={"doc": "Highest velocity change by the payload itself.", "unit": "m/s", "lo": 0, "hi": "1000 km/s"},
    max_time_of_flight={"doc": "Longest flight.", "unit": "s", "lo": "1 h", "hi": "100 yr"},
)
STOCK = _keys(
    commodity={"doc": "What is there.", "required": True},
    site={"doc": "Where it is.", "required": True},
)
DEMAND = _keys(
    commodity={"doc": "What is wanted.", "required": True},
    site={"doc": "Where it is wanted.", "required": True},
    by={"doc": "Date by which the amount must be there.", "unit": "date"},
    from_={"doc": "First day of the demand.", "unit": "date"},
    until={"doc": "Last day of the demand.", "unit": "date"},
)
LIMIT = _keys(
    quantity={"doc": "What is bounded.", "required": True, "choices": QUANTITIES},
    of={"doc": "Node, supply, leg or commodity that it is about."},
    site={"doc": "Where, for a stock."},
    from_={"doc": "First day of the limit.", "unit": "date"},
    until={"doc": "Last day of the limit.", "unit": "date"},
)
OBJECTIVE = _keys(
    maximise={"doc": "Commodity or service to have as much of as possible."},
    minimise={"doc": "What to have as little of as possible.", "choices": ("cost", "imported-mass", "date")},
    at={"doc": "Site where the commodity is delivered."},
    demand={"doc": "Demand whose amount is to be met as early as possible."},
)
