"""The tables that a usual site would have."""

from django.db import models


class Department(models.Model):
    """Who leads."""

    name = models.CharField(max_length=100)
    abbreviation = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """What is aimed at."""

    address = models.SlugField(unique=True)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    field = models.CharField(max_length=100)
    department = models.ForeignKey(Department, models.PROTECT)

    def __str__(self) -> str:
        return self.title
