// SPDX-License-Identifier: GPL-3.0-or-later
// The templates of core's sentences: "The tensor %1 is %2; the model's config says %3." Their file is made
// from core's sources (packaging/core_sentences.py); translators find them under the context "core".
#pragma once

#include <span>

namespace dankai::ui {

std::span<const char* const> coreTemplates(); // UTF-8

} // namespace dankai::ui
