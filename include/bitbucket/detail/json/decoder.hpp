// SPDX-License-Identifier: MIT
// The typed decoder: takes a reader's events and writes the values directly into structs through their member tables,
// without a document in between. It is lenient, as docs/decisions/0004 says; a failure names its JSON path.
#pragma once

#include "decode_frame.hpp"
#include "json_writer.hpp"
#include "member_table.hpp"
#include "scalar_conversions.hpp"

namespace bitbucket::detail {

/// Why a reply could not be decoded.
struct decode_failure {
    std::string message;
    std::string path;
    /// The text that was found where something else belongs; empty if it was no text.
    std::string found = {};
    /// Whether the text is not JSON at all.
    bool is_syntax = false;
};

/// Decodes one JSON text into the value at an address. All containers, known or not, may nest `max_depth` deep.
class model_decoder final : public json_events {
public:
    model_decoder(const type_descriptor& root, void* target, std::size_t max_depth)
        : root_(&root), target_(target), max_depth_(max_depth) {
        frames_.reserve(16);
    }

    [[nodiscard]] bool failed() const noexcept { return !failure_.message.empty(); }
    [[nodiscard]] decode_failure take_failure() noexcept { return std::move(failure_); }

    bool on_scalar(const json_scalar& value) override {
        if (whole_depth_ > 0) whole_.scalar(value);
        if (capture_depth_ > 0) return captured_.scalar(value), true;
        if (skipped_ > 0) return true;
        if (frames_.empty()) return root_scalar(value);
        decode_frame& top = frames_.back();
        if (top.kind == decode_frame_kind::object) {
            if (top.member == nullptr) return true;
            if (top.member->needed) top.has_needed = false;
            if (top.member->link && !is_null(value) && value.kind != json_scalar::type::string)
                return keep_kind(top, name_of(value));
            if (top.member->strict && !is_null(value) && top.member->type->kind >= value_kind::object)
                return fail_kind(expected(*top.member->type), value);
            assign_scalar(*top.member->type, top.member_address(), value);
            return true;
        }
        if (top.kind != decode_frame_kind::list && top.kind != decode_frame_kind::map) return true;
        const type_descriptor& item = top.type->item();
        const bool absent = is_null(value) && item.value != nullptr;
        if (item.kind >= value_kind::object && item.kind != value_kind::json && !absent) {
            ++top.index;
            return fail_kind(expected(item), value);
        }
        if (!takes(item.bytes)) return fail_memory();
        assign_scalar(item, next_item(top), value);
        return true;
    }

    bool on_key(std::string_view key) override {
        if (whole_depth_ > 0) whole_.key(key);
        if (capture_depth_ > 0) return captured_.key(key), true;
        if (skipped_ > 0) return true;
        decode_frame& top = frames_.back();
        if (top.kind == decode_frame_kind::links) {
            rel_ = key;
            drop_links(*static_cast<links*>(top.target), key);
        } else if (top.kind == decode_frame_kind::map) {
            if (!takes(key.size())) return fail_memory();
            top.entry = top.type->insert(top.target, key, top.key);
        } else {
            top.find_member(key);
        }
        return true;
    }

    bool on_start(bool object) override {
        if (++depth_ > max_depth_)
            return fail("the JSON nests more than " + std::to_string(max_depth_) + " levels deep");
        if (whole_depth_ > 0) ++whole_depth_, whole_.start(object);
        if (capture_depth_ > 0) return ++capture_depth_, captured_.start(object), true;
        if (skipped_ > 0) return ++skipped_, true;
        if (frames_.empty()) return open(*root_, target_, object, true);
        decode_frame& top = frames_.back();
        switch (top.kind) {
            case decode_frame_kind::object:
                if (top.member == nullptr) return ++skipped_, true;
                if (top.member->link) return ++skipped_, keep_kind(top, object ? "an object" : "a list");
                top.has_needed = top.has_needed || top.member->needed;
                return open(*top.member->type, top.member_address(), object, top.member->strict);
            case decode_frame_kind::list:
            case decode_frame_kind::map:
                return open(top.type->item(), next_item(top), object, true);
            case decode_frame_kind::links:
                if (object) return open_link(static_cast<links*>(top.target));
                return push({decode_frame_kind::link_list, nullptr, top.target}), true;
            case decode_frame_kind::link_list:
                break;
        }
        return object ? open_link(static_cast<links*>(top.target)) : (++skipped_, true);
    }

    bool on_end(bool object) override {
        --depth_;
        if (whole_depth_ > 0) {
            whole_.end(object);
            if (--whole_depth_ == 0) *whole_target_ = json_text(std::move(whole_text_));
        }
        if (capture_depth_ > 0) {
            captured_.end(object);
            if (--capture_depth_ == 0) finish_capture();
            return true;
        }
        if (skipped_ > 0) {
            --skipped_;
            return true;
        }
        const decode_frame& top = frames_.back();
        if (top.kind == decode_frame_kind::object && top.model->needed != member_table::none && !top.has_needed)
            return fail_without(frames_.back());
        frames_.pop_back();
        return true;
    }

private:
    static constexpr std::size_t most_taken = std::size_t{128} * 1024 * 1024;

    // An empty object has two bytes of JSON but up to some thousand in memory, so a limit on the body does not limit
    // memory.
    bool takes(std::size_t bytes) noexcept {
        taken_ += bytes;
        return taken_ <= most_taken;
    }
    bool fail_memory() {
        return fail("the values of the JSON take more than " + std::to_string(most_taken / 1024 / 1024) + " MiB");
    }

    void push(decode_frame next) { frames_.push_back(next); }

    static void* next_item(decode_frame& top) {
        ++top.index;
        return top.kind == decode_frame_kind::map ? top.entry : top.type->append(top.target);
    }

    // Called when a container arrives where `type` is expected; `must` says whether another kind is a failure or
    // "absent".
    bool open(const type_descriptor& type, void* member, bool object, bool must) {
        if (type.clear != nullptr) type.clear(member);
        if (type.kind == value_kind::json) {
            captured_text_.clear();
            captured_.start(object);
            capture_depth_ = 1;
            capture_type_ = &type;
            capture_target_ = member;
            return true;
        }
        const bool fits =
            object ? type.kind == value_kind::object || type.kind == value_kind::map || type.kind == value_kind::links
                   : type.kind == value_kind::list;
        if (!fits) {
            if (must)
                return fail("expected " + std::string(expected(type)) + ", found " + (object ? "an object" : "a list"));
            return ++skipped_, true;
        }
        if (type.write_only) return fail("a write model with required members is only written, never read");
        if (!takes(type.bytes)) return fail_memory();
        void* value = type.engage == nullptr ? member : type.engage(member);
        if (type.kind == value_kind::links) return push({decode_frame_kind::links, &type, value}), true;
        if (type.kind == value_kind::list) return push({decode_frame_kind::list, &type, value}), true;
        if (type.kind == value_kind::map) return push({decode_frame_kind::map, &type, value}), true;
        return open_object(type.model(value), value);
    }

    bool open_object(const member_table& model, void* value) {
        push({decode_frame_kind::object, nullptr, value, &model});
        if (model.whole != member_table::none && whole_depth_ == 0) {
            whole_text_.clear();
            whole_.start(true);
            whole_depth_ = 1;
            whole_target_ = static_cast<json_text*>(static_cast<void*>(static_cast<char*>(value) + model.whole));
        }
        return true;
    }

    bool open_link(links* all) {
        if (!takes(sizeof(link))) return fail_memory();
        link one;
        one.rel = rel_;
        link& added = all->add(std::move(one));
        return open_object(member_table_of<link>(&added), &added);
    }

    void finish_capture() {
        void* value = capture_type_->engage == nullptr ? capture_target_ : capture_type_->engage(capture_target_);
        capture_type_->set_text(value, captured_text_);
    }

    bool root_scalar(const json_scalar& value) {
        if (root_->kind >= value_kind::object && root_->kind != value_kind::json)
            return fail_kind(expected(*root_), value);
        assign_scalar(*root_, target_, value);
        return true;
    }

    static bool is_null(const json_scalar& value) noexcept { return value.kind == json_scalar::type::null; }

    static const char* expected(const type_descriptor& type) noexcept {
        switch (type.kind) {
            case value_kind::object:
            case value_kind::map:
            case value_kind::links:
                return "an object";
            case value_kind::list:
                return "a list";
            default:
                return "a single value";
        }
    }

    bool fail_kind(const char* wanted, const json_scalar& found) {
        std::string text = "expected " + std::string(wanted) + ", found " + name_of(found);
        // The API is known to send a sentence for people instead of an object; it is worth showing.
        constexpr std::size_t most_found = std::size_t{4} * 1024;
        if (found.kind == json_scalar::type::string) failure_.found = utf8_prefix(found.text, most_found);
        return fail(std::move(text));
    }

    // A value that is not a text where a link belongs.
    static bool keep_kind(decode_frame& top, const char* kind) {
        top.member->type->set_text(top.member_address(), std::string(1, not_a_text) + kind);
        return true;
    }

    bool fail_without(decode_frame& top) {
        top.member = &top.model->members[top.model->needed];
        return fail("the reply has no `" + std::string(top.member->name) + '`');
    }

    bool fail(std::string message) {
        failure_.message = std::move(message);
        for (const decode_frame& frame : frames_) {
            const bool in_map = frame.kind == decode_frame_kind::map && frame.entry != nullptr;
            if (in_map || (frame.kind == decode_frame_kind::object && frame.member != nullptr)) {
                if (!failure_.path.empty()) failure_.path += '.';
                failure_.path += in_map ? frame.key : frame.member->name;
            } else if (frame.kind == decode_frame_kind::list && frame.index > 0) {
                failure_.path += '[' + std::to_string(frame.index - 1) + ']';
            } else if (frame.kind == decode_frame_kind::links) {
                failure_.path += '.' + rel_;
            }
        }
        return false;
    }

    const type_descriptor* root_;
    void* target_;
    std::size_t max_depth_;
    std::size_t depth_ = 0;
    std::size_t skipped_ = 0;
    std::size_t taken_ = 0;
    std::vector<decode_frame> frames_;
    std::string rel_;
    decode_failure failure_;

    // A member of any JSON type, kept as text.
    std::string captured_text_;
    json_writer captured_{captured_text_};
    std::size_t capture_depth_ = 0;
    const type_descriptor* capture_type_ = nullptr;
    void* capture_target_ = nullptr;

    // The text of an entire object, written while its members are decoded.
    std::string whole_text_;
    json_writer whole_{whole_text_};
    std::size_t whole_depth_ = 0;
    json_text* whole_target_ = nullptr;
};

}  // namespace bitbucket::detail
