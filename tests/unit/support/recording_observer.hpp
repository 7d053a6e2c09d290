// SPDX-License-Identifier: MIT
// An observer that keeps every event as the line that it prints, without the number of the call, and the headers that it
// was shown.
#pragma once

#include <bitbucket/observer.hpp>

#include <sstream>
#include <vector>

namespace unit {

class recording_observer final : public bitbucket::observer {
public:
    void on_request(const bitbucket::request_event& event) noexcept override { keep(event, &event.headers); }
    void on_response(const bitbucket::response_event& event) noexcept override { keep(event, &event.headers); }
    void on_retry(const bitbucket::retry_event& event) noexcept override { keep(event, nullptr); }
    void on_call_begin(const bitbucket::call_begin_event& event) noexcept override { keep_call(event); }
    void on_failure(const bitbucket::failure_event& event) noexcept override { keep_call(event); }
    void on_call_end(const bitbucket::call_end_event& event) noexcept override { keep_call(event); }

    /// What was sent, received and repeated.
    [[nodiscard]] const std::vector<std::string>& lines() const noexcept { return lines_; }
    /// How calls began and ended, and which attempts failed.
    [[nodiscard]] const std::vector<std::string>& calls() const noexcept { return calls_; }
    /// The numbers of the calls, one for each event of any kind.
    [[nodiscard]] const std::vector<std::uint64_t>& ids() const noexcept { return ids_; }
    /// The headers of the events that have some, in order.
    [[nodiscard]] const std::vector<bitbucket::header_list>& headers() const noexcept { return headers_; }
    /// All that was seen, in one text.
    [[nodiscard]] std::string all() const {
        std::string out;
        for (const std::string& line : lines_) out += line + '\n';
        for (const std::string& line : calls_) out += line + '\n';
        for (const bitbucket::header_list& list : headers_)
            for (const bitbucket::http_header& each : list) out += each.name + ": " + each.value + '\n';
        return out;
    }

private:
    template <class Event>
    std::string line_of(const Event& event) {
        std::ostringstream out;
        out << event;
        ids_.push_back(event.call);
        const std::string number = '[' + std::to_string(event.call) + "] ";
        return out.str().starts_with(number) ? out.str().substr(number.size()) : "without its number: " + out.str();
    }
    template <class Event>
    void keep(const Event& event, const bitbucket::header_list* headers) {
        lines_.push_back(line_of(event));
        if (headers != nullptr) headers_.push_back(*headers);
    }
    template <class Event>
    void keep_call(const Event& event) {
        calls_.push_back(line_of(event));
    }

    std::vector<std::string> lines_;
    std::vector<std::string> calls_;
    std::vector<std::uint64_t> ids_;
    std::vector<bitbucket::header_list> headers_;
};

}  // namespace unit
