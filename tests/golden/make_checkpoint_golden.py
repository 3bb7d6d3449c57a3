# SPDX-License-Identifier: Apache-2.0
"""Makes tests/golden/checkpoint from random small tensors, with the field's own writers.

    python make_checkpoint_golden.py       (torch, transformers, gguf, safetensors)

tiny/                      a Llama model of 2 layers as transformers saves it, float32
tiny-sharded/              the same, bfloat16, in several shards
tiny.gguf                  the same model, its weights in every block format that Dankai reads
tiny.expected.safetensors  tiny.gguf as floats, dequantised by gguf-py, Hugging Face names and order
values.gguf                every type of metadata value
blocks.gguf                blocks of Q4_K, Q5_K and Q6_K: random bits, with scales of every sign and size
blocks.expected.safetensors  the same as floats, dequantised by gguf-py
q8_0.gguf                  values in F32 and as gguf-py quantises them
tiny-k.gguf                a model whose rows divide by 256, in K blocks of random bits
tiny-k.json                SHA-256 of each of its weights as floats in Hugging Face order, dequantised by gguf-py, ids and
                           the logits that transformers computes from these weights
rounding.safetensors       float32 values with the float16 and bfloat16 that torch rounds them to
"""
import hashlib
import json
import pathlib
import shutil

import gguf
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

out = pathlib.Path(__file__).parent / "checkpoint"
Q = gguf.GGMLQuantizationType


def model():
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=48, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, max_position_embeddings=128, rms_norm_eps=1e-5,
        rope_parameters={"rope_theta": 20000.0, "rope_type": "default"}, tie_word_embeddings=False,
        bos_token_id=1, eos_token_id=2, pad_token_id=0, initializer_range=0.2)
    made = LlamaForCausalLM(config)
    with torch.no_grad():
        for name, weight in made.named_parameters():
            if "norm" in name:
                weight.copy_(1 + 0.1 * torch.randn_like(weight))
    made.generation_config = GenerationConfig(bos_token_id=1, eos_token_id=[2, 5], pad_token_id=0, temperature=0.7,
                                              do_sample=True)
    return made


# Hugging Face -> ggml: rows that lie half a head apart become neighbours, and back.
def interleave(weight, heads):
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def separate(weight, heads):
    return weight.reshape(heads, weight.shape[0] // heads // 2, 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


NAMES = {
    "input_layernorm": ("attn_norm", Q.F32), "self_attn.q_proj": ("attn_q", Q.Q4_1),
    "self_attn.k_proj": ("attn_k", Q.Q8_0), "self_attn.v_proj": ("attn_v", Q.Q5_0),
    "self_attn.o_proj": ("attn_output", Q.Q5_1), "post_attention_layernorm": ("ffn_norm", Q.F32),
    "mlp.gate_proj": ("ffn_gate", Q.Q4_0), "mlp.up_proj": ("ffn_up", Q.F16), "mlp.down_proj": ("ffn_down", Q.BF16),
}


def gguf_name(name):
    if name == "model.embed_tokens.weight":
        return "token_embd.weight", Q.Q8_0
    if name == "model.norm.weight":
        return "output_norm.weight", Q.F32
    if name == "lm_head.weight":
        return "output.weight", Q.Q4_1
    layer, rest = name.removeprefix("model.layers.").split(".", 1)
    short, kind = NAMES[rest.removesuffix(".weight")]
    return f"blk.{layer}.{short}.weight", kind


def write_gguf(state, config):
    writer = gguf.GGUFWriter(out / "tiny.gguf", "llama")
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_vocab_size(config.vocab_size)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_eot_token_id(5)
    writer.add_pad_token_id(0)
    expected = {}
    for name, tensor in state.items():
        short, kind = gguf_name(name)
        values = tensor.numpy()
        heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}.get(name.split(".")[-2])
        if heads:
            values = interleave(values, heads)
        blocks = gguf.quants.quantize(values, kind)
        writer.add_tensor(short, blocks, raw_dtype=kind)
        values = gguf.quants.dequantize(blocks, kind).astype(np.float32)
        expected[name] = torch.from_numpy(np.ascontiguousarray(separate(values, heads) if heads else values))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file(expected, out / "tiny.expected.safetensors")


K_BYTES = {Q.Q4_K: 144, Q.Q5_K: 176, Q.Q6_K: 210}


# gguf-py cannot quantise to these, so the bits themselves are drawn; the scales give values of about 0.07.
def k_blocks(rng, kind, count):
    raw = rng.integers(0, 256, (count, K_BYTES[kind]), dtype=np.uint8)
    if kind == Q.Q6_K:
        raw[:, 208:210] = (rng.uniform(4e-5, 7e-5, count).astype(np.float16)).view(np.uint8).reshape(count, 2)
        return raw
    size = 3e-4 if kind == Q.Q4_K else 1.5e-4
    scale = rng.uniform(0.8 * size, 1.2 * size, count)
    raw[:, 0:2] = scale.astype(np.float16).view(np.uint8).reshape(count, 2)
    raw[:, 2:4] = (scale * (7.5 if kind == Q.Q4_K else 15.5)).astype(np.float16).view(np.uint8).reshape(count, 2)
    return raw


def write_blocks():
    rng = np.random.default_rng(4)
    writer = gguf.GGUFWriter(out / "blocks.gguf", "blocks")
    expected = {}
    scales = np.array([1.0, -0.37, 6e-5, 1e-7, 0.0, 300.0], dtype=np.float16).view(np.uint8).reshape(6, 2)
    for kind, size in K_BYTES.items():
        raw = rng.integers(0, 256, (6, size), dtype=np.uint8)
        if kind == Q.Q6_K:
            raw[:, 208:210] = scales
        else:
            raw[:, 0:2] = scales
            raw[:, 2:4] = scales[::-1]
        writer.add_tensor(kind.name, raw, raw_dtype=kind)
        expected[kind.name] = torch.from_numpy(gguf.quants.dequantize(raw, kind).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file(expected, out / "blocks.expected.safetensors")


def write_q8_0():
    rng = np.random.default_rng(6)
    values = (rng.standard_normal((12, 64)) * 10.0 ** rng.integers(-6, 3, (12, 1))).astype(np.float32)
    values[0] = 0
    values[1, :32] = np.arange(-16, 16) / 2            # half-way cases
    values[1, 0] = 127
    values[2, 5] = 1e-30
    values[3] = 65504 * 127.0                          # the largest scale that a half holds
    writer = gguf.GGUFWriter(out / "q8_0.gguf", "blocks")
    writer.add_tensor("values", values)
    writer.add_tensor("blocks", gguf.quants.quantize(values, Q.Q8_0), raw_dtype=Q.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_k_model():
    rng = np.random.default_rng(5)
    config = LlamaConfig(
        vocab_size=40, hidden_size=256, intermediate_size=256, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, head_dim=32, max_position_embeddings=64, rms_norm_eps=1e-5, tie_word_embeddings=True,
        bos_token_id=1, eos_token_id=2, attn_implementation="eager")
    made = LlamaForCausalLM(config).float().eval()
    writer = gguf.GGUFWriter(out / "tiny-k.gguf", "llama")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(256)
    writer.add_feed_forward_length(256)
    writer.add_head_count(2)
    writer.add_head_count_kv(1)
    writer.add_key_length(32)
    writer.add_value_length(32)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    kinds = {"q_proj": Q.Q4_K, "k_proj": Q.Q5_K, "v_proj": Q.Q6_K, "o_proj": Q.Q8_0, "gate_proj": Q.Q4_K,
             "up_proj": Q.Q5_K, "down_proj": Q.Q6_K, "embed_tokens": Q.Q6_K}
    sums = {}
    state = {name: tensor for name, tensor in made.state_dict().items() if name != "lm_head.weight"}
    with torch.no_grad():
        for name, tensor in state.items():
            short, part = gguf_name(name)[0], name.split(".")[-2]
            rows = tensor.shape[0]
            if tensor.dim() == 1:
                values = (1 + 0.1 * rng.standard_normal(rows)).astype(np.float32)
                writer.add_tensor(short, values)
            else:
                kind = kinds[part]
                if kind in K_BYTES:
                    blocks = k_blocks(rng, kind, rows * tensor.shape[1] // 256).reshape(rows, -1)
                else:
                    blocks = gguf.quants.quantize((0.1 * rng.standard_normal(tuple(tensor.shape))).astype(np.float32), kind)
                writer.add_tensor(short, blocks, raw_dtype=kind)
                values = gguf.quants.dequantize(blocks, kind).astype(np.float32).reshape(tuple(tensor.shape))
                heads = {"q_proj": 2, "k_proj": 1}.get(part)
                if heads:
                    values = np.ascontiguousarray(separate(values, heads))
            tensor.copy_(torch.from_numpy(values))
            sums[name] = hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()
        ids = [1, 5, 39, 8, 8, 20, 17]
        logits = made(torch.tensor([ids]), use_cache=False).logits[0]
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    record = {"sha256": sums, "ids": ids, "logits": [[float(x) for x in row] for row in logits]}
    (out / "tiny-k.json").write_text(json.dumps(record) + "\n")


def write_values():
    V = gguf.GGUFValueType
    writer = gguf.GGUFWriter(out / "values.gguf", "values")
    writer.add_uint8("a.uint8", 255)
    writer.add_int8("a.int8", -128)
    writer.add_uint16("a.uint16", 65535)
    writer.add_int16("a.int16", -32768)
    writer.add_uint32("a.uint32", 4294967295)
    writer.add_int32("a.int32", -2147483648)
    writer.add_uint64("a.uint64", 2**63 - 1)
    writer.add_int64("a.int64", -2**63)
    writer.add_float32("a.float32", 1e-5)
    writer.add_float64("a.float64", 1e-300)
    writer.add_bool("a.bool", True)
    writer.add_string("a.string", "段階 stage")
    writer.add_array("a.strings", ["", "one", "二"])
    writer.add_array("a.integers", [-1, 0, 7])
    writer.add_array("a.reals", [0.5, 1e-5])
    writer.add_array("a.booleans", [True, False])
    writer.add_array("a.nested", [[1, 2], [3]])
    writer.add_custom_alignment(64)
    writer.add_tensor("t", np.arange(6, dtype=np.float32).reshape(2, 3))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_rounding():
    edges = [0.0, -0.0, 1.0, -1.0, float("inf"), float("-inf"), float("nan"), 65504.0, 65519.996, 65520.0, 65536.0,
             6.103515625e-05, 6.1005353927612305e-05, 6.0975551605224609e-05, 5.9604644775390625e-08,
             2.9802322387695312e-08, 2.98023223877e-08 * 1.0001, 1e-10, 1e-40, 3.3895313892515355e38, 3.4028234e38,
             1.00048828125, 1.000488400459289, 1.00146484375, 1.00390625, 1.01171875, 2049.0, 2051.0]
    torch.manual_seed(3)
    bits = torch.randint(-2**31, 2**31 - 1, (500,), dtype=torch.int64).to(torch.int32)
    random = bits.view(torch.float32)
    values = torch.cat([torch.tensor(edges), random[~random.isnan()], torch.randn(300), torch.randn(300) * 1e-5])
    save_file({"float32": values, "float16": values.to(torch.float16), "bfloat16": values.to(torch.bfloat16)},
              out / "rounding.safetensors")


if __name__ == "__main__":
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    made = model()
    made.save_pretrained(out / "tiny")
    made.to(torch.bfloat16).save_pretrained(out / "tiny-sharded", max_shard_size="40KB")
    state = load_file(out / "tiny" / "model.safetensors")
    write_gguf(state, made.config)
    write_values()
    write_rounding()
    write_blocks()
    write_q8_0()
    write_k_model()
