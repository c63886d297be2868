"""Goals as the two usual frameworks would write them, for ``bench.data``."""

from ninja import Schema
from rest_framework import serializers


class ProvenanceSerializer(serializers.Serializer):
    source = serializers.CharField()
    confidence = serializers.CharField()
    remark = serializers.CharField()


class PeriodSerializer(serializers.Serializer):
    start = serializers.CharField()
    end = serializers.CharField()


class GoalSerializer(serializers.Serializer):
    reference = serializers.CharField()
    kind = serializers.CharField()
    kind_basis = serializers.CharField()
    chapter = serializers.IntegerField()
    field = serializers.CharField()
    title = serializers.DictField(child=serializers.CharField())
    wording = serializers.DictField(child=serializers.CharField())
    explanation = serializers.DictField(child=serializers.CharField())
    lead = serializers.CharField()
    lead_confidence = serializers.CharField()
    lead_remark = serializers.CharField()
    involves_all = serializers.BooleanField()
    involved = serializers.ListField(child=serializers.CharField())
    clauses = serializers.ListField(child=serializers.IntegerField())
    other_mandate = serializers.DictField(child=serializers.CharField())
    period = PeriodSerializer()
    basis = serializers.CharField()
    provenance = ProvenanceSerializer()


class ProvenanceSchema(Schema):
    source: str
    confidence: str
    remark: str


class PeriodSchema(Schema):
    start: str
    end: str


class GoalSchema(Schema):
    reference: str
    kind: str
    kind_basis: str
    chapter: int | None
    field: str
    title: dict[str, str]
    wording: dict[str, str]
    explanation: dict[str, str]
    lead: str | None
    lead_confidence: str
    lead_remark: str
    involves_all: bool
    involved: list[str]
    clauses: list[int]
    other_mandate: dict[str, str]
    period: PeriodSchema
    basis: str
    provenance: ProvenanceSchema
