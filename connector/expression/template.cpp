// A template is a row of literal texts and expressions. The row is fixed when it is compiled;
// values fill the places and are never looked at for delimiters again.
#include "connector/expression/template.h"

#include "connector/expression/evaluator.h"
#include "connector/expression/letters.h"
#include "connector/expression/order.h"
#include "connector/expression/parser.h"

#include <utility>

namespace bowline::expression {

namespace {

constexpr std::size_t kSourceBytes = 4096;

using Part = std::variant<std::string, Expression>;

struct Parts {
    std::vector<Part> row;
    std::set<std::string> reads;
};

/// Literal text up to the next expression. The opening delimiter with its first byte doubled stands
/// for itself: "{{" in mappings, "$${" in adapters.
class Compiler {
public:
    Compiler(std::string_view source, const Dialect& dialect)
        : source_(source), dialect_(dialect), escape_(dialect.open.front() + dialect.open) {}

    std::variant<Parts, CompileFault> run() {
        while (at_ < source_.size()) {
            if (startsWith(escape_))
                literal(dialect_.open, escape_.size());
            else if (!startsWith(dialect_.open))
                literal(std::string(1, source_[at_]), 1);
            else if (auto fault = expression())
                return *fault;
        }
        endLiteral();
        return std::move(parts_);
    }

private:
    [[nodiscard]] bool startsWith(std::string_view what) const {
        return source_.substr(at_).starts_with(what);
    }

    void literal(const std::string& text, std::size_t sourceBytes) {
        pending_ += text;
        at_ += sourceBytes;
    }

    void endLiteral() {
        if (!pending_.empty())
            parts_.row.emplace_back(std::exchange(pending_, {}));
    }

    std::optional<CompileFault> expression() {
        auto parsed = parseExpression(source_, at_ + dialect_.open.size(), dialect_);
        if (auto* fault = std::get_if<CompileFault>(&parsed))
            return std::move(*fault);
        auto& done = std::get<Parsed>(parsed);
        if (makesDocument(done.expression) && (at_ > 0 || done.end < source_.size()))
            return CompileFault{at_, "a document stands alone, no text beside it", ""};
        endLiteral();
        parts_.row.emplace_back(std::move(done.expression));
        parts_.reads.insert(done.reads.begin(), done.reads.end());
        at_ = done.end;
        return std::nullopt;
    }

    std::string_view source_;
    const Dialect& dialect_;
    std::string escape_;
    std::size_t at_ = 0;
    std::string pending_;
    Parts parts_;
};

std::optional<CompileFault> sourceFault(std::string_view source, const Dialect& dialect) {
    if (source.size() > kSourceBytes)
        return CompileFault{kSourceBytes, "the template is longer than 4 KiB", "shorten the text"};
    if (dialect.open.empty())
        return CompileFault{0, "the dialect has no opening delimiter", ""};
    return std::nullopt;
}

}  // namespace

struct Template::Program {
    std::vector<Part> row;
    std::vector<std::string> reads;
};

Template::Template(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Template::~Template() = default;
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;

std::variant<Template, CompileFault> Template::compile(
    std::string_view source, const Dialect& dialect
) {
    if (auto fault = sourceFault(source, dialect))
        return *fault;
    auto compiled = Compiler(source, dialect).run();
    if (auto* fault = std::get_if<CompileFault>(&compiled))
        return std::move(*fault);
    auto& parts = std::get<Parts>(compiled);
    std::vector<std::string> reads(parts.reads.begin(), parts.reads.end());
    return Template(std::make_unique<const Program>(Program{std::move(parts.row), std::move(reads)})
    );
}

Value Template::evaluate(const Map& roots) const {
    const auto& row = program_->row;
    if (row.size() == 1 && std::holds_alternative<Expression>(row.front()))
        return bounded(expression::evaluate(std::get<Expression>(row.front()), roots));
    return Value(renderWith(roots, toText));
}

std::string Template::renderWith(
    const Map& roots, const std::function<std::string(const Value&)>& write
) const {
    std::string out;
    for (const auto& part : program_->row) {
        const auto* literal = std::get_if<std::string>(&part);
        out += literal ? *literal : write(expression::evaluate(std::get<Expression>(part), roots));
        if (out.size() > kOutputBytes)
            break;
    }
    return std::string(cutAtCodePoint(out, kOutputBytes));
}

std::string Template::render(const Map& roots) const {
    const std::string text = toText(evaluate(roots));
    return std::string(cutAtCodePoint(text, kOutputBytes));
}

const std::vector<std::string>& Template::reads() const {
    return program_->reads;
}

}  // namespace bowline::expression
