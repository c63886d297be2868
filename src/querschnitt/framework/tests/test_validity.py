import pytest

from querschnitt.framework.validity import existed_at


@pytest.mark.parametrize(
    ("at", "start", "end", "existed"),
    [
        ("2022-07-12", "", "", True),
        ("2022-07-12", "2021-09-16", "", True),
        ("2022-07-12", "2023", "", False),
        ("2022-07-12", "", "2021", False),
        ("2021-09-16", "", "2021-09-16", False),
        ("2021-09-16", "2021-09-16", "", True),
        ("2016-12-20", "2016", "", True),
        ("2016-12-20", "2011", "2016", False),
        ("2022", "2022-07-12", "", False),
    ],
)
def test_what_existed_at_a_date(at, start, end, existed):
    assert existed_at(at, start=start, end=end) is existed
