"""The page of OpenAPI 3.1, made from the endpoints and the nouns, so that it cannot say anything else than they do."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from servanda import __version__
from servanda.web.endpoint import JSON, Endpoint
from servanda.web.problems import MEDIA_TYPE

REF = "#/components/schemas/{name}"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "hint": {"type": "string", "description": "What to do next."},
    },
}
WRONG = {
    "401": "a token is needed, or the one given does not hold",
    "403": "the token may not do this",
    "404": "there is nothing of that name",
    "413": "the body is too large",
    "415": "a body of this kind is not read",
    "422": "the question or the body cannot be understood",
    "429": "too many requests; `Retry-After` says when to ask again",
    "503": "the record cannot be used just now",
}


def openapi(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The page."""
    nouns = list(dict.fromkeys(one.gives for one in endpoints if one.gives is not None))
    shapes, schemas = msgspec.json.schema_components(nouns, ref_template=REF)
    shape = dict(zip(nouns, shapes, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in endpoints:
        paths.setdefault(template(one.path), {})[one.method.lower()] = _operation(one, shape.get(one.gives))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Servanda",
            "version": __version__,
            "summary": "Evidence-based monitor of states' treaty commitments.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def template(path: str) -> str:
    """A path as OpenAPI writes it."""
    return re.sub(r"\{(\w+):path\}", r"{\1}", path)


def _operation(one: Endpoint, shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON Schema
    made: dict[str, Any] = {
        "operationId": f"{one.method.lower()}_{one.answer.__name__}",
        "summary": one.summary,
        "tags": [one.tag],
        "parameters": _parameters(one),
    }
    if one.method == "POST":
        made["requestBody"] = _body(one)
    if one.needs:
        made["security"] = [{"token": [one.needs]}]
    good: dict[str, Any] = {"description": "The answer.", "content": {m: _content(one, m, shape) for m in one.media}}
    made["responses"] = {"200": good, **({"201": good} if one.needs else {}), **_wrong(one)}
    if one.method == "GET":
        good["headers"] = {name: {"schema": {"type": "string"}} for name in ("ETag", "Last-Modified")}
        made["responses"]["304"] = {"description": "Nothing changed since the ETag or moment given."}
    return made


def _content(one: Endpoint, media: str, shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON Schema
    if media != JSON:
        return {}
    if one.many:
        page = {"items": {"type": "array", "items": shape}, "total": {"type": "integer"}, "next": {}}
        return {"schema": {"type": "object", "required": list(page), "properties": page}}
    return {"schema": shape or {}}


def _wrong(one: Endpoint) -> dict[str, Any]:
    told = ["422", "429", "503", "401", "403"]
    told += ["404"] if "{" in one.path else []
    told += ["413", "415"] if one.method == "POST" else []
    problem = {MEDIA_TYPE: {"schema": {"$ref": REF.format(name="Problem")}}}
    return {status: {"description": WRONG[status], "content": problem} for status in sorted(told)}


def _body(one: Endpoint) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    report: dict[str, Any] = {
        "type": "object",
        "properties": {
            name: {"type": "string"}
            for name in ("id", "text", "html", "title", "url", "publisher", "published", "language")
        },
        "anyOf": [{"required": ["text"]}, {"required": ["html"]}],
    }
    several = {"type": "array", "items": report, "minItems": 1}
    whole = {"type": "object", "properties": {"reports": several}, "required": ["reports"]}
    content = {JSON: {"schema": {"anyOf": [report, several, whole]}, "example": one.body}}
    return {
        "required": True,
        "content": {**content, "text/plain": text, "text/html": text, "application/x-ndjson": text},
    }


def _parameters(one: Endpoint) -> list[dict[str, Any]]:
    given = _example(one)
    made = []
    for field in msgspec.structs.fields(one.question):
        name = field.encode_name
        in_path = re.search(rf"\{{{name}(:path)?\}}", one.path) is not None
        schema = _without_null(msgspec.json.schema(field.type))
        described = schema.pop("description", None) or schema.get("items", {}).get("description")
        made.append(
            {
                "name": name,
                "in": "path" if in_path else "query",
                "required": in_path or field.required,
                **({"description": described} if described else {}),
                "schema": schema,
                **({"example": given[name]} if name in given else {}),
            }
        )
    return made


def _example(one: Endpoint) -> dict[str, Any]:
    """The words of the example address, by name."""
    parts = urlsplit(one.example)
    names = {f.encode_name: f for f in msgspec.structs.fields(one.question)}
    found: dict[str, Any] = {}
    pattern = re.sub(r"\\\{(\w+)(:path)?\\\}", r"(?P<\1>.+)", re.escape(one.path).replace(":path", ":path"))
    matched = re.fullmatch(pattern, parts.path)
    found |= {name: unquote(value) for name, value in (matched.groupdict() if matched else {}).items()}
    for name, values in parse_qs(parts.query).items():
        schema = _without_null(msgspec.json.schema(names[name].type))
        found[name] = values if schema.get("type") == "array" else _typed(values[0], schema)
    return found


def _typed(value: str, schema: dict[str, Any]) -> Any:  # noqa: ANN401 - what the schema says
    return int(value) if schema.get("type") == "integer" else value


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a word that is there; one that is not is simply left out of the address."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    return (
        {**{k: v for k, v in schema.items() if k not in ("anyOf", "default")}, **kinds[0]}
        if len(kinds) == 1
        else schema
    )
