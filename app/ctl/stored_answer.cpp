#include "ctl/stored_answer.h"

#include <QJsonArray>

namespace zhangfang::ctl
{

QJsonObject withConsequences(QJsonObject json, const QStringList& alsoSet, const QStringList& warnings)
{
    if (!alsoSet.isEmpty())
        json.insert(QStringLiteral("also_set"), QJsonArray::fromStringList(alsoSet));
    if (!warnings.isEmpty())
        json.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(warnings));
    return json;
}

} // namespace zhangfang::ctl
