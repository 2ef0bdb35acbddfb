#include "ctl/terminal.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace zhangfang::ctl
{
namespace
{

constexpr char kInterrupt = 3; ///< Ctrl+C

/// The terminal shows nothing of what is typed.
class Unseen
{
public:
    Unseen()
    {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios unseen = before_;
        // Ctrl+C as well is read here: it would leave a terminal behind that shows nothing.
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        unseen.c_cc[VEOL] = kInterrupt;
        isSet_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0;
    }
    ~Unseen()
    {
        if (isSet_)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    [[nodiscard]] bool isSet() const { return isSet_; }

private:
    termios before_{};
    bool isSet_ = false;
};

} // namespace

std::optional<crypto::Secret> askUnseen(const char* question)
{
    constexpr qsizetype kLongest = 1024;
    if (::isatty(STDIN_FILENO) == 0)
        return std::nullopt;
    QByteArray line;
    line.reserve(kLongest);
    bool isWhole = false;
    {
        const Unseen unseen;
        if (!unseen.isSet())
            return std::nullopt;
        std::fprintf(stderr, "%s ", question);
        std::fflush(stderr);
        char c = 0;
        while (line.size() < kLongest && ::read(STDIN_FILENO, &c, 1) == 1) {
            if (c == '\n') {
                isWhole = true;
                break;
            }
            if (c == kInterrupt)
                break;
            line += c;
        }
        std::fputc('\n', stderr); // what ended the line was not shown either
    }
    crypto::Secret typed = crypto::Secret::taken(std::move(line));
    return isWhole ? std::optional(std::move(typed)) : std::nullopt;
}

} // namespace zhangfang::ctl
