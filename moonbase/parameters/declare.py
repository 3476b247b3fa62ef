"""`param()` and the `Model` base: what a plugin author writes to declare a parameter.

A declaration holds default, unit, meaning, source, grade, range and distribution. Checking, the reference page,
the JSON schema, the provenance table and the names that a campaign can vary all come from it. Importing this
module costs nothing: values written as text with a unit are converted when a model is built, not when its class
is declared.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from moonbase.errors import ModelError, QuantityError
from moonbase.quantities import convert, parse_date

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Any:
        """Stand in for the marker that only type checkers read and that Python 3.10 lacks."""
        return lambda cls: cls


__all__ = ["GRADES", "Model", "ParamInfo", "param", "params_of"]

GRADES = ("primary", "secondary", "computed", "recalled", "estimated", "assumed")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INFO = "moonbase"
_PARAMS: WeakKeyDictionary[type[Any], tuple[ParamInfo, ...]] = WeakKeyDictionary()
_DEFAULTS: WeakKeyDictionary[type[Any], dict[str, Any]] = WeakKeyDictionary()


@dataclasses.dataclass(frozen=True, kw_only=True)
class ParamInfo:
    """What was declared about one parameter.

    Attributes
    ----------
    name
        Name of the attribute and of the key in a mission file.
    default
        As declared: a number [`unit`], a text with a unit, a word, a flag, or None for "no value".
    unit
        SI unit of the value inside the model; ``"1"`` for a pure number, ``""`` for words and flags, ``"date"`` for
        dates, which are seconds after J2000 inside.
    doc
        Meaning, in one or two sentences.
    source
        Where the default comes from; ``"assumed"`` is legal and counted in every report.
    grade
        One of `GRADES`.
    lo, hi
        Allowed range, in the same form as the default.
    choices
        Allowed words.
    distribution
        ``(low, mode, high)`` for campaigns, in the same form as the default.
    required
        Whether a mission must give it.
    """

    name: str
    default: Any
    unit: str
    doc: str
    source: str
    grade: str
    lo: float | str | None = None
    hi: float | str | None = None
    choices: tuple[str, ...] = ()
    distribution: tuple[float | str, float | str, float | str] | None = None
    required: bool = False

    @property
    def dimensioned(self) -> bool:
        """Whether a mission must write this value as text with a unit."""
        return self.unit not in ("", "1", "date")

    @property
    def dated(self) -> bool:
        """Whether this is a word that stands for a date, as its default tells."""
        written = self.kind == "word" and not self.choices and isinstance(self.default, str)
        return written and _ISO_DATE.fullmatch(self.default) is not None

    @property
    def kind(self) -> str:
        """One of ``quantity``, ``number``, ``integer``, ``word``, ``flag``, ``date``."""
        if isinstance(self.default, bool):
            return "flag"
        if self.unit == "date":
            return "date"
        if self.unit == "":
            return "integer" if isinstance(self.default, int) else "word"
        return "quantity" if self.dimensioned else "number"

    def si(self, value: Any) -> Any:
        """Convert a declared or written value into what the model holds.

        Raises
        ------
        QuantityError
            If the text has no number or its unit measures something else.
        """
        if value is None or self.kind in ("word", "flag", "integer"):
            return value
        if self.kind == "date":
            return float(value) if isinstance(value, int | float) else parse_date(value)
        return convert(value, self.unit)

    def refusal(self, value: Any) -> str:
        """Tell why a converted value is not allowed; empty if it is."""
        if value is None:
            return ""
        if self.choices:
            return "" if value in self.choices else f'= "{value}" is none of {", ".join(self.choices)}'
        lo, hi = self.si(self.lo), self.si(self.hi)
        if lo is not None and not value >= lo:
            return f"= {value} {self.unit} is below the allowed {self.lo}"
        if hi is not None and not value <= hi:
            return f"= {value} {self.unit} is above the allowed {self.hi}"
        return ""


def param(  # noqa: PLR0913 - each argument is one fact of the declaration
    *,
    default: Any = None,
    unit: str = "1",
    doc: str,
    source: str,
    grade: str | None = None,
    lo: float | str | None = None,
    hi: float | str | None = None,
    choices: Sequence[str] = (),
    distribution: tuple[float | str, float | str, float | str] | None = None,
    required: bool = False,
) -> Any:
    """Declare a parameter of a model.

    Parameters
    ----------
    default
        Number in `unit`, text with any unit of the same kind (``"49.5 kWh/kg"``), a word, or a flag.
    unit
        SI unit of the value inside the model, such as ``"J/kg"``; ``"1"`` for a pure number. Words, whole
        numbers and flags take ``""``, dates ``"date"``.
    doc
        What it means.
    source
        Citation of the default, a source key, or ``"assumed"``.
    grade
        One of ``primary``, ``secondary``, ``computed``, ``recalled``, ``estimated``, ``assumed``; left out, it is
        ``assumed`` for the source ``"assumed"`` and ``secondary`` otherwise.
    lo, hi
        Allowed range.
    choices
        Allowed words.
    distribution
        Low, mode and high of the value, used by campaigns.
    required
        True if a mission must give the value.

    Returns
    -------
    Any
        A dataclass field that carries the declaration.
    """
    grade = grade or ("assumed" if source == "assumed" else "secondary")
    if grade not in GRADES:
        raise ModelError(f'grade "{grade}" is none of {", ".join(GRADES)}')
    if not source or not doc:
        raise ModelError("a parameter needs a doc and a source; an unsourced number says source='assumed'")
    info = ParamInfo(
        name="",
        default=default,
        unit=unit,
        doc=doc,
        source=source,
        grade=grade,
        lo=lo,
        hi=hi,
        choices=tuple(choices),
        distribution=distribution,
        required=required,
    )
    return dataclasses.field(default=default, kw_only=True, metadata={_INFO: info})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(param,))
class Model:
    """Base of every model: a frozen dataclass whose fields are declared with `param`.

    Subclassing is enough; no decorator is needed. The model's name is the class name in kebab case without its
    kind (``RailLauncher`` is ``rail``) unless the class sets ``model_name``.
    """

    kind: ClassVar[str] = ""
    model_name: ClassVar[str] = ""
    validity: ClassVar[str] = ""

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if "model_name" not in cls.__dict__:
            cls.model_name = _kebab(cls.__name__, cls.kind)
        dataclasses.dataclass(frozen=True, kw_only=True)(cls)

    def __post_init__(self) -> None:
        for info in params_of(type(self)):
            value = getattr(self, info.name)
            converted = _default(type(self), info) if value is info.default else _allowed(type(self), info, value)
            object.__setattr__(self, info.name, converted)


def _allowed(model: type[Model], info: ParamInfo, value: Any) -> Any:
    try:
        converted = info.si(value)
        refusal = info.refusal(converted)
    except QuantityError as error:
        raise ModelError(f"{model.model_name}.{info.name}: {error.message}", help=error.help) from None
    if refusal:
        raise ModelError(f"{model.model_name}.{info.name} {refusal}")
    return converted


def _default(model: type[Model], info: ParamInfo) -> Any:
    held = _DEFAULTS.setdefault(model, {})
    if info.name not in held:
        held[info.name] = _allowed(model, info, info.default)
    return held[info.name]


def params_of(model: type[Model]) -> tuple[ParamInfo, ...]:
    """List the declared parameters of a model class, in order of declaration."""
    found = _PARAMS.get(model)
    if found is None:
        fields = dataclasses.fields(model)  # type: ignore[arg-type]
        found = tuple(
            dataclasses.replace(field.metadata[_INFO], name=field.name) for field in fields if _INFO in field.metadata
        )
        _PARAMS[model] = found
    return found


def _kebab(name: str, kind: str) -> str:
    words: list[str] = []
    for letter in name:
        if letter.isupper() or not words:
            words.append(letter.lower())
        else:
            words[-1] += letter
    if len(words) > 1 and words[-1] == kind:
        words.pop()
    return "-".join(words)
