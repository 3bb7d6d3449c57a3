// SPDX-License-Identifier: GPL-3.0-or-later
// What the Data page is looking at: search text, filter, order and the columns they are applied to. Every
// change is answered on the session's thread; only the last answer counts.
// Draws nothing.
#pragma once

#include "core/phase/selection.h"
#include "ui/session/projectsession.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace dankai::ui {

// What is asked for.
struct BrowseQuery
{
    QString text; // core/project/searchindex.h says how it is read
    ExampleFilter filter;
    ExampleOrder order = ExampleOrder::Id;
    OrderDirection direction = OrderDirection::Ascending;
    std::string scorer; // whose values are "the difficulty"; empty: none

    bool operator==(const BrowseQuery&) const = default;
};

struct BrowseAnswer
{
    std::shared_ptr<const ExampleColumns> columns;
    std::vector<std::uint32_t> rows;
    // Over the rows before the range of that very quantity was applied, so that a range can be widened again.
    Histogram scores;
    Histogram tokens;
    SearchIndexState searchIndex; // incomplete: the search may have missed some
};

class ExampleBrowser final : public QObject
{
    Q_OBJECT

public:
    static constexpr int histogramBars = 48;

    explicit ExampleBrowser(ProjectSession& session, QObject* parent = nullptr);

    const BrowseQuery& query() const { return m_query; }

    void setQuery(const BrowseQuery& query);
    // The project changed: columns are read anew.
    void reload();

signals:
    void answered(const dankai::ui::BrowseAnswer& answer);
    void failed(const QString& sentence);

private:
    void ask();

    ProjectSession& m_session;
    BrowseQuery m_query;
    // The columns of the last answer, kept while scorer and project stay the same.
    std::shared_ptr<const ExampleColumns> m_columns;
    std::string m_columnsScorer;
    std::string m_tokenizerKey; // of the token counts; found once
    quint64 m_generation = 0;
};

} // namespace dankai::ui
