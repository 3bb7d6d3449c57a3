// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/apikey.h"
#include "core/endpoint/calloutcome.h"
#include "core/endpoint/chatcompletion.h"
#include "core/endpoint/httpclient.h"
#include "core/platform/environment.h"
#include "core/platform/file.h"
#include "tests/support/chatserver.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace dankai;
using namespace std::chrono_literals;
using test::ChatServer;
using test::Fault;

namespace {

constexpr const char* key = "sk-test-7f3a9c";

EndpointSettings settingsFor(const std::string& url)
{
    EndpointSettings settings;
    settings.url = url;
    settings.model = "judge-1";
    settings.timeoutSeconds = 1;
    settings.connectSeconds = 1;
    return settings;
}

CallOutcome call(const EndpointSettings& settings)
{
    auto client = HttpClient::make();
    if (!client)
        qFatal("%s", client.error().message.c_str());
    ChatRequest request;
    request.turns = {{"user", "How difficult is this?"}};
    request.wantsLogProbabilities = true;
    HttpRequest http;
    http.url = chatUrl(settings);
    http.headers = {"Content-Type: application/json", std::string("Authorization: Bearer ") + key};
    http.body = requestBody(settings.model, request, {});
    http.timeoutSeconds = settings.timeoutSeconds;
    http.connectSeconds = settings.connectSeconds;
    http.caFile = caFileOf(settings);
    http.isLoopback = true;
    if (auto started = client->start(std::move(http)); !started)
        qFatal("%s", started.error().message.c_str());
    for (;;) {
        auto ended = client->poll(100ms);
        if (!ended)
            qFatal("%s", ended.error().message.c_str());
        if (!ended->empty())
            return outcomeOf(settings, std::move(ended->front().second), key);
    }
}

// openssl's own server with a certificate that it signed itself, for 127.0.0.1. Gives one good reply to
// whoever trusts it.
class SelfSignedServer final
{
public:
    explicit SelfSignedServer(const QTemporaryDir& folder)
        : m_certificate(folder.filePath("certificate.pem"))
    {
        const QString keyFile = folder.filePath("key.pem");
        QProcess maker;
        maker.start("openssl",
            {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", keyFile, "-out", m_certificate,
                "-days", "2", "-subj", "/CN=judge", "-addext", "subjectAltName=IP:127.0.0.1"});
        if (!maker.waitForFinished() || maker.exitCode() != 0)
            qFatal("%s", maker.readAllStandardError().constData());
        m_server.start(
            "openssl", {"s_server", "-accept", "127.0.0.1:0", "-cert", m_certificate, "-key", keyFile});
        const QByteArray body
            = R"({"choices":[{"message":{"role":"assistant","content":"4"},"finish_reason":"stop"}]})";
        m_server.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                       "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QRegularExpressionMatch match;
        do {
            if (!m_server.waitForReadyRead())
                qFatal("no openssl server: %s", m_server.readAllStandardError().constData());
            m_heard += m_server.readAllStandardOutput();
            match = QRegularExpression("ACCEPT .*:(\\d+)\n").match(QString::fromUtf8(m_heard));
        } while (!match.hasMatch());
        m_port = match.captured(1);
    }

    ~SelfSignedServer()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    std::string url() const { return ("https://127.0.0.1:" + m_port + "/v1").toStdString(); }

    std::string certificate() const { return m_certificate.toStdString(); }

    QByteArray heard() // decrypted, of all connections
    {
        while (m_server.waitForReadyRead(200))
            m_heard += m_server.readAllStandardOutput();
        return m_heard;
    }

private:
    QString m_certificate;
    QString m_port;
    QProcess m_server;
    QByteArray m_heard;
};

} // namespace

class TestEndpoint : public QObject
{
    Q_OBJECT

private slots:

    void addressesAreThoseOfTheService()
    {
        EndpointSettings settings = settingsFor("https://api.openai.com/v1/");
        QCOMPARE(chatUrl(settings), std::string("https://api.openai.com/v1/chat/completions"));
        settings.url = "http://localhost:11434/v1/chat/completions"; // copied whole
        QCOMPARE(chatUrl(settings), std::string("http://localhost:11434/v1/chat/completions"));
        QVERIFY(isThisMachine(settings) && !isEncrypted(settings) && !isAzure(settings));
        settings.url = "http://[::1]:8080/v1";
        QVERIFY(isThisMachine(settings));
        settings.url = "https://DESK.openai.azure.com";
        settings.model = "judge 1";
        QVERIFY(isAzure(settings) && isEncrypted(settings) && !isThisMachine(settings));
        QCOMPARE(chatUrl(settings),
            std::string("https://DESK.openai.azure.com/openai/deployments/judge%201/chat/"
                        "completions?api-version=2024-10-21"));
        settings.url = "https://desk.openai.azure.com/openai/v1";
        QCOMPARE(chatUrl(settings), std::string("https://desk.openai.azure.com/openai/v1/chat/completions"));
    }

    void unusableAddressesAreSentencesThatQuoteNoKey()
    {
        for (const char* url : {"", "api.openai.com/v1", "ftp://x/v1", "https://",
                 "https://me:sk-secret@x/v1", "https://x/v1?api-key=sk-secret", "https://x/v1#sk-secret",
                 "http://[::1", "https:///v1", "https://a b/v1", "http://localhost\\@evil.example/v1",
                 "https://x:port/v1", "https://x:/v1", "http://[x]/v1"}) {
            const auto checked = checkEndpoint(settingsFor(url));
            QVERIFY2(!checked, url);
            QCOMPARE(checked.error().code, ErrorCode::Unusable);
            QVERIFY(checked.error().message.find("secret") == std::string::npos);
        }
        EndpointSettings settings = settingsFor("https://x/v1");
        QVERIFY_RESULT(checkEndpoint(settings));
        settings.apiKeyEnv = "sk-secret-typed-in-the-wrong-place";
        const auto checked = checkEndpoint(settings);
        QVERIFY(!checked);
        QVERIFY(checked.error().message.find("secret") == std::string::npos);
        settings.apiKeyEnv = "OPENAI_API_KEY";
        settings.model = "";
        QVERIFY(!checkEndpoint(settings));
    }

    void aWholeReplyIsRead()
    {
        const ChatServer server({});
        const CallOutcome outcome = call(settingsFor(server.url()));
        QVERIFY2(outcome.reply.has_value(), outcome.sentence.c_str());
        QVERIFY(outcome.wasSent && outcome.isConfirmed);
        QCOMPARE(outcome.reply->text, std::string("3\nIt takes a few steps."));
        QCOMPARE(outcome.reply->tokensIn, std::optional<std::uint64_t>(100));
        QCOMPARE(outcome.reply->tokens.size(), std::size_t(2));
        QCOMPARE(outcome.reply->tokens[0].alternatives.size(), std::size_t(2));
        const auto calls = server.calls();
        QCOMPARE(calls.size(), std::size_t(1));
        QCOMPARE(calls[0].authorization, std::string("Bearer ") + key);
        QCOMPARE(calls[0].path, std::string("POST /v1/chat/completions HTTP/1.1"));
    }

    void everyFaultIsToldApart_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("failure");
        QTest::addColumn<bool>("isConfirmed");
        const auto row = [](const char* failure, Fault fault, bool isConfirmed) {
            QTest::addRow("%s %d", failure, static_cast<int>(fault))
                << static_cast<int>(fault) << QString(failure) << isConfirmed;
        };
        row("rate_limited", Fault::RateLimited, true);
        row("server_error", Fault::Error500, true);
        row("server_error", Fault::Error503, true);
        row("timed_out", Fault::Hang, false);
        row("timed_out", Fault::Slow, false);
        row("closed", Fault::Truncated, false);
        row("malformed", Fault::MalformedJson, true);
        row("malformed", Fault::OtherJson, true);
        row("wrong_content_type", Fault::WrongContentType, true);
        row("redirected", Fault::Redirect, true);
        row("closed", Fault::Close, false);
        row("unauthorised", Fault::Unauthorised, true);
        row("not_found", Fault::NotFound, true);
        row("quota_used_up", Fault::Quota, true);
        row("too_long", Fault::TooLong, true);
        row("log_probabilities_unknown", Fault::NoLogProbabilities, true);
    }

    void everyFaultIsToldApart()
    {
        QFETCH(int, fault);
        QFETCH(QString, failure);
        QFETCH(bool, isConfirmed);
        ChatServer::Behaviour behaviour;
        behaviour.always = static_cast<Fault>(fault);
        behaviour.retryAfterSeconds = 7;
        const ChatServer server(behaviour);
        const CallOutcome outcome = call(settingsFor(server.url()));
        QVERIFY(outcome.failure.has_value());
        QCOMPARE(QString::fromStdString(std::string(nameOf(*outcome.failure))), failure);
        QCOMPARE(callFailureNamed(failure.toStdString()), outcome.failure);
        QVERIFY2(outcome.wasSent, outcome.sentence.c_str());
        QCOMPARE(outcome.isConfirmed, isConfirmed);
        QVERIFY(!outcome.sentence.empty());
        // The server of Unauthorised repeats the key.
        for (const std::string& text : {outcome.sentence, outcome.raw})
            QVERIFY2(text.find(key) == std::string::npos, text.c_str());
        if (*outcome.failure == CallFailure::RateLimited)
            QCOMPARE(outcome.retryAfter, std::string("7"));
        QCOMPARE(server.calls().size(), std::size_t(1)); // nothing is sent a second time by itself
    }

    void redirectsAreNotFollowed()
    {
        const ChatServer other({});
        ChatServer::Behaviour behaviour;
        behaviour.always = Fault::Redirect;
        behaviour.redirectTo = other.url() + "/chat/completions";
        const ChatServer server(behaviour);
        const CallOutcome outcome = call(settingsFor(server.url()));
        QVERIFY(outcome.sentence.find(other.url()) != std::string::npos);
        QVERIFY(other.calls().empty());
    }

    void nobodyThereIsNotSent()
    {
        int port = 0;
        {
            const ChatServer gone({});
            port = gone.port();
        }
        const CallOutcome outcome = call(settingsFor("http://127.0.0.1:" + std::to_string(port) + "/v1"));
        QCOMPARE(outcome.failure, std::optional(CallFailure::NotReached));
        QVERIFY(!outcome.wasSent && !outcome.isConfirmed);
    }

    void noKeyGoesOverAConnectionThatIsNotSafe()
    {
        const ChatServer plain({}); // speaks no TLS
        const CallOutcome outcome
            = call(settingsFor("https://127.0.0.1:" + std::to_string(plain.port()) + "/v1"));
        QCOMPARE(outcome.failure, std::optional(CallFailure::Tls));
        QVERIFY(!outcome.wasSent);
        QVERIFY(plain.calls().empty());
    }

    void aCertificateOfOnesOwnIsRefusedUntilItIsNamed()
    {
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("the program openssl is not there to serve TLS");
        const std::string trusted = environmentValue("SSL_CERT_FILE");
        setEnvironmentValue("SSL_CERT_FILE", "");
        const QTemporaryDir folder;
        {
            SelfSignedServer server(folder);
            EndpointSettings settings = settingsFor(server.url());
            settings.timeoutSeconds = settings.connectSeconds = 20;
            QVERIFY_RESULT(checkEndpoint(settings));
            const CallOutcome refused = call(settings);
            QCOMPARE(refused.failure, std::optional(CallFailure::Tls));
            QVERIFY(!refused.wasSent && !refused.isConfirmed);
            for (const char* words : {"127.0.0.1", "self-signed", "endpoint.ca_file", "SSL_CERT_FILE"})
                QVERIFY2(refused.sentence.find(words) != std::string::npos, refused.sentence.c_str());
            QVERIFY(refused.sentence.find(key) == std::string::npos);
            QVERIFY(!server.heard().contains("Bearer")); // nothing of the request came through
        }
        for (const bool byVariable : {false, true}) {
            SelfSignedServer server(folder);
            EndpointSettings settings = settingsFor(server.url());
            settings.timeoutSeconds = settings.connectSeconds = 20;
            if (byVariable)
                setEnvironmentValue("SSL_CERT_FILE", server.certificate());
            else
                settings.caFile = server.certificate();
            QVERIFY_RESULT(checkEndpoint(settings));
            const CallOutcome outcome = call(settings);
            QVERIFY2(outcome.reply.has_value(), outcome.sentence.c_str());
            QCOMPARE(outcome.reply->text, std::string("4"));
            QVERIFY(server.heard().contains("POST /v1/chat/completions"));
        }
        setEnvironmentValue("SSL_CERT_FILE", "");
        const ChatServer plain({});
        EndpointSettings settings = settingsFor("https://127.0.0.1:" + std::to_string(plain.port()) + "/v1");
        settings.caFile = folder.filePath("no such file.pem").toStdString();
        const auto missing = checkEndpoint(settings);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("no such file.pem") != std::string::npos);
        settings.caFile = folder.filePath("key.pem").toStdString(); // a PEM file, but no certificate
        const CallOutcome outcome = call(settings);
        QCOMPARE(outcome.failure, std::optional(CallFailure::Tls));
        setEnvironmentValue("SSL_CERT_FILE", trusted);
    }

    void manyCallsRunAtOnce()
    {
        ChatServer::Behaviour behaviour;
        behaviour.seconds = 0.2;
        const ChatServer server(behaviour);
        auto client = HttpClient::make();
        QVERIFY_RESULT(client);
        for (int i = 0; i < 16; ++i) {
            HttpRequest request;
            request.url = server.url() + "/chat/completions";
            request.body = "{\"messages\":[{\"content\":\"\"}]}";
            request.isLoopback = true;
            QVERIFY_RESULT(client->start(std::move(request)));
        }
        QCOMPARE(client->running(), std::size_t(16));
        std::size_t ended = 0;
        std::size_t mostAtOnce = 0;
        while (ended < 16) {
            const auto polled = client->poll(100ms);
            QVERIFY_RESULT(polled);
            for (const auto& [id, reply] : *polled) {
                QCOMPARE(reply.status, 200);
                ++ended;
            }
            std::size_t open = 0;
            for (const auto& received : server.calls())
                open += received.isAnswered ? 0 : 1;
            mostAtOnce = std::max(mostAtOnce, open);
        }
        QVERIFY(mostAtOnce > 1);
    }

    void repliesOfManyServersAreRead()
    {
        // llama.cpp's server, an old Ollama, and one that gives parts.
        const auto llama = parseChatReply(
            R"({"choices":[{"finish_reason":"length","index":0,"message":{"role":"assistant","content":"4"},"logprobs":{"content":[{"id":19,"token":"4","bytes":[52],"logprob":-0.1,"top_logprobs":[{"id":19,"token":"4","bytes":[52],"logprob":-0.1}]}]}}],"model":"m","usage":{"completion_tokens":1,"prompt_tokens":9}})");
        QVERIFY_RESULT(llama);
        QVERIFY(llama->isCut);
        QCOMPARE(llama->tokens.size(), std::size_t(1));
        const auto ollama
            = parseChatReply(R"({"choices":[{"message":{"role":"assistant","content":"Score: 4"}}]})");
        QVERIFY_RESULT(ollama);
        QVERIFY(ollama->tokens.empty() && !ollama->tokensIn);
        const auto parts = parseChatReply(
            R"({"choices":[{"message":{"content":[{"type":"text","text":"4"},{"type":"text","text":".5"}]}}]})");
        QVERIFY_RESULT(parts);
        QCOMPARE(parts->text, std::string("4.5"));
        const auto null = parseChatReply(
            R"({"choices":[{"message":{"content":null},"logprobs":{"content":[{"token":"4","logprob":3}]}}]})");
        QVERIFY_RESULT(null);
        QVERIFY(null->text.empty() && null->tokens.empty());
        for (const char* body : {"", "null", "[]", "{}", R"({"choices":[]})", R"({"choices":[{}]})",
                 R"({"choices":[{"message":{}}]})", R"({"choices":[{"message":{"content":4}}]})",
                 "{\"choices\":"})
            QVERIFY2(!parseChatReply(body), body);
    }

    void requestsLeaveOutWhatIsNotKnown()
    {
        ChatRequest request;
        request.turns = {{"system", "s"}, {"user", "u\xff"}};
        request.wantsLogProbabilities = true;
        const Json usual = *parseJson(requestBody("m", request, {}), "body");
        QVERIFY(usual["logprobs"] == true && usual["max_tokens"] == 256 && usual.contains("temperature"));
        const Json careful = *parseJson(requestBody("m", request, {true, false, false}), "body");
        QVERIFY(!careful.contains("logprobs") && !careful.contains("temperature"));
        QVERIFY(careful["max_completion_tokens"] == 256 && !careful.contains("max_tokens"));
    }

    void keysComeFromTheEnvironmentOrTheKeychain()
    {
        EndpointSettings settings = settingsFor("https://judge.example/v1");
        QCOMPARE(findApiKey(settings).value_or("?"), std::string());
        settings.apiKeyEnv = "DANKAI_TEST_KEY";
        setEnvironmentValue("DANKAI_TEST_KEY", "");
        const auto missing = findApiKey(settings);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("export DANKAI_TEST_KEY=") != std::string::npos);
        setEnvironmentValue("DANKAI_TEST_KEY", std::string(key) + "\n");
        QCOMPARE(findApiKey(settings).value_or("?"), std::string(key));
        setEnvironmentValue("DANKAI_TEST_KEY", "sk-two\r\nX-Header: 1");
        const auto broken = findApiKey(settings);
        QVERIFY(!broken);
        QVERIFY(broken.error().message.find("sk-two") == std::string::npos);

        settings.apiKeyEnv = "";
        settings.usesKeychain = true;
        const QTemporaryDir folder;
        const std::string path = environmentValue("PATH");
        setEnvironmentValue("PATH", folder.path().toStdString());
        const auto noProgram = findApiKey(settings);
        QVERIFY(!noProgram);
        QVERIFY(noProgram.error().message.find("libsecret-tools") != std::string::npos);
        const std::filesystem::path tool = folder.filePath("secret-tool").toStdString();
        QVERIFY_RESULT(writeFileAtomically(tool,
            "#!/bin/sh\n[ \"$*\" = 'lookup service dankai host judge.example' ] && echo sk-from-keychain\n"));
        std::filesystem::permissions(tool, std::filesystem::perms::owner_all);
        QCOMPARE(findApiKey(settings).value_or("?"), std::string("sk-from-keychain"));
        settings.url = "https://other.example/v1";
        const auto unknown = findApiKey(settings);
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.find("secret-tool store") != std::string::npos);
        setEnvironmentValue("PATH", path);
    }
};

QTEST_APPLESS_MAIN(TestEndpoint)
#include "testendpoint.moc"
