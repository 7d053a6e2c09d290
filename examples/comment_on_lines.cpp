// SPDX-License-Identifier: MIT
// comment_on_lines WORKSPACE REPOSITORY NUMBER FILE FIRST LAST TEXT: comments on lines of a pull request's diff, answers
// that comment, and prints the threads that nobody has resolved.
//
// Shows: where a comment stands in a diff, an answer that is checked to be one (extras/review.hpp), and open threads.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./comment_on_lines acme site 7 src/a.html 2 3 'A label?'
// Not:   for removed lines: they have numbers on the old side, `inline_position_draft::on_old_lines`.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/review.hpp>
#include <bitbucket/transport/curl.hpp>
#include <cstdlib>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 8) {
        std::cerr << "usage: comment_on_lines WORKSPACE REPOSITORY NUMBER FILE FIRST LAST TEXT\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    // What is no number counts as 0, which the draft refuses.
    const auto line = [](const char* text) { return std::strtoll(text, nullptr, 10); };
    const auto lines = bb::inline_position_draft::on_lines(argv[4], line(argv[5]), line(argv[6]));
    const bb::pull_request_comment made =
        api.send(bb::pull_request_comments::create{argv[1], argv[2], argv[3], {.content = argv[7], .position = lines}});
    const auto answer = bb::reply_to(api, argv[1], argv[2], argv[3], made.id.value_or(0), "I will look into it.");
    std::cout << "comment " << made.id.value_or(0) << ", answer " << answer.id.value_or(0) << '\n';

    for (const bb::comment_thread& each : bb::open_threads(api, argv[1], argv[2], argv[3])) {
        // Not the texts: they are free, and may hold control characters.
        std::cout << "open: " << each.first.id.value_or(0);
        if (each.first.position && each.first.position->to) std::cout << " at line " << *each.first.position->to;
        std::cout << ", answers: " << each.replies.size() << '\n';
    }
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
