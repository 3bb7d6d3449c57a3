// SPDX-License-Identifier: Apache-2.0
// What somebody means who names a file or a folder to import: one file, the training files of a Hugging Face
// data folder, or data sets of LLaMA-Factory's dataset_info.json. Reads no rows.
#pragma once

#include "core/base/result.h"
#include "core/dataset/importer.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct DataFile
{
    std::filesystem::path path;
    ImportOptions options; // the caller's, with what dataset_info.json says of its columns
};

struct DataSource
{
    std::vector<DataFile> files; // at least one
    std::vector<std::string> notes; // sentences: what was left alone, and how to take it too
};

// `datasets`: names of entries of a dataset_info.json, which `path` is or holds. Without a name a list of one
// is taken, and a longer one is an error that says the names. Of a Hugging Face folder only the split "train"
// (and what is in no split) is taken, since rows of the others are meant for tests.
Result<DataSource> findDataFiles(const std::filesystem::path& path, const ImportOptions& options,
    std::span<const std::string> datasets = {});

// The names of the data sets that can be imported, where `path` is a list of them or a folder with one; else
// empty.
std::vector<std::string> datasetsIn(const std::filesystem::path& path);

// Why a file of columns (Parquet, Arrow) cannot be read, and the one line that converts it; empty: it is
// none. Debian has no library that reads them. Looks at the first bytes alone.
std::string whyColumnar(const std::filesystem::path& path);

// The word by which a review package (core/project/reviewpackage.h) is known in its first line.
inline constexpr std::string_view reviewPackageFormat = "dankai-review";
// Whether the file is one, whatever its name: JSON lines, but no examples. Looks at the first line alone.
bool isReviewPackage(const std::filesystem::path& path);

} // namespace dankai
