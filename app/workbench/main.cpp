// SPDX-License-Identifier: GPL-3.0-or-later
// dankai-workbench [PROJECT]: the window.
#include "core/base/exitcode.h"
#include "core/base/version.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <filesystem>
#include <memory>

namespace {

using namespace dankai;
using namespace dankai::ui;

// The window that is shown and what it is shown in.
class Workbench final : public QObject
{
public:
    explicit Workbench(QApplication& application)
        : m_application(application)
        , m_system(systemAppearance(QApplication::palette()))
    {
        applyChosenTheme();
        m_language.install(m_application, languageOf(m_settings.language()));
    }

    void open(const std::filesystem::path& folder)
    {
        auto window = std::make_unique<MainWindow>(m_settings, folder);
        connect(
            window.get(), &MainWindow::projectChosen, this, [this](const QString& chosen, const OpenAt& at) {
                // Not from within the window that goes.
                QMetaObject::invokeMethod(
                    this,
                    [this, chosen, at] {
                        open(chosen.toStdString());
                        m_window->openAt(at);
                    },
                    Qt::QueuedConnection);
            });
        connect(window.get(), &MainWindow::themeChosen, this, [this](ThemeChoice choice) {
            m_settings.setTheme(choice);
            applyChosenTheme();
        });
        connect(window.get(), &MainWindow::languageChosen, this, [this](LanguageChoice choice) {
            m_settings.setLanguage(choice);
            m_language.install(m_application, languageOf(choice));
            QMetaObject::invokeMethod(
                this, [this] { m_window->rebuildPages(); }, Qt::QueuedConnection);
        });
        window->show();
        if (m_window)
            m_window->close();
        m_window = std::move(window);
    }

    MainWindow& window() { return *m_window; }

private:
    void applyChosenTheme()
    {
        const ThemeChoice choice = m_settings.theme();
        applyTheme(m_application,
            choice == ThemeChoice::Light      ? Appearance::Light
                : choice == ThemeChoice::Dark ? Appearance::Dark
                                              : m_system);
    }

    QApplication& m_application;
    Appearance m_system;
    PersonalSettings m_settings;
    InstalledLanguage m_language;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("dankai-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("Dankai"));
    QApplication::setApplicationVersion(QString::fromUtf8(dankai::versionText));
    QApplication::setDesktopFileName(QStringLiteral("dankai-workbench"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/dankai.svg")));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The workbench for phased instruction fine-tuning."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("PROJECT"), QStringLiteral("a project folder"), QStringLiteral("[PROJECT]"));
    parser.process(application);

    applyFont(application);
    Workbench workbench(application);
    const QStringList arguments = parser.positionalArguments();
    workbench.open(arguments.isEmpty() ? std::string() : arguments.front().toStdString());
    return QApplication::exec();
}
