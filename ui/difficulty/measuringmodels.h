// SPDX-License-Identifier: GPL-3.0-or-later
// Which model measures examples for scores: the project's own, one of those on this disk, or one that was
// chosen by hand. One choice for all tabs, remembered for each project. Measures nothing, and shows nothing.
#pragma once

#include "core/checkpoint/modelfinder.h"
#include "core/project/othermodel.h"
#include "ui/session/backgroundwork.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QSettings;

namespace dankai::ui {

class ProjectSession;

struct MeasuringModel
{
    QString name; // as people call it
    std::filesystem::path path;
    std::uint64_t bytes = 0; // on disk; 0: not known

    bool operator==(const MeasuringModel&) const = default;
};

// A model that is read (hashed) on a thread of the session before it measures, and what that gave.
struct ModelReading
{
    MeasuringModel of; // without a path: the project's own, for which there is nothing to read
    std::optional<OtherModel> model;

    // What was read once is not read again.
    Result<> read(Project& project, const ProgressCallback& progress, const StopFlag& stop);
};

class MeasuringModels final : public QObject
{
    Q_OBJECT

public:
    explicit MeasuringModels(ProjectSession& session, QObject* parent = nullptr);
    ~MeasuringModels() override;

    using Places = std::function<ModelPlaces()>; // asked for anew whenever it looks
    void setPlaces(Places places);
    // Searches the disk, on a thread; changed() follows where something is new.
    void look();

    // Without the project's own; those that cannot measure are not among them.
    const std::vector<MeasuringModel>& others() const { return m_others; }

    bool isLooking() const { return m_isLooking; }

    // Null: the project's own.
    const MeasuringModel* chosen() const;
    // One of others(); an empty path: the project's own.
    void choose(const std::filesystem::path& path);
    // By hand: chosen as soon as it was looked at, or refused() says why not.
    void add(const std::filesystem::path& path);

    // Under which scores of the chosen model stand. Nothing: it has never measured in this project, or from
    // another place.
    std::optional<std::string> nameOf(const std::string& scorer) const;
    std::shared_ptr<ModelReading> reading() const;

    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

signals:
    void changed();
    void refused(const QString& sentence);

private:
    void askKnown();
    void search();
    void show(std::vector<MeasuringModel> found);

    ProjectSession& m_session;
    Places m_places;
    BackgroundWork* m_searching;
    BackgroundWork* m_adding;
    std::vector<MeasuringModel> m_others;
    std::vector<MeasuringModel> m_added; // by hand
    std::vector<OtherModel> m_known;
    std::filesystem::path m_own;
    MeasuringModel m_chosen; // without a path: the project's own
    bool m_isLooking = false;
    bool m_wantsLook = false; // as soon as the project is open
};

} // namespace dankai::ui
