-- One row for each delivered line, once: its place, the hash it gives for the line before it, and its own.
SELECT DISTINCT
  r."hour",
  json_extract_scalar(r.line, '$.unmapped.seal.log') AS log,
  CAST(json_extract_scalar(r.line, '$.unmapped.seal.seq') AS bigint) AS seq,
  json_extract_scalar(r.line, '$.unmapped.seal.prev') AS prev,
  CAST(json_extract_scalar(r.line, '$.unmapped.seal.at') AS bigint) AS sealed_ms,
  json_extract_scalar(r.line, '$.unmapped.seal.sig') IS NOT NULL AS is_signed,
  lower(to_hex(sha256(to_utf8(r.line)))) AS hash
FROM raw AS r
WHERE json_extract_scalar(r.line, '$.unmapped.seal.log') IS NOT NULL
