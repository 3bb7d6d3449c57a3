// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/jinjainterpreter.h"

#include "core/base/utf8.h"
#include "core/tokenizer/jinjaruntime.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dankai {

struct JinjaScope
{
    std::vector<std::pair<std::string, JinjaValue>> variables;
    std::shared_ptr<JinjaScope> parent;

    const JinjaValue* findHere(std::string_view name) const
    {
        for (const auto& [known, value] : variables)
            if (known == name)
                return &value;
        return nullptr;
    }

    void set(const std::string& name, JinjaValue value)
    {
        for (auto& [known, old] : variables)
            if (known == name) {
                old = std::move(value);
                return;
            }
        variables.emplace_back(name, std::move(value));
    }
};

namespace {

using Expression = JinjaExpression;
using Statement = JinjaStatement;

// Calls inside calls; each level takes a few hundred bytes of stack, several times that under sanitizers.
constexpr int maxDepth = 700;
constexpr std::int64_t maxRange = 100000; // of Jinja's sandbox

enum class Flow
{
    Normal,
    Break,
    Continue,
};

class Interpreter final
{
public:
    explicit Interpreter(const JinjaContext& context)
        : m_context(context)
        , m_budget(context.limits.workUnits)
        , m_scope(std::make_shared<JinjaScope>())
    {
        m_scope->variables = context.variables;
        for (const char* name : {"range", "dict", "namespace", "raise_exception", "strftime_now"}) {
            JinjaFunction function;
            function.name = name;
            m_globals.emplace_back(name, std::make_shared<const JinjaFunction>(std::move(function)));
        }
    }

    // Namespaces and the scopes of macros may hold themselves.
    ~Interpreter()
    {
        for (const auto& space : m_namespaces)
            space->attributes.clear();
        for (const auto& scope : m_macroScopes)
            scope->variables.clear();
    }

    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    std::string run(const JinjaBody& body)
    {
        runBody(body);
        return std::move(m_output);
    }

private:
    // Counts the stack and gives an error the innermost line that it passes.
    template <class Work>
    auto at(int line, Work work)
    {
        if (++m_depth > maxDepth) {
            throw JinjaError("the template nests or calls itself too deep");
        }
        m_budget.charge(16);
        try {
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                --m_depth;
            } else {
                auto result = work();
                --m_depth;
                return result;
            }
        } catch (JinjaError& error) {
            if (error.line == 0)
                error.line = line;
            throw;
        }
    }

    void write(std::string_view text)
    {
        if (m_output.size() + text.size() > m_context.limits.maxOutputBytes)
            throw JinjaError("the template writes more than "
                + std::to_string(m_context.limits.maxOutputBytes >> 20) + " MiB");
        m_budget.charge(static_cast<std::int64_t>(text.size()));
        m_output += text;
    }

    class ScopeGuard final
    {
    public:
        ScopeGuard(Interpreter& interpreter, std::shared_ptr<JinjaScope> parent)
            : m_interpreter(interpreter)
            , m_previous(interpreter.m_scope)
        {
            auto scope = std::make_shared<JinjaScope>();
            scope->parent = std::move(parent);
            interpreter.m_scope = std::move(scope);
        }

        ~ScopeGuard() { m_interpreter.m_scope = m_previous; }

        ScopeGuard(const ScopeGuard&) = delete;
        ScopeGuard& operator=(const ScopeGuard&) = delete;

    private:
        Interpreter& m_interpreter;
        std::shared_ptr<JinjaScope> m_previous;
    };

    // --- statements ---

    Flow runBody(const JinjaBody& body)
    {
        for (const auto& statement : body)
            if (const Flow flow = at(statement->line, [&] { return runStatement(*statement); });
                flow != Flow::Normal)
                return flow;
        return Flow::Normal;
    }

    // What the body writes, instead of writing it.
    std::string capture(const JinjaBody& body)
    {
        std::string outer = std::exchange(m_output, {});
        runBody(body);
        return std::exchange(m_output, std::move(outer));
    }

    Flow runStatement(const Statement& statement)
    {
        switch (statement.kind) {
        case Statement::Kind::Text:
            write(statement.text);
            return Flow::Normal;
        case Statement::Kind::Output: {
            const JinjaValue value = evaluate(*statement.expression);
            m_budget.charge(value.weight());
            write(toText(value));
            return Flow::Normal;
        }
        case Statement::Kind::For:
            runFor(statement);
            return Flow::Normal;
        case Statement::Kind::If:
            return runBody(evaluate(*statement.expression).isTrue() ? statement.body : statement.otherwise);
        case Statement::Kind::Set:
            assign(*statement.target, evaluate(*statement.expression));
            return Flow::Normal;
        case Statement::Kind::SetBlock: {
            std::string text;
            {
                const ScopeGuard scope(*this, m_scope);
                text = capture(statement.body);
            }
            assign(*statement.target, filtered(statement.filter.get(), std::move(text)));
            return Flow::Normal;
        }
        case Statement::Kind::Macro:
            m_scope->set(statement.macro->name, macroValue(*statement.macro));
            return Flow::Normal;
        case Statement::Kind::CallBlock:
            runCallBlock(statement);
            return Flow::Normal;
        case Statement::Kind::FilterBlock: {
            const ScopeGuard scope(*this, m_scope);
            std::string text = capture(statement.body);
            write(toText(filtered(statement.filter.get(), std::move(text))));
            return Flow::Normal;
        }
        case Statement::Kind::With: {
            std::vector<JinjaValue> values;
            for (const auto& parameter : statement.macro->parameters)
                values.push_back(evaluate(*parameter.fallback));
            const ScopeGuard scope(*this, m_scope);
            for (std::size_t i = 0; i < values.size(); ++i)
                m_scope->set(statement.macro->parameters[i].name, std::move(values[i]));
            return runBody(statement.body);
        }
        case Statement::Kind::Generation: {
            const ScopeGuard scope(*this, m_scope);
            return runBody(statement.body);
        }
        case Statement::Kind::Break:
            return Flow::Break;
        case Statement::Kind::Continue:
            return Flow::Continue;
        }
        return Flow::Normal;
    }

    void runFor(const Statement& statement)
    {
        std::vector<JinjaValue> items = jinjaItems(evaluate(*statement.expression), m_budget);
        if (statement.condition) {
            std::vector<JinjaValue> kept;
            for (JinjaValue& item : items) {
                const ScopeGuard scope(*this, m_scope);
                assign(*statement.target, item);
                if (evaluate(*statement.condition).isTrue())
                    kept.push_back(std::move(item));
            }
            items = std::move(kept);
        }
        if (items.empty()) {
            const ScopeGuard scope(*this, m_scope);
            runBody(statement.otherwise);
            return;
        }
        const JinjaValue list = JinjaValue::list(std::move(items));
        const auto shared = std::get<std::shared_ptr<const JinjaList>>(list.data);
        for (std::size_t i = 0; i < shared->items.size(); ++i) {
            m_budget.charge(64);
            const ScopeGuard scope(*this, m_scope);
            m_scope->set("loop", std::make_shared<const JinjaLoop>(JinjaLoop{shared, i, shared->depth + 1}));
            assign(*statement.target, shared->items[i]);
            if (runBody(statement.body) == Flow::Break)
                break;
        }
    }

    JinjaValue macroValue(const JinjaMacro& macro)
    {
        JinjaFunction function;
        function.name = macro.name;
        function.macro = &macro;
        function.scope = m_scope;
        m_macroScopes.push_back(m_scope);
        m_budget.charge(64);
        return std::make_shared<const JinjaFunction>(std::move(function));
    }

    void runCallBlock(const Statement& statement)
    {
        const Expression& call = *statement.expression;
        const JinjaValue function = evaluate(*call.items[0]);
        if (function.asFunction() == nullptr || function.asFunction()->macro == nullptr)
            throw JinjaError("{% call %} needs a macro");
        const JinjaValue caller = macroValue(*statement.macro);
        write(toText(callMacro(*function.asFunction(), evaluateArguments(call.arguments), caller)));
    }

    void assign(const Expression& target, const JinjaValue& value)
    {
        if (target.kind == Expression::Kind::Name) {
            m_scope->set(target.text, value);
        } else if (target.kind == Expression::Kind::Attribute) {
            const JinjaValue object = evaluate(*target.items[0]);
            JinjaNamespace* space = object.asNamespace();
            if (space == nullptr)
                throw JinjaError("cannot assign attribute \"" + target.text + "\" on non-namespace object");
            setAttribute(*space, target.text, value);
        } else {
            const std::vector<JinjaValue> items = jinjaItems(value, m_budget);
            if (items.size() != target.items.size())
                throw JinjaError("expected " + std::to_string(target.items.size()) + " values to unpack, got "
                    + std::to_string(items.size()));
            for (std::size_t i = 0; i < items.size(); ++i)
                assign(*target.items[i], items[i]);
        }
    }

    static void setAttribute(JinjaNamespace& space, const std::string& name, const JinjaValue& value)
    {
        if (name.starts_with('_'))
            throw JinjaError(
                "chat templates cannot store underscore-prefixed attributes on a namespace, but got \"" + name
                + "\"");
        space.attributes[name] = value;
    }

    // --- expressions ---

    JinjaValue evaluate(const Expression& expression)
    {
        return at(expression.line, [&] { return evaluateKind(expression); });
    }

    JinjaValue evaluateOptional(const JinjaExpressionPointer& expression)
    {
        return expression ? evaluate(*expression) : JinjaValue::none();
    }

    std::vector<JinjaValue> evaluateAll(const std::vector<JinjaExpressionPointer>& expressions)
    {
        std::vector<JinjaValue> values;
        values.reserve(expressions.size());
        for (const auto& expression : expressions)
            values.push_back(evaluate(*expression));
        return values;
    }

    JinjaValue evaluateKind(const Expression& expression)
    {
        const auto& items = expression.items;
        switch (expression.kind) {
        case Expression::Kind::Constant:
            return expression.constant;
        case Expression::Kind::Name:
            return lookUp(expression.text);
        case Expression::Kind::List:
            return charged(JinjaValue::list(evaluateAll(items)));
        case Expression::Kind::Tuple:
            return charged(JinjaValue::tuple(evaluateAll(items)));
        case Expression::Kind::Dict:
            return evaluateDict(expression);
        case Expression::Kind::Negative:
        case Expression::Kind::Positive:
            return signedValue(evaluate(*items[0]), expression.kind == Expression::Kind::Negative);
        case Expression::Kind::Not:
            return !evaluate(*items[0]).isTrue();
        case Expression::Kind::And: {
            JinjaValue left = evaluate(*items[0]);
            return left.isTrue() ? evaluate(*items[1]) : left;
        }
        case Expression::Kind::Or: {
            JinjaValue left = evaluate(*items[0]);
            return left.isTrue() ? left : evaluate(*items[1]);
        }
        case Expression::Kind::Arithmetic: {
            const JinjaValue left = evaluate(*items[0]);
            return arithmetic(expression.text, left, evaluate(*items[1]));
        }
        case Expression::Kind::Concatenation: {
            std::string text;
            for (const auto& item : items) {
                const JinjaValue value = evaluate(*item);
                m_budget.charge(value.weight());
                text += toText(value);
            }
            return limited(std::move(text));
        }
        case Expression::Kind::Comparison:
            return evaluateComparison(expression);
        case Expression::Kind::Conditional:
            if (evaluate(*items[1]).isTrue())
                return evaluate(*items[0]);
            if (items[2])
                return evaluate(*items[2]);
            return JinjaValue::undefined(
                "the inline if-expression evaluated to false and no else section was defined");
        case Expression::Kind::Attribute:
            return jinjaAttribute(evaluate(*items[0]), expression.text);
        case Expression::Kind::Item: {
            const JinjaValue value = evaluate(*items[0]);
            m_budget.charge(value.isText() ? value.cost() : 1);
            return jinjaItem(value, evaluate(*items[1]));
        }
        case Expression::Kind::Slice: {
            const JinjaValue value = evaluate(*items[0]);
            m_budget.charge(value.cost());
            const JinjaValue begin = evaluateOptional(items[1]);
            const JinjaValue end = evaluateOptional(items[2]);
            return jinjaSlice(value, begin, end, evaluateOptional(items[3]));
        }
        case Expression::Kind::Call:
            return evaluateCall(expression);
        case Expression::Kind::Filter: {
            const JinjaValue value = items[0] ? evaluate(*items[0]) : m_blockText;
            return charged(
                applyJinjaFilter(expression.text, value, evaluateArguments(expression.arguments), m_budget));
        }
        case Expression::Kind::Test: {
            const JinjaValue value = evaluate(*items[0]);
            if (expression.text == "filter" || expression.text == "test")
                throw JinjaError("the test \"" + expression.text
                    + "\" is outside the part of Jinja that chat templates use");
            return applyJinjaTest(expression.text, value, evaluateArguments(expression.arguments), m_budget);
        }
        }
        return {};
    }

    JinjaValue charged(JinjaValue value)
    {
        m_budget.charge(value.cost() + 32);
        return value;
    }

    JinjaValue limited(std::string text) const
    {
        if (text.size() > m_context.limits.maxOutputBytes)
            throw JinjaError(
                "a text grew over " + std::to_string(m_context.limits.maxOutputBytes >> 20) + " MiB");
        return text;
    }

    JinjaValue lookUp(const std::string& name)
    {
        for (const JinjaScope* scope = m_scope.get(); scope != nullptr; scope = scope->parent.get())
            if (const JinjaValue* found = scope->findHere(name))
                return *found;
        for (const auto& [known, function] : m_globals)
            if (known == name)
                return function;
        return JinjaValue::undefined("'" + name + "' is undefined");
    }

    JinjaValue evaluateDict(const Expression& expression)
    {
        std::vector<std::pair<JinjaValue, JinjaValue>> items;
        for (std::size_t i = 0; i + 1 < expression.items.size(); i += 2) {
            JinjaValue key = evaluate(*expression.items[i]);
            putItem(items, std::move(key), evaluate(*expression.items[i + 1]));
        }
        return charged(JinjaValue::dict(std::move(items)));
    }

    void putItem(std::vector<std::pair<JinjaValue, JinjaValue>>& items, JinjaValue key, JinjaValue value)
    {
        if (!key.isText() && !key.isNumber() && !key.isNone()
            && !(key.asList() != nullptr && key.asList()->isTuple))
            throw JinjaError(std::string("unhashable type: '") + key.typeName() + "'");
        m_budget.charge(static_cast<std::int64_t>(items.size()));
        for (auto& [known, old] : items)
            if (areEqual(known, key)) {
                old = std::move(value);
                return;
            }
        items.emplace_back(std::move(key), std::move(value));
    }

    JinjaValue signedValue(const JinjaValue& value, bool isNegative)
    {
        if (value.isUndefined())
            throw JinjaError(undefinedReason(value));
        if (!value.isNumber())
            throw JinjaError(std::string("a sign before a value of type ") + value.typeName());
        if (value.isReal())
            return isNegative ? -value.toReal() : value.toReal();
        std::int64_t whole = value.toInteger();
        if (isNegative && __builtin_sub_overflow(std::int64_t(0), whole, &whole))
            throw JinjaError("a whole number grew too large");
        return whole;
    }

    JinjaValue evaluateComparison(const Expression& expression)
    {
        JinjaValue left = evaluate(*expression.items[0]);
        for (std::size_t i = 0; i < expression.operators.size(); ++i) {
            JinjaValue right = evaluate(*expression.items[i + 1]);
            m_budget.charge(std::min(left.weight(), right.weight()) + (right.isText() ? right.weight() : 0)
                + (right.asList() != nullptr || right.asDict() != nullptr ? jinjaLength(right) : 0));
            if (!isComparison(expression.operators[i], left, right))
                return false;
            left = std::move(right);
        }
        return true;
    }

    static bool isComparison(const std::string& text, const JinjaValue& left, const JinjaValue& right)
    {
        if (text == "==")
            return areEqual(left, right);
        if (text == "!=")
            return !areEqual(left, right);
        if (text == "in")
            return jinjaContains(right, left);
        if (text == "not in")
            return !jinjaContains(right, left);
        const int order = compareOrder(left, right);
        return text == "<" ? order < 0 : text == "<=" ? order <= 0 : text == ">" ? order > 0 : order >= 0;
    }

    JinjaValue arithmetic(const std::string& text, const JinjaValue& left, const JinjaValue& right)
    {
        for (const JinjaValue* value : {&left, &right})
            if (value->isUndefined())
                throw JinjaError(undefinedReason(*value));
        if (text == "+" && left.isText() && right.isText()) {
            m_budget.charge(left.weight() + right.weight());
            return limited(left.text() + right.text());
        }
        if (text == "+" && left.asList() != nullptr && right.asList() != nullptr
            && left.asList()->isTuple == right.asList()->isTuple) {
            std::vector<JinjaValue> items = left.asList()->items;
            items.insert(items.end(), right.asList()->items.begin(), right.asList()->items.end());
            return charged(left.asList()->isTuple ? JinjaValue::tuple(std::move(items))
                                                  : JinjaValue::list(std::move(items)));
        }
        if (text == "*" && (left.isText() || left.asList() != nullptr)
            && (right.isInteger() || right.isBoolean()))
            return repeated(left, right.toInteger());
        if (text == "*" && (right.isText() || right.asList() != nullptr)
            && (left.isInteger() || left.isBoolean()))
            return repeated(right, left.toInteger());
        if (text == "%" && left.isText())
            throw JinjaError("formatting a text with % is outside the part of Jinja that chat templates use");
        if (!left.isNumber() || !right.isNumber())
            throw JinjaError("\"" + text + "\" does not work between values of type " + left.typeName()
                + " and " + right.typeName());
        if (text == "/")
            return quotient(left.toReal(), right.toReal());
        return left.isReal() || right.isReal() ? realArithmetic(text, left.toReal(), right.toReal())
                                               : wholeArithmetic(text, left.toInteger(), right.toInteger());
    }

    static double quotient(double left, double right)
    {
        if (right == 0)
            throw JinjaError("division by zero");
        return left / right;
    }

    JinjaValue repeated(const JinjaValue& value, std::int64_t count)
    {
        count = std::max<std::int64_t>(count, 0);
        const auto limit = static_cast<std::int64_t>(m_context.limits.maxOutputBytes);
        if (count > limit / value.weight())
            throw JinjaError("a text or list is repeated too often");
        m_budget.charge(count * value.weight());
        if (value.isText()) {
            std::string text;
            for (std::int64_t i = 0; i < count; ++i)
                text += value.text();
            return text;
        }
        std::vector<JinjaValue> items;
        for (std::int64_t i = 0; i < count; ++i)
            items.insert(items.end(), value.asList()->items.begin(), value.asList()->items.end());
        return value.asList()->isTuple ? JinjaValue::tuple(std::move(items))
                                       : JinjaValue::list(std::move(items));
    }

    static JinjaValue realArithmetic(const std::string& text, double left, double right)
    {
        if (text == "+")
            return left + right;
        if (text == "-")
            return left - right;
        if (text == "*")
            return left * right;
        if (text == "**")
            return std::pow(left, right);
        if (right == 0)
            throw JinjaError("division by zero");
        if (text == "//")
            return std::floor(left / right);
        const double rest = std::fmod(left, right);
        return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest;
    }

    static JinjaValue wholeArithmetic(const std::string& text, std::int64_t left, std::int64_t right)
    {
        std::int64_t result = 0;
        bool isTooLarge = false;
        if (text == "+") {
            isTooLarge = __builtin_add_overflow(left, right, &result);
        } else if (text == "-") {
            isTooLarge = __builtin_sub_overflow(left, right, &result);
        } else if (text == "*") {
            isTooLarge = __builtin_mul_overflow(left, right, &result);
        } else if (text == "**") {
            if (right < 0)
                return std::pow(static_cast<double>(left), static_cast<double>(right));
            result = 1;
            const bool isTrivial = left == 0 || left == 1 || left == -1;
            const std::int64_t times = isTrivial ? (right == 0 ? 0 : right % 2 == 0 ? 2 : 1) : right;
            for (std::int64_t i = 0; i < times && !isTooLarge; ++i)
                isTooLarge = __builtin_mul_overflow(result, left, &result);
        } else {
            if (right == 0)
                throw JinjaError("division by zero");
            if (right == -1) {
                isTooLarge = __builtin_sub_overflow(std::int64_t(0), text == "//" ? left : 0, &result);
            } else {
                // Python rounds down, C++ towards zero.
                const std::int64_t rest = left % right;
                const bool isDown = rest != 0 && (rest < 0) != (right < 0);
                result = text == "//" ? left / right - (isDown ? 1 : 0) : rest + (isDown ? right : 0);
            }
        }
        if (isTooLarge)
            throw JinjaError("a whole number grew too large");
        return result;
    }

    // --- calls ---

    JinjaArguments evaluateArguments(const std::vector<JinjaArgument>& written)
    {
        JinjaArguments arguments;
        for (const JinjaArgument& argument : written) {
            JinjaValue value = evaluate(*argument.value);
            switch (argument.kind) {
            case JinjaArgument::Kind::Positional:
                arguments.positional.push_back(std::move(value));
                break;
            case JinjaArgument::Kind::Named:
                arguments.named.emplace_back(argument.name, std::move(value));
                break;
            case JinjaArgument::Kind::Spread:
                for (JinjaValue& item : jinjaItems(value, m_budget))
                    arguments.positional.push_back(std::move(item));
                break;
            case JinjaArgument::Kind::SpreadNamed:
                if (value.asDict() == nullptr)
                    throw JinjaError(std::string("** needs a dict, not ") + value.typeName());
                for (const auto& [key, item] : value.asDict()->items)
                    arguments.named.emplace_back(toText(key), item);
                break;
            }
        }
        return arguments;
    }

    JinjaValue evaluateCall(const Expression& expression)
    {
        const JinjaValue callee = evaluate(*expression.items[0]);
        const JinjaArguments arguments = evaluateArguments(expression.arguments);
        if (callee.isUndefined())
            throw JinjaError(undefinedReason(callee));
        const JinjaFunction* function = callee.asFunction();
        if (function == nullptr)
            throw JinjaError(std::string("a value of type ") + callee.typeName() + " cannot be called");
        if (function->macro != nullptr)
            return callMacro(*function, arguments, JinjaValue());
        if (!function->self.isUndefined())
            return charged(callJinjaMethod(function->self, function->name, arguments, m_budget));
        return callGlobal(function->name, arguments);
    }

    JinjaValue callMacro(
        const JinjaFunction& function, const JinjaArguments& arguments, const JinjaValue& caller)
    {
        const JinjaMacro& macro = *function.macro;
        const ScopeGuard scope(*this, function.scope);
        if (!caller.isUndefined())
            m_scope->set("caller", caller);
        if (arguments.positional.size() > macro.parameters.size())
            throw JinjaError("macro \"" + macro.name + "\" takes not more than "
                + std::to_string(macro.parameters.size()) + " arguments");
        for (const auto& [name, value] : arguments.named)
            if (std::none_of(macro.parameters.begin(), macro.parameters.end(),
                    [&name = name](const auto& parameter) { return parameter.name == name; }))
                throw JinjaError("macro \"" + macro.name + "\" takes no keyword argument \"" + name + "\"");
        for (std::size_t i = 0; i < macro.parameters.size(); ++i) {
            const auto& parameter = macro.parameters[i];
            const auto named = std::find_if(arguments.named.begin(), arguments.named.end(),
                [&](const auto& argument) { return argument.first == parameter.name; });
            if (i < arguments.positional.size())
                m_scope->set(parameter.name, arguments.positional[i]);
            else if (named != arguments.named.end())
                m_scope->set(parameter.name, named->second);
            else if (parameter.fallback)
                m_scope->set(parameter.name, evaluate(*parameter.fallback));
            else
                m_scope->set(parameter.name,
                    JinjaValue::undefined("parameter '" + parameter.name + "' was not provided"));
        }
        return capture(macro.body);
    }

    JinjaValue callGlobal(const std::string& name, const JinjaArguments& arguments)
    {
        if (name == "range")
            return range(arguments);
        if (name == "raise_exception") {
            const auto bound = arguments.bind(name, {"message"});
            throw JinjaError("the template refuses: " + toText(bound[0].value_or(std::string())));
        }
        if (name == "strftime_now") {
            const auto bound = arguments.bind(name, {"format"});
            if (!bound[0] || !bound[0]->isText())
                throw JinjaError("strftime_now needs a format");
            return m_context.strftimeNow(bound[0]->text());
        }
        return name == "dict" ? makeDict(arguments) : makeNamespace(arguments);
    }

    std::vector<std::pair<JinjaValue, JinjaValue>> pairsOf(
        const std::string& name, const JinjaArguments& arguments)
    {
        std::vector<std::pair<JinjaValue, JinjaValue>> items;
        if (arguments.positional.size() > 1)
            throw JinjaError(name + "() takes at most 1 argument");
        for (const JinjaValue& given : arguments.positional) {
            if (const JinjaDict* dict = given.asDict()) {
                items = dict->items;
                continue;
            }
            for (const JinjaValue& item : jinjaItems(given, m_budget)) {
                const std::vector<JinjaValue> pair = jinjaItems(item, m_budget);
                if (pair.size() != 2)
                    throw JinjaError(name + "() needs pairs");
                putItem(items, pair[0], pair[1]);
            }
        }
        for (const auto& [key, value] : arguments.named)
            putItem(items, key, value);
        return items;
    }

    JinjaValue makeDict(const JinjaArguments& arguments)
    {
        return charged(JinjaValue::dict(pairsOf("dict", arguments)));
    }

    JinjaValue makeNamespace(const JinjaArguments& arguments)
    {
        auto space = std::make_shared<JinjaNamespace>();
        m_budget.charge(256);
        m_namespaces.push_back(space);
        for (const auto& [key, value] : pairsOf("namespace", arguments))
            setAttribute(*space, toText(key), value);
        return space;
    }

    JinjaValue range(const JinjaArguments& arguments)
    {
        const auto bound = arguments.bind("range", {"start", "stop", "step"});
        std::array<std::int64_t, 3> parts{0, 0, 1};
        for (std::size_t i = 0; i < bound.size(); ++i) {
            if (!bound[i])
                continue;
            if (!bound[i]->isInteger() && !bound[i]->isBoolean())
                throw JinjaError(std::string("range() needs integers, not ") + bound[i]->typeName());
            parts[i] = bound[i]->toInteger();
        }
        if (!bound[0])
            throw JinjaError("range() needs an integer");
        if (!bound[1])
            parts = {0, parts[0], 1};
        const auto [start, stop, step] = parts;
        if (step == 0)
            throw JinjaError("range() arg 3 must not be zero");
        std::vector<JinjaValue> items;
        for (std::int64_t i = start; step > 0 ? i < stop : i > stop;) {
            if (static_cast<std::int64_t>(items.size()) >= maxRange)
                throw JinjaError("Range too big. The sandbox blocks ranges larger than 100000.");
            items.emplace_back(i);
            if (__builtin_add_overflow(i, step, &i))
                break;
        }
        return charged(JinjaValue::list(std::move(items)));
    }

    // A block's text through its filters.
    JinjaValue filtered(const Expression* filter, std::string text)
    {
        if (filter == nullptr)
            return text;
        const JinjaValue outer = std::exchange(m_blockText, JinjaValue(std::move(text)));
        JinjaValue value = evaluate(*filter);
        m_blockText = outer;
        return value;
    }

    const JinjaContext& m_context;
    JinjaBudget m_budget;
    std::shared_ptr<JinjaScope> m_scope;
    std::vector<std::pair<std::string, JinjaValue>> m_globals;
    std::vector<std::shared_ptr<JinjaNamespace>> m_namespaces;
    std::vector<std::shared_ptr<JinjaScope>> m_macroScopes;
    std::string m_output;
    JinjaValue m_blockText;
    int m_depth = 0;
};

} // namespace

std::string renderJinja(const JinjaBody& body, const JinjaContext& context)
{
    return Interpreter(context).run(body);
}

} // namespace dankai
