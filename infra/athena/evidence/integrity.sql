-- SOC 2, of the last month: by log, the lines that should be there and those that are, the signed entries, and what forwarders found wrong.
WITH delivered AS (
  SELECT DISTINCT
    l.unmapped.seal.log AS log, l.unmapped.seal.seq AS seq, l.unmapped.seal.id AS id, l.unmapped.seal.sig IS NOT NULL AS is_signed,
    l.unmapped.kind AS kind, l.unmapped.what AS what, coalesce(l.src_endpoint.hostname, l.device.hostname) AS host
  FROM lines AS l
  WHERE l."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND l."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
    AND l.unmapped.seal.log IS NOT NULL
)
SELECT
  max(d.host) AS host, d.log, min(d.seq) AS first_seq, max(d.seq) AS last_seq,
  max(d.seq) - min(d.seq) + 1 AS expected, count(DISTINCT d.seq) AS present,
  max(d.seq) - min(d.seq) + 1 - count(DISTINCT d.seq) AS missing,
  count(*) - count(DISTINCT d.seq) AS forked,
  count(*) FILTER (WHERE d.is_signed) AS signed_entries,
  count(*) FILTER (WHERE d.kind = 'incident') AS incidents,
  count(*) FILTER (WHERE d.what = 'torn') AS torn,
  count(*) FILTER (WHERE d.what = 'forged') AS forged
FROM delivered AS d
GROUP BY d.log
