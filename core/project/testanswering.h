// SPDX-License-Identifier: Apache-2.0
// Test questions (core/evaluation/testquestions.h) put to a project's models: jobs that answer prompts and
// are kept (answerjob.h), with the questions beside them, so that what was right can be said at any time.
// Does not wait.
#pragma once

#include "core/base/result.h"
#include "core/evaluation/testaccuracy.h"
#include "core/evaluation/testquestions.h"
#include "core/project/answerjob.h"
#include "core/project/project.h"
#include "core/project/speaker.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dankai {

struct TestRequest
{
    std::vector<TestQuestion> questions;
    std::string speaker{baseSpeaker}; // key of core/project/speaker.h
    int maxNewTokens = AnswerSpec().maxNewTokens; // of one answer
    std::string device = "auto";
};

// Queues a job that asks them, as startAnswering() does. Its id.
Result<std::string> startTest(Project& project, const TestRequest& request);

struct TestedQuestion
{
    TestQuestion question;
    bool isAnswered = false;
    bool isEnded = false; // by its end-of-turn token, not by the limit
    bool isRight = false;
    std::string answer;
};

struct TestResult
{
    std::string job; // the folder's name under jobs/
    std::string speaker; // key of core/project/speaker.h
    AnswerJob standing; // of the job
    std::vector<TestedQuestion> questions;

    std::uint64_t answered() const;
    std::vector<LevelAccuracy> levels() const; // of those that are answered
};

// Of one job. Unusable where it asked no test questions.
Result<TestResult> readTest(Project& project, const std::string& job);
// Of every job that asked some, oldest first; of one that goes on or was stopped, what it has answered. One
// that cannot be read is left out.
std::vector<TestResult> readTests(Project& project);

} // namespace dankai
