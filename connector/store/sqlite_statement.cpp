// Binding without copies (SQLITE_STATIC): the views of the parameters live as long as the call, and
// the bindings are cleared before it returns.
#include "connector/store/sqlite_statement.h"

#include "connector/base/text.h"
#include "connector/store/sqlite_error.h"

#include <fmt/format.h>

namespace bowline::store {

namespace {

std::string firstLine(std::string_view sql) {
    const auto start = trimmed(sql);
    return std::string(start.substr(0, start.find('\n')).substr(0, 80));
}

std::string_view bytesAt(const void* data, int size) {
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool isNull(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        expect(column, SQLITE_INTEGER);
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override {
        expect(column, SQLITE_TEXT);
        const auto* data = sqlite3_column_text(statement_, column);
        return bytesAt(data, sqlite3_column_bytes(statement_, column));
    }
    std::string_view blob(int column) const override {
        expect(column, SQLITE_BLOB);
        const auto* data = sqlite3_column_blob(statement_, column);
        return bytesAt(data, sqlite3_column_bytes(statement_, column));
    }

private:
    // SQLite would convert silently; PostgreSQL would not, and a type we did not write is a fault.
    void expect(int column, int type) const {
        if (sqlite3_column_type(statement_, column) != type)
            throw Error(fmt::format("store: column {} of a row has another type", column));
    }

    sqlite3_stmt* statement_;
};

/// Makes the statement ready for its next run, also when a row function throws.
struct Resets {
    sqlite3_stmt* statement;
    ~Resets() {
        sqlite3_reset(statement);  // repeats the code that step() gave; it has been thrown already
        sqlite3_clear_bindings(statement);
    }
};

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* connection, std::string_view sql)
    : what_(firstLine(sql)) {
    sqlite3_stmt* compiled = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(
        connection,
        sql.data(),
        static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT,
        &compiled,
        &rest
    );
    statement_.reset(compiled);
    expectOk(code, fmt::format("compile \"{}\"", what_));
    if (!compiled || !trimmed(sql.substr(static_cast<std::size_t>(rest - sql.data()))).empty())
        throw Error(fmt::format("store: \"{}\" is not one statement", what_));
    for (int n = 1; n <= sqlite3_bind_parameter_count(compiled); ++n)
        indexes_.push_back(sqlite3_bind_parameter_index(compiled, fmt::format("${}", n).c_str()));
}

void SqliteStatement::run(Params params, const RowFn& onRow) {
    const Resets resets{statement_.get()};
    bind(params);
    int code = sqlite3_step(statement_.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(statement_.get())) {
        if (onRow)
            onRow(SqliteRow(statement_.get()));
    }
    if (code != SQLITE_DONE)
        throwSqliteError(code, fmt::format("run \"{}\"", what_));
}

void SqliteStatement::bind(Params params) {
    if (params.size() != indexes_.size()) {
        throw Error(fmt::format(
            "store: \"{}\" takes {} parameters, {} were given",
            what_,
            indexes_.size(),
            params.size()
        ));
    }
    auto index = indexes_.begin();
    for (const auto& value : params)
        bindOne(*index++, value);
}

void SqliteStatement::bindOne(int index, const Value& value) {
    auto* const to = statement_.get();
    // A view without data would bind NULL; an empty value is not NULL.
    const auto data = [](std::string_view view) { return view.data() ? view.data() : ""; };
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        code = sqlite3_bind_int64(to, index, *number);
    else if (const auto* text = std::get_if<std::string_view>(&value))
        code =
            sqlite3_bind_text64(to, index, data(*text), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    else if (const auto* blob = std::get_if<Blob>(&value))
        code = sqlite3_bind_blob64(to, index, data(blob->bytes), blob->bytes.size(), SQLITE_STATIC);
    else
        code = sqlite3_bind_null(to, index);
    expectOk(code, fmt::format("bind a parameter of \"{}\"", what_));
}

}  // namespace bowline::store
