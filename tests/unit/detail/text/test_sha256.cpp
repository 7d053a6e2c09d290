// SPDX-License-Identifier: MIT
// detail/text/sha256.hpp: the examples of FIPS 180-4, short messages of NIST's validation suite, and every length up to 200.
#include <bitbucket/detail/text/sha256.hpp>

#include "support/catch.hpp"

namespace test_sha256 {

using bitbucket::detail::sha256;

namespace {

std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
        out.push_back(digits[static_cast<unsigned char>(c) & 15U]);
    }
    return out;
}

}  // namespace

TEST_CASE("sha256 gives the examples of FIPS 180-4", "[sha256]") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(hex(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                     "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")) ==
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(hex(sha256(std::string(1000000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256 gives the short messages of the validation suite", "[sha256]") {
    CHECK(hex(sha256("\xd3")) == "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
    CHECK(hex(sha256("\x11\xaf")) == "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98");
    CHECK(hex(sha256("\xb4\x19\x0e")) == "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2");
    CHECK(hex(sha256("\x74\xba\x25\x21")) == "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e");
    CHECK(hex(sha256("\xc2\x99\x20\x96\x82")) == "f0887fe961c9cd3beab957e8222494abb969b1ce4c6557976df8b0f6d20e9166");
}

TEST_CASE("sha256 is right for every length from 0 to 200, where the padding takes each of its forms", "[sha256]") {
    // The hash of all hashes in a row; the number comes from another implementation.
    std::string all;
    for (unsigned length = 0; length <= 200; ++length) {
        std::string text;
        for (unsigned i = 0; i < length; ++i)
            text.push_back(static_cast<char>(static_cast<unsigned char>((i * 7 + length) & 255U)));
        all += sha256(text);
    }
    CHECK(all.size() == std::size_t{201} * 32);
    CHECK(hex(sha256(all)) == "e673d33f6940a6d3856d0d305fd88363ae0ba3b96e2411d8ddd5e0dd443f4525");
}

}  // namespace test_sha256
