// The one exception type of bowline. Failures are exceptions, answers are values.
#pragma once

#include <Poco/Exception.h>

#include <string>
#include <utility>

namespace bowline {

/// Something failed that the caller did not ask about: disk full, broken config, programming error.
/// Derives from Poco::Exception so that Poco's own boundaries catch it, but what() carries the text
/// (Poco's what() is only the class name). Never put a Sensitive's content or a parser's own words
/// in `message`: parsers quote the text they choked on.
class Error : public Poco::Exception {
public:
    explicit Error(const std::string& message, std::string hint = {})
        : Poco::Exception(message), hint_(std::move(hint)) {}
    const char* name() const noexcept override { return "bowline error"; }
    const char* what() const noexcept override { return message().c_str(); }
    Poco::Exception* clone() const override { return new Error(*this); }
    void rethrow() const override { throw *this; }
    /// What the operator can do about it; may be empty.
    const std::string& hint() const noexcept { return hint_; }

private:
    std::string hint_;
};

/// The store cannot take a write now (full disk, failed fsync, lock). Caught by intake (503) and by
/// the loops (retry).
class StoreBusy : public Error {
public:
    using Error::Error;
    Poco::Exception* clone() const override { return new StoreBusy(*this); }
    void rethrow() const override { throw *this; }
};

/// The configuration cannot be used. Caught by main: exit code 78.
class ConfigError : public Error {
public:
    using Error::Error;
    Poco::Exception* clone() const override { return new ConfigError(*this); }
    void rethrow() const override { throw *this; }
};

}  // namespace bowline
