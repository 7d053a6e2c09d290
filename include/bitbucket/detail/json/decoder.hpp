// SPDX-License-Identifier: MIT
// The typed decoder: takes a reader's events and writes the values directly into structs through their member tables,
// without a document in between. It is lenient, as docs/decisions/0004 says; a failure names its JSON path.
#pragma once

#include "decode_failure.hpp"
#include "event_tape.hpp"
#include "json_writer.hpp"
#include "kept_items.hpp"
#include "member_table.hpp"
#include "scalar_conversions.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Decodes one JSON text into the value at an address. All containers, known or not, may nest `max_depth` deep.
class model_decoder final : public json_events {
public:
    /// `kept` may be null, and is for a list inside of the value.
    model_decoder(const type_descriptor& root, void* target, std::size_t max_depth, kept_items* kept = nullptr)
        : root_(&root), target_(target), max_depth_(max_depth), kept_(kept) {
        frames_.reserve(16);
    }

    [[nodiscard]] bool failed() const noexcept { return !failure_.message.empty(); }
    [[nodiscard]] decode_failure take_failure() noexcept { return std::move(failure_); }

    // Events come from the reader, or once more from the tape.
    bool on_scalar(const json_scalar& value) override {
        if (writes_whole_) whole_.scalar(value);
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
        if (top.kind == decode_frame_kind::undecided) return record_scalar(value);
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
        if (writes_whole_) whole_.key(key);
        if (capture_depth_ > 0) return captured_.key(key), true;
        if (skipped_ > 0) return true;
        decode_frame& top = frames_.back();
        if (top.kind == decode_frame_kind::object) {
            top.find_member(key);
        } else if (top.kind == decode_frame_kind::links) {
            rel_ = key;
            drop_links(*static_cast<links*>(top.target), key);
        } else if (top.kind == decode_frame_kind::map) {
            if (!takes(key.size())) return fail_memory();
            top.entry = top.type->insert(top.target, key, top.key);
        } else {
            tape_.key(key);
            return count_tape();
        }
        return true;
    }

    bool on_start(bool object) override {
        if (++depth_ > max_depth_)
            return fail("the JSON nests more than " + std::to_string(max_depth_) + " levels deep");
        if (writes_whole_) whole_.start(object);
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
                return push(decode_frame_kind::link_list, nullptr, top.target), true;
            case decode_frame_kind::undecided:
                return record_start(object);
            case decode_frame_kind::link_list:
                break;
        }
        return object ? open_link(static_cast<links*>(top.target)) : (++skipped_, true);
    }

    bool on_end(bool object) override {
        --depth_;
        if (writes_whole_ && !end_whole(object)) return false;
        if (capture_depth_ > 0) {
            captured_.end(object);
            if (--capture_depth_ == 0) finish_capture();
            return true;
        }
        if (skipped_ > 0) return --skipped_, true;
        decode_frame& top = frames_.back();
        if (top.kind == decode_frame_kind::object) {
            if (top.model->needed != member_table::none && !top.has_needed) return fail_without(top);
            if (top.marked != nullptr) set_type(top);
        } else if (top.kind == decode_frame_kind::list) {
            top.type->trim(top.target, top.index);
        } else if (top.kind == decode_frame_kind::map) {
            if (top.type->settle != nullptr) top.type->settle(top.target);
        } else if (top.kind == decode_frame_kind::undecided) {
            return record_end(object);
        }
        frames_.pop_back();
        return true;
    }

private:
    static constexpr std::size_t most_taken = std::size_t{128} * 1024 * 1024;

    /// The text of an object that is being read, which begins at `start` in the text of the outermost of them.
    struct open_whole {
        json_text* target;
        std::size_t start;
        /// The depth around the object.
        std::size_t depth;
    };

    // An empty object has two bytes of JSON but up to some thousand in memory, so a limit on the body does not limit
    // memory.
    bool takes(std::size_t bytes) noexcept {
        taken_ += bytes;
        return taken_ <= most_taken;
    }
    BITBUCKET_COLD bool fail_memory() {
        return fail("the values of the JSON take more than " + std::to_string(most_taken / 1024 / 1024) + " MiB");
    }

    void push(decode_frame_kind kind, const type_descriptor* type, void* target, const member_table* model = nullptr) {
        frames_.emplace_back(kind, type, target, model);
    }

    static void* next_item(decode_frame& top) {
        const std::size_t index = top.index++;
        return top.kind == decode_frame_kind::map ? top.entry : top.type->put(top.target, index);
    }

    // Called when a container arrives where `type` is expected; `must` says whether another kind is a failure or
    // "absent".
    bool open(const type_descriptor& type, void* member, bool object, bool must) {
        const bool fits = (type.kind == value_kind::list) != object && type.kind >= value_kind::object;
        // What is made anew needs no clearing before that, and a list gives its items to the ones that come.
        const bool renewed = fits && (type.engage != nullptr || type.kind == value_kind::list);
        if (type.clear != nullptr && !renewed) type.clear(member);
        if (type.kind == value_kind::json) {
            captured_text_.clear();
            captured_.start(object);
            capture_depth_ = 1;
            capture_type_ = &type;
            capture_target_ = member;
            return true;
        }
        if (!fits) {
            if (must)
                return fail("expected " + std::string(expected(type)) + ", found " + (object ? "an object" : "a list"));
            return ++skipped_, true;
        }
        if (type.write_only) return fail("a write model with required members is only written, never read");
        if (!takes(type.bytes)) return fail_memory();
        void* value = type.engage == nullptr ? member : type.engage(member);
        if (type.kind == value_kind::links) return push(decode_frame_kind::links, &type, value), true;
        if (type.kind == value_kind::list) {
            if (kept_ != nullptr) kept_->go_into(value);
            return push(decode_frame_kind::list, &type, value), true;
        }
        if (type.kind == value_kind::map) return push(decode_frame_kind::map, &type, value), true;
        if (type.kind == value_kind::one_of) return open_kind(type, value);
        return open_object(type.model(value), value);
    }

    bool open_object(const member_table& model, void* value) {
        push(decode_frame_kind::object, nullptr, value, &model);
        if (model.whole == member_table::none) return true;
        json_text* target = whole_of(model, value);
        if (replaying_) return keep_taped(*target, at_, static_cast<std::size_t>(tape_[at_].bits) + 1);
        if (wholes_.empty()) {
            whole_text_.clear();
            whole_.start(true);
        }
        wholes_.push_back({target, whole_text_.size() - 1, depth_ - 1});
        writes_whole_ = true;
        return true;
    }

    static json_text* whole_of(const member_table& model, void* value) noexcept {
        return static_cast<json_text*>(static_cast<void*>(static_cast<char*>(value) + model.whole));
    }

    // What is inside of another one has a copy of its part of the text.
    bool end_whole(bool object) {
        whole_.end(object);
        if (wholes_.back().depth != depth_) return true;
        const open_whole ended = wholes_.back();
        wholes_.pop_back();
        writes_whole_ = !wholes_.empty();
        if (!takes(whole_text_.size() - ended.start)) return fail_memory();
        *ended.target = json_text(wholes_.empty() ? std::move(whole_text_) : whole_text_.substr(ended.start));
        return true;
    }

    bool open_link(links* all) {
        if (!takes(sizeof(link))) return fail_memory();
        link& added = all->add_empty(rel_);
        return open_object(member_table_of<link>(&added), &added);
    }

    // A one_of whose kind is not known yet: kind_decoding.hpp.
    bool count_tape();
    bool keep_taped(json_text& target, std::size_t first, std::size_t last);
    bool open_kind(const type_descriptor& type, void* one);
    bool open_taped_kind(const kind_table& kinds, void* one);
    bool open_alternative(const kind_table& kinds, void* one, std::size_t kind);
    bool record_scalar(const json_scalar& value);
    bool record_start(bool object);
    bool record_end(bool object);
    bool decide(const json_scalar* value, bool object);
    bool replay(std::size_t first);

    void finish_capture() {
        if (const kind_table* kinds = std::exchange(unknown_kinds_, nullptr))
            return kinds->make_unknown(capture_target_, search_.name(), captured_text_);
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

    BITBUCKET_COLD bool fail_kind(const char* wanted, const json_scalar& found) {
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

    // An alternative that lists `type` itself gets the text that it was chosen by, whatever came after that.
    static void set_type(decode_frame& top) {
        for (const member_descriptor& member : top.model->members) {
            if (member.name != kind_key || member.type->kind != value_kind::text) continue;
            json_scalar kind;
            kind.kind = json_scalar::type::string;
            kind.text = top.marked->name;
            assign_scalar(*member.type, static_cast<char*>(top.target) + member.offset, kind);
        }
    }

    BITBUCKET_COLD bool fail_without(decode_frame& top) {
        top.member = &top.model->members[top.model->needed];
        return fail("the reply has no `" + std::string(top.member->name) + '`');
    }

    BITBUCKET_COLD bool fail(std::string message) {
        failure_.message = std::move(message);
        failure_.path = path_of(frames_, rel_);
        return false;
    }

    const type_descriptor* root_;
    void* target_;
    std::size_t max_depth_;
    kept_items* kept_;
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
    std::vector<open_whole> wholes_;
    /// Whether there are any, and events come from the reader.
    bool writes_whole_ = false;

    // A one_of whose kind is not known yet.
    event_tape tape_;
    std::size_t most_taped_ = 0;
    kind_search search_;
    std::size_t undecided_start_ = 0;
    bool replaying_ = false;
    /// While replaying: the index of the event.
    std::size_t at_ = 0;
    /// While an unknown kind is captured: what it belongs to.
    const kind_table* unknown_kinds_ = nullptr;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#include "kind_decoding.hpp"
