// SPDX-License-Identifier: Apache-2.0
// Chat templates as trees: what the parser makes and the interpreter walks.
#pragma once

#include "core/tokenizer/jinjavalue.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct JinjaExpression;
using JinjaExpressionPointer = std::unique_ptr<JinjaExpression>;

struct JinjaArgument
{
    enum class Kind
    {
        Positional,
        Named,
        Spread, // *values
        SpreadNamed, // **values
    };

    Kind kind = Kind::Positional;
    std::string name;
    JinjaExpressionPointer value;
};

struct JinjaExpression
{
    enum class Kind
    {
        Constant,
        Name, // text
        List,
        Tuple,
        Dict, // items: key, value, key, value, ...
        Negative,
        Positive,
        Not,
        And,
        Or,
        Arithmetic, // text is the operator
        Concatenation,
        Comparison, // items: left, right, ...; operators between them
        Conditional, // items: value, condition, other (may be null)
        Attribute, // items: object; text
        Item, // items: object, key
        Slice, // items: object, begin, end, step (each may be null)
        Call, // items: function; arguments
        Filter, // items: value (null inside a block filter); text, arguments
        Test, // items: value; text, arguments
    };

    Kind kind = Kind::Constant;
    int line = 0;
    std::string text;
    JinjaValue constant;
    std::vector<JinjaExpressionPointer> items;
    std::vector<std::string> operators;
    std::vector<JinjaArgument> arguments;
};

struct JinjaStatement;
using JinjaBody = std::vector<std::unique_ptr<JinjaStatement>>;

struct JinjaMacro
{
    struct Parameter
    {
        std::string name;
        JinjaExpressionPointer fallback;
    };

    std::string name;
    std::vector<Parameter> parameters;
    JinjaBody body;
};

struct JinjaStatement
{
    enum class Kind
    {
        Text, // text
        Output, // expression
        For, // target, expression, condition, body, otherwise
        If, // expression, body, otherwise
        Set, // target, expression
        SetBlock, // target, filter, body
        Macro, // macro
        CallBlock, // expression is the call; macro is the caller
        FilterBlock, // filter, body
        With, // parameters of macro, body
        Generation, // body
        Break,
        Continue,
    };

    Kind kind = Kind::Text;
    int line = 0;
    std::string text;
    JinjaExpressionPointer target; // a Name, a Tuple of targets, or an Attribute of a namespace
    JinjaExpressionPointer expression;
    JinjaExpressionPointer condition;
    JinjaExpressionPointer filter; // innermost value is null: the block's text
    JinjaBody body;
    JinjaBody otherwise;
    std::unique_ptr<JinjaMacro> macro;
};

// Throws JinjaError with the line for what is no template or is outside the subset.
JinjaBody parseJinja(std::string_view source);

struct JinjaToken
{
    enum class Kind
    {
        Text,
        OutputBegin,
        OutputEnd,
        BlockBegin,
        BlockEnd,
        Name,
        String,
        Integer,
        Real,
        Operator,
        End,
    };

    Kind kind = Kind::End;
    std::string text;
    int line = 0;
};

std::vector<JinjaToken> tokenizeJinja(std::string_view source);

} // namespace dankai
