// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/datasource.h"

#include "core/dataset/datacard.h"
#include "core/dataset/llamafactory.h"
#include "core/platform/file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <optional>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 5> textEndings = {".jsonl", ".json", ".csv", ".tsv", ".ndjson"};
constexpr std::array<std::string_view, 2> columnarEndings = {".parquet", ".arrow"};
// Beside the data, not data.
constexpr std::array<std::string_view, 5> sidecars
    = {"dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "metadata.json"};
constexpr std::array<std::string_view, 6> otherSplits = {"validation", "valid", "val", "dev", "test", "eval"};
constexpr std::size_t deepest = 4; // folders below the one that was named
constexpr std::size_t mostFiles = 10000;
constexpr std::size_t longestHead = std::size_t(256) << 10; // of a review package: it has a definition

std::string lower(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

template <std::size_t Size>
bool isAmong(const std::array<std::string_view, Size>& names, const std::string& name)
{
    return std::ranges::find(names, name) != names.end();
}

std::string endingOf(const fs::path& file)
{
    return lower(file.extension().string());
}

// Whether a word of the name says so: "test-00000-of-00001.jsonl", "data/validation/rows.json".
std::optional<std::string> otherSplitOf(const fs::path& inside)
{
    std::string word;
    for (const char c : lower(inside.string()) + "/") {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            word += c;
            continue;
        }
        if (isAmong(otherSplits, word))
            return word;
        word.clear();
    }
    return std::nullopt;
}

// Data files below the folder, as paths inside it, in the order of their names.
Result<std::vector<fs::path>> dataFilesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error),
         end;
         !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with('.') || entry.depth() > static_cast<int>(deepest)) {
            entry.disable_recursion_pending();
            continue;
        }
        const std::string ending = endingOf(entry->path());
        std::error_code ignored;
        if (!entry->is_regular_file(ignored) || isAmong(sidecars, lower(name))
            || !(isAmong(textEndings, ending) || isAmong(columnarEndings, ending)))
            continue;
        if (files.size() == mostFiles)
            return unusable(folder.string() + " holds more than " + std::to_string(mostFiles)
                + " data files. Name the files to import one by one.");
        files.push_back(entry->path().lexically_relative(folder));
    }
    if (error)
        return failed(folder.string() + " cannot be read as a whole: " + error.message() + ".");
    std::ranges::sort(files);
    return files;
}

struct Chosen
{
    std::vector<fs::path> files;
    std::vector<std::string> notes;
};

// As README.md's front matter says; nothing where it says nothing of files that are there.
Result<std::optional<Chosen>> chosenByCard(const fs::path& folder, const std::vector<fs::path>& files)
{
    const fs::path card = folder / "README.md";
    std::error_code ignored;
    if (!fs::exists(card, ignored))
        return std::nullopt;
    auto text = readFile(card);
    if (!text)
        return passOn(text);
    auto configs = parseDataCard(*text, card.string());
    if (!configs)
        return passOn(configs);
    if (configs->empty())
        return std::nullopt;
    auto config = std::ranges::find_if(*configs, &CardConfig::isDefault);
    if (config == configs->end())
        config = std::ranges::find(*configs, "default", &CardConfig::name);
    if (config == configs->end())
        config = configs->begin();
    Chosen chosen;
    if (configs->size() > 1)
        chosen.notes.push_back(card.string() + " names " + std::to_string(configs->size())
            + " configurations; '" + config->name
            + "' is imported. For another one name its files or its folder.");
    for (const CardFiles& part : config->files) {
        std::size_t count = 0;
        const bool isTraining = part.split.empty() || part.split == "train";
        for (const fs::path& file : files) {
            if (std::ranges::none_of(part.paths, [&](const std::string& pattern) {
                    return matchesPattern(file.generic_string(), pattern)
                        || matchesPattern(file.generic_string(), pattern + "/**");
                }))
                continue;
            ++count;
            if (isTraining && std::ranges::find(chosen.files, file) == chosen.files.end())
                chosen.files.push_back(file);
        }
        if (!isTraining && count > 0)
            chosen.notes.push_back("The split '" + part.split
                + "' is left alone, since it is not for training; name its files to "
                  "import them.");
    }
    if (chosen.files.empty())
        return std::nullopt;
    return chosen;
}

Chosen chosenByName(const std::vector<fs::path>& files)
{
    Chosen chosen;
    for (const fs::path& file : files) {
        if (const auto split = otherSplitOf(file); split && files.size() > 1)
            chosen.notes.push_back(file.string() + " is left alone, since its name says '" + *split
                + "' and not train; name it to import it.");
        else
            chosen.files.push_back(file);
    }
    return chosen;
}

// The same rows are often there twice, for people and for programs.
void preferText(Chosen& chosen)
{
    const bool hasText = std::ranges::any_of(
        chosen.files, [](const fs::path& file) { return isAmong(textEndings, endingOf(file)); });
    if (!hasText)
        return;
    const auto before = chosen.files.size();
    std::erase_if(
        chosen.files, [](const fs::path& file) { return isAmong(columnarEndings, endingOf(file)); });
    if (chosen.files.size() < before)
        chosen.notes.push_back(std::to_string(before - chosen.files.size())
            + " Parquet or Arrow files are left alone, since there are text files beside them.");
}

Result<DataSource> folderSource(const fs::path& folder, const ImportOptions& options)
{
    auto files = dataFilesIn(folder);
    if (!files)
        return passOn(files);
    if (files->empty())
        return unusable(folder.string()
            + " holds no data: no file that ends in .jsonl, .json, .csv, .tsv or .parquet. Name the file to "
              "import.");
    auto byCard = chosenByCard(folder, *files);
    if (!byCard)
        return passOn(byCard);
    Chosen chosen = *byCard ? std::move(**byCard) : chosenByName(*files);
    preferText(chosen);
    if (chosen.files.empty())
        return unusable(folder.string()
            + " holds no training files, only other splits. Name the file to import it anyway.");
    DataSource source;
    source.notes = std::move(chosen.notes);
    for (const fs::path& file : chosen.files)
        source.files.push_back({folder / file, options});
    return source;
}

std::string namesOf(const std::vector<NamedDataset>& datasets)
{
    constexpr std::size_t most = 30;
    std::string names;
    for (std::size_t i = 0; i < std::min(most, datasets.size()); ++i)
        names += (i == 0 ? "" : ", ") + datasets[i].name;
    return names + (datasets.size() > most ? ", ..." : "");
}

Result<DataSource> listSource(
    const fs::path& list, const ImportOptions& options, std::span<const std::string> wanted)
{
    auto text = readFile(list);
    if (!text)
        return passOn(text);
    const auto datasets = parseDatasetInfo(*text, list.string());
    if (!datasets)
        return tl::unexpected(datasets.error());
    std::vector<const NamedDataset*> chosen;
    if (wanted.empty() && datasets->size() > 1)
        return unusable(list.string() + " lists " + std::to_string(datasets->size())
            + " data sets. Say which with --dataset NAME: " + namesOf(*datasets) + ".");
    if (wanted.empty())
        chosen.push_back(&datasets->front());
    for (const std::string& name : wanted) {
        const auto found = std::ranges::find(*datasets, name, &NamedDataset::name);
        if (found == datasets->end())
            return unusable("There is no data set '" + name + "' in " + list.string() + ". It lists "
                + namesOf(*datasets) + ".");
        chosen.push_back(&*found);
    }
    DataSource source;
    for (const NamedDataset* dataset : chosen) {
        if (!dataset->problem.empty())
            return unusable(list.string() + ": " + dataset->problem + ".");
        ImportOptions merged = options;
        if (options.format == "auto")
            merged.format = dataset->options.format;
        for (const auto& [field, column] : dataset->options.columns)
            merged.columns.try_emplace(field, column); // what somebody maps by hand stands above
        if (!merged.tags)
            merged.tags = dataset->options.tags;
        const fs::path file = list.parent_path() / dataset->fileName;
        std::error_code ignored;
        if (fs::is_directory(file, ignored)) {
            auto inside = folderSource(file, merged);
            if (!inside)
                return inside;
            std::ranges::move(inside->files, std::back_inserter(source.files));
            std::ranges::move(inside->notes, std::back_inserter(source.notes));
        } else {
            source.files.push_back({file, std::move(merged)});
        }
    }
    return source;
}

// Of a file that may be a list of data sets by its name.
bool isList(const fs::path& file)
{
    std::error_code ignored;
    if (file.filename() != datasetInfoFile || !fs::is_regular_file(file, ignored))
        return false;
    const auto text = readFile(file);
    if (!text)
        return false;
    const auto json = parseJson(*text, file.string());
    return json && isDatasetList(*json);
}

std::string convertWithPandas(const fs::path& path, const std::string& reader)
{
    return "Convert it once: python3 -c \"import pandas; pandas." + reader + "('" + path.string()
        + "').to_json('" + path.string()
        + ".jsonl', orient='records', lines=True, force_ascii=False)\", and import "
        + path.filename().string() + ".jsonl.";
}

} // namespace

Result<DataSource> findDataFiles(
    const fs::path& path, const ImportOptions& options, std::span<const std::string> datasets)
{
    std::error_code ignored;
    const bool isFolder = fs::is_directory(path, ignored);
    if (isList(path))
        return listSource(path, options, datasets);
    if (isFolder && isList(path / datasetInfoFile))
        return listSource(path / datasetInfoFile, options, datasets);
    if (!datasets.empty())
        return unusable("--dataset names an entry of LLaMA-Factory's dataset_info.json; " + path.string()
            + " is none and holds none.");
    if (isFolder)
        return folderSource(path, options);
    return DataSource{{{path, options}}, {}};
}

std::vector<std::string> datasetsIn(const fs::path& path)
{
    std::vector<std::string> names;
    const fs::path list = isList(path) ? path : path / datasetInfoFile;
    if (!isList(list))
        return names;
    const auto text = readFile(list);
    const auto datasets = text ? parseDatasetInfo(*text, list.string()) : tl::unexpected(text.error());
    if (!datasets)
        return names;
    for (const NamedDataset& dataset : *datasets)
        if (dataset.problem.empty())
            names.push_back(dataset.name);
    return names;
}

std::string whyColumnar(const fs::path& path)
{
    std::array<char, 8> bytes = {};
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), bytes.size());
    const std::string_view start(
        bytes.data(), static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    const std::string name = path.string();
    if (start.starts_with("PAR1"))
        return name + " is a Parquet file, which this program does not read. "
            + convertWithPandas(path, "read_parquet");
    if (start.starts_with("ARROW1"))
        return name + " is an Arrow file, which this program does not read. "
            + convertWithPandas(path, "read_feather");
    if (start.starts_with("\xFF\xFF\xFF\xFF"))
        return name
            + " is an Arrow stream, as save_to_disk of Hugging Face's datasets writes it, and is not read. "
              "Convert it once: python3 -c \"import datasets; datasets.load_from_disk('"
            + path.parent_path().string() + "').to_json('" + name
            + ".jsonl', force_ascii=False)\", and import " + path.filename().string() + ".jsonl.";
    return {};
}

bool isReviewPackage(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) // a pipe would be waited for
        return false;
    std::ifstream file(path, std::ios::binary);
    std::string start(longestHead, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    start.resize(std::min(start.find('\n'), start.size()));
    if (start.find(reviewPackageFormat) == std::string::npos)
        return false;
    const auto head = parseJson(start, path.string());
    if (!head || !head->is_object())
        return false;
    const auto format = head->find("format");
    return format != head->end() && format->is_string() && *format == reviewPackageFormat;
}

} // namespace dankai
