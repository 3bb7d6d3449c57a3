// SPDX-License-Identifier: Apache-2.0
// Recursive descent with Jinja's precedences.
#include "core/tokenizer/jinjasyntax.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dankai {

namespace {

using Kind = JinjaToken::Kind;

// Nested deeper than any template a person writes; protects the stack.
constexpr int maxNesting = 100;

class Parser final
{
public:
    explicit Parser(std::string_view source)
        : m_tokens(tokenizeJinja(source))
    { }

    JinjaBody run()
    {
        JinjaBody body = parseBody({});
        if (token().kind != Kind::End)
            fail("{% " + token().text + " %} closes nothing");
        return body;
    }

private:
    class Nesting final
    {
    public:
        explicit Nesting(Parser& parser)
            : m_parser(parser)
        {
            if (++m_parser.m_nesting > maxNesting)
                m_parser.fail(
                    "blocks or expressions are nested more than " + std::to_string(maxNesting) + " deep");
        }

        ~Nesting() { --m_parser.m_nesting; }

        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        Parser& m_parser;
    };

    [[noreturn]] void fail(const std::string& message) const
    {
        JinjaError error(message);
        error.line = token().line;
        throw error;
    }

    const JinjaToken& token() const { return m_tokens[m_at]; }

    const JinjaToken& ahead() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }

    void next()
    {
        if (m_at + 1 < m_tokens.size())
            ++m_at;
    }

    bool isName(std::string_view text) const { return token().kind == Kind::Name && token().text == text; }

    bool isOperator(std::string_view text) const
    {
        return token().kind == Kind::Operator && token().text == text;
    }

    bool skipName(std::string_view text)
    {
        const bool found = isName(text);
        if (found)
            next();
        return found;
    }

    bool skipOperator(std::string_view text)
    {
        const bool found = isOperator(text);
        if (found)
            next();
        return found;
    }

    std::string described() const
    {
        switch (token().kind) {
        case Kind::BlockEnd:
            return "%}";
        case Kind::OutputEnd:
            return "}}";
        case Kind::End:
            return "the end of the template";
        default:
            return "\"" + token().text + "\"";
        }
    }

    void expectOperator(std::string_view text)
    {
        if (!skipOperator(text))
            fail("expected \"" + std::string(text) + "\", found " + described());
    }

    void expectName(std::string_view text)
    {
        if (!skipName(text))
            fail("expected \"" + std::string(text) + "\", found " + described());
    }

    std::string expectAnyName()
    {
        if (token().kind != Kind::Name)
            fail("expected a name, found " + described());
        std::string name = token().text;
        next();
        return name;
    }

    void expectBlockEnd()
    {
        if (token().kind != Kind::BlockEnd)
            fail("expected %}, found " + described());
        next();
    }

    JinjaExpressionPointer make(JinjaExpression::Kind kind) const
    {
        auto made = std::make_unique<JinjaExpression>();
        made->kind = kind;
        made->line = token().line;
        return made;
    }

    // Statements until one of `ends`, whose name is left as the current token; all where `ends` is empty.
    JinjaBody parseBody(const std::vector<std::string_view>& ends)
    {
        const Nesting nesting(*this);
        JinjaBody body;
        while (token().kind != Kind::End) {
            auto made = std::make_unique<JinjaStatement>();
            made->line = token().line;
            if (token().kind == Kind::Text) {
                made->text = token().text;
                next();
            } else if (token().kind == Kind::OutputBegin) {
                next();
                made->kind = JinjaStatement::Kind::Output;
                made->expression = parseTuple(TupleUse::Value);
                if (token().kind != Kind::OutputEnd)
                    fail("expected }}, found " + described());
                next();
            } else {
                next(); // {%
                const bool isEnd = token().kind == Kind::Name
                    && (std::find(ends.begin(), ends.end(), token().text) != ends.end()
                        || (ends.empty() && token().text.starts_with("end")) || token().text == "else"
                        || token().text == "elif");
                if (isEnd)
                    return body;
                parseStatement(*made);
            }
            body.push_back(std::move(made));
        }
        if (!ends.empty())
            fail("{% " + std::string(ends.front()) + " %} is missing");
        return body;
    }

    JinjaBody parseBodyUntil(std::string_view end)
    {
        expectBlockEnd();
        JinjaBody body = parseBody({end});
        expectName(end);
        skipTrailingName(end);
        expectBlockEnd();
        return body;
    }

    // {% endmacro name %}
    void skipTrailingName(std::string_view end)
    {
        if (end == "endmacro" && token().kind == Kind::Name)
            next();
    }

    void parseStatement(JinjaStatement& made)
    {
        const std::string name = expectAnyName();
        if (name == "for")
            parseFor(made);
        else if (name == "if")
            parseIf(made);
        else if (name == "set")
            parseSet(made);
        else if (name == "macro")
            parseMacro(made);
        else if (name == "call")
            parseCallBlock(made);
        else if (name == "filter")
            parseFilterBlock(made);
        else if (name == "with")
            parseWith(made);
        else if (name == "generation") {
            made.kind = JinjaStatement::Kind::Generation;
            made.body = parseBodyUntil("endgeneration");
        } else if (name == "break" || name == "continue") {
            if (m_loops == 0)
                fail("{% " + name + " %} stands outside a loop");
            made.kind = name == "break" ? JinjaStatement::Kind::Break : JinjaStatement::Kind::Continue;
            expectBlockEnd();
        } else if (name.starts_with("end")) {
            fail("{% " + name + " %} closes nothing here");
        } else {
            fail("{% " + name + " %} is outside the part of Jinja that chat templates use");
        }
    }

    void parseFor(JinjaStatement& made)
    {
        made.kind = JinjaStatement::Kind::For;
        made.target = parseTarget();
        expectName("in");
        made.expression = parseTuple(TupleUse::Iterable);
        if (skipName("if"))
            made.condition = parseExpression();
        if (isName("recursive"))
            fail("a recursive loop is outside the part of Jinja that chat templates use");
        expectBlockEnd();
        ++m_loops;
        made.body = parseBody({"endfor"});
        --m_loops;
        if (skipName("else")) {
            expectBlockEnd();
            made.otherwise = parseBody({"endfor"});
        }
        expectName("endfor");
        expectBlockEnd();
    }

    void parseIf(JinjaStatement& made)
    {
        const Nesting nesting(*this);
        made.kind = JinjaStatement::Kind::If;
        made.expression = parseTuple(TupleUse::Iterable);
        expectBlockEnd();
        made.body = parseBody({"endif"});
        if (skipName("elif")) {
            auto inner = std::make_unique<JinjaStatement>();
            inner->line = token().line;
            parseIf(*inner);
            made.otherwise.push_back(std::move(inner));
            return; // the inner one has read {% endif %}
        }
        if (skipName("else")) {
            expectBlockEnd();
            made.otherwise = parseBody({"endif"});
        }
        expectName("endif");
        expectBlockEnd();
    }

    void parseSet(JinjaStatement& made)
    {
        made.target = parseTarget();
        if (skipOperator("=")) {
            made.kind = JinjaStatement::Kind::Set;
            made.expression = parseTuple(TupleUse::Value);
            expectBlockEnd();
            return;
        }
        made.kind = JinjaStatement::Kind::SetBlock;
        if (isOperator("|"))
            made.filter = parseFilters(nullptr);
        made.body = parseBodyUntil("endset");
    }

    void parseParameters(JinjaMacro& macro, std::string_view end)
    {
        while (!isOperator(end)) {
            if (!macro.parameters.empty())
                expectOperator(",");
            JinjaMacro::Parameter parameter;
            parameter.name = expectAnyName();
            if (skipOperator("="))
                parameter.fallback = parseExpression();
            else if (!macro.parameters.empty() && macro.parameters.back().fallback)
                fail("a parameter without default follows one with a default");
            macro.parameters.push_back(std::move(parameter));
        }
        next();
    }

    void parseMacro(JinjaStatement& made)
    {
        made.kind = JinjaStatement::Kind::Macro;
        made.macro = std::make_unique<JinjaMacro>();
        made.macro->name = expectAnyName();
        expectOperator("(");
        parseParameters(*made.macro, ")");
        made.macro->body = parseOutsideLoops("endmacro");
    }

    JinjaBody parseOutsideLoops(std::string_view end)
    {
        const int loops = std::exchange(m_loops, 0);
        JinjaBody body = parseBodyUntil(end);
        m_loops = loops;
        return body;
    }

    void parseCallBlock(JinjaStatement& made)
    {
        made.kind = JinjaStatement::Kind::CallBlock;
        made.macro = std::make_unique<JinjaMacro>();
        made.macro->name = "caller";
        if (skipOperator("("))
            parseParameters(*made.macro, ")");
        made.expression = parseExpression();
        if (made.expression->kind != JinjaExpression::Kind::Call)
            fail("{% call %} needs a call");
        made.macro->body = parseOutsideLoops("endcall");
    }

    void parseFilterBlock(JinjaStatement& made)
    {
        made.kind = JinjaStatement::Kind::FilterBlock;
        made.filter = parseFilters(nullptr, FirstPipe::Absent);
        made.body = parseBodyUntil("endfilter");
    }

    void parseWith(JinjaStatement& made)
    {
        made.kind = JinjaStatement::Kind::With;
        made.macro = std::make_unique<JinjaMacro>();
        while (token().kind != Kind::BlockEnd) {
            if (!made.macro->parameters.empty())
                expectOperator(",");
            JinjaMacro::Parameter parameter;
            parameter.name = expectAnyName();
            expectOperator("=");
            parameter.fallback = parseExpression();
            made.macro->parameters.push_back(std::move(parameter));
        }
        made.body = parseBodyUntil("endwith");
    }

    JinjaExpressionPointer parseTargetPart()
    {
        if (skipOperator("(")) {
            auto inner = parseTarget();
            expectOperator(")");
            return inner;
        }
        auto made = make(JinjaExpression::Kind::Name);
        made->text = expectAnyName();
        for (const std::string_view reserved : {"true", "false", "none", "True", "False", "None"})
            if (made->text == reserved)
                fail("\"" + made->text + "\" cannot be set");
        if (skipOperator(".")) {
            auto attribute = make(JinjaExpression::Kind::Attribute);
            attribute->text = expectAnyName();
            attribute->items.push_back(std::move(made));
            return attribute;
        }
        return made;
    }

    JinjaExpressionPointer parseTarget()
    {
        const Nesting nesting(*this);
        auto first = parseTargetPart();
        if (!isOperator(","))
            return first;
        auto made = make(JinjaExpression::Kind::Tuple);
        made->items.push_back(std::move(first));
        while (skipOperator(","))
            if ((token().kind == Kind::Name && !isName("in")) || isOperator("("))
                made->items.push_back(parseTargetPart());
        return made;
    }

    enum class TupleUse
    {
        Value,
        Iterable, // "x if y" after it is not a conditional expression
    };

    bool isTupleEnd() const
    {
        return token().kind == Kind::BlockEnd || token().kind == Kind::OutputEnd || token().kind == Kind::End
            || isOperator(")") || isName("recursive");
    }

    // a, b, c without parentheses is a tuple.
    JinjaExpressionPointer parseTuple(TupleUse use)
    {
        const auto parseItem = [&] { return use == TupleUse::Value ? parseExpression() : parseOr(); };
        auto first = parseItem();
        if (!isOperator(","))
            return first;
        auto made = make(JinjaExpression::Kind::Tuple);
        made->items.push_back(std::move(first));
        while (skipOperator(",") && !isTupleEnd())
            made->items.push_back(parseItem());
        return made;
    }

    JinjaExpressionPointer parseExpression()
    {
        const Nesting nesting(*this);
        auto value = parseOr();
        while (isName("if")) {
            auto made = make(JinjaExpression::Kind::Conditional);
            next();
            made->items.push_back(std::move(value));
            made->items.push_back(parseOr());
            made->items.push_back(skipName("else") ? parseExpression() : nullptr);
            value = checkedChain(std::move(made));
        }
        return value;
    }

    JinjaExpressionPointer parseOr()
    {
        auto left = parseAnd();
        while (isName("or")) {
            auto made = make(JinjaExpression::Kind::Or);
            next();
            made->items.push_back(std::move(left));
            made->items.push_back(parseAnd());
            left = checkedChain(std::move(made));
        }
        return left;
    }

    // A long chain of operators is a deep tree although the source is not nested.
    JinjaExpressionPointer checkedChain(JinjaExpressionPointer made)
    {
        int depth = 0;
        for (const JinjaExpression* at = made.get(); at != nullptr && !at->items.empty();
             at = at->items.front().get())
            if (++depth > maxChain)
                fail("an expression has more than " + std::to_string(maxChain) + " parts");
        return made;
    }

    JinjaExpressionPointer parseAnd()
    {
        auto left = parseNot();
        while (isName("and")) {
            auto made = make(JinjaExpression::Kind::And);
            next();
            made->items.push_back(std::move(left));
            made->items.push_back(parseNot());
            left = checkedChain(std::move(made));
        }
        return left;
    }

    JinjaExpressionPointer parseNot()
    {
        if (!isName("not"))
            return parseComparison();
        const Nesting nesting(*this);
        auto made = make(JinjaExpression::Kind::Not);
        next();
        made->items.push_back(parseNot());
        return made;
    }

    std::string comparisonOperator()
    {
        for (const std::string_view text : {"==", "!=", "<", "<=", ">", ">="})
            if (skipOperator(text))
                return std::string(text);
        if (skipName("in"))
            return "in";
        if (isName("not") && ahead().kind == Kind::Name && ahead().text == "in") {
            next();
            next();
            return "not in";
        }
        return {};
    }

    JinjaExpressionPointer parseComparison()
    {
        auto left = parseSum();
        JinjaExpressionPointer made;
        for (std::string text = comparisonOperator(); !text.empty(); text = comparisonOperator()) {
            if (!made) {
                made = make(JinjaExpression::Kind::Comparison);
                made->items.push_back(std::move(left));
            }
            made->operators.push_back(std::move(text));
            made->items.push_back(parseSum());
        }
        return made ? std::move(made) : std::move(left);
    }

    JinjaExpressionPointer parseSum()
    {
        auto left = parseConcatenation();
        while (isOperator("+") || isOperator("-")) {
            auto made = make(JinjaExpression::Kind::Arithmetic);
            made->text = token().text;
            next();
            made->items.push_back(std::move(left));
            made->items.push_back(parseConcatenation());
            left = checkedChain(std::move(made));
        }
        return left;
    }

    JinjaExpressionPointer parseConcatenation()
    {
        auto left = parseProduct();
        if (!isOperator("~"))
            return left;
        auto made = make(JinjaExpression::Kind::Concatenation);
        made->items.push_back(std::move(left));
        while (skipOperator("~"))
            made->items.push_back(parseProduct());
        return made;
    }

    JinjaExpressionPointer parseProduct()
    {
        auto left = parsePower();
        while (isOperator("*") || isOperator("/") || isOperator("//") || isOperator("%")) {
            auto made = make(JinjaExpression::Kind::Arithmetic);
            made->text = token().text;
            next();
            made->items.push_back(std::move(left));
            made->items.push_back(parsePower());
            left = checkedChain(std::move(made));
        }
        return left;
    }

    JinjaExpressionPointer parsePower()
    {
        auto left = parseUnary(Filters::Allowed);
        while (isOperator("**")) {
            auto made = make(JinjaExpression::Kind::Arithmetic);
            made->text = "**";
            next();
            made->items.push_back(std::move(left));
            made->items.push_back(parseUnary(Filters::Allowed));
            left = checkedChain(std::move(made));
        }
        return left;
    }

    enum class Filters
    {
        Allowed,
        Left, // to the operator in front
    };

    JinjaExpressionPointer parseUnary(Filters filters)
    {
        const Nesting nesting(*this);
        JinjaExpressionPointer made;
        if (isOperator("-") || isOperator("+")) {
            made = make(isOperator("-") ? JinjaExpression::Kind::Negative : JinjaExpression::Kind::Positive);
            next();
            made->items.push_back(parseUnary(Filters::Left));
        } else {
            made = parsePrimary();
        }
        made = parsePostfix(std::move(made));
        return filters == Filters::Allowed ? parseFilterExpression(std::move(made)) : std::move(made);
    }

    JinjaExpressionPointer constant(JinjaValue value)
    {
        auto made = make(JinjaExpression::Kind::Constant);
        made->constant = std::move(value);
        next();
        return made;
    }

    JinjaExpressionPointer parsePrimary()
    {
        const JinjaToken& current = token();
        switch (current.kind) {
        case Kind::Name: {
            if (current.text == "true" || current.text == "True")
                return constant(true);
            if (current.text == "false" || current.text == "False")
                return constant(false);
            if (current.text == "none" || current.text == "None")
                return constant(JinjaValue::none());
            auto made = make(JinjaExpression::Kind::Name);
            made->text = current.text;
            next();
            return made;
        }
        case Kind::String: {
            auto made = make(JinjaExpression::Kind::Constant);
            std::string text;
            for (; token().kind == Kind::String; next())
                text += token().text;
            made->constant = std::move(text);
            return made;
        }
        case Kind::Integer: {
            std::int64_t value = 0;
            const auto end = current.text.data() + current.text.size();
            if (std::from_chars(current.text.data(), end, value).ec != std::errc())
                fail("the number " + current.text + " is too large");
            return constant(value);
        }
        case Kind::Real: {
            double value = 0;
            const auto end = current.text.data() + current.text.size();
            if (std::from_chars(current.text.data(), end, value).ec != std::errc())
                fail("the number " + current.text + " is out of range");
            return constant(value);
        }
        default:
            break;
        }
        if (isOperator("("))
            return parseParentheses();
        if (isOperator("["))
            return parseList();
        if (isOperator("{"))
            return parseDict();
        fail("expected an expression, found " + described());
    }

    JinjaExpressionPointer parseParentheses()
    {
        auto empty = make(JinjaExpression::Kind::Tuple);
        next();
        if (skipOperator(")"))
            return empty;
        auto inner = parseTuple(TupleUse::Value);
        expectOperator(")");
        return inner;
    }

    JinjaExpressionPointer parseList()
    {
        auto made = make(JinjaExpression::Kind::List);
        next();
        while (!isOperator("]")) {
            if (!made->items.empty())
                expectOperator(",");
            if (!isOperator("]"))
                made->items.push_back(parseExpression());
        }
        next();
        return made;
    }

    JinjaExpressionPointer parseDict()
    {
        auto made = make(JinjaExpression::Kind::Dict);
        next();
        while (!isOperator("}")) {
            if (!made->items.empty())
                expectOperator(",");
            if (isOperator("}"))
                break;
            made->items.push_back(parseExpression());
            expectOperator(":");
            made->items.push_back(parseExpression());
        }
        next();
        return made;
    }

    JinjaExpressionPointer parsePostfix(JinjaExpressionPointer value)
    {
        while (true) {
            if (isOperator("."))
                value = parseAttribute(std::move(value));
            else if (isOperator("["))
                value = parseItem(std::move(value));
            else if (isOperator("("))
                value = parseCall(std::move(value));
            else
                return value;
            value = checkedChain(std::move(value));
        }
    }

    JinjaExpressionPointer parseFilterExpression(JinjaExpressionPointer value)
    {
        while (true) {
            if (isOperator("|"))
                value = parseFilters(std::move(value));
            else if (isName("is"))
                value = parseTest(std::move(value));
            else if (isOperator("("))
                value = parseCall(std::move(value));
            else
                return value;
            value = checkedChain(std::move(value));
        }
    }

    JinjaExpressionPointer parseAttribute(JinjaExpressionPointer value)
    {
        next();
        if (token().kind == Kind::Integer) {
            auto made = make(JinjaExpression::Kind::Item);
            made->items.push_back(std::move(value));
            made->items.push_back(parsePrimary());
            return made;
        }
        auto made = make(JinjaExpression::Kind::Attribute);
        made->text = expectAnyName();
        made->items.push_back(std::move(value));
        return made;
    }

    JinjaExpressionPointer parseItem(JinjaExpressionPointer value)
    {
        auto made = make(JinjaExpression::Kind::Item);
        next();
        made->items.push_back(std::move(value));
        JinjaExpressionPointer first = isOperator(":") ? nullptr : parseExpression();
        if (isOperator(":")) {
            made->kind = JinjaExpression::Kind::Slice;
            made->items.push_back(std::move(first));
            while (skipOperator(":"))
                made->items.push_back(isOperator(":") || isOperator("]") ? nullptr : parseExpression());
            if (made->items.size() > 4)
                fail("a slice has more than three parts");
            made->items.resize(4);
        } else if (isOperator(",")) {
            fail("an index with several parts is outside the part of Jinja that chat templates use");
        } else {
            made->items.push_back(std::move(first));
        }
        expectOperator("]");
        return made;
    }

    std::vector<JinjaArgument> parseArguments()
    {
        std::vector<JinjaArgument> arguments;
        expectOperator("(");
        while (!isOperator(")")) {
            if (!arguments.empty())
                expectOperator(",");
            if (isOperator(")"))
                break;
            JinjaArgument argument;
            if (skipOperator("**")) {
                argument.kind = JinjaArgument::Kind::SpreadNamed;
            } else if (skipOperator("*")) {
                argument.kind = JinjaArgument::Kind::Spread;
            } else if (token().kind == Kind::Name && ahead().kind == Kind::Operator && ahead().text == "=") {
                argument.kind = JinjaArgument::Kind::Named;
                argument.name = expectAnyName();
                next();
            }
            argument.value = parseExpression();
            arguments.push_back(std::move(argument));
        }
        next();
        return arguments;
    }

    JinjaExpressionPointer parseCall(JinjaExpressionPointer function)
    {
        auto made = make(JinjaExpression::Kind::Call);
        made->items.push_back(std::move(function));
        made->arguments = parseArguments();
        return made;
    }

    enum class FirstPipe
    {
        Present,
        Absent,
    };

    // value | a | b(c). `value` is null for the text of a block.
    JinjaExpressionPointer parseFilters(JinjaExpressionPointer value, FirstPipe first = FirstPipe::Present)
    {
        if (first == FirstPipe::Present)
            expectOperator("|");
        do {
            auto made = make(JinjaExpression::Kind::Filter);
            made->text = expectAnyName();
            while (skipOperator("."))
                made->text += "." + expectAnyName();
            if (isOperator("("))
                made->arguments = parseArguments();
            made->items.push_back(std::move(value));
            value = checkedChain(std::move(made));
        } while (skipOperator("|"));
        return value;
    }

    JinjaExpressionPointer parseTest(JinjaExpressionPointer value)
    {
        auto made = make(JinjaExpression::Kind::Test);
        next();
        const bool isNegated = skipName("not");
        made->text = expectAnyName();
        while (skipOperator("."))
            made->text += "." + expectAnyName();
        made->items.push_back(std::move(value));
        static constexpr std::array<std::string_view, 5> followers{"else", "or", "and", "if", "recursive"};
        const bool isFollower = token().kind == Kind::Name
            && std::find(followers.begin(), followers.end(), token().text) != followers.end();
        const bool isOperand = token().kind == Kind::Name || token().kind == Kind::String
            || token().kind == Kind::Integer || token().kind == Kind::Real || isOperator("[")
            || isOperator("{");
        if (isOperator("(")) {
            made->arguments = parseArguments();
        } else if (isName("is")) {
            fail("tests cannot be chained with \"is\"");
        } else if (isOperand && !isFollower) {
            JinjaArgument argument;
            argument.value = parsePostfix(parsePrimary());
            made->arguments.push_back(std::move(argument));
        }
        if (!isNegated)
            return made;
        auto negated = make(JinjaExpression::Kind::Not);
        negated->items.push_back(std::move(made));
        return negated;
    }

    static constexpr int maxChain = 200;

    std::vector<JinjaToken> m_tokens;
    std::size_t m_at = 0;
    int m_nesting = 0;
    int m_loops = 0;
};

} // namespace

JinjaBody parseJinja(std::string_view source)
{
    return Parser(source).run();
}

} // namespace dankai
