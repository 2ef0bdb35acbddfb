<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Console</name>
    <message>
        <source>Zhangfang cannot open the books</source>
        <translation>账房打不开账簿</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The password is wrong. Nothing was done.</source>
        <translation>密码不对，什么都没有做。</translation>
    </message>
    <message>
        <source>The password needs at least 8 characters.</source>
        <translation>密码至少要 8 个字符。</translation>
    </message>
    <message>
        <source>The desk has locked itself. Give your password.</source>
        <translation>柜台已自动上锁，请输入密码。</translation>
    </message>
    <message>
        <source>The user&apos;s balance is too small for this.</source>
        <translation>该用户的余额不够。</translation>
    </message>
    <message>
        <source>A user with this openid already exists.</source>
        <translation>已有使用这个 openid 的用户。</translation>
    </message>
    <message>
        <source>The openid must be 1 to 64 letters, digits, “_” or “-”.</source>
        <translation>openid 须为 1 至 64 个字母、数字、“_”或“-”。</translation>
    </message>
    <message>
        <source>Give a reason of 1 to 200 characters.</source>
        <translation>请写明 1 至 200 个字的原因。</translation>
    </message>
    <message>
        <source>The amount must be at least ¥ 0.01.</source>
        <translation>金额至少为 ¥ 0.01。</translation>
    </message>
    <message>
        <source>An amount has at most two decimals.</source>
        <translation>金额最多两位小数。</translation>
    </message>
    <message>
        <source>The description must have 1 to 127 characters.</source>
        <translation>说明须为 1 至 127 个字。</translation>
    </message>
    <message>
        <source>This kind of order needs its user.</source>
        <translation>这种订单需要指定用户。</translation>
    </message>
    <message>
        <source>There is no such user.</source>
        <translation>没有这个用户。</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>没有这个订单。</translation>
    </message>
    <message>
        <source>There is no such withdrawal.</source>
        <translation>没有这笔提现。</translation>
    </message>
    <message>
        <source>The period must run forward and hold at most 366 days.</source>
        <translation>起止日期须先后有序，最多 366 天。</translation>
    </message>
    <message>
        <source>This withdrawal of %1 is over the limit of %2 for one payout.</source>
        <translation>这笔提现 %1，超过单笔上限 %2。</translation>
    </message>
    <message>
        <source>This user&apos;s withdrawals of today would be %1, over the limit of %2.</source>
        <translation>该用户今天的提现将达 %1，超过上限 %2。</translation>
    </message>
    <message>
        <source>All withdrawals of today would be %1, over the limit of %2.</source>
        <translation>今天的全部提现将达 %1，超过上限 %2。</translation>
    </message>
    <message>
        <source>Users are owed %1, but only %2 of settled money is there to pay them. Wait for settlement, or move money in.</source>
        <translation>应付用户 %1，可用于支付的已结算资金只有 %2。请等待结算，或转入资金。</translation>
    </message>
    <message>
        <source>From ¥ 2,000 on WeChat Pay wants the payee&apos;s real name. Enter it under Wallets.</source>
        <translation>¥ 2,000 起微信支付要求收款人真实姓名，请在“钱包”中填写。</translation>
    </message>
    <message>
        <source>That is no longer possible in its present state.</source>
        <translation>以现在的状态，这已不能做了。</translation>
    </message>
    <message>
        <source>Too late: it has already been sent to WeChat Pay.</source>
        <translation>来不及了：已经发给微信支付。</translation>
    </message>
    <message>
        <source>The merchant account is not complete. Open Settings and fill in what is missing.</source>
        <translation>商户资料不完整，请在“设置”中补全。</translation>
    </message>
    <message>
        <source>Another Zhangfang already listens and pays for this folder; this one works beside it.</source>
        <translation>另一个账房程序已在此文件夹上收通知、发付款；本窗口与它并行工作。</translation>
    </message>
    <message>
        <source>The listener&apos;s port is in use. Choose another one in Settings.</source>
        <translation>监听端口被占用，请在“设置”中换一个。</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s certificates could not be fetched. Check the network and the merchant&apos;s keys.</source>
        <translation>取不到微信支付的证书，请检查网络和商户密钥。</translation>
    </message>
    <message>
        <source>WeChat Pay refused.</source>
        <translation>微信支付拒绝了请求。</translation>
    </message>
    <message>
        <source>WeChat Pay gave no clear answer. Nothing is lost; try again in a moment.</source>
        <translation>微信支付没有给出明确答复。没有丢失任何东西，请稍后再试。</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring cannot be used.</source>
        <translation>无法使用系统钥匙串。</translation>
    </message>
    <message>
        <source>That is not a key of the right kind.</source>
        <translation>这不是正确类型的密钥。</translation>
    </message>
    <message>
        <source>A setting cannot hold that value.</source>
        <translation>某项设置不能取这个值。</translation>
    </message>
    <message>
        <source>Another program holds the books; try again in a moment.</source>
        <translation>别的程序正占用账簿，请稍后再试。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; free some space.</source>
        <translation>磁盘已满，什么都没有改动；请腾出空间。</translation>
    </message>
    <message>
        <source>A file could not be read or written. Nothing was changed.</source>
        <translation>文件无法读写，什么都没有改动。</translation>
    </message>
    <message>
        <source>The file is damaged. Keep it as it is and restore the newest backup.</source>
        <translation>文件已损坏。请原样保留，并恢复最近的备份。</translation>
    </message>
    <message>
        <source>The file is not a Zhangfang database.</source>
        <translation>这不是账房的数据库文件。</translation>
    </message>
    <message>
        <source>These books were made by a newer Zhangfang. Update the program.</source>
        <translation>这些账簿出自更新版本的账房，请升级程序。</translation>
    </message>
    <message>
        <source>There already is a file of this name; backups never overwrite.</source>
        <translation>已有同名文件；备份从不覆盖。</translation>
    </message>
    <message>
        <source>The books do not verify. Stop paying out and restore a backup.</source>
        <translation>账簿核对不上。请停止付款并恢复备份。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>There already are books in this folder.</source>
        <translation>此文件夹里已有账簿。</translation>
    </message>
    <message>
        <source>the amount was %1 and is now %2.</source>
        <translation>金额原为 %1，现为 %2。</translation>
    </message>
    <message>
        <source>the payee was %1 and is now %2.</source>
        <translation>收款人原为 %1，现为 %2。</translation>
    </message>
    <message>
        <source>the payee&apos;s name was “%1” and is now “%2”.</source>
        <translation>收款人姓名原为“%1”，现为“%2”。</translation>
    </message>
    <message>
        <source>the payee&apos;s balance was %1 and is now %2.</source>
        <translation>收款人余额原为 %1，现为 %2。</translation>
    </message>
    <message>
        <source>%1its state is now “%2”.</source>
        <translation>%1现在的状态是“%2”。</translation>
    </message>
    <message>
        <source>Requested; the sum is held</source>
        <translation>已申请，金额已冻结</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Approval taken back</source>
        <translation>批准已收回</translation>
    </message>
    <message>
        <source>Rejected; the sum is back in the balance</source>
        <translation>已拒绝，金额退回余额</translation>
    </message>
    <message>
        <source>Cancelled; the sum is back in the balance</source>
        <translation>已取消，金额退回余额</translation>
    </message>
    <message>
        <source>Request stored, then sent to WeChat Pay</source>
        <translation>请求已保存，随后发给微信支付</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it; the same request goes again later</source>
        <translation>微信支付没有受理；稍后以同一请求再发</translation>
    </message>
    <message>
        <source>No clear answer; WeChat Pay is being asked by the same number</source>
        <translation>没有明确答复；正以同一单号向微信支付查询</translation>
    </message>
    <message>
        <source>Accepted by WeChat Pay</source>
        <translation>微信支付已受理</translation>
    </message>
    <message>
        <source>Waiting for the payee to confirm in WeChat</source>
        <translation>等待收款人在微信中确认</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>Failed; the sum is back in the balance</source>
        <translation>失败，金额退回余额</translation>
    </message>
    <message>
        <source>Cancelled at WeChat Pay; the sum is back in the balance</source>
        <translation>已在微信支付撤销，金额退回余额</translation>
    </message>
    <message>
        <source>WeChat Pay was asked</source>
        <translation>已向微信支付查询</translation>
    </message>
    <message>
        <source>WeChat Pay told something new</source>
        <translation>微信支付告知了新情况</translation>
    </message>
    <message>
        <source>Not sent: not covered</source>
        <translation>未发出：资金不足以覆盖</translation>
    </message>
    <message>
        <source>Stopped: a person is asked</source>
        <translation>已停下，等待人工处理</translation>
    </message>
    <message>
        <source>Cancellation asked for</source>
        <translation>已要求取消</translation>
    </message>
    <message>
        <source>WeChat Pay was asked to cancel</source>
        <translation>已请微信支付撤销</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Settlement</source>
        <translation>结算</translation>
    </message>
    <message>
        <source>Credit by hand</source>
        <translation>手工增加</translation>
    </message>
    <message>
        <source>Debit by hand</source>
        <translation>手工扣减</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>划转</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>WeChat money, not settled yet</source>
        <translation>微信待结算资金</translation>
    </message>
    <message>
        <source>WeChat basic account</source>
        <translation>微信基本账户</translation>
    </message>
    <message>
        <source>WeChat operation account</source>
        <translation>微信运营账户</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>Deferred revenue</source>
        <translation>预收款</translation>
    </message>
    <message>
        <source>Tax withheld</source>
        <translation>代扣税款</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售收入</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>佣金收入</translation>
    </message>
    <message>
        <source>WeChat fees</source>
        <translation>微信手续费</translation>
    </message>
    <message>
        <source>Rewards and corrections</source>
        <translation>奖励与更正</translation>
    </message>
    <message>
        <source>Owner&apos;s money</source>
        <translation>店主投入</translation>
    </message>
    <message>
        <source>To be reconciled</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>The books verify</source>
        <translation>账簿核对无误</translation>
    </message>
    <message>
        <source>Merchant number, appid, certificate and keys are here</source>
        <translation>商户号、appid、证书和密钥齐全</translation>
    </message>
    <message>
        <source>WeChat Pay answers, and both signatures agree</source>
        <translation>微信支付有应答，双方签名一致</translation>
    </message>
    <message>
        <source>WeChat Pay knows where to send notifications</source>
        <translation>微信支付知道往哪里发通知</translation>
    </message>
    <message>
        <source>A payment does not fit its order. Compare it with the merchant platform before anything is delivered.</source>
        <translation>有一笔付款与订单不符。发货前请先与商户平台核对。</translation>
    </message>
    <message>
        <source>A notification could not be understood and was kept.</source>
        <translation>有一条通知看不懂，已留存。</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a withdrawal does not fit the books.</source>
        <translation>微信支付所说的提现情况与账簿不符。</translation>
    </message>
    <message>
        <source>An approved withdrawal waits for money to cover it.</source>
        <translation>有一笔已批准的提现在等待资金覆盖。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a withdrawal.</source>
        <translation>微信支付没有受理一笔提现。</translation>
    </message>
    <message>
        <source>WeChat Pay tells a state this program does not know; the money stays held.</source>
        <translation>微信支付给出了本程序不认识的状态；资金继续冻结。</translation>
    </message>
    <message>
        <source>WeChat Pay no longer knows a withdrawal it had accepted; the money stays held.</source>
        <translation>微信支付查不到它已受理的一笔提现；资金继续冻结。</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>未支付</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Fulfilled</source>
        <translation>已履约</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Refunding</source>
        <translation>退款中</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation>部分退款</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>等您处理</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Payee to confirm</source>
        <translation>待收款人确认</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>结果不明</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>First withdrawal</source>
        <translation>首次提现</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新账户</translation>
    </message>
    <message>
        <source>Name missing</source>
        <translation>缺姓名</translation>
    </message>
    <message>
        <source>Over limit</source>
        <translation>超限</translation>
    </message>
    <message>
        <source>Unusual sum</source>
        <translation>金额异常</translation>
    </message>
    <message>
        <source>Shared device</source>
        <translation>共用设备</translation>
    </message>
    <message>
        <source>Same name elsewhere</source>
        <translation>重名</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>The sum is held from the user&apos;s balance. Nothing leaves before you approve.</source>
        <translation>金额已从用户余额中冻结。您批准之前，一分钱也不会出去。</translation>
    </message>
    <message>
        <source>It will be sent when the grace period ends. Until then you can take it back.</source>
        <translation>宽限期结束后发出；在此之前可以收回。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it. The same request goes again later, under the same number.</source>
        <translation>微信支付没有受理。稍后会以同一单号再发同一请求。</translation>
    </message>
    <message>
        <source>The request is stored and on its way to WeChat Pay.</source>
        <translation>请求已保存，正在发往微信支付。</translation>
    </message>
    <message>
        <source>WeChat Pay has it and is working on it.</source>
        <translation>微信支付已收到，正在处理。</translation>
    </message>
    <message>
        <source>The payee has 24 hours to confirm in WeChat. If they do not, it fails and the sum goes back to their balance.</source>
        <translation>收款人有 24 小时在微信中确认。逾期则失败，金额退回其余额。</translation>
    </message>
    <message>
        <source>An answer of WeChat Pay was lost. The program asks by the same number, and repeats the same request only if WeChat Pay does not know it. It cannot be paid twice. There is nothing you have to do.</source>
        <translation>微信支付的一次答复丢失了。程序正以同一单号查询，只有微信支付查无此单时才重发同一请求，不会付两次。您什么都不用做。</translation>
    </message>
    <message>
        <source>The money has arrived in the payee&apos;s WeChat wallet.</source>
        <translation>钱已到收款人的微信零钱。</translation>
    </message>
    <message>
        <source>It ended without payment. The sum is back in the user&apos;s balance.</source>
        <translation>没有付成，金额已退回用户余额。</translation>
    </message>
    <message>
        <source>It was not paid. The sum is back in the user&apos;s balance.</source>
        <translation>没有支付，金额已退回用户余额。</translation>
    </message>
    <message>
        <source>This program does not know the state; the sum stays held.</source>
        <translation>本程序不认识这个状态；金额继续冻结。</translation>
    </message>
    <message>
        <source>User %1, held</source>
        <translation>用户 %1 · 冻结</translation>
    </message>
    <message>
        <source>User %1, available</source>
        <translation>用户 %1 · 可用</translation>
    </message>
    <message>
        <source>Advertising: %1</source>
        <translation>广告：%1</translation>
    </message>
    <message>
        <source>It has changed since you looked, so it was not approved: %1</source>
        <translation>您查看之后情况有变，因此没有批准：%1</translation>
    </message>
    <message>
        <source>WeChat&apos;s number %1, told by notification %2</source>
        <translation>微信单号 %1，由通知 %2 告知</translation>
    </message>
    <message>
        <source>WeChat&apos;s number %1, told when asked</source>
        <translation>微信单号 %1，查询得知</translation>
    </message>
    <message>
        <source>d MMM HH:mm:ss</source>
        <comment>date and time of this year</comment>
        <translation>M月d日 HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm:ss</source>
        <comment>date and time</comment>
        <translation>yyyy年M月d日 HH:mm:ss</translation>
    </message>
    <message>
        <source>ddd, d MMM yyyy</source>
        <comment>a day</comment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Payouts name the scene WeChat Pay has granted</source>
        <translation>付款时写明微信支付已开通的转账场景</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>账房程序</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a refund does not fit the books.</source>
        <translation>微信支付所说的退款与账簿不符。</translation>
    </message>
    <message>
        <source>An order was refunded outside this program, and is booked.</source>
        <translation>有订单在本程序之外退款，已记账。</translation>
    </message>
    <message>
        <source>WeChat Pay cannot give a refund back to where it came from: send it to a bank card, or settle it with the customer.</source>
        <translation>微信支付无法将退款原路退回：请转到银行卡，或与顾客另行解决。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a refund.</source>
        <translation>微信支付没有受理一笔退款。</translation>
    </message>
    <message>
        <source>A top-up was to be given back, but its user has already spent it. Decide who bears it.</source>
        <translation>要退的充值款已被用户花掉，请决定由谁承担。</translation>
    </message>
    <message>
        <source>A customer complains to WeChat Pay and waits for your answer.</source>
        <translation>有顾客向微信支付投诉，等待您答复。</translation>
    </message>
    <message>
        <source>The merchant&apos;s certificate ends soon. Renew it in the merchant platform.</source>
        <translation>商户证书即将到期，请到商户平台更换。</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s last known certificate ends soon.</source>
        <translation>已知的最后一张微信支付平台证书即将到期。</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>即将发出</translation>
    </message>
    <message>
        <source>No clear answer</source>
        <translation>结果不明</translation>
    </message>
    <message>
        <source>With WeChat Pay</source>
        <translation>微信支付处理中</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要您处理</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Not given back</source>
        <translation>未退款</translation>
    </message>
    <message>
        <source>Basic account</source>
        <translation>基本账户</translation>
    </message>
    <message>
        <source>Operation account</source>
        <translation>运营账户</translation>
    </message>
    <message>
        <source>Fee account</source>
        <translation>手续费账户</translation>
    </message>
    <message>
        <source>Only %1 of the order can still be given back, not %2.</source>
        <translation>该订单只能再退 %1，不能退 %2。</translation>
    </message>
    <message>
        <source>The user has only %1 left of the %2 to give back.</source>
        <translation>用户余额只剩 %1，不足以退 %2。</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order at most 50 times.</source>
        <translation>一笔订单微信支付最多退款 50 次。</translation>
    </message>
    <message>
        <source>A payment code has 18 digits and begins with 10 to 15.</source>
        <translation>付款码为 18 位数字，以 10 到 15 开头。</translation>
    </message>
    <message>
        <source>WeChat Pay sent something this program does not know. It is kept; look it up in the merchant platform.</source>
        <translation>微信支付发来本程序不认识的通知，已保存；请到商户平台查看。</translation>
    </message>
    <message>
        <source>WeChat&apos;s number %1, told at once</source>
        <translation>微信单号 %1，当即告知</translation>
    </message>
    <message>
        <source>The user has already agreed.</source>
        <translation>用户已经同意。</translation>
    </message>
    <message>
        <source>The user was never asked.</source>
        <translation>尚未请求过该用户。</translation>
    </message>
    <message>
        <source>WeChat Pay is still making the receipt. Try again in a minute.</source>
        <translation>微信支付仍在生成电子回单，请稍后再试。</translation>
    </message>
    <message>
        <source>never asked for</source>
        <translation>未请求</translation>
    </message>
    <message>
        <source>asked for, no answer yet</source>
        <translation>已请求，尚无答复</translation>
    </message>
    <message>
        <source>waiting for the user</source>
        <translation>等待用户确认</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>WeChat Pay has no receipt of this withdrawal.</source>
        <translation>微信支付没有这笔提现的电子回单。</translation>
    </message>
    <message>
        <source>These books were put back from a backup. Until the owner has confirmed what happened since, nothing is sent.</source>
        <translation>账簿是从备份恢复的。店主确认这段时间发生了什么之前，什么都不会发出。</translation>
    </message>
    <message>
        <source>These books do not wait for a confirmation.</source>
        <translation>账簿没有什么要确认的。</translation>
    </message>
    <message>
        <source>WeChat Pay has not been asked about everything yet. Wait, or go on without looking.</source>
        <translation>还没有向微信支付逐笔问完。请等一等，或选择不查就继续。</translation>
    </message>
    <message>
        <source>Only the owner may decide this.</source>
        <translation>这件事只有店主能定。</translation>
    </message>
    <message>
        <source>This takes the owner&apos;s password each time, even while the desk is unlocked.</source>
        <translation>这件事每次都要店主密码，柜台没上锁也一样。</translation>
    </message>
    <message>
        <source>WeChat Pay answers: wait until it has been asked about everything.</source>
        <translation>微信支付有应答，请等全部问完。</translation>
    </message>
    <message>
        <source>WeChat Pay still has it under way and will bring it to an end itself. Nothing was decided.</source>
        <translation>微信支付说还在处理，自会有结果。什么都没有改动。</translation>
    </message>
    <message>
        <source>A restore was cut off halfway. Restore the same backup once more.</source>
        <translation>上次恢复中途断了，请用同一份备份再恢复一次。</translation>
    </message>
    <message>
        <source>WeChat Pay pays out no less than %1 this way.</source>
        <translation>走这种方式，微信支付每笔最少 %1。</translation>
    </message>
    <message>
        <source>A red packet holds no more than %1.</source>
        <translation>一个红包最多 %1。</translation>
    </message>
    <message>
        <source>What was sent this way cannot be cancelled at WeChat Pay.</source>
        <translation>走这种方式发出的，在微信支付撤不回来。</translation>
    </message>
    <message>
        <source>Say where it is written, in 1 to 200 characters on one line.</source>
        <translation>请写明凭据在哪里，一行，1 到 200 个字符。</translation>
    </message>
    <message>
        <source>WeChat Pay says that this order was paid. See the task under Overview; until it is settled, the order is neither closed nor reversed.</source>
        <translation>微信支付说这个订单已经付了，请看“总览”里的待办；处理完之前，订单既不关闭也不撤销。</translation>
    </message>
    <message>
        <source>WeChat Pay does not let it be ended yet. The program does it by itself in a moment.</source>
        <translation>微信支付说还太早，稍后程序会自动办。</translation>
    </message>
    <message>
        <source>Nothing was taken from the customer. Scan the code again.</source>
        <translation>没有扣顾客的钱，请重新扫码。</translation>
    </message>
    <message>
        <source>The customer has not paid.</source>
        <translation>顾客没有付款。</translation>
    </message>
    <message>
        <source>WeChat Pay no longer reverses this payment. Should it turn out to be paid, give the money back with a refund.</source>
        <translation>这笔付款微信支付已不能撤销。万一付成了，请用退款退给顾客。</translation>
    </message>
    <message>
        <source>This user is not known in that app: WeChat Pay wants the openid of the app that pays.</source>
        <translation>没有该用户在这个应用里的 openid，微信支付要的是付款应用的 openid。</translation>
    </message>
    <message>
        <source>This AppID is none of the shop&apos;s. Add it under Settings.</source>
        <translation>这个 AppID 不是本店的，请在“设置”里添加。</translation>
    </message>
    <message>
        <source>Something else was done under this key before. Nothing was done now.</source>
        <translation>这个键之前办过别的事，这次什么都没有做。</translation>
    </message>
    <message>
        <source>A key has 1 to 64 letters, digits, “-”, “_”, “.” or “:”.</source>
        <translation>键由 1 到 64 个字母、数字、“-”、“_”、“.”或“:”组成。</translation>
    </message>
    <message>
        <source>It still does not fit, so it stays set aside.</source>
        <translation>还是对不上，继续搁置。</translation>
    </message>
    <message>
        <source>There is no such notification.</source>
        <translation>没有这条通知。</translation>
    </message>
    <message>
        <source>There is no such refund.</source>
        <translation>没有这笔退款。</translation>
    </message>
    <message>
        <source>There is no such complaint.</source>
        <translation>没有这条投诉。</translation>
    </message>
    <message>
        <source>An answer has 1 to 200 characters.</source>
        <translation>回复须有 1 到 200 个字符。</translation>
    </message>
    <message>
        <source>The list of goods is not one that WeChat Pay takes.</source>
        <translation>商品清单不合微信支付的要求。</translation>
    </message>
    <message>
        <source>A refund is taken from AVAILABLE or UNSETTLED.</source>
        <translation>退款只能从 AVAILABLE 或 UNSETTLED 出。</translation>
    </message>
    <message>
        <source>The bank is not one that WeChat Pay names.</source>
        <translation>微信支付没有这家银行。</translation>
    </message>
    <message>
        <source>That is not the number of a bank card.</source>
        <translation>银行卡号不对。</translation>
    </message>
    <message>
        <source>The keys have changed meanwhile. Nothing was sent; try again.</source>
        <translation>密钥刚刚换过，什么都没有发出，请再试一次。</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order only within a year.</source>
        <translation>微信支付只退一年以内的订单。</translation>
    </message>
    <message>
        <source>Another order already has this number.</source>
        <translation>这个单号已被别的订单用了。</translation>
    </message>
    <message>
        <source>Decided by a person: paid</source>
        <translation>人工认定：已付</translation>
    </message>
    <message>
        <source>Decided by a person: not paid; the sum is back in the balance</source>
        <translation>人工认定：未付，金额退回余额</translation>
    </message>
    <message>
        <source>Asked again for what the payee needs to confirm</source>
        <translation>重新索取收款人确认所需的内容</translation>
    </message>
    <message>
        <source>What the payee needs to confirm did not come</source>
        <translation>没有拿到收款人确认所需的内容</translation>
    </message>
    <message>
        <source>WeChat Pay is cancelling it</source>
        <translation>微信支付正在撤销</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel it; it is asked how it stands</source>
        <translation>微信支付没有撤销，正在查询现状</translation>
    </message>
    <message>
        <source>It is to be cancelled again later</source>
        <translation>稍后再撤销</translation>
    </message>
    <message>
        <source>No longer cancelled by the program: a person is asked</source>
        <translation>程序不再撤销，等人处理</translation>
    </message>
    <message>
        <source>Put right by a person: goes out again</source>
        <translation>人工处理好了，重新发出</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>已申请</translation>
    </message>
    <message>
        <source>WeChat Pay refused it; nothing has moved</source>
        <translation>微信支付拒绝了，钱没有动</translation>
    </message>
    <message>
        <source>It could not go back to where it came from: a person is asked</source>
        <translation>退不回原处，等人处理</translation>
    </message>
    <message>
        <source>WeChat Pay gave it up; nothing has moved</source>
        <translation>微信支付关闭了退款，钱没有动</translation>
    </message>
    <message>
        <source>Withdrawn; WeChat Pay never got it</source>
        <translation>已撤回，从未到过微信支付</translation>
    </message>
    <message>
        <source>Decided by a person: given back</source>
        <translation>人工认定：已退</translation>
    </message>
    <message>
        <source>Decided by a person: not given back</source>
        <translation>人工认定：未退</translation>
    </message>
    <message>
        <source>To a bank card instead: stored, then sent to WeChat Pay</source>
        <translation>改退银行卡：已保存，随即发往微信支付</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay has it</source>
        <translation>改退银行卡：微信支付已受理</translation>
    </message>
    <message>
        <source>To a bank card instead: no clear answer</source>
        <translation>改退银行卡：没有明确答复</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay refused</source>
        <translation>改退银行卡：微信支付拒绝</translation>
    </message>
    <message>
        <source>A backup was restored.</source>
        <translation>恢复了一份备份。</translation>
    </message>
    <message>
        <source>The file of the books was replaced by an older one.</source>
        <translation>账簿文件被换成了旧的。</translation>
    </message>
    <message>
        <source>The file of the books was replaced by that of other books.</source>
        <translation>账簿文件被换成了另一套账的。</translation>
    </message>
    <message>
        <source>Merchant transfer</source>
        <translation>商家转账</translation>
    </message>
    <message>
        <source>Transfer batch</source>
        <translation>批量转账</translation>
    </message>
    <message>
        <source>API v2, to the balance</source>
        <translation>API v2 付款到零钱</translation>
    </message>
    <message>
        <source>API v2, red packet</source>
        <translation>API v2 红包</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Coupon money paid in at WeChat</source>
        <translation>在微信预充的代金券款</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>The books go on from where they were</source>
        <translation>账簿是连着的，没有倒回去过</translation>
    </message>
    <message>
        <source>WeChat Pay tells what is in the accounts</source>
        <translation>微信支付肯告诉账户余额</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of this. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>微信支付迟迟没有说清这笔的结果。请到商户平台按单号查一查，再来认定结果。</translation>
    </message>
    <message>
        <source>The payee cannot confirm: WeChat Pay does not send what their phone needs. Cancel the withdrawal, or ask WeChat Pay&apos;s support.</source>
        <translation>收款人没法确认：微信支付没有给出手机上要用的内容。请撤销这笔提现，或找微信支付客服。</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel a withdrawal. It goes on there; look at how it stands.</source>
        <translation>有一笔提现微信支付没有撤成，那边还在继续，请看看现状。</translation>
    </message>
    <message>
        <source>A batch cannot go as it was approved: one of its withdrawals is no longer what it was.</source>
        <translation>有一批转账不能按批准时的样子发出：其中一笔已经变了。</translation>
    </message>
    <message>
        <source>A payment was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>有一笔付款，微信支付说得前后不一，已按保守的数入账。请到商户平台核对。</translation>
    </message>
    <message>
        <source>A refund was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>有一笔退款，微信支付说得前后不一，已按保守的数入账。请到商户平台核对。</translation>
    </message>
    <message>
        <source>A closed order was paid after all. Hand over the goods, or give the money back.</source>
        <translation>关掉的订单到底还是付了。请交货，或者退款。</translation>
    </message>
    <message>
        <source>A payment by code can no longer be reversed. Should it be paid, give the money back with a refund.</source>
        <translation>有一笔付款码付款已不能撤销。万一付成了，请用退款退给顾客。</translation>
    </message>
    <message>
        <source>An order was refunded elsewhere, and WeChat Pay does not say how much. Until that is known the money waits.</source>
        <translation>有订单在别处退过款，微信支付没说退了多少。弄清之前这笔钱先扣着。</translation>
    </message>
    <message>
        <source>The books were put back from a backup. Nothing is sent until you have confirmed what happened since.</source>
        <translation>账簿是从备份恢复的。您确认这段时间发生了什么之前，什么都不会发出。</translation>
    </message>
    <message>
        <source>WeChat Pay certainly has not got it, and it is not sent again by itself. Put right what stands below; then ask, and it goes out again under the same number.</source>
        <translation>微信支付肯定没有收到，程序也不再自动发。请先处理好下面说的问题，再点“重新发出”，单号不变。</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of it. The program goes on asking and sends nothing again by itself; the sum stays held. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>微信支付迟迟没有说清结果。程序会继续查，但不再自动重发，金额仍冻结着。请到商户平台按单号查一查，再来认定结果。</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked</source>
        <translation>正在问微信支付</translation>
    </message>
    <message>
        <source>Waiting for your word</source>
        <translation>等您确认</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Never put back</source>
        <translation>从未恢复过</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>店里的人</translation>
    </message>
    <message>
        <source>WeChat Pay does not know the number</source>
        <translation>微信支付查无此单号</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was paid; it is booked</source>
        <translation>微信支付后来说已经付了，已入账</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was given back; it is booked</source>
        <translation>微信支付后来说已经退了，已入账</translation>
    </message>
    <message>
        <source>Given back outside this program; it is booked</source>
        <translation>在本程序之外退的，已入账</translation>
    </message>
    <message>
        <source>A refund that was called not done was done after all, and is booked. See who bears it.</source>
        <translation>一笔判为没退的退款其实退了，已入账。请看由谁承担。</translation>
    </message>
    <message>
        <source>A withdrawal that was called not paid was paid after all, and is booked. See who bears it.</source>
        <translation>一笔判为没付的提现其实付了，已入账。请看由谁承担。</translation>
    </message>
    <message>
        <source>WeChat Pay knows no refund by the number that was named for an order. Look at the number again.</source>
        <translation>给订单报的退款单号，微信支付查不到。请再核对单号。</translation>
    </message>
    <message>
        <source>A file of that name is there already.</source>
        <translation>已经有同名的文件。</translation>
    </message>
    <message>
        <source>That is the shop&apos;s own folder, where nothing else is written. Choose another place.</source>
        <translation>那是本店存账簿的文件夹，别的东西不写在里面，请另选地方。</translation>
    </message>
    <message>
        <source>That is not the name of a file that can be written.</source>
        <translation>那不是可以写入的文件名。</translation>
    </message>
    <message>
        <source>There is room for the books</source>
        <translation>硬盘还有地方放账簿</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is right</source>
        <translation>这台电脑的时钟准</translation>
    </message>
    <message>
        <source>The part that pays and listens is alive</source>
        <translation>付款和收通知的程序在运行</translation>
    </message>
    <message>
        <source>There is a backup of this week</source>
        <translation>一周内备份过</translation>
    </message>
    <message>
        <source>WeChat Pay holds what the books expect</source>
        <translation>微信支付里的钱与账簿相符</translation>
    </message>
    <message>
        <source>The disk with the books is nearly full. Make room before a payment cannot be written down.</source>
        <translation>存账簿的硬盘快满了，请腾出地方，免得收了款记不下来。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong. Set it, or WeChat Pay believes nothing that is signed here.</source>
        <translation>这台电脑的时钟不准，请调准，否则微信支付不认这里的签名。</translation>
    </message>
    <message>
        <source>The books have not been backed up for a week. Back them up under Settings, and keep the copy elsewhere.</source>
        <translation>账簿一周没有备份了。请在“设置”里备份，副本另放一处。</translation>
    </message>
    <message>
        <source>WeChat Pay holds less than the books expect. Compare with the merchant platform and the bill of funds.</source>
        <translation>微信支付里的钱比账簿少，请对照商户平台和资金账单查明。</translation>
    </message>
    <message>
        <source>Notifications that arrive are believed</source>
        <translation>收到的通知都验得过</translation>
    </message>
    <message>
        <source>Notifications keep being refused. Test everything: the APIv3 key, WeChat Pay&apos;s public key, the clock or the notify address may be wrong.</source>
        <translation>通知一直验不过。请做一遍检查：可能是 APIv3 密钥、微信支付公钥、时钟或通知地址不对。</translation>
    </message>
    <message>
        <source>This folder holds something that practice has not made. Nothing in it was changed; practise in an empty folder.</source>
        <translation>这个文件夹里有不是练习产生的内容，已原样保留。请换一个空文件夹练习。</translation>
    </message>
    <message>
        <source>It is being sent to WeChat Pay at this very moment; try again in a few seconds.</source>
        <translation>正在发送给微信支付，请过几秒再试。</translation>
    </message>
    <message>
        <source>A text must be on one line, and every character one that can be seen.</source>
        <translation>文字须为单行，且每个字符都看得见。</translation>
    </message>
    <message>
        <source>The key&apos;s file is locked, and the merchant&apos;s number does not open it.</source>
        <translation>密钥文件有密码，用商户号打不开。</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number do not belong together.</source>
        <translation>私钥、证书和序列号不配套。</translation>
    </message>
    <message>
        <source>What is set as WeChat Pay&apos;s public key is not one.</source>
        <translation>所填的微信支付公钥并不是公钥。</translation>
    </message>
    <message>
        <source>The APIv3 key does not open what WeChat Pay seals.</source>
        <translation>APIv3 密钥解不开微信支付的密文。</translation>
    </message>
    <message>
        <source>WeChat Pay does not take this app from this merchant.</source>
        <translation>这个 AppID 没有绑定本商户号。</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number belong together</source>
        <translation>私钥、证书和序列号配套</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s public key is one</source>
        <translation>微信支付公钥没有放错</translation>
    </message>
    <message>
        <source>The APIv3 key opens what WeChat Pay seals</source>
        <translation>APIv3 密钥能解开微信支付的密文</translation>
    </message>
    <message>
        <source>The apps are bound to the merchant number</source>
        <translation>AppID 已绑定商户号</translation>
    </message>
    <message>
        <source>The notify address leads somewhere else: what WeChat Pay tells there does not come here.</source>
        <translation>通知地址通向别处，微信支付的通知到不了这里。</translation>
    </message>
    <message>
        <source>The notify address cannot be reached from here; look whether it can from outside.</source>
        <translation>从这里访问不到通知地址，请确认外网能否访问。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AdjustDialog</name>
    <message>
        <source>Credit or debit by hand</source>
        <translation>手工增减余额</translation>
    </message>
    <message>
        <source>Credit: owe the user more</source>
        <translation>增加：多欠用户一笔</translation>
    </message>
    <message>
        <source>Debit: owe the user less</source>
        <translation>扣减：少欠用户一笔</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>Balance %1 → %2. It is booked against “Rewards and corrections”.</source>
        <translation>余额 %1 → %2，对方科目为“奖励与更正”。</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>余额 %1</translation>
    </message>
    <message>
        <source>Debit %1</source>
        <translation>扣减 %1</translation>
    </message>
    <message>
        <source>Credit %1</source>
        <translation>增加 %1</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>入账</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ApproveDialog</name>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Approve withdrawals</source>
        <translation>批准提现</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>到手</translation>
    </message>
    <message>
        <source>Balance left</source>
        <translation>剩余余额</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>以往提现</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>留意</translation>
    </message>
    <message>
        <source>Who gets what</source>
        <translation>谁得到多少</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无姓名）</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>&lt;table cellpadding=&apos;3&apos;&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;now&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;after&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Owed to all users&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%1&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Settled money to pay them&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%3&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellpadding=&apos;3&apos;&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;现在&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;之后&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;应付全体用户&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%1&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;可付的已结算资金&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%3&lt;/td&gt;&lt;td align=&apos;right&apos;&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be undone here: the payee confirms it in WeChat.</source>
        <translation>批准后的几秒内仍可收回。一旦微信支付收到，这里就无法撤销：由收款人在微信中确认收款。</translation>
    </message>
    <message numerus="yes">
        <source>Pay %1 to %n person(s)</source>
        <translation>
            <numerusform>付 %1 给 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 approved, %2 refused.</source>
        <translation>%1 笔已批准，%2 笔被拒。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AuthorityField</name>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>由 %1 批准</translation>
    </message>
    <message>
        <source>Approved by %1, unlocked until %2</source>
        <translation>由 %1 批准，%2 前无需密码</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CommandPalette</name>
    <message>
        <source>Do or find</source>
        <translation>执行或查找</translation>
    </message>
    <message>
        <source>What do you want to do, or which number?</source>
        <translation>想做什么，或输入任意单号</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可以做的事</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ComplaintDialog</name>
    <message>
        <source>Answer the complaint</source>
        <translation>回复投诉</translation>
    </message>
    <message>
        <source>The complaint is dealt with</source>
        <translation>投诉处理完毕</translation>
    </message>
    <message>
        <source>To be answered until %1</source>
        <translation>须在 %1 前回复</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>The customer reads it in WeChat</source>
        <translation>顾客会在微信里看到</translation>
    </message>
    <message>
        <source>It cannot be taken back once WeChat Pay has it. The complaint stays open until you say that it is dealt with. No money moves.</source>
        <translation>发出后收不回来。投诉仍未了结，直到您说处理完毕。这里不动钱。</translation>
    </message>
    <message>
        <source>WeChat Pay tells the customer that the shop has dealt with it. No money moves; a refund is given under Orders.</source>
        <translation>微信支付会告诉顾客：店家已处理完毕。这里不动钱；要退款请到“订单”。</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>发出回复</translation>
    </message>
    <message>
        <source>It is dealt with</source>
        <translation>处理完毕</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 / %2 字</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ConsentDialog</name>
    <message>
        <source>&amp;Ask for it</source>
        <translation>请求同意(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>再查一次(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>结束授权(&amp;E)</translation>
    </message>
    <message>
        <source>Receive without confirming</source>
        <translation>免确认收款</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>For your app</source>
        <translation>交给您的应用</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>我方单号</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A user who agrees once receives withdrawals without confirming each of them in WeChat. The user agrees in your app and may take it back in WeChat at any time.</source>
        <translation>用户同意一次后，提现无需逐笔在微信确认即可到账。用户在您的应用里同意，并可随时在微信里取消。</translation>
    </message>
    <message>
        <source>Hand this to your app: it shows the user WeChat&apos;s question. The answer is asked for every few minutes by itself.</source>
        <translation>把它交给您的应用，由应用向用户展示微信的询问。结果每隔几分钟会自动查询。</translation>
    </message>
    <message>
        <source>This user&apos;s withdrawals through transfer bills are delivered at once.</source>
        <translation>该用户通过商家转账的提现会直接到账。</translation>
    </message>
    <message>
        <source>This user confirms each withdrawal in WeChat again.</source>
        <translation>该用户的提现需要重新逐笔在微信确认。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CounterDialog</name>
    <message>
        <source>Charge</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Reverse now</source>
        <translation>立即撤销</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>柜台收款</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>商品描述</translation>
    </message>
    <message>
        <source>What the customer reads in WeChat</source>
        <translation>顾客在微信里看到的文字</translation>
    </message>
    <message>
        <source>Payment code</source>
        <translation>付款码</translation>
    </message>
    <message>
        <source>Scan it, or type the 18 digits</source>
        <translation>扫码，或输入 18 位数字</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take the payment back: whatever becomes of it, the customer pays nothing</source>
        <translation>撤销这笔支付：无论结果如何，顾客都不会被扣款</translation>
    </message>
    <message>
        <source>The customer types the password… %1 s</source>
        <translation>顾客正在输入密码… %1 秒</translation>
    </message>
    <message>
        <source>Reversing…</source>
        <translation>正在撤销…</translation>
    </message>
    <message>
        <source>Not paid. The customer is charged nothing.</source>
        <translation>未支付，顾客没有被扣款。</translation>
    </message>
    <message>
        <source>WeChat Pay has not said yet how this ended. It is asked until it does: do not charge the customer again before.</source>
        <translation>微信支付还没有给出结果，正在持续查询。结果出来之前，请不要再次收款。</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is paid.</source>
        <translation>上一笔订单 %1（%2）已支付。</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is not paid.</source>
        <translation>上一笔订单 %1（%2）未支付。</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, was paid and reversed: the money goes back to the customer.</source>
        <translation>上一笔订单 %1（%2）付款后又被撤销，钱会退回给顾客。</translation>
    </message>
    <message>
        <source>Paid and reversed: the money goes back to the customer. Hand nothing over.</source>
        <translation>付款后又被撤销，钱会退回给顾客。请不要交货。</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is paid, and a reversal had been sent: look at it once more.</source>
        <translation>上一笔订单 %1（%2）已支付，但之前发过撤销，请再核对一次。</translation>
    </message>
    <message>
        <source>Paid, and a reversal had been sent before: look at the order once more before you hand anything over.</source>
        <translation>已支付，但之前发过撤销。交货前请再核对一次这笔订单。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorDialog</name>
    <message>
        <source>Doctor</source>
        <translation>体检</translation>
    </message>
    <message>
        <source>Is everything in order?</source>
        <translation>一切就绪了吗？</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再查一遍</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorList</name>
    <message>
        <source>Looking at everything; nothing here moves money…</source>
        <translation>正在逐项检查；这里不会动用资金…</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>not in order</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>尚不能确定</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::FilterBar</name>
    <message>
        <source>Order, WeChat or user number, openid, name</source>
        <translation>订单号、微信单号、用户号、openid、姓名</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>指定日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::FirstStartDialog</name>
    <message>
        <source>Welcome to Zhangfang</source>
        <translation>欢迎使用账房</translation>
    </message>
    <message>
        <source>The desk for your shop&apos;s money</source>
        <translation>替您的店看好钱的柜台</translation>
    </message>
    <message>
        <source>Customers pay through WeChat Pay, users are owed, you approve what is paid out, and the books add up. Everything stays on this machine.</source>
        <translation>顾客通过微信支付付款，用户有了余额，您批准提现，账目分毫不差。一切都留在这台电脑上。</translation>
    </message>
    <message>
        <source>&amp;Practise first</source>
        <translation>先练一练(&amp;P)</translation>
    </message>
    <message>
        <source>A tea-and-games shop with made-up customers on a practice WeChat Pay. No account, no keys, no real money.</source>
        <translation>一家卖茶和游戏的小店，顾客是虚拟的，微信支付是练习用的。不要账号，不要密钥，不动真钱。</translation>
    </message>
    <message>
        <source>Set up my &amp;merchant account</source>
        <translation>设置我的商户号(&amp;M)</translation>
    </message>
    <message>
        <source>You need your merchant number, the API certificate&apos;s key file and the APIv3 key from pay.weixin.qq.com. Each is tested as you give it; nothing here moves money.</source>
        <translation>需要商户号、API 证书的私钥文件和 APIv3 密钥，都在 pay.weixin.qq.com。每填一项就检查一项，不会动用资金。</translation>
    </message>
    <message>
        <source>1 of 3 · Your shop and you</source>
        <translation>第 1 步，共 3 步 · 您的店和您</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>The password approves withdrawals. It is kept only as a scrypt hash: whoever forgets it cannot read it anywhere.</source>
        <translation>提现凭此密码批准。密码只以 scrypt 散列保存，忘了就无处可查。</translation>
    </message>
    <message>
        <source>The books will be in %1</source>
        <translation>账簿将放在 %1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>两次输入的密码不同。</translation>
    </message>
    <message>
        <source>2 of 3 · What the merchant platform gives</source>
        <translation>第 2 步，共 3 步 · 商户平台上的资料</translation>
    </message>
    <message>
        <source>Next: test it</source>
        <translation>下一步：检查</translation>
    </message>
    <message>
        <source>3 of 3 · Does it work?</source>
        <translation>第 3 步，共 3 步 · 能用了吗？</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>打开柜台</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::JobDialog</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::LedgerPage</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账簿</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>分录</translation>
    </message>
    <message>
        <source>The transfer</source>
        <translation>这笔分录</translation>
    </message>
    <message>
        <source>&amp;Verify the books</source>
        <translation>核对账簿(&amp;V)</translation>
    </message>
    <message>
        <source>Recompute every balance from its entries and walk the chain of hashes</source>
        <translation>由分录重算每个余额，并逐条检查散列链</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>As CSV, or as a journal that hledger and ledger read</source>
        <translation>CSV，或 hledger 与 ledger 可读的日记账</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>科目表</translation>
    </message>
    <message>
        <source>All transfers</source>
        <translation>全部分录</translation>
    </message>
    <message>
        <source>What the shop has</source>
        <translation>店里有的</translation>
    </message>
    <message>
        <source>What it owes</source>
        <translation>店里欠的</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Suspense</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Transfer %1</source>
        <translation>分录 %1</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>发生于</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>入账于</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>散列链</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>散列</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前一条</translation>
    </message>
    <message>
        <source>Verify the books</source>
        <translation>核对账簿</translation>
    </message>
    <message>
        <source>%1 transfers checked</source>
        <translation>已核对 %1 笔</translation>
    </message>
    <message numerus="yes">
        <source>The books verify: %n transfer(s), every balance and the chain of hashes.</source>
        <translation>
            <numerusform>账簿核对无误：%n 笔分录，每个余额，整条散列链。</numerusform>
        </translation>
    </message>
    <message>
        <source>The books do NOT verify. First difference: %1. Stop paying out, keep a copy and restore a backup.</source>
        <translation>账簿核对不上！第一处差异：%1。请停止付款，留存副本并恢复备份。</translation>
    </message>
    <message>
        <source>Journal for hledger and ledger (*.journal)</source>
        <translation>hledger 与 ledger 日记账 (*.journal)</translation>
    </message>
    <message>
        <source>Export the books</source>
        <translation>导出账簿</translation>
    </message>
    <message>
        <source>%1 bytes written</source>
        <translation>已写入 %1 字节</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MainWindow</name>
    <message>
        <source>These books were put back from a backup: until you have looked at what happened since and confirmed it, no withdrawal and no refund is sent.</source>
        <translation>账簿是从备份恢复的：您看过这段时间发生了什么并确认之前，提现和退款都不会发出。</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Practice: the customers, the payees and WeChat Pay are made up; no real money moves. Your password here is “%1”.</source>
        <translation>练习：顾客、收款人和微信支付都是虚拟的，不动真钱。这里的密码是“%1”。</translation>
    </message>
    <message>
        <source>%1 – practice – Zhangfang</source>
        <translation>%1 – 练习 – 账房</translation>
    </message>
    <message>
        <source>%1 – Zhangfang</source>
        <translation>%1 – 账房</translation>
    </message>
    <message>
        <source>&amp;Desk</source>
        <translation>柜台(&amp;D)</translation>
    </message>
    <message>
        <source>Do or find…</source>
        <translation>执行或查找…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>上锁</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Doctor…</source>
        <translation>体检…</translation>
    </message>
    <message>
        <source>About Zhangfang…</source>
        <translation>关于账房…</translation>
    </message>
    <message>
        <source>About Zhangfang</source>
        <translation>关于账房</translation>
    </message>
    <message>
        <source>&lt;b&gt;Zhangfang 账房 %1&lt;/b&gt;&lt;br&gt;The desk for the money of a small WeChat Pay merchant.&lt;br&gt;&lt;br&gt;Free software under the GNU General Public License, version 3 or later.</source>
        <translation>&lt;b&gt;账房 Zhangfang %1&lt;/b&gt;&lt;br&gt;微信支付小商户的管钱柜台。&lt;br&gt;&lt;br&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更新版本。</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>有事等您处理</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>有 %n 件事要看一看。</numerusform>
        </translation>
    </message>
    <message>
        <source>A withdrawal is waiting</source>
        <translation>有提现在等待</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting, %1 together.</source>
        <translation>
            <numerusform>%n 笔在等待，共 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Zhangfang: %n waiting</source>
        <translation>
            <numerusform>账房：%n 笔在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Find order %1</source>
        <translation>查找订单 %1</translation>
    </message>
    <message>
        <source>Show withdrawal %1</source>
        <translation>查看提现 %1</translation>
    </message>
    <message>
        <source>Find user %1</source>
        <translation>查找用户 %1</translation>
    </message>
    <message>
        <source>What happened…</source>
        <translation>看看怎么回事…</translation>
    </message>
    <message>
        <source>What happened since the backup, and the word that the books may go on</source>
        <translation>备份之后发生了什么，以及确认账簿可以继续用</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s address in the settings is on this computer (%1): no real money moves, and what is booked as paid here was paid to nobody.</source>
        <translation>设置里的微信支付地址在本机（%1）：不会有真钱进出，这里记为已付的款项并没有付给任何人。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MerchantForm</name>
    <message>
        <source>Merchant number</source>
        <translation>商户号</translation>
    </message>
    <message>
        <source>商户号, on pay.weixin.qq.com under 账户中心</source>
        <translation>pay.weixin.qq.com → 账户中心 → 商户号</translation>
    </message>
    <message>
        <source>AppID</source>
        <translation>AppID</translation>
    </message>
    <message>
        <source>Of the official account, mini program or app bound to it</source>
        <translation>与商户号绑定的公众号、小程序或应用的 AppID</translation>
    </message>
    <message>
        <source>Certificate serial</source>
        <translation>证书序列号</translation>
    </message>
    <message>
        <source>API 安全 → 商户 API 证书 → 证书序列号</source>
        <translation>API 安全 → 商户 API 证书 → 证书序列号</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>APIv3 key</source>
        <translation>APIv3 密钥</translation>
    </message>
    <message>
        <source>API 安全 → APIv3 密钥, 32 characters; it goes into the keyring</source>
        <translation>API 安全 → APIv3 密钥，32 个字符；它存入钥匙串</translation>
    </message>
    <message>
        <source>WeChat Pay public key id</source>
        <translation>微信支付公钥 ID</translation>
    </message>
    <message>
        <source>PUB_KEY_ID_…; leave empty where the merchant still uses platform certificates</source>
        <translation>PUB_KEY_ID_…；仍使用平台证书的商户留空</translation>
    </message>
    <message>
        <source>WeChat Pay public key</source>
        <translation>微信支付公钥</translation>
    </message>
    <message>
        <source>The content of pub_key.pem</source>
        <translation>pub_key.pem 的内容</translation>
    </message>
    <message>
        <source>Notify address</source>
        <translation>通知地址</translation>
    </message>
    <message>
        <source>Where WeChat Pay reaches the listener, like https://pay.example.cn/wechatpay/notify</source>
        <translation>微信支付访问监听器的地址，例如 https://pay.example.cn/wechatpay/notify</translation>
    </message>
    <message>
        <source>✓ is stored; enter another one to replace it</source>
        <translation>✓ 已保存；重新输入即可替换</translation>
    </message>
    <message>
        <source>✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem</source>
        <translation>✗ 不是未加密的 RSA 私钥；请用 apiclient_key.pem，而不是 apiclient_cert.pem</translation>
    </message>
    <message>
        <source>✗ must be exactly 32 characters, it has %1</source>
        <translation>✗ 须正好 32 个字符，现有 %1 个</translation>
    </message>
    <message>
        <source>Transfer scene</source>
        <translation>转账场景</translation>
    </message>
    <message>
        <source>商家转账 → 转账场景, like 1000</source>
        <translation>商家转账 → 转账场景，如 1000</translation>
    </message>
    <message>
        <source>Scene report</source>
        <translation>场景报备信息</translation>
    </message>
    <message>
        <source>What the scene asks to be told, as in [{&quot;info_type&quot;:&quot;活动名称&quot;,&quot;info_content&quot;:&quot;余额提现&quot;}]</source>
        <translation>该场景要求报备的内容，例如 [{&quot;info_type&quot;:&quot;活动名称&quot;,&quot;info_content&quot;:&quot;余额提现&quot;}]</translation>
    </message>
    <message>
        <source>Merchant certificate</source>
        <translation>商户证书</translation>
    </message>
    <message>
        <source>The content of apiclient_cert.pem: for API v2, and to warn before it ends</source>
        <translation>apiclient_cert.pem 的内容：用于 API v2，并在到期前提醒</translation>
    </message>
    <message>
        <source>API v2 key</source>
        <translation>API v2 密钥</translation>
    </message>
    <message>
        <source>Only for the older interface; 32 characters, it goes into the keyring</source>
        <translation>仅旧版接口需要；32 个字符，保存在钥匙串</translation>
    </message>
    <message>
        <source>Drag the platform&apos;s zip, the .p12 or apiclient_key.pem here; it goes into the keyring</source>
        <translation>把平台下载的 zip、.p12 或 apiclient_key.pem 拖到这里；密钥存入钥匙串</translation>
    </message>
    <message>
        <source>Keys (*.pem *.p12 *.zip);;All files (*)</source>
        <translation>密钥 (*.pem *.p12 *.zip);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::NewOrderDialog</name>
    <message>
        <source>Create code</source>
        <translation>生成收款码</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新订单</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What the customer reads in WeChat</source>
        <translation>顾客在微信里看到的文字</translation>
    </message>
    <message>
        <source>Sale: the money is revenue</source>
        <translation>销售：这笔钱是收入</translation>
    </message>
    <message>
        <source>Top-up: the money is owed to its user</source>
        <translation>充值：这笔钱归用户所有</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>User number</source>
        <translation>用户编号</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>Code for the customer to scan</source>
        <translation>给顾客扫的码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>选填</translation>
    </message>
    <message>
        <source>Waiting for the customer…</source>
        <translation>等待顾客付款…</translation>
    </message>
    <message>
        <source>The order&apos;s code</source>
        <translation>订单的付款码</translation>
    </message>
    <message>
        <source>Renewing the code…</source>
        <translation>正在换新码…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::OrdersPage</name>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>The order&apos;s story</source>
        <translation>订单的来龙去脉</translation>
    </message>
    <message>
        <source>&amp;New order…</source>
        <translation>新订单(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Ask WeChat</source>
        <translation>问微信(&amp;A)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay how this order stands, and book it</source>
        <translation>向微信支付查询此订单并入账</translation>
    </message>
    <message>
        <source>C&amp;lose order</source>
        <translation>关闭订单(&amp;L)</translation>
    </message>
    <message>
        <source>Close the unpaid order here and at WeChat Pay</source>
        <translation>在本店和微信支付关闭未支付的订单</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Save selection as CSV…</source>
        <translation>所选另存为 CSV…</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>查找订单</translation>
    </message>
    <message>
        <source>Search by any number</source>
        <translation>按任意单号搜索</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n 个订单</numerusform>
        </translation>
    </message>
    <message>
        <source>No order matches</source>
        <translation>没有符合的订单</translation>
    </message>
    <message>
        <source>Try the beginning of a number, another state or a longer period.</source>
        <translation>试试单号的开头、别的状态或更长的时段。</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>还没有订单</translation>
    </message>
    <message>
        <source>Press Ctrl+N, enter a sum, and let the customer scan the code.</source>
        <translation>按 Ctrl+N，输入金额，让顾客扫码。</translation>
    </message>
    <message>
        <source>WeChat&apos;s number</source>
        <translation>微信单号</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>失效时间</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>账簿里</translation>
    </message>
    <message>
        <source>Nothing is booked before WeChat Pay says that it is paid.</source>
        <translation>微信支付确认已付之前，什么都不入账。</translation>
    </message>
    <message>
        <source>Order %1 is: %2.</source>
        <translation>订单 %1：%2。</translation>
    </message>
    <message>
        <source>Close order</source>
        <translation>关闭订单</translation>
    </message>
    <message>
        <source>Close the unpaid order %1 over %2?</source>
        <translation>关闭未支付的订单 %1（%2）？</translation>
    </message>
    <message>
        <source>The customer can no longer pay it. If it turns out to be paid already, it becomes paid.</source>
        <translation>顾客将无法再付款。如果其实已经付了，它会变为已支付。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Save selection as CSV</source>
        <translation>所选另存为 CSV</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Name of this view:</source>
        <translation>视图名称：</translation>
    </message>
    <message>
        <source>All orders</source>
        <translation>全部订单</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>未支付</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存此视图…</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Order made</source>
        <translation>下单</translation>
    </message>
    <message>
        <source>Give money &amp;back…</source>
        <translation>退款(&amp;B)…</translation>
    </message>
    <message>
        <source>Refund this order, whole or in part</source>
        <translation>将此订单全部或部分退款</translation>
    </message>
    <message>
        <source>At the &amp;counter…</source>
        <translation>柜台收款(&amp;C)…</translation>
    </message>
    <message>
        <source>Take a payment by the code on the customer&apos;s phone</source>
        <translation>扫顾客手机上的付款码收款</translation>
    </message>
    <message>
        <source>Refund of %1</source>
        <translation>退款 %1</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>WeChat says</source>
        <translation>微信支付的说法</translation>
    </message>
    <message>
        <source>Order %1: the refund is on its way. The story shows how it goes.</source>
        <translation>订单 %1：退款已提交，进展见订单经过。</translation>
    </message>
    <message>
        <source>Show co&amp;de…</source>
        <translation>出示二维码(&amp;D)…</translation>
    </message>
    <message>
        <source>The code or link of an unpaid order, renewed where it has run out</source>
        <translation>未付订单的二维码；过期了会自动换新的</translation>
    </message>
    <message>
        <source>As&amp;k WeChat now</source>
        <translation>马上问微信(&amp;K)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how the refund stands; one that it did not take goes out again</source>
        <translation>马上问微信支付这笔退款怎样了；没受理的会重新发出</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>认定结果(&amp;Y)…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>微信支付说不清时，由您凭证据认定</translation>
    </message>
    <message>
        <source>&amp;Withdraw refund…</source>
        <translation>撤回退款(&amp;W)…</translation>
    </message>
    <message>
        <source>Take back a refund that WeChat Pay certainly has not got</source>
        <translation>撤回一笔肯定没到微信支付的退款</translation>
    </message>
    <message>
        <source>Customer paid</source>
        <translation>顾客实付</translation>
    </message>
    <message>
        <source>Coupons paid</source>
        <translation>优惠券抵扣</translation>
    </message>
    <message>
        <source>of which cost you</source>
        <translation>其中您承担</translation>
    </message>
    <message>
        <source>%1: WeChat Pay does not settle it</source>
        <translation>%1，微信支付不结算给您</translation>
    </message>
    <message>
        <source>of which yours</source>
        <translation>其中您预充</translation>
    </message>
    <message>
        <source>%1: out of the coupon money you paid in</source>
        <translation>%1，出自您预充的代金券款</translation>
    </message>
    <message>
        <source>Settles</source>
        <translation>结算金额</translation>
    </message>
    <message>
        <source>Expected fee</source>
        <translation>预计手续费</translation>
    </message>
    <message>
        <source>Arrives</source>
        <translation>预计到账</translation>
    </message>
    <message>
        <source>Credited to the user</source>
        <translation>记入用户余额</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>暂扣</translation>
    </message>
    <message>
        <source>%1 is held until the order&apos;s refunds are known</source>
        <translation>%1，等弄清该订单退了多少</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>不明始于</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>问过没结果</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>顾客得到</translation>
    </message>
    <message>
        <source>Leaves your money</source>
        <translation>从您这里出</translation>
    </message>
    <message>
        <source>Fee that comes back</source>
        <translation>退回手续费</translation>
    </message>
    <message>
        <source>Out of the user&apos;s balance</source>
        <translation>出自用户余额</translation>
    </message>
    <message>
        <source>Which refund?</source>
        <translation>哪一笔退款？</translation>
    </message>
    <message>
        <source>Refund:</source>
        <translation>退款：</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked…</source>
        <translation>正在问微信支付…</translation>
    </message>
    <message>
        <source>The refund of %1 is: %2.</source>
        <translation>%1 的退款：%2。</translation>
    </message>
    <message>
        <source>What became of the refund of %1?</source>
        <translation>%1 的退款结果如何？</translation>
    </message>
    <message>
        <source>It was given back</source>
        <translation>已经退了</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books, and the %3 held for user %4 are gone. If it was not given back, the customer has lost %1.</source>
        <translation>顾客已收回 %1。账上从账户付出 %2，用户 %4 冻结的 %3 扣掉。如果其实没退，顾客就少了 %1。</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books. If it was not given back, the customer has lost %1.</source>
        <translation>顾客已收回 %1。账上从账户付出 %2。如果其实没退，顾客就少了 %1。</translation>
    </message>
    <message>
        <source>Book %1 as given back</source>
        <translation>%1 记为已退</translation>
    </message>
    <message>
        <source>It was not given back</source>
        <translation>没有退成</translation>
    </message>
    <message>
        <source>Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 of the order can be given back again. If it was given back after all, the shop has lost %4.</source>
        <translation>账户一分不出。用户 %2 冻结的 %1 退回余额，该订单的 %3 可以再退。如果其实退了，店里就亏 %4。</translation>
    </message>
    <message>
        <source>Nothing leaves the account, and %1 of the order can be given back again. If it was given back after all, the shop has lost %2.</source>
        <translation>账户一分不出，该订单的 %1 可以再退。如果其实退了，店里就亏 %2。</translation>
    </message>
    <message>
        <source>End it with nothing moved</source>
        <translation>了结，钱没有动</translation>
    </message>
    <message>
        <source>Withdraw refund</source>
        <translation>撤回退款</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the customer gets nothing.</source>
        <translation>%1 的退款不发出了。%2 马上退回用户 %3 的余额，顾客什么都收不到。</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent, and the customer gets nothing. The order can be given back again.</source>
        <translation>%1 的退款不发出了，顾客什么都收不到。该订单以后还可以再退。</translation>
    </message>
    <message>
        <source>Asked for by mistake</source>
        <translation>误申请</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdrawn: %1 were not sent.</source>
        <translation>已撤回：%1 没有发出。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>等您处理</translation>
    </message>
    <message>
        <source>Paid and withdrawn in the last 30 days</source>
        <translation>近 30 天收款与提现</translation>
    </message>
    <message>
        <source>Today&apos;s orders by hour</source>
        <translation>今天各小时的订单</translation>
    </message>
    <message>
        <source>Paid today</source>
        <translation>今日收款</translation>
    </message>
    <message>
        <source>Orders today</source>
        <translation>今日订单</translation>
    </message>
    <message>
        <source>Withdrawn today</source>
        <translation>今日提现</translation>
    </message>
    <message>
        <source>Refunded today</source>
        <translation>今日退款</translation>
    </message>
    <message>
        <source>Fees today</source>
        <translation>今日手续费</translation>
    </message>
    <message>
        <source>Last 30 days, in yuan</source>
        <translation>近 30 天，元</translation>
    </message>
    <message>
        <source>Withdrawals waiting</source>
        <translation>等待中的提现</translation>
    </message>
    <message>
        <source>Open the queue</source>
        <translation>打开队列</translation>
    </message>
    <message>
        <source>Can everyone be paid?</source>
        <translation>都付得起吗？</translation>
    </message>
    <message>
        <source>Orders by hour, today</source>
        <translation>今天各小时的订单数</translation>
    </message>
    <message>
        <source>What sells, last 30 days</source>
        <translation>近 30 天卖得好的</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>%1 a week ago by now</source>
        <translation>上周同日此时 %1</translation>
    </message>
    <message>
        <source>known so far</source>
        <translation>目前已知</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Yes. %1 are left over.</source>
        <translation>付得起，还余 %1。</translation>
    </message>
    <message>
        <source>No. %1 are missing.</source>
        <translation>付不起，还差 %1。</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>%1
%2 orders, %3 paid
%4 withdrawn</source>
        <translation>%1
%2 个订单，收款 %3
提现 %4</translation>
    </message>
    <message>
        <source>%1 paid in 30 days</source>
        <translation>30 天共收 %1</translation>
    </message>
    <message>
        <source>%1:00 – %2:00, %3 orders</source>
        <translation>%1:00 – %2:00，%3 个订单</translation>
    </message>
    <message>
        <source>%1 orders today</source>
        <translation>今天 %1 个订单</translation>
    </message>
    <message numerus="yes">
        <source>Needs you: %n thing(s)</source>
        <translation>
            <numerusform>等您处理：%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>How is this reckoned?</source>
        <translation>怎么算的？</translation>
    </message>
    <message>
        <source>Owed %1, settled %2</source>
        <translation>应付 %1，已结算 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, as in the books</source>
        <translation>%1：%2，与账簿一致</translation>
    </message>
    <message>
        <source>%1: %2 at WeChat, %3 in the books</source>
        <translation>%1：微信 %2，账簿 %3</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>截止 %1</translation>
    </message>
    <message>
        <source>%1 (%2 not available yet)</source>
        <translation>%1（其中 %2 暂不可用）</translation>
    </message>
    <message>
        <source>%1, end of %2</source>
        <translation>%1，%2 日终</translation>
    </message>
    <message>
        <source>&amp;Answer the complaint…</source>
        <translation>回复投诉(&amp;A)…</translation>
    </message>
    <message>
        <source>The complaint is &amp;dealt with…</source>
        <translation>投诉处理完毕(&amp;D)…</translation>
    </message>
    <message>
        <source>Users are owed %1: what they have available and what is held for their withdrawals, less what WeChat Pay is already giving back out of it.</source>
        <translation>应付用户 %1：用户的可用余额，加上为提现冻结的，减去微信支付正从中退款的。</translation>
    </message>
    <message>
        <source>Settled WeChat money in the books: %1, less what WeChat Pay has taken out for refunds.</source>
        <translation>账簿里已结算的微信资金：%1，已减去微信支付为退款扣走的。</translation>
    </message>
    <message>
        <source>By WeChat Pay&apos;s own word %1 are in the accounts, with what it has set aside for accepted withdrawals. The smaller of the two figures counts.</source>
        <translation>微信支付说账户里有 %1，包括它为已受理提现留出的。两个数取小的。</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s own word of the accounts is not known now: the books alone count.</source>
        <translation>眼下不知道微信支付那边的余额，只能按账簿算。</translation>
    </message>
    <message>
        <source>%1 are about to leave for refunds of sales, and do not count any more.</source>
        <translation>销售退款还要出去 %1，已不算在内。</translation>
    </message>
    <message>
        <source>So %1 are there to pay %2. The account that pays can pay out %3 now.</source>
        <translation>所以有 %1 可付 %2。付款账户眼下能付出 %3。</translation>
    </message>
    <message>
        <source>A payment counts only when WeChat Pay has settled it, some days after it was made. What users are owed must never exceed it: a withdrawal that would break this cannot be approved, nor sent.</source>
        <translation>付款要等微信支付结算后才算数，一般要过几天。应付用户的不得超过它：会突破的提现既批不了，也发不出。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of accounts</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1.</source>
        <translation>微信支付不告诉本商户的余额：%1。</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1. Coverage stands on the books alone; compare them in the merchant platform.</source>
        <translation>微信支付不告诉本商户的余额：%1。够不够付只按账簿算，请到商户平台核对。</translation>
    </message>
    <message>
        <source>WeChat Pay has the answer.</source>
        <translation>微信支付已收到回复。</translation>
    </message>
    <message>
        <source>WeChat Pay knows that it is dealt with.</source>
        <translation>已告诉微信支付：处理完毕。</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>回复…</translation>
    </message>
    <message>
        <source>Completed…</source>
        <translation>处理完毕…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>去看看</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PayoutsPage</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Balance left</source>
        <translation>剩余余额</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>等了</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>留意</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>The withdrawal&apos;s story</source>
        <translation>提现的来龙去脉</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>批准(&amp;A)…</translation>
    </message>
    <message>
        <source>Show who gets what, then approve</source>
        <translation>先看清谁得到多少，再批准</translation>
    </message>
    <message>
        <source>&amp;Reject…</source>
        <translation>拒绝(&amp;R)…</translation>
    </message>
    <message>
        <source>Give the sum back to the user&apos;s balance, with a reason</source>
        <translation>把金额退回用户余额，并写明原因</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>收回(&amp;T)</translation>
    </message>
    <message>
        <source>Undo the approval while the grace period lasts</source>
        <translation>宽限期内撤销批准</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>取消(&amp;C)…</translation>
    </message>
    <message>
        <source>Stop it; at WeChat Pay too, while the payee has not confirmed</source>
        <translation>停止付款；收款人尚未确认时，也在微信支付撤销</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>等您处理</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>资金覆盖</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>队列已空</translation>
    </message>
    <message>
        <source>When a user asks for money, it waits here until you have looked at it.</source>
        <translation>用户申请提现后，会在这里等您看过。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Withdrawals appear here once they have been decided.</source>
        <translation>处理过的提现会出现在这里。</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>足够</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>不够！</translation>
    </message>
    <message>
        <source>Owed %1 · settled %2 · %3</source>
        <translation>应付 %1 · 已结算 %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%n selected, %1</source>
        <translation>
            <numerusform>已选 %n 笔，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>In WeChat&apos;s words</source>
        <translation>微信的说法</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>注册于</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>以往提现</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s), %1</source>
        <translation>
            <numerusform>%n 次，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Owed, now and after</source>
        <translation>应付：现在 → 之后</translation>
    </message>
    <message>
        <source>Settled, now and after</source>
        <translation>已结算：现在 → 之后</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>本店单号</translation>
    </message>
    <message>
        <source>WeChat&apos;s number</source>
        <translation>微信单号</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will be sent in %2 s.</source>
        <translation>
            <numerusform>%n 笔提现共 %1，将在 %2 秒后发出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject withdrawals</source>
        <translation>拒绝提现</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will not be paid. The held sums go back to the users&apos; balances at once.</source>
        <translation>
            <numerusform>%n 笔提现共 %1 将不予支付，冻结的金额立即退回用户余额。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name and account do not agree</source>
        <translation>姓名与账户不符</translation>
    </message>
    <message>
        <source>Unusual activity, please contact us</source>
        <translation>活动异常，请联系我们</translation>
    </message>
    <message>
        <source>Requested by mistake</source>
        <translation>误申请</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>已拒绝。</translation>
    </message>
    <message>
        <source>Taken back: nothing was sent.</source>
        <translation>已收回：什么都没有发出。</translation>
    </message>
    <message>
        <source>Cancel withdrawals</source>
        <translation>取消提现</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) will be stopped. What WeChat Pay already has is cancelled there while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says so.</source>
        <translation>
            <numerusform>将停止 %n 笔提现。微信支付已收到的，在收款人尚未确认时于微信支付撤销；微信支付确认后金额退回余额。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancellation is under way.</source>
        <translation>正在取消。</translation>
    </message>
    <message>
        <source>&amp;Save receipt…</source>
        <translation>保存回单(&amp;S)…</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s electronic receipt of a paid withdrawal, as a PDF</source>
        <translation>微信支付为已付提现出具的电子回单（PDF）</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>保存回单</translation>
    </message>
    <message>
        <source>WeChat Pay is making the receipt…</source>
        <translation>微信支付正在生成回单…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>As&amp;k WeChat now</source>
        <translation>马上问微信(&amp;K)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how this withdrawal stands</source>
        <translation>马上问微信支付这笔提现怎样了</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>认定结果(&amp;Y)…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>微信支付说不清时，由您凭证据认定</translation>
    </message>
    <message>
        <source>&amp;Send it again</source>
        <translation>重新发出(&amp;S)</translation>
    </message>
    <message>
        <source>What WeChat Pay did not take goes out again, under the same number</source>
        <translation>微信支付没受理的重新发出，单号不变</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>不明始于</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>问过没结果</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停下的原因</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Paid through</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked…</source>
        <translation>正在问微信支付…</translation>
    </message>
    <message>
        <source>Withdrawal %1 is: %2.</source>
        <translation>提现 %1：%2。</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最后听到</translation>
    </message>
    <message>
        <source>What became of withdrawal %1?</source>
        <translation>提现 %1 结果如何？</translation>
    </message>
    <message>
        <source>It was paid</source>
        <translation>已经付了</translation>
    </message>
    <message>
        <source>%1 leave the account in the books: the payee has the money. Held for the user %2, owed to all users %3. If it was not paid, the user has lost %1.</source>
        <translation>账上从账户付出 %1，收款人已收到钱。该用户冻结 %2，应付全部用户 %3。如果其实没付，用户就少了 %1。</translation>
    </message>
    <message>
        <source>Book %1 as paid</source>
        <translation>%1 记为已付</translation>
    </message>
    <message>
        <source>It was not paid</source>
        <translation>没有付成</translation>
    </message>
    <message>
        <source>%1 go back to the user&apos;s balance and can be withdrawn again: %2. Nothing leaves the account. If it was paid after all, the shop has lost %1.</source>
        <translation>%1 退回用户余额，可以再提：%2。账户一分不出。如果其实付了，店里就亏 %1。</translation>
    </message>
    <message>
        <source>Give %1 back to the balance</source>
        <translation>%1 退回余额</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RecoveryDialog</name>
    <message>
        <source>What was found</source>
        <translation>查到了什么</translation>
    </message>
    <message>
        <source>Go on although WeChat Pay was not asked about everything</source>
        <translation>没有问完微信支付，也要继续</translation>
    </message>
    <message>
        <source>Confirm: send again</source>
        <translation>确认，恢复发出</translation>
    </message>
    <message>
        <source>The books were put back</source>
        <translation>账簿恢复过</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What you have compared, and what you found</source>
        <translation>您核对了什么，结果如何</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>会怎样</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>怎么回事</translation>
    </message>
    <message>
        <source>These books know nothing of the time between the backup and the moment they were put back. WeChat Pay cannot be asked about withdrawals and refunds whose numbers were lost with that time: one that is asked for again would be paid again.</source>
        <translation>从备份到恢复的这段时间，账簿什么都不知道。那段时间里的提现和退款，单号已丢，没法去问微信支付：再申请一次，就会再付一次。</translation>
    </message>
    <message>
        <source>Books of</source>
        <translation>账簿停在</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复于</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>空白时段</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Put back by</source>
        <translation>恢复人</translation>
    </message>
    <message>
        <source>Asked WeChat Pay</source>
        <translation>问微信支付</translation>
    </message>
    <message>
        <source>%1 of %2 numbers, %3 otherwise than here</source>
        <translation>已问 %1 / %2 个单号，%3 个与这里不同</translation>
    </message>
    <message>
        <source>The money at WeChat Pay</source>
        <translation>微信支付里的钱</translation>
    </message>
    <message>
        <source>WeChat Pay has not told yet what is in the accounts.</source>
        <translation>微信支付还没告诉账户余额。</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant what is in the accounts. Compare them in the merchant platform.</source>
        <translation>微信支付不告诉本商户余额，请到商户平台核对。</translation>
    </message>
    <message>
        <source>%1 less is there than these books expect: so much may have been paid out or given back since the backup.</source>
        <translation>比账簿少 %1：备份之后可能付出或退出了这么多。</translation>
    </message>
    <message>
        <source>%1 more is there than these books expect: so much may have been paid in since the backup.</source>
        <translation>比账簿多 %1：备份之后可能收进了这么多。</translation>
    </message>
    <message>
        <source>It is what these books expect.</source>
        <translation>与账簿一致。</translation>
    </message>
    <message>
        <source>%1, end of %2</source>
        <translation>%1，%2 日终</translation>
    </message>
    <message>
        <source>%1 at WeChat, %2 in the books</source>
        <translation>微信 %1，账簿 %2</translation>
    </message>
    <message>
        <source>What differs, or is still to be asked</source>
        <translation>对不上的，和还没问的</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>还没问</translation>
    </message>
    <message>
        <source>here: %1; WeChat Pay: %2</source>
        <translation>这里：%1；微信支付：%2</translation>
    </message>
    <message>
        <source>WeChat Pay is still being asked; %1 numbers are left. Until you confirm, nothing is sent: neither withdrawals nor refunds.</source>
        <translation>还在问微信支付，剩 %1 个单号。您确认之前什么都不会发出：提现和退款都不发。</translation>
    </message>
    <message>
        <source>%1 numbers were never asked about. What was paid under them since the backup can be paid again. Give the reason.</source>
        <translation>还有 %1 个单号没有问过。备份之后若已付过，就可能再付一次。请写明原因。</translation>
    </message>
    <message>
        <source>When you confirm, withdrawals and refunds are sent again as before.</source>
        <translation>您确认之后，提现和退款照常发出。</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RefundDialog</name>
    <message>
        <source>Give money back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The customer reads it in WeChat</source>
        <translation>顾客会在微信里看到</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Can still go back</source>
        <translation>还可退</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>From 0.01 up to %1.</source>
        <translation>从 0.01 到 %1。</translation>
    </message>
    <message>
        <source>Give %1 back</source>
        <translation>退款 %1</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>Expected: the customer gets %1, %2 leave your money</source>
        <translation>预计：顾客得到 %1，从您这里出 %2</translation>
    </message>
    <message>
        <source>, %1 of fee come back</source>
        <translation>，退回手续费 %1</translation>
    </message>
    <message>
        <source>; the rest was paid by coupons</source>
        <translation>；其余是优惠券付的</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1 leave user %2&apos;s balance now; the refund goes to the customer through WeChat Pay.</source>
        <translation>现在从用户 %2 的余额中扣除 %1，退款经微信支付给顾客。</translation>
    </message>
    <message>
        <source>%1 of the order are given back through WeChat Pay, out of revenue.</source>
        <translation>该订单退 %1，冲减收入，经微信支付退回。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>&amp;Make the report</source>
        <translation>生成报表(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>另存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>Settlement report</source>
        <translation>结算报表</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>指定日期</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>手续费</translation>
    </message>
    <message>
        <source>Credited to users</source>
        <translation>计入用户</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Owed after</source>
        <translation>期末应付</translation>
    </message>
    <message>
        <source>At WeChat after</source>
        <translation>期末微信资金</translation>
    </message>
    <message>
        <source>The report is being made and the books verified…</source>
        <translation>正在生成报表并核对账簿…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>The books were verified up to transfer %1. PDF and XLSX come with a later version.</source>
        <translation>账簿已核对至第 %1 笔分录。PDF 与 XLSX 将在以后的版本提供。</translation>
    </message>
    <message>
        <source>The books do NOT verify: %1</source>
        <translation>账簿核对不上：%1</translation>
    </message>
    <message>
        <source>Save the settlement report</source>
        <translation>保存结算报表</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Save settings</source>
        <translation>保存设置(&amp;S)</translation>
    </message>
    <message>
        <source>Kinds of settings</source>
        <translation>设置类别</translation>
    </message>
    <message>
        <source>Merchant account</source>
        <translation>商户号</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>Payouts</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>As it stands in the window</source>
        <translation>显示在窗口标题中</translation>
    </message>
    <message>
        <source>Test everything</source>
        <translation>全部检查</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>127.0.0.1 behind a reverse proxy or a tunnel</source>
        <translation>在反向代理或隧道之后用 127.0.0.1</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>TLS certificate file</source>
        <translation>TLS 证书文件</translation>
    </message>
    <message>
        <source>PEM; empty: plain HTTP</source>
        <translation>PEM；留空则为明文 HTTP</translation>
    </message>
    <message>
        <source>TLS key file</source>
        <translation>TLS 私钥文件</translation>
    </message>
    <message>
        <source>Unpaid orders expire after</source>
        <translation>未支付订单的有效期</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Paid money counts as settled after</source>
        <translation>付款后视为已结算</translation>
    </message>
    <message>
        <source> business days</source>
        <translation> 个工作日</translation>
    </message>
    <message>
        <source>Most for one withdrawal ¥</source>
        <translation>单笔提现上限 ¥</translation>
    </message>
    <message>
        <source>Most for one user and day ¥</source>
        <translation>每人每日上限 ¥</translation>
    </message>
    <message>
        <source>Most for all users and day ¥</source>
        <translation>全部每日上限 ¥</translation>
    </message>
    <message>
        <source>Approvals can be taken back for</source>
        <translation>批准后可收回</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>A password unlocks decisions for</source>
        <translation>输入密码后免密</translation>
    </message>
    <message>
        <source>Basic account</source>
        <translation>基本账户</translation>
    </message>
    <message>
        <source>Operation account</source>
        <translation>运营账户</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>付款账户</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What the payee reads, up to 32 characters</source>
        <translation>收款人看到的文字，最多 32 个字</translation>
    </message>
    <message>
        <source>Only the owner decides for now; more operators, roles and a second approver come with a later version.</source>
        <translation>目前只有店主可以决定；更多操作员、角色和第二审批人将在以后的版本提供。</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>修改密码(&amp;P)…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Data folder: %1</source>
        <translation>数据文件夹：%1</translation>
    </message>
    <message>
        <source>A backup is a whole copy of the books, made while the shop goes on. Keys are not in it.</source>
        <translation>备份是账簿的完整副本，营业时也能做。密钥不在其中。</translation>
    </message>
    <message>
        <source>&amp;Back up now…</source>
        <translation>立即备份(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>恢复备份(&amp;R)…</translation>
    </message>
    <message>
        <source>%1, owner</source>
        <translation>%1，店主</translation>
    </message>
    <message>
        <source>Something under “Merchant account” does not fit; it is marked there.</source>
        <translation>“商户号”里有不合要求的内容，已在那里标出。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>Saved. Connecting anew…</source>
        <translation>已保存，正在重新连接…</translation>
    </message>
    <message>
        <source>Saved. Listening at %1.</source>
        <translation>已保存，监听于 %1。</translation>
    </message>
    <message>
        <source>Back up the books</source>
        <translation>备份账簿</translation>
    </message>
    <message>
        <source>Backed up: %1</source>
        <translation>已备份：%1</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>The backup is being checked; nothing has been replaced yet…</source>
        <translation>正在检查备份；什么都还没有替换…</translation>
    </message>
    <message>
        <source>The backup&apos;s books do not verify; it was not taken: %1</source>
        <translation>备份中的账簿核对不上，未采用：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1

The backup is sound: %n transfer(s) verified. It replaces the present books; they are kept beside it. What happened since the backup is then missing here until WeChat Pay is asked.</source>
        <translation>
            <numerusform>%1

备份完好：%n 笔分录核对无误。它将替换现在的账簿，原账簿会保留在旁边。备份之后发生的事，要等向微信支付查询后才会补上。</numerusform>
        </translation>
    </message>
    <message>
        <source>The books were damaged</source>
        <translation>账簿已损坏</translation>
    </message>
    <message>
        <source>Moved to another machine</source>
        <translation>换了电脑</translation>
    </message>
    <message>
        <source>Replace the books</source>
        <translation>替换账簿</translation>
    </message>
    <message>
        <source>Restored. The books before are kept in %1</source>
        <translation>已恢复。原账簿保存在 %1</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>现在的密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再输一次新密码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>The new passwords differ.</source>
        <translation>两次输入的新密码不同。</translation>
    </message>
    <message>
        <source>The password has been changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>Orders are opened with</source>
        <translation>下单接口</translation>
    </message>
    <message>
        <source>APIv3, today&apos;s interface</source>
        <translation>APIv3，现行接口</translation>
    </message>
    <message>
        <source>API v2, the older one; it needs its own key</source>
        <translation>API v2，旧接口，需要单独的密钥</translation>
    </message>
    <message>
        <source>At the counter, reverse after</source>
        <translation>柜台收款超时撤销</translation>
    </message>
    <message>
        <source>Paid through</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Merchant transfer: the payee confirms each one</source>
        <translation>商家转账：收款人逐笔确认</translation>
    </message>
    <message>
        <source>Transfer batches: merchants from before 2025</source>
        <translation>批量转账：2025 年前开通的商户</translation>
    </message>
    <message>
        <source>API v2: straight to the payee&apos;s balance</source>
        <translation>API v2：直接到零钱</translation>
    </message>
    <message>
        <source>API v2: red packets, ¥ 1 to ¥ 200</source>
        <translation>API v2：红包，¥ 1 到 ¥ 200</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s fee, percent</source>
        <translation>微信支付费率，百分之</translation>
    </message>
    <message>
        <source>As in your contract, such as 0.60; it is expected of each payment</source>
        <translation>按合同填，如 0.60；每笔收款据此预计手续费</translation>
    </message>
    <message>
        <source>Further AppIDs</source>
        <translation>其他 AppID</translation>
    </message>
    <message>
        <source>Of the shop&apos;s other apps under the same merchant number, commas between them</source>
        <translation>同一商户号下本店其他应用的，用英文逗号隔开</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>信任的代理</translation>
    </message>
    <message>
        <source>10.0.0.2, fd00::/8: who comes through them is counted one by one</source>
        <translation>如 10.0.0.2, fd00::/8：经它们来的，按来者分别计数</translation>
    </message>
    <message>
        <source>Saved, and it does not fit together yet: WeChat Pay may refuse everything until it does.</source>
        <translation>已保存，但各项还不配套，配套之前微信支付可能拒绝所有请求。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Sheet</name>
    <message>
        <source>It is on its way and cannot be called back here; one moment.</source>
        <translation>正在处理，这里无法撤回，请稍候。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::StatusStrip</name>
    <message>
        <source>Listener</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>WeChat Pay</source>
        <translation>微信支付</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Last notification</source>
        <translation>最近通知</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>资金覆盖</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>上锁</translation>
    </message>
    <message>
        <source>Covered, %1 spare</source>
        <translation>资金足够，余 %1</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>不够！</translation>
    </message>
    <message>
        <source>Owed to users %1, settled money to pay them %2</source>
        <translation>应付用户 %1，可付的已结算资金 %2</translation>
    </message>
    <message>
        <source>Listening at %1</source>
        <translation>监听于 %1</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>没有监听</translation>
    </message>
    <message>
        <source>WeChat Pay&apos;s notifications are received here</source>
        <translation>在这里接收微信支付的通知</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>WeChat Pay: not asked</source>
        <translation>微信支付：未联系</translation>
    </message>
    <message>
        <source>Nothing is sent while the engine does not run</source>
        <translation>引擎没有运行，什么都不会发出</translation>
    </message>
    <message>
        <source>WeChat Pay: no answer</source>
        <translation>微信支付：无应答</translation>
    </message>
    <message>
        <source>WeChat Pay: connecting</source>
        <translation>微信支付：连接中</translation>
    </message>
    <message>
        <source>The first question is on its way</source>
        <translation>第一个请求已发出</translation>
    </message>
    <message>
        <source>WeChat Pay answers</source>
        <translation>微信支付正常</translation>
    </message>
    <message>
        <source>Last answer %1</source>
        <translation>最近应答 %1</translation>
    </message>
    <message>
        <source>Clock right</source>
        <translation>时钟准确</translation>
    </message>
    <message>
        <source>Clock %1 s off</source>
        <translation>时钟相差 %1 秒</translation>
    </message>
    <message>
        <source>WeChat Pay refuses what is signed five minutes off</source>
        <translation>签名时间相差五分钟，微信支付就会拒绝</translation>
    </message>
    <message>
        <source>No notification yet</source>
        <translation>还没有通知</translation>
    </message>
    <message>
        <source>Notified %1</source>
        <translation>通知：%1</translation>
    </message>
    <message>
        <source>Queue empty</source>
        <translation>队列已空</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 笔等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals over %1 wait for a decision</source>
        <translation>共 %1 的提现等待处理</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已上锁</translation>
    </message>
    <message>
        <source>Unlocked, %1 s</source>
        <translation>免密 %1 秒</translation>
    </message>
    <message>
        <source>Decisions ask for your password</source>
        <translation>处理提现需要您的密码</translation>
    </message>
    <message>
        <source>Decisions need no password; click to lock</source>
        <translation>现在处理提现无需密码；点击上锁</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::UserDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>openid</source>
        <translation>openid</translation>
    </message>
    <message>
        <source>As WeChat gives it for your app</source>
        <translation>微信为您的应用给出的 openid</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>真实姓名</translation>
    </message>
    <message>
        <source>Wanted by WeChat Pay from ¥ 2,000 on</source>
        <translation>¥ 2,000 起微信支付要求填写</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::VerdictDialog</name>
    <message>
        <source>What is known</source>
        <translation>已知情况</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>会怎样</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Where it is written: a row of a bill, a page of the merchant platform</source>
        <translation>写在哪里：账单的哪一行，商户平台的哪一页</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why you decide it instead of WeChat Pay</source>
        <translation>为什么由您来认定</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>去查</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>WeChat Pay is asked once more first. If it tells the end, that is what stands.</source>
        <translation>会先再问一次微信支付。它若说出结果，就以它为准。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked once more…</source>
        <translation>正在再问一次微信支付…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::WalletsPage</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>openid</source>
        <translation>openid</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>注册于</translation>
    </message>
    <message>
        <source>Wallets</source>
        <translation>钱包</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>The user&apos;s statement</source>
        <translation>用户的对账单</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>还没有用户</translation>
    </message>
    <message>
        <source>Users come from your app, or are added here with their openid.</source>
        <translation>用户来自您的应用，也可以凭 openid 在这里添加。</translation>
    </message>
    <message>
        <source>&amp;Add a user…</source>
        <translation>添加用户(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>姓名(&amp;N)…</translation>
    </message>
    <message>
        <source>The real name that WeChat Pay compares with the payee&apos;s</source>
        <translation>微信支付用来与收款人核对的真实姓名</translation>
    </message>
    <message>
        <source>&amp;Credit or debit…</source>
        <translation>增减余额(&amp;C)…</translation>
    </message>
    <message>
        <source>Owe the user more or less, with a reason and your password</source>
        <translation>凭原因和密码增减用户余额</translation>
    </message>
    <message>
        <source>&amp;Request withdrawal…</source>
        <translation>申请提现(&amp;R)…</translation>
    </message>
    <message>
        <source>Ask for a withdrawal on the user&apos;s behalf</source>
        <translation>替用户申请提现</translation>
    </message>
    <message>
        <source>Find a user</source>
        <translation>查找用户</translation>
    </message>
    <message>
        <source>Search by number, openid or name</source>
        <translation>按编号、openid 或姓名搜索</translation>
    </message>
    <message>
        <source>Number, openid or name</source>
        <translation>编号、openid 或姓名</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Nothing has moved yet.</source>
        <translation>还没有变动。</translation>
    </message>
    <message>
        <source>available %1</source>
        <translation>可用 %1</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>冻结 %1</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>真实姓名</translation>
    </message>
    <message>
        <source>The payee&apos;s real name, as WeChat knows it:</source>
        <translation>微信所知的收款人真实姓名：</translation>
    </message>
    <message>
        <source>Requested: it waits under Withdrawals.</source>
        <translation>已申请：在“提现”中等待处理。</translation>
    </message>
    <message>
        <source>C&amp;onsent…</source>
        <translation>免确认收款(&amp;O)…</translation>
    </message>
    <message>
        <source>Let the user receive withdrawals without confirming each of them</source>
        <translation>让用户的提现无需逐笔确认即可到账</translation>
    </message>
    <message>
        <source>Receives without confirming</source>
        <translation>免确认收款</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::WithdrawDialog</name>
    <message>
        <source>Request a withdrawal</source>
        <translation>申请提现</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>The sum is held from the balance and waits under Withdrawals for your approval.</source>
        <translation>金额从余额中冻结，在“提现”中等待您批准。</translation>
    </message>
</context>
</TS>
