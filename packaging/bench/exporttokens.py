#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the token ids that programs of the Python peer work on, one JSON line each, so that inferencestep and
trainstep work on the very same:  exporttokens.py PEER_FOLDER OUT.jsonl --prompts N | --rows N | --batches N
--prompts: what gen_peer.py answers. --rows: what score_peer.py scores. --batches: the optimizer steps of train_peer.py
over N examples, in its order."""
import argparse, json, os, random, sys

ap = argparse.ArgumentParser(description=__doc__)
ap.add_argument("peer")
ap.add_argument("out")
what = ap.add_mutually_exclusive_group(required=True)
what.add_argument("--prompts", type=int)
what.add_argument("--rows", type=int)
what.add_argument("--batches", type=int)
ap.add_argument("--prompt-tokens", type=int, default=64)
ap.add_argument("--max-length", type=int, default=512)
ap.add_argument("--batch", type=int, default=8)
ap.add_argument("--warmup", type=int, default=1)
ap.add_argument("--seed", type=int, default=0)
a = ap.parse_args()
sys.path.insert(0, os.path.abspath(a.peer))
import common
from transformers import AutoTokenizer

tok = AutoTokenizer.from_pretrained(common.MODEL)


def row(example):
    return {"ids": example["input_ids"], "labels": example["labels"]}


def prompts():                                     # the peer's cut of the data into prompts
    text = []
    for example in common.load_rows(n=400):
        text += tok(example["response"] + "\n", add_special_tokens=False)["input_ids"]
    return [{"ids": text[i * 500:i * 500 + a.prompt_tokens]} for i in range(a.prompts)]


def rows():
    return [row(e) for e in common.encode_all(tok, common.load_rows(n=a.rows), a.max_length)]


def batches():
    every = common.encode_all(tok, common.load_rows(common.DATA), a.max_length)
    by_length = sorted(every, key=lambda e: len(e["input_ids"]))
    windows = a.batches // 16                      # as its --pick spread
    starts = [int(len(by_length) * (i + 0.5) / windows) - 8 for i in range(windows)]
    examples = [e for s in starts for e in by_length[s:s + 16]]
    rng = random.Random(a.seed)

    def shuffled(chosen):
        chosen = sorted(chosen, key=lambda e: -len(e["input_ids"]))
        out = [chosen[i:i + a.batch] for i in range(0, len(chosen), a.batch)]
        rng.shuffle(out)
        return out

    used = {e["id"] for e in examples}
    warm = [e for e in by_length[len(by_length) // 2:] if e["id"] not in used][:a.batch * a.warmup]
    return [{"sequences": [row(e) for e in batch]} for batch in shuffled(warm)[:a.warmup] + shuffled(examples)]


lines = prompts() if a.prompts else rows() if a.rows else batches()
with open(a.out, "w", encoding="utf-8") as f:
    for line in lines:
        f.write(json.dumps(line) + "\n")
