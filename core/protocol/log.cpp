// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace dankai {

namespace {

spdlog::logger& engineLog()
{
    static const auto logger = spdlog::stderr_logger_mt("engine");
    return *logger;
}

} // namespace

void logInfo(std::string_view message)
{
    engineLog().info("{}", message);
}

void logWarning(std::string_view message)
{
    engineLog().warn("{}", message);
}

void logError(std::string_view message)
{
    engineLog().error("{}", message);
}

} // namespace dankai
