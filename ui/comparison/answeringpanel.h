// SPDX-License-Identifier: GPL-3.0-or-later
// Asking prompts of several models: which prompts, which models, how long an answer may be. Hands the request
// over and waits for nothing.
#pragma once

#include "core/project/answerjob.h"
#include "core/project/answerset.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace dankai::ui {

class SpeakerTree;
class TextField;

class AnsweringPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AnsweringPanel(QWidget* parent = nullptr);

    // `checked`: the models that are chosen at first. Keeps what a person has put in.
    void open(std::shared_ptr<const AnswerSet> set, const std::vector<std::string>& checked);
    // New figures while it is open.
    void update(std::shared_ptr<const AnswerSet> set);
    void showError(const QString& sentence);

    // For tests and for a file that is dropped.
    void setTypedPrompts(const QString& text);
    void setPromptFile(const QString& path);
    void ask();

signals:
    void wanted(const dankai::AnswerRequest& request);
    void closed();

private:
    void showSets();
    void showCount();
    Result<std::vector<RunRow>> prompts() const;

    std::shared_ptr<const AnswerSet> m_set;
    QRadioButton* m_fromSet;
    QRadioButton* m_fromFile;
    QRadioButton* m_typed;
    QComboBox* m_sets;
    QLineEdit* m_file;
    QPushButton* m_browse;
    TextField* m_text;
    SpeakerTree* m_speakers;
    QSpinBox* m_mostTokens;
    QDoubleSpinBox* m_temperature;
    QLabel* m_error;
    QPushButton* m_ask;
    bool m_isFilled = false;
};

// Prompts of a set as a job takes them: ids that differ.
std::vector<RunRow> rowsOf(const AnswerSet& set, const PromptSet& prompts);

} // namespace dankai::ui
