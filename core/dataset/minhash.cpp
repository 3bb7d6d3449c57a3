// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/minhash.h"

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/dataset/ngrams.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <future>
#include <limits>
#include <numeric>
#include <unordered_map>

// The inner loop is written once and compiled for what the processor has.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define DANKAI_FOR_EACH_X86 __attribute__((target_clones("avx2", "default")))
#else
#define DANKAI_FOR_EACH_X86
#endif

namespace dankai {

namespace {

// 24 bands of 5: texts with similarity 0.8 share a bucket with probability 1 - (1 - 0.8^5)^24 = 0.99993,
// with 0.5 half of them do and are sorted out by their exact similarity.
constexpr std::size_t bandCount = 24;
constexpr std::size_t rowsPerBand = 5;
constexpr std::size_t hashCount = bandCount * rowsPerBand;
constexpr std::size_t textsPerTask = 1024;

using Signature = std::array<std::uint32_t, hashCount>;
// The low byte of every minimum: two texts agree in about as many of these as they are similar, which
// spares the exact comparison where it is sure to fail.
using Sketch = std::array<std::uint8_t, hashCount>;
// Standard error of the share of agreeing bytes at similarity 0.8, four times: 1 pair in 30,000 that is
// similar enough is missed. Bytes that agree by chance only raise the share.
constexpr double sketchTolerance = 0.146;
using TextKey = std::array<std::uint64_t, 2>; // of the normalised text

struct HashFamily
{
    Signature factor{}; // odd
    Signature offset{};

    explicit HashFamily(std::uint64_t seed)
    {
        Random random(seedFor(seed, "minhash"));
        for (std::size_t i = 0; i < hashCount; ++i) {
            factor[i] = static_cast<std::uint32_t>(random.next()) | 1U;
            offset[i] = static_cast<std::uint32_t>(random.next());
        }
    }
};

DANKAI_FOR_EACH_X86 void takeMinima(const std::uint64_t* grams, std::size_t count,
    const std::uint32_t* factor, const std::uint32_t* offset, std::uint32_t* minima)
{
    for (std::size_t g = 0; g < count; ++g) {
        const auto gram = static_cast<std::uint32_t>(grams[g] >> 32);
        for (std::size_t i = 0; i < hashCount; ++i) {
            const std::uint32_t value = (gram ^ offset[i]) * factor[i];
            minima[i] = value < minima[i] ? value : minima[i];
        }
    }
}

TextKey keyOf(std::string_view text)
{
    const Digest digest = sha256(text);
    TextKey key;
    std::memcpy(key.data(), digest.data(), sizeof key);
    return key;
}

// The set of a text's n-grams, sorted.
class GramSet final
{
public:
    explicit GramSet(std::size_t ngram)
        : m_ngram(ngram)
    { }

    const std::vector<std::uint64_t>& of(std::string_view normalised)
    {
        codePointsOf(normalised, m_points);
        ngramHashes(m_points, m_ngram, m_grams);
        std::sort(m_grams.begin(), m_grams.end());
        m_grams.erase(std::unique(m_grams.begin(), m_grams.end()), m_grams.end());
        return m_grams;
    }

private:
    std::size_t m_ngram;
    std::vector<std::uint32_t> m_points;
    std::vector<std::uint64_t> m_grams;
};

double jaccard(const std::vector<std::uint64_t>& first, const std::vector<std::uint64_t>& second)
{
    if (first.empty() && second.empty())
        return 1;
    std::size_t shared = 0;
    for (std::size_t i = 0, k = 0; i < first.size() && k < second.size();) {
        if (first[i] == second[k]) {
            ++shared;
            ++i;
            ++k;
        } else if (first[i] < second[k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return static_cast<double>(shared) / static_cast<double>(first.size() + second.size() - shared);
}

class UnionFind final
{
public:
    explicit UnionFind(std::size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }

    std::uint32_t rootOf(std::uint32_t item)
    {
        while (m_parent[item] != item) {
            m_parent[item] = m_parent[m_parent[item]];
            item = m_parent[item];
        }
        return item;
    }

    // The smallest item is the root.
    void join(std::uint32_t a, std::uint32_t b)
    {
        a = rootOf(a);
        b = rootOf(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> m_parent;
};

class NearDuplicateSearch final
{
public:
    NearDuplicateSearch(std::size_t count, const TextOf& textOf, const NearDuplicateParams& params,
        const ProgressCallback& progress, const StopFlag* stop)
        : m_count(count)
        , m_textOf(textOf)
        , m_params(params)
        , m_progress(progress)
        , m_stop(stop)
        , m_family(params.seed)
        , m_keys(count)
        , m_sketches(count)
        , m_bands(count * bandCount)
        , m_groups(count)
        , m_set(static_cast<std::size_t>(params.ngram))
    { }

    Result<NearDuplicateGroups> run()
    {
        sign();
        if (isStopRequested(m_stop))
            return stoppedHere();
        joinIdentical();
        for (std::size_t band = 0; band < bandCount; ++band) {
            if (isStopRequested(m_stop))
                return stoppedHere();
            searchBand(band);
            report(m_count + m_count * (band + 1) / bandCount);
        }
        return result();
    }

private:
    static tl::unexpected<Error> stoppedHere()
    {
        return stopped("The search for near-duplicates was stopped.");
    }

    void report(std::size_t done) const
    {
        if (m_progress)
            m_progress({done, m_count * 2});
    }

    std::string_view textAt(std::size_t index, std::string& buffer) const { return m_textOf(index, buffer); }

    void sign()
    {
        const auto threads = static_cast<std::size_t>(std::clamp(m_params.threads, 1, 64));
        std::atomic<std::size_t> next{0};
        const auto work = [&](bool reports) {
            std::string buffer;
            std::vector<std::uint32_t> points;
            std::vector<std::uint64_t> grams;
            for (;;) {
                const std::size_t first = next.fetch_add(textsPerTask);
                if (first >= m_count || isStopRequested(m_stop))
                    return;
                const std::size_t last = std::min(first + textsPerTask, m_count);
                for (std::size_t i = first; i < last; ++i) {
                    const std::string text = normalisedText(textAt(i, buffer));
                    m_keys[i] = keyOf(text);
                    codePointsOf(text, points);
                    ngramHashes(points, static_cast<std::size_t>(m_params.ngram), grams);
                    signOne(grams, i);
                }
                if (reports)
                    report(first);
            }
        };
        std::vector<std::future<void>> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.push_back(std::async(std::launch::async, work, false));
        work(true);
        for (auto& other : others)
            other.get();
    }

    void signOne(const std::vector<std::uint64_t>& grams, std::size_t index)
    {
        Signature minima;
        minima.fill(0xffffffffU);
        takeMinima(grams.data(), grams.size(), m_family.factor.data(), m_family.offset.data(), minima.data());
        for (std::size_t i = 0; i < hashCount; ++i)
            m_sketches[index][i] = static_cast<std::uint8_t>(minima[i]);
        for (std::size_t band = 0; band < bandCount; ++band) {
            std::uint64_t hash = band;
            for (std::size_t k = 0; k < rowsPerBand; ++k)
                hash = mixedHash(hash + minima[band * rowsPerBand + k]);
            m_bands[band * m_count + index] = static_cast<std::uint32_t>(hash);
        }
    }

    // Texts in the order of their keys, identical ones once: so that what is compared with what does not
    // depend on the order of rows.
    void joinIdentical()
    {
        m_distinct.resize(m_count);
        std::iota(m_distinct.begin(), m_distinct.end(), 0U);
        std::sort(m_distinct.begin(), m_distinct.end(), [&](std::uint32_t a, std::uint32_t b) {
            return m_keys[a] != m_keys[b] ? m_keys[a] < m_keys[b] : a < b;
        });
        std::size_t kept = 0;
        for (const std::uint32_t index : m_distinct) {
            if (kept > 0 && m_keys[m_distinct[kept - 1]] == m_keys[index])
                m_groups.join(m_distinct[kept - 1], index);
            else
                m_distinct[kept++] = index;
        }
        m_identical = m_count - kept;
        m_distinct.resize(kept);
    }

    void searchBand(std::size_t band)
    {
        // Position among the distinct texts, by bucket.
        const std::uint32_t* const bucketOf = m_bands.data() + band * m_count;
        std::vector<std::uint64_t> order(m_distinct.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = std::uint64_t(bucketOf[m_distinct[i]]) << 32 | i;
        std::sort(order.begin(), order.end());
        for (std::size_t first = 0; first < order.size();) {
            std::size_t last = first + 1;
            while (last < order.size() && order[last] >> 32 == order[first] >> 32)
                ++last;
            if (last - first > 1)
                searchBucket(std::span(order).subspan(first, last - first));
            first = last;
        }
    }

    // Compares every text of a bucket with every other that it is not yet joined with. A bucket of thousands
    // (boilerplate) must not cost the square of its size: there one text stands for its group, and at most
    // `mostCompared` groups are compared with; what is missed so in one band may be met in another.
    void searchBucket(std::span<const std::uint64_t> bucket)
    {
        constexpr std::size_t mostCompared = 64;
        const auto indexOf = [&](std::uint64_t entry) { return m_distinct[entry & 0xffffffffU]; };
        std::vector<std::uint32_t> met;
        for (const std::uint64_t entry : bucket) {
            const std::uint32_t index = indexOf(entry);
            bool isInGroupOfOneMet = false;
            for (const std::uint32_t one : met) {
                if (m_groups.rootOf(one) == m_groups.rootOf(index))
                    isInGroupOfOneMet = true;
                else if (areSimilar(one, index))
                    m_groups.join(one, index);
            }
            const bool stands = !isInGroupOfOneMet || bucket.size() <= mostCompared;
            if (stands && met.size() < mostCompared)
                met.push_back(index);
        }
    }

    bool areSimilar(std::uint32_t a, std::uint32_t b)
    {
        std::size_t agreeing = 0;
        for (std::size_t i = 0; i < hashCount; ++i)
            agreeing += m_sketches[a][i] == m_sketches[b][i] ? 1 : 0;
        if (static_cast<double>(agreeing) < (m_params.similarity - sketchTolerance) * hashCount)
            return false;
        ++m_checked;
        if (a % m_kept.size() == b % m_kept.size()) { // both would be kept in one place
            const std::vector<std::uint64_t> first = gramsOf(a);
            return jaccard(first, gramsOf(b)) >= m_params.similarity;
        }
        return jaccard(gramsOf(a), gramsOf(b)) >= m_params.similarity;
    }

    // The sets of the last few texts are kept: those of a bucket are asked for again and again.
    const std::vector<std::uint64_t>& gramsOf(std::uint32_t index)
    {
        Kept& kept = m_kept[index % m_kept.size()];
        if (kept.index != index) {
            kept.grams = m_set.of(normalisedText(textAt(index, m_buffer)));
            kept.index = index;
        }
        return kept.grams;
    }

    struct Kept
    {
        std::uint32_t index = std::numeric_limits<std::uint32_t>::max();
        std::vector<std::uint64_t> grams;
    };

    NearDuplicateGroups result()
    {
        NearDuplicateGroups groups;
        groups.group.resize(m_count);
        std::vector<std::uint32_t> sizes(m_count, 0);
        for (std::size_t i = 0; i < m_count; ++i) {
            groups.group[i] = m_groups.rootOf(static_cast<std::uint32_t>(i));
            ++sizes[groups.group[i]];
        }
        for (const std::uint32_t size : sizes) {
            groups.groupsOfSeveral += size > 1 ? 1 : 0;
            groups.textsInThem += size > 1 ? size : 0;
        }
        groups.identical = m_identical;
        groups.candidatesChecked = m_checked;
        return groups;
    }

    std::size_t m_count;
    const TextOf& m_textOf;
    const NearDuplicateParams& m_params;
    const ProgressCallback& m_progress;
    const StopFlag* m_stop;
    HashFamily m_family;
    std::vector<TextKey> m_keys; // [count]
    std::vector<Sketch> m_sketches; // [count]
    std::vector<std::uint32_t> m_bands; // [band, count]
    UnionFind m_groups;
    std::vector<std::uint32_t> m_distinct;
    std::size_t m_identical = 0;
    std::uint64_t m_checked = 0;
    GramSet m_set;
    std::string m_buffer;
    std::vector<Kept> m_kept{1024};
};

} // namespace

Result<NearDuplicateGroups> findNearDuplicates(std::size_t count, const TextOf& textOf,
    const NearDuplicateParams& params, const ProgressCallback& progress, const StopFlag* stop)
{
    if (params.ngram < 1 || params.ngram > 32 || !(params.similarity >= 0.6 && params.similarity <= 1))
        return unusable("Near-duplicates need an n-gram of 1 to 32 characters and a similarity of 0.6 to 1.");
    try {
        return NearDuplicateSearch(count, textOf, params, progress, stop).run();
    } catch (const std::bad_alloc&) {
        return failed("There was not enough memory to look for near-duplicates among " + std::to_string(count)
            + " texts.");
    } catch (const std::exception& error) {
        return failed(std::string("The search for near-duplicates failed: ") + error.what() + ".");
    }
}

Result<NearDuplicateGroups> findNearDuplicates(std::span<const std::string> texts,
    const NearDuplicateParams& params, const ProgressCallback& progress, const StopFlag* stop)
{
    return findNearDuplicates(
        texts.size(), [texts](std::size_t index, std::string&) { return std::string_view(texts[index]); },
        params, progress, stop);
}

std::vector<std::uint32_t> joinGroups(
    std::span<const std::uint32_t> first, std::span<const std::uint32_t> second)
{
    UnionFind groups(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        groups.join(static_cast<std::uint32_t>(i), first[i]);
        if (i < second.size())
            groups.join(static_cast<std::uint32_t>(i), second[i]);
    }
    std::vector<std::uint32_t> joined(first.size());
    for (std::size_t i = 0; i < joined.size(); ++i)
        joined[i] = groups.rootOf(static_cast<std::uint32_t>(i));
    return joined;
}

double ngramSimilarity(std::string_view first, std::string_view second, int ngram)
{
    GramSet one(static_cast<std::size_t>(std::max(ngram, 1)));
    GramSet other(static_cast<std::size_t>(std::max(ngram, 1)));
    return jaccard(one.of(normalisedText(first)), other.of(normalisedText(second)));
}

} // namespace dankai
