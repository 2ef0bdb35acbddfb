<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Console</name>
    <message>
        <source>Zhangfang cannot open the books</source>
        <translation>无法打开账簿</translation>
    </message>
    <message>
        <source>Zhangfang is still ending</source>
        <translation>账房正在退出</translation>
    </message>
    <message>
        <source>The Zhangfang before still finishes what it is doing. Start it again in a moment; nothing is lost.</source>
        <translation>上一次打开的账房还在收尾。请稍后再启动，数据未丢失。</translation>
    </message>
    <message>
        <source>There may be a shop here already</source>
        <translation>这台电脑上可能已经有一家店</translation>
    </message>
    <message>
        <source>The Zhangfang service is installed on this computer, and you may not look into its shop. If it is yours too, ask whoever looks after this computer to add you to the group zhangfang, and sign in again; otherwise go on.</source>
        <translation>这台电脑装有账房服务，但您没有查看它那家店的权限。如果那也是您的店，请让管理这台电脑的人把您加入 zhangfang 用户组，然后重新登录；如果不是，继续即可。</translation>
    </message>
</context>
<context>
    <name>CounterPreferences</name>
    <message>
        <source>Play a sound</source>
        <translation>播放提示音</translation>
    </message>
    <message>
        <source>Stay silent</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>When a customer has paid</source>
        <translation>顾客付款成功时</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>What was typed as a description is offered the next time; this empties it</source>
        <translation>输入过的商品描述下次会自动提示；点此清空</translation>
    </message>
    <message>
        <source>Forget the descriptions used before</source>
        <translation>清除用过的商品描述</translation>
    </message>
    <message>
        <source>Descriptions used before</source>
        <translation>用过的商品描述</translation>
    </message>
</context>
<context>
    <name>HandedOutWords</name>
    <message>
        <source>a certificate with the serial number %1</source>
        <translation>证书，序列号 %1</translation>
    </message>
    <message>
        <source>the certificate of merchant %1, serial number %2</source>
        <translation>商户 %1 的证书，序列号 %2</translation>
    </message>
    <message>
        <source>the private key, RSA %1 → Private key</source>
        <translation>私钥，RSA %1 → 已填入“私钥”</translation>
    </message>
    <message>
        <source>%1 → Merchant certificate</source>
        <translation>%1 → 已填入“商户证书”</translation>
    </message>
    <message>
        <source>WeChat Pay's public key → WeChat Pay public key. Its id stands beside it on the merchant platform</source>
        <translation>微信支付公钥 → 已填入“微信支付公钥”。公钥 ID 在商户平台的公钥旁边</translation>
    </message>
    <message>
        <source>one of WeChat Pay's own certificates. It is not needed here: they are fetched by themselves</source>
        <translation>微信支付平台证书，无需提供，程序会自动下载</translation>
    </message>
    <message>
        <source>your own public key. WeChat Pay's is in pub_key.pem</source>
        <translation>这是商户自己的公钥；微信支付公钥在 pub_key.pem 里</translation>
    </message>
    <message>
        <source>another private key than the one that was taken. Give one of them alone</source>
        <translation>与已填入的私钥不是同一把，请只提供其中一把</translation>
    </message>
    <message>
        <source>%1. It is another one than was taken; give one of them alone</source>
        <translation>%1，与已填入的证书不是同一张，请只提供其中一张</translation>
    </message>
    <message>
        <source>another public key than the one that was taken. Give one of them alone</source>
        <translation>与已填入的公钥不是同一把，请只提供其中一把</translation>
    </message>
    <message>
        <source>%1. It does not belong to the private key</source>
        <translation>%1，与私钥不匹配</translation>
    </message>
    <message>
        <source>of merchant %1. The merchant number here is %2</source>
        <translation>属于商户 %1，而这里的商户号是 %2</translation>
    </message>
    <message>
        <source>locked. WeChat Pay locks it with the merchant number: enter that first, then give the file again</source>
        <translation>文件有密码，密码是商户号：请先填写商户号，再提供这个文件</translation>
    </message>
    <message>
        <source>a key that is not RSA with at least 2048 bits, as WeChat Pay's are</source>
        <translation>密钥不是 2048 位以上的 RSA，微信支付不使用这种密钥</translation>
    </message>
    <message>
        <source>no key and no certificate is in it</source>
        <translation>里面没有密钥或证书</translation>
    </message>
    <message>
        <source>too large to be a key</source>
        <translation>文件太大，不是密钥</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Each approval counts down by itself on every page and has its own way back; Ctrl+Z takes back the latest.</source>
        <translation>每次批准在各页面单独倒计时，可单独撤回；Ctrl+Z 撤回最近一次。</translation>
    </message>
    <message>
        <source>The window can go on in the background when it is closed; whoever ends it while money is on its way is asked.</source>
        <translation>关闭窗口后可以在后台继续运行；有款项在途时退出，会先询问。</translation>
    </message>
    <message>
        <source>Every list can be saved whole, as CSV or for a spreadsheet.</source>
        <translation>每个列表都能完整导出为 CSV 或电子表格。</translation>
    </message>
    <message>
        <source>A checked copy of the books is made every day.</source>
        <translation>每天自动备份账簿并校验。</translation>
    </message>
    <message>
        <source>Limits, keys and money by hand ask for the password; five wrong ones make a name wait.</source>
        <translation>修改限额、密钥和手工调整金额需要密码；连续输错五次，该用户名要等待。</translation>
    </message>
    <message>
        <source>Sums are understood as you write them: full-width digits, 1,234.56, ¥5.</source>
        <translation>金额怎么写都能识别：全角数字、1,234.56、¥5。</translation>
    </message>
    <message>
        <source>The question mark shows all keys.</source>
        <translation>按问号键查看全部快捷键。</translation>
    </message>
    <message>
        <source>Tasks and the audit log have pages of their own.</source>
        <translation>待办和审计日志有了单独的页面。</translation>
    </message>
    <message>
        <source>The ledger and statements show the balance after each line, of any days.</source>
        <translation>账簿和对账单可按日期筛选，逐笔显示余额。</translation>
    </message>
    <message>
        <source>A payment at the counter is heard; Settings can silence it.</source>
        <translation>柜台收款成功会响提示音，可在设置中关闭。</translation>
    </message>
</context>
<context>
    <name>SealNotice</name>
    <message>
        <source>The books are whole, but they are NOT those that were sealed: %1. Stop paying out, keep a copy, and compare them with a backup.</source>
        <translation>账本前后相接，但已不是封签时的那一本：%1。请停止付款，留一份副本，并与备份对照。</translation>
    </message>
    <message>
        <source>They were put back from a backup, and end before the latest seal.</source>
        <translation>账本是从备份恢复的，止于最近一次封签之前。</translation>
    </message>
    <message>
        <source>They are as they were sealed. The words of %1, to write down: %2</source>
        <translation>与封签一致。%1的封签字，请抄下来：%2</translation>
    </message>
    <message>
        <source>Whether the seals are this shop's own could not be proven: their key cannot be read here.</source>
        <translation>无法验证封条是否属于本店：此处读不到封条的密钥。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The password is wrong. Nothing was done.</source>
        <translation>密码错误，操作未执行。</translation>
    </message>
    <message>
        <source>The password needs at least 8 characters.</source>
        <translation>密码至少 8 个字符。</translation>
    </message>
    <message>
        <source>The desk has locked itself. Give your password.</source>
        <translation>账房已自动锁定，请输入密码。</translation>
    </message>
    <message>
        <source>The user's balance is too small for this.</source>
        <translation>用户余额不足。</translation>
    </message>
    <message>
        <source>A user with this openid already exists.</source>
        <translation>已存在使用此 openid 的用户。</translation>
    </message>
    <message>
        <source>The openid must be 1 to 64 letters, digits, “_” or “-”.</source>
        <translation>openid 应为 1 至 64 个字母、数字、“_”或“-”。</translation>
    </message>
    <message>
        <source>Give a reason of 1 to 200 characters.</source>
        <translation>请填写原因，1 至 200 个字。</translation>
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
        <translation>商品描述应为 1 至 127 个字。</translation>
    </message>
    <message>
        <source>This kind of order needs its user.</source>
        <translation>此类订单需要指定用户。</translation>
    </message>
    <message>
        <source>There is no such user.</source>
        <translation>没有此用户。</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>没有此订单。</translation>
    </message>
    <message>
        <source>There is no such withdrawal.</source>
        <translation>没有此笔提现。</translation>
    </message>
    <message>
        <source>The period must run forward and hold at most 366 days.</source>
        <translation>开始日期不能晚于结束日期，最多 366 天。</translation>
    </message>
    <message>
        <source>This withdrawal of %1 is over the limit of %2 for one payout.</source>
        <translation>本笔提现 %1，超过单笔上限 %2。</translation>
    </message>
    <message>
        <source>This user's withdrawals of today would be %1, over the limit of %2.</source>
        <translation>用户今日提现将达 %1，超过每人每日上限 %2。</translation>
    </message>
    <message>
        <source>All withdrawals of today would be %1, over the limit of %2.</source>
        <translation>今日提现总额将达 %1，超过每日上限 %2。</translation>
    </message>
    <message>
        <source>Users are owed %1, but only %2 of settled money is there to pay them. Wait for settlement, or move money in.</source>
        <translation>应付用户 %1，可用于支付的已结算资金仅 %2。请等待结算，或转入资金。</translation>
    </message>
    <message>
        <source>From ¥ 2,000 on WeChat Pay wants the payee's real name. Enter it under Wallets.</source>
        <translation>单笔达到 ¥ 2,000，微信支付要求提供收款人真实姓名，请在“钱包”中填写。</translation>
    </message>
    <message>
        <source>That is no longer possible in its present state.</source>
        <translation>当前状态下无法执行此操作。</translation>
    </message>
    <message>
        <source>Too late: it has already been sent to WeChat Pay.</source>
        <translation>已提交微信支付，无法撤回。</translation>
    </message>
    <message>
        <source>The merchant account is not complete. Open Settings and fill in what is missing.</source>
        <translation>商户资料不完整，请在“设置”中补全。</translation>
    </message>
    <message>
        <source>Another Zhangfang already listens and pays for this folder; this one works beside it.</source>
        <translation>另一个账房程序正在为本店接收通知和付款，本窗口可同时使用。</translation>
    </message>
    <message>
        <source>The listener's port is in use. Choose another one in Settings.</source>
        <translation>通知接收端口已占用，请在“设置”中更换。</translation>
    </message>
    <message>
        <source>WeChat Pay's certificates could not be fetched. Check the network and the merchant's keys.</source>
        <translation>无法获取微信支付平台证书，请检查网络和商户密钥。</translation>
    </message>
    <message>
        <source>WeChat Pay refused.</source>
        <translation>微信支付拒绝了请求。</translation>
    </message>
    <message>
        <source>WeChat Pay gave no clear answer. Nothing is lost; try again in a moment.</source>
        <translation>微信支付未返回明确结果。数据未丢失，请稍后重试。</translation>
    </message>
    <message>
        <source>The desktop's keyring cannot be used.</source>
        <translation>无法使用系统钥匙串。</translation>
    </message>
    <message>
        <source>That is not a key of the right kind.</source>
        <translation>密钥类型不正确。</translation>
    </message>
    <message>
        <source>A setting cannot hold that value.</source>
        <translation>设置值无效。</translation>
    </message>
    <message>
        <source>Another program holds the books; try again in a moment.</source>
        <translation>账簿正被其他程序占用，请稍后重试。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; free some space.</source>
        <translation>磁盘空间不足，数据未改动，请清理后重试。</translation>
    </message>
    <message>
        <source>A file could not be read or written. Nothing was changed.</source>
        <translation>文件读写失败，数据未改动。</translation>
    </message>
    <message>
        <source>The file is damaged. Keep it as it is and restore the newest backup.</source>
        <translation>文件已损坏。请保留原文件，并恢复最近一次备份。</translation>
    </message>
    <message>
        <source>The file is not a Zhangfang database.</source>
        <translation>此文件不是账房的数据库。</translation>
    </message>
    <message>
        <source>These books were made by a newer Zhangfang. Update the program.</source>
        <translation>账簿由更高版本的账房创建，请升级程序。</translation>
    </message>
    <message>
        <source>There already is a file of this name; backups never overwrite.</source>
        <translation>文件已存在；备份不会覆盖已有文件。</translation>
    </message>
    <message>
        <source>The books do not verify. Stop paying out and restore a backup.</source>
        <translation>账簿校验未通过，请停止付款并恢复备份。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>There already are books in this folder.</source>
        <translation>此文件夹中已有账簿。</translation>
    </message>
    <message>
        <source>the amount was %1 and is now %2.</source>
        <translation>金额由 %1 变为 %2。</translation>
    </message>
    <message>
        <source>the payee was %1 and is now %2.</source>
        <translation>收款人由 %1 变为 %2。</translation>
    </message>
    <message>
        <source>the payee's name was “%1” and is now “%2”.</source>
        <translation>收款人姓名由“%1”变为“%2”。</translation>
    </message>
    <message>
        <source>the payee's balance was %1 and is now %2.</source>
        <translation>收款人余额由 %1 变为 %2。</translation>
    </message>
    <message>
        <source>%1its state is now “%2”.</source>
        <translation>%1当前状态为“%2”。</translation>
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
        <translation>已撤回批准</translation>
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
        <translation>请求已保存并提交微信支付</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it; the same request goes again later</source>
        <translation>微信支付未受理，稍后以同一单号重新提交</translation>
    </message>
    <message>
        <source>No clear answer; WeChat Pay is being asked by the same number</source>
        <translation>未收到明确结果，正以同一单号查询</translation>
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
        <translation>已查询支付结果</translation>
    </message>
    <message>
        <source>WeChat Pay told something new</source>
        <translation>微信支付状态更新</translation>
    </message>
    <message>
        <source>Not sent: not covered</source>
        <translation>未提交：资金不足</translation>
    </message>
    <message>
        <source>Stopped: a person is asked</source>
        <translation>已暂停，待人工处理</translation>
    </message>
    <message>
        <source>Cancellation asked for</source>
        <translation>已申请撤销</translation>
    </message>
    <message>
        <source>WeChat Pay was asked to cancel</source>
        <translation>已向微信支付申请撤销</translation>
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
        <translation>手工减少</translation>
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
        <translation>奖励与调整</translation>
    </message>
    <message>
        <source>Owner's money</source>
        <translation>实收资本</translation>
    </message>
    <message>
        <source>To be reconciled</source>
        <translation>待对账</translation>
    </message>
    <message>
        <source>The books verify</source>
        <translation>账簿校验通过</translation>
    </message>
    <message>
        <source>Merchant number, appid, certificate and keys are here</source>
        <translation>商户号、AppID、证书和密钥已填写</translation>
    </message>
    <message>
        <source>WeChat Pay answers, and both signatures agree</source>
        <translation>与微信支付连接正常，双方验签通过</translation>
    </message>
    <message>
        <source>WeChat Pay knows where to send notifications</source>
        <translation>通知地址已设置</translation>
    </message>
    <message>
        <source>A payment does not fit its order. Compare it with the merchant platform before anything is delivered.</source>
        <translation>有一笔付款与订单不符，发货前请先到商户平台核对。</translation>
    </message>
    <message>
        <source>A notification could not be understood and was kept.</source>
        <translation>有一条通知无法识别，已保存。</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a withdrawal does not fit the books.</source>
        <translation>微信支付返回的提现结果与账簿不符。</translation>
    </message>
    <message>
        <source>An approved withdrawal waits for money to cover it.</source>
        <translation>有一笔已批准的提现待资金到位。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a withdrawal.</source>
        <translation>有一笔提现微信支付未受理。</translation>
    </message>
    <message>
        <source>WeChat Pay tells a state this program does not know; the money stays held.</source>
        <translation>微信支付返回了未知状态，资金继续冻结。</translation>
    </message>
    <message>
        <source>WeChat Pay no longer knows a withdrawal it had accepted; the money stays held.</source>
        <translation>微信支付查不到已受理的一笔提现，资金继续冻结。</translation>
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
        <translation>已完成</translation>
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
        <translation>待处理</translation>
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
        <translation>结果待确认</translation>
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
        <translation>缺少姓名</translation>
    </message>
    <message>
        <source>Over limit</source>
        <translation>超过上限</translation>
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
        <translation>姓名重复</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需人工处理</translation>
    </message>
    <message>
        <source>The sum is held from the user's balance. Nothing leaves before you approve.</source>
        <translation>金额已从用户余额中冻结，批准后才会付款。</translation>
    </message>
    <message>
        <source>It will be sent when the grace period ends. Until then you can take it back.</source>
        <translation>撤回期结束后提交付款，在此之前可以撤回。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it. The same request goes again later, under the same number.</source>
        <translation>微信支付未受理，稍后以同一单号重新提交。</translation>
    </message>
    <message>
        <source>The request is stored and on its way to WeChat Pay.</source>
        <translation>请求已保存，正在提交微信支付。</translation>
    </message>
    <message>
        <source>WeChat Pay has it and is working on it.</source>
        <translation>微信支付已受理，正在处理。</translation>
    </message>
    <message>
        <source>The payee has 24 hours to confirm in WeChat. If they do not, it fails and the sum goes back to their balance.</source>
        <translation>收款人需在 24 小时内到微信确认收款，逾期付款失败，金额退回其余额。</translation>
    </message>
    <message>
        <source>An answer of WeChat Pay was lost. The program asks by the same number, and repeats the same request only if WeChat Pay does not know it. It cannot be paid twice. There is nothing you have to do.</source>
        <translation>未收到微信支付的返回结果。程序正以同一单号查询，确认微信支付没有此单后才会以原单号重新提交，不会重复付款。您无需操作。</translation>
    </message>
    <message>
        <source>The money has arrived in the payee's WeChat wallet.</source>
        <translation>款项已到收款人的微信零钱。</translation>
    </message>
    <message>
        <source>It ended without payment. The sum is back in the user's balance.</source>
        <translation>付款失败，金额已退回用户余额。</translation>
    </message>
    <message>
        <source>It was not paid. The sum is back in the user's balance.</source>
        <translation>未付款，金额已退回用户余额。</translation>
    </message>
    <message>
        <source>This program does not know the state; the sum stays held.</source>
        <translation>状态未知，金额继续冻结。</translation>
    </message>
    <message>
        <source>User %1, held</source>
        <translation>用户 %1 · 冻结余额</translation>
    </message>
    <message>
        <source>User %1, available</source>
        <translation>用户 %1 · 可用余额</translation>
    </message>
    <message>
        <source>Advertising: %1</source>
        <translation>广告收入：%1</translation>
    </message>
    <message>
        <source>It has changed since you looked, so it was not approved: %1</source>
        <translation>查看后信息有变动，未批准：%1</translation>
    </message>
    <message>
        <source>WeChat's number %1, told by notification %2</source>
        <translation>微信支付单号 %1，来自通知 %2</translation>
    </message>
    <message>
        <source>WeChat's number %1, told when asked</source>
        <translation>微信支付单号 %1，来自查询</translation>
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
        <translation>转账场景已设置</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a refund does not fit the books.</source>
        <translation>微信支付返回的退款结果与账簿不符。</translation>
    </message>
    <message>
        <source>An order was refunded outside this program, and is booked.</source>
        <translation>有订单在其他渠道退款，已入账。</translation>
    </message>
    <message>
        <source>WeChat Pay cannot give a refund back to where it came from: send it to a bank card, or settle it with the customer.</source>
        <translation>退款无法原路退回，请改退银行卡，或与顾客协商处理。</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a refund.</source>
        <translation>有一笔退款微信支付未受理。</translation>
    </message>
    <message>
        <source>A top-up was to be given back, but its user has already spent it. Decide who bears it.</source>
        <translation>待退的充值款已被使用，用户余额不足，请确定由谁承担。</translation>
    </message>
    <message>
        <source>A customer complains to WeChat Pay and waits for your answer.</source>
        <translation>有顾客通过微信支付投诉，请及时回复。</translation>
    </message>
    <message>
        <source>The merchant's certificate ends soon. Renew it in the merchant platform.</source>
        <translation>商户证书即将到期，请到商户平台更换。</translation>
    </message>
    <message>
        <source>WeChat Pay's last known certificate ends soon.</source>
        <translation>微信支付平台证书即将到期。</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>待提交</translation>
    </message>
    <message>
        <source>No clear answer</source>
        <translation>结果待确认</translation>
    </message>
    <message>
        <source>With WeChat Pay</source>
        <translation>微信支付处理中</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Not refunded</source>
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
        <source>Only %1 of the order can still be refunded, not %2.</source>
        <translation>此订单最多可退 %1，不能退 %2。</translation>
    </message>
    <message>
        <source>The user has only %1 left of the %2 to give back.</source>
        <translation>用户余额仅 %1，不足以退 %2。</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order at most 50 times.</source>
        <translation>微信支付规定同一订单最多退款 50 次。</translation>
    </message>
    <message>
        <source>A payment code has 18 digits and begins with 10 to 15.</source>
        <translation>付款码为 18 位数字，以 10 到 15 开头。</translation>
    </message>
    <message>
        <source>WeChat Pay sent something this program does not know. It is kept; look it up in the merchant platform.</source>
        <translation>收到未知类型的微信支付通知，已保存，请到商户平台查看。</translation>
    </message>
    <message>
        <source>WeChat's number %1, told at once</source>
        <translation>微信支付单号 %1，即时返回</translation>
    </message>
    <message>
        <source>The user has already agreed.</source>
        <translation>用户已授权。</translation>
    </message>
    <message>
        <source>The user was never asked.</source>
        <translation>尚未向用户申请授权。</translation>
    </message>
    <message>
        <source>WeChat Pay is still making the receipt. Try again in a minute.</source>
        <translation>微信支付仍在生成电子回单，请稍后再试。</translation>
    </message>
    <message>
        <source>never asked for</source>
        <translation>未申请</translation>
    </message>
    <message>
        <source>asked for, no answer yet</source>
        <translation>已申请，待回复</translation>
    </message>
    <message>
        <source>waiting for the user</source>
        <translation>待用户确认</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已授权</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>WeChat Pay has no receipt of this withdrawal.</source>
        <translation>微信支付没有这笔提现的电子回单。</translation>
    </message>
    <message>
        <source>These books were put back from a backup. Until the owner has confirmed what happened since, nothing is sent.</source>
        <translation>账簿由备份恢复。店主确认备份之后的情况前，提现和退款均不提交。</translation>
    </message>
    <message>
        <source>These books do not wait for a confirmation.</source>
        <translation>账簿无需确认。</translation>
    </message>
    <message>
        <source>WeChat Pay has not been asked about everything yet. Wait, or go on without looking.</source>
        <translation>尚未逐笔查询完毕，请等待，或选择不再查询直接继续。</translation>
    </message>
    <message>
        <source>This takes the owner's password each time, even while the desk is unlocked.</source>
        <translation>此操作每次都需要店主密码，免密期间也不例外。</translation>
    </message>
    <message>
        <source>WeChat Pay answers: wait until it has been asked about everything.</source>
        <translation>微信支付连接正常，请等待逐笔查询完毕。</translation>
    </message>
    <message>
        <source>WeChat Pay still has it under way and will bring it to an end itself. Nothing was decided.</source>
        <translation>微信支付仍在处理，稍后会有结果。数据未改动。</translation>
    </message>
    <message>
        <source>A restore was cut off halfway. Restore the same backup once more.</source>
        <translation>上次恢复未完成，请用同一份备份重新恢复。</translation>
    </message>
    <message>
        <source>WeChat Pay pays out no less than %1 this way.</source>
        <translation>此付款方式每笔最低 %1。</translation>
    </message>
    <message>
        <source>A red packet holds no more than %1.</source>
        <translation>单个红包最高 %1。</translation>
    </message>
    <message>
        <source>What was sent this way cannot be cancelled at WeChat Pay.</source>
        <translation>此付款方式提交后无法撤销。</translation>
    </message>
    <message>
        <source>Say where it is written, in 1 to 200 characters on one line.</source>
        <translation>请填写依据，单行，1 至 200 个字。</translation>
    </message>
    <message>
        <source>WeChat Pay says that this order was paid. See the task under Overview; until it is settled, the order is neither closed nor reversed.</source>
        <translation>微信支付显示此订单已付款，请处理“总览”中的待办；处理完毕前不能关闭或撤销订单。</translation>
    </message>
    <message>
        <source>WeChat Pay does not let it be ended yet. The program does it by itself in a moment.</source>
        <translation>微信支付暂不允许关闭，程序稍后会自动处理。</translation>
    </message>
    <message>
        <source>Nothing was taken from the customer. Scan the code again.</source>
        <translation>未扣款，请重新扫码。</translation>
    </message>
    <message>
        <source>The customer has not paid.</source>
        <translation>顾客未付款。</translation>
    </message>
    <message>
        <source>WeChat Pay no longer reverses this payment. Should it turn out to be paid, give the money back with a refund.</source>
        <translation>此笔付款已不能撤销；如确认已付款，请办理退款。</translation>
    </message>
    <message>
        <source>This user is not known in that app: WeChat Pay wants the openid of the app that pays.</source>
        <translation>用户在此应用下没有 openid；微信支付要求使用付款应用的 openid。</translation>
    </message>
    <message>
        <source>This AppID is none of the shop's. Add it under Settings.</source>
        <translation>此 AppID 不属于本店，请在“设置”中添加。</translation>
    </message>
    <message>
        <source>Something else was done under this key before. Nothing was done now.</source>
        <translation>此幂等键已用于其他操作，本次未执行。</translation>
    </message>
    <message>
        <source>A key has 1 to 64 letters, digits, “-”, “_”, “.” or “:”.</source>
        <translation>幂等键应为 1 至 64 个字母、数字、“-”、“_”、“.”或“:”。</translation>
    </message>
    <message>
        <source>It still does not fit, so it stays set aside.</source>
        <translation>仍不相符，继续搁置。</translation>
    </message>
    <message>
        <source>There is no such notification.</source>
        <translation>没有此条通知。</translation>
    </message>
    <message>
        <source>There is no such refund.</source>
        <translation>没有此笔退款。</translation>
    </message>
    <message>
        <source>There is no such errand.</source>
        <translation>没有此项对外请求。</translation>
    </message>
    <message>
        <source>There is no such complaint.</source>
        <translation>没有此条投诉。</translation>
    </message>
    <message>
        <source>An answer has 1 to 200 characters.</source>
        <translation>回复应为 1 至 200 个字。</translation>
    </message>
    <message>
        <source>The list of goods is not one that WeChat Pay takes.</source>
        <translation>商品清单不符合微信支付的要求。</translation>
    </message>
    <message>
        <source>A refund is taken from AVAILABLE or UNSETTLED.</source>
        <translation>退款资金来源只能是 AVAILABLE（可用余额）或 UNSETTLED（未结算资金）。</translation>
    </message>
    <message>
        <source>The bank is not one that WeChat Pay names.</source>
        <translation>微信支付不支持此银行。</translation>
    </message>
    <message>
        <source>That is not the number of a bank card.</source>
        <translation>银行卡号不正确。</translation>
    </message>
    <message>
        <source>The keys have changed meanwhile. Nothing was sent; try again.</source>
        <translation>密钥已更换，本次未提交，请重试。</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order only within a year.</source>
        <translation>付款超过一年的订单不能退款。</translation>
    </message>
    <message>
        <source>Another order already has this number.</source>
        <translation>此单号已被其他订单使用。</translation>
    </message>
    <message>
        <source>Decided by a person: paid</source>
        <translation>人工认定：已付款</translation>
    </message>
    <message>
        <source>Decided by a person: not paid; the sum is back in the balance</source>
        <translation>人工认定：未付款，金额退回余额</translation>
    </message>
    <message>
        <source>Asked again for what the payee needs to confirm</source>
        <translation>重新获取收款确认信息</translation>
    </message>
    <message>
        <source>What the payee needs to confirm did not come</source>
        <translation>未能获取收款确认信息</translation>
    </message>
    <message>
        <source>WeChat Pay is cancelling it</source>
        <translation>微信支付正在撤销</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel it; it is asked how it stands</source>
        <translation>微信支付未撤销，正在查询状态</translation>
    </message>
    <message>
        <source>It is to be cancelled again later</source>
        <translation>稍后再次撤销</translation>
    </message>
    <message>
        <source>No longer cancelled by the program: a person is asked</source>
        <translation>程序停止撤销，待人工处理</translation>
    </message>
    <message>
        <source>Put right by a person: goes out again</source>
        <translation>已人工处理，重新提交</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>已申请</translation>
    </message>
    <message>
        <source>WeChat Pay refused it; nothing has moved</source>
        <translation>微信支付已拒绝，资金未变动</translation>
    </message>
    <message>
        <source>It could not go back to where it came from: a person is asked</source>
        <translation>无法原路退回，待人工处理</translation>
    </message>
    <message>
        <source>WeChat Pay gave it up; nothing has moved</source>
        <translation>微信支付已关闭退款，资金未变动</translation>
    </message>
    <message>
        <source>Withdrawn; WeChat Pay never got it</source>
        <translation>已撤回，未提交微信支付</translation>
    </message>
    <message>
        <source>Decided by a person: refunded</source>
        <translation>人工认定：已退款</translation>
    </message>
    <message>
        <source>Decided by a person: not refunded</source>
        <translation>人工认定：未退款</translation>
    </message>
    <message>
        <source>To a bank card instead: stored, then sent to WeChat Pay</source>
        <translation>改退银行卡：已保存并提交微信支付</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay has it</source>
        <translation>改退银行卡：微信支付已受理</translation>
    </message>
    <message>
        <source>To a bank card instead: no clear answer</source>
        <translation>改退银行卡：未收到明确结果</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay refused</source>
        <translation>改退银行卡：微信支付已拒绝</translation>
    </message>
    <message>
        <source>A backup was restored.</source>
        <translation>已恢复备份。</translation>
    </message>
    <message>
        <source>The file of the books was replaced by an older one.</source>
        <translation>账簿文件被替换为较早的版本。</translation>
    </message>
    <message>
        <source>The file of the books was replaced by that of other books.</source>
        <translation>账簿文件被替换为另一套账簿。</translation>
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
        <translation>微信代金券预充值</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>The books go on from where they were</source>
        <translation>账簿连续，没有回退</translation>
    </message>
    <message>
        <source>WeChat Pay tells what is in the accounts</source>
        <translation>可查询微信支付账户余额</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of this. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>微信支付长时间未返回明确结果，请到商户平台按单号查询后认定结果。</translation>
    </message>
    <message>
        <source>The payee cannot confirm: WeChat Pay does not send what their phone needs. Cancel the withdrawal, or ask WeChat Pay's support.</source>
        <translation>微信支付未返回收款确认信息，收款人无法确认收款。请撤销此笔提现，或联系微信支付客服。</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel a withdrawal. It goes on there; look at how it stands.</source>
        <translation>有一笔提现撤销未成功，微信支付仍在处理，请查看状态。</translation>
    </message>
    <message>
        <source>A batch cannot go as it was approved: one of its withdrawals is no longer what it was.</source>
        <translation>有一批转账无法按批准内容提交：其中一笔提现已有变动。</translation>
    </message>
    <message>
        <source>A payment was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>有一笔付款，微信支付返回的数据前后不一致，已按较低金额谨慎入账，请到商户平台核对。</translation>
    </message>
    <message>
        <source>A refund was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>有一笔退款，微信支付返回的数据前后不一致，已谨慎入账，请到商户平台核对。</translation>
    </message>
    <message>
        <source>A closed order was paid after all. Hand over the goods, or give the money back.</source>
        <translation>已关闭的订单收到付款，请发货或退款。</translation>
    </message>
    <message>
        <source>A payment by code can no longer be reversed. Should it be paid, give the money back with a refund.</source>
        <translation>有一笔付款码付款已不能撤销；如确认已付款，请办理退款。</translation>
    </message>
    <message>
        <source>An order was refunded elsewhere, and WeChat Pay does not say how much. Until that is known the money waits.</source>
        <translation>有订单在其他渠道退款，微信支付未返回退款金额。核实前，此款项暂不结转。</translation>
    </message>
    <message>
        <source>The books were put back from a backup. Nothing is sent until you have confirmed what happened since.</source>
        <translation>账簿由备份恢复。确认备份之后的情况前，提现和退款均不提交。</translation>
    </message>
    <message>
        <source>WeChat Pay certainly has not got it, and it is not sent again by itself. Put right what stands below; then ask, and it goes out again under the same number.</source>
        <translation>微信支付确未收到此笔提现，程序不再自动提交。请先处理下列问题，再点“重新提交”，单号不变。</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of it. The program goes on asking and sends nothing again by itself; the sum stays held. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>微信支付长时间未返回明确结果。程序会继续查询，不再自动提交，金额继续冻结。请到商户平台按单号查询后认定结果。</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked</source>
        <translation>正在查询微信支付</translation>
    </message>
    <message>
        <source>Waiting for your word</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Never put back</source>
        <translation>未恢复过</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was paid; it is booked</source>
        <translation>微信支付后续返回已付款，已入账</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was refunded; it is booked</source>
        <translation>微信支付后续返回已退款，已入账</translation>
    </message>
    <message>
        <source>Refunded outside this program; it is booked</source>
        <translation>在其他渠道退款，已入账</translation>
    </message>
    <message>
        <source>A refund that was called not done was done after all, and is booked. See who bears it.</source>
        <translation>人工认定为未退的一笔退款实际已退，已入账，请确定由谁承担。</translation>
    </message>
    <message>
        <source>A withdrawal that was called not paid was paid after all, and is booked. See who bears it.</source>
        <translation>人工认定为未付的一笔提现实际已付，已入账，请确定由谁承担。</translation>
    </message>
    <message>
        <source>WeChat Pay knows no refund by the number that was named for an order. Look at the number again.</source>
        <translation>微信支付查无所填的退款单号，请核对。</translation>
    </message>
    <message>
        <source>A file of that name is there already.</source>
        <translation>同名文件已存在。</translation>
    </message>
    <message>
        <source>That is the shop's own folder, where nothing else is written. Choose another place.</source>
        <translation>此文件夹为本店账簿专用，不能存放其他文件，请另选位置。</translation>
    </message>
    <message>
        <source>That is not the name of a file that can be written.</source>
        <translation>文件名无效。</translation>
    </message>
    <message>
        <source>There is room for the books</source>
        <translation>磁盘空间充足</translation>
    </message>
    <message>
        <source>This computer's clock is right</source>
        <translation>本机时间准确</translation>
    </message>
    <message>
        <source>The part that pays and listens is alive</source>
        <translation>付款与通知接收运行正常</translation>
    </message>
    <message>
        <source>There is a backup of this week</source>
        <translation>一周内有备份</translation>
    </message>
    <message>
        <source>WeChat Pay holds what the books expect</source>
        <translation>微信支付资金与账簿一致</translation>
    </message>
    <message>
        <source>The disk with the books is nearly full. Make room before a payment cannot be written down.</source>
        <translation>账簿所在磁盘空间不足，请尽快清理，以免无法记账。</translation>
    </message>
    <message>
        <source>This computer's clock is wrong. Set it, or WeChat Pay believes nothing that is signed here.</source>
        <translation>本机时间不准确，请校准，否则微信支付会拒绝本机的签名。</translation>
    </message>
    <message>
        <source>The books have not been backed up for a week. Back them up under Settings, and keep the copy elsewhere.</source>
        <translation>账簿已一周未备份，请在“设置”中备份，并将副本存放到别处。</translation>
    </message>
    <message>
        <source>WeChat Pay holds less than the books expect. Compare with the merchant platform and the bill of funds.</source>
        <translation>微信支付资金少于账簿，请与商户平台和资金账单核对。</translation>
    </message>
    <message>
        <source>Notifications that arrive are believed</source>
        <translation>收到的通知验签通过</translation>
    </message>
    <message>
        <source>Notifications keep being refused. Test everything: the APIv3 key, WeChat Pay's public key, the clock or the notify address may be wrong.</source>
        <translation>通知连续验签失败，请做一次系统检查：APIv3 密钥、微信支付公钥、本机时间或通知地址可能有误。</translation>
    </message>
    <message>
        <source>This folder holds something that practice has not made. Nothing in it was changed; practise in an empty folder.</source>
        <translation>此文件夹中有非练习数据，未做任何改动，请换一个空文件夹练习。</translation>
    </message>
    <message>
        <source>It is being sent to WeChat Pay at this very moment; try again in a few seconds.</source>
        <translation>正在提交微信支付，请几秒后重试。</translation>
    </message>
    <message>
        <source>A text must be on one line, and every character one that can be seen.</source>
        <translation>文字应为单行，且不含不可见字符。</translation>
    </message>
    <message>
        <source>The key's file is locked, and the merchant's number does not open it.</source>
        <translation>密钥文件已加密，用商户号无法打开。</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number do not belong together.</source>
        <translation>私钥、证书与证书序列号不匹配。</translation>
    </message>
    <message>
        <source>What is set as WeChat Pay's public key is not one.</source>
        <translation>填写的微信支付公钥不正确。</translation>
    </message>
    <message>
        <source>The APIv3 key does not open what WeChat Pay seals.</source>
        <translation>APIv3 密钥不正确，无法解密微信支付的数据。</translation>
    </message>
    <message>
        <source>WeChat Pay does not take this app from this merchant.</source>
        <translation>此 AppID 未与商户号绑定。</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number belong together</source>
        <translation>私钥、证书与证书序列号匹配</translation>
    </message>
    <message>
        <source>WeChat Pay's public key is one</source>
        <translation>微信支付公钥正确</translation>
    </message>
    <message>
        <source>The APIv3 key opens what WeChat Pay seals</source>
        <translation>APIv3 密钥正确</translation>
    </message>
    <message>
        <source>The apps are bound to the merchant number</source>
        <translation>AppID 已与商户号绑定</translation>
    </message>
    <message>
        <source>The notify address leads somewhere else: what WeChat Pay tells there does not come here.</source>
        <translation>通知地址指向其他服务，本机收不到微信支付的通知。</translation>
    </message>
    <message>
        <source>The notify address cannot be reached from here; look whether it can from outside.</source>
        <translation>从本机无法访问通知地址，请确认外网能否访问。</translation>
    </message>
    <message>
        <source>An AppID begins with “wx” and has 18 characters.</source>
        <translation>AppID 应以“wx”开头，共 18 个字符。</translation>
    </message>
    <message>
        <source>A name has 1 to 64 characters, all of which can be seen.</source>
        <translation>名称应为 1 至 64 个字，且不含不可见字符。</translation>
    </message>
    <message>
        <source>The device has at most 128 characters, all of which can be seen.</source>
        <translation>设备标识最多 128 个字符，且不含不可见字符。</translation>
    </message>
    <message>
        <source>That is not a valid number.</source>
        <translation>单号格式不正确。</translation>
    </message>
    <message>
        <source>That is not a date.</source>
        <translation>日期格式不正确。</translation>
    </message>
    <message>
        <source>That is not a time.</source>
        <translation>时间格式不正确。</translation>
    </message>
    <message>
        <source>An order is a sale or a top-up.</source>
        <translation>订单类别只能是销售或充值。</translation>
    </message>
    <message>
        <source>WeChat Pay does not take an order this way.</source>
        <translation>微信支付不支持此下单方式。</translation>
    </message>
    <message>
        <source>This kind of order needs the address of the customer's phone.</source>
        <translation>此类订单需要顾客手机的 IP 地址。</translation>
    </message>
    <message>
        <source>Say whether it was done or not.</source>
        <translation>请选择认定结果。</translation>
    </message>
    <message>
        <source>That is not a certificate that can be read.</source>
        <translation>证书无法识别。</translation>
    </message>
    <message>
        <source>What was pasted is not complete.</source>
        <translation>粘贴的内容不完整。</translation>
    </message>
    <message>
        <source>What was read is not well-formed.</source>
        <translation>内容格式不正确。</translation>
    </message>
    <message>
        <source>A field is missing or holds what it cannot.</source>
        <translation>有字段缺失或内容不正确。</translation>
    </message>
    <message>
        <source>WeChat Pay's answer cannot be read.</source>
        <translation>微信支付的返回内容无法识别。</translation>
    </message>
    <message>
        <source>The key's file is locked with a password.</source>
        <translation>密钥文件已用密码加密。</translation>
    </message>
    <message>
        <source>There is no key in it that can be read.</source>
        <translation>其中没有可识别的密钥。</translation>
    </message>
    <message>
        <source>The key must be RSA with at least 2048 bits.</source>
        <translation>密钥应为 2048 位以上的 RSA 密钥。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>文件过大。</translation>
    </message>
    <message>
        <source>A key is not set yet. Enter it under Settings.</source>
        <translation>有密钥尚未设置，请在“设置”中填写。</translation>
    </message>
    <message>
        <source>There is no such key.</source>
        <translation>没有此密钥。</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>没有此设置项。</translation>
    </message>
    <message>
        <source>The vault of the keys does not open: wrong passphrase, or the file was changed.</source>
        <translation>密钥库无法打开：口令错误，或文件已被改动。</translation>
    </message>
    <message>
        <source>The keys were stored only in part. Set them again before anything is paid.</source>
        <translation>密钥只保存了一部分，付款前请重新设置。</translation>
    </message>
    <message>
        <source>That task has been dealt with already.</source>
        <translation>此待办已处理。</translation>
    </message>
    <message>
        <source>There is no such journal entry.</source>
        <translation>没有此笔凭证。</translation>
    </message>
    <message>
        <source>The content does not open with this key.</source>
        <translation>用此密钥无法解密内容。</translation>
    </message>
    <message>
        <source>There are no books in this folder yet.</source>
        <translation>此文件夹中尚无账簿。</translation>
    </message>
    <message>
        <source>There is an operator of this name already.</source>
        <translation>已有同名操作员。</translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation>金额过大。</translation>
    </message>
    <message>
        <source>The batch cannot go as it was approved: one of its withdrawals is no longer what it was.</source>
        <translation>此批转账无法按批准内容提交：其中一笔提现已有变动。</translation>
    </message>
    <message>
        <source>WeChat Pay takes no payee's name for so small a sum.</source>
        <translation>金额低于微信支付规定时不能填写收款人姓名。</translation>
    </message>
    <message>
        <source>The order was paid and reversed: the money goes back to the customer.</source>
        <translation>订单已付款后撤销，款项将退回顾客。</translation>
    </message>
    <message>
        <source>The receipt that came is damaged. Try again later.</source>
        <translation>收到的电子回单已损坏，请稍后重试。</translation>
    </message>
    <message>
        <source>WeChat Pay made no receipt.</source>
        <translation>微信支付未能生成电子回单。</translation>
    </message>
    <message>
        <source>WeChat Pay's file is larger than any real one.</source>
        <translation>微信支付返回的文件过大。</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is damaged. Fetch it again.</source>
        <translation>微信支付账单已损坏，请重新下载。</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is not complete. Fetch it again.</source>
        <translation>微信支付账单不完整，请重新下载。</translation>
    </message>
    <message>
        <source>WeChat Pay's bill lacks a column.</source>
        <translation>微信支付账单缺少必要的列。</translation>
    </message>
    <message>
        <source>A row of WeChat Pay's bill cannot be read.</source>
        <translation>微信支付账单中有一行无法识别。</translation>
    </message>
    <message>
        <source>The rows of WeChat Pay's bill do not add up to its summary.</source>
        <translation>微信支付账单明细与汇总不符。</translation>
    </message>
    <message>
        <source>A row of WeChat Pay's bill is longer than any real one.</source>
        <translation>微信支付账单中有一行过长。</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is larger than any real one.</source>
        <translation>微信支付账单过大。</translation>
    </message>
    <message>
        <source>Paying and listening have stopped. Start Zhangfang again.</source>
        <translation>付款与通知接收已停止，请重新启动账房。</translation>
    </message>
    <message>
        <source>Notifications keep being refused. Compare the APIv3 key, WeChat Pay's public key and the clock.</source>
        <translation>通知连续验签失败，请核对 APIv3 密钥、微信支付公钥和本机时间。</translation>
    </message>
    <message>
        <source>This computer's clock is wrong. Set it.</source>
        <translation>本机时间不准确，请校准。</translation>
    </message>
    <message>
        <source>The books have not been backed up for a week.</source>
        <translation>账簿已一周未备份。</translation>
    </message>
    <message>
        <source>WeChat Pay holds less than the books expect.</source>
        <translation>微信支付资金少于账簿。</translation>
    </message>
    <message>
        <source>A message without signature was refused.</source>
        <translation>消息没有签名，已拒绝。</translation>
    </message>
    <message>
        <source>The signature does not match the message.</source>
        <translation>签名与消息不符。</translation>
    </message>
    <message>
        <source>The message is signed with a key that is not known here.</source>
        <translation>消息使用了未知的密钥签名。</translation>
    </message>
    <message>
        <source>The signed time is too far from this computer's clock.</source>
        <translation>签名时间与本机时间相差过大。</translation>
    </message>
    <message>
        <source>These books were changed by another program. Restore a backup.</source>
        <translation>账簿已被其他程序改动，请恢复备份。</translation>
    </message>
    <message>
        <source>The books cannot be read or written.</source>
        <translation>账簿无法读写。</translation>
    </message>
    <message>
        <source>Too much is waiting to be written; try again in a moment.</source>
        <translation>待写入的内容过多，请稍后重试。</translation>
    </message>
    <message>
        <source>The program is stopping.</source>
        <translation>程序正在退出。</translation>
    </message>
    <message>
        <source>The journal entry does not balance.</source>
        <translation>凭证借贷不平。</translation>
    </message>
    <message>
        <source>There is no such account.</source>
        <translation>没有此科目。</translation>
    </message>
    <message>
        <source>This practice shop was made by an older Zhangfang. Begin a new one.</source>
        <translation>练习店铺由旧版本创建，请新建练习店铺。</translation>
    </message>
    <message>
        <source>%1 MiB free where the books are: make room before a payment cannot be written down</source>
        <translation>账簿所在磁盘剩余 %1 MiB，请尽快清理，以免无法记账</translation>
    </message>
    <message>
        <source>%1 MiB free where the books are</source>
        <translation>账簿所在磁盘剩余 %1 MiB</translation>
    </message>
    <message>
        <source>WeChat Pay has not told the time yet</source>
        <translation>尚未取得微信支付的时间</translation>
    </message>
    <message>
        <source>this computer's clock is %1 seconds behind WeChat Pay's: set it, or nothing that is signed is believed</source>
        <translation>本机时间比微信支付慢 %1 秒，请校准，否则签名无法通过验证</translation>
    </message>
    <message>
        <source>this computer's clock is %1 seconds before WeChat Pay's: set it, or nothing that is signed is believed</source>
        <translation>本机时间比微信支付快 %1 秒，请校准，否则签名无法通过验证</translation>
    </message>
    <message>
        <source>within %1 seconds of WeChat Pay's</source>
        <translation>与微信支付相差不到 %1 秒</translation>
    </message>
    <message>
        <source>WeChat does not know it</source>
        <translation>微信支付查无此单号</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>running, listening at %1</source>
        <translation>运行中，通知接收地址 %1</translation>
    </message>
    <message>
        <source>it has not said goodbye and gave no sign of life for %1 seconds: start Zhangfang or zhangfangd again</source>
        <translation>非正常退出，已 %1 秒无响应，请重新启动账房或 zhangfangd</translation>
    </message>
    <message>
        <source>the books have never been backed up: zhangfangctl backup FILE, or Settings in the window</source>
        <translation>账簿从未备份，请在“设置”中备份</translation>
    </message>
    <message>
        <source>the last backup is of %1</source>
        <translation>最近备份时间 %1</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>WeChat Pay has told no balance within a day</source>
        <translation>一天内未取得微信支付余额</translation>
    </message>
    <message>
        <source>nothing is missing</source>
        <translation>资金齐全</translation>
    </message>
    <message>
        <source>%1 holds %2, the books expect %3: compare with the merchant platform and the bill of funds</source>
        <translation>%1 账户余额 %2，账簿 %3，请与商户平台和资金账单核对</translation>
    </message>
    <message>
        <source>%1 holds %2, the books expect %3: compare with the merchant platform before booking it</source>
        <translation>%1 账户余额 %2，账簿 %3，入账前请与商户平台核对</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (asked about an order that is not there)</source>
        <translation>%1 已与商户号绑定（以查询不存在的订单验证）</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened, and closed at once)</source>
        <translation>%1 已与商户号绑定（未设置 API v2 密钥，以一笔 0.01 元测试订单验证，已立即关闭）</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened; it ends by itself)</source>
        <translation>%1 已与商户号绑定（未设置 API v2 密钥，以一笔 0.01 元测试订单验证，将自动失效）</translation>
    </message>
    <message>
        <source>WeChat Pay does not take the app %1 from this merchant (%2). Set the AppID that is bound to the merchant number, or bind this one: merchant platform → 产品中心 → AppID 账号管理.</source>
        <translation>%1 未与本商户号绑定（%2）。请填写已绑定的 AppID，或到商户平台 → 产品中心 → AppID 账号管理绑定。</translation>
    </message>
    <message>
        <source>%1: cannot be told, WeChat Pay answers no question about an order (%2)</source>
        <translation>%1：无法确认，微信支付未返回订单查询结果（%2）</translation>
    </message>
    <message>
        <source>%1: cannot be told, WeChat Pay opens no native order (%2)</source>
        <translation>%1：无法确认，微信支付未受理测试订单（%2）</translation>
    </message>
    <message>
        <source>the private key is here; without wechatpay.certificate only WeChat Pay can tell whether the serial number is of it</source>
        <translation>私钥已填写；未填写商户证书，序列号是否匹配由微信支付验证</translation>
    </message>
    <message>
        <source>%1 is of the private key, until %2</source>
        <translation>%1，与私钥匹配，有效期至 %2</translation>
    </message>
    <message>
        <source>wechatpay.certificate_serial is %1, and must be %2: that is the serial number of the certificate.</source>
        <translation>证书序列号填写为 %1，应为 %2。</translation>
    </message>
    <message>
        <source>The merchant's certificate has ended on %1. Renew it in the merchant platform: API 安全 → 商户 API 证书.</source>
        <translation>商户证书已于 %1 到期，请到商户平台 → API 安全 → 商户 API 证书更换。</translation>
    </message>
    <message>
        <source>wechatpay.certificate is %1, and the private key is another one. Set both from one download: 'secrets set wechatpay.private_key --from' the zip of the merchant platform.</source>
        <translation>商户证书为 %1，与私钥不匹配。请用商户平台同一次下载的 zip 重新设置。</translation>
    </message>
    <message>
        <source>wechatpay.certificate is %1; wechatpay.mchid is %2. Set the number, or download the certificate of this merchant.</source>
        <translation>商户证书为 %1，商户号为 %2。请修改商户号，或下载本商户号的证书。</translation>
    </message>
    <message>
        <source>none is set: WeChat Pay's certificates are fetched</source>
        <translation>未设置公钥，使用微信支付平台证书</translation>
    </message>
    <message>
        <source>%1 is set, and %2 is not. Both stand in the merchant platform: API 安全 → 微信支付公钥. A merchant without one leaves both empty.</source>
        <translation>已填写 %1，未填写 %2。两者均在商户平台 → API 安全 → 微信支付公钥；没有公钥的商户都留空。</translation>
    </message>
    <message>
        <source>wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem, from the merchant platform: API 安全 → 微信支付公钥.</source>
        <translation>填写的是商户自己的公钥；微信支付公钥在 pub_key.pem 中，见商户平台 → API 安全 → 微信支付公钥。</translation>
    </message>
    <message>
        <source>cannot be told yet: WeChat Pay has sent no certificate. The first notification tells</source>
        <translation>暂无法确认：微信支付未返回平台证书，收到首条通知后即可确认</translation>
    </message>
    <message>
        <source>it opens WeChat Pay's certificates</source>
        <translation>可解密微信支付平台证书</translation>
    </message>
    <message>
        <source>cannot be told yet: WeChat Pay has no certificates for a merchant with its public key. The first notification tells</source>
        <translation>暂无法确认：使用微信支付公钥的商户没有平台证书，收到首条通知后即可确认</translation>
    </message>
    <message>
        <source>reachable, signatures agree</source>
        <translation>连接正常，双方验签通过</translation>
    </message>
    <message>
        <source>reachable, and our signature is accepted; nothing that is signed has come back yet</source>
        <translation>连接正常，本方签名通过；尚未收到带签名的应答</translation>
    </message>
    <message>
        <source>%1; whether it leads back here can be told while the engine runs</source>
        <translation>%1；付款服务运行时才能确认是否指向本机</translation>
    </message>
    <message>
        <source>%1 leads back to the listener here</source>
        <translation>%1 指向本机</translation>
    </message>
    <message>
        <source>%1 does not lead back here when it is asked from this computer (%2); WeChat Pay's latest notification came at %3</source>
        <translation>从本机访问 %1 未指向本机（%2）；最近一次收到微信支付通知：%3</translation>
    </message>
    <message>
        <source>wechatpay.notify_url is not set.</source>
        <translation>未填写通知地址。</translation>
    </message>
    <message>
        <source>The setting %1 must name a host that WeChat Pay finds, like pay.example.cn; %2 is only for practice.</source>
        <translation>设置项“%1”应为微信支付可访问的域名，如 pay.example.cn；%2 仅用于练习。</translation>
    </message>
    <message>
        <source>The setting wechatpay.certificate is %1; wechatpay.mchid is %2.</source>
        <translation>商户证书为 %1，商户号为 %2。</translation>
    </message>
    <message>
        <source>The setting wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem.</source>
        <translation>填写的是商户自己的公钥；微信支付公钥在 pub_key.pem 中。</translation>
    </message>
    <message>
        <source>The setting wechatpay.certificate_serial is %1; the serial number of wechatpay.certificate, which is of this private key, is %2.</source>
        <translation>证书序列号填写为 %1；与私钥匹配的商户证书，其序列号为 %2。</translation>
    </message>
    <message>
        <source>The setting %1 %2.</source>
        <translation>设置项“%1”%2。</translation>
    </message>
    <message>
        <source>must be on one line, and every character of it must be one that can be seen</source>
        <translation>应为单行，且不含不可见字符</translation>
    </message>
    <message>
        <source>must be at most 8192 characters</source>
        <translation>最多 8192 个字符</translation>
    </message>
    <message>
        <source>must be an https address, or http on loopback</source>
        <translation>应为 https 地址（本机可用 http）</translation>
    </message>
    <message>
        <source>must be digits only</source>
        <translation>只能是数字</translation>
    </message>
    <message>
        <source>must be the serial number of the merchant's certificate: digits and the letters A to F</source>
        <translation>应为商户证书序列号：数字和字母 A 至 F</translation>
    </message>
    <message>
        <source>must begin with PUB_KEY_ID_</source>
        <translation>应以 PUB_KEY_ID_ 开头</translation>
    </message>
    <message>
        <source>must be a JSON array of {info_type, info_content}</source>
        <translation>应为 {info_type, info_content} 的 JSON 数组</translation>
    </message>
    <message>
        <source>must have an info_type of at most 15 characters and an info_content of at most 32</source>
        <translation>info_type 最多 15 个字，info_content 最多 32 个字</translation>
    </message>
    <message>
        <source>must not hold the password: set that as the secret wechatpay.proxy_password, and leave the user's name here</source>
        <translation>不能含密码：密码请单独保存，此处只填用户名</translation>
    </message>
    <message>
        <source>must be http://user@host:port or socks5://user@host:port, with or without the user</source>
        <translation>应为 http://user@host:port 或 socks5://user@host:port，用户名可省略</translation>
    </message>
    <message>
        <source>must be BASIC or OPERATION</source>
        <translation>应为 BASIC（基本账户）或 OPERATION（运营账户）</translation>
    </message>
    <message>
        <source>must be an IP address</source>
        <translation>应为 IP 地址</translation>
    </message>
    <message>
        <source>must be a percentage from 0.00 to 10.00 with at most two decimals, like 0.60</source>
        <translation>应为 0.00 至 10.00 的百分数，最多两位小数，如 0.60</translation>
    </message>
    <message>
        <source>must be up to 20 app numbers, separated by commas</source>
        <translation>最多 20 个 AppID，用英文逗号隔开</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>应为 %1 至 %2 的整数</translation>
    </message>
    <message>
        <source>must be at most %1 letters, digits, '_' and '-'</source>
        <translation>最多 %1 个字母、数字、“_”和“-”</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>只能是以下之一：%1</translation>
    </message>
    <message>
        <source>must be at most %1 characters, and has %2</source>
        <translation>最多 %1 个字符，当前 %2 个</translation>
    </message>
    <message>
        <source>must be at most %1 bytes, and has %2 (a Chinese character is 3)</source>
        <translation>最多 %1 字节，当前 %2 字节（一个汉字 3 字节）</translation>
    </message>
    <message>
        <source>must be IP addresses or networks like 10.0.0.0/8, separated by commas</source>
        <translation>应为 IP 地址或网段（如 10.0.0.0/8），用英文逗号隔开</translation>
    </message>
    <message>
        <source>is the id of WeChat Pay's public key: that is wechatpay.public_key_id</source>
        <translation>填写的是微信支付公钥 ID，应填入“微信支付公钥 ID”</translation>
    </message>
    <message>
        <source>%1 to user %2 by %3; owed %4, covered by %5</source>
        <translation>%1 付给用户 %2，方式 %3；应付用户 %4，可用资金 %5</translation>
    </message>
    <message>
        <source>paid by %1; %2; %3</source>
        <translation>已付款，依据：%1；原因：%2；%3</translation>
    </message>
    <message>
        <source>not paid by %1; %2; %3</source>
        <translation>未付款，依据：%1；原因：%2；%3</translation>
    </message>
    <message>
        <source>it is about %1, ours about %2</source>
        <translation>金额为 %1，账簿为 %2</translation>
    </message>
    <message>
        <source>it names merchant %1</source>
        <translation>商户号为 %1</translation>
    </message>
    <message>
        <source>%1, with package_info</source>
        <translation>%1，含收款确认信息</translation>
    </message>
    <message>
        <source>%1 transfers verified</source>
        <translation>已校验 %1 笔凭证</translation>
    </message>
    <message>
        <source>the books go on without a break, or that they were put back is confirmed</source>
        <translation>账簿连续，或恢复情况已确认</translation>
    </message>
    <message>
        <source>the certificate of merchant %1 (serial number %2)</source>
        <translation>商户 %1 的证书（序列号 %2）</translation>
    </message>
    <message>
        <source>a certificate of WeChat Pay's (%1, serial number %2)</source>
        <translation>微信支付平台证书（%1，序列号 %2）</translation>
    </message>
    <message>
        <source>%1 holds %2</source>
        <translation>%1 账户余额 %2</translation>
    </message>
    <message>
        <source>none was refused in the last 24 hours</source>
        <translation>近 24 小时全部验签通过</translation>
    </message>
    <message>
        <source>WeChat did not say what is in %1.</source>
        <translation>微信支付未返回 %1 账户余额。</translation>
    </message>
    <message>
        <source>The last %1 notifications were all refused; %2.</source>
        <translation>最近 %1 条通知均未通过；%2。</translation>
    </message>
    <message>
        <source>%1 refused in the last 24 hours: %2</source>
        <translation>近 24 小时未通过 %1 条：%2</translation>
    </message>
    <message>
        <source>wechatpay.transfer_scene_report_infos is not set.</source>
        <translation>未填写场景报备信息。</translation>
    </message>
    <message>
        <source>The audit log is as it was written</source>
        <translation>操作日志未被改动</translation>
    </message>
    <message>
        <source>Wrong passwords were given again and again. If it was nobody of the shop, see who can reach this computer, and change the password.</source>
        <translation>有人连续多次输错密码。如果不是店里的人，请检查谁能使用这台电脑，并更换密码。</translation>
    </message>
    <message>
        <source>Too many wrong passwords. This name has to wait for another %1 seconds, with the right password too.</source>
        <translation>密码错误次数过多，请等待 %1 秒后再试；在此期间正确的密码也不会被接受。</translation>
    </message>
    <message>
        <source>The audit log is not as it was written. See who has access to the data folder.</source>
        <translation>操作日志与写入时不符。请检查谁能访问数据文件夹。</translation>
    </message>
    <message>
        <source>Other passwords of this name are being looked at; try again.</source>
        <translation>该用户名有其他登录正在核对，请稍后再试。</translation>
    </message>
    <message>
        <source>must be a whole path, like /media/usb/zhangfang</source>
        <translation>应为完整路径，例如 /media/usb/zhangfang</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>订单 %1</translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation>退款 %1</translation>
    </message>
    <message>
        <source>Withdrawal %1</source>
        <translation>提现 %1</translation>
    </message>
    <message>
        <source>Complaint %1</source>
        <translation>投诉 %1</translation>
    </message>
    <message>
        <source>Payment %1</source>
        <translation>支付 %1</translation>
    </message>
    <message>
        <source>Notification %1</source>
        <translation>通知 %1</translation>
    </message>
    <message>
        <source>Notifications %1</source>
        <translation>通知（%1）</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知接收</translation>
    </message>
    <message>
        <source>Operator %1</source>
        <translation>操作员 %1</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>The books</source>
        <translation>账簿</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Books backed up</source>
        <translation>备份账簿</translation>
    </message>
    <message>
        <source>Books put back from a backup</source>
        <translation>从备份恢复账簿</translation>
    </message>
    <message>
        <source>Complaint dealt with</source>
        <translation>投诉处理完成</translation>
    </message>
    <message>
        <source>Complaint answered</source>
        <translation>回复投诉</translation>
    </message>
    <message>
        <source>Money moved between accounts</source>
        <translation>账户间划转</translation>
    </message>
    <message>
        <source>Operator added</source>
        <translation>新增操作员</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Too many wrong passwords: the name waits</source>
        <translation>密码连续输错，暂停登录</translation>
    </message>
    <message>
        <source>Refund made elsewhere taken over</source>
        <translation>补录外部退款</translation>
    </message>
    <message>
        <source>Refund sent to a bank card</source>
        <translation>退款改退至银行卡</translation>
    </message>
    <message>
        <source>Refund requested</source>
        <translation>申请退款</translation>
    </message>
    <message>
        <source>Said what became of a refund</source>
        <translation>人工认定退款结果</translation>
    </message>
    <message>
        <source>Refund withdrawn</source>
        <translation>撤销退款</translation>
    </message>
    <message>
        <source>Said that all refunds are known</source>
        <translation>确认退款已全部登记</translation>
    </message>
    <message>
        <source>Notification taken up again</source>
        <translation>重新处理通知</translation>
    </message>
    <message>
        <source>Books confirmed after a restore</source>
        <translation>恢复后确认账簿</translation>
    </message>
    <message>
        <source>Books confirmed without asking WeChat Pay</source>
        <translation>未查询微信支付即确认账簿</translation>
    </message>
    <message>
        <source>WeChat Pay asked after a restore</source>
        <translation>恢复后已向微信支付查询</translation>
    </message>
    <message>
        <source>Key changed</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>Credited by hand</source>
        <translation>手工增加余额</translation>
    </message>
    <message>
        <source>Debited by hand</source>
        <translation>手工扣减余额</translation>
    </message>
    <message>
        <source>Withdrawal approved</source>
        <translation>批准提现</translation>
    </message>
    <message>
        <source>Withdrawal rejected</source>
        <translation>拒绝提现</translation>
    </message>
    <message>
        <source>Said what became of a withdrawal</source>
        <translation>人工认定提现结果</translation>
    </message>
    <message>
        <source>%1 entries verified</source>
        <translation>已校验 %1 条记录</translation>
    </message>
    <message>
        <source>An order is booked as paid, and a reversal of it went to WeChat Pay too. Hand nothing over before you know where the money is.</source>
        <translation>订单已记为已支付，但撤销请求也已发给微信支付。弄清款项去向之前，请勿交货。</translation>
    </message>
    <message>
        <source>Whether an order was paid is not known. Look it up in the merchant platform.</source>
        <translation>订单是否已支付尚不确定，请到商户平台查询。</translation>
    </message>
    <message>
        <source>Asked to cancel a withdrawal</source>
        <translation>申请撤销提现</translation>
    </message>
    <message>
        <source>Withdrawal cancelled</source>
        <translation>提现已撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Not handed over</source>
        <translation>不再交付</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>Order delivered</source>
        <translation>订单已送达</translation>
    </message>
    <message>
        <source>Order fulfilled</source>
        <translation>订单已完成</translation>
    </message>
    <message>
        <source>Said that an order is not handed over</source>
        <translation>说明订单不再交付</translation>
    </message>
    <message>
        <source>Order shipped</source>
        <translation>订单已发货</translation>
    </message>
    <message>
        <source>A note has at most 200 characters, in one line.</source>
        <translation>备注最多 200 个字，只能一行。</translation>
    </message>
    <message>
        <source>The books are not those that were sealed. See who has access to the data folder, keep a copy, and compare it with a backup.</source>
        <translation>账本与封签时的不一样。请查明谁能动数据文件夹，先留一份副本，再与备份对照。</translation>
    </message>
    <message>
        <source>A seal has six words of the list, and the day they belong to.</source>
        <translation>封签是词表里的六个词，并要说明是哪一天的。</translation>
    </message>
    <message>
        <source>There is no seal of that day.</source>
        <translation>那一天没有封签。</translation>
    </message>
    <message>
        <source>The books are as they were sealed when each day was over</source>
        <translation>账本与每天收工时的封签一致</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>审批员</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>店员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Unknown role</source>
        <translation>未知角色</translation>
    </message>
    <message>
        <source>May do everything, and lets others in.</source>
        <translation>可做一切操作，并可添加其他人。</translation>
    </message>
    <message>
        <source>Decides withdrawals and refunds.</source>
        <translation>审批提现和退款。</translation>
    </message>
    <message>
        <source>Orders, users and requests; decides nothing about money and sees no keys.</source>
        <translation>处理订单、用户和提现申请；不审批资金，也看不到密钥。</translation>
    </message>
    <message>
        <source>Sees everything and changes nothing.</source>
        <translation>可查看全部内容，不能改动。</translation>
    </message>
    <message>
        <source>Look at lists, stories, reports, the ledger and the audit log</source>
        <translation>查看列表、详情、报表、总账和审计日志</translation>
    </message>
    <message>
        <source>Verify the books, test everything, fetch bills, export</source>
        <translation>校验账簿、系统检查、下载账单、导出</translation>
    </message>
    <message>
        <source>Open, ask about and close orders, take payments</source>
        <translation>开单、查单、关单、收款</translation>
    </message>
    <message>
        <source>Add users, change names, ask for consent</source>
        <translation>添加用户、修改姓名、请求收款授权</translation>
    </message>
    <message>
        <source>Ask for a withdrawal on a user's behalf</source>
        <translation>代用户申请提现</translation>
    </message>
    <message>
        <source>Take an approval back, cancel a withdrawal</source>
        <translation>撤回审批、取消提现</translation>
    </message>
    <message>
        <source>Approve and reject withdrawals, say what became of one</source>
        <translation>批准和拒绝提现，认定提现结果</translation>
    </message>
    <message>
        <source>Give a customer's money back, say what became of a refund</source>
        <translation>给顾客退款，认定退款结果</translation>
    </message>
    <message>
        <source>Answer complaints</source>
        <translation>回复投诉</translation>
    </message>
    <message>
        <source>Tick tasks off, take notifications up again</source>
        <translation>勾销待办，重新处理通知</translation>
    </message>
    <message>
        <source>Credit and debit a user by hand</source>
        <translation>手工给用户加款、扣款</translation>
    </message>
    <message>
        <source>Book money moved between the shop's own accounts</source>
        <translation>登记店铺自有账户间的资金调拨</translation>
    </message>
    <message>
        <source>Change settings that are locked</source>
        <translation>修改受保护的设置</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>See which keys are set (what they are is shown to nobody)</source>
        <translation>查看已设置哪些密钥（内容不对任何人显示）</translation>
    </message>
    <message>
        <source>Back up the books</source>
        <translation>备份账簿</translation>
    </message>
    <message>
        <source>Put a backup in place, let restored books pay</source>
        <translation>恢复备份，允许恢复后的账簿付款</translation>
    </message>
    <message>
        <source>Let people in, change roles, reset passwords</source>
        <translation>添加人员、修改角色、重设密码</translation>
    </message>
    <message>
        <source>Change one's own password and one-time codes</source>
        <translation>修改自己的密码和动态码</translation>
    </message>
    <message>
        <source>Approved by the first of two people</source>
        <translation>第一位审批人已批准（共需两位）</translation>
    </message>
    <message>
        <source>This approval counts no more: something has changed since</source>
        <translation>这次批准已失效：此后情况有变</translation>
    </message>
    <message>
        <source>Takes two people</source>
        <translation>需两人审批</translation>
    </message>
    <message>
        <source>1 of 2 have approved</source>
        <translation>已有 1 人批准，共需 2 人</translation>
    </message>
    <message>
        <source>Operator disabled</source>
        <translation>停用操作员</translation>
    </message>
    <message>
        <source>Operator enabled</source>
        <translation>启用操作员</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>重设密码</translation>
    </message>
    <message>
        <source>Let in by a recovery sheet</source>
        <translation>凭恢复单重设密码</translation>
    </message>
    <message>
        <source>Recovery code used up</source>
        <translation>使用了一个备用码</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>修改角色</translation>
    </message>
    <message>
        <source>Recovery sheet made</source>
        <translation>生成恢复单</translation>
    </message>
    <message>
        <source>Began to enrol for one-time codes</source>
        <translation>开始绑定动态码</translation>
    </message>
    <message>
        <source>Enrolled for one-time codes</source>
        <translation>已绑定动态码</translation>
    </message>
    <message>
        <source>One-time codes removed</source>
        <translation>解除动态码</translation>
    </message>
    <message>
        <source>Withdrawal approved by the first of two</source>
        <translation>提现由第一位审批人批准</translation>
    </message>
    <message>
        <source>Your role does not allow this. See who may what under Settings, Operators.</source>
        <translation>您的角色无权进行此操作。权限表见“设置”中的“操作员”。</translation>
    </message>
    <message>
        <source>This operator is disabled. Nothing was done.</source>
        <translation>该操作员已停用，未做任何操作。</translation>
    </message>
    <message>
        <source>There is no operator of this name.</source>
        <translation>没有这个操作员。</translation>
    </message>
    <message>
        <source>This is the only owner who is left. Make another one an owner first.</source>
        <translation>这是仅剩的店主，请先将另一人设为店主。</translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation>请选择角色。</translation>
    </message>
    <message>
        <source>Each operator does this alone.</source>
        <translation>此操作只能由本人进行。</translation>
    </message>
    <message>
        <source>This takes your one-time code as well.</source>
        <translation>此操作还需要您的动态码。</translation>
    </message>
    <message>
        <source>The one-time code is wrong. Nothing was done.</source>
        <translation>动态码不对，未做任何操作。</translation>
    </message>
    <message>
        <source>This one-time code was used before. Wait for the next one.</source>
        <translation>这个动态码已用过，请等下一个。</translation>
    </message>
    <message>
        <source>This takes a one-time code, and you have none yet: enrol under Settings, Operators.</source>
        <translation>此操作需要动态码，您还未绑定：请到“设置”的“操作员”中绑定。</translation>
    </message>
    <message>
        <source>There are one-time codes already. Remove them first.</source>
        <translation>已绑定动态码，请先解除。</translation>
    </message>
    <message>
        <source>One-time codes cannot be checked here: the key that seals them is not in the keyring. A recovery code still works.</source>
        <translation>此处无法核对动态码：密钥环中没有用来加密的密钥。备用码仍可使用。</translation>
    </message>
    <message>
        <source>The recovery code is not complete, or has a slip of the pen in it. Nothing was tried.</source>
        <translation>恢复码不完整或有笔误，未作尝试。</translation>
    </message>
    <message>
        <source>The recovery code is wrong, or was used before. Nothing was done.</source>
        <translation>恢复码不对或已用过，未做任何操作。</translation>
    </message>
    <message>
        <source>You have approved it already. This sum takes a second person.</source>
        <translation>您已经批准过，这个金额还需要另一位审批人。</translation>
    </message>
    <message>
        <source>You asked for this withdrawal. This sum takes two other people.</source>
        <translation>这笔提现是您申请的，这个金额需要另外两位审批人。</translation>
    </message>
    <message>
        <source>Began to call a complaint dealt with</source>
        <translation>开始将投诉标记为已处理</translation>
    </message>
    <message>
        <source>Began to answer a complaint</source>
        <translation>开始回复投诉</translation>
    </message>
    <message>
        <source>Consent to receive asked for</source>
        <translation>已请求用户授权免确认收款</translation>
    </message>
    <message>
        <source>Consent to receive taken back</source>
        <translation>已撤回免确认收款授权</translation>
    </message>
    <message>
        <source>Order to be closed</source>
        <translation>要求关闭订单</translation>
    </message>
    <message>
        <source>Order created</source>
        <translation>已创建订单</translation>
    </message>
    <message>
        <source>Refund to be sent to a bank card</source>
        <translation>要求将退款改退至银行卡</translation>
    </message>
    <message>
        <source>WeChat Pay said what became of a refund</source>
        <translation>微信支付已告知退款结果</translation>
    </message>
    <message>
        <source>Task done</source>
        <translation>待办已处理</translation>
    </message>
    <message>
        <source>User added</source>
        <translation>已添加用户</translation>
    </message>
    <message>
        <source>User known in another app</source>
        <translation>已关联用户在其他应用的身份</translation>
    </message>
    <message>
        <source>User renamed</source>
        <translation>已修改用户姓名</translation>
    </message>
    <message>
        <source>Withdrawal requested</source>
        <translation>已申请提现</translation>
    </message>
    <message>
        <source>WeChat Pay said what became of a withdrawal</source>
        <translation>微信支付已告知提现结果</translation>
    </message>
    <message>
        <source>What stands in “%1” does not fit there.</source>
        <translation>“%1”填写的内容不符合要求。</translation>
    </message>
    <message>
        <source>Something has to stand in “%1”.</source>
        <translation>请填写“%1”。</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be given here.</source>
        <translation>这里没有“%1”这一项。</translation>
    </message>
    <message>
        <source>This program does not know how to do that.</source>
        <translation>本程序不支持这项操作。</translation>
    </message>
    <message>
        <source>Nobody has said who wants this done.</source>
        <translation>未说明由谁操作。</translation>
    </message>
    <message>
        <source>An order has no such step.</source>
        <translation>订单没有这一步。</translation>
    </message>
    <message>
        <source>It was sent less than two minutes ago and may still arrive at WeChat Pay. Say so once that time is over.</source>
        <translation>发出不到两分钟，请求仍可能到达微信支付。请两分钟后再确认结果。</translation>
    </message>
    <message>
        <source>Change settings that are not locked</source>
        <translation>修改未锁定的设置</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>用户 %1</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>封签</translation>
    </message>
    <message>
        <source>The books are not those that were sealed when the days were over, and no day is sealed any more. Stop paying out, and compare them with a backup.</source>
        <translation>账本已不是每天收工时封签的那一本，之后也不再封签。请停止付款，并与备份对照。</translation>
    </message>
    <message>
        <source>No day is sealed any more: what is changed in the books from outside would not show.</source>
        <translation>每日封签已停：有人从外部改动账本，将看不出来。</translation>
    </message>
    <message>
        <source>Seals of the books are gone or count no more. If nobody put back a backup or moved the shop, compare the words of a day on paper.</source>
        <translation>账本的封签有缺失，或不再作数。如果没人恢复过备份、也没搬过店铺，请用抄在纸上的封签字核对。</translation>
    </message>
    <message>
        <source>WeChat Pay asked about an order</source>
        <translation>向微信支付查询订单</translation>
    </message>
    <message>
        <source>Link of an order renewed</source>
        <translation>更新订单支付链接</translation>
    </message>
    <message>
        <source>WeChat Pay asked about a refund</source>
        <translation>向微信支付查询退款</translation>
    </message>
    <message>
        <source>Seals of the books count no more</source>
        <translation>有封签不再作数</translation>
    </message>
    <message>
        <source>WeChat Pay asked about a withdrawal</source>
        <translation>向微信支付查询提现</translation>
    </message>
    <message>
        <source>The password holds bytes that are no text.</source>
        <translation>密码中含有无法识别为文字的内容。</translation>
    </message>
    <message>
        <source>WeChat Pay gave no clear answer, and may have it already. Look in the merchant platform before you do it anew.</source>
        <translation>微信支付没有给出明确答复，可能已经收到。请先到商户平台查看，再决定是否重做。</translation>
    </message>
    <message>
        <source>WeChat Pay was not reached. Nothing was sent; try again in a moment.</source>
        <translation>没有连上微信支付，什么都没有发出，请稍后再试。</translation>
    </message>
    <message>
        <source>This was done before, and what was made by it is shown only once.</source>
        <translation>此操作先前已完成，所生成的内容只显示一次。</translation>
    </message>
    <message>
        <source>What belongs to a user moves by payments, credits and withdrawals alone.</source>
        <translation>用户名下的钱只能通过收款、入账和提现变动。</translation>
    </message>
    <message>
        <source>¥ %1 to user %2</source>
        <translation>¥ %1 付给用户 %2</translation>
    </message>
    <message>
        <source>from nothing to "%1"</source>
        <translation>原为空，改为“%1”</translation>
    </message>
    <message>
        <source>from "%1" to nothing</source>
        <translation>原为“%1”，改为空</translation>
    </message>
    <message>
        <source>from "%1" to "%2"</source>
        <translation>由“%1”改为“%2”</translation>
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
        <translation>增加用户余额</translation>
    </message>
    <message>
        <source>Debit: owe the user less</source>
        <translation>减少用户余额</translation>
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
        <translation>余额 %1 → %2，对方科目：奖励与调整。</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>余额 %1</translation>
    </message>
    <message>
        <source>Debit %1</source>
        <translation>减少 %1</translation>
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
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>&lt;table cellpadding='3'&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align='right'&gt;now&lt;/td&gt;&lt;td align='right'&gt;after&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Owed to all users&lt;/td&gt;&lt;td align='right'&gt;%1&lt;/td&gt;&lt;td align='right'&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Settled money to pay them&lt;/td&gt;&lt;td align='right'&gt;%3&lt;/td&gt;&lt;td align='right'&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellpadding='3'&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align='right'&gt;当前&lt;/td&gt;&lt;td align='right'&gt;批准后&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;应付全体用户&lt;/td&gt;&lt;td align='right'&gt;%1&lt;/td&gt;&lt;td align='right'&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;可用已结算资金&lt;/td&gt;&lt;td align='right'&gt;%3&lt;/td&gt;&lt;td align='right'&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be undone here: the payee confirms it in WeChat.</source>
        <translation>批准后几秒内仍可撤回。提交微信支付后无法在此撤销，由收款人在微信确认收款。</translation>
    </message>
    <message numerus="yes">
        <source>Pay %1 to %n person(s)</source>
        <translation>
            <numerusform>付款 %1，共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 approved, %2 refused.</source>
        <translation>批准 %1 笔，未通过 %2 笔。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source> (%n withdrawal(s))</source>
        <translation>
            <numerusform>（%n 笔提现）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) are so large that two people approve them. Yours is the first word: they go on waiting until another one approves.</source>
        <translation>
            <numerusform>%n 笔提现金额较大，需两人审批。您是第一位审批人：另一人批准前仍在等待。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n as the first of two</source>
        <translation>
            <numerusform>作为第一位审批人批准 %n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>Pay %1, and %2</source>
        <translation>付款 %1，并%2</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AuditPage</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>The entry</source>
        <translation>日志详情</translation>
    </message>
    <message>
        <source>&amp;Verify the audit log</source>
        <translation>校验审计日志(&amp;V)</translation>
    </message>
    <message>
        <source>Walk the chain of hashes: whoever has changed an entry has broken it</source>
        <translation>逐条核对哈希链；任何一条被改动过都会发现</translation>
    </message>
    <message>
        <source>Find an entry</source>
        <translation>查找日志</translation>
    </message>
    <message>
        <source>Search in who, what, to what and the details</source>
        <translation>按操作人、操作、对象或详情搜索</translation>
    </message>
    <message>
        <source>Who, what, to what, details</source>
        <translation>操作人、操作、对象或详情</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>共 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>没有符合条件的日志</translation>
    </message>
    <message>
        <source>Search for less, or choose other days.</source>
        <translation>请缩短关键词，或换个日期。</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无记录</translation>
    </message>
    <message>
        <source>Whatever somebody decides or changes is written down here.</source>
        <translation>所有审批和改动都会记在这里。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Verify the audit log</source>
        <translation>校验审计日志</translation>
    </message>
    <message>
        <source>%1 entries checked</source>
        <translation>已核对 %1 条</translation>
    </message>
    <message numerus="yes">
        <source>The audit log verifies: %n entry(ies), none changed and none missing.</source>
        <translation>
            <numerusform>审计日志校验通过：共 %n 条，无改动、无缺失。</numerusform>
        </translation>
    </message>
    <message>
        <source>The audit log does NOT verify. First difference: %1. Somebody has changed it outside Zhangfang: keep a copy, and compare it with a backup.</source>
        <translation>审计日志校验未通过。首处不符：%1。有人在账房之外改动过它：请先留存副本，再与备份比对。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>后台</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来处</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>操作号</translation>
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
        <translation>审批人：%1</translation>
    </message>
    <message>
        <source>Approved by %1, unlocked until %2</source>
        <translation>审批人：%1，%2 前免密</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>动态码</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Unlocked until %1, for</source>
        <translation>已解锁至 %1，操作员：</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Backups</name>
    <message>
        <source>No backup has been made yet.</source>
        <translation>还没有备份。</translation>
    </message>
    <message numerus="yes">
        <source>Latest backup: %1 · %2. %n daily backup(s) in %3</source>
        <translation>
            <numerusform>最近一次备份：%1（%2）。每日备份 %n 份，存于 %3</numerusform>
        </translation>
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
        <translation>正在检查备份，尚未替换…</translation>
    </message>
    <message>
        <source>The backup's books do not verify; it was not taken: %1</source>
        <translation>备份的账簿校验未通过，未恢复：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1

The backup is sound: %n journal entry(ies) verified, the latest of what is in it happened at %2. It replaces the present books; they are kept beside it. What happened since is then missing here until WeChat Pay is asked.</source>
        <translation>
            <numerusform>%1

备份完好：已校验 %n 笔凭证，其中最近一笔发生于 %2。它将替换现在的账簿，现在的账簿另存在旁边。此后发生的业务要等查询微信支付后补上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace the books</source>
        <translation>替换账簿</translation>
    </message>
    <message>
        <source>Restored. The books before are kept in %1</source>
        <translation>已恢复，原账簿保存在 %1</translation>
    </message>
    <message>
        <source>All of it takes up %1: the books %2, daily backups %3, logs %4, the rest %5.</source>
        <translation>共占用 %1：账簿 %2，每日备份 %3，日志 %4，其他 %5。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Columns</name>
    <message>
        <source>Order by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>%1, rising</source>
        <translation>%1（升序）</translation>
    </message>
    <message>
        <source>%1, falling</source>
        <translation>%1（降序）</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CommandPalette</name>
    <message>
        <source>Do or find</source>
        <translation>执行或查找</translation>
    </message>
    <message>
        <source>What to do, or a name, a product, a number</source>
        <translation>要做什么，或姓名、商品、单号</translation>
    </message>
    <message>
        <source>What can be done, and what was found</source>
        <translation>可执行的操作和查找结果</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>用户 %1</translation>
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
        <source>Withdrawal %1</source>
        <translation>提现 %1</translation>
    </message>
    <message>
        <source>Find “%1” among the orders</source>
        <translation>在订单中查找“%1”</translation>
    </message>
    <message>
        <source>Find “%1” among the users</source>
        <translation>在用户中查找“%1”</translation>
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
        <translation>投诉已处理完毕</translation>
    </message>
    <message>
        <source>To be answered until %1</source>
        <translation>回复截止时间 %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>The customer reads it in WeChat</source>
        <translation>顾客可在微信看到</translation>
    </message>
    <message>
        <source>It cannot be taken back once WeChat Pay has it. The complaint stays open until you say that it is dealt with. No money moves.</source>
        <translation>回复提交后无法撤回。投诉在标记“处理完毕”前保持未结。不涉及资金变动。</translation>
    </message>
    <message>
        <source>WeChat Pay tells the customer that the shop has dealt with it. No money moves; a refund is given under Orders.</source>
        <translation>微信支付将通知顾客：商家已处理完毕。不涉及资金变动，如需退款请到“订单”。</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>提交回复</translation>
    </message>
    <message>
        <source>It is dealt with</source>
        <translation>处理完毕</translation>
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
        <translation>申请授权(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>刷新(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>解除授权(&amp;E)</translation>
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
        <translation>供应用调用</translation>
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
        <translation>商户单号</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A user who agrees once receives withdrawals without confirming each of them in WeChat. The user agrees in your app and may take it back in WeChat at any time.</source>
        <translation>用户授权一次后，提现无需逐笔在微信确认即可到账。用户在您的应用中授权，并可随时在微信取消。</translation>
    </message>
    <message>
        <source>Hand this to your app: it shows the user WeChat's question. The answer is asked for every few minutes by itself.</source>
        <translation>请将以下内容交给您的应用，由应用调起微信授权页面。系统每隔几分钟自动查询授权结果。</translation>
    </message>
    <message>
        <source>This user's withdrawals through transfer bills are delivered at once.</source>
        <translation>此用户通过商家转账的提现将直接到账。</translation>
    </message>
    <message>
        <source>This user confirms each withdrawal in WeChat again.</source>
        <translation>此用户的提现恢复逐笔在微信确认。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CountLine</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CountdownStrip</name>
    <message>
        <source>Take back the latest approval</source>
        <translation>撤回最近一次批准</translation>
    </message>
    <message>
        <source>What was approved last and has not been sent yet waits for you again</source>
        <translation>最近批准、尚未发出的提现退回待处理</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 to %2 will be sent in %3.</source>
        <translation>
            <numerusform>%n 笔提现，共 %1，付给 %2，%3后发出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back %1 to %2</source>
        <translation>撤回付给 %2 的 %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more approval(s): under Withdrawals, Under way</source>
        <translation>
            <numerusform>另有 %n 次批准：见“提现”的“处理中”</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back: nothing of the %1 was sent.</source>
        <translation>已撤回：%1 均未发出。</translation>
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
        <translation>下一位顾客</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>付款码收款</translation>
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
        <translation>顾客在微信看到的内容</translation>
    </message>
    <message>
        <source>Payment code</source>
        <translation>付款码</translation>
    </message>
    <message>
        <source>Scan it, or type the 18 digits</source>
        <translation>扫描付款码，或输入 18 位数字</translation>
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
        <translation>撤销本次付款：无论结果如何，顾客都不会扣款</translation>
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
        <translation>未付款，未向顾客扣款。</translation>
    </message>
    <message>
        <source>WeChat Pay has not said yet how this ended. It is asked until it does: do not charge the customer again before.</source>
        <translation>支付结果尚未返回，系统正在持续查询。结果确认前请勿重复收款。</translation>
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
        <translation>上一笔订单 %1（%2）已付款后撤销，款项将退回顾客。</translation>
    </message>
    <message>
        <source>Paid and reversed: the money goes back to the customer. Hand nothing over.</source>
        <translation>已付款后撤销，款项将退回顾客，请勿交货。</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is paid, and a reversal had been sent: look at it once more.</source>
        <translation>上一笔订单 %1（%2）已支付，但曾提交撤销，请再次核对。</translation>
    </message>
    <message>
        <source>Paid, and a reversal had been sent before: look at the order once more before you hand anything over.</source>
        <translation>已支付，但曾提交撤销，交货前请再次核对订单。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DecisionSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DiagnosticsDialog</name>
    <message>
        <source>With the &amp;system check</source>
        <translation>同时做系统检查(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断信息</translation>
    </message>
    <message>
        <source>Asks WeChat Pay, too; moves no money</source>
        <translation>会询问微信支付，不动钱</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>For somebody who helps you. It holds no names, no sums and no secrets, and of numbers only the ends. Nothing leaves this machine by itself: read it, save it, send it.</source>
        <translation>发给帮您排查问题的人。里面没有姓名、金额和密钥，单号只留首尾几位。不会自动发出去：您看过、保存后自己发。</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorDialog</name>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Is everything in order?</source>
        <translation>各项是否正常？</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorList</name>
    <message>
        <source>Checking everything; nothing here moves money…</source>
        <translation>正在逐项检查，不涉及资金变动…</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>not in order</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>待确认</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::EnrolDialog</name>
    <message>
        <source>One-time codes for %1</source>
        <translation>为 %1 绑定动态码</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>An authenticator on a telephone shows a new code every half minute. Whoever has the password alone cannot approve with it.</source>
        <translation>手机上的验证器每半分钟显示一个新动态码。只知道密码的人无法审批。</translation>
    </message>
    <message>
        <source>Code for the authenticator</source>
        <translation>验证器二维码</translation>
    </message>
    <message>
        <source>1. Scan it with the authenticator</source>
        <translation>1. 用验证器扫码</translation>
    </message>
    <message>
        <source>Or type this:</source>
        <translation>或手动输入：</translation>
    </message>
    <message>
        <source>2. Write these down</source>
        <translation>2. 记下备用码</translation>
    </message>
    <message>
        <source>Each stands for a code, once, when the telephone is gone. They are shown only now.</source>
        <translation>手机不在时，每个备用码可代替动态码使用一次。只在此时显示。</translation>
    </message>
    <message>
        <source>3. Give the code it shows</source>
        <translation>3. 输入验证器显示的动态码</translation>
    </message>
    <message>
        <source>First code</source>
        <translation>第一个动态码</translation>
    </message>
    <message>
        <source>Secret for the authenticator</source>
        <translation>验证器密钥</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>备用码</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>绑定</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ExportAction</name>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, for any program (*.csv)</source>
        <translation>CSV，各种软件通用 (*.csv)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Save everything the filter matches, as a workbook or as CSV</source>
        <translation>把符合筛选条件的全部记录存为工作簿或 CSV</translation>
    </message>
    <message>
        <source>%1 of the %2 chosen rows were copied. Export writes all of them.</source>
        <translation>已复制所选 %2 行中的 %1 行；用“导出”可全部保存。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>%1 rows written</source>
        <translation>已写入 %1 行</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n row(s): %1</source>
        <translation>
            <numerusform>已保存 %n 行：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>What is in it is gone when it is replaced.</source>
        <translation>替换后，原文件内容无法找回。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Another one is shown by now, so nothing was saved. Export once more.</source>
        <translation>显示的对象已变，未导出。请重新导出。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::FilterBar</name>
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
        <source>The desk for your shop's money</source>
        <translation>小店的收款与提现管家</translation>
    </message>
    <message>
        <source>Customers pay through WeChat Pay, users are owed, you approve what is paid out, and the books add up. Everything stays on this machine.</source>
        <translation>顾客用微信支付付款，用户余额记账，提现由您批准，账目笔笔可查。所有数据都保存在本机。</translation>
    </message>
    <message>
        <source>&amp;Practise first</source>
        <translation>先练习一下(&amp;P)</translation>
    </message>
    <message>
        <source>A tea-and-games shop with made-up customers on a practice WeChat Pay. No account, no keys, no real money.</source>
        <translation>一家卖茶和游戏的模拟小店，顾客和微信支付都是模拟的。无需商户号和密钥，不涉及真实资金。</translation>
    </message>
    <message>
        <source>Set up my &amp;merchant account</source>
        <translation>设置商户号(&amp;M)</translation>
    </message>
    <message>
        <source>You need your merchant number, the API certificate's key file and the APIv3 key from pay.weixin.qq.com. Each is tested as you give it; nothing here moves money.</source>
        <translation>需要商户号、API 证书私钥文件和 APIv3 密钥，均可在商户平台 pay.weixin.qq.com 获取。填写时逐项检查，不涉及资金变动。</translation>
    </message>
    <message>
        <source>1 of 3 · Your shop and you</source>
        <translation>第 1 步，共 3 步 · 店铺与店主</translation>
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
        <translation>确认密码</translation>
    </message>
    <message>
        <source>The password approves withdrawals. It is kept only as a scrypt hash: whoever forgets it cannot read it anywhere.</source>
        <translation>此密码用于批准提现，仅保存加密摘要（scrypt），遗忘后无法找回。</translation>
    </message>
    <message>
        <source>The books will be in %1</source>
        <translation>账簿保存在 %1</translation>
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
        <translation>第 2 步，共 3 步 · 商户平台资料</translation>
    </message>
    <message>
        <source>Next: test it</source>
        <translation>下一步：检查</translation>
    </message>
    <message>
        <source>3 of 3 · Does it work?</source>
        <translation>第 3 步，共 3 步 · 系统检查</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>进入账房</translation>
    </message>
    <message>
        <source>Give the shop a name.</source>
        <translation>请填写店铺名称。</translation>
    </message>
    <message>
        <source>Give your name.</source>
        <translation>请填写您的姓名。</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>暂时跳过</translation>
    </message>
    <message>
        <source>The desk opens without WeChat Pay; all of this can be set later under Settings.</source>
        <translation>先打开账房，不连接微信支付；以后可以在设置里填写。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) kept until your shop is made; then each goes where it belongs.</source>
        <translation>
            <numerusform>已收到 %n 个文件，店铺建好后会自动填到对应的位置。</numerusform>
        </translation>
    </message>
    <message>
        <source>1 of 3 · Your way back in</source>
        <translation>第 1 步，共 3 步 · 忘记密码怎么办</translation>
    </message>
    <message>
        <source>Whoever forgets the password makes a new one with this sheet, once. It is shown only now: print it, and keep it where nobody else gets at it.</source>
        <translation>忘记密码时，凭此恢复单可重设一次密码。只在此时显示：请打印，并保存在他人接触不到的地方。</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>已妥善保存</translation>
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
        <translation>类型</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>摘要</translation>
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
        <source>Journal entries</source>
        <translation>凭证</translation>
    </message>
    <message>
        <source>The journal entry</source>
        <translation>凭证详情</translation>
    </message>
    <message>
        <source>&amp;Verify the books</source>
        <translation>校验账簿(&amp;V)</translation>
    </message>
    <message>
        <source>Recompute every balance from its entries and walk the chain of hashes</source>
        <translation>按分录重新计算各科目余额，并逐条校验哈希链</translation>
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
        <source>All journal entries</source>
        <translation>全部凭证</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>资产</translation>
    </message>
    <message>
        <source>Liabilities</source>
        <translation>负债</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>所有者权益</translation>
    </message>
    <message>
        <source>Suspense</source>
        <translation>待对账</translation>
    </message>
    <message>
        <source>Journal entry %1</source>
        <translation>凭证 %1</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>业务时间</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>入账时间</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>哈希链</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希值</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前一哈希值</translation>
    </message>
    <message>
        <source>Verify the books</source>
        <translation>校验账簿</translation>
    </message>
    <message>
        <source>%1 journal entries checked</source>
        <translation>已校验 %1 笔凭证</translation>
    </message>
    <message numerus="yes">
        <source>The books verify: %n journal entry(ies), every balance and the chain of hashes.</source>
        <translation>
            <numerusform>账簿校验通过：%n 笔凭证、各科目余额、哈希链均一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>The books do NOT verify. First difference: %1. Stop paying out, keep a copy and restore a backup.</source>
        <translation>账簿校验未通过！首个差异：%1。请停止付款，保留副本并恢复备份。</translation>
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
    <message>
        <source>Export the &amp;books…</source>
        <translation>导出账簿(&amp;B)…</translation>
    </message>
    <message>
        <source>Every entry, as CSV or as a journal that hledger and ledger read</source>
        <translation>全部凭证，存为 CSV 或 hledger、ledger 可读的日记账</translation>
    </message>
    <message>
        <source>Find a journal entry</source>
        <translation>查找凭证</translation>
    </message>
    <message>
        <source>Search in descriptions, business numbers and accounts</source>
        <translation>按摘要、业务编号或科目搜索</translation>
    </message>
    <message>
        <source>Description, business number or account</source>
        <translation>摘要、业务编号或科目</translation>
    </message>
    <message>
        <source>No journal entry matches</source>
        <translation>没有符合条件的凭证</translation>
    </message>
    <message>
        <source>Search for less, or choose other days or another account.</source>
        <translation>请缩短关键词，或换个日期、科目。</translation>
    </message>
    <message>
        <source>Nothing has moved yet.</source>
        <translation>还没有任何变动。</translation>
    </message>
    <message numerus="yes">
        <source>%n journal entry(ies)</source>
        <translation>
            <numerusform>共 %n 张凭证</numerusform>
        </translation>
    </message>
    <message>
        <source>Business number</source>
        <translation>业务编号</translation>
    </message>
    <message>
        <source>Posted for</source>
        <translation>记账缘由</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ListPage</name>
    <message>
        <source>Columns and order…</source>
        <translation>列与排序…</translation>
    </message>
    <message>
        <source>Which columns are seen, and what comes first</source>
        <translation>选择显示哪些列、按什么排序</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MainWindow</name>
    <message>
        <source>These books were put back from a backup: until you have looked at what happened since and confirmed it, no withdrawal and no refund is sent.</source>
        <translation>账簿由备份恢复：查看并确认备份之后的情况前，提现和退款均不提交。</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Practice: the customers, the payees and WeChat Pay are made up; no real money moves. Your password here is “%1”.</source>
        <translation>练习模式：顾客、收款人和微信支付均为模拟，不涉及真实资金。此处密码为“%1”。</translation>
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
        <translation>账房(&amp;D)</translation>
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
        <translation>锁定</translation>
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
        <source>System check…</source>
        <translation>系统检查…</translation>
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
        <source>Something needs you</source>
        <translation>有待处理事项</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>%n 项待处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>A withdrawal is waiting</source>
        <translation>有提现待处理</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting, %1 together.</source>
        <translation>
            <numerusform>%n 笔待处理，共 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Zhangfang: %n waiting</source>
        <translation>
            <numerusform>账房：%n 笔待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>What happened…</source>
        <translation>恢复情况…</translation>
    </message>
    <message>
        <source>What happened since the backup, and the word that the books may go on</source>
        <translation>查看备份之后的情况，并确认账簿可继续使用</translation>
    </message>
    <message>
        <source>WeChat Pay's address in the settings is on this computer (%1): no real money moves, and what is booked as paid here was paid to nobody.</source>
        <translation>设置中的微信支付地址指向本机（%1）：不涉及真实资金，此处记为已付的款项并未实际支付。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>End Zhangfang</source>
        <translation>退出账房</translation>
    </message>
    <message>
        <source>Zhangfang goes on</source>
        <translation>账房仍在运行</translation>
    </message>
    <message>
        <source>It takes notifications and sends what is approved. A click here brings the window back.</source>
        <translation>账房仍在接收通知、发放已批准的提现。点这里打开窗口。</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Shall Zhangfang go on in the background, beside the clock?</source>
        <translation>关闭窗口后，让账房在后台（系统托盘）继续运行吗？</translation>
    </message>
    <message>
        <source>There it takes WeChat Pay's notifications and sends what you have approved. Once it is ended, both wait until it is started again. You can change this under Settings.</source>
        <translation>在后台时，账房照常接收微信支付通知、发放已批准的提现；退出后，这些都要等到下次启动。以后可以在设置里更改。</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续运行</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n approved withdrawal(s) not sent yet</source>
        <translation>
            <numerusform>%n 笔已批准、尚未发出的提现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) whose answer is not in yet</source>
        <translation>
            <numerusform>%n 笔等待微信支付结果的提现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refund(s) under way</source>
        <translation>
            <numerusform>%n 笔处理中的退款</numerusform>
        </translation>
    </message>
    <message>
        <source>Still under way: %1.</source>
        <translation>仍在处理：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>New since your last start: %1</source>
        <translation>上次启动以来的新功能：%1</translation>
    </message>
    <message>
        <source>More under Help, What is new.</source>
        <translation>更多见“帮助”菜单的“新功能”。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新功能</translation>
    </message>
    <message>
        <source>On this page: %1</source>
        <translation>本页：%1</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Zhangfang 账房 %1</source>
        <translation>账房 Zhangfang %1</translation>
    </message>
    <message>
        <source>The desk for the money of a small WeChat Pay merchant.</source>
        <translation>小店的收款与提现管家。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>自由软件，按 GNU 通用公共许可证第 3 版或更高版本发布。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>It stands on</source>
        <translation>所用的库</translation>
    </message>
    <message>
        <source>the books do not answer, so it is not known what</source>
        <translation>账簿没有响应，无法得知具体内容</translation>
    </message>
    <message>
        <source>Nothing is lost: all of it goes on by itself as soon as Zhangfang is started again. What shall not be sent then, take back now.</source>
        <translation>数据未丢失：下次启动账房后立即自动继续。不想发出的提现，请现在撤回。</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>诊断信息…</translation>
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
        <source>APIv3 key</source>
        <translation>APIv3 密钥</translation>
    </message>
    <message>
        <source>API 安全 → APIv3 密钥, 32 characters; it goes into the keyring</source>
        <translation>API 安全 → APIv3 密钥，32 个字符；保存到系统钥匙串</translation>
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
        <translation>微信支付发送通知的地址，例如 https://pay.example.cn/wechatpay/notify</translation>
    </message>
    <message>
        <source>✓ is stored; enter another one to replace it</source>
        <translation>✓ 已保存；重新输入即可替换</translation>
    </message>
    <message>
        <source>✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem</source>
        <translation>✗ 不是未加密的 RSA 私钥；请使用 apiclient_key.pem，而不是 apiclient_cert.pem</translation>
    </message>
    <message>
        <source>✗ must be exactly 32 characters, it has %1</source>
        <translation>✗ 应为 32 个字符，当前 %1 个</translation>
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
        <source>What the scene asks to be told, as in [{"info_type":"活动名称","info_content":"余额提现"}]</source>
        <translation>转账场景要求报备的内容，例如 [{"info_type":"活动名称","info_content":"余额提现"}]</translation>
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
        <translation>仅旧版接口需要；32 个字符，保存到系统钥匙串</translation>
    </message>
    <message>
        <source>An AppID begins with wx and has 18 characters; look at it once more.</source>
        <translation>AppID 以 wx 开头，共 18 位，请再核对一次。</translation>
    </message>
    <message>
        <source>The content of apiclient_key.pem; it goes into the keyring</source>
        <translation>apiclient_key.pem 的内容；保存到系统钥匙串</translation>
    </message>
    <message>
        <source>Drop here what the merchant platform hands out: the zip, .p12, keys and certificates, several at once. Each goes where it belongs.</source>
        <translation>把商户平台下载的文件拖到这里：压缩包、.p12、密钥和证书，可以一次拖多个，会自动填到对应的位置。</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>选择文件(&amp;C)…</translation>
    </message>
    <message>
        <source>What the files were</source>
        <translation>文件识别结果</translation>
    </message>
    <message>
        <source>✓ private key, RSA %1, matches the certificate</source>
        <translation>✓ 私钥，RSA %1，与证书匹配</translation>
    </message>
    <message>
        <source>✗ private key, RSA %1, does not belong to the certificate below</source>
        <translation>✗ 私钥，RSA %1，与下方的证书不匹配</translation>
    </message>
    <message>
        <source>✓ private key, RSA %1</source>
        <translation>✓ 私钥，RSA %1</translation>
    </message>
    <message>
        <source>What the merchant platform hands out</source>
        <translation>商户平台下载的文件</translation>
    </message>
    <message>
        <source>Keys and certificates (*.zip *.p12 *.pfx *.pem *.key *.cer *.crt *.der);;All files (*)</source>
        <translation>密钥和证书 (*.zip *.p12 *.pfx *.pem *.key *.cer *.crt *.der);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MoneyField</name>
    <message>
        <source>A large sum</source>
        <translation>金额较大</translation>
    </message>
    <message>
        <source>Do you mean %1?</source>
        <translation>确定是 %1 吗？</translation>
    </message>
    <message>
        <source>That is more than most sums here; look at the comma and the zeros.</source>
        <translation>这笔金额比平时大，请核对小数点和零的个数。</translation>
    </message>
    <message>
        <source>Yes, %1</source>
        <translation>确定，%1</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>返回修改</translation>
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
        <translation>商品描述</translation>
    </message>
    <message>
        <source>What the customer reads in WeChat</source>
        <translation>顾客在微信看到的内容</translation>
    </message>
    <message>
        <source>Sale: the money is revenue</source>
        <translation>销售：计入收入</translation>
    </message>
    <message>
        <source>Top-up: the money is owed to its user</source>
        <translation>充值：计入用户余额</translation>
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
        <translation>请顾客扫码付款</translation>
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
        <source>The order's code</source>
        <translation>订单收款码</translation>
    </message>
    <message>
        <source>Renewing the code…</source>
        <translation>正在更新收款码…</translation>
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
    <name>zhangfang::ui::OperatorDialog</name>
    <message>
        <source>Add an operator</source>
        <translation>添加操作员</translation>
    </message>
    <message>
        <source>The role of %1</source>
        <translation>%1 的角色</translation>
    </message>
    <message>
        <source>Another password for %1</source>
        <translation>为 %1 重设密码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Their password</source>
        <translation>对方的密码</translation>
    </message>
    <message>
        <source>Their password again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Give it to them, and have them change it. A desk they have unlocked locks itself.</source>
        <translation>请把密码交给本人，并让其修改。其已解锁的账房会自动锁定。</translation>
    </message>
    <message>
        <source>A desk they have unlocked locks itself.</source>
        <translation>其已解锁的账房会自动锁定。</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>两次输入的密码不同。</translation>
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
        <translation>商品描述</translation>
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
        <source>The order's story</source>
        <translation>订单处理记录</translation>
    </message>
    <message>
        <source>&amp;New order…</source>
        <translation>新订单(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Ask WeChat</source>
        <translation>查询支付结果(&amp;A)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay how this order stands, and book it</source>
        <translation>向微信支付查询此订单，并按结果入账</translation>
    </message>
    <message>
        <source>C&amp;lose order</source>
        <translation>关闭订单(&amp;L)</translation>
    </message>
    <message>
        <source>Close the unpaid order here and at WeChat Pay</source>
        <translation>关闭未支付的订单，微信支付同时关闭</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>查找订单</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n 笔订单</numerusform>
        </translation>
    </message>
    <message>
        <source>No order matches</source>
        <translation>没有符合条件的订单</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>还没有订单</translation>
    </message>
    <message>
        <source>Press Ctrl+N, enter a sum, and let the customer scan the code.</source>
        <translation>按 Ctrl+N，输入金额，请顾客扫码付款。</translation>
    </message>
    <message>
        <source>WeChat's number</source>
        <translation>微信支付单号</translation>
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
        <translation>支付时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>记账分录</translation>
    </message>
    <message>
        <source>Nothing is booked before WeChat Pay says that it is paid.</source>
        <translation>微信支付确认付款后才会入账。</translation>
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
        <translation>关闭后顾客无法付款；如实际已付款，订单将变为已支付。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
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
        <source>Order made</source>
        <translation>下单</translation>
    </message>
    <message>
        <source>&amp;Refund…</source>
        <translation>退款(&amp;R)…</translation>
    </message>
    <message>
        <source>Refund this order, whole or in part</source>
        <translation>为此订单办理全部或部分退款</translation>
    </message>
    <message>
        <source>At the &amp;counter…</source>
        <translation>付款码收款(&amp;C)…</translation>
    </message>
    <message>
        <source>Take a payment by the code on the customer's phone</source>
        <translation>扫描顾客手机上的付款码收款</translation>
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
        <translation>微信支付返回</translation>
    </message>
    <message>
        <source>Order %1: the refund is on its way. The story shows how it goes.</source>
        <translation>订单 %1：退款已提交，进展见处理记录。</translation>
    </message>
    <message>
        <source>The code or link of an unpaid order, renewed where it has run out</source>
        <translation>未支付订单的收款码或链接，过期自动更新</translation>
    </message>
    <message>
        <source>As&amp;k WeChat now</source>
        <translation>立即查询退款结果(&amp;K)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how the refund stands; one that it did not take goes out again</source>
        <translation>立即查询退款结果；未受理的将重新提交</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>认定结果(&amp;Y)…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>微信支付未返回明确结果时，凭依据人工认定</translation>
    </message>
    <message>
        <source>&amp;Withdraw refund…</source>
        <translation>撤回退款(&amp;W)…</translation>
    </message>
    <message>
        <source>Take back a refund that WeChat Pay certainly has not got</source>
        <translation>撤回确未提交微信支付的退款</translation>
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
        <translation>其中商家承担</translation>
    </message>
    <message>
        <source>%1: WeChat Pay does not settle it</source>
        <translation>%1，微信支付不予结算</translation>
    </message>
    <message>
        <source>of which yours</source>
        <translation>其中商家预充值</translation>
    </message>
    <message>
        <source>%1: out of the coupon money you paid in</source>
        <translation>%1，由预充值代金券支付</translation>
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
        <translation>计入用户余额</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>暂不结转</translation>
    </message>
    <message>
        <source>%1 is held until the order's refunds are known</source>
        <translation>%1，待核实退款金额</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>待确认起始时间</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>查询未果</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>顾客到账</translation>
    </message>
    <message>
        <source>Leaves your money</source>
        <translation>商家支出</translation>
    </message>
    <message>
        <source>Fee that comes back</source>
        <translation>退回手续费</translation>
    </message>
    <message>
        <source>Out of the user's balance</source>
        <translation>扣减用户余额</translation>
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
        <translation>正在查询微信支付…</translation>
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
        <source>It was refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books, and the %3 held for user %4 are gone. If it was not refunded, the customer has lost %1.</source>
        <translation>顾客已收到退款 %1。账户支出 %2，用户 %4 冻结的 %3 扣除。如实际未退，顾客损失 %1。</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books. If it was not refunded, the customer has lost %1.</source>
        <translation>顾客已收到退款 %1，账户支出 %2。如实际未退，顾客损失 %1。</translation>
    </message>
    <message>
        <source>Book %1 as refunded</source>
        <translation>%1 记为已退款</translation>
    </message>
    <message>
        <source>It was not refunded</source>
        <translation>未退款</translation>
    </message>
    <message>
        <source>Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 of the order can be refunded again. If it was refunded after all, the shop has lost %4.</source>
        <translation>账户无支出。用户 %2 冻结的 %1 退回余额，此订单的 %3 可再次退款。如实际已退，店铺损失 %4。</translation>
    </message>
    <message>
        <source>Nothing leaves the account, and %1 of the order can be refunded again. If it was refunded after all, the shop has lost %2.</source>
        <translation>账户无支出，此订单的 %1 可再次退款。如实际已退，店铺损失 %2。</translation>
    </message>
    <message>
        <source>End it with nothing moved</source>
        <translation>结束，资金未变动</translation>
    </message>
    <message>
        <source>Withdraw refund</source>
        <translation>撤回退款</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the customer gets nothing.</source>
        <translation>%1 的退款不再提交。%2 立即退回用户 %3 的余额，顾客不会收到退款。</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent, and the customer gets nothing. The order can be refunded again.</source>
        <translation>%1 的退款不再提交，顾客不会收到退款。此订单以后仍可退款。</translation>
    </message>
    <message>
        <source>Asked for by mistake</source>
        <translation>误操作</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdrawn: %1 were not sent.</source>
        <translation>已撤回：%1 未提交。</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Sh&amp;ow code…</source>
        <translation>显示收款码(&amp;O)…</translation>
    </message>
    <message>
        <source>Search by description, name or any number</source>
        <translation>按商品描述、姓名或任意单号查找</translation>
    </message>
    <message>
        <source>Description, name or number</source>
        <translation>商品描述、姓名或单号</translation>
    </message>
    <message>
        <source>Try another word, another state or a longer period.</source>
        <translation>换个关键词、状态或更长的时间段试试。</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>货物</translation>
    </message>
    <message>
        <source>Paid, whatever since</source>
        <translation>付过款（不论之后如何）</translation>
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
        <translation>待处理</translation>
    </message>
    <message>
        <source>Paid and withdrawn in the last 30 days</source>
        <translation>近 30 天收款与提现</translation>
    </message>
    <message>
        <source>Today's orders by hour</source>
        <translation>今日分时订单</translation>
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
        <translation>近 30 天（元）</translation>
    </message>
    <message>
        <source>Withdrawals waiting</source>
        <translation>待处理提现</translation>
    </message>
    <message>
        <source>Open the queue</source>
        <translation>查看待处理提现</translation>
    </message>
    <message>
        <source>Can everyone be paid?</source>
        <translation>资金是否充足</translation>
    </message>
    <message>
        <source>Orders by hour, today</source>
        <translation>今日分时订单数</translation>
    </message>
    <message>
        <source>What sells, last 30 days</source>
        <translation>近 30 天热销</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>商品描述</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>%1 a week ago by now</source>
        <translation>上周同期 %1</translation>
    </message>
    <message>
        <source>known so far</source>
        <translation>截至目前</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Yes. %1 are left over.</source>
        <translation>充足，结余 %1。</translation>
    </message>
    <message>
        <source>No. %1 are missing.</source>
        <translation>资金不足，还差 %1。</translation>
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
%2 笔订单，收款 %3
提现 %4</translation>
    </message>
    <message>
        <source>%1 paid in 30 days</source>
        <translation>近 30 天收款 %1</translation>
    </message>
    <message>
        <source>%1:00 – %2:00, %3 orders</source>
        <translation>%1:00 – %2:00，%3 笔订单</translation>
    </message>
    <message>
        <source>%1 orders today</source>
        <translation>今日 %1 笔订单</translation>
    </message>
    <message numerus="yes">
        <source>Needs you: %n thing(s)</source>
        <translation>
            <numerusform>待处理：%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>标记已处理</translation>
    </message>
    <message>
        <source>How is this reckoned?</source>
        <translation>计算方式</translation>
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
        <translation>%1：微信支付 %2，账簿 %3</translation>
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
        <source>Users are owed %1: what they have available and what is held for their withdrawals, less what WeChat Pay is already giving back out of it.</source>
        <translation>应付用户 %1：用户可用余额加提现冻结金额，减去微信支付正在从中退款的金额。</translation>
    </message>
    <message>
        <source>Settled WeChat money in the books: %1, less what WeChat Pay has taken out for refunds.</source>
        <translation>账簿中已结算的微信资金：%1，已扣除微信支付退款支出。</translation>
    </message>
    <message>
        <source>By WeChat Pay's own word %1 are in the accounts, with what it has set aside for accepted withdrawals. The smaller of the two figures counts.</source>
        <translation>微信支付返回的账户余额为 %1，含已受理提现占用的金额。两者取小。</translation>
    </message>
    <message>
        <source>WeChat Pay's own word of the accounts is not known now: the books alone count.</source>
        <translation>暂未取得微信支付账户余额，仅按账簿计算。</translation>
    </message>
    <message>
        <source>%1 are about to leave for refunds of sales, and do not count any more.</source>
        <translation>销售退款即将支出 %1，已扣除。</translation>
    </message>
    <message>
        <source>So %1 are there to pay %2. The account that pays can pay out %3 now.</source>
        <translation>因此，可用资金 %1，应付 %2。付款账户当前可付 %3。</translation>
    </message>
    <message>
        <source>A payment counts only when WeChat Pay has settled it, some days after it was made. What users are owed must never exceed it: a withdrawal that would break this cannot be approved, nor sent.</source>
        <translation>收款在微信支付结算后（一般几个工作日）才计入可用资金。应付用户的金额不得超过可用资金，超出的提现不能批准，也不会提交。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of accounts</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1.</source>
        <translation>本商户无权查询余额的账户：%1。</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1. Coverage stands on the books alone; compare them in the merchant platform.</source>
        <translation>本商户无权查询余额的账户：%1。资金是否充足仅按账簿计算，请到商户平台核对。</translation>
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
        <translation>查看</translation>
    </message>
    <message>
        <source>All &amp;tasks…</source>
        <translation>全部待办(&amp;T)…</translation>
    </message>
    <message>
        <source>The complaint is dealt &amp;with…</source>
        <translation>投诉处理完毕(&amp;W)…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PasswordDialog</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>确认新密码</translation>
    </message>
    <message>
        <source>The new passwords differ.</source>
        <translation>两次输入的新密码不同。</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>动态码</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PayeeTable</name>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>到账金额</translation>
    </message>
    <message>
        <source>Does not get</source>
        <translation>不付金额</translation>
    </message>
    <message>
        <source>Balance left</source>
        <translation>可用余额</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>以往提现</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>风险提示</translation>
    </message>
    <message>
        <source>Who gets what</source>
        <translation>付款明细</translation>
    </message>
    <message>
        <source>Who does not get what</source>
        <translation>不付给谁</translation>
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
        <source>The first %1 of the %2 that were chosen; the others stay as they are.</source>
        <translation>已选 %2 笔，本次处理前 %1 笔，其余保持不变。</translation>
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
        <translation>可用余额</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>等待时长</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>风险提示</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>The withdrawal's story</source>
        <translation>提现处理记录</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>批准(&amp;A)…</translation>
    </message>
    <message>
        <source>Show who gets what, then approve</source>
        <translation>查看付款明细后批准</translation>
    </message>
    <message>
        <source>&amp;Reject…</source>
        <translation>拒绝(&amp;R)…</translation>
    </message>
    <message>
        <source>Give the sum back to the user's balance, with a reason</source>
        <translation>将金额退回用户余额，并说明原因</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>撤回(&amp;T)</translation>
    </message>
    <message>
        <source>Undo the approval while the grace period lasts</source>
        <translation>在撤回期内撤回批准</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>撤销(&amp;C)…</translation>
    </message>
    <message>
        <source>Stop it; at WeChat Pay too, while the payee has not confirmed</source>
        <translation>停止付款；收款人未确认时，同时在微信支付撤销</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>资金充足情况</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>没有待处理的提现</translation>
    </message>
    <message>
        <source>When a user asks for money, it waits here until you have looked at it.</source>
        <translation>用户申请提现后，会在这里等待您处理。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>暂无内容</translation>
    </message>
    <message>
        <source>Withdrawals appear here once they have been decided.</source>
        <translation>处理过的提现显示在这里。</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>资金充足</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>资金不足！</translation>
    </message>
    <message>
        <source>Owed %1 · settled %2 · %3</source>
        <translation>应付 %1 · 已结算 %2 · %3</translation>
    </message>
    <message>
        <source>In WeChat's words</source>
        <translation>微信支付返回</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>注册时间</translation>
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
        <translation>应付用户：当前 → 付款后</translation>
    </message>
    <message>
        <source>Settled, now and after</source>
        <translation>已结算资金：当前 → 付款后</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>商户单号</translation>
    </message>
    <message>
        <source>WeChat's number</source>
        <translation>微信支付单号</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>Reject withdrawals</source>
        <translation>拒绝提现</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will not be paid. The held sums go back to the users' balances at once.</source>
        <translation>
            <numerusform>%n 笔提现共 %1 将不予支付，冻结金额立即退回用户余额。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name and account do not agree</source>
        <translation>姓名与账户不符</translation>
    </message>
    <message>
        <source>Unusual activity, please contact us</source>
        <translation>账户活动异常，请联系客服</translation>
    </message>
    <message>
        <source>Requested by mistake</source>
        <translation>误操作</translation>
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
        <translation>已撤回，未提交付款。</translation>
    </message>
    <message>
        <source>Cancel withdrawals</source>
        <translation>撤销提现</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancellation is under way.</source>
        <translation>正在撤销。</translation>
    </message>
    <message>
        <source>&amp;Save receipt…</source>
        <translation>保存回单(&amp;S)…</translation>
    </message>
    <message>
        <source>WeChat Pay's electronic receipt of a paid withdrawal, as a PDF</source>
        <translation>微信支付电子回单（PDF）</translation>
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
        <translation>立即查询支付结果(&amp;K)</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how this withdrawal stands</source>
        <translation>立即向微信支付查询此笔提现的结果</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>认定结果(&amp;Y)…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>微信支付未返回明确结果时，凭依据人工认定</translation>
    </message>
    <message>
        <source>What WeChat Pay did not take goes out again, under the same number</source>
        <translation>微信支付未受理的重新提交，单号不变</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>待确认起始时间</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>查询未果</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>暂停原因</translation>
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
        <translation>正在查询微信支付…</translation>
    </message>
    <message>
        <source>Withdrawal %1 is: %2.</source>
        <translation>提现 %1：%2。</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最近返回</translation>
    </message>
    <message>
        <source>What became of withdrawal %1?</source>
        <translation>提现 %1 结果如何？</translation>
    </message>
    <message>
        <source>It was paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>%1 leave the account in the books: the payee has the money. Held for the user %2, owed to all users %3. If it was not paid, the user has lost %1.</source>
        <translation>账户支出 %1，收款人已到账。用户冻结金额 %2，应付全体用户 %3。如实际未付，用户损失 %1。</translation>
    </message>
    <message>
        <source>Book %1 as paid</source>
        <translation>%1 记为已付款</translation>
    </message>
    <message>
        <source>It was not paid</source>
        <translation>未付款</translation>
    </message>
    <message>
        <source>%1 go back to the user's balance and can be withdrawn again: %2. Nothing leaves the account. If it was paid after all, the shop has lost %1.</source>
        <translation>%1 退回用户余额，可再次提现：%2。账户无支出。如实际已付，店铺损失 %1。</translation>
    </message>
    <message>
        <source>Give %1 back to the balance</source>
        <translation>%1 退回余额</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will be stopped. What WeChat Pay already has is cancelled there while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says so.</source>
        <translation>
            <numerusform>将停止 %n 笔提现，共 %1。已提交给微信支付的，在收款人确认之前向微信支付撤销；微信支付确认后，金额退回用户余额。</numerusform>
        </translation>
    </message>
    <message>
        <source>Payee, openid or number</source>
        <translation>收款人、openid 或单号</translation>
    </message>
    <message>
        <source>Unclear ones</source>
        <translation>结果待确认</translation>
    </message>
    <message>
        <source>Find a withdrawal</source>
        <translation>查找提现</translation>
    </message>
    <message>
        <source>Search by payee or any number</source>
        <translation>按收款人或任意单号查找</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s)</source>
        <translation>
            <numerusform>%n 笔提现</numerusform>
        </translation>
    </message>
    <message>
        <source>No withdrawal matches</source>
        <translation>没有符合条件的提现</translation>
    </message>
    <message>
        <source>Try part of a name, another state or a longer period.</source>
        <translation>换个姓名关键字、状态或更长的时间段试试。</translation>
    </message>
    <message>
        <source>The list has changed meanwhile. Choose once more.</source>
        <translation>列表已有变动，请重新选择。</translation>
    </message>
    <message>
        <source>Of what is chosen, nothing is in a state for it.</source>
        <translation>所选提现的状态都不能进行此操作。</translation>
    </message>
    <message>
        <source>The chosen withdrawals are being read…</source>
        <translation>正在读取所选的提现…</translation>
    </message>
    <message>
        <source>Send &amp;it again</source>
        <translation>重新提交(&amp;I)</translation>
    </message>
    <message>
        <source>takes two people</source>
        <translation>需两人审批</translation>
    </message>
    <message>
        <source>takes another person</source>
        <translation>还需另一位审批人</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>申请人</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) approved by you wait for a second person.</source>
        <translation>
            <numerusform>您批准的 %n 笔提现还需第二位审批人。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PeoplePane</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>One-time codes</source>
        <translation>动态码</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>恢复单</translation>
    </message>
    <message>
        <source>The people who work here</source>
        <translation>操作员列表</translation>
    </message>
    <message>
        <source>&amp;Add an operator…</source>
        <translation>添加操作员(&amp;A)…</translation>
    </message>
    <message>
        <source>Rese&amp;t the password…</source>
        <translation>重设密码(&amp;T)…</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>修改密码(&amp;P)…</translation>
    </message>
    <message>
        <source>Enrol for &amp;one-time codes…</source>
        <translation>绑定动态码(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;New recovery sheet…</source>
        <translation>生成新恢复单(&amp;N)…</translation>
    </message>
    <message>
        <source>works here</source>
        <translation>在职</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>已绑定</translation>
    </message>
    <message>
        <source>begun, no code seen yet</source>
        <translation>已开始，尚未验证</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>made</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Enable…</source>
        <translation>启用(&amp;E)…</translation>
    </message>
    <message>
        <source>The operator has been added.</source>
        <translation>操作员已添加。</translation>
    </message>
    <message>
        <source>The role has been changed.</source>
        <translation>角色已修改。</translation>
    </message>
    <message>
        <source>The password has been reset.</source>
        <translation>密码已重设。</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>%1 can do nothing here any more, and a desk they have unlocked locks itself at once. Approvals of theirs that wait for a second person count no more. They can be enabled again.</source>
        <translation>%1 将不能再进行任何操作，其已解锁的账房会立即锁定；其批准过、尚待第二人审批的提现需重新审批。以后可以再启用。</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>The operator is disabled.</source>
        <translation>操作员已停用。</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>%1 can work here again, with the password and the role they had.</source>
        <translation>%1 可用原来的密码和角色继续工作。</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>The operator is enabled.</source>
        <translation>操作员已启用。</translation>
    </message>
    <message>
        <source>The password has been changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>Enrolled: from now on the codes are taken where they are asked for.</source>
        <translation>已绑定：此后在需要动态码的地方即可使用。</translation>
    </message>
    <message>
        <source>Remove one-time codes</source>
        <translation>解除动态码</translation>
    </message>
    <message>
        <source>The authenticator and the recovery codes of %1 count no more. One's own take one last code; those of others an owner's password.</source>
        <translation>%1 的验证器和备用码将失效。解除自己的需最后一个动态码；解除他人的需店主密码。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>The one-time codes are removed.</source>
        <translation>动态码已解除。</translation>
    </message>
    <message>
        <source>Password &amp;forgotten: use the sheet…</source>
        <translation>忘记密码，使用恢复单(&amp;F)…</translation>
    </message>
    <message>
        <source>Change the ro&amp;le…</source>
        <translation>修改角色(&amp;L)…</translation>
    </message>
    <message>
        <source>D&amp;isable</source>
        <translation>停用(&amp;I)</translation>
    </message>
    <message>
        <source>Re&amp;move one-time codes…</source>
        <translation>解除动态码(&amp;M)…</translation>
    </message>
    <message>
        <source>D&amp;isable…</source>
        <translation>停用(&amp;I)…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PermissionTable</name>
    <message>
        <source>Who may do what</source>
        <translation>权限表</translation>
    </message>
    <message>
        <source>Anybody here</source>
        <translation>任何在场的人</translation>
    </message>
    <message>
        <source>Takes a password</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReadAloud</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReadingDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>操作结果</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RecoverDialog</name>
    <message>
        <source>A new password for %1</source>
        <translation>为 %1 设新密码</translation>
    </message>
    <message>
        <source>By the code on the recovery sheet, which is used up by it. One-time codes of theirs are removed, and can be enrolled for again.</source>
        <translation>凭恢复单上的恢复码，用后即失效。其动态码会一并解除，可重新绑定。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
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
        <source>Make it</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>两次输入的密码不同。</translation>
    </message>
    <message>
        <source>The password is new. This is your next recovery sheet.</source>
        <translation>密码已重设。这是您的新恢复单。</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>已妥善保存</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RecoveryDialog</name>
    <message>
        <source>What was found</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>Go on although WeChat Pay was not asked about everything</source>
        <translation>未全部查询，仍要继续</translation>
    </message>
    <message>
        <source>Confirm: send again</source>
        <translation>确认并恢复付款</translation>
    </message>
    <message>
        <source>The books were put back</source>
        <translation>账簿已恢复</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What you have compared, and what you found</source>
        <translation>核对内容与结果</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>后续影响</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>暂不确认</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>情况说明</translation>
    </message>
    <message>
        <source>These books know nothing of the time between the backup and the moment they were put back. WeChat Pay cannot be asked about withdrawals and refunds whose numbers were lost with that time: one that is asked for again would be paid again.</source>
        <translation>账簿中没有从备份到恢复这段时间的记录。此期间的提现和退款单号已丢失，无法向微信支付查询；如再次申请，将重复付款。</translation>
    </message>
    <message>
        <source>Books of</source>
        <translation>账簿截止</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复时间</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>缺失时段</translation>
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
        <translation>查询微信支付</translation>
    </message>
    <message>
        <source>%1 of %2 numbers, %3 otherwise than here</source>
        <translation>已查询 %1 / %2 个单号，%3 个与账簿不同</translation>
    </message>
    <message>
        <source>The money at WeChat Pay</source>
        <translation>微信支付资金</translation>
    </message>
    <message>
        <source>WeChat Pay has not told yet what is in the accounts.</source>
        <translation>尚未取得微信支付账户余额。</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant what is in the accounts. Compare them in the merchant platform.</source>
        <translation>本商户无权查询账户余额，请到商户平台核对。</translation>
    </message>
    <message>
        <source>%1 less is there than these books expect: so much may have been paid out or given back since the backup.</source>
        <translation>比账簿少 %1：备份之后可能已付款或退款。</translation>
    </message>
    <message>
        <source>%1 more is there than these books expect: so much may have been paid in since the backup.</source>
        <translation>比账簿多 %1：备份之后可能有新的收款。</translation>
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
        <translation>微信支付 %1，账簿 %2</translation>
    </message>
    <message>
        <source>What differs, or is still to be asked</source>
        <translation>差异与未查询项</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>未查询</translation>
    </message>
    <message>
        <source>here: %1; WeChat Pay: %2</source>
        <translation>账簿：%1；微信支付：%2</translation>
    </message>
    <message>
        <source>WeChat Pay is still being asked; %1 numbers are left. Until you confirm, nothing is sent: neither withdrawals nor refunds.</source>
        <translation>正在查询微信支付，还剩 %1 个单号。确认前，提现和退款均不提交。</translation>
    </message>
    <message>
        <source>%1 numbers were never asked about. What was paid under them since the backup can be paid again. Give the reason.</source>
        <translation>有 %1 个单号未查询，备份之后如已付款，可能重复付款。请填写原因。</translation>
    </message>
    <message>
        <source>When you confirm, withdrawals and refunds are sent again as before.</source>
        <translation>确认后，提现和退款恢复正常提交。</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RefundDialog</name>
    <message>
        <source>Refund</source>
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
        <translation>顾客可在微信看到</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Can still be refunded</source>
        <translation>可退金额</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>金额 ¥</translation>
    </message>
    <message>
        <source>From 0.01 up to %1.</source>
        <translation>0.01 至 %1。</translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation>退款 %1</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>Expected: the customer gets %1, %2 leave your money</source>
        <translation>预计：顾客到账 %1，商家支出 %2</translation>
    </message>
    <message>
        <source>, %1 of fee come back</source>
        <translation>，退回手续费 %1</translation>
    </message>
    <message>
        <source>; the rest was paid by coupons</source>
        <translation>；其余为优惠券抵扣</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1 leave user %2's balance now; the refund goes to the customer through WeChat Pay.</source>
        <translation>立即从用户 %2 的余额扣除 %1，退款经微信支付退给顾客。</translation>
    </message>
    <message>
        <source>%1 of the order are refunded through WeChat Pay, out of revenue.</source>
        <translation>此订单退款 %1，经微信支付退回，冲减收入。</translation>
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
        <translation>收款</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>手续费</translation>
    </message>
    <message>
        <source>Credited to users</source>
        <translation>用户入账</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Owed after</source>
        <translation>期末应付用户</translation>
    </message>
    <message>
        <source>At WeChat after</source>
        <translation>期末微信资金</translation>
    </message>
    <message>
        <source>The report is being made and the books verified…</source>
        <translation>正在生成报表并校验账簿…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>The books do NOT verify: %1</source>
        <translation>账簿校验未通过：%1</translation>
    </message>
    <message>
        <source>Save the settlement report</source>
        <translation>保存结算报表</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>The report that is shown, as a workbook or as CSV</source>
        <translation>把当前报表存为工作簿或 CSV</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>The report that is shown</source>
        <translation>打印当前报表</translation>
    </message>
    <message>
        <source>Shop: %1</source>
        <translation>商户：%1</translation>
    </message>
    <message>
        <source>Period: %1 to %2</source>
        <translation>期间：%1 至 %2</translation>
    </message>
    <message>
        <source>Made: %1</source>
        <translation>生成时间：%1</translation>
    </message>
    <message>
        <source>The books were verified up to journal entry %1.</source>
        <translation>账簿已校验，至第 %1 笔凭证。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SavedViews</name>
    <message>
        <source>Views</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存筛选条件…</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>删除筛选条件</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存筛选条件</translation>
    </message>
    <message>
        <source>Name of this view:</source>
        <translation>筛选条件名称：</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SecretLine</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
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
        <translation>通知接收</translation>
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
        <translation>显示在窗口标题栏</translation>
    </message>
    <message>
        <source>Test everything</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>127.0.0.1 behind a reverse proxy or a tunnel</source>
        <translation>使用反向代理或隧道时填 127.0.0.1</translation>
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
        <translation>收款后视为已结算</translation>
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
        <translation>每人每日提现上限 ¥</translation>
    </message>
    <message>
        <source>Most for all users and day ¥</source>
        <translation>每日提现总额上限 ¥</translation>
    </message>
    <message>
        <source>Approvals can be taken back for</source>
        <translation>批准后可撤回时间</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>A password unlocks decisions for</source>
        <translation>输入密码后免密时间</translation>
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
        <translation>收款人看到的内容，最多 32 个字</translation>
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
        <translation>备份是账簿的完整副本，营业期间也可进行，不含密钥。</translation>
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
        <source>Something under “Merchant account” does not fit; it is marked there.</source>
        <translation>“商户号”中有内容不符合要求，请查看标记处。</translation>
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
        <translation>已保存，通知接收地址 %1。</translation>
    </message>
    <message>
        <source>Orders are opened with</source>
        <translation>下单接口</translation>
    </message>
    <message>
        <source>APIv3, today's interface</source>
        <translation>APIv3，新版接口</translation>
    </message>
    <message>
        <source>API v2, the older one; it needs its own key</source>
        <translation>API v2，旧版接口，需单独的密钥</translation>
    </message>
    <message>
        <source>At the counter, reverse after</source>
        <translation>付款码收款超时撤销</translation>
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
        <source>API v2: straight to the payee's balance</source>
        <translation>API v2：直接付到零钱</translation>
    </message>
    <message>
        <source>API v2: red packets, ¥ 1 to ¥ 200</source>
        <translation>API v2：红包，¥ 1 到 ¥ 200</translation>
    </message>
    <message>
        <source>WeChat Pay's fee, percent</source>
        <translation>微信支付费率（%）</translation>
    </message>
    <message>
        <source>As in your contract, such as 0.60; it is expected of each payment</source>
        <translation>按签约费率填写，如 0.60；据此预计每笔收款的手续费</translation>
    </message>
    <message>
        <source>Further AppIDs</source>
        <translation>其他 AppID</translation>
    </message>
    <message>
        <source>Of the shop's other apps under the same merchant number, commas between them</source>
        <translation>本店绑定同一商户号的其他 AppID，用英文逗号隔开</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>信任的代理</translation>
    </message>
    <message>
        <source>10.0.0.2, fd00::/8: who comes through them is counted one by one</source>
        <translation>如 10.0.0.2, fd00::/8：经代理的请求按来源地址分别限流</translation>
    </message>
    <message>
        <source>Saved, and it does not fit together yet: WeChat Pay may refuse everything until it does.</source>
        <translation>已保存，但各项资料不匹配，修正前微信支付可能拒绝所有请求。</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>每次询问</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续运行</translation>
    </message>
    <message>
        <source>End the program</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>What you have changed tells how much money leaves, where to, or by whose word. It takes your password.</source>
        <translation>您修改的内容关系到付多少钱、付到哪里、由谁批准，需要输入密码。</translation>
    </message>
    <message>
        <source>Settings not saved</source>
        <translation>设置未保存</translation>
    </message>
    <message>
        <source>What you have typed under Settings is not saved yet.</source>
        <translation>设置中有修改尚未保存。</translation>
    </message>
    <message>
        <source>In another language the window is made anew, and what you have typed is gone.</source>
        <translation>切换语言会重新打开窗口，未保存的修改会丢失。</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Save first</source>
        <translation>先保存</translation>
    </message>
    <message>
        <source>Daily backup</source>
        <translation>每日备份</translation>
    </message>
    <message>
        <source>Made by itself every day, and checked</source>
        <translation>每天自动备份并校验</translation>
    </message>
    <message>
        <source>No daily backup</source>
        <translation>不自动备份</translation>
    </message>
    <message>
        <source>Daily copies kept</source>
        <translation>保留份数</translation>
    </message>
    <message>
        <source>Folder of the daily backup</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>Empty: “backups” beside the books. Better another disk.</source>
        <translation>留空则存在账簿旁的 backups 文件夹；建议选另一块磁盘。</translation>
    </message>
    <message>
        <source>Ask again about sums from ¥</source>
        <translation>金额达到多少时再次确认 ¥</translation>
    </message>
    <message>
        <source>What WeChat Pay sent is kept</source>
        <translation>微信支付发来的内容保留</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>The books themselves are never thinned out. Of what WeChat Pay sent, a fingerprint stays. Logs: each program keeps the latest %1 of its own.</source>
        <translation>账簿永不删减；微信支付发来的内容到期后只留指纹。日志：每个程序只保留自己最近的 %1。</translation>
    </message>
    <message>
        <source>One-time codes are asked for</source>
        <translation>何时要求动态码</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>When withdrawals and refunds are decided</source>
        <translation>审批提现和退款时</translation>
    </message>
    <message>
        <source>With every password</source>
        <translation>每次输入密码时</translation>
    </message>
    <message>
        <source>Two people approve from ¥</source>
        <translation>达到此金额需两人审批 ¥</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Sheet</name>
    <message>
        <source>It is on its way and cannot be called back here; one moment.</source>
        <translation>已提交，无法撤回，请稍候。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SheetDialog</name>
    <message>
        <source>Recovery sheet of %1</source>
        <translation>%1 的恢复单</translation>
    </message>
    <message>
        <source>An owner who has lost the password makes a new one with it, once. A new sheet makes the one before worthless.</source>
        <translation>店主忘记密码时，凭此可重设一次。生成新的恢复单后，旧的即作废。</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>One-time code, where one is asked for</source>
        <translation>动态码（如有要求）</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>已妥善保存</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SheetPaper</name>
    <message>
        <source>Recovery sheet</source>
        <translation>恢复单</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation>保存为文件(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>保存恢复单</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>Saved: %1. Print it, and delete the file: whoever has it can make your password new.</source>
        <translation>已保存：%1。请打印后删除该文件：谁拿到它，谁就能重设您的密码。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::StatementPane</name>
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
        <translation>类型</translation>
    </message>
    <message>
        <source>Available, change</source>
        <translation>可用余额变动</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用余额</translation>
    </message>
    <message>
        <source>Held, change</source>
        <translation>冻结变动</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>The user's statement</source>
        <translation>用户对账单</translation>
    </message>
    <message>
        <source>Memo or business number</source>
        <translation>摘要或业务编号</translation>
    </message>
    <message>
        <source>E&amp;xport the statement…</source>
        <translation>导出对账单(&amp;X)…</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>没有符合条件的记录</translation>
    </message>
    <message>
        <source>Search for less, or choose other days.</source>
        <translation>请缩短关键词，或换个日期。</translation>
    </message>
    <message>
        <source>Nothing has moved yet.</source>
        <translation>还没有任何变动。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::StatusStrip</name>
    <message>
        <source>Listener</source>
        <translation>通知接收</translation>
    </message>
    <message>
        <source>WeChat Pay</source>
        <translation>微信支付</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Last notification</source>
        <translation>最近通知</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>资金情况</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Covered, %1 spare</source>
        <translation>资金充足，结余 %1</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>资金不足！</translation>
    </message>
    <message>
        <source>Owed to users %1, settled money to pay them %2</source>
        <translation>应付用户 %1，可用已结算资金 %2</translation>
    </message>
    <message>
        <source>Listening at %1</source>
        <translation>通知接收：%1</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>通知接收未启动</translation>
    </message>
    <message>
        <source>WeChat Pay's notifications are received here</source>
        <translation>在此接收微信支付的通知</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>WeChat Pay: not asked</source>
        <translation>微信支付：未连接</translation>
    </message>
    <message>
        <source>Nothing is sent while the engine does not run</source>
        <translation>付款服务未运行，提现和退款均不提交</translation>
    </message>
    <message>
        <source>WeChat Pay: no answer</source>
        <translation>微信支付：无响应</translation>
    </message>
    <message>
        <source>WeChat Pay: connecting</source>
        <translation>微信支付：连接中</translation>
    </message>
    <message>
        <source>The first question is on its way</source>
        <translation>正在首次连接</translation>
    </message>
    <message>
        <source>WeChat Pay answers</source>
        <translation>微信支付正常</translation>
    </message>
    <message>
        <source>Last answer %1</source>
        <translation>最近响应 %1</translation>
    </message>
    <message>
        <source>Clock right</source>
        <translation>本机时间准确</translation>
    </message>
    <message>
        <source>Clock %1 s off</source>
        <translation>本机时间相差 %1 秒</translation>
    </message>
    <message>
        <source>WeChat Pay refuses what is signed five minutes off</source>
        <translation>本机时间相差超过五分钟，微信支付会拒绝请求</translation>
    </message>
    <message>
        <source>No notification yet</source>
        <translation>还没有通知</translation>
    </message>
    <message>
        <source>Queue empty</source>
        <translation>无待处理提现</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 笔待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals over %1 wait for a decision</source>
        <translation>待处理提现共 %1</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Unlocked, %1 s</source>
        <translation>免密中，剩 %1 秒</translation>
    </message>
    <message>
        <source>Decisions ask for your password</source>
        <translation>审批需输入密码</translation>
    </message>
    <message>
        <source>Decisions need no password; click to lock</source>
        <translation>审批暂免密码，点击锁定</translation>
    </message>
    <message>
        <source>Notified just now</source>
        <translation>刚收到通知</translation>
    </message>
    <message>
        <source>Notified %1 ago</source>
        <translation>%1前收到通知</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::TaskActions</name>
    <message>
        <source>What WeChat Pay sent</source>
        <translation>微信支付发来的通知</translation>
    </message>
    <message>
        <source>No notification says so: WeChat Pay said it when it was asked.</source>
        <translation>没有相关通知：这是查询微信支付时得到的结果。</translation>
    </message>
    <message>
        <source>What the task is about</source>
        <translation>待办详情</translation>
    </message>
    <message>
        <source>WeChat Pay has the answer.</source>
        <translation>回复已送达微信支付。</translation>
    </message>
    <message>
        <source>WeChat Pay knows that it is dealt with.</source>
        <translation>已告知微信支付处理完成。</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::TasksPage</name>
    <message>
        <source>Since</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理建议</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>The task</source>
        <translation>待办详情</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>查看(&amp;S)</translation>
    </message>
    <message>
        <source>Go to what the task is about</source>
        <translation>转到这条待办对应的内容</translation>
    </message>
    <message>
        <source>Mark d&amp;one</source>
        <translation>标记已处理(&amp;O)</translation>
    </message>
    <message>
        <source>It is dealt with, and leaves the list</source>
        <translation>已处理完毕，从列表中移除</translation>
    </message>
    <message>
        <source>&amp;Answer the complaint…</source>
        <translation>回复投诉(&amp;A)…</translation>
    </message>
    <message>
        <source>The complaint is dealt &amp;with…</source>
        <translation>投诉处理完毕(&amp;W)…</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>共 %n 项待办</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有待办</translation>
    </message>
    <message>
        <source>What a person has to look at comes up here, and leaves by itself once it is over.</source>
        <translation>需要人工处理的事项会出现在这里，解决后自动消失。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::UserDialog</name>
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
        <translation>用户在您的应用下的 openid</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>真实姓名</translation>
    </message>
    <message>
        <source>Wanted by WeChat Pay from ¥ 2,000 on</source>
        <translation>单笔达到 ¥ 2,000 时微信支付要求填写</translation>
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
        <translation>后续影响</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Where it is written: a row of a bill, a page of the merchant platform</source>
        <translation>依据出处：如账单第几行、商户平台哪个页面</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why you decide it instead of WeChat Pay</source>
        <translation>人工认定的原因</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>WeChat Pay is asked once more first. If it tells the end, that is what stands.</source>
        <translation>将先再次查询微信支付；如已有结果，以查询结果为准。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked once more…</source>
        <translation>正在再次查询微信支付…</translation>
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
        <translation>可用余额</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>注册时间</translation>
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
        <source>No users yet</source>
        <translation>还没有用户</translation>
    </message>
    <message>
        <source>Users come from your app, or are added here with their openid.</source>
        <translation>用户来自您的应用，也可凭 openid 在此添加。</translation>
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
        <source>The real name that WeChat Pay compares with the payee's</source>
        <translation>微信支付用于核对收款人的真实姓名</translation>
    </message>
    <message>
        <source>&amp;Credit or debit…</source>
        <translation>增减余额(&amp;C)…</translation>
    </message>
    <message>
        <source>Owe the user more or less, with a reason and your password</source>
        <translation>增加或减少用户余额，需填写原因并输入密码</translation>
    </message>
    <message>
        <source>&amp;Request withdrawal…</source>
        <translation>申请提现(&amp;R)…</translation>
    </message>
    <message>
        <source>Ask for a withdrawal on the user's behalf</source>
        <translation>代用户申请提现</translation>
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
        <source>Real name</source>
        <translation>真实姓名</translation>
    </message>
    <message>
        <source>The payee's real name, as WeChat knows it:</source>
        <translation>收款人的真实姓名（与微信实名一致）：</translation>
    </message>
    <message>
        <source>Requested: it waits under Withdrawals.</source>
        <translation>已申请，请到“提现”处理。</translation>
    </message>
    <message>
        <source>C&amp;onsent…</source>
        <translation>免确认收款(&amp;O)…</translation>
    </message>
    <message>
        <source>Let the user receive withdrawals without confirming each of them</source>
        <translation>用户授权后，提现无需逐笔确认即可到账</translation>
    </message>
    <message>
        <source>Receives without confirming</source>
        <translation>免确认收款</translation>
    </message>
    <message>
        <source>The user</source>
        <translation>用户信息</translation>
    </message>
    <message>
        <source>Name, openid or number</source>
        <translation>姓名、openid 或编号</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n 位用户</numerusform>
        </translation>
    </message>
    <message>
        <source>available %1, held %2</source>
        <translation>可用 %1，冻结 %2</translation>
    </message>
    <message>
        <source>No user matches</source>
        <translation>没有符合条件的用户</translation>
    </message>
    <message>
        <source>Try part of a name, its pinyin, or the beginning of the openid.</source>
        <translation>试试姓名中的字、拼音或 openid 的开头。</translation>
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
        <translation>金额从余额中冻结，在“提现”中待批准。</translation>
    </message>
</context>
</TS>
