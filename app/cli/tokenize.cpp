// SPDX-License-Identifier: Apache-2.0
// dankai tokenize
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/base/utf8.h"
#include "core/platform/file.h"
#include "core/tokenizer/tokenizer.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace dankai {

CommandBody defineTokenize(CLI::App& app)
{
    struct Options
    {
        std::string model;
        std::string file = "/dev/stdin";
        bool isPlain = false;
    };

    auto options = std::make_shared<Options>();
    app.add_option("--model", options->model, "a Hugging Face folder or a GGUF file")->required();
    app.add_option("FILE", options->file, "JSONL, {\"text\": ...} on each line; standard input without it");
    app.add_flag(
        "--no-special-tokens", options->isPlain, "leave out what the model's tokenizer puts around a text");
    return [options](const Console& console) -> Result<ExitCode> {
        const UncaughtInterrupts endAtOnce;
        const auto tokenizer = Tokenizer::open(options->model);
        if (!tokenizer)
            return tl::unexpected(tokenizer.error());
        auto reader = LineReader::open(options->file);
        if (!reader)
            return passOn(reader);
        const std::string name = options->file == "/dev/stdin" ? "standard input" : options->file;
        Json rows = Json::array();
        for (;;) {
            const auto line = reader->next();
            if (!line)
                return tl::unexpected(line.error());
            if (!*line)
                break;
            if ((*line)->empty())
                continue;
            const std::string where = name + ":" + std::to_string(reader->lineNumber());
            // Bytes that are no UTF-8 are replaced, as in every text.
            const auto row = parseJson(toValidUtf8(**line), where);
            if (!row)
                return tl::unexpected(row.error());
            const auto text = row->is_object() ? row->find("text") : row->end();
            if (!row->is_object() || text == row->end() || !text->is_string())
                return unusable(where + " has no text. Each line needs {\"text\": \"...\"}.");
            const std::string& content = text->get_ref<const std::string&>();
            const auto ids = options->isPlain ? tokenizer->encode(content, SpecialTokens::Recognise)
                                              : tokenizer->encodeWithAffixes(content);
            Json result{{"ids", ids}};
            if (console.isJson())
                rows.push_back(std::move(result));
            else
                console.print(toJsonLine(result));
        }
        console.result({{"rows", std::move(rows)}});
        return ExitCode::Done;
    };
}

} // namespace dankai
