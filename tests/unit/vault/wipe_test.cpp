// Freed memory holds nothing: this program's operator delete looks into every block that is given
// back and counts those that still hold the bait. What OpenSSL allocates itself is beyond it.
#include "connector/base/error.h"
#include "connector/vault/seal.h"
#include "connector/vault/wiped_bytes.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>

using namespace bowline;
using namespace bowline::vault;

namespace {

constexpr std::string_view kBait = "BAIT+15550100123/of-the-wiping-test";
std::atomic<int> leaks{0};
std::atomic<bool> watching{false};

void lookInto(void* block) {
    if (!watching || block == nullptr)
        return;
    const std::string_view bytes(static_cast<const char*>(block), malloc_usable_size(block));
    if (bytes.find(kBait) != std::string_view::npos)
        ++leaks;
}

/// How many blocks were freed with the bait in them while `act` ran.
template <class Act>
int leaksOf(Act act) {
    leaks = 0;
    watching = true;
    act();
    watching = false;
    return leaks;
}

Keys someKeys() {
    return Keys(MasterKey(std::string(32, 'm')));
}

const CellAddress kAddress{"acme", "events", "body", "0123456789abcdef", 1};

}  // namespace

void* operator new(std::size_t size) {
    void* const block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr)
        throw std::bad_alloc();
    return block;
}
void operator delete(void* block) noexcept {
    lookInto(block);
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    lookInto(block);
    std::free(block);
}

BOOST_AUTO_TEST_CASE(the_watch_sees_a_text_that_is_not_wiped) {
    BOOST_TEST(leaksOf([] { const std::string text(kBait); }) == 1);
}

BOOST_AUTO_TEST_CASE(wiped_bytes_leave_nothing_behind_while_they_grow) {
    BOOST_TEST(leaksOf([] {
                   WipedBytes bytes(kBait.begin(), kBait.end());
                   for (int i = 0; i < 10000; ++i)
                       bytes.push_back('x');
               }) == 0);
}

BOOST_AUTO_TEST_CASE(sealing_and_opening_leave_no_plain_text_behind) {
    const auto key = someKeys().newSealingKey();
    BOOST_TEST(leaksOf([&] {
                   const RawBody body(kBait);
                   const auto sealed = seal(key, kAddress, body);
                   const auto opened = open(key, kAddress, sealed);
                   BOOST_TEST((opened == body));
               }) == 0);
}

BOOST_AUTO_TEST_CASE(a_message_that_was_sealed_and_opened_leaves_nothing_behind) {
    const auto key = someKeys().newSealingKey();
    BOOST_TEST(leaksOf([&] {
                   Event event;
                   const Sender from{Phone(kBait), Bsuid(kBait), DisplayName(kBait)};
                   event.body = MessageUpdate{
                       ProviderId(kBait), from, textContent(MessageText(kBait)), ProviderId(kBait)};
                   BOOST_TEST((open(key, kAddress, seal(key, kAddress, event)) == event));
               }) == 0);
}

BOOST_AUTO_TEST_CASE(a_cell_that_does_not_open_leaves_no_plain_text_behind) {
    const auto key = someKeys().newSealingKey();
    auto sealed = seal(key, kAddress, RawBody(kBait));
    sealed.bytes.back() ^= 1;
    BOOST_TEST(leaksOf([&] { BOOST_CHECK_THROW((void)open(key, kAddress, sealed), Error); }) == 0);
}

BOOST_AUTO_TEST_CASE(a_sealing_key_is_wiped_when_it_and_its_copies_are_dropped) {
    BOOST_TEST(leaksOf([] {
                   const SealingKey key(KeyId{}, kBait);
                   const SealingKey copy = key;
               }) == 0);
}
