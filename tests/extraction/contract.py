"""The extraction contract as a check, as the package has it; here its JSON Schema is checked as well."""

from kg.extraction.records.contract import find_breaches, schema_validator

schema_validator().check_schema(schema_validator().schema)

__all__ = ["find_breaches", "schema_validator"]
