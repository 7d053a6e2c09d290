// SPDX-License-Identifier: MIT
// Reads the library's headers, to find the public classes that hold a secret.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

namespace unit {

// Reads C++ headers just well enough to tell which classes hold a secret: by a data member, a base class, or a member of
// a model that is marked as sensitive. Not a parser: it knows the forms that this library is written in.
class header_scan {
public:
    /// Reads one header. Classes of one that is not public are known, but not reported.
    void read(std::string_view text, bool is_public) {
        tokens_ = tokens_of(text);
        at_ = 0;
        while (at_ < tokens_.size()) read_scope("", false, is_public);
    }

    /// The public classes that hold a secret, by their names in namespace bitbucket.
    [[nodiscard]] std::set<std::string> public_holders() const {
        std::set<std::string> holders;
        for (const auto& [name, found] : classes_)
            if (found.sensitive) holders.insert(name);
        for (std::size_t before = holders.size() + 1; before != holders.size();) {
            before = holders.size();
            for (const auto& [name, found] : classes_)
                for (const std::string& part : found.parts)
                    if (part == "secret" || holders.count(resolve(name, part)) != 0) holders.insert(name);
        }
        std::set<std::string> out;
        for (const std::string& name : holders)
            if (classes_.at(name).is_public) out.insert(name);
        return out;
    }

private:
    using words = std::vector<std::string>;

    struct class_info {
        /// The identifiers in the types of its data members and in its list of bases.
        std::set<std::string> parts;
        bool sensitive = false;
        bool is_public = false;
    };

    static bool is_word(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    // Words and single characters; no comments, directives, and contents of literals.
    static words tokens_of(std::string_view text) {
        words out;
        for (std::size_t i = 0; i < text.size();) {
            const std::string_view rest = text.substr(i);
            const auto skip_to = [&](std::string_view end, std::size_t from) {
                const auto found = rest.find(end, from);
                i = found == std::string_view::npos ? text.size() : i + found + end.size();
            };
            const char c = text[i];
            if (rest.starts_with("//") || c == '#') {
                skip_to("\n", 0);
            } else if (rest.starts_with("/*")) {
                skip_to("*/", 2);
            } else if (rest.starts_with("R\"")) {
                const auto open = rest.find('(');
                skip_to(")" + std::string(rest.substr(2, open - 2)) + "\"", open);
                out.emplace_back("\"");
            } else if (c == '"' || (c == '\'' && (i == 0 || !is_word(text[i - 1])))) {
                std::size_t end = 1;
                while (end < rest.size() && rest[end] != c) end += rest[end] == '\\' ? 2U : 1U;
                i += end + 1;
                out.emplace_back("\"");
            } else if (is_word(c)) {
                std::size_t end = 1;
                while (end < rest.size() && is_word(rest[end])) ++end;
                out.emplace_back(rest.substr(0, end));
                i += end;
            } else {
                if (static_cast<unsigned char>(c) > ' ') out.emplace_back(1, c);
                ++i;
            }
        }
        return out;
    }

    [[nodiscard]] bool at(std::string_view token) const { return at_ < tokens_.size() && tokens_[at_] == token; }

    // Goes past a balanced group that begins here; says whether something in it is marked as sensitive.
    bool skip_group(std::string_view open, std::string_view close) {
        bool sensitive = false;
        std::size_t depth = 0;
        for (; at_ < tokens_.size(); ++at_) {
            if (at(open)) ++depth;
            if (at(close) && --depth == 0) break;
            sensitive = sensitive || (at(".") && at_ + 1 < tokens_.size() && tokens_[at_ + 1] == "sensitive");
        }
        ++at_;
        return sensitive;
    }

    // Reads declarations up to the end of the scope: of a namespace, or of the class of this name.
    void read_scope(const std::string& name, bool in_class, bool is_public, bool open = true) {
        words statement;
        std::size_t angles = 0;
        bool is_function = false;
        const auto begin_anew = [&] {
            statement.clear();
            angles = 0;
            is_function = false;
        };
        while (at_ < tokens_.size()) {
            const std::string token = tokens_[at_];
            if (token == "}") {
                ++at_;
                return;
            }
            const bool is_label = token == ":" && statement.size() == 1 && in_class;
            if (is_label && (statement[0] == "public" || statement[0] == "private" || statement[0] == "protected")) {
                open = statement[0] == "public";
                begin_anew();
                ++at_;
            } else if (token == "template") {
                ++at_;
                if (at("<")) skip_group("<", ">");
            } else if (token == "(") {
                skip_group("(", ")");
                // A requires-clause may stand before a class; a function's type may stand in a template's arguments.
                if (!statement.empty() && statement.back() == "requires")
                    statement.pop_back();
                else
                    is_function = is_function || angles == 0;
            } else if (token == "[") {
                skip_group("[", "]");
            } else if (token == "=" && !is_function && (statement.empty() || statement.back() != "operator")) {
                while (at_ < tokens_.size() && !at(";")) {
                    if (at("{"))
                        skip_group("{", "}");
                    else
                        ++at_;
                }
            } else if (token == ";") {
                if (in_class && !is_function) take_member(name, statement);
                begin_anew();
                ++at_;
            } else if (token == "{") {
                if (read_block(name, statement, is_function, in_class, is_public && open)) begin_anew();
            } else {
                if (token == "<") ++angles;
                if (token == ">" && angles > 0) --angles;
                statement.push_back(token);
                ++at_;
            }
        }
    }

    // Reads or skips the braces that begin here. Whether the statement ends with them.
    bool read_block(const std::string& name, const words& statement, bool is_function, bool in_class, bool is_public) {
        const std::string first = statement.empty() ? "" : statement.front();
        const bool is_class = !is_function && (first == "struct" || first == "class" || first == "union");
        const bool is_namespace = first == "namespace" || (first == "inline" && statement[1] == "namespace");
        if (is_namespace) {
            ++at_;
            bool hidden = false;
            std::string inside = name;
            for (const std::string& word : statement) {
                hidden = hidden || word == "detail" || word == "sandbox_detail";
                const bool is_root = word == "namespace" || word == "inline" || word == "bitbucket" ||
                                     word == "BITBUCKET_ABI" || word.find(':') != std::string::npos;
                if (!is_root) inside = joined(inside, word);
            }
            read_scope(inside, false, is_public && !hidden);
            return true;
        }
        if (is_class && statement.size() > 1) {
            const std::string own = joined(name, statement[1]);
            class_info& found = classes_[own];
            found.is_public = found.is_public || is_public;
            for (std::size_t i = 2; i < statement.size(); ++i) found.parts.insert(statement[i]);
            ++at_;
            read_scope(own, true, is_public, first != "class");
            return false;
        }
        const bool sensitive = skip_group("{", "}");
        if (in_class && sensitive) classes_[name].sensitive = true;
        return is_function || first == "enum";
    }

    static std::string joined(const std::string& scope, const std::string& name) {
        return scope.empty() ? name : scope + "::" + name;
    }

    void take_member(const std::string& name, const words& statement) {
        std::size_t end = 0;
        std::size_t depth = 0;
        for (; end < statement.size(); ++end) {
            const std::string& word = statement[end];
            for (const char* other : {"using", "friend", "typedef", "static", "struct", "class", "enum", "operator",
                                      "function", "static_assert"})
                if (word == other) return;
            if (word == "<") ++depth;
            if (word == ">" && depth > 0) --depth;
            if (word == "," && depth == 0) break;
        }
        // The last word is the member's own name.
        for (std::size_t i = 0; i + 1 < end; ++i) classes_[name].parts.insert(statement[i]);
    }

    // The class that a name means inside another class; the name itself if none is known.
    [[nodiscard]] std::string resolve(std::string scope, const std::string& part) const {
        while (true) {
            const std::string full = joined(scope, part);
            if (classes_.count(full) != 0) return full;
            if (scope.empty()) break;
            const auto up = scope.rfind("::");
            scope.resize(up == std::string::npos ? 0 : up);
        }
        for (const auto& [name, found] : classes_)
            if (name.ends_with("::" + part)) return name;
        return part;
    }

    words tokens_;
    std::size_t at_ = 0;
    std::map<std::string, class_info> classes_;
};

}  // namespace unit
