// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/exampledrag.h"

#include "ui/phase/plandocument.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <optional>

namespace dankai::ui {

namespace {

struct Payload
{
    QString project;
    qint64 process = 0; // tokens are of one process
    quint64 token = 0; // 0: the ids themselves follow
    quint64 count = 0;
    QList<qint64> ids;
};

std::optional<Payload> read(const QMimeData& data)
{
    const QByteArray bytes = data.data(exampleMimeType());
    if (bytes.isEmpty())
        return std::nullopt;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    Payload payload;
    stream >> payload.project >> payload.process >> payload.token >> payload.count >> payload.ids;
    if (stream.status() != QDataStream::Ok)
        return std::nullopt;
    return payload;
}

QString projectOf(const PlanDocument& document)
{
    return QString::fromStdString(document.session().folder().string());
}

} // namespace

QString exampleMimeType()
{
    return QStringLiteral("application/x-dankai-examples");
}

QMimeData* makeExampleDrag(PlanDocument& document, std::vector<ExampleId> examples)
{
    Payload payload;
    payload.project = projectOf(document);
    payload.process = QCoreApplication::applicationPid();
    payload.count = examples.size();
    if (examples.size() <= inlineExamples) {
        for (const ExampleId example : examples)
            payload.ids.append(static_cast<qint64>(example));
    } else {
        payload.token = document.keep(std::move(examples));
    }
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << payload.project << payload.process << payload.token << payload.count << payload.ids;
    auto* data = new QMimeData;
    data->setData(exampleMimeType(), bytes);
    return data;
}

bool isExampleDrag(const PlanDocument& document, const QMimeData& data)
{
    const auto payload = read(data);
    return payload && payload->project == projectOf(document)
        && (payload->token == 0 || payload->process == QCoreApplication::applicationPid());
}

std::vector<ExampleId> draggedExamples(const PlanDocument& document, const QMimeData& data)
{
    if (!isExampleDrag(document, data))
        return {};
    const auto payload = read(data);
    if (payload->token != 0)
        return document.kept(payload->token);
    std::vector<ExampleId> examples;
    for (const qint64 id : payload->ids)
        examples.push_back(ExampleId(id));
    return examples;
}

std::size_t draggedCount(const QMimeData& data)
{
    const auto payload = read(data);
    return payload ? static_cast<std::size_t>(payload->count) : 0;
}

} // namespace dankai::ui
