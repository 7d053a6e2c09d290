// SPDX-License-Identifier: MIT
// Reads error bodies of every shape that the API is known to send: the standard one with or without `type`, the flat
// one of the pipelines service, OAuth's, lists of errors, RFC 9457, plain text, HTML, XML, nothing. If a body breaks
// off, it keeps what came before.
#pragma once

#include "../json/json_repair.hpp"
#include "../json/json_writer.hpp"
#include "error_state.hpp"

namespace bitbucket::detail {

/// Fills an error_state from the events of an error body.
class error_body_reader final : public json_events {
public:
    explicit error_body_reader(error_state& out) noexcept : out_(&out) {}

    /// Whether anything about an error was found.
    [[nodiscard]] bool found() const noexcept { return found_; }

    /// Stores what is complete only at the end. A value that breaks off is closed, so that it is still JSON.
    void finish() {
        if (copying_ != nullptr) {
            if (copying_->ends_with(':')) *copying_ += "null";
            while (!open_.empty()) {
                *copying_ += open_.back();
                open_.pop_back();
            }
        }
        if (out_->detail.empty()) out_->detail = std::move(detail_text_);
        if (out_->data.empty()) out_->data = std::move(data_text_);
        if (out_->message.empty()) out_->message = out_->code;
    }

    bool on_scalar(const json_scalar& from) override {
        json_scalar value = from;
        cut_ = value.kind == json_scalar::type::string && value.text.ends_with(cut_mark);
        if (cut_) value.text.remove_suffix(cut_mark.size());
        if (!cut_) copy([&](json_writer& out) { out.scalar(value); });
        std::string text;
        if (value.kind == json_scalar::type::string)
            text = value.text;
        else if (value.kind != json_scalar::type::null)
            json_writer(text).scalar(value);
        if (!text.empty() && depth_ <= max_depth) take(text);
        return true;
    }
    bool on_key(std::string_view key) override {
        if (key.ends_with(cut_mark)) return true;
        // Every message below a name repeats it, so a long name would cost more than its length.
        if (depth_ <= max_depth) keys_[depth_ - 1] = utf8_prefix(key, longest_key);
        copy([&](json_writer& out) { out.key(key); });
        return true;
    }
    bool on_start(bool object) override {
        // Decides whether a copied value starts here before descending into it.
        if (copying_ == nullptr) {
            // The last of duplicate keys wins, and the error's own data wins over data beside the error.
            if (at("error", "detail")) {
                out_->detail.clear();
                out_->required_scopes.clear();
                out_->granted_scopes.clear();
                begin_copy(detail_text_);
            } else if (at("error", "data") || ((at("data") || at("arguments")) && data_text_.empty())) {
                begin_copy(data_text_);
            }
        }
        if (copying_ != nullptr) open_.push_back(object ? '}' : ']');
        copy([&](json_writer& out) { out.start(object); });
        if (++depth_ <= max_depth) keys_[depth_ - 1].clear();
        return depth_ <= deepest;
    }
    bool on_end(bool object) override {
        --depth_;
        copy([&](json_writer& out) { out.end(object); });
        if (copying_ != nullptr) open_.pop_back();
        if (copying_ != nullptr && depth_ == copy_depth_) copying_ = nullptr;
        return true;
    }

private:
    static constexpr std::size_t max_depth = 8;
    static constexpr std::size_t deepest = 128;
    static constexpr std::size_t most_entries = 100;
    static constexpr std::size_t longest_key = 200;

    [[nodiscard]] bool at(std::string_view first) const noexcept { return depth_ == 1 && keys_[0] == first; }
    [[nodiscard]] bool at(std::string_view first, std::string_view second) const noexcept {
        return depth_ == 2 && keys_[0] == first && keys_[1] == second;
    }
    [[nodiscard]] bool below(std::string_view first, std::string_view second) const noexcept {
        return depth_ > 2 && keys_[0] == first && keys_[1] == second;
    }

    // Half a sentence is still useful; half a name is a different name.
    void take(const std::string& text) {
        if (take_sentence(text) || (!cut_ && take_name(text))) found_ = true;
    }
    [[nodiscard]] bool take_sentence(const std::string& text) {
        if (at("error", "message") || (at("message") && !own_message_)) {
            out_->message = text;
            own_message_ = own_message_ || depth_ == 2;
        } else if (at("title") && !own_message_) {
            // RFC 9457; the same member of another shape is a word of markup or of a model, and no worse than nothing.
            if (out_->message.empty()) out_->message = text;
        } else if (depth_ == 3 && keys_[0] == "errors" && keys_[2] == "message") {
            add_listed(text);
        } else if (at("detail")) {
            if (out_->detail.empty()) out_->detail = text;
        } else if (at("error", "detail") || at("error_description")) {
            out_->detail = text;
            detail_text_.clear();
        } else if (below("error", "fields") || at("error", "fields")) {
            add_field(text);
        } else {
            return false;
        }
        return true;
    }
    [[nodiscard]] bool take_name(const std::string& text) {
        const std::string& last = keys_[depth_ == 0 ? 0 : depth_ - 1];
        if (at("error", "id")) {
            out_->id = text;
        } else if (at("error") || at("key")) {
            out_->code = text;
        } else if (below("error", "data") && depth_ == 3 && last == "key") {
            if (out_->code.empty()) out_->code = text;
        } else if (below("error", "detail")) {
            const std::string& list = depth_ > 3 && last.empty() ? keys_[2] : last;
            if (list == "required" && out_->required_scopes.size() < most_entries)
                out_->required_scopes.push_back(text);
            if (list == "granted" && out_->granted_scopes.size() < most_entries) out_->granted_scopes.push_back(text);
        } else if (last == "announcement_url") {
            if (out_->announcement_url.empty()) out_->announcement_url = text;
        } else {
            return false;
        }
        return true;
    }

    // `{"errors": [{"message": …}, …]}`: the first one is the message, the others are the detail.
    void add_listed(const std::string& text) {
        if (++field_texts_ > most_entries) return;
        if (out_->message.empty()) {
            out_->message = text;
        } else {
            if (!out_->detail.empty()) out_->detail += "; ";
            out_->detail += text;
        }
    }

    void add_field(const std::string& text) {
        // Every text is compared with all names, so the number of texts is limited too.
        if (++field_texts_ > most_entries * most_entries) return;
        std::string name;
        for (std::size_t i = 2; i < depth_; ++i) {
            if (keys_[i].empty()) continue;
            if (!name.empty()) name += '.';
            name += keys_[i];
        }
        for (field_problem& field : out_->fields) {
            if (field.name != name) continue;
            if (field.messages.size() < most_entries) field.messages.push_back(text);
            return;
        }
        if (out_->fields.size() < most_entries) out_->fields.push_back({name, {text}});
    }

    void begin_copy(std::string& into) {
        into.clear();
        copying_ = &into;
        copy_depth_ = depth_;
    }
    template <class Write>
    void copy(const Write& write) {
        if (copying_ == nullptr) return;
        json_writer writer(*copying_);
        write(writer);
    }

    error_state* out_;
    std::string keys_[max_depth];
    std::size_t depth_ = 0;
    std::string detail_text_;
    std::string data_text_;
    std::string* copying_ = nullptr;
    std::size_t copy_depth_ = 0;
    std::string open_;
    std::size_t field_texts_ = 0;
    bool own_message_ = false;
    bool cut_ = false;
    bool found_ = false;
};

/// The text between the first `<name>`, with or without attributes, and the next `</name>`, trimmed; empty if there is
/// none.
inline std::string_view element_text(std::string_view markup, std::string_view name) {
    const std::string tag = '<' + std::string(name);
    std::size_t open = markup.find(tag);
    while (open != std::string_view::npos && markup.substr(open + tag.size(), 1).find_first_of("> \t\r\n") != 0)
        open = markup.find(tag, open + 1);
    const auto start = open == std::string_view::npos ? open : markup.find('>', open);
    if (start == std::string_view::npos) return {};
    const auto close = markup.find("</" + std::string(name), start);
    return close == std::string_view::npos ? std::string_view{} : trim(markup.substr(start + 1, close - start - 1));
}

/// Reads an error body into the state. Throws only std::bad_alloc; garbage leaves the message empty.
inline void read_error_body(json_reader read, std::string_view body, error_state& out) {
    constexpr std::size_t most_read = std::size_t{256} * 1024;
    constexpr std::size_t most_plain = 300;
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    const std::string text = repair_utf8(body.substr(0, most_read));
    error_body_reader reader(out);
    read(repaired_json(text), reader);
    reader.finish();
    if (!out.message.empty() || reader.found()) return;
    const std::string_view plain = trim(text);
    if (plain.starts_with('{') || plain.starts_with('[')) return;
    if (!plain.starts_with('<')) {
        out.message = utf8_prefix(trim(plain.substr(0, plain.find('\n'))), most_plain);
        return;
    }
    for (const char* name : {"Message", "title", "TITLE", "h1", "H1"})
        if (out.message.empty()) out.message = utf8_prefix(element_text(plain, name), most_plain);
}

}  // namespace bitbucket::detail
