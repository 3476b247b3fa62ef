"""What goods cost that are bought on Earth, whoever carries them."""

from __future__ import annotations

from moonbase.api import Supply, param

__all__ = ["EarthGoods"]


class EarthGoods(Supply):
    """Supplies of goods that are bought on Earth."""

    goods_factor: float = param(
        default=1.0,
        unit="1",
        doc="Multiplies the price of all goods but computers.",
        source="assumed",
        lo=0.0,
        hi=1000.0,
    )
    computer_price: float = param(
        default="42000 USD",
        unit="USD",
        doc="One compute package, wherever it goes.",
        source="28 USD/W as on the ground, less hosts of 2.5 kg/kW at 2000 USD/kg; racks of 72 sell at 3 to 4 M USD",
        grade="computed",
        lo="0 USD",
        distribution=("30000 USD", "42000 USD", "60000 USD"),
    )

    def bought(self, commodities: tuple[str, ...]) -> dict[str, float]:
        """Tell what goods cost, without transport [USD per unit].

        Parameters
        ----------
        commodities
            Names.
        """
        from moonbase_compute.prices import goods_prices

        return goods_prices(commodities, factor=self.goods_factor, computer=self.computer_price)
