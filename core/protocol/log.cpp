// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/log.h"

#include "core/platform/file.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace dankai {

namespace {

constexpr std::size_t largestFile = std::size_t(4) << 20;
constexpr std::size_t olderFiles = 3;

std::shared_ptr<spdlog::logger>& log()
{
    static auto logger = spdlog::stderr_logger_mt("engine");
    return logger;
}

} // namespace

Result<> keepLogIn(const std::filesystem::path& file, const std::string& program)
{
    if (auto made = makeFolder(file.parent_path()); !made)
        return made;
    try {
        const auto sink
            = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), largestFile, olderFiles);
        const auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        auto logger = std::make_shared<spdlog::logger>(program, spdlog::sinks_init_list{sink, terminal});
        logger->flush_on(spdlog::level::info); // what a crash leaves is what counts
        log() = std::move(logger);
    } catch (const spdlog::spdlog_ex& exception) {
        return failed("The log cannot be kept in " + file.string() + ": " + exception.what());
    }
    return {};
}

void logInfo(std::string_view message)
{
    log()->info("{}", message);
}

void logWarning(std::string_view message)
{
    log()->warn("{}", message);
}

void logError(std::string_view message)
{
    log()->error("{}", message);
}

} // namespace dankai
