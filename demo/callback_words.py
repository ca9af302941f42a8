"""What is said in a call-back, as the standard asks for it; one text for each kind of call-back."""

from __future__ import annotations

from collections.abc import Callable

from .records import Order

Said = list[str]


def first_words(order: Order) -> Said:
    """A first call-back."""
    return [
        f"我: {_name(order)}您好，我是{order.owner}，这个电话不收费，耽误您两分钟。",
        "客: 你说吧。",
        "我: 想了解一下您手机和网络的使用情况。",
        "客: 挺好，就是地下车库信号弱。",
        "我: 嗯，我记下了。您还有什么意见和建议？",
        "客: 没有了。",
        "我: 谢谢您，再见。",
    ]


def second_words(order: Order) -> Said:
    """A further call-back."""
    return [
        f"我: {_name(order)}您好，我是联通公司客户服务的{order.owner}，上个月和您通过电话。",
        "客: 记得。",
        "我: 您最近用得怎么样？",
        "客: 都好。",
        "我: 谢谢您，再见。",
    ]


def unusual_words(order: Order) -> Said:
    """A call-back upon a bill that fell."""
    before, now = order.facts["last_month_bill"], order.facts["this_month_bill"]
    return [
        f"我: {_name(order)}您好，我是联通公司客户服务的{order.owner}，前些天和您通过电话。",
        "客: 你好。",
        f"我: 您上月话费{before:g}元，本月{now:g}元，少了不少，想问问是什么原因？",
        "客: 出差少了。",
        "我: 对我们的服务有没有不满意的地方？有意见和建议请告诉我。",
        "客: 没有。",
        "我: 谢谢您，再见。",
    ]


def zero_words(order: Order) -> Said:
    """A call-back to somebody who had no bill."""
    return [
        f"我: 您好，我是联通公司客户服务的{order.owner}，您放心，不是推销。",
        "客: 什么事？",
        "我: 您这个号码本月没有话费，想问问是不是不用了？",
        "客: 换了号，这个留着。",
        "我: 好的，需要的话我们定期为您再次回访。谢谢您，再见。",
    ]


WORDS: dict[str, Callable[[Order], Said]] = {
    "first": first_words,
    "second": second_words,
    "unusual_bill": unusual_words,
    "zero_bill": zero_words,
}


def _name(order: Order) -> str:
    return f"{order.facts['surname']}{'先生' if int(order.number[-1]) % 2 else '女士'}"
