from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from moonbase.graph.drawing import Drawing, DrawnEdge, DrawnNode
from moonbase.graph.drawlayers import layers_of
from moonbase.graph.drawlayout import layout
from moonbase.graph.drawsimple import simplify
from moonbase.graph.drawsvg import as_svg
from moonbase.graph.drawtext import as_dot, as_mermaid


def _node(key, role="process", site="base"):
    return DrawnNode(key=key, label=key.partition(":")[2], role=role, site=site)


def _drawing(pairs, **amounts):
    """Draw ``"a>ore"`` (makes) and ``"ore>b"`` (uses); capital letters are activities."""
    names = sorted({name for pair in pairs for name in pair.split(">")})
    keys = {name: f"activity:{name}" if name.isupper() else f"balance:{name}" for name in names}
    nodes = [_node(keys[name], "process" if name.isupper() else "commodity") for name in names]
    edges = []
    for pair in pairs:
        left, right = pair.split(">")
        commodity = right if left.isupper() else left
        edges.append(
            DrawnEdge(source=keys[left], target=keys[right], commodity=commodity, amount=amounts.get(commodity))
        )
    return Drawing(nodes=tuple(nodes), edges=tuple(edges))


CHAIN = _drawing(["A>ore", "ore>B", "B>metal", "metal>C"], ore=5000.0, metal=0.0)
LOOP = _drawing(["A>ore", "ore>B", "B>acid", "acid>A", "B>metal", "metal>C", "C>metal", "metal>A"])
CROWD = _drawing(["P>power", *(f"power>{letter}" for letter in "ABCDEFG"), "A>ore", "ore>B"])


def test_arrows_go_right():
    layers = layers_of([node.key for node in CHAIN.nodes], list(CHAIN.edges))
    assert all(layers[edge.source] < layers[edge.target] for edge in CHAIN.edges)


def test_loops_cost_few_arrows_back():
    layers = layers_of([node.key for node in LOOP.nodes], list(LOOP.edges))
    backward = [edge for edge in LOOP.edges if layers[edge.source] >= layers[edge.target]]
    assert 1 <= len(backward) <= 3


def test_deep_chains_do_not_exhaust_the_stack():
    keys = [f"k{i}" for i in range(5000)]
    edges = [DrawnEdge(source=a, target=b, commodity="x") for a, b in pairwise(keys)]
    assert layers_of(keys, edges)["k4999"] == 4999


def test_what_only_passes_on_is_joined():
    simple = simplify(CHAIN)
    assert {node.key for node in simple.nodes} == {"activity:A", "activity:B", "activity:C"}
    assert [(edge.source, edge.target, edge.commodity) for edge in simple.edges] == [
        ("activity:A", "activity:B", "ore"),
        ("activity:B", "activity:C", "metal"),
    ] or len(simple.edges) == 2


def test_makers_share_what_a_user_takes():
    def edge(source, target, amount):
        return DrawnEdge(source=source, target=target, commodity="ore", amount=amount)

    nodes = (*(_node(f"activity:{name}") for name in "ABC"), _node("balance:ore", "commodity"))
    edges = (
        edge("activity:A", "balance:ore", 30.0),
        edge("activity:B", "balance:ore", 10.0),
        edge("balance:ore", "activity:C", 20.0),
    )
    joined = {found.source: found.amount for found in simplify(Drawing(nodes=nodes, edges=edges)).edges}
    assert joined == {"activity:A": 15.0, "activity:B": 5.0}


def test_what_everybody_shares_is_written_into_boxes():
    simple = simplify(CROWD)
    assert simple.crowded == ("balance:power",)
    assert "← power" in simple.lines["activity:B"]
    assert "→ power" in simple.lines["activity:P"]
    assert all("power" not in (edge.source, edge.target) for edge in simple.edges)


@pytest.mark.parametrize("drawing", [CHAIN, LOOP, CROWD], ids=["chain", "loop", "crowd"])
def test_boxes_do_not_overlap_and_stay_on_the_page(drawing):
    placed = layout(drawing)
    for box in placed.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= placed.width
        assert box.y + box.height <= placed.height
    for i, one in enumerate(placed.boxes):
        for two in placed.boxes[i + 1 :]:
            apart = (
                one.x + one.width <= two.x
                or two.x + two.width <= one.x
                or one.y + one.height <= two.y
                or two.y + two.height <= one.y
            )
            assert apart, (one.node.key, two.node.key)


def test_arrow_heads_on_a_box_keep_their_distance():
    placed = layout(_drawing(["A>a", "B>b", "C>c", "a>D", "b>D", "c>D"]))
    heights = sorted(wire.points[-1][1] for wire in placed.wires)
    assert all(high - low >= 10.0 for low, high in pairwise(heights))


def test_the_picture_is_valid_and_complete():
    text = as_svg(CHAIN, "a <chain>", tell=lambda amount, unit: f"{amount:g} {unit}")
    tree = ET.fromstring(text)
    words = "".join(tree.itertext())
    assert tree.get("aria-label") == "a <chain>"
    assert "ore 5000 kg" in words
    assert "metal: 0 kg" in words
    assert text.count("wire flow idle") == 1


def test_dot_names_everything():
    text = as_dot(CHAIN, 'a "chain"', tell=lambda amount, unit: f"{amount:g} {unit}")
    assert text.startswith('digraph "a \\"chain\\""')
    assert text.count("->") == len(CHAIN.edges)
    assert '"activity:A" -> "balance:ore" [label="5000 kg"];' in text
    assert text.count("{") == text.count("}")


def test_mermaid_names_everything():
    odd = Drawing(nodes=(_node('activity:say "hi" <b>'),), edges=())
    assert "#34;hi#34;" in as_mermaid(odd)
    text = as_mermaid(LOOP)
    assert len(re.findall(r"n\d+ --> n\d+", text)) == len(LOOP.edges)


def test_an_empty_graph_can_be_drawn():
    assert ET.fromstring(as_svg(Drawing(), "nothing")).get("aria-label") == "nothing"


def test_drawings_repeat():
    assert as_svg(LOOP, "t") == as_svg(LOOP, "t")
