#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the batches on which the Python peer's train_peer.py trains, one line per optimizer step, so that trainstep
trains on the very same token ids in the same order:  exportbatches.py PEER_FOLDER OUT.jsonl [--n 32 --batch 8]"""
import argparse, json, os, random, sys

ap = argparse.ArgumentParser(description=__doc__)
ap.add_argument("peer")
ap.add_argument("out")
ap.add_argument("--n", type=int, default=32)
ap.add_argument("--batch", type=int, default=8)
ap.add_argument("--warmup", type=int, default=1)
ap.add_argument("--max-length", type=int, default=512)
ap.add_argument("--seed", type=int, default=0)
a = ap.parse_args()
sys.path.insert(0, os.path.abspath(a.peer))
import common
from transformers import AutoTokenizer

tok = AutoTokenizer.from_pretrained(common.MODEL)
every = common.encode_all(tok, common.load_rows(common.DATA), a.max_length)
by_length = sorted(every, key=lambda e: len(e["input_ids"]))
windows = a.n // 16                                # as its --pick spread
starts = [int(len(by_length) * (i + 0.5) / windows) - 8 for i in range(windows)]
examples = [e for s in starts for e in by_length[s:s + 16]]
rng = random.Random(a.seed)


def batches(rows):
    rows = sorted(rows, key=lambda e: -len(e["input_ids"]))
    out = [rows[i:i + a.batch] for i in range(0, len(rows), a.batch)]
    rng.shuffle(out)
    return out


used = {e["id"] for e in examples}
warm = [e for e in by_length[len(by_length) // 2:] if e["id"] not in used][:a.batch * a.warmup]
with open(a.out, "w", encoding="utf-8") as f:
    for batch in batches(warm)[:a.warmup] + batches(examples):
        f.write(json.dumps({"sequences": [{"ids": e["input_ids"], "labels": e["labels"]} for e in batch]}) + "\n")
