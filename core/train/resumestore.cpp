// SPDX-License-Identifier: Apache-2.0
#include "core/train/resumestore.h"

#include "core/platform/file.h"
#include "core/platform/mappedfile.h"
#include "core/run/resumetensors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* stateFile = "state.json";
constexpr std::size_t pieceBytes = std::size_t(16) << 20;

std::string_view bytesOf(const at::Tensor& tensor)
{
    return {static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes()};
}

// Piece by piece and forgotten at once: mapped pages would stand beside the tensors as memory in use, 1.6 GB
// of them for 135 M parameters.
void read(const MappedFile& file, std::size_t offset, const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.is_cpu() ? tensor : at::empty(tensor.sizes(), tensor.scalar_type());
    auto* target = static_cast<char*>(plain.mutable_data_ptr());
    const std::size_t size = plain.nbytes();
    for (std::size_t done = 0; done < size; done += pieceBytes) {
        const std::size_t piece = std::min(pieceBytes, size - done);
        std::memcpy(target + done, file.bytes().data() + offset + done, piece);
        file.forget(offset + done, piece);
    }
    if (!tensor.is_cpu())
        tensor.copy_(plain);
}

} // namespace

ResumeStore::ResumeStore(fs::path folder, FaultPoint faultPoint)
    : m_folder(std::move(folder))
    , m_faultPoint(faultPoint ? std::move(faultPoint) : [](const char*) {})
{ }

bool ResumeStore::exists() const
{
    std::error_code ignored;
    return fs::exists(m_folder / stateFile, ignored);
}

Result<ResumeState> ResumeStore::load() const
{
    const fs::path file = m_folder / stateFile;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    return parseResumeState(*text, file.string());
}

Result<> ResumeStore::loadTensors(const std::string& file, const TrainingTensors& tensors) const
{
    const fs::path path = m_folder / file;
    auto mapped = MappedFile::open(path, AccessPattern::Sequential);
    if (!mapped)
        return passOn(mapped);
    std::vector<at::Tensor> all = tensors.weights;
    all.insert(all.end(), tensors.moments.begin(), tensors.moments.end());
    const auto contents = parseResumeTensors(mapped->bytes());
    bool fits = contents
        && (contents->bytes.size() == all.size() || contents->bytes.size() == tensors.weights.size());
    for (std::size_t i = 0; fits && i < contents->bytes.size(); ++i)
        fits = contents->bytes[i] == all[i].nbytes();
    if (!fits) {
        return unusable(path.string()
            + ": not the weights and moments of this run's model; remove the folder " + m_folder.string()
            + " to start the run anew");
    }
    std::size_t offset = contents->first;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= contents->bytes.size()) {
            all[i].zero_();
            continue;
        }
        read(*mapped, offset, all[i]);
        offset += contents->bytes[i];
    }
    return {};
}

Result<ResumeStore::WrittenTensors> ResumeStore::writeTensors(const TrainingTensors& tensors, Moments moments)
{
    if (auto made = makeFolder(m_folder); !made)
        return passOn(made);
    // A new name each time: the file that state.json names is never touched.
    std::string name;
    std::error_code ignored;
    for (int number = 1; name.empty() || fs::exists(m_folder / name, ignored); ++number)
        name = "weights-" + std::to_string(number) + ".bin";
    auto file = AtomicFile::create(m_folder / name);
    if (!file)
        return passOn(file);
    std::vector<at::Tensor> all = tensors.weights;
    if (moments == Moments::Keep)
        all.insert(all.end(), tensors.moments.begin(), tensors.moments.end());
    std::vector<std::uint64_t> sizes;
    for (const at::Tensor& tensor : all)
        sizes.push_back(tensor.nbytes());
    const std::string header = resumeTensorsHeader(sizes);
    if (auto written = file->write(header); !written)
        return passOn(written);
    std::uint64_t bytes = header.size() + resumeTensorsEnd.size();
    for (const at::Tensor& tensor : all) {
        const at::Tensor plain = tensor.cpu();
        if (auto written = file->write(bytesOf(plain)); !written)
            return passOn(written);
        bytes += plain.nbytes();
    }
    if (auto written = file->write(resumeTensorsEnd); !written)
        return passOn(written);
    m_faultPoint("tensors_before_rename");
    if (auto committed = file->commit(); !committed)
        return passOn(committed);
    m_faultPoint("tensors_after_rename");
    return WrittenTensors{name, bytes};
}

Result<> ResumeStore::commit(const ResumeState& state)
{
    if (auto made = makeFolder(m_folder); !made)
        return made;
    m_faultPoint("state_before_rename");
    if (auto written = writeFileAtomically(m_folder / stateFile, toJsonText(state)); !written)
        return written;
    m_faultPoint("state_after_rename");
    tidy(state);
    return {};
}

void ResumeStore::tidy(const ResumeState& state) const
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder, ignored)) {
        const std::string name = entry.path().filename().string();
        // Files of temporary names that a killed process left go as well.
        if (name != stateFile && name != state.weights && name != state.bestWeights)
            fs::remove(entry.path(), ignored);
    }
}

} // namespace dankai
