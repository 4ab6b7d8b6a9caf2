-- Logs of the last two days in which lines are missing, changed or there in two versions, with the place. A line counts as missing once the one after it is
-- fifteen minutes old: until then it may be on its way. The proof with signatures is that of `toolgate audit verify`.
WITH lines_once AS (
  SELECT c.log, c.seq, c.prev, c.hash, min(c.sealed_ms) AS sealed_ms
  FROM chain AS c
  WHERE c."hour" >= date_format(current_timestamp - INTERVAL '48' HOUR, '%Y/%m/%d/%H')
  GROUP BY c.log, c.seq, c.prev, c.hash
),
placed AS (
  SELECT
    o.log, o.seq, o.prev, o.sealed_ms,
    lag(o.seq) OVER (PARTITION BY o.log ORDER BY o.seq, o.hash) AS seq_before
  FROM lines_once AS o
)
SELECT p.log, 'missing' AS fault, p.seq_before + 1 AS from_seq, p.seq - 1 AS to_seq
FROM placed AS p
WHERE p.seq > p.seq_before + 1 AND p.sealed_ms < (to_unixtime(current_timestamp) - 900) * 1000
UNION ALL
SELECT p.log, 'forked' AS fault, p.seq AS from_seq, p.seq AS to_seq
FROM placed AS p
WHERE p.seq = p.seq_before
UNION ALL
SELECT DISTINCT p.log, 'changed' AS fault, p.seq - 1 AS from_seq, p.seq - 1 AS to_seq
FROM placed AS p
LEFT JOIN lines_once AS b ON b.log = p.log AND b.seq = p.seq - 1 AND b.hash = p.prev
WHERE p.seq = p.seq_before + 1 AND b.seq IS NULL
