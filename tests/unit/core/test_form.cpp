// SPDX-License-Identifier: MIT
// form.hpp: fields as application/x-www-form-urlencoded.
#include <bitbucket/form.hpp>

#include "support/catch.hpp"

namespace test_form {

namespace bb = bitbucket;

TEST_CASE("fields keep their order, may repeat, and every byte of them arrives") {
    bb::form fields;
    CHECK(fields.str().empty());
    fields.add("message", "a b+c&d=e")
        .add("parents", "1")
        .add("parents", "2")
        .add("\xC3\xA4", "")
        .add("n", std::string("\0\n", 2));
    CHECK(fields.str() == "message=a%20b%2Bc%26d%3De&parents=1&parents=2&%C3%A4=&n=%00%0A");
    CHECK(fields.problem().empty());
    CHECK(std::string(bb::form::media_type()) == "application/x-www-form-urlencoded");
}

TEST_CASE("a form keeps its first problem") {
    const char* none = nullptr;
    bb::form value;
    value.add("ok", "x").add("branch", none).add("", "x");
    CHECK(value.problem().find("field branch is a null pointer") != std::string::npos);
    CHECK(bb::form().add("", "x").problem() == "a form's field needs a name");
    CHECK(bb::form().add(none, "x").problem().find("null pointer") != std::string::npos);
}

}  // namespace test_form
