#include "base/money.h"

#include <limits>
#include <QRegularExpression>

namespace zhangfang::base
{
namespace
{

Result<Money> overflow()
{
    return invalid("overflow", QStringLiteral("The amount is too large."));
}

QString digits(qint64 fen, bool grouped)
{
    // Through unsigned, so that the smallest qint64 has an absolute value.
    const quint64 absolute = fen < 0 ? ~static_cast<quint64>(fen) + 1 : static_cast<quint64>(fen);
    QString whole = QString::number(absolute / 100);
    if (grouped) {
        for (qsizetype i = whole.size() - 3; i > 0; i -= 3)
            whole.insert(i, QLatin1Char(','));
    }
    return whole + QLatin1Char('.') + QString::number(absolute % 100).rightJustified(2, QLatin1Char('0'));
}

} // namespace

Result<Money> Money::parseYuan(QStringView text)
{
    const auto bad = [&] {
        return invalid("invalid_amount",
            QStringLiteral("'%1' is not an amount; write yuan with at most two decimals, like 12.34.")
                .arg(text.left(40)));
    };
    QStringView rest = text;
    const bool negative = rest.startsWith(QLatin1Char('-'));
    if (negative)
        rest = rest.mid(1);
    const qsizetype dot = rest.indexOf(QLatin1Char('.'));
    const QStringView whole = dot < 0 ? rest : rest.left(dot);
    const QStringView decimals = dot < 0 ? QStringView() : rest.mid(dot + 1);
    if (whole.isEmpty() || (dot >= 0 && decimals.isEmpty()))
        return bad();
    const auto isAsciiDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    if (!std::all_of(whole.begin(), whole.end(), isAsciiDigit) ||
        !std::all_of(decimals.begin(), decimals.end(), isAsciiDigit))
        return bad();
    if (decimals.size() > 2)
        return invalid("too_many_decimals",
            QStringLiteral("'%1' has more than two decimals; a fen is the smallest amount.")
                .arg(text.left(40)));
    qint64 value = 0;
    const auto append = [&value, negative](int digit) {
        return !__builtin_mul_overflow(value, qint64{10}, &value) &&
               !__builtin_add_overflow(value, negative ? -digit : digit, &value);
    };
    for (const QChar c : whole) {
        if (!append(c.unicode() - u'0'))
            return overflow();
    }
    for (int i = 0; i < 2; ++i) {
        if (!append(i < decimals.size() ? decimals[i].unicode() - u'0' : 0))
            return overflow();
    }
    return fen(value);
}

Result<Money> Money::parseTyped(QStringView text)
{
    QString plain;
    for (const QChar c : text.trimmed()) {
        if (c.unicode() >= 0xFF10 && c.unicode() <= 0xFF19)
            plain += QChar(c.unicode() - 0xFF10 + u'0');
        else if (c == u'．' || c == u'。')
            plain += u'.';
        else if (c == u'，')
            plain += u',';
        else if (c == u'－')
            plain += u'-';
        else
            plain += c == u'￥' ? QChar(u'¥') : c;
    }
    const bool isNegative = plain.startsWith(u'-');
    if (isNegative)
        plain.remove(0, 1);
    if (plain.startsWith(u'¥'))
        plain.remove(0, 1);
    if (plain.endsWith(u'元'))
        plain.chop(1);
    plain = plain.trimmed();
    static const QRegularExpression kGrouped(QStringLiteral("^[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?$"));
    if (kGrouped.match(plain).hasMatch())
        plain.remove(u',');
    return parseYuan(isNegative ? u'-' + plain : plain);
}

QString Money::toYuan() const
{
    return (fen_ < 0 ? QStringLiteral("-") : QString()) + digits(fen_, false);
}

QString Money::toDisplay() const
{
    return (fen_ < 0 ? QStringLiteral("-¥ ") : QStringLiteral("¥ ")) + digits(fen_, true);
}

Result<Money> Money::plus(Money other) const
{
    qint64 sum = 0;
    return __builtin_add_overflow(fen_, other.fen_, &sum) ? overflow() : fen(sum);
}

Result<Money> Money::minus(Money other) const
{
    qint64 difference = 0;
    return __builtin_sub_overflow(fen_, other.fen_, &difference) ? overflow() : fen(difference);
}

Result<Money> Money::negated() const
{
    return zero().minus(*this);
}

} // namespace zhangfang::base
