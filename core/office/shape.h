#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "office/field.h"

#include <functional>
#include <optional>
#include <QMap>

namespace zhangfang::office
{

/// How a member of a command stands in JSON: the way there and back.
template <class T> struct Carried;

template <> struct Carried<QString> {
    static QJsonValue toJson(const QString& value) { return value; }
    static QString fromJson(const QJsonValue& value) { return value.toString(); }
};
template <> struct Carried<base::Money> {
    static QJsonValue toJson(base::Money value) { return value.inFen(); }
    static base::Money fromJson(const QJsonValue& value) { return base::Money::fen(value.toInteger()); }
};
template <class Tag> struct Carried<base::NumberId<Tag>> {
    /// 0 is nobody's number: it is left out.
    static QJsonValue toJson(base::NumberId<Tag> value)
    {
        return value.value() == 0 ? QJsonValue() : QJsonValue(value.value());
    }
    static base::NumberId<Tag> fromJson(const QJsonValue& value)
    {
        return base::NumberId<Tag>(value.toInteger());
    }
};
template <> struct Carried<qint64> {
    static QJsonValue toJson(qint64 value) { return value; }
    static qint64 fromJson(const QJsonValue& value) { return value.toInteger(); }
};
template <> struct Carried<bool> {
    static QJsonValue toJson(bool value) { return value; }
    static bool fromJson(const QJsonValue& value) { return value.toBool(); }
};
template <> struct Carried<QMap<QString, QString>> {
    /// Left out where there are none.
    static QJsonValue toJson(const QMap<QString, QString>& value)
    {
        QJsonObject texts;
        for (auto one = value.begin(); one != value.end(); ++one)
            texts.insert(one.key(), one.value());
        return texts.isEmpty() ? QJsonValue() : QJsonValue(texts);
    }
    static QMap<QString, QString> fromJson(const QJsonValue& value)
    {
        QMap<QString, QString> texts;
        const QJsonObject object = value.toObject();
        for (auto one = object.begin(); one != object.end(); ++one)
            texts.insert(one.key(), one.value().toString());
        return texts;
    }
};
/// Left out where there is none.
template <class T> struct Carried<std::optional<T>> {
    static QJsonValue toJson(const std::optional<T>& value)
    {
        return value ? Carried<T>::toJson(*value) : QJsonValue();
    }
    static std::optional<T> fromJson(const QJsonValue& value)
    {
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        return Carried<T>::fromJson(value);
    }
};

/// The described fields of a command that is a plain struct. The description says what a type alone does
/// not: units, bounds, words for people. That is why neither Qt's gadgets nor Boost.Describe, which know
/// names and types only, do it.
template <class Command> class Shape
{
public:
    template <class T> Shape& with(T Command::*member, Field field)
    {
        return through<T>([member](Command& command) -> T& { return command.*member; }, std::move(field));
    }
    /// The same of what lies deeper in it.
    template <class T> Shape& through(std::function<T&(Command&)> member, Field field)
    {
        const QString name = QString::fromLatin1(field.name);
        fields_.push_back(std::move(field));
        members_.push_back({[member, name](Command& command, const QJsonObject& from) {
                                const QJsonValue value = from.value(name);
                                if (!value.isUndefined())
                                    member(command) = Carried<T>::fromJson(value);
                            },
            [member, name](Command& command, QJsonObject& to) {
                const QJsonValue value = Carried<T>::toJson(member(command));
                if (!value.isNull())
                    to.insert(name, value);
            }});
        return *this;
    }
    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    /// Of input that is checked.
    [[nodiscard]] Command read(const QJsonObject& input) const
    {
        Command command;
        for (const Member& member : members_)
            member.read(command, input);
        return command;
    }
    [[nodiscard]] QJsonObject write(Command command) const
    {
        QJsonObject input;
        for (const Member& member : members_)
            member.write(command, input);
        return input;
    }

private:
    struct Member {
        std::function<void(Command&, const QJsonObject&)> read;
        std::function<void(Command&, QJsonObject&)> write;
    };
    std::vector<Field> fields_;
    std::vector<Member> members_;
};

} // namespace zhangfang::office
