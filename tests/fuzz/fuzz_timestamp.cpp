// SPDX-License-Identifier: MIT
// timestamp: what can be read as a time is in range, and printed and read again it is the same time; every time point
// of the system clock comes back.
#include <bitbucket/types/timestamp.hpp>

#include "support/fuzz.hpp"

namespace {

using bitbucket::timestamp;
using fuzz::check;

bool same_time(const timestamp& a, const timestamp& b) {
    return a.to_sys_seconds() == b.to_sys_seconds() && a.subseconds() == b.subseconds();
}

void check_text(std::string_view text) {
    constexpr std::int64_t year_0 = -62'167'219'200;
    constexpr std::int64_t year_10000 = 253'402'300'800;
    constexpr std::int64_t day = 86400;
    const timestamp read(text);
    check(read.str() == text, "the text is kept", text);
    check(!(read < read) && read == timestamp(read.str()), "a time is equal to itself", text);
    const std::int64_t seconds = read.to_sys_seconds().time_since_epoch().count();
    if (!read.is_valid()) {
        check(seconds == 0 && read.subseconds().count() == 0 && read.offset().count() == 0, "no time is 1970", text);
        return;
    }
    check(seconds > year_0 - day && seconds < year_10000 + day, "a time is in the years 0 to 9999", text);
    check(read.subseconds().count() >= 0 && read.subseconds().count() < 1'000'000'000, "a fraction is one", text);
    check(read.offset().count() > -1440 && read.offset().count() < 1440, "an offset is less than a day", text);
    check(timestamp("") < read, "what is no time comes first", text);
    if (seconds >= year_0 && seconds < year_10000) {
        const timestamp back(
            bitbucket::detail::format_instant({seconds, static_cast<std::int32_t>(read.subseconds().count()), 0}));
        check(back.is_valid() && same_time(back, read), "printed and read again it is the same", back.str());
    }
    // Only there a count of nanoseconds holds the time.
    if (seconds > -9'223'372'036 + 1 && seconds < 9'223'372'036 - 1)
        check(same_time(timestamp(read.to_sys_time()), read), "it is the same as a time point", text);
}

void check_time_point(std::int64_t nanoseconds) {
    const std::chrono::sys_time<std::chrono::nanoseconds> when{std::chrono::nanoseconds(nanoseconds)};
    const timestamp written(when);
    check(written.is_valid(), "a time point is written as a time", written.str());
    const auto whole = written.to_sys_seconds().time_since_epoch().count();
    const std::int64_t rest = nanoseconds % 1'000'000'000;
    check(whole == nanoseconds / 1'000'000'000 - (rest < 0 ? 1 : 0) &&
              written.subseconds().count() == (rest < 0 ? rest + 1'000'000'000 : rest),
          "a time point comes back", written.str());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_text(text);
    check_time_point(fuzz::number_of(text));
    return 0;
}
