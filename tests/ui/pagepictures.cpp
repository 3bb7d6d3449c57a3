// SPDX-License-Identifier: GPL-3.0-or-later
// page_pictures DIR PROJECT [PAGE [SIZE]]: every page of the window (or one) with each of its tabs, with a
// project's own data, as PNG files in DIR, in both languages, light and dark, in two sizes or one.
// packaging/screenshots runs it.
#include "ui/page/page.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextStream>

namespace {

using namespace dankai;
using namespace dankai::ui;

constexpr qint64 shortestMs = 1500; // a page that has not asked yet is still, too
constexpr qint64 longestMs = 30000;
constexpr qint64 lookEveryMs = 400;
const QList<QSize> usualSizes = {{1280, 720}, {2560, 1440}};

// Of "3840x2160"; nothing where it is no size.
QList<QSize> sizesOf(const QString& text)
{
    const QStringList parts = text.split(u'x');
    bool isWidth = false, isHeight = false;
    const QSize size(parts.value(0).toInt(&isWidth), parts.value(1).toInt(&isHeight));
    return parts.size() == 2 && isWidth && isHeight ? QList<QSize>{size} : QList<QSize>();
}

void processFor(qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents,
            static_cast<int>(milliseconds - timer.elapsed()));
}

// The window once it has stopped changing; false: it never did.
bool stillPicture(QWidget& window, QImage& picture)
{
    QElapsedTimer timer;
    timer.start();
    processFor(shortestMs);
    picture = window.grab().toImage();
    while (timer.elapsed() < longestMs) {
        processFor(lookEveryMs);
        QImage next = window.grab().toImage();
        if (next == picture)
            return true;
        picture = std::move(next);
    }
    return false;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("dankai-workbench"));
    QApplication::setCursorFlashTime(0); // a blinking caret is never still
    QTextStream say(stderr);
    const QStringList arguments = QApplication::arguments();
    const QList<QSize> sizes = arguments.size() < 5 ? usualSizes : sizesOf(arguments.at(4));
    if (arguments.size() < 3 || arguments.size() > 5 || sizes.isEmpty() || !QDir().mkpath(arguments.at(1))) {
        say << "usage: page_pictures DIR PROJECT [PAGE, or all [WIDTHxHEIGHT]]\n";
        return 2;
    }
    const QString wanted = arguments.value(3, QStringLiteral("all"));
    const QDir target(arguments.at(1));
    applyFont(application);
    int failures = 0;
    InstalledLanguage translation;
    for (const auto& [language, languageName] :
        {std::pair(LanguageChoice::English, "en"), {LanguageChoice::Japanese, "ja"}}) {
        translation.install(application, languageOf(language));
        for (const auto& [appearance, themeName] :
            {std::pair(Appearance::Light, "light"), {Appearance::Dark, "dark"}}) {
            applyTheme(application, appearance);
            for (const QSize& size : sizes) {
                // Nobody's own arrangement is in the pictures.
                const QTemporaryDir own;
                PersonalSettings settings(own.filePath(QStringLiteral("workbench.ini")));
                MainWindow window(settings, arguments.at(2).toStdString());
                window.resize(size);
                window.show();
                processFor(shortestMs);
                for (const QString& page : window.pageIds()) {
                    if (wanted != u"all" && page != wanted)
                        continue;
                    window.showPage(page);
                    auto* tabs = window.currentPage()->findChild<QTabWidget*>();
                    for (int tab = 0; tab < (tabs == nullptr ? 1 : tabs->count()); ++tab) {
                        if (tabs != nullptr)
                            tabs->setCurrentIndex(tab);
                        const QString shown = tab == 0 ? page : page + QString::number(tab + 1);
                        const QString name
                            = QStringLiteral("%1_%2_%3_%4x%5.png")
                                  .arg(shown, QLatin1String(languageName), QLatin1String(themeName))
                                  .arg(size.width())
                                  .arg(size.height());
                        QImage picture;
                        if (!stillPicture(window, picture)) {
                            say << name << ": the page did not come to rest\n";
                            ++failures;
                        }
                        if (!picture.save(target.filePath(name))) {
                            say << target.filePath(name) << " cannot be written\n";
                            return 1;
                        }
                    }
                    // As an audience sees it, over the whole screen.
                    if (!window.currentPage()->canPresent() || size != sizes.back())
                        continue;
                    if (tabs != nullptr)
                        tabs->setCurrentIndex(0);
                    window.setPresenting(true);
                    QImage picture;
                    (void)stillPicture(window, picture);
                    const QString name = QStringLiteral("%1_presented_%2_%3_%4x%5.png")
                                             .arg(page, QLatin1String(languageName), QLatin1String(themeName))
                                             .arg(picture.width())
                                             .arg(picture.height());
                    if (!picture.save(target.filePath(name))) {
                        say << target.filePath(name) << " cannot be written\n";
                        return 1;
                    }
                    window.setPresenting(false);
                }
            }
        }
    }
    return failures == 0 ? 0 : 1;
}
