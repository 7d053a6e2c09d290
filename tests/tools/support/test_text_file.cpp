// SPDX-License-Identifier: MIT
// tools/support/text_file.hpp: the ends of lines, encodings by their names, and what no message quotes.
#include "../../../examples/tools/support/text_file.hpp"

#include "support/catch.hpp"

namespace test_text_file {

using bitbucket::secret;

namespace {

std::string text_of(const std::string& bytes) {
    return examples::text_of(secret(bytes)).reveal();
}

/// The message of a refusal, which must not quote the content.
std::string refusal(const std::string& bytes) {
    try {
        static_cast<void>(examples::text_of(secret(bytes)));
    } catch (const examples::not_text& problem) {
        const std::string message = problem.what();
        CHECK(message.find("hunter2") == std::string::npos);
        return message;
    }
    FAIL("it was taken");
    return {};
}

/// The text with so many NULs behind, or in front, of each character.
std::string spread(const std::string& text, std::size_t before, std::size_t behind) {
    std::string out;
    for (const char c : text) out += std::string(before, '\0') + c + std::string(behind, '\0');
    return out;
}

}  // namespace

TEST_CASE("lines end with LF, whatever ended them") {
    CHECK(text_of("").empty());
    CHECK(text_of("a\nb\r\nc\rd") == "a\nb\nc\nd");
    CHECK(text_of("a\r") == "a\n");
    CHECK(text_of("a\r\n\r\nb") == "a\n\nb");
    CHECK(text_of("a\r\r\nb\n\rc") == "a\n\nb\n\nc");
    CHECK(text_of("\xEF\xBB\xBFZoë") == "Zoë");
    CHECK(text_of("a\xEF\xBB\xBF") == "a\xEF\xBB\xBF");
}

TEST_CASE("another encoding is called by its name, with a byte order mark or without") {
    const std::string text = "A=hunter2\r\n";
    for (const std::string& wide :
         {"\xFF\xFE" + spread(text, 0, 1), "\xFE\xFF" + spread(text, 1, 0), spread(text, 0, 1), spread(text, 1, 0),
          std::string("\xFF\xFE"), spread("A=1\n", 0, 1) + "\x16\x04\x3E\x04\x3B\x04\x3D\x04"})
        CHECK(refusal(wide) == "this is UTF-16: save it as UTF-8");
    for (const std::string& wide : {std::string("\xFF\xFE\0\0", 4) + spread(text, 0, 3),
                                    std::string("\0\0\xFE\xFF", 4) + spread(text, 3, 0), spread(text, 0, 3)})
        CHECK(refusal(wide) == "this is UTF-32: save it as UTF-8");
}

TEST_CASE("what is not text is refused with its line") {
    CHECK(refusal("a\r\nb\rhunter2" + std::string(1, '\0')) == "line 3: there is a NUL");
    CHECK(refusal("a\r\rhunter2\xE4") == "line 3: this is not UTF-8");
}

TEST_CASE("a file that cannot be read is named") {
    const auto failure = [](const std::string& name) {
        try {
            static_cast<void>(examples::read_file(name, std::size_t{1024} * 1024));
        } catch (const examples::unreadable_file& problem) {
            return std::string(problem.what());
        }
        return std::string();
    };
    CHECK(failure("/no/such\nfile") == "/no/such\\x0afile: cannot open: No such file or directory");
    CHECK(failure("/") == "/: cannot read: Is a directory");
    CHECK(failure("").starts_with(": cannot open: "));
    CHECK(failure("/dev/zero") == "/dev/zero: is larger than 1 MiB");
}

}  // namespace test_text_file
