#include "wechatpay/v2/xml.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace zhangfang::wechatpay::v2
{
namespace
{

constexpr int kDeepest = 4;

tl::unexpected<base::Error> bad(const QString& why)
{
    return base::invalid("invalid_xml", QStringLiteral("This is not a message of WeChat Pay: %1.").arg(why));
}

bool isLegal(const QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        if (c.isSurrogate() || c.unicode() >= 0xFFFE ||
            (c.unicode() < 0x20 && c != QLatin1Char('\t') && c != QLatin1Char('\n') &&
                c != QLatin1Char('\r')))
            return false;
    }
    return true;
}

/// Passes over the elements of a list, no deeper than any real one.
Status passOver(QXmlStreamReader& reader)
{
    for (int depth = 1; depth > 0 && !reader.hasError();) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (++depth > kDeepest)
                return bad(QStringLiteral("it is nested too deep"));
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        case QXmlStreamReader::Characters:
        case QXmlStreamReader::Comment:
            break;
        default:
            return bad(QStringLiteral("it holds what no list of it holds"));
        }
    }
    return {};
}

Result<QString> readValue(QXmlStreamReader& reader)
{
    QString value;
    for (;;) {
        switch (reader.readNext()) {
        case QXmlStreamReader::Characters:
            value += reader.text();
            break;
        case QXmlStreamReader::Comment:
            break;
        case QXmlStreamReader::EndElement:
            return value;
        default: // an element, an entity, an instruction, the end
            return bad(
                reader.hasError() ? reader.errorString() : QStringLiteral("a value holds more than text"));
        }
    }
}

Status readRoot(QXmlStreamReader& reader, const char* root)
{
    for (;;) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartDocument:
        case QXmlStreamReader::Comment:
            break;
        case QXmlStreamReader::StartElement:
            return reader.name() == QLatin1String(root)
                       ? Status{}
                       : bad(QStringLiteral("it begins with '%1'").arg(reader.name().left(20)));
        default: // a DTD among them
            return bad(reader.hasError() ? reader.errorString()
                                         : QStringLiteral("it begins with what no message begins with"));
        }
    }
}

} // namespace

Result<Fields> readXml(const QByteArray& xml, const char* root, const QString& list)
{
    if (xml.size() > kLargestXml)
        return bad(QStringLiteral("it is too large"));
    QXmlStreamReader reader(xml);
    reader.setNamespaceProcessing(false);
    ZF_TRY(readRoot(reader, root));
    Fields fields;
    for (bool inside = true; inside;) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement: {
            const QString name = reader.name().toString();
            if (fields.contains(name))
                return bad(QStringLiteral("the field %1 comes twice").arg(name.left(40)));
            if (fields.size() >= kMostFields)
                return bad(QStringLiteral("it has too many fields"));
            if (!list.isEmpty() && name == list) {
                ZF_TRY(passOver(reader));
                fields.emplace(name, QString());
                break;
            }
            ZF_ASSIGN(fields[name], readValue(reader));
            break;
        }
        case QXmlStreamReader::EndElement:
            inside = false;
            break;
        case QXmlStreamReader::Comment:
            break;
        case QXmlStreamReader::Characters:
            if (reader.isWhitespace())
                break;
            return bad(QStringLiteral("it has text outside its fields"));
        default:
            return bad(reader.hasError() ? reader.errorString() : QStringLiteral("it ends early"));
        }
    }
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        const bool harmless = token == QXmlStreamReader::EndDocument || token == QXmlStreamReader::Comment ||
                              (token == QXmlStreamReader::Characters && reader.isWhitespace());
        if (!harmless)
            return bad(QStringLiteral("something comes behind its end"));
    }
    return fields;
}

Result<QByteArray> writeXml(const Fields& fields, const char* root)
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartElement(QString::fromLatin1(root));
    for (const auto& [name, value] : fields) {
        if (!isLegal(value))
            return base::invalid("invalid_field",
                QStringLiteral("The field %1 holds a character that cannot be sent.").arg(name));
        writer.writeTextElement(name, value);
    }
    writer.writeEndElement();
    return xml;
}

} // namespace zhangfang::wechatpay::v2
