// SPDX-License-Identifier: MIT
// detail/json/nlohmann_reader.hpp: the default reader's events, its outcomes, and that no locale gets into a number.
#include <bitbucket/detail/json/nlohmann_reader.hpp>

#include "support/catch.hpp"

namespace test_nlohmann_reader {

using namespace bitbucket::detail;

namespace {

// Writes every event down, and stops after a number of them.
class event_log final : public json_events {
public:
    explicit event_log(std::size_t most = 1000) : left_(most) {}

    bool on_scalar(const json_scalar& value) override {
        std::string text;
        json_writer(text).scalar(value);
        return note(std::string(name_of(value)) + '=' + text);
    }
    bool on_key(std::string_view key) override { return note("key=" + std::string(key)); }
    bool on_start(bool object) override { return note(object ? "{" : "["); }
    bool on_end(bool object) override { return note(object ? "}" : "]"); }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool note(const std::string& event) {
        text_ += event + ' ';
        return --left_ > 0;
    }
    std::size_t left_;
    std::string text_;
};

}  // namespace

TEST_CASE("the reader gives every event in order", "[codec]") {
    event_log log;
    const auto outcome = read_with_nlohmann(R"({"a":[1,-2,3.50,"x",true,null],"b":{}, "a":18446744073709551615})", log);
    CHECK(outcome.kind == read_outcome::type::complete);
    CHECK(log.text() ==
          "{ key=a [ a number=1 a number=-2 a number=3.50 the text=\"x\" a bool=true null=null ] key=b { } key=a "
          "a number=18446744073709551615 } ");
}

TEST_CASE("the reader takes a single scalar, white space around it, and a byte order mark", "[codec]") {
    event_log one;
    CHECK(read_with_nlohmann(" \r\n\t7 \n", one).kind == read_outcome::type::complete);
    CHECK(one.text() == "a number=7 ");
    event_log two;
    CHECK(read_with_nlohmann("\xEF\xBB\xBF[]", two).kind == read_outcome::type::complete);
    CHECK(two.text() == "[ ] ");
}

TEST_CASE("the reader stops at once when its receiver says so", "[codec]") {
    event_log log(3);
    const auto outcome = read_with_nlohmann(R"({"a":[1,2,3]} trailing junk)", log);
    CHECK(outcome.kind == read_outcome::type::stopped);
    CHECK(log.text() == "{ key=a [ ");
}

TEST_CASE("the reader reports syntax errors by their byte, from 1", "[codec]") {
    event_log log;
    const auto outcome = read_with_nlohmann("[1,2 3]", log);
    CHECK(outcome.kind == read_outcome::type::syntax_error);
    CHECK(outcome.position == 6);
    event_log nul;
    const auto stopped = read_with_nlohmann(std::string_view("[1,\0 2]", 7), nul);
    CHECK(stopped.kind == read_outcome::type::syntax_error);
    CHECK(stopped.position == 4);
    CHECK(nul.text().empty());
}

TEST_CASE("a real number keeps its point where the program's locale has a comma", "[codec]") {
    // nlohmann 3.11 puts the decimal point of the C locale into the token that it hands on.
    event_log log;
    nlohmann_events events(log);
    CHECK(events.number_float(1.5, "1,5e+3"));
    CHECK(log.text() == "a number=1.5e+3 ");
}

}  // namespace test_nlohmann_reader
