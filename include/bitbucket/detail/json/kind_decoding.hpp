// SPDX-License-Identifier: MIT
// The part of the typed decoder that reads a one_of: it records the object until its kind is known, and then plays the
// record. decoder.hpp includes it.
#pragma once

#include "decoder.hpp"  // NOLINT(misc-header-include-cycle): the class whose other half this is

namespace bitbucket::inline BITBUCKET_ABI::detail {

// The tape's memory is used again for the next one, so that only its greatest size counts.
inline bool model_decoder::count_tape() {
    if (tape_.bytes() <= most_taped_) return true;
    const std::size_t more = tape_.bytes() - most_taped_;
    most_taped_ += more;
    return takes(more) || fail_memory();
}

inline bool model_decoder::keep_taped(json_text& target, std::size_t first, std::size_t last) {
    std::string text;
    json_writer out(text);
    tape_.write(out, first, last);
    if (!takes(text.size())) return fail_memory();
    target = json_text(std::move(text));
    return true;
}

inline bool model_decoder::open_kind(const type_descriptor& type, void* one) {
    if (replaying_) return open_taped_kind(*type.kinds, one);
    push(decode_frame_kind::undecided, &type, one);
    undecided_start_ = wholes_.empty() ? 0 : whole_text_.size() - 1;
    search_ = kind_search(*type.kinds);
    tape_.clear();
    tape_.start(true);
    return count_tape();
}

// The whole object is on the tape.
inline bool model_decoder::open_taped_kind(const kind_table& kinds, void* one) {
    const std::size_t start = at_;
    const auto end = static_cast<std::size_t>(tape_[start].bits);
    kind_search search(kinds);
    tape_.look_for(search, start);
    if (search.kind() != kind_table::unknown) {
        if (!open_alternative(kinds, one, search.kind())) return false;
        const member_table& model = *frames_.back().model;
        return model.whole == member_table::none || keep_taped(*whole_of(model, frames_.back().target), start, end + 1);
    }
    at_ = end;
    json_text text;
    if (!keep_taped(text, start, end + 1)) return false;
    std::string moved = text.str();
    kinds.make_unknown(one, search.name(), moved);
    return true;
}

inline bool model_decoder::open_alternative(const kind_table& kinds, void* one, std::size_t kind) {
    const kind_table::entry& entry = kinds.entries[kind];
    if (!takes(entry.type->bytes)) return fail_memory();
    void* value = kinds.make(one, kind);
    push(decode_frame_kind::object, nullptr, value, &entry.type->model(value));
    if (!kinds.by_member) frames_.back().marked = &entry;
    return true;
}

inline bool model_decoder::record_scalar(const json_scalar& value) {
    if (tape_.level() == 1 && search_.sees(tape_.last_key(), &value)) return decide(&value, false);
    tape_.scalar(value);
    return count_tape();
}

inline bool model_decoder::record_start(bool object) {
    if (tape_.level() == 1 && search_.sees(tape_.last_key(), nullptr)) return decide(nullptr, object);
    tape_.start(object);
    return count_tape();
}

inline bool model_decoder::record_end(bool object) {
    tape_.end(object);
    if (tape_.level() > 0) return count_tape();
    // The object is over, and nothing has decided.
    const kind_table& kinds = *frames_.back().type->kinds;
    void* one = frames_.back().target;
    frames_.pop_back();
    replaying_ = true;
    at_ = 0;
    const bool opened = open_taped_kind(kinds, one);
    return opened && replay(at_ + 1);
}

// `value` is what decides; null: the start of an object or list does.
inline bool model_decoder::decide(const json_scalar* value, bool object) {
    const decode_frame undecided = frames_.back();
    const kind_table& kinds = *undecided.type->kinds;
    frames_.pop_back();
    if (search_.kind() == kind_table::unknown) {
        captured_text_.clear();
        tape_.write(captured_, 0, tape_.size());
        captured_.scalar(*value);
        capture_depth_ = 1;
        capture_target_ = undecided.target;
        unknown_kinds_ = &kinds;
        return true;
    }
    if (!open_alternative(kinds, undecided.target, search_.kind())) return false;
    const decode_frame& top = frames_.back();
    if (top.model->whole != member_table::none) {
        if (wholes_.empty()) {
            whole_text_.clear();
            tape_.write(whole_, 0, tape_.size());
            value != nullptr ? whole_.scalar(*value) : whole_.start(object);
        }
        wholes_.push_back({whole_of(*top.model, top.target), undecided_start_, depth_ - (value != nullptr ? 1 : 2)});
    }
    if (!kinds.by_member) tape_.drop_key();
    if (!replay(1)) return false;
    if (!kinds.by_member) return true;
    // The event is taken again, by the alternative; it counts in the depth and in the text already.
    writes_whole_ = false;
    if (value == nullptr) --depth_;
    const bool goes_on = value != nullptr ? on_scalar(*value) : on_start(object);
    writes_whole_ = !wholes_.empty();
    return goes_on;
}

inline bool model_decoder::replay(std::size_t first) {
    const std::size_t depth = std::exchange(depth_, 1);
    replaying_ = true;
    writes_whole_ = false;
    for (at_ = first; at_ < tape_.size(); ++at_) {
        const taped_event& event = tape_[at_];
        const bool goes_on = event.kind == taped_event::type::key      ? on_key(tape_.text_of(event))
                             : event.kind == taped_event::type::scalar ? on_scalar(tape_.scalar_of(event))
                             : event.kind == taped_event::type::start  ? on_start(event.flag)
                                                                       : on_end(event.flag);
        if (!goes_on) return false;
    }
    replaying_ = false;
    depth_ = depth;
    writes_whole_ = !wholes_.empty();
    return true;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
