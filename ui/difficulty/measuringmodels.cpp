// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/measuringmodels.h"

#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

namespace fs = std::filesystem;

// Of this project: paths hold what parts keys.
QString keyOf(const ProjectSession& session)
{
    const std::string folder = session.folder().lexically_normal().string();
    const QByteArray hash
        = QCryptographicHash::hash(QByteArray::fromStdString(folder), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("measuring_model_") + QString::fromLatin1(hash.left(16));
}

fs::path placeOf(const fs::path& path)
{
    std::error_code error;
    fs::path found = fs::weakly_canonical(path, error);
    return error ? path : found;
}

QString shortName(const fs::path& path)
{
    const fs::path last = path.has_filename() ? path.filename() : path.parent_path().filename();
    return QString::fromStdString(last.string());
}

MeasuringModel measuringModel(const FoundModel& model)
{
    return {model.name.empty() ? shortName(model.path) : QString::fromStdString(model.name), model.path,
        model.bytesOnDisk};
}

// What can be said of models, whatever may be trained here: these only read.
bool canMeasure(const FoundModel& model)
{
    return model.fit != ModelFit::Unsupported;
}

} // namespace

Result<> ModelReading::read(Project& project, const ProgressCallback& progress, const StopFlag& stop)
{
    if (of.path.empty() || model)
        return {};
    // Of "OWNER/NAME" the name alone: it stands in the names of scorers.
    const QString called = of.name.section(u'/', -1);
    auto read = otherModel(project, of.path, progress, &stop, called.toStdString());
    if (!read)
        return passOn(read);
    model = std::move(*read);
    return {};
}

MeasuringModels::MeasuringModels(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_searching(new BackgroundWork(this))
    , m_adding(new BackgroundWork(this))
{
    connect(&m_session, &ProjectSession::opened, this, &MeasuringModels::askKnown);
    connect(&m_session, &ProjectSession::changed, this, &MeasuringModels::askKnown);
    if (m_session.isOpen())
        askKnown();
}

MeasuringModels::~MeasuringModels() = default;

void MeasuringModels::setPlaces(Places places)
{
    m_places = std::move(places);
}

// Which of them have measured here: what they scored counts, also where no folder for models holds them.
void MeasuringModels::askKnown()
{
    struct Answer
    {
        std::vector<OtherModel> known;
        fs::path own;
    };

    m_session.questions().ask(
        this,
        [](Project& project, const StopFlag&) -> Result<Answer> {
            auto known = knownOtherModels(project);
            if (!known)
                return passOn(known);
            return Answer{std::move(*known), placeOf(project.modelPath())};
        },
        [this](Result<Answer> answer) {
            if (!answer)
                return; // whoever measures is told
            const bool isNew = m_known != answer->known || m_own != answer->own;
            m_known = std::move(answer->known);
            m_own = std::move(answer->own);
            if (std::exchange(m_wantsLook, false))
                search();
            else if (isNew)
                emit changed();
        });
}

void MeasuringModels::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    if (m_own.empty())
        m_wantsLook = true; // which of them is the project's own is not known yet
    else
        search();
    emit changed();
}

void MeasuringModels::search()
{
    std::vector<fs::path> further;
    for (const OtherModel& known : m_known)
        further.push_back(known.path);
    if (!m_chosen.path.empty())
        further.push_back(m_chosen.path);
    m_searching->begin(
        [places = m_places ? m_places() : ModelPlaces(), further = std::move(further), own = m_own](
            const StopFlag& stop) {
            std::vector<FoundModel> found = findModels(places, {}, {}, &stop);
            for (const fs::path& path : further) {
                std::error_code ignored;
                if (fs::exists(path, ignored))
                    found.push_back(lookAtModel(path, {}));
            }
            std::vector<MeasuringModel> others;
            std::vector<fs::path> seen = {own};
            for (const FoundModel& model : found) {
                const fs::path place = placeOf(model.path);
                if (!canMeasure(model) || std::ranges::count(seen, place) > 0)
                    continue;
                seen.push_back(place);
                others.push_back(measuringModel(model));
            }
            return others;
        },
        [this](std::vector<MeasuringModel> others) { show(std::move(others)); });
}

void MeasuringModels::show(std::vector<MeasuringModel> found)
{
    m_isLooking = false;
    m_others = std::move(found);
    for (const MeasuringModel& added : m_added)
        if (std::ranges::none_of(m_others,
                [&](const MeasuringModel& model) { return placeOf(model.path) == placeOf(added.path); }))
            m_others.insert(m_others.begin(), added);
    if (!m_chosen.path.empty()) {
        const auto same = std::ranges::find_if(m_others,
            [&](const MeasuringModel& model) { return placeOf(model.path) == placeOf(m_chosen.path); });
        if (same != m_others.end()) {
            m_chosen = *same;
        } else {
            const QString gone = QString::fromStdString(m_chosen.path.string());
            m_chosen = {};
            emit refused(
                tr("%1 is not there any more, or cannot be used. The project's model measures.").arg(gone));
        }
    }
    emit changed();
}

const MeasuringModel* MeasuringModels::chosen() const
{
    return m_chosen.path.empty() ? nullptr : &m_chosen;
}

void MeasuringModels::choose(const fs::path& path)
{
    const auto found = std::ranges::find(m_others, path, &MeasuringModel::path);
    m_chosen = path.empty() || found == m_others.end() ? MeasuringModel() : *found;
    emit changed();
}

void MeasuringModels::add(const fs::path& path)
{
    m_adding->begin([path](const StopFlag&) { return lookAtModel(path, {}); },
        [this](const FoundModel& found) {
            if (!canMeasure(found)) {
                emit refused(translatedCore(found.reason));
                emit changed();
                return;
            }
            const fs::path place = placeOf(found.path);
            if (place == m_own) {
                choose({});
                return;
            }
            const auto same = std::ranges::find_if(
                m_others, [&](const MeasuringModel& model) { return placeOf(model.path) == place; });
            if (same != m_others.end()) {
                choose(same->path);
                return;
            }
            m_added.push_back(measuringModel(found));
            m_others.insert(m_others.begin(), m_added.back());
            choose(m_added.back().path);
        });
}

std::optional<std::string> MeasuringModels::nameOf(const std::string& scorer) const
{
    if (m_chosen.path.empty())
        return scorer;
    const auto known = std::ranges::find_if(m_known, [this](const OtherModel& model) {
        return !model.path.empty() && placeOf(model.path) == placeOf(m_chosen.path);
    });
    return known == m_known.end() ? std::nullopt : std::optional(scorerBy(scorer, *known));
}

std::shared_ptr<ModelReading> MeasuringModels::reading() const
{
    auto reading = std::make_shared<ModelReading>();
    reading->of = m_chosen;
    return reading;
}

void MeasuringModels::saveState(QSettings& settings) const
{
    if (m_chosen.path.empty())
        settings.remove(keyOf(m_session));
    else
        settings.setValue(keyOf(m_session), QString::fromStdString(m_chosen.path.string()));
}

void MeasuringModels::restoreState(const QSettings& settings)
{
    const fs::path path = settings.value(keyOf(m_session)).toString().toStdString();
    if (path.empty())
        return;
    // Whether it is there still shows when somebody looks.
    m_chosen = {shortName(path), path, 0};
    m_others.push_back(m_chosen);
    emit changed();
}

} // namespace dankai::ui
