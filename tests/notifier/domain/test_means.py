"""By which means a person is told."""

from dataclasses import replace

from services.notifier.domain.means import means_of, next_means
from services.notifier.domain.notice import Person

WANG = Person("wang", email="wang@city.example", transports=("wecom", "feishu", "wecom"))
ALL = {"email", "wecom", "feishu"}


def test_mail_comes_first_and_the_others_as_the_person_lists_them() -> None:
    assert means_of(WANG, ALL) == ("email", "wecom", "feishu")


def test_where_the_office_prefers_it_mail_comes_last() -> None:
    assert means_of(WANG, ALL, email_first=False) == ("wecom", "feishu", "email")


def test_a_person_who_lists_mail_decides_its_place() -> None:
    assert means_of(replace(WANG, transports=("wecom", "email")), ALL) == ("wecom", "email")


def test_what_is_not_set_up_and_mail_without_an_address_are_left_out() -> None:
    assert means_of(WANG, {"feishu"}) == ("feishu",)
    assert means_of(Person("x", transports=("email",)), ALL) == ()


def test_somebody_who_has_left_is_reached_by_nothing() -> None:
    assert means_of(replace(WANG, active=False), ALL) == ()


def test_the_next_means_is_the_first_not_given_up() -> None:
    means = means_of(WANG, ALL)
    assert next_means(means, ()) == ("email", True)
    assert next_means(means, ("email", "wecom")) == ("feishu", False)
    assert next_means(means, means) == ("none", False)
