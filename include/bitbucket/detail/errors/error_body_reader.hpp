// SPDX-License-Identifier: MIT
// error_body_reader: finds the parts of an error in the events of a JSON error body, as the rules of its service say.
// If the body breaks off, it keeps what came before.
#pragma once

#include "../../service.hpp"
#include "../json/json_repair.hpp"
#include "../json/json_writer.hpp"
#include "error_path.hpp"
#include "error_state.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Fills an error_state from the events of an error body.
class error_body_reader final : public json_events {
public:
    error_body_reader(constant_list<error_rule> rules, error_state& out) noexcept : rules_(rules), out_(&out) {}

    /// Whether anything about an error was found.
    [[nodiscard]] bool found() const noexcept { return found_; }

    /// Stores what is complete only at the end. A value that breaks off is closed, so that it is still JSON.
    BITBUCKET_COLD void finish() {
        if (copying_ != nullptr) {
            if (copying_->ends_with(':')) *copying_ += "null";
            while (!open_.empty()) {
                *copying_ += open_.back();
                open_.pop_back();
            }
        }
        end_issue();
        if (out_->detail.empty()) out_->detail = std::move(detail_text_);
        if (out_->data.empty()) out_->data = std::move(data_text_);
        if (out_->message.empty()) out_->message = out_->code;
    }

    BITBUCKET_COLD bool on_scalar(const json_scalar& from) override {
        json_scalar value = from;
        const bool cut = value.kind == json_scalar::type::string && value.text.ends_with(cut_mark);
        if (cut) value.text.remove_suffix(cut_mark.size());
        if (!cut) copy([&](json_writer& out) { out.scalar(value); });
        std::string text;
        if (value.kind == json_scalar::type::string)
            text = value.text;
        else if (value.kind != json_scalar::type::null)
            json_writer(text).scalar(value);
        if (!text.empty() && path_.is_known()) take(text, cut);
        return true;
    }
    BITBUCKET_COLD bool on_key(std::string_view key) override {
        if (key.ends_with(cut_mark)) return true;
        path_.set_key(key);
        copy([&](json_writer& out) { out.key(key); });
        return true;
    }
    BITBUCKET_COLD bool on_start(bool object) override {
        if (path_.is_known()) begin(object);
        if (copying_ != nullptr) open_.push_back(object ? '}' : ']');
        copy([&](json_writer& out) { out.start(object); });
        path_.enter();
        return path_.depth() <= deepest;
    }
    BITBUCKET_COLD bool on_end(bool object) override {
        path_.leave();
        copy([&](json_writer& out) { out.end(object); });
        if (copying_ != nullptr) open_.pop_back();
        if (copying_ != nullptr && path_.depth() == copy_depth_) copying_ = nullptr;
        if (in_issue_ && path_.depth() == issue_depth_) end_issue();
        return true;
    }

private:
    static constexpr std::size_t deepest = 128;
    static constexpr std::size_t most_entries = 100;
    static constexpr std::size_t parts = static_cast<std::size_t>(error_part::announcement_url) + 1;

    // Half a sentence is still useful; half a name is a different name.
    static constexpr bool is_sentence(error_part part) noexcept {
        return part == error_part::message || part == error_part::listed_message || part == error_part::detail ||
               part == error_part::field || part == error_part::issue_message;
    }

    // A single value goes to the first rule that fits.
    BITBUCKET_COLD void take(const std::string& text, bool cut) {
        std::size_t rank = 0;
        for (const error_rule& rule : rules_) {
            ++rank;
            std::size_t first = 0;
            std::size_t last = 0;
            if (rule.part == error_part::issue || rule.part == error_part::data) continue;
            if ((cut && !is_sentence(rule.part)) || !path_.fits(rule.path, first, last)) continue;
            put(rule.part, rank, text, first, last);
            found_ = true;
            return;
        }
    }

    // A container may be an issue, or a detail or data, of which a copy begins.
    BITBUCKET_COLD void begin(bool object) {
        std::size_t rank = 0;
        for (const error_rule& rule : rules_) {
            ++rank;
            std::size_t first = 0;
            std::size_t last = 0;
            const bool is_issue = rule.part == error_part::issue;
            const bool is_copied = rule.part == error_part::detail || rule.part == error_part::data;
            if (!(is_issue ? object : is_copied && copying_ == nullptr)) continue;
            if (!path_.fits(rule.path, first, last)) continue;
            if (is_issue) {
                end_issue();
                in_issue_ = true;
                issue_rank_ = rank;
                issue_depth_ = path_.depth();
            } else if (wins(rule.part, rank)) {
                const bool is_detail = rule.part == error_part::detail;
                if (is_detail) {
                    out_->detail.clear();
                    out_->required_scopes.clear();
                    out_->granted_scopes.clear();
                }
                copying_ = is_detail ? &detail_text_ : &data_text_;
                copying_->clear();
                copy_depth_ = path_.depth();
            }
            return;
        }
    }

    // Whether a part has not been filled by an earlier rule.
    [[nodiscard]] BITBUCKET_COLD bool wins(error_part part, std::size_t rank) noexcept {
        std::size_t& held = rank_[static_cast<std::size_t>(part)];
        if (held != 0 && rank > held) return false;
        held = rank;
        return true;
    }

    BITBUCKET_COLD void put(error_part part, std::size_t rank, const std::string& text, std::size_t first,
                            std::size_t last) {
        switch (part) {
            case error_part::message:
                if (wins(part, rank)) out_->message = text;
                return;
            case error_part::listed_message:
                return add_listed(rank, text);
            case error_part::detail:
                if (!wins(part, rank)) return;
                out_->detail = text;
                detail_text_.clear();
                return;
            case error_part::code:
                if (wins(part, rank)) out_->code = text;
                return;
            case error_part::id:
                if (wins(part, rank)) out_->id = text;
                return;
            case error_part::field:
                return add_field(path_.name_of(first, last), text);
            case error_part::issue_name:
                if (!issue_name_.empty()) issue_name_ += '.';
                if (issue_name_.size() < longest_name) issue_name_ += text;
                return;
            case error_part::issue_message:
                if (issue_message_rank_ != 0 && rank > issue_message_rank_) return;
                issue_message_rank_ = rank;
                issue_message_ = text;
                return;
            case error_part::required_scope:
                if (out_->required_scopes.size() < most_entries) out_->required_scopes.push_back(text);
                return;
            case error_part::granted_scope:
                if (out_->granted_scopes.size() < most_entries) out_->granted_scopes.push_back(text);
                return;
            case error_part::announcement_url:
                if (out_->announcement_url.empty()) out_->announcement_url = text;
                return;
            case error_part::issue:
            case error_part::data:
                return;
        }
    }

    BITBUCKET_COLD void add_listed(std::size_t rank, const std::string& text) {
        if (++field_texts_ > most_entries) return;
        if (out_->message.empty()) {
            (void)wins(error_part::message, rank);
            out_->message = text;
        } else {
            (void)wins(error_part::detail, rank);
            if (!out_->detail.empty()) out_->detail += "; ";
            out_->detail += text;
        }
    }

    BITBUCKET_COLD void add_field(const std::string& name, const std::string& text) {
        // Every text is compared with all names, so the number of texts is limited too.
        if (++field_texts_ > most_entries * most_entries) return;
        for (field_problem& field : out_->fields) {
            if (field.name != name) continue;
            if (field.messages.size() < most_entries) field.messages.push_back(text);
            return;
        }
        if (out_->fields.size() < most_entries) out_->fields.push_back({name, {text}});
    }

    // An issue is known at its end, for its name may follow its message.
    BITBUCKET_COLD void end_issue() {
        if (in_issue_ && !issue_message_.empty()) {
            if (out_->message.empty() && wins(error_part::message, issue_rank_)) out_->message = issue_message_;
            add_field(issue_name_, issue_message_);
        }
        in_issue_ = false;
        issue_name_.clear();
        issue_message_.clear();
        issue_message_rank_ = 0;
    }

    template <class Write>
    BITBUCKET_COLD void copy(const Write& write) {
        if (copying_ == nullptr) return;
        json_writer writer(*copying_);
        write(writer);
    }

    static constexpr std::size_t longest_name = 500;

    constant_list<error_rule> rules_;
    error_state* out_;
    error_path path_;
    /// Of each part, the number of the rule that filled it; 0 if none has.
    std::size_t rank_[parts] = {};
    std::string detail_text_;
    std::string data_text_;
    std::string* copying_ = nullptr;
    std::size_t copy_depth_ = 0;
    std::string open_;
    std::size_t field_texts_ = 0;
    bool in_issue_ = false;
    std::size_t issue_rank_ = 0;
    std::size_t issue_depth_ = 0;
    std::string issue_name_;
    std::string issue_message_;
    std::size_t issue_message_rank_ = 0;
    bool found_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
