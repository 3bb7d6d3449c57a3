// SPDX-License-Identifier: GPL-3.0-or-later
// A review package answered in the window: the questions, keys and words of a review in a project, without
// one and without a model. Every answer is a line of the file as soon as it is given, so that leaving at any
// time loses none. Texts are not edited here: they are the project's.
#pragma once

#include "core/project/reviewpackage.h"
#include "ui/session/backgroundwork.h"

#include <QWidget>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace dankai::ui {

class ReviewQuestionView;
class StatePanel;

class PackagePane final : public QWidget
{
    Q_OBJECT

public:
    explicit PackagePane(std::filesystem::path file, QWidget* parent = nullptr);
    // An answer that was given is written first.
    ~PackagePane() override;

    const std::filesystem::path& file() const { return m_file; }

    const std::vector<QAction*>& commands() const;

signals:
    // As it stands in the file now; after every answer.
    void read(const dankai::ReviewPackage& package);
    void leaveWanted();

private:
    void answer(const ReviewAnswer& given, const QString& note, double seconds);
    void undo();
    void take(Result<ReviewPackage> package, const QString& told);
    void showDone();
    void showProblem(const Error& error);

    std::filesystem::path m_file;
    ReviewPackage m_package; // as it was read last
    std::optional<PackageAnswer> m_given; // that is on its way to the file
    std::shared_ptr<std::atomic<bool>> m_isTaken; // the thread has begun to write it
    std::unique_ptr<BackgroundWork> m_work;
    QStackedWidget* m_stack;
    StatePanel* m_state;
    ReviewQuestionView* m_question;
};

} // namespace dankai::ui
