// SPDX-License-Identifier: MIT
// tools/support/secret_input.hpp: which place of a secret wins, files that do not do, the prompt without echo; and that no
// message has anything of what was read.
#include "../../../examples/tools/support/secret_input.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <bitbucket/error.hpp>
#include <filesystem>
#include <fstream>

#include "../../../examples/tools/support/interrupt.hpp"
#include "../../../examples/tools/support/text_file.hpp"
#include "support/catch.hpp"
#include "support/child_process.hpp"
#include "support/environment.hpp"
#include "support/temporary_folder.hpp"

namespace test_secret_input {

namespace {

const examples::program about{"tool", "", 0, "", {{"token-file", "FILE", ""}}};
const examples::secret_input wanted{"token of a test", "BITBUCKET_CPP_TEST_SECRET", "token-file"};

std::string read(const std::vector<const char*>& words) {
    std::vector<const char*> all{"tool"};
    all.insert(all.end(), words.begin(), words.end());
    return examples::read_secret(examples::arguments(about, static_cast<int>(all.size()), all.data()), wanted).reveal();
}

/// The message of a refusal.
template <class Failure>
std::string refusal(const std::vector<const char*>& words) {
    try {
        static_cast<void>(read(words));
    } catch (const Failure& failure) {
        const std::string message = failure.what();
        CHECK(message.find("hunter2") == std::string::npos);
        return message;
    }
    FAIL("it was taken");
    return {};
}

class secret_file {
public:
    explicit secret_file(const std::string& content, std::filesystem::perms mode = std::filesystem::perms(0600))
        : name_((folder_.path() / "token").string()) {
        std::ofstream(name_) << content;
        std::filesystem::permissions(name_, mode);
    }
    [[nodiscard]] const char* name() const { return name_.c_str(); }

private:
    test_support::temporary_folder folder_;
    std::string name_;
};

}  // namespace

TEST_CASE("a secret comes from the file before the variable, without what editors put around it") {
    const support::environment_variable set("BITBUCKET_CPP_TEST_SECRET", " from-the-variable\n");
    CHECK(read({}) == "from-the-variable");
    const secret_file file("\xEF\xBB\xBF  from-the-file \r\n");
    CHECK(read({"--token-file", file.name()}) == "from-the-file");
}

TEST_CASE("a file that does not do is told, without its content") {
    using Catch::Matchers::ContainsSubstring;
    const secret_file open("hunter2", std::filesystem::perms(0640));
    CHECK_THAT(refusal<examples::usage_problem>({"--token-file", open.name()}), ContainsSubstring("chmod 600"));
    const secret_file two("hunter2\nhunter2\n");
    CHECK_THAT(refusal<examples::usage_problem>({"--token-file", two.name()}), ContainsSubstring("more than one line"));
    const secret_file empty(" \n");
    CHECK_THAT(refusal<examples::usage_problem>({"--token-file", empty.name()}), ContainsSubstring("is empty"));
    const secret_file broken("hunter2\xFF");
    CHECK_THAT(refusal<examples::usage_problem>({"--token-file", broken.name()}), ContainsSubstring("not UTF-8"));
    CHECK_THAT(refusal<examples::unreadable_file>({"--token-file", "/no/such/file"}),
               ContainsSubstring("--token-file: /no/such/file: cannot open"));
}

TEST_CASE("without a terminal a missing secret names the variable and the option") {
    CHECK(support::end_of_child(support::begin_child([] {
              ::unsetenv("BITBUCKET_CPP_TEST_SECRET");
              if (::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO) < 0) return false;
              try {
                  static_cast<void>(read({}));
              } catch (const bitbucket::usage_error& missing) {
                  const std::string message = missing.what();
                  return message.find("BITBUCKET_CPP_TEST_SECRET is not set") != std::string::npos &&
                         message.find("--token-file") != std::string::npos;
              }
              return false;
          })) == 0);
}

TEST_CASE("at a terminal a missing secret is asked for, and not shown") {
    for (const bool interrupts : {false, true}) {
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
        if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) return;  // none to be had here
        const std::string other = ::ptsname(terminal);
        const pid_t child = support::begin_child([&] {
            ::unsetenv("BITBUCKET_CPP_TEST_SECRET");
            const int side = ::open(other.c_str(), O_RDWR | O_NOCTTY);
            if (::dup2(side, STDIN_FILENO) < 0 || ::dup2(side, STDERR_FILENO) < 0) return false;
            examples::watch_interrupts("tool");
            try {
                return read({}) == "hunter2" && !interrupts;
            } catch (const bitbucket::cancelled&) {
                return interrupts;
            }
        });
        std::string seen;
        const auto read_until = [&](const std::string& end) {
            char c = 0;
            while (seen.find(end) == std::string::npos && ::read(terminal, &c, 1) == 1) seen += c;
        };
        read_until("token of a test (it is not shown): ");
        if (interrupts)
            REQUIRE(::kill(child, SIGINT) == 0);
        else
            REQUIRE(::write(terminal, "hunter2\n", 8) == 8);
        CHECK(support::end_of_child(child) == 0);
        read_until("\n");
        CHECK(seen.starts_with("tool: token of a test (it is not shown): "));
        CHECK(seen.find("hunter2") == std::string::npos);
        ::close(terminal);
    }
}

}  // namespace test_secret_input
