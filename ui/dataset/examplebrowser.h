// SPDX-License-Identifier: GPL-3.0-or-later
// What the Data page is looking at: a query and the columns that it is applied to. Every change is answered
// on the session's thread; only the last answer counts. Draws nothing.
#pragma once

#include "core/phase/examplequery.h"
#include "ui/session/projectsession.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace dankai::ui {

// A plan's phases, for people to choose from.
struct PlanPhases
{
    std::string plan;
    std::vector<std::string> phases;
};

// What is read once and kept until the project or the scorer changes.
struct BrowsedData
{
    ExampleColumns columns;
    std::vector<TextScript> scripts; // that instructions are written in, the most frequent first
    NearDuplicateState nearDuplicates;
    std::uint32_t maxLength = 0; // tokens at which the next run cuts; 0: not known
};

// The one changed last first.
using Plans = std::vector<PlanPhases>;

// Where each example of the columns stands in one plan.
using Places = std::vector<std::int8_t>;

struct BrowseAnswer
{
    std::shared_ptr<const BrowsedData> data;
    std::shared_ptr<const Plans> plans;
    std::vector<std::uint32_t> rows;
    // Over the rows before the range of that very quantity was applied, so that a range can be widened again.
    Histogram scores;
    Histogram tokens;
    Histogram responseLengths;
    SearchIndexState searchIndex; // incomplete: the search may have missed some
};

class ExampleBrowser final : public QObject
{
    Q_OBJECT

public:
    static constexpr int histogramBars = 48;

    explicit ExampleBrowser(ProjectSession& session, QObject* parent = nullptr);

    const ExampleQuery& query() const { return m_query; }

    void setQuery(const ExampleQuery& query);
    // The project changed: columns are read anew.
    void reload();
    void reload(const ExampleQuery& query);
    // A plan changed and nothing else: its phases and what they hold are read anew, not a million rows.
    void reloadPlans();

signals:
    void answered(const dankai::ui::BrowseAnswer& answer);
    // Comes after the answer: a million examples are placed in half a second. Null: there is no such plan, or
    // it cannot be placed.
    void placed(const std::shared_ptr<const dankai::ui::Places>& places);
    void failed(const QString& sentence);

private:
    void ask();
    void askPlaces();

    ProjectSession& m_session;
    ExampleQuery m_query;
    std::shared_ptr<const BrowsedData> m_data; // null: to be read
    std::string m_dataScorer;
    std::shared_ptr<const Plans> m_plans; // null: to be read
    std::shared_ptr<const Places> m_places; // of m_placesPlan over m_data; null: not known
    std::string m_placesPlan;
    std::string m_tokenizerKey; // of the token counts; found once
    quint64 m_generation = 0;
};

} // namespace dankai::ui
