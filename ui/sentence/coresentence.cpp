// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentence/coresentence.h"

#include "ui/sentence/coretemplates.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace dankai::ui {

namespace {

constexpr qsizetype keyLength = 8; // of the piece of a template that it is looked up by
// More is a log's tail in a sentence.
constexpr qsizetype longestInARow = 2000; // characters of sentences in a row
constexpr qsizetype mostBoundaries = 24; // between sentences
constexpr int mostColons = 8;
constexpr int deepest = 6; // of sentences in sentences

struct Template
{
    const char* source = nullptr;
    QStringList pieces; // the text before, between and behind the places
    qsizetype length = 0; // of all pieces: how much of a sentence it explains
};

struct Translated
{
    QString text;
    qsizetype explained = 0; // characters of the sentence that stand in templates; 0: it stays as it is
};

Template parsed(const char* source)
{
    Template made{source, {}, 0};
    const QString text = QString::fromUtf8(source);
    QString piece;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'%' || i + 1 == text.size() || !text[i + 1].isDigit()) {
            piece += text[i];
            continue;
        }
        made.pieces.append(std::exchange(piece, {}));
        while (i + 1 < text.size() && text[i + 1].isDigit())
            ++i;
    }
    made.pieces.append(piece);
    for (const QString& each : made.pieces)
        made.length += each.size();
    return made;
}

class Index final
{
public:
    Index()
    {
        for (const char* source : coreTemplates())
            m_templates.push_back(parsed(source));
        for (const Template& each : m_templates) {
            const QString& longest = *std::ranges::max_element(each.pieces, {}, &QString::size);
            if (longest.size() < keyLength)
                m_short.push_back(&each);
            else
                m_byKey[QStringView(longest).first(keyLength)].push_back(&each);
        }
    }

    // Every template whose longest piece begins somewhere in the text.
    std::vector<const Template*> candidates(QStringView text) const
    {
        std::vector<const Template*> found = m_short;
        for (qsizetype i = 0; i + keyLength <= text.size(); ++i)
            if (const auto at = m_byKey.find(text.sliced(i, keyLength)); at != m_byKey.end())
                found.insert(found.end(), at->begin(), at->end());
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

private:
    std::vector<Template> m_templates;
    QHash<QStringView, std::vector<const Template*>> m_byKey; // into m_templates, which stays as it is
    std::vector<const Template*> m_short;
};

// What stands in the places, where the text is this template's.
std::optional<QList<QStringView>> argumentsOf(const Template& made, QStringView text)
{
    const QStringList& pieces = made.pieces;
    if (text.size() < made.length || !text.startsWith(pieces.front()))
        return std::nullopt;
    if (pieces.size() == 1)
        return text.size() == made.length ? std::optional(QList<QStringView>()) : std::nullopt;
    if (!text.endsWith(pieces.back()))
        return std::nullopt;
    const qsizetype end = text.size() - pieces.back().size();
    QList<QStringView> arguments;
    qsizetype at = pieces.front().size();
    for (qsizetype i = 1; i + 1 < pieces.size(); ++i) {
        const qsizetype next = text.first(end).indexOf(pieces[i], at);
        if (next < 0)
            return std::nullopt;
        arguments.append(text.sliced(at, next - at));
        at = next + pieces[i].size();
    }
    if (at > end)
        return std::nullopt;
    arguments.append(text.sliced(at, end - at));
    return arguments;
}

QString filled(const char* source, const QStringList& arguments)
{
    const QString pattern = QCoreApplication::translate("core", source);
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        qsizetype digits = i + 1;
        while (digits < pattern.size() && pattern[digits].isDigit())
            ++digits;
        const qsizetype place
            = pattern[i] == u'%' ? QStringView(pattern).sliced(i + 1, digits - i - 1).toInt() : 0;
        if (place < 1 || place > arguments.size()) {
            text += pattern[i];
            continue;
        }
        text += arguments[place - 1];
        i = digits - 1;
    }
    return text;
}

// A name in quotes is a name, whatever it says.
bool isQuoted(const Template& made, qsizetype place)
{
    const QString& before = made.pieces[place];
    const QString& behind = made.pieces[place + 1];
    if (before.isEmpty() || behind.isEmpty())
        return false;
    const QChar opening = before.back(), closing = behind.front();
    return (opening == closing && (closing == u'\'' || closing == u'"'))
        || (opening == u'«' && closing == u'»');
}

bool endsForeign(const QString& text)
{
    return !text.isEmpty() && text.back().unicode() > 0x7f;
}

class Translation final
{
public:
    explicit Translation(const Index& index)
        : m_index(index)
    { }

    // Sentence after sentence, so divided that templates explain the most of them.
    Translated text(QStringView text, int depth)
    {
        if (depth > deepest || text.isEmpty())
            return {text.toString(), 0};
        if (text.size() > longestInARow)
            return byTemplate(text, depth);
        QList<qsizetype> boundaries{0};
        for (qsizetype i = 0; i + 1 < text.size() && boundaries.size() < mostBoundaries; ++i)
            if ((text[i] == u'.' || text[i] == u'?') && text[i + 1].isSpace())
                boundaries.append(i + 1);
        boundaries.append(text.size());
        std::vector<Translated> best(static_cast<std::size_t>(boundaries.size()));
        for (qsizetype to = 1; to < boundaries.size(); ++to) {
            Translated& here = best[static_cast<std::size_t>(to)];
            here.explained = -1;
            for (qsizetype from = 0; from < to; ++from) {
                const Translated& before = best[static_cast<std::size_t>(from)];
                // The space between two is neither's, and Japanese has none.
                const qsizetype begin = boundaries[from] + (from > 0 ? 1 : 0);
                const Translated piece = sentence(text.sliced(begin, boundaries[to] - begin), depth);
                if (before.explained + piece.explained <= here.explained)
                    continue;
                here.text = before.text;
                if (from > 0 && !(text[boundaries[from]] == u' ' && endsForeign(before.text)))
                    here.text += text[boundaries[from]];
                here.text += piece.text;
                here.explained = before.explained + piece.explained;
            }
        }
        return best.back();
    }

private:
    // One sentence, or several that are one template.
    Translated sentence(QStringView text, int depth)
    {
        Translated best = byTemplate(text, depth);
        // A place in a file before what is wrong there, or what the system says behind what could not be
        // done. Where both explain as much, the template's places have swallowed what does not belong to
        // them.
        bool isDivided = false;
        qsizetype colon = text.indexOf(u": ");
        for (int tried = 0; colon >= 0 && tried < mostColons;
             colon = text.indexOf(u": ", colon + 2), ++tried) {
            const Translated left = byTemplate(text.first(colon), depth);
            const Translated right = byTemplate(text.sliced(colon + 2), depth);
            const qsizetype explained = left.explained + right.explained;
            if (explained == 0 || explained < best.explained || (isDivided && explained == best.explained))
                continue;
            best = {left.text + u": " + right.text, explained};
            isDivided = true;
        }
        // Or a period behind what has none of its own.
        if (text.endsWith(u'.'))
            if (Translated inner = sentence(text.chopped(1), depth); inner.explained > best.explained)
                best = {inner.text + (endsForeign(inner.text) ? u'。' : u'.'), inner.explained};
        return best;
    }

    Translated byTemplate(QStringView text, int depth)
    {
        Translated best{text.toString(), 0};
        const Template* chosen = nullptr;
        for (const Template* made : m_index.candidates(text)) {
            const auto arguments = argumentsOf(*made, text);
            if (!arguments)
                continue;
            Translated here{{}, made->length};
            QStringList translated;
            for (qsizetype i = 0; i < arguments->size(); ++i) {
                const QStringView argument = (*arguments)[i];
                Translated one = isQuoted(*made, i) ? Translated{argument.toString(), 0}
                                                    : this->text(argument, depth + 1);
                here.explained += one.explained;
                translated.append(std::move(one.text));
            }
            // Of two that explain as much the one that says more itself is the whole, the other a part of it.
            if (here.explained < best.explained
                || (here.explained == best.explained
                    && (chosen == nullptr || made->length <= chosen->length)))
                continue;
            here.text = filled(made->source, translated);
            best = std::move(here);
            chosen = made;
        }
        return best;
    }

    const Index& m_index;
};

} // namespace

QString translatedCore(const QString& sentence)
{
    const char* first = coreTemplates().front();
    if (QCoreApplication::translate("core", first) == QString::fromUtf8(first))
        return sentence; // English, in which core speaks
    static const Index index;
    auto [text, explained] = Translation(index).text(sentence, 0);
    // core's reasons end without a period, which looks unfinished where the translation needs one inside.
    if (explained > 0 && text.contains(u'。') && text.back().isLetter())
        text += u'。';
    return text;
}

QString translatedCore(std::string_view sentence)
{
    return translatedCore(QString::fromUtf8(sentence.data(), static_cast<qsizetype>(sentence.size())));
}

} // namespace dankai::ui
