// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/modelstep.h"

#include "ui/page/listtable.h"
#include "ui/page/tablecopy.h"
#include "ui/session/progressrelay.h"
#include "ui/style/type.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <optional>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int barSteps = 1000;

} // namespace

ModelStep::ModelStep(QWidget* parent)
    : QWidget(parent)
    , m_searching(new BackgroundWork(this))
    , m_looking(new BackgroundWork(this))
    , m_name(new QLineEdit(this))
    , m_parent(new QLineEdit(this))
    , m_target(new QLabel(this))
    , m_models(new FoundModels(this))
    , m_table(new QTableView(this))
    , m_state(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_about(new QLabel(this))
{
    m_name->setAccessibleName(tr("Name of the project"));
    m_name->setPlaceholderText(tr("for instance: help desk"));
    m_parent->setAccessibleName(tr("Folder for projects"));
    auto* chooseParent = new QPushButton(tr("Choose…"), this);
    chooseParent->setAccessibleName(tr("Choose the folder for projects"));
    for (QLabel* label : {m_target, m_state}) {
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setTextFormat(Qt::PlainText);
    }
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, barSteps);

    m_table->setModel(m_models);
    makeListTable(m_table, tr("Models on this disk"));
    addCopyCommand(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const auto& [column, width] :
        {std::pair(FoundModels::NameColumn, 276), {FoundModels::PlaceColumn, 104},
            {FoundModels::ArchitectureColumn, 148}, {FoundModels::ParametersColumn, 116},
            {FoundModels::StorageColumn, 92}, {FoundModels::DiskColumn, 84}})
        m_table->setColumnWidth(column, width);

    auto* chooseFolder = new QPushButton(tr("Choose a model folder…"), this);
    auto* chooseFile = new QPushButton(tr("Choose a GGUF file…"), this);
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    auto* nameLabel = new QLabel(tr("Name"), this);
    nameLabel->setBuddy(m_name);
    auto* parentLabel = new QLabel(tr("In the folder"), this);
    parentLabel->setBuddy(m_parent);
    form->addWidget(nameLabel, 0, 0);
    form->addWidget(m_name, 0, 1);
    form->addWidget(parentLabel, 1, 0);
    form->addWidget(m_parent, 1, 1);
    form->addWidget(chooseParent, 1, 2);
    form->addWidget(m_target, 2, 1, 1, 2);
    auto* heading = new QLabel(tr("Model to be trained"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* choices = new QHBoxLayout;
    choices->addWidget(m_state, 1);
    choices->addWidget(chooseFolder);
    choices->addWidget(chooseFile);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addSpacing(4);
    layout->addWidget(heading);
    layout->addWidget(m_bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_about);
    layout->addLayout(choices);

    connect(m_name, &QLineEdit::textChanged, this, &ModelStep::changed);
    connect(m_name, &QLineEdit::returnPressed, this, &ModelStep::finished);
    connect(m_parent, &QLineEdit::textChanged, this, &ModelStep::changed);
    connect(this, &ModelStep::changed, this,
        [this] { m_target->setText(folder().isEmpty() ? QString() : tr("Will be made: %1").arg(folder())); });
    connect(chooseParent, &QPushButton::clicked, this, &ModelStep::chooseProjectsFolder);
    connect(chooseFolder, &QPushButton::clicked, this, [this] { chooseModel(true); });
    connect(chooseFile, &QPushButton::clicked, this, [this] { chooseModel(false); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showModel();
        emit changed();
    });
    setFocusProxy(m_name);
}

void ModelStep::begin(const ModelPlaces& places, const TrainingMemory& memory)
{
    m_memory = memory;
    m_models->show({}, memory.bytes);
    m_about->clear();
    m_state->setText(tr("Looking for models on this disk"));
    m_bar->setValue(0);
    m_bar->show();
    const ProgressCallback tell = relayProgress(this,
        [this](const ProgressReport& report) { m_bar->setValue(static_cast<int>(report.share * barSteps)); });
    m_searching->begin(
        [places, memory, tell](const StopFlag& stop) { return findModels(places, memory, tell, &stop); },
        [this](std::vector<FoundModel> found) {
            m_bar->hide();
            m_state->setText(found.empty()
                    ? tr("None was found in the usual folders. Choose one by hand, or run packaging/model.")
                    : tr("%n model(s) found; looked in Hugging Face's, LM Studio's and Ollama's folders.",
                        nullptr, static_cast<int>(found.size())));
            // What was chosen by hand meanwhile stays.
            std::optional<FoundModel> chosen;
            if (const FoundModel* current = model())
                chosen = *current;
            m_models->show(std::move(found), m_memory.bytes);
            int row = chosen ? m_models->add(*chosen) : -1;
            for (const ModelFit fit : {ModelFit::Full, ModelFit::LoraOnly})
                for (int i = 0; row < 0 && i < m_models->rowCount(); ++i)
                    if (m_models->at(i).fit == fit)
                        row = i;
            if (row >= 0)
                m_table->setCurrentIndex(m_models->index(row, 0));
            emit changed();
        });
    emit changed();
}

void ModelStep::setProjectsFolder(const QString& folder)
{
    m_parent->setText(QDir::toNativeSeparators(folder));
}

QString ModelStep::projectsFolder() const
{
    return m_parent->text().trimmed();
}

QString ModelStep::name() const
{
    return m_name->text().simplified();
}

QString ModelStep::folder() const
{
    QString last = name();
    last.replace(u'/', u'-');
    if (last.isEmpty() || last.startsWith(u'.') || projectsFolder().isEmpty())
        return {};
    return QDir::cleanPath(projectsFolder() + u'/' + last);
}

const FoundModel* ModelStep::model() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? &m_models->at(current.row()) : nullptr;
}

QString ModelStep::missing() const
{
    if (name().isEmpty())
        return tr("Give the project a name.");
    if (folder().isEmpty() || !QDir::isAbsolutePath(projectsFolder()))
        return tr(
            "Name a folder for projects by its whole path, and a project that does not begin with a dot.");
    const QFileInfo target(folder());
    if (target.exists() && (!target.isDir() || !QDir(folder()).isEmpty()))
        return tr("%1 is there already. Choose another name or folder.").arg(folder());
    if (model() == nullptr)
        return tr("Choose a model.");
    if (model()->fit == ModelFit::Unsupported)
        return tr("This model cannot be used; choose another.");
    return {};
}

void ModelStep::showModel()
{
    const FoundModel* chosen = model();
    m_about->setText(chosen == nullptr
            ? QString()
            : fitWords(*chosen, m_memory.bytes) + u'\n' + QString::fromStdString(chosen->path.string()));
}

void ModelStep::chooseProjectsFolder()
{
    auto* dialog = new QFileDialog(this, tr("Folder for projects"), projectsFolder());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelStep::setProjectsFolder);
    dialog->open();
}

void ModelStep::chooseModel(bool isFolder)
{
    auto* dialog = new QFileDialog(this, isFolder ? tr("Model folder") : tr("GGUF file"));
    dialog->setFileMode(isFolder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!isFolder)
        dialog->setNameFilters({tr("Models (*.gguf)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelStep::choose);
    dialog->open();
}

void ModelStep::choose(const QString& path)
{
    m_about->setText(tr("Reading %1").arg(path));
    m_looking->begin(
        [path = path.toStdString(), memory = m_memory](const StopFlag&) { return lookAtModel(path, memory); },
        [this](FoundModel model) {
            m_table->setCurrentIndex(m_models->index(m_models->add(std::move(model)), 0));
            showModel();
            emit changed();
        });
}

} // namespace dankai::ui
