// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "core/platform/file.h"
#include "ui/page/command.h"
#include "ui/page/listtable.h"
#include "ui/page/searchkeys.h"
#include "ui/page/statepanel.h"
#include "ui/page/tablecopy.h"
#include "ui/page/textfield.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/settings/settingeditor.h"
#include "ui/settings/settingsmodel.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

#include <utility>

namespace dankai::ui {

namespace {

constexpr int searchWidth = 320;

} // namespace

// Comes onto the stack when it is written already.
class SettingCommand final : public QUndoCommand
{
public:
    SettingCommand(SettingsPage& page, const QString& key, const QString& name,
        const std::optional<QString>& before, const std::optional<QString>& after)
        : QUndoCommand(SettingsPage::tr("set “%1”").arg(name))
        , m_page(page)
        , m_key(key)
        , m_before(before)
        , m_after(after)
    { }

    void redo() override
    {
        if (!std::exchange(m_isWritten, false))
            m_page.write(m_key, m_before, m_after, false);
    }

    void undo() override { m_page.write(m_key, m_after, m_before, false); }

private:
    SettingsPage& m_page; // owns the stack that owns this
    QString m_key;
    std::optional<QString> m_before, m_after;
    bool m_isWritten = true;
};

SettingsPage::SettingsPage(ProjectSession* session, std::vector<PersonalSetting> personal,
    const std::vector<PersonalAction>& actions, QWidget* parent)
    : Page(QStringLiteral("settings"), parent)
    , m_session(session)
    , m_model(new SettingsModel(std::move(personal), session != nullptr, this))
    , m_filter(new SettingsFilter(this))
    , m_undo(new QUndoStack(this))
    , m_sections(new QTabBar(this))
    , m_search(new QLineEdit(this))
    , m_changedOnly(new QCheckBox(tr("Only what is not at its default"), this))
    , m_table(new QTableView(this))
    , m_empty(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_note(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_refused(new QLabel(this))
{
    m_filter->setSourceModel(m_model);
    setFocusProxy(m_table);
    buildTable();
    buildActions();
    for (QLabel* label : {m_problem, m_refused}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAutoFillBackground(true);
        label->setBackgroundRole(QPalette::AlternateBase);
        label->setContentsMargins(12, 8, 12, 8);
        label->hide();
    }
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_sections);
    layout->addWidget(buildTop(actions));
    layout->addWidget(m_problem);
    layout->addWidget(m_refused);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_note);

    connect(m_search, &QLineEdit::textChanged, m_filter, &SettingsFilter::setWords);
    connect(m_changedOnly, &QCheckBox::toggled, m_filter, &SettingsFilter::setChangedOnly);
    // After the filter: where nothing was found before and after, only the words about it change.
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::showRows);
    connect(m_changedOnly, &QCheckBox::toggled, this, &SettingsPage::showRows);
    leadTo(m_search, [this] { goToTable(); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &SettingsPage::showRows);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &SettingsPage::showRows);
    connect(m_sections, &QTabBar::currentChanged, this,
        [this](int index) { showSection(static_cast<SettingsSection>(index)); });
    connect(m_model, &SettingsModel::valueWanted, this, [this](const QString& key, const QString& value) {
        // Nothing typed for a run means what nobody has set.
        change(key, value.isEmpty() && key.startsWith(u"run.") ? std::nullopt : std::optional(value));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& index) {
            m_reset->setEnabled(
                index.isValid() && m_filter->mapToSource(index).data(SettingsModel::IsChangedRole).toBool());
        });
    connect(m_model, &SettingsModel::dataChanged, this, [this] {
        m_reset->setEnabled(
            m_filter->mapToSource(m_table->currentIndex()).data(SettingsModel::IsChangedRole).toBool());
    });
    m_reset->setEnabled(false);
    showSection(SettingsSection::General);
    if (m_session != nullptr) {
        connect(m_session, &ProjectSession::opened, this, &SettingsPage::takeProject);
        connect(m_session, &ProjectSession::changed, this, &SettingsPage::takeProject);
        if (m_session->isOpen())
            takeProject();
    }
}

SettingsPage::~SettingsPage() = default;

QString SettingsPage::title() const
{
    return tr("Settings", "page");
}

QString SettingsPage::iconName() const
{
    return QStringLiteral("settings");
}

QWidget* SettingsPage::buildTop(const std::vector<PersonalAction>& actions)
{
    m_sections->addTab(tr("General")); // by SettingsSection
    m_sections->addTab(tr("Keys"));
    m_sections->setDrawBase(false);
    m_sections->setExpanding(false);
    m_sections->setAccessibleName(tr("Settings"));
    m_search->setPlaceholderText(tr("Name, key or value"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_search->setClearButtonEnabled(true);
    limitSearch(m_search);
    m_search->setFixedWidth(searchWidth);
    auto* top = new QWidget(this);
    auto* layout = new QHBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_search);
    layout->addWidget(m_changedOnly);
    layout->addStretch();
    for (const PersonalAction& action : actions) {
        auto* button = new QPushButton(action.text, top);
        button->setToolTip(action.name);
        connect(button, &QPushButton::clicked, this, action.run);
        m_onlyGeneral.push_back(button);
        layout->addWidget(button);
    }
    for (const char* id : {"settings.reset_keys", "settings.no_key"}) {
        auto* button = new QPushButton(top);
        QAction* command = commandOf(this, QString::fromLatin1(id));
        button->setText(command->iconText());
        button->setToolTip(command->text());
        tellKeys(button, command);
        connect(button, &QPushButton::clicked, command, &QAction::trigger);
        m_onlyKeys.push_back(button);
        layout->addWidget(button);
    }
    m_reset = new QPushButton(tr("Back to the default"), top);
    tellKeys(m_reset, commandOf(this, QStringLiteral("settings.reset")));
    connect(m_reset, &QPushButton::clicked, this, &SettingsPage::resetChosen);
    layout->addWidget(m_reset);
    return top;
}

void SettingsPage::showSection(SettingsSection section)
{
    const bool isKeys = section == SettingsSection::Keys;
    {
        const QSignalBlocker quiet(m_sections);
        m_sections->setCurrentIndex(static_cast<int>(section));
    }
    m_filter->setSection(section);
    m_refused->hide();
    showRows();
    m_table->setColumnHidden(SettingsModel::PlaceColumn, isKeys); // all are personal
    for (QWidget* widget : m_onlyGeneral)
        widget->setVisible(!isKeys);
    for (QWidget* widget : m_onlyKeys)
        widget->setVisible(isKeys);
    m_note->setText(isKeys
            ? tr("Choose a command and press Enter, then its new key; Esc leaves the key as it is. Tab, Esc, "
                 "Enter, Space and what moves within a list are no command's.")
            : m_session != nullptr
            ? tr("A plan's own settings win over the project's, and what is chosen when a training starts "
                 "wins "
                 "over both. No password or key is kept in either place.")
            : tr("A project's own settings come to this table when one is open. No password or key is kept "
                 "here."));
    m_table->setCurrentIndex(m_filter->index(0, SettingsModel::ValueColumn));
}

void SettingsPage::buildTable()
{
    m_table->setModel(m_filter);
    m_table->setItemDelegateForColumn(SettingsModel::ValueColumn, new SettingEditor(m_table));
    makeListTable(m_table, tr("Settings"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setTextElideMode(Qt::ElideMiddle); // a path says the most at its end
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[SettingsModel::ColumnCount] = {288, 224, 192, 104, 200};
    for (int column = 0; column < SettingsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    // One click on a value is enough; Enter edits the value wherever the row has its focus.
    const auto edit = [this](const QModelIndex& index) {
        m_table->setCurrentIndex(index.siblingAtColumn(SettingsModel::ValueColumn));
        m_table->edit(index.siblingAtColumn(SettingsModel::ValueColumn));
    };
    connect(m_table, &QTableView::clicked, this, [edit](const QModelIndex& index) {
        if (index.column() == SettingsModel::ValueColumn)
            edit(index);
    });
    connect(m_table, &QTableView::activated, this, edit);
    addCopyCommand(m_table);
}

void SettingsPage::buildActions()
{
    addCommand(this, QStringLiteral("settings.search"), [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    addCommand(this, QStringLiteral("settings.edit"), [this] {
        const QModelIndex current = m_table->currentIndex();
        if (!current.isValid())
            return;
        m_table->setFocus();
        m_table->edit(current.siblingAtColumn(SettingsModel::ValueColumn));
    });
    addCommandOf(m_table, this, QStringLiteral("settings.reset"), [this] { resetChosen(); });
    addCommand(this, QStringLiteral("settings.changed_only"), [this] { m_changedOnly->toggle(); });
    QAction* none = addCommand(this, QStringLiteral("settings.no_key"), [this] {
        if (m_sections->currentIndex() == static_cast<int>(SettingsSection::Keys) && !chosenKey().isEmpty())
            change(chosenKey(), QString());
    });
    none->setIconText(tr("No key"));
    QAction* all = addCommand(this, QStringLiteral("settings.reset_keys"), [this] { resetKeys(); });
    all->setIconText(tr("All keys back"));
    addHistoryCommands(this, m_undo, id());
}

void SettingsPage::takeProject()
{
    m_model->showProject(m_session->figures().settings);
    lookAtFile();
}

// Somebody may have typed a mistake into the file: it is said here, with its line, and nothing writes over
// it.
void SettingsPage::lookAtFile()
{
    m_session->questions().ask(
        this, [](Project& project, const StopFlag&) { return project.refreshSettings(); },
        [this](const Result<>& read) {
            if (read && !m_problem->isHidden())
                m_refused->hide(); // what it said of the file is mended
            m_problem->setVisible(!read);
            if (!read)
                m_problem->setText(tr("project.yaml has a mistake and is not changed until it is mended: %1")
                                       .arg(translatedCore(read.error().message)));
        });
}

void SettingsPage::showEvent(QShowEvent* event)
{
    if (m_session != nullptr && m_session->isOpen())
        lookAtFile();
    Page::showEvent(event);
}

void SettingsPage::refuse(const QString& key, const QString& attempt, const QString& sentence)
{
    m_model->showProblem(key, attempt, sentence);
    const int row = m_model->rowOf(key);
    const auto said = [&](SettingsModel::Column column) {
        return m_model->index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    // A row has no room for it.
    m_refused->setText(m_model->index(row, SettingsModel::NameColumn).data().toString() + u": "
        + said(SettingsModel::HintColumn));
    m_refused->show();
}

void SettingsPage::showRows()
{
    const bool isEmpty = m_filter->rowCount() == 0;
    if (isEmpty) {
        const QString words = quoted(m_search->text().trimmed());
        m_empty->showEmpty(tr("No setting matches"),
            words.isEmpty() ? tr("Every setting here is at its default.")
                : m_changedOnly->isChecked()
                ? tr("No setting that is not at its default has “%1” in its name, its key or its value.")
                      .arg(words)
                : tr("No setting has “%1” in its name, its key or its value.").arg(words),
            {tr("Show all settings"), [this] {
                 m_search->clear();
                 m_changedOnly->setChecked(false);
             }});
    }
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

void SettingsPage::goToTable()
{
    if (m_filter->rowCount() == 0)
        return;
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filter->index(0, SettingsModel::ValueColumn));
    m_table->setFocus();
}

QString SettingsPage::chosenKey() const
{
    return m_table->currentIndex().data(SettingsModel::KeyRole).toString();
}

void SettingsPage::resetChosen()
{
    if (m_table->currentIndex().data(SettingsModel::IsChangedRole).toBool())
        change(chosenKey(), std::nullopt);
}

// One step of the history. Not looked at one by one: together the first keys do not collide.
void SettingsPage::resetKeys()
{
    const std::vector<QString> keys = m_model->changedKeys(SettingsSection::Keys);
    if (keys.empty()) {
        emit noticed(tr("All keys are as they were at first."));
        return;
    }
    m_undo->beginMacro(tr("set all keys back"));
    for (const QString& key : keys)
        write(key, m_model->ownValue(key), std::nullopt, true);
    m_undo->endMacro();
}

void SettingsPage::change(const QString& key, const std::optional<QString>& value)
{
    const int row = m_model->rowOf(key);
    if (row >= 0 && !m_model->isProject(row) && m_model->personal(row).problem) {
        const PersonalSetting& setting = m_model->personal(row);
        const QString wanted = value.value_or(setting.usual);
        if (const QString sentence = setting.problem(wanted); !sentence.isEmpty()) {
            refuse(key, wanted, sentence);
            return;
        }
    }
    write(key, m_model->ownValue(key), value, true);
}

void SettingsPage::write(const QString& key, const std::optional<QString>& before,
    const std::optional<QString>& after, bool isTyped)
{
    const int row = m_model->rowOf(key);
    if (row < 0)
        return;
    const QString name = m_model->index(row, SettingsModel::NameColumn).data().toString();
    if (!m_model->isProject(row)) {
        const PersonalSetting& setting = m_model->personal(row);
        if (isTyped)
            m_undo->push(new SettingCommand(*this, key, name, before, after));
        const auto set = setting.set; // what follows may make this page anew
        const QString value = after.value_or(setting.usual);
        m_model->showProblem(key, {}, {});
        m_refused->hide();
        set(value);
        m_model->showPersonal();
        return;
    }
    SettingChanges changes;
    changes[key.toStdString()] = after ? std::optional(after->toStdString()) : std::nullopt;
    m_session->questions().change(
        this, [changes](Project& project, const StopFlag&) { return project.changeSettings(changes); },
        [this, key, name, before, after, isTyped](const Result<bool>& written) {
            if (!written) {
                const QString sentence = translatedCore(written.error().message);
                if (isTyped)
                    refuse(key, after.value_or(QString()), sentence);
                else
                    emit noticed(sentence);
                lookAtFile();
                return;
            }
            m_model->showProblem(key, {}, {});
            m_refused->hide();
            if (isTyped)
                m_undo->push(new SettingCommand(*this, key, name, before, after));
            if (!*written)
                emit noticed(
                    tr("project.yaml was written anew; comments in it are gone, since they stood where "
                       "they could not be kept."));
            m_session->refresh();
        });
}

void SettingsPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
}

void SettingsPage::restoreState(const QSettings& settings)
{
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
    m_table->horizontalHeader()->setStretchLastSection(true);
    showSection(static_cast<SettingsSection>(m_sections->currentIndex()));
}

} // namespace dankai::ui
