// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/losstable.h"

#include "core/base/json.h"
#include "core/platform/file.h"

namespace dankai {

SetLoss sumLoss(std::span<const ExampleLoss> losses, int phase)
{
    SetLoss sum;
    for (const ExampleLoss& loss : losses) {
        if ((phase != 0 && loss.phase != phase) || loss.tokens == 0)
            continue;
        ++sum.n;
        sum.tokens += loss.tokens;
        sum.nll += loss.nll;
    }
    return sum;
}

std::string toJsonLines(std::span<const ExampleLoss> losses)
{
    std::string text;
    for (const ExampleLoss& loss : losses) {
        const Json json
            = {{"id", loss.id}, {"phase", loss.phase}, {"tokens", loss.tokens}, {"nll", loss.nll}};
        text += toJsonLine(json) + "\n";
    }
    return text;
}

Result<ExampleLoss> parseLoss(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    try {
        return ExampleLoss{json->at("id").get<std::string>(), wholeNumber<int>(json->at("phase")),
            wholeNumber<std::uint64_t>(json->at("tokens")), json->at("nll").get<double>()};
    } catch (const Json::exception& exception) {
        return unusable(where + ": not a loss of an example: " + exception.what());
    }
}

Result<std::vector<ExampleLoss>> readLosses(const std::filesystem::path& file)
{
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    std::vector<ExampleLoss> losses;
    for (;;) {
        auto line = reader->next();
        if (!line)
            return passOn(line);
        if (!*line)
            return losses;
        auto loss = parseLoss(**line, file.string() + ":" + std::to_string(reader->lineNumber()));
        if (!loss)
            return passOn(loss);
        losses.push_back(std::move(*loss));
    }
}

} // namespace dankai
