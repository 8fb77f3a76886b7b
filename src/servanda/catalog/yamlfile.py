"""Strict YAML: our data files, read so that any mistake is told with file and line.

Plain PyYAML keeps the last of two equal keys and turns unquoted dates into objects and `NO` (Norway) into False; we
refuse the first and read every plain scalar but integers and true/false as text. The line of a mistake is found by
parsing again with node marks, on the error path only, so that the usual path stays fast.
"""

import json
import re
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from servanda.model.dates import is_edtf
from servanda.model.errors import DataError


class _Loader(yaml.CSafeLoader):
    """CSafeLoader that refuses duplicate keys and knows only text, integers and true/false."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)  # type: ignore[no-untyped-call]  # PyYAML's stubs
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"key “{key}” stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return found


_Loader.yaml_implicit_resolvers = {}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:int", r"^[0-9]{1,9}$", "0123456789"),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def read_yaml(file: Traversable, schema: Traversable | None = None) -> Any:
    """Read one data file and hold it against its JSON Schema.

    Args:
        file: the data file.
        schema: the JSON Schema beside it; `format: edtf` means a date of ours.

    Raises:
        DataError: with `where` as file:line, what is wrong, and what was expected.
    """
    text = file.read_text(encoding="utf-8")
    return parse_yaml(text, file.name, None if schema is None else schema.read_text(encoding="utf-8"))


def parse_yaml(text: str, name: str, schema: str | None = None) -> Any:
    """As `read_yaml`, from text; `name` stands for the file in messages."""
    try:
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{error.problem}", where=f"{name}:{line}", hint="mend the YAML there") from error
    except yaml.YAMLError as error:
        raise DataError(f"not YAML: {error}", where=name) from error
    if schema is not None:
        _check(raw, text, name, schema)
    return raw


def line_of(text: str, path: list[Any]) -> int:
    """The line (from 1) on which the value at `path` (keys and indices) begins; the deepest part that exists counts."""
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        return 1
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            inner = [value for key, value in node.value if key.value == str(step)]
            if not inner:
                keys = [key for key, _ in node.value if key.value == str(step)]
                node = keys[0] if keys else node
                break
            node = inner[0]
    line: int = node.start_mark.line + 1
    return line


@cache
def _validator(schema: str) -> Any:
    """A validator of one schema; building one is dear, so each is built once."""
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("edtf")(lambda value: not isinstance(value, str) or is_edtf(value))
    return Draft202012Validator(json.loads(schema), format_checker=checker)


def _check(raw: Any, text: str, name: str, schema: str) -> None:
    errors = sorted(_validator(schema).iter_errors(raw), key=lambda e: [str(p) for p in e.absolute_path])
    if not errors:
        return
    error = errors[0]
    path: list[Any] = list(error.absolute_path)
    extra = _unknown_keys(error)
    message = _words(error, path, extra)
    line = line_of(text, path) if not extra else _key_line(text, path, extra[0])
    more = f"and {len(errors) - 1} more" if len(errors) > 1 else ""
    raise DataError(message, value=error.instance if not extra else extra[0], where=f"{name}:{line}", hint=more)


def _unknown_keys(error: Any) -> list[str]:
    if error.validator != "additionalProperties" or not isinstance(error.instance, dict):
        return []
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known]


def _words(error: Any, path: list[Any], extra: list[str]) -> str:
    at = ".".join(str(step) for step in path) or "the file"
    if extra:
        return f"unknown key “{extra[0]}” in {at}; known: {', '.join(sorted(error.schema.get('properties', {})))}"
    if error.validator == "format":
        return f"“{error.instance}” in {at} is not a date of the calendar; write 2024, 2024-07 or 2024-07-18"
    return f"{error.message} in {at}"


def _key_line(text: str, path: list[Any], key: str) -> int:
    node = yaml.compose(text, Loader=_Loader)
    for step in path:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next(value for k, value in node.value if k.value == str(step))
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((int(k.start_mark.line) + 1 for k, _ in pairs if k.value == key), 1)
