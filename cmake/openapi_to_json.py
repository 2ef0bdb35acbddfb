#!/usr/bin/env python3
"""Turns the endpoint descriptions of resources/wechatpay/openapi into one JSON document.

usage: openapi_to_json.py FOLDER OUT

Every reference is followed and every allOf merged, so that a reader needs no more than JSON:
  {"POST /v3/pay/transactions/native": {"parameters": [...], "body": SCHEMA, "answers": {"200": SCHEMA}}}
"""
import json
import pathlib
import sys

import yaml

folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
documents = {}


def load(path):
    path = path.resolve()
    if path not in documents:
        documents[path] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return documents[path]


def follow(reference, path):
    file, _, fragment = reference.partition("#")
    target = (path.parent / file).resolve() if file else path
    node = load(target)
    for part in fragment.strip("/").split("/"):
        node = node[part]
    return resolve(node, target)


def merged(parts):
    if not any("properties" in part for part in parts):  # a plain value described in pieces
        whole = {}
        for part in parts:
            values = whole.get("enum", []) + part.get("enum", [])
            whole |= part | ({"enum": values} if values else {})
        return whole
    whole = {"type": "object", "required": [], "properties": {}}
    for part in parts:
        whole["required"] += [name for name in part.get("required", []) if name not in whole["required"]]
        for name, schema in part.get("properties", {}).items():
            known = whole["properties"].get(name)
            both = known and known.get("type") == "object" and schema.get("type") == "object"
            whole["properties"][name] = merged([known, schema]) if both else schema
        whole |= {key: value for key, value in part.items() if key not in ("type", "required", "properties")}
    return whole


def resolve(node, path):
    if isinstance(node, list):
        return [resolve(item, path) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return follow(node["$ref"], path)
    node = {key: resolve(value, path) for key, value in node.items()}
    if "allOf" in node:
        return merged(node.pop("allOf") + ([node] if node else []))
    # What is for people goes; a field may well be called "description", and stays.
    return {key: value for key, value in node.items() if key != "description" or isinstance(value, dict)}



# The descriptions mark every one of these as required; the documentation says that any one is enough.
EITHER = ["transaction_id", "out_trade_no", "out_refund_no", "refund_id"]


def either(schema, names):
    required = schema.get("required", [])
    if sum(name in required for name in names) > 1:
        schema["required"] = [name for name in required if name not in names]
        schema["anyOf"] = [name for name in names if name in required]
    return schema


endpoints = {}
for path in sorted(folder.glob("v[23]/**/*.yaml")):
    place = path.relative_to(folder).with_suffix("").as_posix()
    url = "/" + (place[3:] if place.startswith("v2/") else place)
    for method, operation in load(path).items():
        if method not in ("get", "post"):
            continue
        operation = resolve(operation, path.resolve())
        body = [p["schema"] for p in operation["parameters"] if p["in"] == "body"] if "parameters" in operation else []
        endpoints[f"{method.upper()} {url}"] = {
            "parameters": [p for p in operation.get("parameters", []) if p["in"] != "body"],
            "body": either(body[0], EITHER if place.endswith("refundquery") else EITHER[:2]) if body else {},
            "certificate": bool(operation.get("x-api-cert-required")),
            "answers": {str(status): answer.get("schema", {}) for status, answer in operation.get("responses", {}).items()},
        }

out.write_text(json.dumps(endpoints, ensure_ascii=False, sort_keys=True), encoding="utf-8")
