"""Evaluates the JSONata of a state machine: {"expression": …, "variables": {…}} from standard input, the value to standard output."""

import json
import sys

import jsonata

request = json.load(sys.stdin)
expression = jsonata.Jsonata(request["expression"])
frame = expression.create_frame()
for name, value in request["variables"].items():
    frame.bind(name, value)
json.dump(expression.evaluate({}, frame), sys.stdout)
