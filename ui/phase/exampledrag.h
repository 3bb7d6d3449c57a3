// SPDX-License-Identifier: GPL-3.0-or-later
// Examples as the data of a drag: their ids, or for many a token under which the document keeps them.
#pragma once

#include "core/phase/plan.h"

#include <QString>

#include <cstddef>
#include <vector>

class QMimeData;

namespace dankai::ui {

class PlanDocument;

// Ids up to here travel in the drag's data themselves.
inline constexpr std::size_t inlineExamples = 4096;

QString exampleMimeType();
// The caller owns it.
QMimeData* makeExampleDrag(PlanDocument& document, std::vector<ExampleId> examples);
// Whether these are examples of the document's project; a drag from another window's project is not.
bool isExampleDrag(const PlanDocument& document, const QMimeData& data);
// Empty where isExampleDrag() is not, or where the document has forgotten the token.
std::vector<ExampleId> draggedExamples(const PlanDocument& document, const QMimeData& data);
std::size_t draggedCount(const QMimeData& data);

} // namespace dankai::ui
