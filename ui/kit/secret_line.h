#pragma once

#include <QLineEdit>

namespace zhangfang::ui
{

/// A field for a secret: hidden as it is typed or pasted.
class SecretLine final : public QLineEdit
{
    Q_OBJECT
public:
    /// `onWish`: what is short enough to be compared by eye can be shown for as long as it stands here.
    enum class Show { never, onWish };
    SecretLine(const QString& name, Show show, QWidget* parent);
};

} // namespace zhangfang::ui
