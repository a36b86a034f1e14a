// A flow whose rules have an approver: no trial, so that nothing is taken before she has signed.
#pragma once

#include "tests/flow/flow.h"
#include "tests/support/approver.h"

#include <boost/test/unit_test.hpp>

namespace bowline::tests {

class ReviewedFlow : public Flow {
public:
    ReviewedFlow() {
        daemon.isTrial = false;
        daemon.configure(
            "review:\n  approvers:\n    - { name: dpo, key: \"" + dpo.publicKey() + "\" }\n"
        );
    }

    /// A review of the rules, or with `of` of those with a changed mapping, signed and handed in.
    [[nodiscard]] Finished signOff(
        const Approver& approver, const std::string& name, const std::vector<std::string>& of = {}
    ) const {
        const auto file = folder / name;
        const auto written =
            daemon.run(with({"preflight", "--write", file, "--author", "ana"}, of));
        BOOST_REQUIRE_MESSAGE(written.exitCode == 0, written.output);
        signFile(approver, file);
        return daemon.run(with({"sign-off", file}, of));
    }

    /// Starts, signs and opens.
    void launch() {
        daemon.start();
        BOOST_REQUIRE(signOff(dpo, "first.txt").exitCode == 0);
        const auto live = daemon.run({"go-live"});
        BOOST_REQUIRE_MESSAGE(live.exitCode == 0, live.output);
    }

    Approver dpo;

private:
    static std::vector<std::string> with(
        std::vector<std::string> words, const std::vector<std::string>& more
    ) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
};

}  // namespace bowline::tests
