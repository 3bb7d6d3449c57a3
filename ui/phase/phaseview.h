// SPDX-License-Identifier: GPL-3.0-or-later
// The list of one column: one line an example, dragged out and dropped in with a ghost that says how many.
// Enumerates ranges of its selection, never its items, so that half a million selected rows cost nothing.
#pragma once

#include "ui/phase/phasemodel.h"

#include <QTableView>

#include <vector>

namespace dankai::ui {

class PhaseView final : public QTableView
{
    Q_OBJECT

public:
    PhaseView(PlanDocument& document, PhaseModel* model, QWidget* parent = nullptr);

    std::vector<ExampleId> selectedExamples() const;
    // Shows other contents and keeps the current example and the place where the view stands.
    void show(const std::shared_ptr<const PlaceContents>& contents);

signals:
    // Of something that can be dropped here; empty: the drag has left or is over.
    void dragHovers(const std::vector<dankai::ExampleId>& examples);
    void focused();

protected:
    void startDrag(Qt::DropActions supportedActions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void selectCurrent();

    PlanDocument& m_document;
    PhaseModel* m_model;
};

// A drag with the ghost that all drags of examples have; `from` is its source. Returns when it is over.
void dragExamples(PlanDocument& document, std::vector<ExampleId> examples, QWidget* from);

} // namespace dankai::ui
