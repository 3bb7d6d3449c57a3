// SPDX-License-Identifier: Apache-2.0
#include "core/checkpoint/safetensors.h"

#include "core/checkpoint/dequantize.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// The limit of the format's own library: a larger "length" is what another format's first bytes look like.
constexpr std::uint64_t longestHeader = 100'000'000;

std::optional<WeightType> typeNamed(std::string_view name)
{
    if (name == "F32")
        return WeightType::Float32;
    if (name == "F16")
        return WeightType::Float16;
    if (name == "BF16")
        return WeightType::BFloat16;
    return std::nullopt;
}

// Builds the entries while the JSON is read, since a document would have lost keys that stand twice and
// would make a header of a million keys slow.
//   { "__metadata__": {text: text}, name: {"dtype": text, "shape": [n], "data_offsets": [begin, end]} }
class HeaderBuilder final : public nlohmann::json_sax<Json>
{
public:
    explicit HeaderBuilder(SafetensorsHeader& header)
        : m_header(header)
    { }

    const std::string& problem() const { return m_problem; }

    bool key(string_t& text) override
    {
        if (m_depth == 1) {
            m_name = text;
            m_has = {};
            m_isMetadata = text == "__metadata__";
            if (!m_names.insert(text).second)
                return stop("the name " + quotedName(text) + " stands there twice");
            return true;
        }
        m_field = text;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (m_depth >= 2 || m_inArray)
            return stopUnexpected();
        ++m_depth;
        return true;
    }

    bool end_object() override
    {
        --m_depth;
        if (m_depth != 1 || m_isMetadata)
            return true;
        if (!m_has.dtype || !m_has.shape || !m_has.offsets || m_offsets.size() != 2)
            return stop("the weight " + quotedName(m_name) + " lacks its type, shape or place");
        if (m_offsets[1] < m_offsets[0])
            return stop("the weight " + quotedName(m_name) + " ends before it begins");
        SafetensorsEntry entry{m_name, {}, m_type, m_offsets[0], m_offsets[1] - m_offsets[0]};
        for (const std::uint64_t size : m_shape) {
            if (size > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
                return stop("the weight " + quotedName(m_name) + " claims a shape that no file can hold");
            entry.shape.push_back(static_cast<std::int64_t>(size));
        }
        const auto values = checkedProduct(entry.shape);
        std::int64_t bytes = 0;
        if (!values
            || __builtin_mul_overflow(*values, static_cast<std::int64_t>(bytesPerValue(m_type)), &bytes))
            return stop("the weight " + quotedName(m_name) + " claims a shape that no file can hold");
        if (static_cast<std::uint64_t>(bytes) != entry.size)
            return stop("the weight " + quotedName(m_name) + " of shape " + toString(entry.shape) + " needs "
                + std::to_string(bytes) + " bytes, but has " + std::to_string(entry.size));
        m_header.entries.push_back(std::move(entry));
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_depth != 2 || m_inArray || m_isMetadata || (m_field != "shape" && m_field != "data_offsets"))
            return stopUnexpected();
        bool& isThere = m_field == "shape" ? m_has.shape : m_has.offsets;
        if (std::exchange(isThere, true))
            return stopTwice();
        m_inArray = true;
        m_numbers.clear();
        return true;
    }

    bool end_array() override
    {
        m_inArray = false;
        (m_field == "shape" ? m_shape : m_offsets) = m_numbers;
        return true;
    }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (!m_inArray)
            return stopUnexpected();
        m_numbers.push_back(value);
        return true;
    }

    bool string(string_t& text) override
    {
        if (m_depth != 2 || m_inArray)
            return stopUnexpected();
        if (m_isMetadata) {
            m_header.metadata[m_field] = text;
            return true;
        }
        if (m_field != "dtype")
            return stopUnexpected();
        if (std::exchange(m_has.dtype, true))
            return stopTwice();
        const auto type = typeNamed(text);
        if (!type)
            return stop("the weight " + quotedName(m_name) + " is stored as " + quotedName(text)
                    + ", which Dankai does not read",
                "Use a model in F32, F16 or BF16.");
        m_type = *type;
        return true;
    }

    bool null() override { return stopUnexpected(); }

    bool boolean(bool) override { return stopUnexpected(); }

    bool number_integer(number_integer_t) override { return stopUnexpected(); }

    bool number_float(number_float_t, const string_t&) override { return stopUnexpected(); }

    bool binary(binary_t&) override { return stopUnexpected(); }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override
    {
        return stop("its header is not valid JSON at byte " + std::to_string(8 + position));
    }

private:
    bool stop(const std::string& what, const std::string& next = "The file is damaged; fetch it again.")
    {
        if (m_problem.empty())
            m_problem = ": " + what + ". " + next;
        return false;
    }

    bool stopUnexpected()
    {
        return stop("its header does not have the form of a safetensors header"
            + (m_name.empty() ? std::string() : " at " + quotedName(m_name)));
    }

    bool stopTwice()
    {
        return stop("the weight " + quotedName(m_name) + " has its " + quotedName(m_field) + " twice");
    }

    struct Has
    {
        bool dtype = false;
        bool shape = false;
        bool offsets = false;
    };

    SafetensorsHeader& m_header;
    std::string m_problem;
    std::set<std::string> m_names;
    std::string m_name;
    std::string m_field;
    Has m_has;
    WeightType m_type = WeightType::Float32;
    std::vector<std::uint64_t> m_numbers;
    std::vector<std::uint64_t> m_shape;
    std::vector<std::uint64_t> m_offsets;
    int m_depth = 0;
    bool m_inArray = false;
    bool m_isMetadata = false;
};

// The data are the entries one after the other, without holes, to the last byte.
Result<> checkPlaces(const SafetensorsHeader& header, std::uint64_t dataSize, const std::string& where)
{
    std::uint64_t end = 0;
    const SafetensorsEntry* before = nullptr;
    for (const SafetensorsEntry& entry : header.entries) {
        if (entry.offset + entry.size > dataSize)
            return unusable(where + " ends inside the weight " + quotedName(entry.name)
                + ": its header needs " + std::to_string(header.dataOffset + entry.offset + entry.size)
                + " bytes, the file has " + std::to_string(header.dataOffset + dataSize)
                + ". It is cut; fetch it again.");
        if (entry.offset < end)
            return unusable(where + ": the weights " + quotedName(before->name) + " and "
                + quotedName(entry.name) + " overlap. The file is damaged; fetch it again.");
        if (entry.offset > end)
            return unusable(where + ": there are " + std::to_string(entry.offset - end)
                + " bytes that belong to nothing before the weight " + quotedName(entry.name)
                + ". The file is damaged; fetch it again.");
        end = entry.offset + entry.size;
        before = &entry;
    }
    if (end != dataSize)
        return unusable(where + " has " + std::to_string(dataSize - end)
            + " bytes after its last weight. The file is damaged; fetch it again.");
    return {};
}

} // namespace

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view file, const std::string& where)
{
    const std::string notOne = where + " is no safetensors file: ";
    if (file.size() < 8)
        return unusable(notOne + "it has " + std::to_string(file.size())
            + " bytes, and its length alone takes 8. Was the download complete?");
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    if (length > longestHeader || (length > 0 && file.size() > 8 && file[8] != '{'))
        return unusable(notOne + "it does not begin like one. Check the path.");
    if (length > file.size() - 8)
        return unusable(where + " ends inside its header, which claims " + std::to_string(length)
            + " bytes in a file of " + std::to_string(file.size()) + ". It is cut; fetch it again.");
    SafetensorsHeader header;
    header.dataOffset = 8 + length;
    HeaderBuilder builder(header);
    const std::string_view text = file.substr(8, length);
    try {
        if (!Json::sax_parse(text.begin(), text.end(), &builder) || !builder.problem().empty())
            return unusable(where + builder.problem());
    } catch (const nlohmann::json::exception&) {
        return unusable(where + ": its header is not valid JSON. The file is damaged; fetch it again.");
    }
    std::sort(header.entries.begin(), header.entries.end(), [](const auto& a, const auto& b) {
        return std::pair(a.offset, a.size) < std::pair(b.offset, b.size);
    });
    if (auto checked = checkPlaces(header, file.size() - header.dataOffset, where); !checked)
        return passOn(checked);
    return header;
}

Result<> SafetensorsReader::addFile(const fs::path& path)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return passOn(mapped);
    auto header = parseSafetensorsHeader(mapped->bytes(), path.string());
    if (!header)
        return passOn(header);
    for (SafetensorsEntry& entry : header->entries) {
        const auto [place, isNew] = m_byName.emplace(entry.name, m_weights.size());
        if (!isNew)
            return unusable(path.string() + ": the weight " + quotedName(entry.name) + " stands also in "
                + m_paths[m_places[place->second].file].filename().string() + ". The folder is damaged.");
        m_places.push_back({m_files.size(), header->dataOffset + entry.offset, entry.size, entry.type});
        m_weights.push_back({std::move(entry.name), std::move(entry.shape)});
    }
    m_files.push_back(std::move(*mapped));
    m_paths.push_back(path);
    return {};
}

Result<std::map<std::string, std::string>> parseWeightMap(std::string_view text, const std::string& where)
{
    auto json = parseJson(text, where);
    if (!json)
        return passOn(json);
    const auto found = json->is_object() ? json->find("weight_map") : json->end();
    if (found == json->end() || !found->is_object() || found->empty())
        return unusable(where + " has no \"weight_map\". It is no index of safetensors files.");
    std::map<std::string, std::string> files;
    for (const auto& [name, file] : found->items()) {
        const std::string value = file.is_string() ? file.get<std::string>() : std::string();
        // A name only: an index must not lead out of its folder.
        if (value.empty() || value == ".." || value.find('/') != std::string::npos
            || value.find('\\') != std::string::npos || value.find('\0') != std::string::npos)
            return unusable(
                where + ": the weight " + quotedName(name) + " does not name a file of this folder.");
        files[name] = value;
    }
    return files;
}

Result<SafetensorsReader> SafetensorsReader::open(const fs::path& path)
{
    SafetensorsReader reader;
    if (!path.filename().string().ends_with(".index.json")) {
        if (auto added = reader.addFile(path); !added)
            return passOn(added);
        return reader;
    }
    auto index = readFile(path);
    if (!index)
        return passOn(index);
    auto weightMap = parseWeightMap(*index, path.string());
    if (!weightMap)
        return passOn(weightMap);
    std::set<std::string> files;
    for (const auto& [name, file] : *weightMap)
        files.insert(file);
    for (const std::string& file : files)
        if (auto added = reader.addFile(path.parent_path() / file); !added)
            return passOn(added);
    for (const auto& [name, file] : *weightMap) {
        const auto found = reader.m_byName.find(name);
        if (found == reader.m_byName.end()
            || reader.m_paths[reader.m_places[found->second].file].filename() != file)
            return unusable(path.string() + " says that the weight " + quotedName(name) + " stands in " + file
                + ", but it does not. The folder is incomplete or mixed from two models.");
    }
    return reader;
}

const WeightInfo* SafetensorsReader::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : &m_weights[found->second];
}

namespace {

tl::unexpected<Error> noSuchWeight(std::string_view name)
{
    return unusable("The model has no weight " + quotedName(name) + ".");
}

} // namespace

Result<> SafetensorsReader::readFloatRows(
    std::string_view name, std::int64_t firstRow, std::span<float> values) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return noSuchWeight(name);
    const Place& place = m_places[found->second];
    const RowRange range = rowRange(m_weights[found->second], firstRow, values.size());
    if (!range.isInside)
        return failed("Rows outside the weight " + quotedName(name) + " were asked for.");
    const std::size_t width = bytesPerValue(place.type);
    const std::uint64_t offset = place.offset + range.firstValue * width;
    const MappedFile& file = m_files[place.file];
    dequantize(blockTypeOf(place.type), file.bytes().substr(offset, values.size() * width), values);
    file.forget(offset, values.size() * width); // the page cache keeps it; this process need not
    return {};
}

Result<WeightType> SafetensorsReader::typeOf(std::string_view name) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return noSuchWeight(name);
    return m_places[found->second].type;
}

Result<std::string_view> SafetensorsReader::bytesOf(std::string_view name) const
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return noSuchWeight(name);
    const Place& place = m_places[found->second];
    return m_files[place.file].bytes().substr(place.offset, place.size);
}

} // namespace dankai
