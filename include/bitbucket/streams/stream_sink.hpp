// SPDX-License-Identifier: MIT
// stream_sink: a reply into a std::ostream.
#pragma once

#include <ostream>

#include "../sink.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Writes a reply to a stream, which must outlive the sink. What was written cannot be taken back: a transfer that breaks
/// off leaves it there, and can only go on, not begin again.
class stream_sink : public sink {
public:
    explicit stream_sink(std::ostream& stream) : stream_(stream) {}

    [[nodiscard]] std::string problem() const override {
        return stream_ ? std::string() : std::string("the stream for the reply has failed before");
    }

protected:
    void put(std::string_view bytes) override {
        stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        throw_if_failed();
    }
    void complete() override {
        stream_.flush();
        throw_if_failed();
    }

private:
    void throw_if_failed() const {
        if (!stream_) fail("the stream for the reply cannot be written after " + std::to_string(received()) + " bytes");
    }

    std::ostream& stream_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
