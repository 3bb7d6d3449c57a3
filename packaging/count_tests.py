# SPDX-License-Identifier: Apache-2.0
"""Reads the output of `ctest --verbose`, prints failures, reasons for skipping and one closing line.

A test executable of Qt Test holds many functions, and each data row of a function counts as one test;
`initTestCase` and `cleanupTestCase` of the framework do not count. Any other executable is one test. An
executable that ends badly without saying which function failed counts as one failure.
"""
import collections
import re
import sys

OUTPUT = re.compile(r"^(\d+): (.*)$")
RESULT = re.compile(r"^\s*\d+/\d+ Test\s+#(\d+): (\S+) \.*\s*(\**)\s*(Passed|Failed|Skipped|Timeout|Not Run|Exception|\S+)")
TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped, (\d+) blacklisted")
FRAME = re.compile(r"^PASS\s+: \w+::(initTestCase|cleanupTestCase)\(\)")
SKIP = re.compile(r"^SKIP\s+: (\S+?\(.*?\)) (.*)$")
TAIL = 60

output = collections.defaultdict(list)
results = {}
with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
    for line in log:
        line = line.rstrip("\n")
        if match := OUTPUT.match(line):
            output[match[1]].append(match[2])
        elif match := RESULT.match(line):
            results[match[1]] = (match[2], match[4])

passed = failed = skipped = 0
reasons = collections.Counter()
for number, (name, result) in results.items():
    totals = [match for text in output[number] if (match := TOTALS.match(text))]
    failures = 0
    if totals:
        frame = sum(1 for text in output[number] if FRAME.match(text))
        passed += sum(int(t[1]) for t in totals) - frame
        failures = sum(int(t[2]) for t in totals)
        skipped += sum(int(t[3]) + int(t[4]) for t in totals)
        for text in output[number]:
            if match := SKIP.match(text):
                reasons[match[2]] += 1
    elif result == "Passed":
        passed += 1
    elif result == "Skipped":
        skipped += 1
        reasons[name] += 1
    if result not in ("Passed", "Skipped"):
        failures = max(failures, 1)
        print(f"{name}: {result}. The end of its output:")
        for text in output[number][-TAIL:]:
            print(f"    {text}")
    failed += failures

if reasons:
    print("Skipped:")
    for reason, count in sorted(reasons.items()):
        print(f"    {count} x {reason}")
if not results:
    print("No test ran; the log is " + sys.argv[1])
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not results else 0)
