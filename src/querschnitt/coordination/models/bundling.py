from django.db import models

from querschnitt.framework.models import Framework, Goal, GoalVersion


class LikenessWeights(models.Model):
    """How much each part of a word counts when goals are compared; signatures rest on it."""

    packed = models.BinaryField()
    texts = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk}"


class GoalSignature(models.Model):
    """Where a version of a goal lies among all others, so that those like it are found at once.

    Made anew at any time; nothing is lost with it.
    """

    version = models.OneToOneField(
        GoalVersion, on_delete=models.CASCADE, primary_key=True, related_name="signature"
    )
    weights = models.ForeignKey(LikenessWeights, on_delete=models.CASCADE, related_name="+")
    # Empty where the goal has no words to compare.
    bits = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.version_id}"


class LikenessSearch(models.Model):
    """The last search for similar goals in a framework: among how many, and what it found."""

    framework = models.OneToOneField(
        Framework, on_delete=models.CASCADE, primary_key=True, related_name="likeness_search"
    )
    newest_version = models.PositiveBigIntegerField()
    goals = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    searched_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.framework_id}"


class Suggestion(models.Model):
    """Two goals whose words are alike, as they stood when they were compared.

    It counts as long as these versions are the goals' newest and nothing is noted about the two;
    each search puts new ones in the place of a framework's old ones.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="suggestions")
    # The goal of the framework, or of two of them the one with the lower key.
    one = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    one_version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="+")
    other_version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    is_across_terms = models.BooleanField(default=False)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], name="one_suggestion_per_pair_of_goals"
            )
        ]
        indexes = [models.Index(fields=["framework", "-score"], name="suggestions_best_first")]

    def __str__(self) -> str:
        return f"{self.one_id} – {self.other_id}: {self.score:.2f}"
