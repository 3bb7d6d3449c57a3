// SPDX-License-Identifier: Apache-2.0
// What calls to an endpoint have come to: how many, what they cost, what failed and of what.
#pragma once

#include "core/endpoint/calljournal.h"

#include <cstdint>
#include <map>
#include <string>

namespace dankai {

// calls = confirmed + unknown + notSent + those that are under way.
struct Ledger
{
    std::uint64_t calls = 0; // written down before they were sent
    std::uint64_t confirmed = 0; // a whole reply came, of whatever kind
    std::uint64_t unknown = 0; // no whole reply: the endpoint may have worked on it, and may charge for it
    std::uint64_t notSent = 0; // nothing of it left this machine
    std::uint64_t tokensIn = 0;
    std::uint64_t tokensOut = 0;
    double cost = 0; // of the confirmed ones, in the currency of the price list
    double unknownCost = 0; // what the unknown ones may have cost, by their estimates
    std::map<std::string, std::uint64_t> failures; // by kind: nameOf(CallFailure), "killed", ...

    bool operator==(const Ledger&) const = default;
};

void addSent(Ledger& ledger, const CallSent& sent);
void addEnded(Ledger& ledger, const CallSent& sent, const CallEnded& ended);

} // namespace dankai
