#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A tiny chat model with its tokenizer for tests of whole programs: random weights, every byte a token.

  python make_cli_golden.py     (needs torch, safetensors and tokenizers; never needed by the build or at run time)

cli/model   config.json, model.safetensors, tokenizer.json, tokenizer_config.json: Llama, hidden size 32, 2 layers,
            a byte-level BPE without merges and the ChatML template
"""
import json, os
import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cli", "model")
HIDDEN, INTERMEDIATE, LAYERS, HEADS, KEY_VALUE_HEADS, HEAD = 32, 64, 2, 4, 2, 8
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TEMPLATE = ("{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + "
            "'<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")


def main():
    os.makedirs(HERE, exist_ok=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {text: i for i, text in enumerate(SPECIAL + alphabet)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(text, special=True) for text in SPECIAL])
    tokenizer.save(os.path.join(HERE, "tokenizer.json"))
    write("tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|endoftext|>", "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>", "model_max_length": 1024, "chat_template": TEMPLATE})
    count = len(vocabulary)
    write("config.json", {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": count, "hidden_size": HIDDEN,
        "intermediate_size": INTERMEDIATE, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
        "num_key_value_heads": KEY_VALUE_HEADS, "head_dim": HEAD, "max_position_embeddings": 1024,
        "rope_theta": 10000.0, "rms_norm_eps": 1e-5, "tie_word_embeddings": True, "hidden_act": "silu",
        "attention_bias": False, "mlp_bias": False, "initializer_range": 0.05, "bos_token_id": 0, "eos_token_id": 2,
        "pad_token_id": 0, "torch_dtype": "float32"})
    torch.manual_seed(3517)
    weights = {"model.embed_tokens.weight": torch.randn(count, HIDDEN) * 0.05, "model.norm.weight": torch.ones(HIDDEN)}
    for layer in range(LAYERS):
        at = f"model.layers.{layer}."
        for name, rows, columns in (("self_attn.q_proj", HEADS * HEAD, HIDDEN), ("self_attn.k_proj", KEY_VALUE_HEADS * HEAD, HIDDEN),
                                    ("self_attn.v_proj", KEY_VALUE_HEADS * HEAD, HIDDEN), ("self_attn.o_proj", HIDDEN, HEADS * HEAD),
                                    ("mlp.gate_proj", INTERMEDIATE, HIDDEN), ("mlp.up_proj", INTERMEDIATE, HIDDEN),
                                    ("mlp.down_proj", HIDDEN, INTERMEDIATE)):
            weights[at + name + ".weight"] = torch.randn(rows, columns) * 0.05
        weights[at + "input_layernorm.weight"] = torch.ones(HIDDEN)
        weights[at + "post_attention_layernorm.weight"] = torch.ones(HIDDEN)
    save_file(weights, os.path.join(HERE, "model.safetensors"), metadata={"format": "pt"})


def write(name, value):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=2)
        file.write("\n")


main()
