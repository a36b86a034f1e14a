#include <boost/test/unit_test.hpp>

#include "connector/base/hmac.h"
#include "connector/base/log.h"
#include "connector/base/text.h"
#include "connector/model/item.h"
#include "connector/model/rules.h"
#include "connector/model/finding.h"
#include "connector/model/outcome.h"
#include "connector/model/event.h"
#include "connector/vault/seal.h"
#include "connector/expression/template.h"
#include "connector/detect/detector.h"
#include "connector/detect/consent_signal.h"
#include "connector/detect/forbidden_search.h"
#include "connector/detect/phone_identity.h"
#include "connector/http/server.h"

using namespace bowline;

BOOST_AUTO_TEST_CASE(a_slip_of_one_letter_finds_the_known_name) {
    const std::vector<std::string> known{"destination", "purpose", "text"};
    BOOST_TEST(*nearestName("purpse", known) == "purpose");
    BOOST_TEST(!nearestName("zebra", known).has_value());
}
