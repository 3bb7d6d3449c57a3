// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/exampledetail.h"

#include "core/base/utf8.h"
#include "core/dataset/example.h"
#include "core/project/runlaunch.h"
#include "core/project/tokencounts.h"
#include "core/tokenizer/conversationencoder.h"
#include "ui/dataset/exampletablemodel.h"

#include <utility>

namespace dankai::ui {

namespace {

constexpr std::size_t mostDuplicatesShown = 5;
constexpr int duplicateBeginning = 60; // characters

} // namespace

Result<ExampleDetail> readDetail(Project& project, ExampleId id, DetailReaders& readers)
{
    std::shared_ptr<ConversationEncoder>& encoder = readers.encoder;
    ExampleDetail detail;
    auto stored = project.examples().example(id);
    if (!stored)
        return passOn(stored);
    detail.stored = std::move(*stored);
    auto scores = project.scores().scoresOf(id);
    if (!scores)
        return passOn(scores);
    detail.scores = std::move(*scores);
    auto changes = project.examples().changes(id);
    if (!changes)
        return passOn(changes);
    detail.changes = std::move(*changes);
    if (readers.explainer != nullptr) {
        auto explanation = readers.explainer->explain(project, id);
        if (!explanation)
            return passOn(explanation);
        detail.explanation = std::move(*explanation);
    }

    auto group = project.nearDuplicates().othersOf(id, mostDuplicatesShown);
    if (!group)
        return passOn(group);
    detail.nearDuplicatesInAll = group->total;
    for (const NearDuplicate& duplicate : group->others) {
        auto other = project.examples().example(duplicate.id);
        if (!other)
            return passOn(other);
        const Example& example = other->example;
        detail.nearDuplicates.push_back({duplicate,
            beginningOnOneLine(
                example.instruction.empty() ? example.input : example.instruction, duplicateBeginning)});
    }

    if (encoder == nullptr) {
        auto opened = openEncoder(project);
        if (!opened) {
            detail.tokensMissing = opened.error().message;
            return detail;
        }
        encoder = std::make_shared<ConversationEncoder>(std::move(*opened));
    }
    const auto encoded = encoder->encode(turns(detail.stored.example));
    if (!encoded) {
        detail.tokensMissing = encoded.error().message;
        return detail;
    }
    // What is wrong with the settings is said where a run is prepared; here only the mark is missing.
    detail.maxLength = static_cast<std::size_t>(nextMaxLength(project).value_or(0));
    detail.tokens.reserve(encoded->ids.size());
    std::string text; // of the tokens from `first` on
    std::size_t first = 0;
    for (std::size_t i = 0; i < encoded->ids.size(); ++i) {
        if (text.empty())
            first = i;
        text += encoder->tokenizer().tokenBytes(encoded->ids[i]);
        detail.tokens.push_back({encoded->ids[i], {}, encoded->isTrained[i] != 0});
        const bool isEnd
            = i + 1 == encoded->ids.size() || encoded->isTrained[i + 1] != encoded->isTrained[first];
        if (completeUtf8Prefix(text) < text.size() && !isEnd)
            continue;
        detail.tokens[first].text = QString::fromStdString(text);
        detail.tokens[first].more = static_cast<int>(i - first);
        text.clear();
    }
    return detail;
}

Result<ExampleDetail> readExplainedDetail(
    Project& project, ExampleId id, const std::string& plan, DetailReaders& readers)
{
    if (readers.explainer == nullptr || readers.explainer->plan().name != plan) {
        auto explainer = Explainer::open(project, plan);
        if (!explainer)
            return passOn(explainer);
        readers.explainer = std::make_shared<const Explainer>(std::move(*explainer));
    }
    return readDetail(project, id, readers);
}

} // namespace dankai::ui
