// SPDX-License-Identifier: Apache-2.0
// Pooled hidden states of examples in a binary file beside a job's results: what a model makes of a text, as
// features for a calibration. Rows are appended while the engine works; a row that a kill cut is left out.
//
//   8 bytes    "DKSTATES"
//   uint32     version, 1 (little endian, like all)
//   uint32     length of the header that follows
//   header     JSON: what the states are of
//   then rows, all of one length: char[idBytes] id, filled up with zeros, and bfloat16[columns]
//
// Rounding to bfloat16 (three digits) moves a pooled state by less than another wording of the example does.
#pragma once

#include "core/base/result.h"
#include "core/platform/mappedfile.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct HiddenStatesOf
{
    std::string modelHash;
    std::string chatTemplate; // the choice; empty: the model's own
    std::int64_t layer = 0; // the residual stream after so many layers
    // One after another in a row, each `hidden` wide: "prompt_mean", ... (core/model/pooledstates.h).
    std::vector<std::string> pools;
    std::int64_t hidden = 0;

    std::size_t columns() const { return pools.size() * static_cast<std::size_t>(hidden); }

    bool operator==(const HiddenStatesOf&) const = default;
};

class HiddenStatesWriter final
{
public:
    // Goes on behind the whole rows of an earlier attempt; unusable where those are of something else.
    static Result<HiddenStatesWriter> open(const std::filesystem::path& path, const HiddenStatesOf& of);
    HiddenStatesWriter(HiddenStatesWriter&& other) noexcept;
    HiddenStatesWriter& operator=(HiddenStatesWriter&& other) noexcept;
    ~HiddenStatesWriter();

    // `values` [columns]. One that is no finite number is an error: the model's weights are broken.
    Result<> append(std::string_view id, std::span<const float> values);
    // What was appended survives the death of this process; call it before the rows are said to be there.
    Result<> flush();

private:
    HiddenStatesWriter() = default;

    std::filesystem::path m_path;
    std::string m_buffer;
    std::size_t m_columns = 0;
    int m_descriptor = -1;
};

// As the file was when it was opened.
class HiddenStatesFile final
{
public:
    static constexpr std::size_t idBytes = 40; // the longest id has one less

    // Unusable where it is no such file, or its header lies.
    static Result<HiddenStatesFile> open(const std::filesystem::path& path);
    // The same of bytes in memory, which must outlive it.
    static Result<HiddenStatesFile> parse(std::string_view bytes, const std::string& where);

    const HiddenStatesOf& of() const { return m_of; }

    std::size_t rows() const { return m_rows; }

    std::string_view id(std::size_t row) const;
    void read(std::size_t row, std::span<float> values) const; // [columns]

private:
    HiddenStatesFile() = default;
    const char* rowBytes(std::size_t row) const;

    MappedFile m_file;
    std::string_view m_bytes;
    HiddenStatesOf m_of;
    std::size_t m_start = 0; // of the first row
    std::size_t m_rows = 0;
};

} // namespace dankai
