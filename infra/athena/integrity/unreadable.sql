-- Delivered lines of the last two days that are no sealed line: no JSON, or without a seal.
SELECT r."hour", length(r.line) AS characters, substr(r.line, 1, 80) AS begins
FROM raw AS r
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '48' HOUR, '%Y/%m/%d/%H')
  AND length(r.line) > 0
  AND json_extract_scalar(r.line, '$.unmapped.seal.log') IS NULL
