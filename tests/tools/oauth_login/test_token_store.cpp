// SPDX-License-Identifier: MIT
// tools/oauth_login/token_store.hpp: what is kept, who can read it, and that nobody ever reads a half.
#include "../../../examples/tools/oauth_login/token_store.hpp"

#include <fstream>
#include <thread>

#include "support/catch.hpp"

namespace test_token_store {

using bitbucket::oauth2_token;
using bitbucket::secret;
using examples::store_failure;
using examples::token_store;
namespace fs = std::filesystem;

namespace {

/// A folder of one's own, gone at the end.
class folder {
public:
    folder() {
        std::string name = (fs::temp_directory_path() / "token-store-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        fs::permissions(path_, fs::perms::owner_all, ignored);
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] fs::path file() const { return path_ / "token.json"; }
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] std::ptrdiff_t count() const {
        return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
    }

private:
    fs::path path_;
};

/// Both tokens tell the number, and are longer than what one write to a pipe or one buffer takes.
oauth2_token numbered(int number) {
    const std::string text = std::to_string(number) + '-' + std::string(20000, 'x') + '-' + std::to_string(number);
    oauth2_token out{secret("access-" + text), secret("refresh-" + text)};
    out.scopes = {"account"};
    return out;
}

void write_file(const fs::path& file, const std::string& text, mode_t mode = 0600) {
    std::ofstream(file) << text;
    REQUIRE(::chmod(file.c_str(), mode) == 0);
}
int mode_of(const fs::path& file) {
    return static_cast<int>(fs::status(file).permissions());
}

/// What loading fails with; empty if it does not.
std::string failure_of(const token_store& store) {
    try {
        static_cast<void>(store.load());
    } catch (const store_failure& failure) {
        return failure.what();
    }
    return {};
}

}  // namespace

TEST_CASE("token store: what is saved is loaded, and the last one counts") {
    const folder here;
    const token_store store(here.file());
    CHECK_FALSE(store.load());
    oauth2_token token = numbered(1);
    token.expires_at = std::chrono::system_clock::time_point(std::chrono::seconds(1800000000));
    store.save(token);
    CHECK(store.load() == token);
    store.save(numbered(2));
    CHECK(store.load() == numbered(2));
    CHECK(here.count() == 1);
}

TEST_CASE("token store: without a name nothing is kept") {
    const token_store store{fs::path()};
    store.save(numbered(1));
    CHECK_FALSE(store.load());
}

TEST_CASE("token store: only the owner can read the file, whatever the umask and the file before it") {
    const folder here;
    const token_store store(here.file());
    const mode_t before = ::umask(0);
    store.save(numbered(1));
    CHECK(mode_of(here.file()) == 0600);
    write_file(here.file(), "old", 0666);
    store.save(numbered(2));
    ::umask(before);
    CHECK(mode_of(here.file()) == 0600);
    CHECK(store.load() == numbered(2));
}

TEST_CASE("token store: a file that others can read or write is refused") {
    const folder here;
    const token_store store(here.file());
    store.save(numbered(1));
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U, 0777U}) {
        INFO(mode);
        REQUIRE(::chmod(here.file().c_str(), mode) == 0);
        const std::string failure = failure_of(store);
        CHECK(failure.find("token.json: others may have access") != std::string::npos);
        CHECK(failure.find("xxx") == std::string::npos);
    }
    REQUIRE(::chmod(here.file().c_str(), 0400) == 0);
    CHECK(failure_of(store).empty());
}

TEST_CASE("token store: what is no token is told by the name of the file, without its content") {
    const folder here;
    const token_store store(here.file());
    for (const std::string& text :
         {std::string(), std::string("hunter2"), std::string("{\"access_token\":\"\",\"refresh_token\":\"hunter2\"}"),
          std::string("{\"access_token\":\"hunter2"), std::string("[\"hunter2\"]"), std::string("\0hunter2", 8),
          std::string(100000, '['), std::string(std::size_t{2} * 1024 * 1024, 'h')}) {
        write_file(here.file(), text);
        const std::string failure = failure_of(store);
        CHECK(failure.find("token.json: ") != std::string::npos);
        CHECK(failure.find("hunter2") == std::string::npos);
        CHECK(failure.size() < 500);
    }
    // A name can be anything, too.
    const token_store odd(here.path() / "a\x1b[31mb");
    write_file(here.path() / "a\x1b[31mb", "x");
    CHECK(failure_of(odd).find("a\\x1b[31mb: ") != std::string::npos);
}

TEST_CASE("token store: what is no plain file is refused at once") {
    const folder here;
    REQUIRE(::mkfifo(here.file().c_str(), 0600) == 0);
    CHECK(failure_of(token_store(here.file())).find("is not a plain file") != std::string::npos);
    CHECK(failure_of(token_store(here.path())).find("is not a plain file") != std::string::npos);
    CHECK(failure_of(token_store(here.path() / "token.json" / "x")).find("cannot open") != std::string::npos);
}

TEST_CASE("token store: a token that cannot be saved leaves the old one, and no rest") {
    const folder here;
    const token_store store(here.path() / "missing" / "token.json");
    CHECK_THROWS_AS(store.save(numbered(1)), store_failure);
    // A folder cannot be replaced by a file.
    fs::create_directory(here.file());
    CHECK_THROWS_AS(token_store(here.file()).save(numbered(1)), store_failure);
    CHECK(here.count() == 1);
}

TEST_CASE("token store: a link is replaced, not followed, and a file in the way is left alone") {
    const folder here;
    write_file(here.path() / "other", "precious");
    fs::create_symlink(here.path() / "other", here.file());
    token_store(here.file()).save(numbered(1));
    CHECK_FALSE(fs::is_symlink(here.file()));
    CHECK(fs::file_size(here.path() / "other") == 8);
    CHECK(token_store(here.file()).load() == numbered(1));
}

TEST_CASE("token store: a reader never sees a half, whoever writes", "[threads]") {
    const folder here;
    const token_store store(here.file());
    store.save(numbered(0));
    std::atomic<bool> done{false};
    std::atomic<int> reads{0};
    std::atomic<int> bad{0};
    std::thread reader([&] {
        while (!done) {
            try {
                const auto token = store.load();
                const std::string text = token ? token->access_token.reveal().substr(7) : std::string();
                if (!token || "refresh-" + text != token->refresh_token.reveal()) ++bad;
            } catch (const store_failure&) {
                ++bad;
            }
            ++reads;
        }
    });
    constexpr int each = 60;
    const auto write = [&](int from) {
        for (int i = 0; i < each; ++i) store.save(numbered(from + i));
    };
    std::thread other(write, 1000);
    write(2000);
    other.join();
    while (reads == 0) std::this_thread::yield();
    done = true;
    reader.join();
    CHECK(bad == 0);
    CHECK(here.count() == 1);
    CHECK(mode_of(here.file()) == 0600);
}

}  // namespace test_token_store
