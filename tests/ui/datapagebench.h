// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page over a project with a tokenizer.
#pragma once

#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"
#include "tests/ui/widgets.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/exampletablemodel.h"

#include <QComboBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace dankai::ui {

inline constexpr int exampleCount = 500;

class DataPageTest : public QObject
{
protected:
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DataPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    QTableView* table() const { return m_page->findChild<QTableView*>(); }

    ExampleTableModel* model() const { return m_page->findChild<ExampleTableModel*>(); }

    QString textAt(int row, int column) const { return model()->index(row, column).data().toString(); }

    void fillProject()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        auto import = project->examples().beginImport("manual.jsonl");
        QVERIFY_RESULT(import);
        for (int i = 1; i <= exampleCount; ++i) {
            ImportedRow row;
            row.example.instruction = i % 100 == 0
                ? "保証期間外の返品について、返信を書いてください。" + std::to_string(i)
                : "Question number " + std::to_string(i) + "\nwith a second line";
            row.example.response = "Answer " + std::to_string(i);
            row.example.source = {"manual.jsonl", static_cast<std::uint64_t>(i)};
            row.hash = contentHash(row.example);
            row.score = RowScore{std::to_string(i % 5 + 1), static_cast<double>(i % 5 + 1)};
            QVERIFY_RESULT(import->add(row));
        }
        QVERIFY_RESULT(import->finish());
        QVERIFY_RESULT(project->search().build());
    }

    void makePlan()
    {
        auto project = Project::open(folder());
        Plan plan;
        plan.name = "main";
        plan.scorer = "imported";
        plan.rule = {RuleKind::Thresholds, 2, {3.0}};
        plan.phases = {{"First", 1, {}}, {"Second", 1, {}}};
        QVERIFY_RESULT(project->plans().save(plan));
    }

    QComboBox* choice(const char* name)
    {
        for (QComboBox* box : m_page->findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String(name))
                return box;
        qFatal("there is no choice '%s'", name);
        return nullptr;
    }

    // As a person does: the entry is taken from the list.
    void choose(const char* name, const QString& entry)
    {
        QComboBox* box = choice(name);
        const int index = box->findText(entry);
        QVERIFY2(index >= 0, qPrintable(entry));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_page = std::make_unique<DataPage>(*m_session);
        m_page->resize(1280, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void setUp()
    {
        m_folder.emplace();
        const std::filesystem::path modelFolder = m_folder->path().toStdString() + "/model";
        QVERIFY_RESULT(test::writeTinyModel(modelFolder));
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = modelFolder.string();
        QVERIFY_RESULT(Project::create(folder(), settings));
    }

    void tearDown()
    {
        m_page.reset();
        m_session.reset();
    }
};

} // namespace dankai::ui
