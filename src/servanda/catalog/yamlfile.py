"""Strict YAML: our data files, read so that any mistake is told with file and line.

Plain PyYAML keeps the last of two equal keys and turns unquoted dates into objects and `NO` (Norway) into False; we
refuse the first and read every plain scalar but integers and true/false as text. The line of a mistake is found by
parsing again with node marks, on the error path only, so that the usual path stays fast.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

import yaml

from servanda.model.dates import is_edtf
from servanda.model.errors import DataError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError


class _Loader(yaml.CSafeLoader):
    """CSafeLoader that refuses duplicate keys and knows only text, integers and true/false."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"key “{key}” stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.yaml_implicit_resolvers = {}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:int", r"^[0-9]{1,9}$", "0123456789"),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def read_yaml(file: Traversable, schema: Traversable | None = None) -> Any:  # noqa: ANN401 - of any shape
    """Read one data file and hold it against its JSON Schema.

    Args:
        file: the data file.
        schema: the JSON Schema beside it; `format: edtf` means a date of ours.

    Raises:
        DataError: with `where` as file:line, what is wrong, and what was expected.
    """
    text = file.read_text(encoding="utf-8")
    return parse_yaml(text, file.name, None if schema is None else schema.read_text(encoding="utf-8"))


def parse_yaml(text: str, name: str, schema: str | None = None) -> Any:  # noqa: ANN401 - of any shape
    """As `read_yaml`, from text; `name` stands for the file in messages."""
    try:
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{error.problem}", where=f"{name}:{line}", hint="mend the YAML there") from error
    except yaml.YAMLError as error:
        raise DataError(f"not YAML: {error}", where=name) from error
    if schema is not None:
        check_yaml(raw, text, name, schema)
    return raw


def line_of(text: str, path: Sequence[object], key: str | None = None) -> int:
    """The line (from 1) on which the value at `path` begins, or where its member `key` is written.

    Args:
        path: keys and indices from the root; the deepest part that exists counts.
        key: a key of the mapping at `path`.
    """
    node = yaml.compose(text, Loader=_Loader)
    place = node
    for step in path:
        place, node = _step(node, step)
    if key is not None:
        place = next((k for k, _ in _pairs(node) if k.value == key), place)
    return int(place.start_mark.line) + 1 if place is not None else 1


def _step(node: yaml.Node | None, step: object) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Where one step is written (the key of a mapping), and the node it leads to."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    found = next(((k, v) for k, v in _pairs(node) if k.value == str(step)), None)
    return found or (node, node)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


@cache
def _validator(schema: str) -> "Draft202012Validator":
    """A validator of one schema; building one is dear, so each is built once."""
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("edtf")(lambda value: not isinstance(value, str) or is_edtf(value))
    return Draft202012Validator(json.loads(schema), format_checker=checker)


def check_yaml(raw: object, text: str, name: str, schema: str) -> None:
    """Hold parsed YAML to a schema.

    Raises:
        DataError: naming file and line of the first mistake, and how many more there are.
    """
    errors = sorted(_validator(schema).iter_errors(raw), key=lambda e: [str(p) for p in e.absolute_path])
    if not errors:
        return
    error = errors[0]
    path: list[Any] = list(error.absolute_path)
    extra = _unknown_keys(error)
    message = _words(error, path, extra)
    line = line_of(text, path, extra[0] if extra else None)
    more = f"and {len(errors) - 1} more" if len(errors) > 1 else ""
    raise DataError(message, value=error.instance if not extra else extra[0], where=f"{name}:{line}", hint=more)


def _unknown_keys(error: "ValidationError") -> list[str]:
    if error.validator != "additionalProperties" or not isinstance(error.instance, dict):
        return []
    return [key for key in error.instance if key not in _known(error)]


def _known(error: "ValidationError") -> list[str]:
    return list(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []


def _words(error: "ValidationError", path: list[Any], extra: list[str]) -> str:
    at = ".".join(str(step) for step in path) or "the file"
    if extra:
        return f"unknown key “{extra[0]}” in {at}; known: {', '.join(sorted(_known(error)))}"
    if error.validator == "format":
        return f"“{error.instance}” in {at} is not a date of the calendar; write 2024, 2024-07 or 2024-07-18"
    return f"{error.message} in {at}"
