#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/golden/model/adamw8bit.json: the two code tables of bitsandbytes and steps of its AdamW8bit on the
CPU. There it rounds to 8 bits with a coarse linear table; here it is given the rounding of its CUDA kernels and of its
backend "default", which is the definition: the nearest code. Needs torch and bitsandbytes; weights and gradients are
formulas that the test repeats. Never needed to build or run Dankai."""
import json
import pathlib
import sys

import bitsandbytes
import numpy
import torch
from bitsandbytes.backends.cpu import ops
from bitsandbytes.functional import create_dynamic_map

COUNT = 5000  # 19 blocks and a short one
STEPS = 6


def values(salt, spread, least):
    """Magnitudes from `least` on, so that no second moment is so small that bitsandbytes stores it as zero."""
    i = torch.arange(COUNT, dtype=torch.int64)
    hashed = ((i + salt * 1000003) * 2654435761 + 12345) % 4294967296
    uniform = hashed.to(torch.float64) / 4294967296 - 0.5
    uniform = torch.where(uniform < 0, uniform - least, uniform + least)
    return (uniform * 10.0 ** (-spread * (i % 97).to(torch.float64) / 97)).to(torch.float32)


def hexed(tensor):
    return bytes(tensor.view(-1).tolist()).hex()


def nearest(values, code, absmax, codes, blocksize):
    for block in range(absmax.numel()):
        own = slice(block * blocksize, min((block + 1) * blocksize, values.numel()))
        absmax[block] = values[own].abs().max()
        codes[own] = torch.bucketize(values[own] / absmax[block], (code[:-1] + code[1:]) / 2).to(torch.uint8)


def main():
    ops._quant_blockwise_fp32_direct = nearest
    weight = torch.nn.Parameter(values(0, 0, 0))
    optimizer = bitsandbytes.optim.AdamW8bit(
        [weight], lr=1e-2, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.0
    )
    for step in range(1, STEPS + 1):
        weight.grad = values(step, 2, 0.1)
        optimizer.step()
    state = optimizer.state[weight]
    out = {
        "bitsandbytes": bitsandbytes.__version__,
        "count": COUNT,
        "steps": STEPS,
        "signed_map": create_dynamic_map(signed=True).tolist(),
        "unsigned_map": create_dynamic_map(signed=False).tolist(),
        "first_codes": hexed(state["state1"]),
        "second_codes": hexed(state["state2"]),
        "first_scales": state["absmax1"].tolist(),
        "second_scales": state["absmax2"].tolist(),
        "weight": weight.detach().numpy().astype(numpy.dtype("<f4")).tobytes().hex(),
    }
    path = pathlib.Path(__file__).parent / "model" / "adamw8bit.json"
    path.write_text(json.dumps(out) + "\n")
    print(path, path.stat().st_size, "bytes", file=sys.stderr)


main()
