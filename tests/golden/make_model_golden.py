#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tiny random models of every family with the numbers that transformers computes from them in float32.

  python make_model_golden.py     (needs torch and transformers; never needed by the build or at run time)

model/tied, model/untied    Llama: config.json, model.safetensors (values are bfloat16, so that the files stay small)
model/llama3, model/linear  Llama with a rotary scaling that the sequences reach into; linear with all biases too
model/mistral               a window that is shorter than the sequences
model/qwen2                 biases of queries, keys and values
model/qwen2-window          a window in the upper layer alone
  logits.safetensors        prompt{i}.ids [T], prompt{i}.logits [T, vocabulary], hidden.{k} of prompt 0: residual stream
                            before layer k, after the last layer the normalised one
  golden.json               greedy: prompt ids, 24 new ids, smallest margin; training: hyper-parameters, batches of ids and
                            labels (not shifted, -100: none), loss and gradient norm of ten steps of AdamW with clipping
"""
import json, math, os, random
import torch
from safetensors.torch import save_file
from transformers import (LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM, Qwen2Config,
                          Qwen2ForCausalLM)

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "model")
VOCABULARY, END = 192, 2
torch.set_num_threads(1)


SIZES = dict(vocab_size=VOCABULARY, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=128, rms_norm_eps=1e-5, bos_token_id=1, eos_token_id=END, pad_token_id=END,
             attn_implementation="eager")
LARGE = dict(SIZES, hidden_size=64, intermediate_size=96, head_dim=16)
SMALL = dict(SIZES, hidden_size=32, intermediate_size=48)    # head size 8

# name: seed of the weights, seed of the ids, model class, config
MODELS = {
    "tied": (11, 5, LlamaForCausalLM, lambda: LlamaConfig(**LARGE, rope_theta=10000.0, tie_word_embeddings=True)),
    "untied": (12, 6, LlamaForCausalLM, lambda: LlamaConfig(**LARGE, rope_theta=10000.0, tie_word_embeddings=False)),
    "llama3": (13, 7, LlamaForCausalLM, lambda: LlamaConfig(**dict(SMALL, head_dim=16), tie_word_embeddings=True, rope_parameters={
        "rope_type": "llama3", "rope_theta": 500.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 32})),
    "linear": (14, 22, LlamaForCausalLM, lambda: LlamaConfig(**SMALL, tie_word_embeddings=False, attention_bias=True,
        mlp_bias=True, rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 2.5})),
    "mistral": (15, 9, MistralForCausalLM, lambda: MistralConfig(**SMALL, tie_word_embeddings=False, sliding_window=11)),
    "qwen2": (16, 10, Qwen2ForCausalLM, lambda: Qwen2Config(**SMALL, tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 1000000.0})),
    "qwen2-window": (17, 11, Qwen2ForCausalLM, lambda: Qwen2Config(**SMALL, tie_word_embeddings=True, use_sliding_window=True,
        sliding_window=9, max_window_layers=1)),
}


def make(seed, kind, config):
    torch.manual_seed(seed)
    model = kind(config).float().eval()
    with torch.no_grad():
        for name, p in model.named_parameters():
            if name.endswith("bias"):              # as large as what they are added to
                p.normal_(0, 0.5)
            elif p.dim() == 1:                     # norms away from 1, so that they matter
                p.copy_(1 + 0.3 * torch.randn_like(p))
            else:                                  # large enough that attention and gates are not flat
                p.normal_(0, 0.25 if "embed" in name or "head" in name else 0.18 if config.hidden_size > 32 else 0.3)
            p.copy_(p.bfloat16().float())
    return model


def sample(rng, length):
    return [rng.randrange(3, VOCABULARY) for _ in range(length)]


def greedy(model, ids, count):
    new, margins = [], []
    for _ in range(count):
        top = model(torch.tensor([ids + new]), use_cache=False).logits[0, -1].topk(2)
        margins.append(float(top.values[0] - top.values[1]))
        new.append(int(top.indices[0]))
        if new[-1] == END:
            break
    return new, min(margins)


def train(model, rng):
    hyper = dict(steps=10, accumulation=2, lr=1e-3, beta1=0.9, beta2=0.95, eps=1e-8, weight_decay=0.1, max_grad_norm=1.0)
    opt = torch.optim.AdamW(model.parameters(), lr=hyper["lr"], betas=(hyper["beta1"], hyper["beta2"]), eps=hyper["eps"],
                            weight_decay=hyper["weight_decay"])
    record = dict(hyper=hyper, loss=[], grad_norm=[], batches=[])
    for _ in range(hyper["steps"]):
        window = []                                # micro-batches of unequal sequences, of unequal label counts
        for _ in range(hyper["accumulation"]):
            batch = []
            for _ in range(rng.randrange(1, 4)):
                ids = sample(rng, rng.randrange(6, 40))
                prompt = rng.randrange(1, len(ids) - 2)
                ids[prompt - 1] = END              # also the padding token, whose input row gets no gradient
                batch.append(dict(ids=ids, labels=[-100] * prompt + ids[prompt:]))
            window.append(batch)
        count = sum(x != -100 for b in window for e in b for x in e["labels"][1:])
        total = 0.0
        for b in window:
            for e in b:                            # one by one: nothing is padded and nothing is packed
                logits = model(torch.tensor([e["ids"]]), use_cache=False).logits[0, :-1]
                loss = torch.nn.functional.cross_entropy(logits, torch.tensor(e["labels"][1:]), ignore_index=-100,
                                                         reduction="sum") / count
                loss.backward()
                total += float(loss)
        record["grad_norm"].append(math.sqrt(sum(float((p.grad.double() ** 2).sum()) for p in model.parameters())))
        torch.nn.utils.clip_grad_norm_(model.parameters(), hyper["max_grad_norm"])
        opt.step()
        opt.zero_grad()
        record["loss"].append(total)
        record["batches"].append(window)
    return record


for name, (seed, ids_seed, kind, config) in MODELS.items():
    rng = random.Random(ids_seed)
    model = make(seed, kind, config())
    tied = model.config.tie_word_embeddings
    folder = os.path.join(HERE, name)
    os.makedirs(folder, exist_ok=True)
    model.config.save_pretrained(folder)
    state = {k: v.bfloat16().contiguous() for k, v in model.state_dict().items() if not (tied and k == "lm_head.weight")}
    save_file(state, os.path.join(folder, "model.safetensors"), metadata={"format": "pt"})

    out, answers = {}, []
    with torch.inference_mode():
        for i, length in enumerate((23, 7, 1)):
            ids = sample(rng, length)
            result = model(torch.tensor([ids]), output_hidden_states=True, use_cache=False)
            out["prompt%d.ids" % i] = torch.tensor(ids, dtype=torch.float32)   # the project reads float tensors only
            out["prompt%d.logits" % i] = result.logits[0].clone()
            if i == 0:
                for k, h in enumerate(result.hidden_states):
                    out["hidden.%d" % k] = h[0].clone()
        for length in (12, 3, 30, 1):
            ids = sample(rng, length)
            new, margin = greedy(model, ids, 24)
            answers.append(dict(prompt=ids, ids=new, min_margin=margin))
    save_file(out, os.path.join(folder, "logits.safetensors"))
    record = dict(greedy=answers, training=train(model.train(), rng))
    with open(os.path.join(folder, "golden.json"), "w", encoding="utf-8") as f:
        f.write(json.dumps(record) + "\n")
    print(folder, record["training"]["loss"], record["training"]["grad_norm"], [a["min_margin"] for a in answers])
