// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/planbar.h"

#include "ui/page/command.h"
#include "ui/sentence/scorername.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

namespace dankai::ui {

namespace {

constexpr int mostPresetPhases = 5;
constexpr int shortestScorer = 16; // characters
constexpr int scorerListWidth = 280;

} // namespace

QString shownRule(const Rule& rule)
{
    switch (rule.kind) {
    case RuleKind::Quantiles:
        return PlanBar::tr("%n equal part(s)", nullptr, rule.phaseCount);
    case RuleKind::EqualTokens:
        return PlanBar::tr("%n part(s) of equal tokens", nullptr, rule.phaseCount);
    case RuleKind::Kde:
        return PlanBar::tr("%n part(s) cut at valleys", nullptr, rule.phaseCount);
    case RuleKind::Thresholds:
        break;
    }
    return rule.thresholds == paperRule().thresholds ? PlanBar::tr("The paper's thresholds")
                                                     : PlanBar::tr("Own thresholds");
}

PlanBar::PlanBar(PlanDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_plan(new QComboBox(this))
    , m_scorer(new QComboBox(this))
    , m_split(new QPushButton(this))
{
    m_plan->setAccessibleName(tr("Plan"));
    m_plan->setToolTip(tr("Which plan is shown; every plan splits the same examples in its own way"));
    m_plan->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scorer->setAccessibleName(tr("Difficulty by"));
    m_scorer->setToolTip(tr("Whose scores the plan is cut on (scorer)"));
    m_scorer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scorer->setMinimumContentsLength(shortestScorer);
    m_scorer->view()->setMinimumWidth(scorerListWidth); // names in full
    m_split->setAccessibleName(tr("How the examples are split"));
    m_split->setToolTip(tr("Split anew by a rule; what was moved by hand stays where it was put"));
    m_split->setStyleSheet(QStringLiteral("QPushButton { padding-right: 28px; }"));
    auto* more = new QToolButton(this);
    more->setText(QStringLiteral("⋯"));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    more->setAccessibleName(tr("Commands for plans"));
    more->setToolTip(more->accessibleName());
    buildPlanMenu();
    auto* menu = new QMenu(this);
    for (QAction* action : m_planActions)
        menu->addAction(action);
    more->setMenu(menu);
    buildSplitMenu();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_plan);
    layout->addWidget(more);
    layout->addWidget(m_scorer);
    layout->addWidget(m_split);

    connect(m_plan, &QComboBox::activated, this, [this] {
        const std::string name = m_plan->currentData().toString().toStdString();
        if (!m_document.isOpen() || name != m_document.plan().name)
            m_document.open(name);
    });
    connect(m_scorer, &QComboBox::activated, this, [this] {
        const std::string scorer = m_scorer->currentData().toString().toStdString();
        if (m_document.isOpen() && scorer != m_document.plan().scorer)
            m_document.setScorer(scorer);
    });
    connect(&m_document, &PlanDocument::planChanged, this, &PlanBar::show);
    connect(&m_document.session(), &ProjectSession::opened, this, &PlanBar::show);
    connect(&m_document.session(), &ProjectSession::changed, this, &PlanBar::show);
    show();
}

void PlanBar::buildPlanMenu()
{
    const auto add = [this](const QString& id, auto slot) {
        m_planActions.push_back(makeCommand(this, id, [this, slot] {
            if (m_document.isOpen())
                slot();
        }));
    };
    add(QStringLiteral("phases.new_plan"), [this] { askName(false); });
    add(QStringLiteral("phases.duplicate_plan"), [this] { askName(true); });
    add(QStringLiteral("phases.delete_plan"), [this] { askRemove(); });
}

void PlanBar::buildSplitMenu()
{
    auto* menu = new QMenu(this);
    const auto add = [this](QMenu* to, const QString& text, const Rule& rule) {
        connect(to->addAction(text), &QAction::triggered, this, [this, rule] {
            if (m_document.isOpen())
                m_document.setRule(rule);
        });
    };
    add(menu, tr("At 1.5 and 3.5, as in the paper"), paperRule());
    const std::pair<RuleKind, QString> kinds[] = {{RuleKind::Quantiles, tr("Equal numbers of examples")},
        {RuleKind::EqualTokens, tr("Equal numbers of tokens")},
        {RuleKind::Kde, tr("Where few examples lie (valleys of the density)")}};
    for (const auto& [kind, text] : kinds) {
        QMenu* counts = menu->addMenu(text);
        for (int count = minimumPhases; count <= mostPresetPhases; ++count)
            add(counts, tr("%n phase(s)", nullptr, count), {kind, count, {}});
    }
    m_split->setMenu(menu);
}

void PlanBar::show()
{
    const ProjectFigures& figures = m_document.session().figures();
    m_plan->clear();
    for (const PlanListing& plan : figures.plans)
        m_plan->addItem(QString::fromStdString(plan.name), QString::fromStdString(plan.name));
    m_scorer->clear();
    for (const ScorerFigures& scorer : figures.scorers)
        m_scorer->addItem(scorerWord(scorer.scorer), QString::fromStdString(scorer.scorer));
    m_scorer->setEnabled(m_document.isOpen());
    m_split->setEnabled(m_document.isOpen());
    if (!m_document.isOpen()) {
        m_plan->setCurrentIndex(-1);
        m_split->setText(tr("Split"));
        return;
    }
    // The figures may be older than the plan.
    const auto choose = [](QComboBox* box, const std::string& name, const QString& shown) {
        const QString key = QString::fromStdString(name);
        if (box->findData(key) < 0)
            box->addItem(shown, key);
        box->setCurrentIndex(box->findData(key));
    };
    const Plan& plan = m_document.plan();
    choose(m_plan, plan.name, QString::fromStdString(plan.name));
    choose(m_scorer, plan.scorer, scorerWord(plan.scorer));
    m_split->setText(shownRule(m_document.plan().rule));
}

void PlanBar::askName(bool isDuplicate)
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(isDuplicate ? tr("Duplicate the plan") : tr("New plan"));
    dialog->setLabelText(tr("Name of the plan:"));
    dialog->setTextValue(QString::fromStdString(m_document.freeName(m_document.plan().name)));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, isDuplicate](const QString& typed) {
        const std::string name = typed.simplified().toStdString();
        if (name.empty())
            return;
        if (isDuplicate)
            m_document.duplicate(name);
        else
            m_document.create(name, m_document.plan().scorer);
    });
    dialog->open();
}

void PlanBar::askRemove()
{
    auto* question = new QMessageBox(QMessageBox::Question, tr("Delete the plan"),
        tr("Delete the plan “%1” with all that was moved by hand in it? Its runs stay. This cannot be "
           "undone.")
            .arg(QString::fromStdString(m_document.plan().name)),
        QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QAbstractButton* remove = question->addButton(tr("Delete the plan"), QMessageBox::DestructiveRole);
    connect(question, &QMessageBox::buttonClicked, this, [this, remove](const QAbstractButton* clicked) {
        if (clicked == remove)
            m_document.remove();
    });
    question->open();
}

} // namespace dankai::ui
