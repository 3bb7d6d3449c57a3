// SPDX-License-Identifier: GPL-3.0-or-later
// dankai-workbench [PATH]: the window.
#include "core/base/exitcode.h"
#include "core/base/version.h"
#include "core/platform/executablepath.h"
#include "core/protocol/log.h"
#include "ui/shell/instancedoor.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/openpath.h"
#include "ui/shell/reviewwindow.h"
#include "ui/shell/startpage.h"
#include "ui/style/enterkey.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/style/wheelguard.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QScreen>

#include <filesystem>
#include <memory>
#include <system_error>

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
        m_application.installEventFilter(&m_wheelGuard);
        m_application.installEventFilter(&m_enterKey);
        applyTextScale(m_application, m_settings.textScale());
        applyChosenTheme();
        m_language.install(m_application, languageOf(m_settings.language()));
    }

    // False where another process has the project open already: its window has come to the front.
    bool open(const std::filesystem::path& folder, const OpenAt& place)
    {
        if (m_window && m_window->session() && !folder.empty()
            && isSameFolder(m_window->session()->folder(), folder)) {
            m_window->openAt(place);
            return true;
        }
        if (!folder.empty() && InstanceDoor::knock(folder)) {
            if (m_window)
                m_window->openAt({{}, {},
                    QCoreApplication::translate("Workbench",
                        "This project is open in another window, which has come to the front.")});
            return false;
        }
        logInfo(folder.empty() ? "A window without a project." : "A window for " + folder.string() + ".");
        auto window = std::make_unique<MainWindow>(m_settings, folder);
        connect(
            window.get(), &MainWindow::projectChosen, this, [this](const QString& chosen, const OpenAt& at) {
                // Not from within the window that goes.
                QMetaObject::invokeMethod(
                    this, [this, chosen, at] { open(chosen.toStdString(), at); }, Qt::QueuedConnection);
            });
        connect(
            window.get(), &MainWindow::packageChosen, this, [this](const QString& file) { openLater(file); });
        connect(window.get(), &MainWindow::projectDropped, this,
            [this](const QString& path) { openLater(path); });
        connect(window.get(), &MainWindow::rescueChosen, this, [this](const QString& damaged) {
            QMetaObject::invokeMethod(
                this,
                [this, damaged] {
                    open({}, {}); // closes the project first
                    m_window->startPage()->rescue(damaged);
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
        connect(window.get(), &MainWindow::textScaleChosen, this, [this](int percent) {
            m_settings.setTextScale(percent);
            applyTextScale(m_application, percent);
            applyChosenTheme(); // its sheet is polished with the font
            QMetaObject::invokeMethod(
                this, [this] { m_window->rebuildPages(); }, Qt::QueuedConnection);
        });
        m_door = folder.empty() ? nullptr : std::make_unique<InstanceDoor>(folder);
        if (m_door)
            connect(m_door.get(), &InstanceDoor::knocked, this, [this] { m_window->comeToFront(); });
        showFitting(*window);
        if (m_window)
            m_window->close();
        m_window = std::move(window);
        m_window->openAt(place);
        return true;
    }

    // Of whatever kind; false as open().
    bool openPath(const std::filesystem::path& path)
    {
        const OpenPath what = openPathOf(path);
        if (!what.package.empty()) {
            answerPackage(what.package);
            return true;
        }
        if (what.archive.empty())
            return open(what.project, {});
        open({}, {});
        m_window->startPage()->offerRestore(QString::fromStdString(what.archive.string()));
        return true;
    }

private:
    // As it was left; the first time, on a screen that has no room for it with its frame, over the whole
    // screen.
    void showFitting(MainWindow& window)
    {
        const QSize room = window.screen()->availableSize();
        const bool isFirst = m_settings.windowGeometry().isEmpty();
        if (isFirst && (window.width() >= room.width() || window.height() >= room.height()))
            window.showMaximized();
        else
            window.show();
    }

    // Not from within the window that asks for it.
    void openLater(const QString& path)
    {
        QMetaObject::invokeMethod(
            this, [this, path] { openPath(path.toStdString()); }, Qt::QueuedConnection);
    }

    void answerPackage(const std::filesystem::path& file)
    {
        if (!m_review || !isSameFolder(m_review->file(), file)) {
            logInfo("A window for the review package " + file.string() + ".");
            auto window = std::make_unique<ReviewWindow>(m_settings, file);
            connect(window.get(), &ReviewWindow::pathDropped, this,
                [this](const QString& path) { openLater(path); });
            m_review = std::move(window);
        }
        m_review->QWidget::show();
        m_review->raise();
        m_review->activateWindow();
    }

    static bool isSameFolder(const std::filesystem::path& one, const std::filesystem::path& other)
    {
        std::error_code ignored;
        return std::filesystem::equivalent(one, other, ignored);
    }

    void applyChosenTheme()
    {
        const ThemeChoice choice = m_settings.theme();
        applyTheme(m_application,
            choice == ThemeChoice::Light      ? Appearance::Light
                : choice == ThemeChoice::Dark ? Appearance::Dark
                                              : m_system);
    }

    QApplication& m_application;
    WheelGuard m_wheelGuard;
    EnterKey m_enterKey;
    Appearance m_system;
    PersonalSettings m_settings;
    InstalledLanguage m_language;
    std::unique_ptr<InstanceDoor> m_door; // of the project that is shown
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ReviewWindow> m_review; // of the package that is answered
};

// What Qt has to say goes into the log too; the window works without one.
void keepLog()
{
    if (const auto kept = keepLogIn(stateFolder() / "workbench.log", "workbench"); !kept)
        logWarning(kept.error().message);
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
        const std::string text = message.toStdString();
        if (type == QtDebugMsg || type == QtInfoMsg)
            logInfo(text);
        else if (type == QtWarningMsg)
            logWarning(text);
        else
            logError(text);
    });
    logInfo(std::string("Dankai ") + versionText + " begins.");
}

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
    parser.addPositionalArgument(QStringLiteral("PATH"),
        QStringLiteral("a project's folder, a file in it, an archive of one (.dankai), or a review package "
                       "(.dankai-review)"),
        QStringLiteral("[PATH]"));
    parser.process(application);

    keepLog();
    applyFont(application);
    Workbench workbench(application);
    const QStringList arguments = parser.positionalArguments();
    if (!workbench.openPath(arguments.isEmpty() ? std::string() : arguments.front().toStdString()))
        return static_cast<int>(dankai::ExitCode::Done);
    return QApplication::exec();
}
