#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Greedy generation by llama.cpp (its binding xllamacpp, which packaging/llamacpp installs) after given token ids, all
prompts at once:  generatellamacpp.py MODEL.gguf PROMPTS.jsonl NEW_TOKENS THREADS. One JSON line: tokens/s of the whole
answers with reading the prompts, the median of three after one to warm up. End-of-text is no end, so that every stream
makes all its tokens."""
import concurrent.futures, json, resource, statistics, sys, time
import xllamacpp

model, prompts_file, new, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
prompts = [json.loads(line)["ids"] for line in open(prompts_file, encoding="utf-8")]
params = xllamacpp.CommonParams()
params.model.path = model
params.n_ctx = 256 * len(prompts)
params.n_parallel = len(prompts)
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
server = xllamacpp.Server(params)


def answer(prompt):
    return server.handle_completions({"prompt": prompt, "max_tokens": new, "temperature": 0.0, "cache_prompt": False,
                                      "ignore_eos": True})["usage"]["completion_tokens"]


def run():
    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(len(prompts)) as pool:
        made = sum(pool.map(answer, prompts))
    if made != new * len(prompts):
        sys.exit(f"llama.cpp made {made} tokens instead of {new * len(prompts)}.")
    return made / (time.perf_counter() - start)


run()
speeds = [run() for _ in range(3)]
print(json.dumps({"tokens_per_s": statistics.median(speeds), "all": speeds,
                  "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                  "system": xllamacpp.get_system_info()}))
