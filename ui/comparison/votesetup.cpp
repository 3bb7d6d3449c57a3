// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/votesetup.h"

#include "core/evaluation/votes.h"
#include "ui/comparison/speakerwords.h"
#include "ui/sentence/sentencegap.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int formWidth = 420;
constexpr int usualRepeatPercent = 10;
constexpr int mostRepeatPercent = 50;
constexpr int longestName = 80;
constexpr int rowHeight = 28;

} // namespace

VoteSetup::VoteSetup(QWidget* parent)
    : QWidget(parent)
    , m_voter(new QLineEdit(this))
    , m_first(new QComboBox(this))
    , m_second(new QComboBox(this))
    , m_prompts(new QSpinBox(this))
    , m_repeats(new QSpinBox(this))
    , m_choice(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_whyNot(new QLabel(this))
    , m_begin(new QPushButton(tr("Begin the vote"), this))
    , m_earlier(new QLabel(tr("Earlier vote sessions"), this))
    , m_list(new QTableWidget(this))
    , m_open(new QPushButton(this))
{
    auto* heading = new QLabel(tr("Blind vote"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* what = new QLabel(
        tr("Two answers to the same instruction stand side by side without names, in random order. You say "
           "which is better, by one key. The names are shown when all pairs are answered."),
        this);
    what->setWordWrap(true);
    m_voter->setMaxLength(longestName);
    m_voter->setPlaceholderText(tr("Your name"));
    m_prompts->setRange(1, m_wantedPrompts);
    m_prompts->setValue(m_wantedPrompts);
    m_repeats->setRange(0, mostRepeatPercent);
    m_repeats->setValue(usualRepeatPercent);
    m_repeats->setSuffix(QStringLiteral(" %"));
    m_repeats->setToolTip(
        tr("Asked a second time later on with the sides changed: how far voters agree with themselves."));
    for (QLabel* label : {m_choice, m_problem, m_whyNot}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_choice->setFont(typeFont(TypeSize::Caption));
    m_choice->setForegroundRole(QPalette::PlaceholderText);
    m_problem->hide();
    m_begin->setProperty("primary", true);

    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(4);
    const auto add = [form](const QString& caption, QWidget* field) {
        field->setAccessibleName(caption);
        form->addRow(caption, field);
    };
    add(tr("Who votes"), m_voter);
    add(tr("One model"), m_first);
    add(tr("The other model"), m_second);
    add(tr("Pairs, drawn at random"), m_prompts);
    add(tr("Of these asked twice"), m_repeats);
    for (QComboBox* box : {m_first, m_second})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* left = new QWidget(this);
    left->setFixedWidth(formWidth);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(12);
    leftLayout->addWidget(heading);
    leftLayout->addWidget(what);
    leftLayout->addLayout(form);
    leftLayout->addWidget(m_choice);
    leftLayout->addWidget(m_problem);
    auto* beginning = new QHBoxLayout;
    beginning->setSpacing(12);
    beginning->addWidget(m_whyNot, 1);
    beginning->addWidget(m_begin);
    leftLayout->addLayout(beginning);
    leftLayout->addStretch();

    m_earlier->setForegroundRole(QPalette::PlaceholderText);
    m_list->setAccessibleName(m_earlier->text());
    m_list->setColumnCount(4);
    m_list->setHorizontalHeaderLabels({tr("Begun"), tr("Voter"), tr("Models"), tr("Answered")});
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(scaledPixels(rowHeight));
    m_list->setShowGrid(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_earlier);
    right->addWidget(m_list, 1);
    right->addWidget(m_open, 0, Qt::AlignRight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(left);
    layout->addLayout(right, 1);

    connect(m_begin, &QPushButton::clicked, this, &VoteSetup::begin);
    connect(m_voter, &QLineEdit::returnPressed, this, &VoteSetup::begin);
    connect(m_voter, &QLineEdit::textChanged, this, &VoteSetup::showChoice);
    for (const QComboBox* box : {m_first, m_second})
        connect(box, &QComboBox::activated, this, [this] { m_hasChosen = true; });
    connect(m_first, &QComboBox::currentIndexChanged, this, &VoteSetup::showChoice);
    connect(m_second, &QComboBox::currentIndexChanged, this, &VoteSetup::showChoice);
    connect(m_prompts, &QSpinBox::valueChanged, this, [this](int prompts) {
        m_wantedPrompts = prompts;
        showChoice();
    });
    connect(
        m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { showBallots(); });
    const auto open = [this] {
        const int row = m_list->currentRow();
        if (row >= 0 && static_cast<std::size_t>(row) < m_ballots.size())
            emit openWanted(m_ballots[static_cast<std::size_t>(row)].ballot.id);
    };
    connect(m_list, &QTableWidget::itemActivated, this, open);
    connect(m_open, &QPushButton::clicked, this, open);
    take(std::make_shared<const AnswerSet>(), {});
}

QString VoteSetup::voter() const
{
    return m_voter->text().trimmed();
}

void VoteSetup::setVoter(const QString& name)
{
    m_voter->setText(name);
}

const Speaker* VoteSetup::chosen(const QComboBox* box) const
{
    const int index = box->currentIndex();
    return index >= 0 && static_cast<std::size_t>(index) < m_speakers.size()
        ? &m_speakers[static_cast<std::size_t>(index)]
        : nullptr;
}

void VoteSetup::take(std::shared_ptr<const AnswerSet> answers, const std::vector<BallotListing>& ballots)
{
    // What nobody has chosen goes on to the newest while a training answers.
    const QString first = m_hasChosen ? m_first->currentText() : QString();
    const QString second = m_hasChosen ? m_second->currentText() : QString();
    m_answers = std::move(answers);
    m_speakers = votableSpeakers(*m_answers);
    m_ballots = ballots;
    for (QComboBox* box : {m_first, m_second}) {
        const QSignalBlocker quiet(box);
        box->clear();
        for (const Speaker& speaker : m_speakers)
            box->addItem(speakerWord(*m_answers, speaker.key));
    }
    // What people ask most: what did the whole training bring? An adapted run is no arm to compare with.
    int last = m_first->count() - 1;
    const auto isAdapted
        = [this](int index) { return m_speakers[static_cast<std::size_t>(index)].isAdapted; };
    while (last > 0 && isAdapted(last))
        --last;
    const auto keep = [](QComboBox* box, const QString& text, int otherwise) {
        const QSignalBlocker quiet(box);
        const int known = box->findText(text);
        box->setCurrentIndex(known >= 0 && !text.isEmpty() ? known : otherwise);
    };
    keep(m_first, first, last < 0 ? -1 : 0);
    keep(m_second, second, last);

    m_list->setRowCount(static_cast<int>(ballots.size()));
    int row = 0;
    for (const BallotListing& listing : ballots) {
        const Ballot& ballot = listing.ballot;
        const auto wordOf = [this](const BallotSpeaker& speaker) {
            return speakerWord(*m_answers, keyOf(*m_answers, speaker));
        };
        const QString models = tr("%1 against %2").arg(wordOf(ballot.first), wordOf(ballot.second));
        const QString answered = tr("%1 of %2").arg(listing.answered).arg(listing.asked);
        const QString cells[]
            = {whenWords(ballot.createdMs), QString::fromStdString(ballot.voter), models, answered};
        for (int column = 0; column < m_list->columnCount(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(cells[column]);
            m_list->setItem(row, column, item);
        }
        ++row;
    }
    if (!ballots.empty())
        m_list->setCurrentCell(0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_earlier, m_list, m_open})
        widget->setVisible(!ballots.empty());
    showChoice();
    showBallots();
}

void VoteSetup::showBallots()
{
    const int row = m_list->currentRow();
    const bool isKnown = row >= 0 && static_cast<std::size_t>(row) < m_ballots.size();
    m_open->setEnabled(isKnown);
    const bool isOpen = isKnown && m_ballots[static_cast<std::size_t>(row)].ballot.state == BallotState::Open;
    m_open->setText(isOpen ? tr("Go on with this vote") : tr("Show the result"));
}

void VoteSetup::showChoice()
{
    showProblem({});
    const Speaker* first = chosen(m_first);
    const Speaker* second = chosen(m_second);
    if (first == nullptr || second == nullptr || first == second) {
        m_choice->clear();
        showWhyNot(m_speakers.size() < 2 ? tr("Two models must have answered the same prompts.")
                                         : tr("Choose two different models."));
        return;
    }
    const std::vector<BallotPair> pairs = votablePairs(*m_answers, first->key, second->key);
    const auto identical = std::ranges::count_if(pairs, &BallotPair::isIdentical);
    const int count = static_cast<int>(pairs.size());
    {
        const QSignalBlocker quiet(m_prompts);
        m_prompts->setRange(1, std::max(1, count));
        m_prompts->setValue(m_wantedPrompts); // as many as there are of them
    }
    QString said = tr("Both have answered %n of the same prompt(s).", nullptr, count);
    if (identical > 0)
        said += sentenceGap()
            + tr("%n of the answers are the same and count as ties.", nullptr, static_cast<int>(identical));
    if (count > 0)
        said += sentenceGap()
            + tr("With %n pair(s) a win rate can be told from 50 % if it is %1 points away or more.", nullptr,
                m_prompts->value())
                  .arg(static_cast<int>(std::ceil(100
                      * std::min(
                          0.5, smallestDetectableShare(static_cast<std::uint64_t>(m_prompts->value()))))));
    m_choice->setText(said);
    showWhyNot(count == 0        ? tr("They have no prompt in common.")
            : count == identical ? tr("All their answers are the same: there is nothing to choose between.")
            : voter().isEmpty()  ? tr("First say who votes.")
                                 : QString());
}

// A greyed button alone leaves people guessing.
void VoteSetup::showWhyNot(const QString& sentence)
{
    m_whyNot->setText(sentence);
    m_begin->setEnabled(sentence.isEmpty());
}

void VoteSetup::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void VoteSetup::begin()
{
    const Speaker* first = chosen(m_first);
    const Speaker* second = chosen(m_second);
    if (!m_begin->isEnabled() || first == nullptr || second == nullptr)
        return;
    Ballot ballot;
    ballot.voter = voter().toStdString();
    ballot.first = ballotSpeaker(*first);
    ballot.second = ballotSpeaker(*second);
    ballot.seed = QRandomGenerator::global()->generate64() >> 1;
    ballot.repeatShare = m_repeats->value() / 100.0;
    ballot.questions = drawBallot(votablePairs(*m_answers, first->key, second->key),
        {static_cast<std::size_t>(m_prompts->value()), ballot.repeatShare, ballot.seed});
    emit beginWanted(ballot);
}

} // namespace dankai::ui
