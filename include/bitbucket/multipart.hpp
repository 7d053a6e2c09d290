// SPDX-License-Identifier: MIT
// multipart: a body of several parts, each a text or a source (RFC 2046; form-data as in RFC 7578 and browsers, related
// as in RFC 2387). It is a source itself, of a known length, so that every transport sends the same bytes.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "detail/streams/boundary.hpp"
#include "detail/streams/source_reader.hpp"
#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What the parts of a body are to each other.
enum class multipart_kind {
    form_data,  ///< the fields and files of a form
    related     ///< an object, and what it names
};

/// One part. Its header lines say no more than what is given.
struct multipart_part {
    /// The field of a form, which must have a name; the Content-ID of a related part, which need not.
    given_text name = {};
    /// What the part holds.
    std::shared_ptr<body_source> content = {};
    /// The name of the file, if it is one.
    given_text file_name = {};
    /// The Content-Type of the part; empty for none.
    given_text media_type = {};
    /// More parameters of the Content-Disposition, such as `x-attributes`.
    std::vector<name_value> parameters = {};
};

namespace detail {

/// A text in quotes, as browsers write it: a quote would end it, so it is percent-encoded.
inline std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += "%22";
        else
            out.push_back(c);
    }
    return out + '"';
}

/// How sentences name a part.
inline std::string shown_part(std::string_view name) {
    return name.empty() ? std::string("a part of the body") : "the part '" + std::string(name) + "'";
}

inline bool breaks_lines(std::string_view text) noexcept {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

/// What is wrong with a part itself, as a sentence; empty if nothing is.
inline std::string problem_with(const multipart_part& part, multipart_kind kind) {
    constexpr const char* no_breaks = " must not hold a line break or NUL";
    if (part.name.is_null()) return null_problem("the name of a part");
    if (kind == multipart_kind::form_data && part.name.empty()) return "a part of a form needs a name";
    if (breaks_lines(part.name)) return std::string("the name of a part") + no_breaks;
    const std::string shown = shown_part(part.name);
    if (part.content == nullptr) return shown + " has no content";
    if (part.file_name.is_null()) return null_problem("the file name of " + shown);
    if (breaks_lines(part.file_name)) return "the file name of " + shown + no_breaks;
    if (part.media_type.is_null()) return null_problem("the media type of " + shown);
    if (!part.media_type.empty() &&
        (part.media_type.find('/') == std::string::npos || !is_header_value(part.media_type)))
        return "the media type of " + shown + " must look like text/plain";
    for (const name_value& each : part.parameters)
        if (!is_http_token(each.name) || breaks_lines(each.value))
            return "a parameter of " + shown + " needs a plain name, and a value without line breaks and NUL";
    return {};
}

/// The header lines of a part without problems, each with its end.
inline std::string part_head(const multipart_part& part, multipart_kind kind) {
    const bool is_form = kind == multipart_kind::form_data;
    std::string out;
    if (is_form || !part.file_name.empty() || !part.parameters.empty()) {
        out = is_form ? "Content-Disposition: form-data; name=" + in_quotes(part.name)
                      : "Content-Disposition: attachment";
        if (!part.file_name.empty()) out += "; filename=" + in_quotes(part.file_name);
        for (const name_value& each : part.parameters) out += "; " + each.name + '=' + in_quotes(each.value);
        out += "\r\n";
    }
    if (!part.media_type.empty()) out += "Content-Type: " + part.media_type + "\r\n";
    if (!is_form && !part.name.empty()) out += "Content-ID: " + part.name + "\r\n";
    return out;
}

}  // namespace detail

/// The parts of a body, in the order in which they were added. Names may repeat.
///
/// What is wrong with a part is said by `problem`, and so by the send, before anything is sent: a name or file name with a
/// line break or NUL, a media type that is not one, a source with a problem of its own. Quotes in names are sent as `%22`,
/// as browsers do. Adding parts while it is being sent is not allowed.
class multipart : public body_source {
public:
    /// An empty boundary means a random one. One of your own may have 1 to 70 letters, digits and `-_.+`.
    explicit multipart(multipart_kind kind = multipart_kind::form_data, given_text boundary = {})
        : kind_(kind), is_random_(boundary.empty() && !boundary.is_null()), boundary_(std::move(boundary)) {
        if (is_random_)
            boundary_ = detail::draw_boundary();
        else if (!detail::is_boundary(boundary_))
            note("the boundary of a multipart body must be 1 to 70 letters, digits and -_.+");
    }

    /// A text: a field of a form.
    multipart& add_text(given_text name, given_text text, given_text media_type = {}) {
        return add({std::move(name), std::make_shared<text_source>(std::move(text)), {}, std::move(media_type), {}});
    }
    /// A file, or what is to be one. Its name is that of the source if none is given; one of both must have a name. The
    /// media type is `application/octet-stream` if none is given.
    multipart& add_file(given_text name, std::shared_ptr<body_source> content, given_text file_name = {},
                        given_text media_type = {}) {
        if (content != nullptr && file_name.empty() && !file_name.is_null()) file_name = content->file_name();
        if (content != nullptr && file_name.empty() && !file_name.is_null())
            note(shown(name) + " is a file and needs a file name");
        if (media_type.empty() && !media_type.is_null()) media_type = "application/octet-stream";
        return add({std::move(name), std::move(content), std::move(file_name), std::move(media_type), {}});
    }
    /// Adds a part as it is given.
    multipart& add(multipart_part part) {
        if (std::string problem = detail::problem_with(part, kind_); !problem.empty()) {
            note(std::move(problem));
            return *this;
        }
        const std::string* text = part.content->in_memory();
        while (text != nullptr && text->find(boundary_) != std::string::npos) {
            if (!is_random_) note(shown(part.name) + " holds the boundary");
            if (!is_random_) break;
            boundary_ = detail::draw_boundary();
        }
        parts_.push_back({std::move(part), 0});
        return *this;
    }

    /// The Content-Type of the request, with the boundary. Ask when all parts are there.
    [[nodiscard]] std::string media_type() const {
        if (kind_ == multipart_kind::form_data) return "multipart/form-data; boundary=" + boundary_;
        std::string out = "multipart/related; boundary=" + boundary_;
        if (parts_.empty()) return out;
        const multipart_part& first = parts_.front().part;
        const std::string_view type =
            detail::trim(std::string_view(first.media_type).substr(0, first.media_type.find(';')));
        if (!type.empty()) out += "; type=" + detail::in_quotes(type);
        if (!first.name.empty()) out += "; start=" + detail::in_quotes(first.name);
        return out;
    }

    [[nodiscard]] std::uint64_t size() const override {
        std::uint64_t bytes = end().size();
        for (std::size_t i = 0; i < parts_.size(); ++i)
            bytes += head_of(i).size() + (begun_ ? parts_[i].size : parts_[i].part.content->size());
        return bytes;
    }
    [[nodiscard]] bool rewind() override {
        let_go();
        for (numbered& each : parts_) {
            if (!each.part.content->rewind()) return false;
            each.size = each.part.content->size();
        }
        begun_ = true;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        std::size_t count = 0;
        while (count < most) {
            if (at_ < text_.size()) {
                const std::size_t copied = text_.copy(to + count, most - count, at_);
                at_ += copied;
                count += copied;
            } else if (reader_) {
                if (reader_->is_done())
                    close_part();
                else
                    count += reader_->read(to + count, most - count);
            } else if (!go_on()) {
                break;
            }
        }
        return count;
    }
    [[nodiscard]] std::string problem() const override {
        if (!problem_.empty()) return problem_;
        if (parts_.empty()) return "a multipart body needs at least one part";
        for (const numbered& each : parts_)
            if (std::string found = each.part.content->problem(); !found.empty())
                return shown(each.part.name) + ": " + found;
        return {};
    }

protected:
    void let_go() noexcept override {
        reader_.reset();
        text_.clear();
        at_ = next_ = 0;
        begun_ = has_ended_ = false;
    }

private:
    struct numbered {
        multipart_part part;
        /// As it was when the send began.
        std::uint64_t size;
    };

    void note(std::string problem) {
        if (problem_.empty()) problem_ = std::move(problem);
    }
    static std::string shown(const std::string& name) { return detail::shown_part(name); }

    [[nodiscard]] std::string head_of(std::size_t i) const {
        return (i == 0 ? "--" : "\r\n--") + boundary_ + "\r\n" + detail::part_head(parts_[i].part, kind_) + "\r\n";
    }
    [[nodiscard]] std::string end() const { return "\r\n--" + boundary_ + "--\r\n"; }

    // After a text: the content of the part that it began, the head of the next one, or the end.
    bool go_on() {
        if (has_ended_) return false;
        at_ = 0;
        if (next_ < parts_.size() && text_.empty()) {
            text_ = head_of(next_);
        } else if (next_ < parts_.size()) {
            open_part(parts_[next_]);
        } else {
            text_ = end();
            has_ended_ = true;
        }
        return true;
    }
    void open_part(const numbered& each) {
        text_.clear();
        try {
            reader_.emplace(*each.part.content, shown(each.part.name));
        } catch (const usage_error& refused) {  // it says that nothing was sent, but the parts before were
            throw transport_error(refused.message(), false, transport_error::permanent);
        }
        if (reader_->size() != each.size)
            throw transport_error(shown(each.part.name) + " had " + std::to_string(each.size) +
                                      " bytes when the request began and has " + std::to_string(reader_->size()) +
                                      " now",
                                  false, transport_error::permanent);
    }
    void close_part() {
        reader_.reset();
        ++next_;
    }

    multipart_kind kind_;
    bool is_random_;
    std::string boundary_;
    std::vector<numbered> parts_;
    std::string problem_;

    std::string text_;  // what stands between two contents
    std::size_t at_ = 0, next_ = 0;
    std::optional<detail::source_reader> reader_;
    bool begun_ = false, has_ended_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
