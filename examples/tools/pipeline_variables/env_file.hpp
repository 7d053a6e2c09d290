// SPDX-License-Identifier: MIT
// env_file: reads KEY=VALUE files as shells, containers and deployment tools share them (".env"). Values are secrets
// from the first byte on; a message names the line, and nothing that is in it.
#pragma once

#include <bitbucket/extras/sync/planner.hpp>
#include <bitbucket/secret.hpp>
#include <stdexcept>
#include <vector>

#include "../support/text.hpp"
#include "../support/text_file.hpp"

namespace examples {

/// A text that is not such a file.
class env_failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    env_failure(std::size_t line, const std::string& problem)
        : std::runtime_error("line " + std::to_string(line) + ": " + problem) {}
};

/// One variable of a file.
struct env_entry {
    std::string key;
    bitbucket::secret value;
    /// Where it begins, from 1.
    std::size_t line = 0;
};

namespace env_detail {

/// Reads the text from front to back. Lines end with LF.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}

    std::vector<env_entry> read() {
        std::vector<env_entry> out;
        for (skip_blank_lines(); !rest_.empty(); skip_blank_lines()) {
            env_entry entry{read_key(), {}, line_};
            for (const env_entry& each : out)
                if (each.key == entry.key)
                    throw env_failure(line_, entry.key + " is already in line " + std::to_string(each.line));
            entry.value = read_value();
            out.push_back(std::move(entry));
        }
        return out;
    }

private:
    static constexpr std::string_view blank = " \t";

    void drop(std::size_t count) { rest_.remove_prefix(count); }
    void skip_blank() { drop((std::min)(rest_.find_first_not_of(blank), rest_.size())); }
    [[nodiscard]] std::string_view line() const { return rest_.substr(0, rest_.find('\n')); }
    void next_line() {
        const std::size_t length = line().size();
        drop(length < rest_.size() ? length + 1 : length);
        ++line_;
    }
    void skip_blank_lines() {
        for (skip_blank(); !rest_.empty() && (rest_.front() == '\n' || rest_.front() == '#'); skip_blank()) next_line();
    }

    std::string read_key() {
        if (rest_.starts_with("export ") || rest_.starts_with("export\t")) {
            drop(7);
            skip_blank();
        }
        const std::size_t equals = line().find('=');
        if (equals == std::string_view::npos) throw env_failure(line_, "there is no '='");
        std::string_view key = line().substr(0, equals);
        key = key.substr(0, key.find_last_not_of(blank) + 1);
        if (!bitbucket::is_variable_key(key))
            throw env_failure(
                line_,
                "what comes before '=' is not a key: letters, digits and underscores, not beginning with a digit");
        std::string out(key);
        drop(equals + 1);
        return out;
    }

    bitbucket::secret read_value() {
        skip_blank();
        if (!rest_.empty() && rest_.front() == '\'') return read_literal();
        if (!rest_.empty() && rest_.front() == '"') return read_quoted();
        return read_bare();
    }

    // Up to a comment, which a blank separates from the value.
    bitbucket::secret read_bare() {
        // What was skipped before the value may be that blank.
        std::string_view value = line();
        const bool all_comment = value.starts_with('#') && blank.find(before()) != std::string_view::npos;
        for (std::size_t at = 1; at < value.size(); ++at)
            if (value[at] == '#' && blank.find(value[at - 1]) != std::string_view::npos) value = value.substr(0, at);
        value = all_comment ? std::string_view() : value.substr(0, value.find_last_not_of(blank) + 1);
        if (value.find_first_of("'\"") != std::string_view::npos)
            throw env_failure(line_, "a value with a quote in it has to be quoted as a whole");
        bitbucket::secret out(value);
        next_line();
        return out;
    }

    bitbucket::secret read_literal() {
        const std::size_t end = rest_.find('\'', 1);
        if (end == std::string_view::npos) throw env_failure(line_, "the quote that begins here does not end");
        bitbucket::secret out(rest_.substr(1, end - 1));
        drop(end + 1);
        for (const char c : out.reveal()) line_ += c == '\n' ? 1U : 0U;
        end_line();
        return out;
    }

    bitbucket::secret read_quoted() {
        const std::size_t begin = line_;
        std::string value;
        // At once, because a string that grows leaves copies of its content behind.
        value.reserve(rest_.size());
        drop(1);
        while (!rest_.empty() && rest_.front() != '"') {
            const bool escaped = rest_.front() == '\\';
            if (escaped) drop(1);
            if (rest_.empty()) break;
            value.push_back(escaped ? unescaped(rest_.front()) : rest_.front());
            line_ += rest_.front() == '\n' ? 1U : 0U;
            drop(1);
        }
        bitbucket::secret out(std::move(value));
        if (rest_.empty()) throw env_failure(begin, "the quote that begins here does not end");
        drop(1);
        end_line();
        return out;
    }

    [[nodiscard]] char unescaped(char c) const {
        constexpr std::string_view names = "nrt\\\"$`";
        constexpr std::string_view meanings = "\n\r\t\\\"$`";
        const std::size_t at = names.find(c);
        if (at == std::string_view::npos)
            throw env_failure(line_, R"(in "…" a backslash must be followed by one of n r t \ " $ `)");
        return meanings[at];
    }

    // Only a comment may follow a quoted value.
    void end_line() {
        const std::string_view behind = line();
        const std::size_t at = behind.find_first_not_of(blank);
        if (at != std::string_view::npos && (at == 0 || behind[at] != '#'))
            throw env_failure(line_, "something follows the quote that ends here");
        next_line();
    }

    // The character before the rest; there always is one, because a key comes first.
    [[nodiscard]] char before() const { return *(rest_.data() - 1); }

    std::string_view rest_;
    std::size_t line_ = 1;
};

}  // namespace env_detail

/// The variables in the content of a file, in their order. Throws `env_failure`.
///
/// `KEY=VALUE`, with or without `export ` in front; blank lines and `#` comments; UTF-8. A byte order mark is skipped,
/// and CR, LF and CR LF end a line, also within a quoted value, which gets an LF. A value is bare, up to ` #` or the
/// end of the line; in '…', as it stands; or in "…", with the escapes \n \r \t \\ \" \$ \`. Quoted values may have many
/// lines. Nothing is expanded: $HOME is five characters.
inline std::vector<env_entry> parse_env(const bitbucket::secret& content) {
    try {
        const bitbucket::secret text = text_of(content);
        return env_detail::reader(text.reveal()).read();
    } catch (const not_text& problem) {
        throw env_failure(problem.what());
    }
}

/// What a file holds.
struct env_file {
    std::vector<env_entry> entries;
    /// Whether it is a file that others than its owner can read.
    bool others_can_read = false;
};

/// Reads a file of up to 1 MiB; `-` is the standard input. Throws `unreadable_file` and `env_failure`, which name it.
inline env_file read_env_file(const std::string& name) {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const file_content content = name == "-" ? read_stdin(most) : read_file(name, most);
    try {
        return {parse_env(content.bytes), content.others_can_read};
    } catch (const env_failure& failure) {
        throw env_failure(shown(name == "-" ? "standard input" : name) + ": " + failure.what());
    }
}

}  // namespace examples
