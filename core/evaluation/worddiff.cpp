// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/worddiff.h"

#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

namespace dankai {

namespace {

// Changes in words beyond which a word by word comparison is given up; its memory grows with their square.
constexpr std::int32_t mostChanges = 2000;

struct Segment
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isWord = false;
};

// For an ICU without its data, which is a broken installation: borders at spaces.
void segmentsBySpaces(std::string_view text, std::vector<Segment>& segments)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool isBorder = i == text.size() || text[i] == ' ' || text[i] == '\n';
        if (!isBorder)
            continue;
        if (i > begin)
            segments.push_back({begin, i, true});
        if (i < text.size())
            segments.push_back({i, i + 1, false});
        begin = i + 1;
    }
}

std::vector<Segment> segmentsOf(std::string_view text)
{
    std::vector<Segment> segments;
    if (text.empty())
        return segments;
    UErrorCode status = U_ZERO_ERROR;
    // A break iterator belongs to one thread; making one reads its rules anew, so each thread keeps its own.
    thread_local const std::unique_ptr<icu::BreakIterator> iterator = [&status] {
        return std::unique_ptr<icu::BreakIterator>(
            icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    }();
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (U_FAILURE(status) || iterator == nullptr) {
        utext_close(&view);
        segmentsBySpaces(text, segments);
        return segments;
    }
    iterator->setText(&view, status);
    auto begin = static_cast<std::size_t>(iterator->first());
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
        segments.push_back(
            {begin, static_cast<std::size_t>(end), iterator->getRuleStatus() >= UBRK_WORD_NONE_LIMIT});
        begin = static_cast<std::size_t>(end);
    }
    utext_close(&view);
    return segments;
}

std::string_view textOf(std::string_view text, const Segment& segment)
{
    return text.substr(segment.begin, segment.end - segment.begin);
}

using Words = std::span<const std::uint32_t>;

// How many words are equal or changed, in order, from the beginning of both texts on.
struct Step
{
    DiffKind kind = DiffKind::Equal;
    std::size_t count = 0;
};

void addStep(std::vector<Step>& steps, DiffKind kind, std::size_t count)
{
    if (count == 0)
        return;
    if (!steps.empty() && steps.back().kind == kind)
        steps.back().count += count;
    else
        steps.push_back({kind, count});
}

// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy form that keeps the
// furthest points of every number of changes. False where more changes than the bound are needed.
bool compareWords(Words before, Words after, std::vector<Step>& steps)
{
    if (before.empty() || after.empty()) {
        addStep(steps, DiffKind::Removed, before.size());
        addStep(steps, DiffKind::Added, after.size());
        return true;
    }
    const auto n = static_cast<std::int32_t>(before.size());
    const auto m = static_cast<std::int32_t>(after.size());
    const std::int32_t bound = std::min(n + m, mostChanges);
    const std::size_t offset = static_cast<std::size_t>(bound) + 1;
    std::vector<std::int32_t> furthest(2 * offset + 1, 0); // x on diagonal k = x - y, at [k + offset]
    // Before the changes number d were tried: diagonals -d - 1 ... d + 1.
    std::vector<std::vector<std::int32_t>> trace;
    const auto at
        = [&](std::int32_t k) -> std::int32_t& { return furthest[static_cast<std::size_t>(k + bound) + 1]; };
    std::int32_t changes = 0;
    bool isFound = false;
    for (; changes <= bound && !isFound; ++changes) {
        trace.emplace_back(furthest.begin() + (bound - changes), furthest.begin() + (bound + changes + 3));
        for (std::int32_t k = -changes; k <= changes; k += 2) {
            std::int32_t x
                = k == -changes || (k != changes && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            std::int32_t y = x - k;
            while (
                x < n && y < m && before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(y)]) {
                ++x;
                ++y;
            }
            at(k) = x;
            if (x >= n && y >= m) {
                isFound = true;
                break;
            }
        }
    }
    if (!isFound)
        return false;
    // Back from the end, change by change.
    std::vector<Step> backwards;
    std::int32_t x = n;
    std::int32_t y = m;
    for (std::int32_t d = changes - 1; d > 0; --d) {
        const std::vector<std::int32_t>& then = trace[static_cast<std::size_t>(d)]; // of k: [k + d + 1]
        const auto was = [&](std::int32_t k) { return then[static_cast<std::size_t>(k + d) + 1]; };
        const std::int32_t k = x - y;
        const bool isAdded = k == -d || (k != d && was(k - 1) < was(k + 1));
        const std::int32_t previousK = isAdded ? k + 1 : k - 1;
        const std::int32_t previousX = was(previousK);
        const std::int32_t previousY = previousX - previousK;
        const std::int32_t equal = isAdded ? x - previousX : x - previousX - 1;
        addStep(backwards, DiffKind::Equal, static_cast<std::size_t>(equal));
        addStep(backwards, isAdded ? DiffKind::Added : DiffKind::Removed, 1);
        x = previousX;
        y = previousY;
    }
    addStep(backwards, DiffKind::Equal, static_cast<std::size_t>(x));
    std::ranges::reverse(backwards);
    for (const Step& step : backwards)
        addStep(steps, step.kind, step.count);
    return true;
}

// One change after another: what was removed first, then what was added; a lone space between two changes is
// part of them, since a line of single marked words is harder to read than a marked phrase.
class PartWriter final
{
public:
    PartWriter(std::string_view before, std::span<const Segment> beforeWords, std::string_view after,
        std::span<const Segment> afterWords)
        : m_before(before)
        , m_after(after)
        , m_beforeWords(beforeWords)
        , m_afterWords(afterWords)
    { }

    std::vector<DiffPart> write(std::span<const Step> steps)
    {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Step& step = steps[i];
            switch (step.kind) {
            case DiffKind::Removed:
                m_removedTo += step.count;
                break;
            case DiffKind::Added:
                m_addedTo += step.count;
                break;
            case DiffKind::Equal:
                if (i > 0 && i + 1 < steps.size() && isSpace(step.count)) {
                    m_removedTo += step.count;
                    m_addedTo += step.count;
                    break;
                }
                writeChange();
                m_removedTo += step.count;
                m_addedTo += step.count;
                write(DiffKind::Equal, beforeOffset(m_removed), beforeOffset(m_removedTo),
                    afterOffset(m_added), afterOffset(m_addedTo));
                m_removed = m_removedTo;
                m_added = m_addedTo;
                break;
            }
        }
        writeChange();
        return std::move(m_parts);
    }

private:
    // Whether the next `count` segments are one space of any kind but a line break.
    bool isSpace(std::size_t count) const
    {
        if (count != 1)
            return false;
        const std::string_view text = textOf(m_before, m_beforeWords[m_removedTo]);
        return text == " " || text == "\xe3\x80\x80";
    }

    std::size_t beforeOffset(std::size_t word) const
    {
        return word < m_beforeWords.size() ? m_beforeWords[word].begin : m_before.size();
    }

    std::size_t afterOffset(std::size_t word) const
    {
        return word < m_afterWords.size() ? m_afterWords[word].begin : m_after.size();
    }

    void writeChange()
    {
        const std::size_t b = beforeOffset(m_removed);
        const std::size_t be = beforeOffset(m_removedTo);
        const std::size_t a = afterOffset(m_added);
        const std::size_t ae = afterOffset(m_addedTo);
        if (be > b)
            write(DiffKind::Removed, b, be, a, a);
        if (ae > a)
            write(DiffKind::Added, be, be, a, ae);
        m_removed = m_removedTo;
        m_added = m_addedTo;
    }

    void write(DiffKind kind, std::size_t b, std::size_t be, std::size_t a, std::size_t ae)
    {
        m_parts.push_back({kind, b, be, a, ae});
    }

    std::string_view m_before, m_after;
    std::span<const Segment> m_beforeWords, m_afterWords;
    std::size_t m_removed = 0, m_removedTo = 0; // of the change that is open, in segments
    std::size_t m_added = 0, m_addedTo = 0;
    std::vector<DiffPart> m_parts;
};

} // namespace

WordDiff diffWords(std::string_view before, std::string_view after)
{
    WordDiff diff;
    if (before == after) {
        if (!before.empty())
            diff.parts.push_back({DiffKind::Equal, 0, before.size(), 0, after.size()});
        return diff;
    }
    const std::vector<Segment> beforeSegments = segmentsOf(before);
    const std::vector<Segment> afterSegments = segmentsOf(after);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto numbered = [&](std::string_view text, const std::vector<Segment>& segments) {
        std::vector<std::uint32_t> words;
        words.reserve(segments.size());
        for (const Segment& segment : segments)
            words.push_back(numbers.emplace(textOf(text, segment), static_cast<std::uint32_t>(numbers.size()))
                                .first->second);
        return words;
    };
    const std::vector<std::uint32_t> beforeWords = numbered(before, beforeSegments);
    const std::vector<std::uint32_t> afterWords = numbered(after, afterSegments);
    const std::size_t shorter = std::min(beforeWords.size(), afterWords.size());
    std::size_t head = 0;
    while (head < shorter && beforeWords[head] == afterWords[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head
        && beforeWords[beforeWords.size() - 1 - tail] == afterWords[afterWords.size() - 1 - tail])
        ++tail;
    std::vector<Step> steps;
    addStep(steps, DiffKind::Equal, head);
    const std::size_t removed = beforeWords.size() - head - tail;
    const std::size_t added = afterWords.size() - head - tail;
    if (!compareWords(
            Words(beforeWords).subspan(head, removed), Words(afterWords).subspan(head, added), steps)) {
        diff.isCoarse = true;
        addStep(steps, DiffKind::Removed, removed);
        addStep(steps, DiffKind::Added, added);
    }
    addStep(steps, DiffKind::Equal, tail);
    diff.parts = PartWriter(before, beforeSegments, after, afterSegments).write(steps);
    std::size_t equal = 0;
    for (const DiffPart& part : diff.parts)
        equal += part.kind == DiffKind::Equal ? part.beforeEnd - part.beforeBegin : 0;
    diff.equalShare = 2.0 * static_cast<double>(equal) / static_cast<double>(before.size() + after.size());
    return diff;
}

std::vector<std::size_t> wordEnds(std::string_view text)
{
    std::vector<std::size_t> ends;
    for (const Segment& segment : segmentsOf(text))
        ends.push_back(segment.end);
    return ends;
}

std::size_t wordCount(std::string_view text)
{
    std::size_t words = 0;
    for (const Segment& segment : segmentsOf(text))
        words += segment.isWord ? 1 : 0;
    return words;
}

} // namespace dankai
