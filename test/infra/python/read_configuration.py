"""Reads Terraform's files with a real parser of its language.

Reads {"folders": [path]} from standard input; writes, for each folder, its blocks: kind, labels, and body. In a body a literal
text is as it reads, an expression stands in ${}, and each nested block is a list of bodies.
"""

import glob
import json
import os
import sys

import hcl2

OWN = ("__is_block__", "__start_line__", "__end_line__", "__comments__", "__inline_comments__")


def main():
    request = json.load(sys.stdin)
    json.dump({folder: read_folder(folder) for folder in request["folders"]}, sys.stdout)


def read_folder(folder):
    blocks = []
    for path in sorted(glob.glob(os.path.join(folder, "*.tf"))):
        with open(path, encoding="utf-8") as file:
            for kind, found in hcl2.load(file).items():
                if kind not in OWN:
                    for block in found:
                        blocks.append(to_block(kind, block))
    return blocks


def to_block(kind, block):
    labels = []
    while len(block) == 1 and next(iter(block)).startswith('"'):
        label, block = next(iter(block.items()))
        labels.append(label.strip('"'))
    return {"kind": kind, "labels": labels, "body": plain(block)}


def plain(value):
    if isinstance(value, dict):
        return {unquote(key): plain(member) for key, member in value.items() if key not in OWN}
    if isinstance(value, list):
        return [plain(member) for member in value]
    return unquote(value) if isinstance(value, str) else value


def unquote(text):
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return text
    return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")


main()
