"""Values that people paste and attackers send."""

VALUES = [
    "", " ", "\0", "a\0b", "\udc80", "\ufffe", "\u202eabc", "a\u030a", "\xad", "😀" * 40, "-1", "0", "00", "٣", "½",
    "1e309", "NaN", "Infinity", "9" * 40, "-9223372036854775809", "31-12-9999", "0001-01-01", "2026-02-30", "0000",
    "30062019", "24:60", "x" * 11_000, "a\r\nSet-Cookie: a=b", "'\"; DROP TABLE x; --", "<script>alert(1)</script>",
    "{{ 7|add:7 }}", "{% debug %}", "%s%n%d", "%00", "../../../etc/passwd", "http://[::1", "//evil.example",
    "javascript:alert(1)", "null", "[]", '{"a":', "__class__", "True", "b" * 255, "010190-1234", "=1+1", "\t\n",
]  # fmt: skip
QUERY_NAMES = (
    "q", "place", "km", "area", "provider", "from", "to", "page", "course", "run", "next", "o", "p", "e", "all", "lang",
    "status__exact", "state__exact", "at__year", "starts_on__gte", "id__in", "pk", "path", "term", "app_label",
    "model_name", "field_name", "_popup", "_to_field", "format", "year", "education", "start", "mode", "near", "code",
)  # fmt: skip


def quoted(value: str) -> str:
    """For an address; also what no text may hold."""
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))
