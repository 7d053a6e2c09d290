// SPDX-License-Identifier: MIT
// tools/pipeline_variables/env_file.hpp: every form of a line, what is refused and in which line, that no message
// tells what is in the file, and ten thousand damaged files.
#include "../../../examples/tools/pipeline_variables/env_file.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"

namespace test_env_file {

using bitbucket::secret;
using examples::env_entry;
using examples::env_failure;
namespace fs = std::filesystem;

namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

pairs parsed(const std::string& text) {
    CAPTURE(text);
    pairs out;
    for (const env_entry& each : examples::parse_env(secret(text))) out.emplace_back(each.key, each.value.reveal());
    return out;
}
std::string value_of(const std::string& text) {
    const pairs all = parsed("KEY=" + text + "\nNEXT=1");
    REQUIRE(all.size() == 2);
    CHECK(all[0].first == "KEY");
    CHECK(all[1] == std::pair<std::string, std::string>("NEXT", "1"));
    return all[0].second;
}
/// The message of a refusal, which must not have what is written hunter2 in the file.
std::string refusal(const std::string& text) {
    CAPTURE(text);
    try {
        static_cast<void>(examples::parse_env(secret(text)));
    } catch (const env_failure& failure) {
        const std::string message = failure.what();
        CHECK(message.find("hunter2") == std::string::npos);
        return message;
    }
    FAIL("it was taken");
    return {};
}

/// A file of its own, gone at the end.
class file {
public:
    file(const std::string& content, mode_t mode) {
        std::string name = (fs::temp_directory_path() / "env-file-XXXXXX").string();
        const int descriptor = ::mkstemp(name.data());
        REQUIRE(descriptor >= 0);
        ::close(descriptor);
        path_ = name;
        std::ofstream(path_, std::ios::binary) << content;
        REQUIRE(::chmod(path_.c_str(), mode) == 0);
    }
    file(const file&) = delete;
    file& operator=(const file&) = delete;
    ~file() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    [[nodiscard]] std::string name() const { return path_.string(); }

private:
    fs::path path_;
};

}  // namespace

TEST_CASE("lines of all kinds are read, in their order and with their numbers", "[examples]") {
    const std::string text =
        "# a comment\n\n  \t\nA=1\nexport B=2\n  export\tC = 3  # three\n\td=4\n#E=5\n   # F=6\nG=\n_7='x'";
    CHECK(parsed(text) == pairs{{"A", "1"}, {"B", "2"}, {"C", "3"}, {"d", "4"}, {"G", ""}, {"_7", "x"}});
    const auto entries = examples::parse_env(secret(text));
    CHECK(entries[0].line == 4);
    CHECK(entries[2].line == 6);
    CHECK(entries[5].line == 11);
    for (const char* empty : {"", "\n", "#", "# x", " ", "\xEF\xBB\xBF", "\r\n\r\n"}) CHECK(parsed(empty).empty());
    CHECK(parsed("exported=1\nexport=2") == pairs{{"exported", "1"}, {"export", "2"}});
}

TEST_CASE("a byte order mark is skipped, and CR, LF and CR LF end a line", "[examples]") {
    CHECK(parsed("\xEF\xBB\xBF"
                 "A=1\r\nB='2'\r\nC=\"3\"\r\n# x\r\nD=\"l1\r\nl2\"\r\n") ==
          pairs{{"A", "1"}, {"B", "2"}, {"C", "3"}, {"D", "l1\nl2"}});
    CHECK(parsed("A=1\rB=2\r") == pairs{{"A", "1"}, {"B", "2"}});
    CHECK(parsed("A=1\nB=2\r") == pairs{{"A", "1"}, {"B", "2"}});
    CHECK(parsed("# x\rA=1\r\rB=2\r\r\nC=3") == pairs{{"A", "1"}, {"B", "2"}, {"C", "3"}});
    CHECK(value_of("'a\rb'") == "a\nb");
    CHECK(value_of("\"a\\rb\"") == "a\rb");
    CHECK(refusal("A=1\r\rhunter2\r") == "line 3: there is no '='");
}

TEST_CASE("a file in another encoding is told which", "[examples]") {
    const auto wide = [](const std::string& text) {
        std::string out;
        for (const char c : text) out += {c, '\0'};
        return out;
    };
    CHECK(refusal("\xFF\xFE" + wide("A=hunter2\r\n")) == "this is UTF-16: save it as UTF-8");
    CHECK(refusal(wide("A=hunter2\r\n")) == "this is UTF-16: save it as UTF-8");
}

TEST_CASE("a bare value ends with its line or at a comment", "[examples]") {
    CHECK(value_of("plain") == "plain");
    CHECK(value_of("two words ") == "two words");
    CHECK(value_of("a=b=c") == "a=b=c");
    CHECK(value_of("a#b") == "a#b");
    CHECK(value_of("#b") == "#b");
    CHECK(value_of(" # b") == "");
    CHECK(value_of("a # b # c") == "a");
    CHECK(value_of("a #") == "a");
    CHECK(value_of(R"(C:\new $HOME `x` \)") == R"(C:\new $HOME `x` \)");
    CHECK(value_of("a # it's \"x\"") == "a");
    CHECK(value_of("\xC3\xA4") == "\xC3\xA4");
}

TEST_CASE("a quoted value may hold anything", "[examples]") {
    CHECK(value_of("''") == "");
    CHECK(value_of("\"\"") == "");
    CHECK(value_of(R"(' a # "b" \n $X ')") == R"( a # "b" \n $X )");
    CHECK(value_of(R"(" a # 'b' $X ")") == " a # 'b' $X ");
    CHECK(value_of(R"("\n\r\t\\\"\$\`")") == "\n\r\t\\\"$`");
    CHECK(value_of("'one\ntwo\n'  # a comment") == "one\ntwo\n");
    CHECK(value_of("\"one\n\nA=2\"\t ") == "one\n\nA=2");
    CHECK(refusal("A='1\n2\n3'\nB=\"1\n2\"\nC") == "line 6: there is no '='");
}

TEST_CASE("what makes no sense is refused with its line, and not quoted", "[examples]") {
    CHECK(refusal("A=1\nhunter2") == "line 2: there is no '='");
    CHECK(refusal("\n\nhunter2 hunter2 = 3") ==
          "line 3: what comes before '=' is not a key: letters, digits and underscores, not beginning with a digit");
    for (const char* key : {"", "1A", "A-B", "A.B", "export A B", "\xC3\x84", "'A'", "A:"})
        CHECK(refusal(std::string(key) + "=hunter2").starts_with("line 1: what comes before '=' is not a key"));
    CHECK(refusal("A=hunter2\nB=1\nA=hunter2") == "line 3: A is already in line 1");
    CHECK(refusal("A=1\nB='hunter2\nC=2\n") == "line 2: the quote that begins here does not end");
    CHECK(refusal("A=\"hunter2\\") == "line 1: the quote that begins here does not end");
    CHECK(refusal("A=\"hunter2\nhunter2\\\"") == "line 1: the quote that begins here does not end");
    CHECK(refusal("A=\"x\n\\hunter2\"").starts_with("line 2: in \"…\" a backslash must be followed by"));
    for (const char* behind : {"x", " hunter2", "#x", "'", "\"\""}) {
        CHECK(refusal(std::string("A='hunter2'") + behind) == "line 1: something follows the quote that ends here");
        CHECK(refusal(std::string("A=\"1\n\"") + behind) == "line 2: something follows the quote that ends here");
    }
    for (const char* value : {"it's", "a\"b\"", "hunter2'"})
        CHECK(refusal(std::string("A=") + value) == "line 1: a value with a quote in it has to be quoted as a whole");
    CHECK(refusal("A=1\nB=hunter2\xFF") == "line 2: this is not UTF-8");
    CHECK(refusal(std::string("A=1\n\nB=hunter2\0", 15)) == "line 3: there is a NUL");
}

TEST_CASE("a file says whether others can read it", "[examples]") {
    for (const auto& [mode, others] : std::vector<std::pair<mode_t, bool>>{
             {0600, false}, {0400, false}, {0640, true}, {0604, true}, {0644, true}, {0622, false}}) {
        const file kept("A=1\n", mode);
        const auto read = examples::read_env_file(kept.name());
        CHECK(read.others_can_read == others);
        CHECK(read.entries.size() == 1);
    }
}

TEST_CASE("a file that cannot be read is named, with the reason", "[examples]") {
    const auto failure = [](const std::string& name) {
        try {
            static_cast<void>(examples::read_env_file(name));
        } catch (const std::runtime_error& problem) {
            return std::string(problem.what());
        }
        return std::string();
    };
    CHECK(failure("/no/such\nfile") == "/no/such\\x0afile: cannot open: No such file or directory");
    CHECK(failure("/") == "/: cannot read: Is a directory");
    const file bad("A=1\nhunter2", 0600);
    CHECK(failure(bad.name()) == bad.name() + ": line 2: there is no '='");
    const std::size_t most = std::size_t{1024} * 1024;
    const file full("A=" + std::string(most - 2, 'x'), 0600);
    CHECK(failure(full.name()).empty());
    const file large("A=" + std::string(most - 1, 'x'), 0600);
    CHECK(failure(large.name()) == large.name() + ": is larger than 1 MiB");
}

TEST_CASE("damaged files are read or refused, and end", "[examples]") {
    std::uint32_t at = 2463534242U;
    const auto below = [&at](std::size_t end) {
        at ^= at << 13U;
        at ^= at >> 17U;
        at ^= at << 5U;
        return at % end;
    };
    const std::string good = "\xEF\xBB\xBF# c\r\nexport A = 'x\ny' # z\nB=\"a\\n\\\"b\"\n\nC=d e#f # g\nD=\n";
    const std::string pieces[] = {"'",    "\"", "\\", "\n", "\r\n", "#", " ", "=", "export ", std::string(1, '\0'),
                                  "\xFF", "E="};
    std::size_t taken = 0;
    for (int i = 0; i < 10'000; ++i) {
        std::string text = good;
        for (std::size_t change = 1 + below(4); change > 0; --change) {
            const std::size_t place = below(text.size() + 1);
            if (below(3) == 0)
                text.erase(place, below(6));
            else
                text.insert(place, pieces[below(std::size(pieces))]);
        }
        try {
            for (const env_entry& each : examples::parse_env(secret(text)))
                if (!bitbucket::is_variable_key(each.key) || each.line == 0) FAIL(text);
            ++taken;
        } catch (const env_failure& failure) {
            if (!std::string_view(failure.what()).starts_with("line ")) FAIL(failure.what());
        }
    }
    CHECK(taken > 1000);
    CHECK(taken < 9000);
}

}  // namespace test_env_file
