#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/shop_settings.h"
#include "kit/secret_line.h"
#include "kit/widgets.h"

#include <map>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace zhangfang::ui
{

/// What the merchant platform gives, each checked as it is entered and explained when it does not fit. Its
/// files are given several at once, and each goes where it belongs; secrets are hidden as they are entered,
/// and what is stored already is never shown again.
class MerchantForm final : public QWidget
{
    Q_OBJECT
public:
    MerchantForm(backend::ShopSettings& settings, QWidget* parent);
    /// Reads what is set.
    void load();
    /// Whether all that was entered is well-formed.
    [[nodiscard]] bool isAcceptable() const;
    [[nodiscard]] bool isChanged() const;
    /// Files that were dropped or chosen: what is in them goes into the fields, and is told; nothing is
    /// stored before somebody saves.
    void takeFiles(const QStringList& files);
    /// Stores what was entered: settings together, then the keys. `then` hears how it went; what was not
    /// stored stays as it was typed.
    /// Together with `besides`, settings that stand elsewhere: all of it or nothing.
    void save(const backend::Authority& authority, const QMap<QString, QString>& besides,
        std::function<void(base::Result<backend::Imported>)> then);

Q_SIGNALS:
    void changed();
    /// What was in the files is told.
    void told();

private:
    struct Field {
        QLineEdit* line = nullptr;
        QPlainTextEdit* text = nullptr;
        QLabel* verdict = nullptr;
        QString stored;
    };
    void addLine(const char* key, const QString& label, const QString& hint);
    void addText(const char* key, const QString& label, const QString& hint);
    QLabel* addRow(const QString& label, QWidget* field, const QString& hint);
    SecretLine* addSecret(const char* name, const QString& label, const QString& hint, SecretLine::Show show);
    void addFiles();
    void hidePrivateKey(QPlainTextEdit* text);
    void chooseFiles();
    void fill(const backend::HandedOut& found);
    void judge();
    void judgeFields();
    void judgeSecret(const QString& name);
    [[nodiscard]] QString whyNot(const QString& name, const base::Error& error) const;
    [[nodiscard]] QString goodWord(const QString& name) const;
    [[nodiscard]] static QString valueOf(const Field& field);
    static void setValue(const Field& field, const QString& value);
    [[nodiscard]] QString mchid() const;
    backend::ShopSettings& settings_;
    QFormLayout* form_;
    std::map<QString, Field> fields_;
    QLabel* files_ = nullptr; ///< what the latest were
    QStringList waiting_;     ///< files that came before what is set was read
    bool isLoaded_ = false;
    QStringList secretsSet_;
    /// A field for a secret, and what the rules say of what stands in it.
    struct Secret {
        SecretLine* line = nullptr;
        QLabel* verdict = nullptr;
        QByteArray value;
        QString mchid;
        QString certificate;
        backend::KeyLook look;
        std::optional<base::Error> error;
    };
    std::map<QString, Secret> secrets_;
};

} // namespace zhangfang::ui
