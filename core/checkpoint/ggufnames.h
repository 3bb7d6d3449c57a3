// SPDX-License-Identifier: Apache-2.0
// How GGUF and Hugging Face name the same weights, and in which order each has the rows of queries and keys.
// Private to this room: what reads GGUF and what writes it agree here.
#pragma once

#include <cstdint>
#include <string_view>

namespace dankai {

struct GgufNamePair
{
    std::string_view gguf;
    std::string_view huggingFace;
};

// Source: llama.cpp, gguf-py/gguf/constants.py and tensor_mapping.py.
inline constexpr GgufNamePair ggufNamesOutsideLayers[] = {
    {"token_embd.weight", "model.embed_tokens.weight"},
    {"output_norm.weight", "model.norm.weight"},
    {"output.weight", "lm_head.weight"},
};
// Followed by ".weight" or ".bias".
inline constexpr GgufNamePair ggufNamesInsideLayers[] = {
    {"attn_norm", "input_layernorm"},
    {"attn_q", "self_attn.q_proj"},
    {"attn_k", "self_attn.k_proj"},
    {"attn_v", "self_attn.v_proj"},
    {"attn_output", "self_attn.o_proj"},
    {"ffn_norm", "post_attention_layernorm"},
    {"ffn_gate", "mlp.gate_proj"},
    {"ffn_up", "mlp.up_proj"},
    {"ffn_down", "mlp.down_proj"},
};

// ggml turns neighbouring rows of a Llama's q and k into pairs, Hugging Face rows that lie half a head apart;
// in other architectures ggml does as Hugging Face does.
inline bool hasPermutedRotaryRows(std::string_view ggufArchitecture)
{
    return ggufArchitecture == "llama";
}

// By its Hugging Face name: weights and biases of queries and keys.
inline bool isRotaryWeight(std::string_view name)
{
    return name.find(".self_attn.q_proj.") != std::string_view::npos
        || name.find(".self_attn.k_proj.") != std::string_view::npos;
}

// Row `row` of Hugging Face's order stands at the returned row of the file.
inline std::uint64_t ggufRotaryRow(std::uint64_t row, std::int64_t headSize)
{
    const auto size = static_cast<std::uint64_t>(headSize);
    const std::uint64_t head = row / size, within = row % size, half = size / 2;
    return head * size + (within < half ? 2 * within : 2 * (within - half) + 1);
}

} // namespace dankai
