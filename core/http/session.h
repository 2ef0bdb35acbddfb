#pragma once

#include "http/admissions.h"
#include "http/server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <map>
#include <mutex>
#include <optional>

/// What one connection of the server does; for server.cpp alone.
namespace zhangfang::http::detail
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

/// Sessions that wait for an answer. Answers come from other threads, and some come, or are dropped, when
/// the server has gone: so what waits belongs to the server, and an answer only names it. Any thread.
class Waiting
{
public:
    /// Called on the session's own thread; nothing: the answer will never come.
    using Resume = std::function<void(const std::optional<Response>&)>;
    [[nodiscard]] quint64 add(asio::any_io_executor executor, Resume resume)
    {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(++last_, Entry{std::move(executor), std::move(resume)});
        return last_;
    }
    /// Once for each number; later calls, and those after `close`, change nothing.
    void resume(quint64 number, std::optional<Response> response)
    {
        const std::lock_guard lock(mutex_); // held to the end, so that `close` waits for us
        const auto entry = waiting_.extract(number);
        if (entry.empty())
            return;
        asio::post(entry.mapped().executor, [resume = std::move(entry.mapped().resume),
                                                response = std::move(response)] { resume(response); });
    }
    /// The server ends: sessions end with it, while what they stand on is still there.
    void close()
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
    }

private:
    struct Entry {
        asio::any_io_executor executor;
        Resume resume;
    };
    std::mutex mutex_;
    std::map<quint64, Entry> waiting_;
    quint64 last_ = 0;
};

struct Shared {
    Shared(const ServerOptions& serverOptions, Handler requestHandler)
        : options(serverOptions), handler(std::move(requestHandler)),
          admissions(std::make_shared<Admissions>(options.connections, options.connectionsPerAddress))
    {
    }
    ServerOptions options;
    Handler handler;
    std::shared_ptr<Admissions> admissions;
    Waiting waiting;
};

/// What an answer holds of its session: dropped unanswered, it lets the session go.
class Ticket
{
public:
    Ticket(std::shared_ptr<Shared> shared, quint64 number) : shared_(std::move(shared)), number_(number) {}
    ~Ticket() { shared_->waiting.resume(number_, std::nullopt); }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    void answer(Response response) const { shared_->waiting.resume(number_, std::move(response)); }

private:
    const std::shared_ptr<Shared> shared_;
    const quint64 number_;
};

template <class Stream> class Session : public std::enable_shared_from_this<Session<Stream>>
{
public:
    Session(Stream stream, std::shared_ptr<Shared> shared, std::shared_ptr<Admissions::Seat> seat,
        const QHostAddress& address)
        : stream_(std::move(stream)), shared_(std::move(shared)), seat_(std::move(seat)), address_(address),
          ofProxy_(isAmong(shared_->options.trustedProxies, address_))
    {
    }
    ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void run()
    {
        // Weak: who is sent away may be gone by then, and the seat must not keep its session.
        shared_->admissions->onSentAway(
            *seat_, [weak = this->weak_from_this(), executor = stream_.get_executor()] {
                asio::post(executor, [weak] {
                    if (const auto self = weak.lock())
                        self->close();
                });
            });
        asio::dispatch(stream_.get_executor(), [self = this->shared_from_this()] {
            if constexpr (kTls) {
                self->setDeadline(self->shared_->options.requestDeadlineMs);
                self->stream_.async_handshake(asio::ssl::stream_base::server, [self](ErrorCode error) {
                    if (!error)
                        self->read();
                });
            } else {
                self->read();
            }
        });
    }

private:
    static constexpr int kLingerMs = 1'000;
    static constexpr std::size_t kForgetBytes = 16 * 1024;
    static constexpr std::size_t kMostForgotten = 1 << 20;
    static constexpr bool kTls = !std::is_same_v<Stream, beast::tcp_stream>;

    void setDeadline(int ms)
    {
        beast::get_lowest_layer(stream_).expires_after(std::chrono::milliseconds(ms));
    }

    void read()
    {
        parser_.emplace();
        headerSeen_ = false;
        client_.clear();
        parser_->header_limit(shared_->options.headerBytes);
        parser_->body_limit(shared_->options.bodyBytes);
        // Set once for the whole request: bytes that trickle in do not move it.
        setDeadline(shared_->options.requestDeadlineMs);
        readMore();
    }

    /// Piece by piece, so that it is known when something was last heard.
    void readMore()
    {
        wire::async_read_some(stream_, buffer_, *parser_,
            [self = this->shared_from_this()](ErrorCode error, std::size_t) { self->onSome(error); });
    }

    void onSome(ErrorCode error)
    {
        if (error == wire::error::end_of_stream || error == beast::error::timeout ||
            error == asio::error::operation_aborted)
            return close();
        if (error) {
            const bool ours = error.category() == wire::make_error_code(wire::error::bad_method).category();
            if (!ours)
                return close();
            return refuse(error == wire::error::body_limit     ? 413
                          : error == wire::error::header_limit ? 431
                                                               : 400);
        }
        seat_->heard();
        if (parser_->is_header_done() && !headerSeen_) {
            headerSeen_ = true;
            parser_->eager(true);
            if (!isUnambiguous())
                return refuse(400);
            if (ofProxy_ && !countClient())
                return refuse(503);
        }
        parser_->is_done() ? onRequest() : readMore();
    }

    /// Whether every program that reads this header sees the same message in it. Source: RFC
    /// 9112, 3.2, 6.1 and 6.3.
    [[nodiscard]] bool isUnambiguous() const
    {
        const auto& message = parser_->get();
        int hosts = 0;
        int codings = 0;
        bool chunked = true;
        for (const auto& field : message) {
            hosts += field.name() == wire::field::host ? 1 : 0;
            if (field.name() == wire::field::transfer_encoding) {
                ++codings;
                chunked = chunked && beast::iequals(field.value(), "chunked");
            }
        }
        const bool http11 = message.version() >= 11;
        if (hosts > 1 || (http11 && hosts == 0))
            return false;
        return codings == 0 || (codings == 1 && chunked && http11 &&
                                   message.find(wire::field::content_length) == message.end());
    }

    /// Counts the request under the client that the proxy names.
    [[nodiscard]] bool countClient()
    {
        client_ = forwardedFor(headers(), shared_->options.trustedProxies);
        return seat_->countUnder(client_.isNull() ? std::string() : countedUnder(client_));
    }

    [[nodiscard]] Headers headers() const
    {
        Headers headers;
        for (const auto& field : parser_->get())
            headers.add(
                QByteArray(field.name_string().data(), static_cast<qsizetype>(field.name_string().size())),
                QByteArray(field.value().data(), static_cast<qsizetype>(field.value().size())));
        return headers;
    }

    /// What follows on the connection cannot be told apart from it: it ends.
    void refuse(int status)
    {
        keepAlive_ = false;
        Response refusal;
        refusal.status = status;
        write(refusal);
    }

    void onRequest()
    {
        if (!seat_->work())
            return close();
        const auto& message = parser_->get();
        Request request;
        request.method = QByteArray(
            message.method_string().data(), static_cast<qsizetype>(message.method_string().size()));
        request.target = QByteArray(message.target().data(), static_cast<qsizetype>(message.target().size()));
        request.body = QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size()));
        request.peer = (client_.isNull() ? address_ : client_).toString();
        if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
            // Verified in the handshake, or the handshake would have failed: that it is there is enough.
            X509* const shown = SSL_get1_peer_certificate(stream_.native_handle());
            request.hasClientCertificate = shown != nullptr;
            X509_free(shown);
        }
        request.headers = headers();
        keepAlive_ = message.keep_alive();
        beast::get_lowest_layer(stream_).expires_never(); // the handler keeps its own time
        const quint64 number = shared_->waiting.add(stream_.get_executor(),
            [self = this->shared_from_this()](const std::optional<Response>& response) {
                response ? self->write(*response) : self->close();
            });
        shared_->handler(std::move(request), [ticket = std::make_shared<const Ticket>(shared_, number)](
                                                 Response response) { ticket->answer(std::move(response)); });
    }

    void write(const Response& response)
    {
        if (response.delivery == Response::Delivery::dropped || !seat_->work())
            return close();
        answer_ = {};
        answer_.version(11);
        answer_.result(static_cast<unsigned>(response.status));
        for (const auto& [name, value] : response.headers.fields())
            answer_.set(name.toStdString(), value.toStdString());
        answer_.body() = response.body.toStdString();
        answer_.keep_alive(keepAlive_);
        if (response.status != 204)
            answer_.prepare_payload();
        setDeadline(shared_->options.answerDeadlineMs);
        if (response.delivery == Response::Delivery::cutInHalf) {
            half_ = beast::buffers_to_string(
                asio::buffer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"cut\":"));
            half_.pop_back(); // the literal's own end
            asio::async_write(stream_, asio::buffer(half_),
                [self = this->shared_from_this()](ErrorCode, std::size_t) { self->close(); });
            return;
        }
        wire::async_write(stream_, answer_, [self = this->shared_from_this()](ErrorCode error, std::size_t) {
            if (error)
                return self->close();
            self->seat_->rest();
            if (!self->keepAlive_)
                return self->linger();
            if (self->ofProxy_ && !self->seat_->countUnder({})) // it waits for any client's next request
                return self->close();
            self->read();
        });
    }

    /// Reads and forgets what is still coming, so that closing does not take the answer back (RFC
    /// 9112, 9.6).
    void linger()
    {
        ErrorCode ignored; // the other side may be gone already
        beast::get_lowest_layer(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
        setDeadline(kLingerMs);
        forget();
    }

    void forget()
    {
        buffer_.clear();
        beast::get_lowest_layer(stream_).async_read_some(buffer_.prepare(kForgetBytes),
            [self = this->shared_from_this()](ErrorCode error, std::size_t size) {
                self->forgotten_ += size;
                if (error || self->forgotten_ > kMostForgotten)
                    return self->close();
                self->forget();
            });
    }

    void close()
    {
        ErrorCode ignored; // the other side may be gone already
        beast::get_lowest_layer(stream_).socket().shutdown(tcp::socket::shutdown_both, ignored);
        beast::get_lowest_layer(stream_).close();
    }

    Stream stream_;
    std::shared_ptr<Shared> shared_;
    const std::shared_ptr<Admissions::Seat> seat_;
    const QHostAddress address_;
    const bool ofProxy_;
    QHostAddress client_; ///< whom the proxy names
    beast::flat_buffer buffer_{128 * 1024};
    std::optional<wire::request_parser<wire::string_body>> parser_;
    wire::response<wire::string_body> answer_;
    std::string half_;
    std::size_t forgotten_ = 0;
    bool headerSeen_ = false;
    bool keepAlive_ = false;
};

} // namespace zhangfang::http::detail
