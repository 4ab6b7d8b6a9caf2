-- SOC 2, of the last month: which machines were covered, from when to when, how many hours and users; and those of the inventory that have sent nothing.
WITH heard AS (
  SELECT
    coalesce(l.src_endpoint.hostname, l.device.hostname) AS host,
    count(DISTINCT l."hour") AS hours,
    count(DISTINCT CASE WHEN l.class_uid = 6003 THEN l.unmapped.seal.id END) AS records,
    count(DISTINCT l.actor."user".name) AS users,
    min(l.unmapped.seal.at) AS first_ms,
    max(l.unmapped.seal.at) AS last_ms
  FROM lines AS l
  WHERE l."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND l."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
    AND l.unmapped.seal.log IS NOT NULL
  GROUP BY 1
)
SELECT
  coalesce(h.host, i.host) AS host,
  i.host IS NOT NULL AS in_inventory,
  h.host IS NOT NULL AS covered,
  coalesce(h.hours, 0) AS hours,
  coalesce(h.records, 0) AS records,
  coalesce(h.users, 0) AS users,
  CAST(from_unixtime(h.first_ms / 1000e0) AS timestamp(3)) AS first_line,
  CAST(from_unixtime(h.last_ms / 1000e0) AS timestamp(3)) AS last_line
FROM heard AS h
FULL OUTER JOIN inventory AS i ON i.host = h.host
