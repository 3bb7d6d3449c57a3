// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/textfield.h"

#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QToolTip>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int longestSearch = 1000;
constexpr qsizetype longestQuoted = 60;

qsizetype longestLineOf(const QString& text)
{
    qsizetype longest = 0;
    for (qsizetype from = 0; from <= text.size();) {
        const qsizetype end = text.indexOf(u'\n', from);
        const qsizetype to = end < 0 ? text.size() : end;
        longest = std::max(longest, to - from);
        from = to + 1;
    }
    return longest;
}

void sayAt(QWidget* field, const QString& sentence)
{
    QToolTip::showText(field->mapToGlobal(QPoint(0, field->height())), sentence, field);
}

} // namespace

bool canBeEdited(const QString& text)
{
    return text.size() <= longestEditedText && longestLineOf(text) <= longestEditedLine;
}

TextField::TextField(QWidget* parent)
    : QPlainTextEdit(parent)
{ }

bool TextField::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText();
}

void TextField::insertFromMimeData(const QMimeData* source)
{
    const QString text = source->text();
    const qsizetype length = text.size() + document()->characterCount();
    if (length <= longestEditedText && canBeEdited(text)) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    const QLocale locale;
    sayAt(this,
        tr("Nothing was pasted: the text has %1 characters, %2 of them in its longest line. This field takes "
           "%3 in all and %4 in a line.")
            .arg(locale.toString(text.size()), locale.toString(longestLineOf(text)),
                locale.toString(longestEditedText), locale.toString(longestEditedLine)));
}

void limitSearch(QLineEdit* field)
{
    field->setMaxLength(longestSearch);
    QObject::connect(field, &QLineEdit::inputRejected, field, [field] {
        sayAt(field,
            TextField::tr("Only the first %1 characters fit here; what follows was left out.")
                .arg(QLocale().toString(field->maxLength())));
    });
}

QString quoted(const QString& search)
{
    return search.size() <= longestQuoted ? search : QString(search.first(longestQuoted) + u'…');
}

} // namespace dankai::ui
