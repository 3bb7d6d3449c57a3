#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""core/tokenizer/unicodeclasses.inc: which code points Hugging Face's tokenizers counts as letters, numbers and spaces.

Asked of the library itself, since its two sources (Oniguruma for patterns, Rust's char for Digits) follow
different editions of Unicode and neither is the one of the ICU on a user's machine.

usage: make_unicode_classes.py > core/tokenizer/unicodeclasses.inc      (needs `tokenizers`)
"""
from tokenizers import Regex, __version__, pre_tokenizers

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def matching(pattern):
    split = pre_tokenizers.Split(Regex(pattern), "removed")
    found = set()
    for i in range(0, len(POINTS), 2048):
        part = POINTS[i:i + 2048]
        left = set("".join(text for text, _ in split.pre_tokenize_str("".join(map(chr, part)))))
        found.update(c for c in part if chr(c) not in left)
    return found


def numeric():
    digits = pre_tokenizers.Digits(individual_digits=False)
    return {c for c in POINTS if len(digits.pre_tokenize_str("a" + chr(c) + "a")) == 3}


def ranges(points):
    out = []
    for c in sorted(points):
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


print("// SPDX-License-Identifier: Apache-2.0")
print(f"// Written by tests/golden/make_unicode_classes.py with tokenizers {__version__}. Not edited by hand.")
for name, points in (("letterRanges", matching(r"\p{L}")), ("numberRanges", matching(r"\p{N}")),
                     ("spaceRanges", matching(r"\s")), ("numericRanges", numeric()),
                     ("upperRanges", matching(r"[\p{Lu}\p{Lt}]")), ("lowerRanges", matching(r"\p{Ll}")),
                     ("caselessRanges", matching(r"[\p{Lm}\p{Lo}\p{M}]"))):
    print(f"constexpr CodePointRange {name}[] = {{")
    line = ""
    for low, high in ranges(points):
        item = "{0x%x, 0x%x}, " % (low, high)
        if len(line) + len(item) > 104:
            print("    " + line.rstrip())
            line = ""
        line += item
    print("    " + line.rstrip())
    print("};")
