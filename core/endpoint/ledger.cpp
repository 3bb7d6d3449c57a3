// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/ledger.h"

namespace dankai {

void addSent(Ledger& ledger, const CallSent&)
{
    ++ledger.calls;
}

void addEnded(Ledger& ledger, const CallSent& sent, const CallEnded& ended)
{
    if (ended.isConfirmed) {
        ++ledger.confirmed;
        ledger.tokensIn += ended.tokensIn;
        ledger.tokensOut += ended.tokensOut;
        ledger.cost += ended.cost;
    } else if (ended.wasSent) {
        ++ledger.unknown;
        ledger.unknownCost += sent.estimatedCost;
    } else {
        ++ledger.notSent;
    }
    if (!ended.failure.empty())
        ++ledger.failures[ended.failure];
}

} // namespace dankai
