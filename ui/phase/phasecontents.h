// SPDX-License-Identifier: GPL-3.0-or-later
// Which examples stand in each column of the Phases page, in which order: the placement of the plan behind a
// filter, worked out on the session's thread. Only the last answer counts.
// Draws nothing and moves nothing.
#pragma once

#include "ui/phase/plandocument.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace dankai::ui {

struct ContentsFilter
{
    QString text; // core/project/searchindex.h says how it is read
    bool isMovedOnly = false; // by hand

    bool isOpen() const { return text.trimmed().isEmpty() && !isMovedOnly; }

    bool operator==(const ContentsFilter&) const = default;
};

struct PlaceContents
{
    std::shared_ptr<const PlacedPlan> placed;
    // Rows of the columns, phases first, then the unscored, then the excluded; ascending by difficulty.
    std::vector<std::vector<std::uint32_t>> rows;
    std::size_t found = 0; // in all of them

    // Of a place as placement.h numbers it.
    const std::vector<std::uint32_t>& at(std::int8_t place) const;
};

class PhaseContents final : public QObject
{
    Q_OBJECT

public:
    explicit PhaseContents(PlanDocument& document, QObject* parent = nullptr);

    const ContentsFilter& filter() const { return m_filter; }

    void setFilter(const ContentsFilter& filter);

    // Null until the first is there.
    std::shared_ptr<const PlaceContents> contents() const { return m_contents; }

    // All that passes the filter, in every place.
    std::vector<ExampleId> foundExamples() const;

signals:
    void changed();
    void failed(const QString& sentence);

private:
    void ask();

    PlanDocument& m_document;
    ContentsFilter m_filter;
    std::shared_ptr<const PlaceContents> m_contents;
    quint64 m_generation = 0;
};

} // namespace dankai::ui
