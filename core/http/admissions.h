#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace zhangfang::http
{

/// Who may keep a connection open, and who has to go when all places are taken: the one that has been silent
/// longest. One whose complete request is being handled, or which is in the middle of its answer, is never
/// sent away. Any thread.
class Admissions : public std::enable_shared_from_this<Admissions>
{
public:
    Admissions(int most, int mostPerClient) : most_(most), mostPerClient_(mostPerClient) {}

    /// A connection's place, for as long as it lives.
    class Seat
    {
    public:
        ~Seat() { admissions_->leave(*this); }
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
        /// Something was heard from the other side.
        void heard() { admissions_->toEnd(*this); }
        /// Its request is complete; false: it has been sent away already, and nothing must be done for it.
        [[nodiscard]] bool work() { return admissions_->work(*this); }
        /// Its answer has been handed over.
        void rest() { admissions_->rest(*this); }
        /// Counted under this client from now on, under none where it is empty; another of the same client
        /// may have to go for it. False: they are all at work.
        [[nodiscard]] bool countUnder(const std::string& client)
        {
            return admissions_->countUnder(*this, client);
        }

    private:
        friend class Admissions;
        Seat(std::shared_ptr<Admissions> admissions, std::string client)
            : admissions_(std::move(admissions)), client_(std::move(client))
        {
        }
        const std::shared_ptr<Admissions> admissions_;
        // The rest under the admissions' mutex.
        std::string client_;
        std::function<void()> sendAway_;
        bool atWork_ = false;
        bool sentAway_ = false;
        std::list<Seat*>::iterator place_;
    };

    /// A place for a connection of this client (empty: counted in all only), if need be that of another,
    /// whose `sendAway` is called; nothing where nobody can go.
    [[nodiscard]] std::shared_ptr<Seat> enter(const std::string& client);
    /// What sends this one away: called once at most, on any thread, and must only pass it on.
    void onSentAway(Seat& seat, std::function<void()> sendAway);

private:
    void leave(Seat& seat);
    void toEnd(Seat& seat);
    bool work(Seat& seat);
    void rest(Seat& seat);
    bool countUnder(Seat& seat, const std::string& client);
    /// Under the mutex: makes room among all, or among those of `client`; answers what sends the one away, or
    /// whether nobody can go.
    struct Room {
        bool made = false;
        std::function<void()> sendAway;
    };
    [[nodiscard]] Room makeRoom(const std::string& client, const Seat* but);
    [[nodiscard]] int countOf(const std::string& client) const;

    const int most_;
    const int mostPerClient_;
    mutable std::mutex mutex_;
    std::list<Seat*> bySilence_; ///< the one that has been silent longest first
};

} // namespace zhangfang::http
