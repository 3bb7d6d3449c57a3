// SPDX-License-Identifier: Apache-2.0
// A project of its own for each test, and rows for it.
#pragma once

#include "core/project/project.h"
#include "tests/support/testpaths.h"

#include <sqlite3.h>

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dankai::test {

inline ImportedRow rowOf(const std::string& instruction, const std::string& response, std::uint64_t line,
    std::optional<RowScore> score = {})
{
    ImportedRow row;
    row.example.instruction = instruction;
    row.example.response = response;
    row.example.source = {"a.jsonl", line};
    row.hash = contentHash(row.example);
    row.score = std::move(score);
    return row;
}

class StoreTest : public QObject
{
protected:
    void setUp()
    {
        m_project.reset();
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "test";
        settings.modelPath = "model";
        auto made = Project::create(folder(), settings);
        QVERIFY_RESULT(made);
        m_project.emplace(std::move(*made));
    }

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }

    // Straight into the file, as another program or a fault would.
    void sql(const char* text)
    {
        sqlite3* database = nullptr;
        QCOMPARE(sqlite3_open((folder() / "project.db").c_str(), &database), SQLITE_OK);
        char* message = nullptr;
        const int code = sqlite3_exec(database, text, nullptr, nullptr, &message);
        QVERIFY2(code == SQLITE_OK, message ? message : "");
        sqlite3_close(database);
    }

    ImportOutcome import(const std::vector<ImportedRow>& rows, const char* file = "a.jsonl")
    {
        auto session = m_project->examples().beginImport(file);
        if (!session)
            qFatal("%s", session.error().message.c_str());
        for (const ImportedRow& row : rows) {
            if (auto added = session->add(row); !added)
                qFatal("%s", added.error().message.c_str());
        }
        return session->finish().value();
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<Project> m_project;
};

} // namespace dankai::test
