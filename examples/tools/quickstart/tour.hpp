// SPDX-License-Identifier: MIT
// tour: the steps of the quickstart, each under a heading. A step that the vendor or the credential does not allow is
// reported and skipped; only what nobody could expect makes the tour a failure.
#pragma once

#include <cerrno>
#include <functional>
#include <ostream>
#include <random>

#include "../support/connect.hpp"
#include "../support/text.hpp"

namespace examples {

class tour {
public:
    struct rules {
        /// A real server may retire things and a real credential may lack scopes; the sandbox does neither.
        bool live = false;
        bool may_write = true;
    };

    tour(std::ostream& out, rules by) : out_(out), by_(by) {}

    /// Runs a step. Throws `output_failure`, and errors that make all further steps pointless: `usage_error`,
    /// `transport_error`, `rate_limited`, `cancelled`.
    void step(std::string_view title, const std::function<void()>& body) {
        namespace bb = bitbucket;
        begin(title);
        left_out_ = false;
        try {
            body();
            if (!left_out_) ++done_;
        } catch (const bb::usage_error& refused) {
            // The library knows that the vendor refuses this kind of credential here, and has sent nothing.
            if (refused.code() != "credential_refused") throw;
            pass("not for this credential", refused);
        } catch (const bb::transport_error&) {
            throw;
        } catch (const bb::cancelled&) {
            throw;
        } catch (const bb::rate_limited&) {
            throw;
        } catch (const bb::gone& failure) {
            pass("retired by the vendor", failure);
        } catch (const bb::unauthorized& failure) {
            pass("not for this credential", failure);
        } catch (const bb::payment_required& failure) {
            pass("not in this plan", failure);
        } catch (const bb::forbidden& failure) {
            pass("not for this credential", failure);
        } catch (const bb::not_found& failure) {
            pass("not there, or not for this credential", failure);
        } catch (const bb::error& failure) {
            fail(failure);
        }
        flush();
    }

    /// As `step`, for a step that changes something.
    void write_step(std::string_view title, const std::function<void()>& body) {
        step(title, [&] {
            if (!by_.may_write) return leave_out("it would change something: --write allows it");
            body();
        });
    }

    /// Called by a step that cannot be done because something is missing: neither an error nor done.
    void leave_out(std::string_view why) {
        out_ << "(left out: " << why << ")\n";
        left_out_ = true;
        ++skipped_;
    }

    /// Prints the totals. Returns whether nothing failed unexpectedly, and something worked.
    bool finish() {
        out_ << '\n'
             << number_ << " steps: " << done_ << " done, " << skipped_ << " left out, " << passed_
             << " not possible here, " << failed_ << " failed\n";
        flush();
        return failed_ == 0 && done_ > 0;
    }

private:
    void begin(std::string_view title) {
        if (number_++ > 0) out_ << '\n';
        out_ << number_ << ". " << title << '\n';
    }

    void pass(std::string_view why, const bitbucket::error& failure) {
        if (!by_.live) return fail(failure);
        out_ << '(' << why << ": " << shown(failure.describe()) << ")\n";
        ++passed_;
    }

    void fail(const bitbucket::error& failure) {
        out_ << "FAILED: " << shown(failure.describe()) << '\n';
        ++failed_;
    }

    void flush() {
        errno = 0;
        if (!out_.flush()) throw output_failure("the output", errno);
    }

    std::ostream& out_;
    rules by_;
    int number_ = 0;
    int done_ = 0;
    int skipped_ = 0;
    int passed_ = 0;
    int failed_ = 0;
    bool left_out_ = false;
};

inline tour::rules rules_for(const arguments& given) {
    return {is_live(given), !is_live(given) || given.has("write")};
}

/// The workspace and the slug in `--repository`. Without that option the ones given here in the sandbox, and empty ones
/// on a real server, which is not known to have them.
inline std::pair<std::string, std::string> repository_for(const arguments& given, const char* workspace,
                                                          const char* slug) {
    if (!given.has("repository"))
        return is_live(given) ? std::pair<std::string, std::string>{}
                              : std::pair<std::string, std::string>{workspace, slug};
    const std::string name = given.value("repository");
    const std::size_t slash = name.find('/');
    if (slash == 0 || slash == std::string::npos || slash + 1 == name.size() ||
        name.find('/', slash + 1) != std::string::npos)
        throw usage_problem("--repository is WORKSPACE/SLUG");
    return {name.substr(0, slash), name.substr(slash + 1)};
}

/// An SSH public key that nobody has the private half of: 32 random bytes instead of a real key's. It can only be
/// added and removed.
inline std::string throwaway_ssh_key() {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::random_device chance;
    // Base64 of the lengths and the name; four bits of the next digit still belong to the length of the key, 32.
    std::string key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI";
    key.push_back(digits[chance() % 16]);
    for (int i = 0; i < 42; ++i) key.push_back(digits[chance() % 64]);
    return key;
}

}  // namespace examples
