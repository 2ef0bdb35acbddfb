#pragma once

#include "backend/desk.h"
#include "kit/widgets.h"

#include <map>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace zhangfang::ui
{

/// What the merchant platform gives, each checked as it is entered and explained when it does not fit. A key
/// is dragged in as a file or pasted; what is stored already is never shown again.
class MerchantForm final : public QWidget
{
    Q_OBJECT
public:
    MerchantForm(backend::Desk& desk, QWidget* parent);
    /// Reads what is set.
    void load();
    /// Whether all that was entered is well-formed.
    [[nodiscard]] bool isAcceptable() const;
    [[nodiscard]] bool isChanged() const;
    /// Stores what was entered: settings together, then the keys. `then` hears how it went; what was not
    /// stored stays as it was typed.
    /// Together with `besides`, settings that stand elsewhere: all of it or nothing.
    void save(const backend::Desk::Authority& authority, const QMap<QString, QString>& besides,
        std::function<void(base::Result<backend::Imported>)> then);

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

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
    void judge();
    void chooseKeyFile();
    void takeKeyFile(const QString& file);
    [[nodiscard]] static QString valueOf(const Field& field);
    backend::Desk& desk_;
    QFormLayout* form_;
    std::map<QString, Field> fields_;
    QPlainTextEdit* privateKey_ = nullptr;
    QLabel* privateKeyVerdict_ = nullptr;
    QLineEdit* apiV3Key_ = nullptr;
    QLineEdit* apiV2Key_ = nullptr;
    QLabel* apiV2KeyVerdict_ = nullptr;
    QLabel* apiV3KeyVerdict_ = nullptr;
    QStringList secretsSet_;
    /// What the rules say of a secret that stands in its field.
    struct Judged {
        QByteArray value;
        QString mchid;
        std::optional<base::Error> error;
    };
    std::map<QString, Judged> secrets_;
};

} // namespace zhangfang::ui
