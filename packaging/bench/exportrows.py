#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the token ids that the Python peer's gen_peer.py answers (--prompts BATCH) or its score_peer.py scores
(--rows N), one JSON line each, for inferencestep:  exportrows.py PEER_FOLDER OUT.jsonl --prompts 8 | --rows 256"""
import argparse, json, os, sys

ap = argparse.ArgumentParser(description=__doc__)
ap.add_argument("peer")
ap.add_argument("out")
ap.add_argument("--prompts", type=int, default=0)
ap.add_argument("--prompt-tokens", type=int, default=64)
ap.add_argument("--rows", type=int, default=0)
ap.add_argument("--max-length", type=int, default=512)
a = ap.parse_args()
sys.path.insert(0, os.path.abspath(a.peer))
import common
from transformers import AutoTokenizer

tok = AutoTokenizer.from_pretrained(common.MODEL)
lines = []
if a.prompts:                                      # the peer's cut of the data into prompts
    text = []
    for row in common.load_rows(n=400):
        text += tok(row["response"] + "\n", add_special_tokens=False)["input_ids"]
    lines = [{"ids": text[i * 500:i * 500 + a.prompt_tokens]} for i in range(a.prompts)]
else:
    for e in common.encode_all(tok, common.load_rows(n=a.rows), a.max_length):
        lines.append({"ids": e["input_ids"], "labels": e["labels"]})
with open(a.out, "w", encoding="utf-8") as f:
    for line in lines:
        f.write(json.dumps(line) + "\n")
