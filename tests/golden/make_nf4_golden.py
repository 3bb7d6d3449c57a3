#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/golden/model/nf4.json: a matrix in 4 bits as bitsandbytes has it (quant_type nf4, double
quantization). Needs torch and bitsandbytes; the values are a formula that the test repeats. Never needed to build
or run Dankai."""
import json
import pathlib
import sys

import bitsandbytes
import torch
from bitsandbytes.functional import dequantize_4bit, quantize_4bit

ROWS, COLUMNS = 24, 960  # 360 blocks: two blocks of scales


def values():
    i = torch.arange(ROWS * COLUMNS, dtype=torch.int64)
    hashed = (i * 2654435761 + 12345) % 4294967296
    uniform = hashed.to(torch.float64) / 4294967296 - 0.5
    magnitude = 10.0 ** ((i // COLUMNS).to(torch.float64) / 8 - 3)
    return (uniform * magnitude).to(torch.float32).view(ROWS, COLUMNS)


def main():
    weight = values()
    codes, state = quantize_4bit(weight, blocksize=64, compress_statistics=True, quant_type="nf4")
    back = dequantize_4bit(codes, state)
    out = {
        "bitsandbytes": bitsandbytes.__version__,
        "rows": ROWS,
        "columns": COLUMNS,
        "codes": bytes(codes.view(-1).tolist()).hex(),
        "scale_codes": bytes(state.absmax.view(-1).tolist()).hex(),
        "scale_maxima": state.state2.absmax.tolist(),
        "scale_mean": state.offset.item(),
        "first_row": back[0].tolist(),
        "last_row": back[-1].tolist(),
    }
    path = pathlib.Path(__file__).parent / "model" / "nf4.json"
    path.write_text(json.dumps(out) + "\n")
    print(path, path.stat().st_size, "bytes", file=sys.stderr)


main()
