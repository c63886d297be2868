import factory

from querschnitt.accounts.models import Department, Role, User


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department

    key = factory.Sequence(lambda n: f"department-{n}")
    abbreviation = factory.Sequence(lambda n: f"M{n}")
    name = factory.LazyAttribute(lambda d: f"Ministerium {d.abbreviation}")
    position = factory.Sequence(lambda n: n)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.DEPARTMENT_EDITOR
    department = factory.SubFactory(DepartmentFactory)


def coordinator(**fields):
    """Someone of the State Chancellery who coordinates."""
    return UserFactory(**{"role": Role.COORDINATOR, **fields})


def approver(**fields):
    """Someone who may submit and co-sign for a department."""
    return UserFactory(**{"role": Role.DEPARTMENT_APPROVER, **fields})


def editor(**fields):
    """Someone who writes for a department."""
    return UserFactory(**{"role": Role.DEPARTMENT_EDITOR, **fields})


def person(role, **fields):
    """Someone with this role, and a department only where the role needs one."""
    needs = role in {Role.DEPARTMENT_EDITOR, Role.DEPARTMENT_APPROVER}
    return UserFactory(**{"role": role, **({} if needs else {"department": None}), **fields})
