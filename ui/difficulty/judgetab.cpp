// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/judgetab.h"

#include "core/endpoint/apikey.h"
#include "ui/difficulty/judgeform.h"
#include "ui/difficulty/judgejobs.h"
#include "ui/page/command.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr std::uint64_t examplesOfATrial = 20;
constexpr int formWidth = 440;

QString counted(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString timeWord(double seconds)
{
    const QLocale locale;
    if (seconds < 90)
        return JudgeTab::tr("%1 s").arg(locale.toString(std::max(1.0, std::ceil(seconds)), 'f', 0));
    if (seconds < 5400)
        return JudgeTab::tr("%1 min").arg(locale.toString(std::ceil(seconds / 60), 'f', 0));
    return JudgeTab::tr("%1 h").arg(locale.toString(seconds / 3600, 'f', 1));
}

QString costWord(const JudgePlan& plan, const JudgeSettings& settings)
{
    if (!plan.cost)
        return JudgeTab::tr("cost not known: enter the price");
    return QLocale().toString(*plan.cost, 'f', *plan.cost < 0.1 ? 4 : 2) + u' '
        + QString::fromStdString(settings.prices.currency);
}

QString offerWord(const JudgePlan& plan, const JudgeSettings& settings)
{
    return JudgeTab::tr("%1 calls, about %2 tokens in and %3 out, %4, about %5")
        .arg(counted(plan.examples.size()), counted(plan.tokensIn), counted(plan.tokensOut),
            costWord(plan, settings), timeWord(plan.seconds));
}

} // namespace

JudgeTab::JudgeTab(ProjectSession& session, QWidget* parent)
    : DifficultyTab(parent)
    , m_session(session)
    , m_form(new JudgeForm(this))
    , m_estimate(makeCommand(this, QStringLiteral("difficulty.estimate"), [this] { estimate(); }))
    , m_offer(new QLabel(this))
    , m_warning(new QLabel(this))
    , m_trial(new QPushButton(this))
    , m_all(new QPushButton(this))
    , m_jobs(new JudgeJobs(session, this))
{
    auto* heading = new QLabel(tr("A language model scores every example from 1 to 5"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* note
        = new QLabel(tr("What it is asked stands in judge.yaml of the project, with the examples of known "
                        "difficulty. Nothing is sent before you start it below."),
            this);
    note->setFont(typeFont(TypeSize::Caption));
    note->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {heading, note, m_offer, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_offer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_all->setProperty("primary", true);

    auto* left = new QWidget(this);
    left->setFixedWidth(scaledPixels(formWidth));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_form);
    auto* ask = new QHBoxLayout;
    ask->addStretch();
    ask->addWidget(makeCommandButton(m_estimate, this));
    column->addLayout(ask);
    column->addWidget(m_offer);
    column->addWidget(m_warning);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_trial);
    buttons->addWidget(m_all);
    column->addLayout(buttons);
    column->addStretch();
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(left);
    row->addWidget(m_jobs, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(heading); // over the whole width, where it is one line
    layout->addWidget(note);
    layout->addLayout(row, 1);

    connect(m_form, &JudgeForm::changed, this, &JudgeTab::forgetEstimate);
    connect(m_trial, &QPushButton::clicked, this, [this] {
        if (m_offers)
            start(m_offers->trial);
    });
    connect(m_all, &QPushButton::clicked, this, [this] {
        if (m_offers)
            start(m_offers->all);
    });
    connect(m_jobs, &JudgeJobs::failed, this, &DifficultyTab::noticed);
    connect(&m_session, &ProjectSession::opened, this, [this] {
        m_isAsked = false;
        look();
    });
    // Examples that came or were edited make it another sum.
    connect(&m_session, &ProjectSession::changed, this, [this] {
        forgetEstimate();
        look();
    });
    forgetEstimate();
}

std::vector<QAction*> JudgeTab::commands() const
{
    return {m_estimate};
}

void JudgeTab::showEvent(QShowEvent* event)
{
    DifficultyTab::showEvent(event);
    look();
}

// Only while somebody looks: which language the built-in prompt is in is read off all examples.
void JudgeTab::look()
{
    if (!m_session.isOpen() || !isVisible())
        return;
    m_jobs->look();
    if (!m_isAsked || (m_wasEmpty && m_session.figures().examples > 0))
        readSettings();
}

void JudgeTab::readSettings()
{
    m_isAsked = true;
    m_wasEmpty = m_session.figures().examples == 0;
    m_session.questions().ask(
        this,
        [](Project& project, const StopFlag&) -> Result<std::pair<JudgeSettings, std::string>> {
            const auto language = judgeLanguage(project);
            if (!language)
                return tl::unexpected(language.error());
            auto settings = readJudgeSettings(project.folder(), *language);
            if (!settings)
                return passOn(settings);
            return std::pair(std::move(*settings), *language);
        },
        [this](const Result<std::pair<JudgeSettings, std::string>>& settings) {
            if (!settings) {
                showProblem(translatedCore(settings.error().message));
                return;
            }
            m_isRead = true;
            m_form->setSettings(settings->first);
            m_language = settings->second;
            forgetEstimate();
        });
}

void JudgeTab::forgetEstimate()
{
    ++m_question;
    m_offers.reset();
    m_estimate->setEnabled(m_isRead);
    m_offer->clear();
    m_warning->clear();
    m_trial->hide();
    m_all->hide();
}

void JudgeTab::showProblem(const QString& sentence)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeOf(this).fail);
    m_warning->setPalette(colours);
    m_warning->setText(QStringLiteral("✗ ") + sentence);
}

void JudgeTab::estimate()
{
    forgetEstimate();
    const JudgeSettings settings = m_form->settings();
    if (const auto checked = checkEndpoint(settings.endpoint); !checked) {
        showProblem(translatedCore(checked.error().message));
        return;
    }
    m_estimate->setEnabled(false);
    m_offer->setText(tr("Counting what would be sent…"));
    m_session.work().ask(
        this,
        [settings](Project& project, const StopFlag&) -> Result<Offers> {
            if (const auto key = findApiKey(settings.endpoint); !key)
                return tl::unexpected(key.error());
            Offers offers;
            offers.trial.request.settings = offers.all.request.settings = settings;
            offers.trial.request.most = examplesOfATrial;
            for (Offer* offer : {&offers.trial, &offers.all}) {
                auto plan = planJudging(project, offer->request);
                if (!plan)
                    return passOn(plan);
                offer->plan = std::move(*plan);
            }
            return offers;
        },
        [this, question = m_question](Result<Offers> offers) {
            if (question != m_question)
                return;
            m_estimate->setEnabled(true);
            m_offer->clear();
            if (!offers) {
                showProblem(translatedCore(offers.error().message));
                return;
            }
            m_offers = std::move(*offers);
            showEstimate();
        });
}

void JudgeTab::showEstimate()
{
    const JudgeSettings& settings = m_offers->all.request.settings;
    const JudgePlan& all = m_offers->all.plan;
    const EndpointSettings& endpoint = settings.endpoint;
    const QString host = QString::fromStdString(hostOf(endpoint));
    if (all.examples.empty()) {
        m_offer->setText(tr("Nothing to ask: this judge has looked at every example."));
        return;
    }
    QStringList lines;
    lines.append(tr("All: %1.").arg(offerWord(all, settings)));
    const bool hasTrial = m_offers->trial.plan.examples.size() < all.examples.size();
    if (hasTrial)
        lines.append(tr("Trial: %1.").arg(offerWord(m_offers->trial.plan, settings)));
    if (all.cost)
        lines.append(settings.prices.date.empty()
                ? tr("Prices of no known date.")
                : tr("Prices of %1.").arg(QString::fromStdString(settings.prices.date)));
    if (!all.isMeasured)
        lines.append(tr("A rule of thumb; after a trial it is measured."));
    lines.append(isThisMachine(endpoint)
            ? tr("Nothing leaves this machine by Dankai: the service runs on it.")
            : tr("Instruction, input, earlier turns and response of each example (%1) go to %2; no file "
                 "names, other "
                 "columns, scores or notes do.")
                  .arg(QLocale().formattedDataSize(static_cast<qint64>(all.bytes)), host));
    m_offer->setText(lines.join(u'\n'));
    QStringList warnings;
    if (!isThisMachine(endpoint) && !isEncrypted(endpoint))
        warnings.append(
            tr("The connection is not encrypted: whoever is on the way can read the examples and the key."));
    if (all.tooLong > 0)
        warnings.append(tr("%1 examples are too long and will not be sent.").arg(counted(all.tooLong)));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeOf(this).undecided);
    m_warning->setPalette(colours);
    m_warning->setText(warnings.isEmpty() ? QString() : QStringLiteral("◐ ") + warnings.join(u'\n'));
    m_trial->setText(tr("Try on %1 examples").arg(counted(m_offers->trial.plan.examples.size())));
    m_trial->setVisible(hasTrial);
    m_all->setText(tr("Score %1 examples").arg(counted(all.examples.size())));
    m_all->show();
}

void JudgeTab::start(const Offer& wanted)
{
    const Offer offer = wanted;
    forgetEstimate();
    m_estimate->setEnabled(false);
    m_session.work().ask(
        this,
        [offer, language = m_language](Project& project, const StopFlag&) -> Result<std::string> {
            // The prompt that this job is asked with stays the project's, to be read and edited.
            std::error_code ignored;
            if (!std::filesystem::exists(judgeFile(project.folder()), ignored))
                if (auto written
                    = writeJudgeFile(project.folder(), language, offer.request.settings.endpoint);
                    !written)
                    return passOn(written);
            auto id = freezeJudging(project, offer.request, offer.plan);
            if (!id)
                return id;
            if (auto worker = launchJudge(project, *id); !worker)
                return passOn(worker);
            return id;
        },
        [this](const Result<std::string>& id) {
            m_estimate->setEnabled(true);
            if (!id) {
                showProblem(translatedCore(id.error().message));
                m_jobs->look();
                return;
            }
            m_jobs->choose(*id);
        });
}

} // namespace dankai::ui
