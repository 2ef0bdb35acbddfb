#include "ctl/proof_view.h"

namespace zhangfang::ctl
{
namespace
{

using SealState = backend::SealProof::State;

QJsonObject sealView(const backend::SealProof& proof)
{
    const auto words = [&proof](backend::SealWords::Language language) {
        return proof.latest ? QJsonValue(proof.latest->words().toText(language)) : QJsonValue();
    };
    return {{QStringLiteral("ok"), proof.state == SealState::agree},
        {QStringLiteral("state"), backend::toText(proof.state)},
        {QStringLiteral("day"),
            proof.latest ? QJsonValue(proof.latest->day.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("words"), words(backend::SealWords::Language::english)},
        {QStringLiteral("words_zh"), words(backend::SealWords::Language::chinese)},
        {QStringLiteral("seals"), proof.seals}, {QStringLiteral("set_aside"), proof.setAside},
        {QStringLiteral("proven"), proof.isProven},
        {QStringLiteral("first_difference"),
            proof.firstDifference.isEmpty() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

} // namespace

QJsonObject proofView(const QString& firstDifference, const backend::SealProof& seals)
{
    QString difference = firstDifference;
    if (difference.isEmpty() && seals.state == SealState::differ)
        difference = seals.firstDifference;
    return {{QStringLiteral("ok"), difference.isEmpty()},
        {QStringLiteral("first_difference"), difference.isEmpty() ? QJsonValue() : QJsonValue(difference)},
        {QStringLiteral("seal"), sealView(seals)}};
}

} // namespace zhangfang::ctl
