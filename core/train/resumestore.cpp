// SPDX-License-Identifier: Apache-2.0
#include "core/train/resumestore.h"

#include "core/platform/file.h"
#include "core/platform/mappedfile.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr const char* stateFile = "state.json";
constexpr std::string_view magic = "DKSTATE1";
constexpr std::string_view endMagic = "DKSTATEE";
constexpr std::size_t pieceBytes = std::size_t(16) << 20;
constexpr std::size_t headerBytes = 8 + 8 + 8; // magic, values per tensor, tensors

std::string_view bytesOf(const at::Tensor& tensor)
{
    return {static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes()};
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

Result<> ResumeStore::loadTensors(const std::string& file, TrainingTensors tensors) const
{
    const fs::path path = m_folder / file;
    auto mapped = MappedFile::open(path, AccessPattern::Sequential);
    if (!mapped)
        return passOn(mapped);
    const std::string_view bytes = mapped->bytes();
    const std::size_t size = tensors.masters.nbytes();
    std::uint64_t elements = 0;
    std::uint64_t count = 0;
    if (bytes.size() >= headerBytes) {
        std::memcpy(&elements, bytes.data() + 8, sizeof elements);
        std::memcpy(&count, bytes.data() + 16, sizeof count);
    }
    if ((count != 1 && count != 3) || bytes.size() != headerBytes + count * size + endMagic.size()
        || bytes.substr(0, 8) != magic || elements != static_cast<std::uint64_t>(tensors.masters.numel())
        || bytes.substr(bytes.size() - endMagic.size()) != endMagic) {
        return unusable(path.string()
            + ": not the weights and moments of this run's model; remove the folder " + m_folder.string()
            + " to start the run anew");
    }
    std::size_t offset = headerBytes;
    for (at::Tensor* tensor : {&tensors.masters, &tensors.firstMoment, &tensors.secondMoment}) {
        if (offset == headerBytes + count * size) {
            tensor->zero_();
            continue;
        }
        at::Tensor plain = tensor->is_cpu() ? *tensor : at::empty(tensor->sizes(), at::kFloat);
        // Piece by piece and forgotten at once: mapped pages would stand beside the tensors as memory in use,
        // 1.6 GB of them for 135 M parameters.
        auto* target = static_cast<char*>(plain.mutable_data_ptr());
        for (std::size_t done = 0; done < size; done += pieceBytes) {
            const std::size_t piece = std::min(pieceBytes, size - done);
            std::memcpy(target + done, bytes.data() + offset + done, piece);
            mapped->forget(offset + done, piece);
        }
        if (!tensor->is_cpu())
            tensor->copy_(plain);
        offset += size;
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
    const auto elements = static_cast<std::uint64_t>(tensors.masters.numel());
    std::string header(magic);
    header.append(reinterpret_cast<const char*>(&elements), sizeof elements);
    const std::uint64_t count = moments == Moments::Keep ? 3 : 1;
    header.append(reinterpret_cast<const char*>(&count), sizeof count);
    if (auto written = file->write(header); !written)
        return passOn(written);
    for (const at::Tensor* tensor : {&tensors.masters, &tensors.firstMoment, &tensors.secondMoment}) {
        if (moments == Moments::Drop && tensor != &tensors.masters)
            continue;
        const at::Tensor plain = tensor->cpu();
        if (auto written = file->write(bytesOf(plain)); !written)
            return passOn(written);
    }
    if (auto written = file->write(endMagic); !written)
        return passOn(written);
    m_faultPoint("tensors_before_rename");
    if (auto committed = file->commit(); !committed)
        return passOn(committed);
    m_faultPoint("tensors_after_rename");
    return WrittenTensors{name, headerBytes + count * tensors.masters.nbytes() + endMagic.size()};
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
