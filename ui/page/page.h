// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell knows of a page: its name, what it still needs, its commands and its remembered state.
#pragma once

#include <QString>
#include <QWidget>

class QSettings;

namespace dankai::ui {

// A page's commands are its QActions (QWidget::addAction): the palette lists them, F1 shows their shortcuts.
class Page : public QWidget
{
    Q_OBJECT

public:
    // `id` names the page in settings and on the command line; never translated.
    explicit Page(QString id, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }

    virtual QString title() const = 0;
    virtual QString iconName() const = 0;

    // One sentence that says what has to be there before the page is of use; empty: it is usable.
    virtual QString missing() const { return {}; }

    // For an audience: what is seen stays, what is operated goes. Pages that have nothing to show refuse.
    virtual bool canPresent() const { return false; }

    virtual void setPresenting(bool /*isPresenting*/) { }

    // Column widths, filters, splitters: what a person arranged.
    virtual void saveState(QSettings& settings) const;
    virtual void restoreState(const QSettings& settings);

signals:
    void missingChanged();
    // To be shown for some seconds without being in the way.
    void noticed(const QString& sentence);

private:
    QString m_id;
};

} // namespace dankai::ui
