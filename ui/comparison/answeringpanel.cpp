// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answeringpanel.h"

#include "core/project/promptfile.h"
#include "ui/comparison/speakertree.h"
#include "ui/comparison/speakerwords.h"
#include "ui/page/textfield.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int mostNewTokens = 8192;
constexpr int usualNewTokens = 256;
constexpr double hottest = 2;
constexpr int formWidth = 900;

} // namespace

std::vector<RunRow> rowsOf(const AnswerSet& set, const PromptSet& prompts)
{
    std::vector<RunRow> rows;
    std::set<std::string> ids;
    for (const std::size_t index : prompts.prompts) {
        const ComparedPrompt& prompt = set.prompts[index];
        RunRow row;
        row.id = prompt.id;
        // Prompts of several files may have met in one row, each with an id of its own file.
        if (!ids.insert(row.id).second)
            ids.insert(row.id = std::string("row-").append(std::to_string(index + 1)));
        row.phase = std::max(1, prompt.phase);
        row.messages = prompt.messages;
        row.reference = prompt.reference;
        rows.push_back(std::move(row));
    }
    return rows;
}

AnsweringPanel::AnsweringPanel(QWidget* parent)
    : QWidget(parent)
    , m_fromSet(new QRadioButton(tr("Prompts that are known"), this))
    , m_fromFile(new QRadioButton(tr("From a file"), this))
    , m_typed(new QRadioButton(tr("Typed here"), this))
    , m_sets(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Choose…"), this))
    , m_text(new TextField(this))
    , m_speakers(new SpeakerTree(SpeakerTree::Purpose::Answering, this))
    , m_mostTokens(new QSpinBox(this))
    , m_temperature(new QDoubleSpinBox(this))
    , m_error(new QLabel(this))
    , m_ask(new QPushButton(this))
{
    m_sets->setAccessibleName(tr("Known prompts"));
    m_file->setAccessibleName(tr("File of prompts"));
    m_file->setPlaceholderText(tr("JSONL, a JSON list, or text with one prompt a line"));
    m_text->setAccessibleName(tr("Prompts"));
    m_text->setPlaceholderText(tr("One prompt a line"));
    m_text->setTabChangesFocus(true);
    m_mostTokens->setRange(1, mostNewTokens);
    m_mostTokens->setValue(usualNewTokens);
    m_temperature->setRange(0, hottest);
    m_temperature->setSingleStep(0.1);
    m_temperature->setDecimals(2);
    m_temperature->setToolTip(tr("0: always the likeliest token, so the same answer every time"));
    m_mostTokens->setToolTip(tr("An answer that is longer is cut there"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_ask->setProperty("primary", true);

    const auto heading = [this](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setFont(typeFont(TypeSize::Heading));
        return label;
    };
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->addWidget(heading(tr("Which prompts")), 0, 0);
    grid->addWidget(heading(tr("Which models")), 0, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addWidget(m_fromSet);
    left->addWidget(m_sets);
    left->addSpacing(8);
    left->addWidget(m_fromFile);
    auto* file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(m_browse);
    left->addLayout(file);
    left->addSpacing(8);
    left->addWidget(m_typed);
    left->addWidget(m_text, 1);
    grid->addLayout(left, 1, 0);
    grid->addWidget(m_speakers, 1, 1);
    grid->setRowStretch(1, 1);
    auto* how = new QHBoxLayout;
    how->setSpacing(8);
    const auto addField = [&](const QString& caption, QWidget* field) {
        auto* label = new QLabel(caption, this);
        label->setBuddy(field);
        how->addWidget(label);
        how->addWidget(field);
        how->addSpacing(16);
    };
    addField(tr("Longest answer, tokens"), m_mostTokens);
    addField(tr("Temperature"), m_temperature);
    how->addStretch();
    auto* hint = new QLabel(
        tr("Each model answers in an engine of its own, one after the other, and takes turns with trainings. "
           "The window may be closed meanwhile; the answers are kept."),
        this);
    hint->setWordWrap(true);
    hint->setFont(typeFont(TypeSize::Caption));
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto* back = new QPushButton(tr("Back"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(hint, 1);
    buttons->addSpacing(16);
    buttons->addWidget(back);
    buttons->addWidget(m_ask);
    auto* form = new QWidget(this);
    form->setMaximumWidth(formWidth * 3 / 2);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(12);
    column->addLayout(grid, 1);
    column->addLayout(how);
    column->addWidget(m_error);
    column->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(form, 1);

    for (QRadioButton* choice : {m_fromSet, m_fromFile, m_typed})
        connect(choice, &QRadioButton::toggled, this, &AnsweringPanel::showCount);
    // Whoever fills in a field means it.
    connect(m_sets, &QComboBox::activated, this, [this] {
        m_fromSet->setChecked(true);
        showCount();
    });
    connect(m_text, &TextField::textChanged, this, [this] {
        if (!m_text->toPlainText().isEmpty())
            m_typed->setChecked(true);
        showCount();
    });
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_fromFile->setChecked(true);
        showCount();
    });
    connect(m_browse, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Choose a file of prompts"),
            m_file->text(), tr("Prompts (*.jsonl *.json *.txt);;All files (*)"));
        if (!path.isEmpty())
            setPromptFile(path);
    });
    connect(m_speakers, &SpeakerTree::checkedChanged, this, &AnsweringPanel::showCount);
    connect(back, &QPushButton::clicked, this, &AnsweringPanel::closed);
    connect(m_ask, &QPushButton::clicked, this, &AnsweringPanel::ask);
    showError({});
}

void AnsweringPanel::open(std::shared_ptr<const AnswerSet> set, const std::vector<std::string>& checked)
{
    m_set = std::move(set);
    showError({});
    showSets();
    m_speakers->showSpeakers(*m_set, m_isFilled ? m_speakers->checked() : checked);
    if (!m_isFilled) {
        (m_sets->count() > 0 ? m_fromSet : m_typed)->setChecked(true);
        // As the recorded answers were generated, so that new ones can be compared with them.
        if (!m_set->sources.empty()) {
            m_mostTokens->setValue(m_set->sources.back().answers.maxNewTokens);
            m_temperature->setValue(m_set->sources.back().answers.temperature);
        }
        m_isFilled = true;
    }
    showCount();
    (m_fromSet->isChecked() ? static_cast<QWidget*>(m_sets) : m_text)->setFocus();
}

void AnsweringPanel::update(std::shared_ptr<const AnswerSet> set)
{
    m_set = std::move(set);
    showSets();
    m_speakers->showSpeakers(*m_set, m_speakers->checked());
    showCount();
}

void AnsweringPanel::showSets()
{
    const QString chosen = m_sets->currentText();
    const QSignalBlocker quiet(m_sets);
    m_sets->clear();
    for (const PromptSet& prompts : m_set->promptSets)
        m_sets->addItem(promptSetWord(prompts));
    if (const int index = m_sets->findText(chosen); index >= 0)
        m_sets->setCurrentIndex(index);
    m_fromSet->setEnabled(m_sets->count() > 0);
    m_sets->setEnabled(m_sets->count() > 0);
}

void AnsweringPanel::showError(const QString& sentence)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeOf(this).fail);
    m_error->setPalette(colours);
    m_error->setText(sentence.isEmpty() ? QString() : QString(QStringLiteral("✗ ") + sentence));
    m_error->setVisible(!sentence.isEmpty());
    m_ask->setEnabled(true);
}

void AnsweringPanel::setTypedPrompts(const QString& text)
{
    m_text->setPlainText(text);
    m_typed->setChecked(true);
}

void AnsweringPanel::setPromptFile(const QString& path)
{
    m_file->setText(path);
    m_fromFile->setChecked(true);
    showCount();
}

Result<std::vector<RunRow>> AnsweringPanel::prompts() const
{
    if (m_fromFile->isChecked()) {
        if (m_file->text().trimmed().isEmpty())
            return unusable(tr("No file is chosen. Choose a file of prompts.").toStdString());
        return readPromptFile(m_file->text().trimmed().toStdString());
    }
    if (m_typed->isChecked()) {
        if (m_text->toPlainText().trimmed().isEmpty())
            return unusable(tr("There is no prompt yet. Type one prompt a line.").toStdString());
        return parsePrompts(m_text->toPlainText().toStdString(), tr("The typed text").toStdString());
    }
    const auto index = static_cast<std::size_t>(std::max(0, m_sets->currentIndex()));
    if (m_set == nullptr || index >= m_set->promptSets.size())
        return unusable(tr("There is no prompt yet. Type one prompt a line.").toStdString());
    return rowsOf(*m_set, m_set->promptSets[index]);
}

// What pressing the button will do; a file is read when it is pressed.
void AnsweringPanel::showCount()
{
    const auto models = static_cast<int>(m_speakers->checked().size());
    m_ask->setText(tr("Ask %n model(s)", nullptr, models));
    m_ask->setEnabled(models > 0);
}

void AnsweringPanel::ask()
{
    const auto rows = prompts();
    if (!rows) {
        showError(translatedCore(rows.error().message));
        return;
    }
    AnswerRequest request;
    request.prompts = *rows;
    request.speakers = m_speakers->checked();
    request.answers.maxNewTokens = m_mostTokens->value();
    request.answers.temperature = m_temperature->value();
    showError({});
    m_ask->setEnabled(false);
    emit wanted(request);
}

} // namespace dankai::ui
