// Values that must never reach a log, a ticket or an error text by accident.
//
// A Sensitive<Tag> holds a customer's datum or a credential. It streams as a mask, refuses to
// become JSON, and shows its content only through expose(), so that a search for "expose()" lists
// every place that can leak. Its bytes live in one heap block that is wiped whenever it is dropped,
// replaced or moved from; no copy hides in a small-string buffer. What a library copied is beyond
// it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <openssl/crypto.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <ostream>
#include <string_view>
#include <type_traits>
#include <utility>

namespace bowline {

/// Owns text and wipes it. Moved-from objects are empty. Not thread-safe for writes.
class WipedText {
public:
    WipedText() = default;
    explicit WipedText(std::string_view text)
        : size_(text.size()), bytes_(text.empty() ? nullptr : new char[text.size()]) {
        if (bytes_)
            std::memcpy(bytes_.get(), text.data(), size_);
    }
    WipedText(const WipedText& other) : WipedText(other.view()) {}
    WipedText(WipedText&& other) noexcept
        : size_(std::exchange(other.size_, 0)), bytes_(std::move(other.bytes_)) {}
    WipedText& operator=(WipedText other) noexcept {
        std::swap(size_, other.size_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~WipedText() {
        if (bytes_)
            OPENSSL_cleanse(bytes_.get(), size_);
    }

    [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }
    friend bool operator==(const WipedText& a, const WipedText& b) { return a.view() == b.view(); }

private:
    std::size_t size_ = 0;
    std::unique_ptr<char[]> bytes_;
};

/// Text that masks itself. Tag keeps two kinds apart at compile time: a Phone is
/// not an AccessToken although both hold text.
template <class Tag>
class Sensitive {
public:
    Sensitive() = default;  ///< empty
    explicit Sensitive(std::string_view text) : text_(text) {}

    /// The bare text, valid while this object lives. The layer test lists the rooms that may call
    /// it.
    [[nodiscard]] std::string_view expose() const noexcept { return text_.view(); }

    friend bool operator==(const Sensitive&, const Sensitive&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Sensitive&) {
        return out << "[masked]";
    }

private:
    WipedText text_;
};

template <class Json, class Tag>
requires std::is_same_v<Json, nlohmann::json>
void to_json(Json&, const Sensitive<Tag>&) = delete;

using Phone = Sensitive<struct PhoneTag>;  ///< E.164 with leading '+'
using Bsuid = Sensitive<struct BsuidTag>;  ///< business-scoped user id, as it came
using ProviderId =
    Sensitive<struct ProviderIdTag>;  ///< wamid and the like: holds the number in base64
using DisplayName = Sensitive<struct DisplayNameTag>;  ///< what the person calls herself, UTF-8
using MessageText = Sensitive<struct MessageTextTag>;  ///< UTF-8, at most 65,536 bytes
using FoundValue = Sensitive<struct FoundValueTag>;    ///< a value that a detector found in a text
using AccessToken = Sensitive<struct AccessTokenTag>;  ///< a credential for an outside system
using AppSecret = Sensitive<struct AppSecretTag>;  ///< the key that a provider signs webhooks with
using SharedWord =
    Sensitive<struct SharedWordTag>;  ///< what a caller shows to prove who it is: path, header
using RawBody = Sensitive<struct RawBodyTag>;  ///< a webhook body as it arrived
using VerifyToken =
    Sensitive<struct VerifyTokenTag>;  ///< what the provider's console echoes at the handshake

}  // namespace bowline
