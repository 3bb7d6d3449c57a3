// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/speakertree.h"

#include "ui/comparison/speakerwords.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QPixmap>
#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int keyRole = Qt::UserRole;
constexpr int swatchSize = 10;

QString keyOf(const QTreeWidgetItem* item)
{
    return item->data(0, keyRole).toString();
}

} // namespace

SpeakerTree::SpeakerTree(Purpose purpose, QWidget* parent)
    : QTreeWidget(parent)
    , m_purpose(purpose)
{
    setColumnCount(2);
    setHeaderHidden(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAccessibleName(tr("Models"));
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 4px 0; }"));
    connect(this, &QTreeWidget::itemChanged, this, &SpeakerTree::checkedChanged);
}

void SpeakerTree::showSpeakers(const AnswerSet& set, const std::vector<std::string>& checked)
{
    const Theme& theme = themeOf(this);
    const auto isChecked = [&](std::string_view key) {
        return std::find(checked.begin(), checked.end(), key) != checked.end();
    };
    std::string shown = theme.ground.name().toStdString();
    for (const SpeakerAnswers& answers : set.speakers)
        shown += answers.speaker.key + (answers.speaker.model.empty() ? "-" : "+")
            + std::to_string(answers.count()) + "|";
    const QSignalBlocker quiet(this);
    if (shown == m_shown) {
        for (QTreeWidgetItemIterator item(this); *item != nullptr; ++item)
            if (const QString key = keyOf(*item); !key.isEmpty())
                (*item)->setCheckState(0, isChecked(key.toStdString()) ? Qt::Checked : Qt::Unchecked);
        return;
    }
    m_shown = shown;
    clear();
    const auto addItem
        = [&](QTreeWidgetItem* item, std::string_view key, const QString& text, const QString& note) {
              item->setText(0, text);
              item->setText(1, note);
              item->setForeground(1, theme.quietText);
              item->setData(0, keyRole, QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
              item->setCheckState(0, isChecked(key) ? Qt::Checked : Qt::Unchecked);
              QPixmap swatch(QSize(swatchSize, swatchSize) * devicePixelRatioF());
              swatch.setDevicePixelRatio(devicePixelRatioF());
              swatch.fill(speakerColour(set, key, theme));
              item->setIcon(0, QIcon(swatch));
          };
    QTreeWidgetItem* group = nullptr;
    std::string run;
    for (const SpeakerAnswers& answers : set.speakers) {
        const Speaker& speaker = answers.speaker;
        QTreeWidgetItem* item = nullptr;
        if (speaker.run.empty()) {
            item = new QTreeWidgetItem(this);
        } else {
            if (group == nullptr || speaker.run != run) {
                group = new QTreeWidgetItem(this);
                group->setText(0, speakerRunWord(speaker));
                group->setText(1, QString::fromStdString(speaker.plan));
                group->setForeground(1, theme.quietText);
                group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                    | Qt::ItemIsAutoTristate);
                group->setExpanded(true);
                run = speaker.run;
            }
            item = new QTreeWidgetItem(group);
        }
        const bool isMissing = m_purpose == Purpose::Answering && speaker.model.empty();
        const QString note = isMissing ? tr("weights are gone")
            : m_purpose == Purpose::Answering
            ? QString()
            : tr("%n answer(s)", nullptr, static_cast<int>(answers.count()));
        addItem(item, speaker.key,
            speaker.run.empty() ? speakerWord(set, speaker.key) : speakerPhaseWord(speaker), note);
        if (isMissing) {
            item->setCheckState(0, Qt::Unchecked);
            item->setDisabled(true);
        }
    }
    if (m_purpose == Purpose::Comparing) {
        const auto count = std::count_if(set.prompts.begin(), set.prompts.end(),
            [](const ComparedPrompt& prompt) { return !prompt.reference.empty(); });
        if (count > 0)
            addItem(new QTreeWidgetItem(this), referenceKey, speakerWord(set, referenceKey),
                tr("%n answer(s)", nullptr, static_cast<int>(count)));
    }
    expandAll();
}

std::vector<std::string> SpeakerTree::checked() const
{
    std::vector<std::string> keys;
    for (QTreeWidgetItemIterator item(const_cast<SpeakerTree*>(this)); *item != nullptr; ++item)
        if (const QString key = keyOf(*item);
            !key.isEmpty() && !(*item)->isDisabled() && (*item)->checkState(0) == Qt::Checked)
            keys.push_back(key.toStdString());
    return keys;
}

} // namespace dankai::ui
