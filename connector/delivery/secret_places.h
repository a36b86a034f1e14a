// Where a secret may stand in a request and how it is written there. The guard has searched the
// bytes with the stand-ins in them; what is done here must therefore change nothing but the
// stand-ins, and a stand-in that cannot be replaced must stop the request.
#pragma once

#include "connector/adapter_api/exchange.h"
#include "connector/http/client.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::delivery {

enum class SecretUse {
    AnyPlace,
    HeaderOnly,  ///< the whole of a Basic header
    NoPlace      ///< a private key: it signs and never travels
};

/// A stand-in and the text that takes its place. Views that outlive the SecretPlaces.
struct Substitute {
    std::string_view standIn;
    std::string_view text;
    std::string_view name;  ///< of the setting, for errors
    SecretUse use = SecretUse::AnyPlace;
};

/// Every stand-in begins with the same letters, its family's, so that one that was cut, changed or
/// encoded by an adapter is seen too. All consist of small letters: they are the same in JSON, in a
/// URL and in a form, and hold no digits that the guard might take for a value's.
inline constexpr std::size_t kFamilyLength = 10;
inline constexpr std::size_t kStandInLength = kFamilyLength + 28;  // 28 letters: 131 bits

/// Places: a header's value (as it is), path and query of the URL (percent-encoded), the body by
/// its Content-Type: inside a string of JSON (escaped), in a form (percent-encoded), in the content
/// of a part of multipart/form-data (by the part's own type), in any other body as it is.
class SecretPlaces {
public:
    SecretPlaces(std::string_view family, std::vector<Substitute> substitutes);

    /// The request for the client. Errors: Error when a stand-in stands anywhere else, is not
    /// known, or stands there encoded by the adapter; quotes neither request nor secret.
    [[nodiscard]] http::ClientRequest filled(const adapter_api::OutboundRequest& request) const;
    /// `text` with every stand-in replaced as it is; HeaderOnly and NoPlace are refused.
    [[nodiscard]] std::string plain(std::string_view text) const;
    /// Errors: Error as above when `text` holds a stand-in in any form; `where` completes "a secret
    /// stands ...".
    void requireNone(std::string_view text, std::string_view where) const;

private:
    struct Occurrence {
        std::size_t at = 0;
        const Substitute* substitute = nullptr;
    };
    using Occurrences = std::vector<Occurrence>;
    using Encode = std::function<std::string(const Substitute&)>;

    [[nodiscard]] Occurrences in(std::string_view text) const;
    static std::string replaced(
        std::string_view text, const Occurrences& found, const Encode& encode
    );
    static void requireAnyPlace(const Substitute& secret);
    void requireNoTrace(std::string_view text) const;
    [[nodiscard]] std::string url(std::string_view url) const;
    [[nodiscard]] std::string headerValue(std::string_view value) const;
    [[nodiscard]] std::string body(std::string_view bytes, std::string_view header) const;
    [[nodiscard]] std::string content(std::string_view bytes, std::string_view header) const;
    [[nodiscard]] std::string json(std::string_view bytes) const;
    [[nodiscard]] std::string form(std::string_view bytes) const;
    [[nodiscard]] std::string multipart(std::string_view bytes, std::string_view boundary) const;

    std::string_view family_;
    std::vector<Substitute> substitutes_;
    std::vector<std::string> traces_;  ///< the family as adapters might have encoded it
};

}  // namespace bowline::delivery
