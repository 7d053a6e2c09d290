// SPDX-License-Identifier: MIT
// An observer that keeps every event as the line that it prints, and the headers that it was shown.
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

    [[nodiscard]] const std::vector<std::string>& lines() const noexcept { return lines_; }
    /// The headers of the events that have some, in order.
    [[nodiscard]] const std::vector<bitbucket::header_list>& headers() const noexcept { return headers_; }
    /// All that was seen, in one text.
    [[nodiscard]] std::string all() const {
        std::string out;
        for (const std::string& line : lines_) out += line + '\n';
        for (const bitbucket::header_list& list : headers_)
            for (const bitbucket::http_header& each : list) out += each.name + ": " + each.value + '\n';
        return out;
    }

private:
    template <class Event>
    void keep(const Event& event, const bitbucket::header_list* headers) {
        std::ostringstream out;
        out << event;
        lines_.push_back(out.str());
        if (headers != nullptr) headers_.push_back(*headers);
    }

    std::vector<std::string> lines_;
    std::vector<bitbucket::header_list> headers_;
};

}  // namespace unit
